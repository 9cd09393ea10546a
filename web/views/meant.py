"""A place in a model where a level stands in; the ruler for it out, with the window and the clock that it counts on."""

from collections.abc import Mapping
from functools import partial

from slamodel.analysis import Analysis
from slamodel.gaps.wording import window_of
from slamodel.model import ALWAYS, Agreement, ShareTarget, Target, TimeTarget, Window
from slamodel.model.agreement import Path
from slamodel.report import counting

from .places import is_choice, level_at, sort_at
from .remembered import once
from .rulers import Ruler, cases, downtime, nines, share_of, times

_HALF = 0.5
MONTH = Window("month")


def ruler(analysis: Analysis, place: str, stated: tuple[str, ...]) -> Ruler | None:
    """How to slide a level at a place; None where it is none of shares or times."""
    found = level_at(analysis, place)
    if found is None or is_choice(place):
        return None
    if found.path[0] == "services":
        return _of_own(analysis, place, stated)
    agreement = analysis.landscape.agreements.get(str(found.path[1]))
    target = _target(agreement, found.path[:-1]) if agreement else None
    if agreement is None or not isinstance(target, ShareTarget | TimeTarget):
        return None
    return _of_target(analysis, agreement, target, found.path, stated)


def _target(agreement: Agreement, path: Path) -> Target | None:
    """The target at a place, in effect or in a tier."""
    if path[2] == "tiers":
        tier = agreement.tiers.get(str(path[3]))
        return dict(enumerate(tier.targets)).get(int(path[5])) if tier else None
    return dict(agreement.stated).get(path)


def _of_target(
    analysis: Analysis, agreement: Agreement, target: ShareTarget | TimeTarget, path: Path, stated: tuple[str, ...]
) -> Ruler:
    if path[-1] == "in":
        return cases(_least(stated))
    working_day = analysis.landscape.conventions.working_day
    if isinstance(target, TimeTarget):
        clock = agreement.clock_of(target)
        words = "" if clock == ALWAYS else counting.on(analysis, clock)
        return times(stated, lambda _: words, working_day=working_day, in_hours=clock != ALWAYS)
    counted, window = _counted(analysis).get(path[:-1]), window_of(target.window)
    if path[-1] == "at_most":
        return times(stated, partial(share_of, counted, window), working_day=working_day, in_hours=True)
    is_time = target.metric == "availability"
    if is_time and counted is None:
        counted = analysis.landscape.seconds_in(target.window)
    return nines(partial(downtime, counted if is_time else None, window))


def _of_own(analysis: Analysis, place: str, stated: tuple[str, ...]) -> Ruler | None:
    sort = sort_at(place)
    if sort == "share":
        is_time = place.split("/")[3] == "availability"
        counted = analysis.landscape.seconds_in(MONTH) if is_time else None
        return nines(partial(downtime, counted, window_of(MONTH)))
    if sort != "time":
        return None
    return times(stated, lambda _: "", working_day=analysis.landscape.conventions.working_day, in_hours=True)


def _least(stated: tuple[str, ...]) -> float:
    """Where a scale of cases starts: at a half, or lower where less than that is stated."""
    ends = cases(0.0)
    return _HALF if all((ends.at(text) or 1000) >= 1000 * _HALF for text in stated if text) else 0.0


@once
def _counted(analysis: Analysis) -> Mapping[Path, float]:
    """The seconds of a window that count, by the place of the target."""
    own_last = sorted(analysis.promises, key=lambda promise: promise.agreement == promise.at[1])
    return {promise.at: promise.counted_s for promise in own_last if promise.counted_s is not None}
