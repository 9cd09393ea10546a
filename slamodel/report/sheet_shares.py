"""Promises that several have to close together in; out a party's own share of it, in proportion, without the others."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from slamodel.gaps.remedies import remedies
from slamodel.gaps.together import Part, together
from slamodel.gaps.ways import Key, key
from slamodel.gaps.wording import metric_name, window_of
from slamodel.propagate import Promise, Role
from slamodel.report import wording
from slamodel.report.counting import target_of
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_levels import downtime, subject
from slamodel.report.sheet_views import Matter, Request
from slamodel.units import TOLERANCE, TOLERANCE_S, show_required, to_ask


class _Share(NamedTuple):
    """What one part would have to become: by how much it shrinks, of which promise; `cases` where it is those."""

    factor: float
    rank: int
    part: Part
    promise: Promise
    is_of_cases: bool
    is_alone: bool


def shares(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """The share of everything that this party takes part in: of one thing the strictest."""
    found: dict[tuple[Key, str], _Share] = {}
    for share in _all(to):
        name = (key(share.part.source), share.promise.target.priority or "")
        if name not in found or share.factor < found[name].factor:
            found[name] = share
    yield from ((share.rank, _request(to, share)) for share in found.values())


def _all(to: Counterpart) -> Iterator[_Share]:
    for rank, promise in enumerate(to.wanted):
        if remedies(to.analysis.context, promise):
            continue
        parts = together(promise)
        parties = {wording.provider(to.analysis, part.source.service) for part in parts}
        if to.party in parties and (shrunk := _factor(promise)) is not None:
            factor, is_of_cases = shrunk
            own = (part for part in parts if wording.provider(to.analysis, part.source.service) == to.party)
            yield from (_Share(factor, rank, part, promise, is_of_cases, len(parts) == 1) for part in own)


def _factor(promise: Promise) -> tuple[float, bool] | None:
    """What is left to all of what they take today, and whether it is a matter of cases."""
    view, promised = promise.deciding, promise.promised or 0.0
    if view.time is not None:
        limit = wording.limit(promise, view)
        if view.time.within_s > limit + TOLERANCE_S:
            return (limit / view.time.within_s, False) if view.time.within_s < inf else None
        missed = 1.0 - view.time.in_guaranteed
        return ((1.0 - promise.promised_share) / missed, True) if missed > TOLERANCE else None
    today = view.figures.guaranteed if view.figures else 0.0
    return (promised / today, False) if today > promised + TOLERANCE else None


def _request(to: Counterpart, share: _Share) -> Request:
    given, promise = share.part.source, share.promise
    is_time = promise.direct.time is not None
    agreement = to.has(given.agreement)
    paper = to.paper(agreement)
    today = wording.level(given, is_time=is_time)
    which = promise.target.priority or ""
    wanted = _wanted(to, share, is_time=is_time)
    itself = " itself" if given.role is Role.OWN else ""
    return Request(
        Matter.SHARE,
        f"{subject(to.analysis, given, which)}{itself}",
        today,
        wanted,
        ("Several have to move together, each in proportion to what it takes today; this is your share.",)
        if not share.is_alone
        else ("No other way than a better level was found.",),
        (wording.service_name(to.analysis, given.service),),
        metric_name(given.metric),
        which,
        to.askers(agreement, given.service),
        paper,
        by_when(paper),
        is_shared=not share.is_alone,
    )


def _wanted(to: Counterpart, share: _Share, *, is_time: bool) -> str:
    given, promise, factor = share.part.source, share.promise, share.factor
    if share.is_of_cases:
        late = (1.0 - given.share) * factor
        return f"in {wording.cases(late) if late <= TOLERANCE else f'at least {show_required(late)} of the cases'}"
    level = (given.level or 0.0) * factor
    if is_time:
        return f"at most {wording.length(promise, level, down=True)}" if level >= 1.0 else "as short as you can"
    if wording.is_unrealistic(level):
        return "the best level that you can commit to"
    target = target_of(to.analysis, given)
    window = window_of(promise.target.window if target is None or given.counted is None else target.window)
    down = downtime(to.analysis, given, promise, to_ask(level), allowed=True)
    return f"at least {show_required(level)} {window}{f' ({down} of downtime)' if down else ''}"
