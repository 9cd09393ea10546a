"""A promise in; what nobody has committed to below it, as something to try, and the move that commits to it, out."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import inf
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.gaps.wording import metric_name, window_of
from slamodel.model import ALWAYS, ShareTarget, TimeTarget
from slamodel.plan.commitments import OPEN, commitments
from slamodel.plan.levels import Level
from slamodel.plan.move import Move
from slamodel.plan.tiers import is_closed
from slamodel.propagate import Link, Promise
from slamodel.report import counting, wording
from slamodel.units import parse_duration, parse_share, show_duration, show_required

from .fields import Enough
from .rulers import Ruler, downtime, nines, times

_ANY = Level(0.5)


class Lacking(NamedTuple):
    """Something that a promise rests on and that nobody has committed to."""

    promise: Promise
    link: Link

    @property
    def key(self) -> str:
        """What an address calls it: the promise, the service and the metric."""
        return f"{self.promise.id}>{self.link.source.service}:{self.link.source.metric}"

    @property
    def is_time(self) -> bool:
        """Whether a time is to be committed to, and not a share."""
        return isinstance(self.promise.target, TimeTarget)


def lacking(analysis: Analysis, promise: Promise) -> Iterator[Lacking]:
    """All that can be committed to, in the order of the links."""
    if not isinstance(promise.target, ShareTarget | TimeTarget):
        return
    for link in sorted(promise.deciding.links, key=lambda link: link.source.service):
        given = link.source
        is_open = given.unknown is not None and given.unknown.lack in OPEN and not is_closed(analysis, given)
        if is_open and any(commitments(analysis, given, promise, [_ANY])):
            yield Lacking(promise, link)


def found(analysis: Analysis, key: str) -> Lacking | None:
    """What an address calls so; None where there is nothing like it."""
    try:
        promise = analysis.target(key.partition(">")[0])
    except KeyError:
        return None
    return next((one for one in lacking(analysis, promise) if one.key == key), None)


def move(analysis: Analysis, one: Lacking, text: str) -> Move:
    """The commitment to a level, written as it was typed.

    Raises:
        UnitError: when the text is no level.
    """
    given = one.link.source
    (made,) = commitments(analysis, given, one.promise, [_level(analysis, one, text)])
    key = "within" if one.is_time else "at_least"
    return replace(made, changes=tuple(_as_typed(change, made, key, text) for change in made.changes))


def _as_typed(change: Change, made: Move, key: str, text: str) -> Change:
    is_it = change.path == made.at and isinstance(change.value, dict)
    return Change(change.path, {**change.value, key: text}) if is_it and isinstance(change.value, dict) else change


def _level(analysis: Analysis, one: Lacking, text: str) -> Level:
    if one.is_time:
        return Level(parse_duration(text).on(analysis.landscape.conventions.working_day))
    return Level(float(1 - parse_share(text)))


def ruler(analysis: Analysis, one: Lacking, stated: tuple[str, ...]) -> Ruler:
    """How to slide it: as the promise counts it."""
    promise = one.promise
    if not one.is_time:
        return nines(partial(downtime, promise.counted_s, window_of(promise.target.window)))
    words = "" if promise.clock == ALWAYS else counting.on(analysis, promise.clock)
    limit = show_duration(promise.promised or 0.0, in_hours=True)
    working_day = analysis.landscape.conventions.working_day
    return times((*stated, limit), lambda _: words, working_day=working_day, in_hours=promise.clock != ALWAYS)


def enough(one: Lacking) -> Iterator[Enough]:
    """What would be enough of it, as far as that is known."""
    required = one.link.required_guaranteed
    if required is None or required == inf:
        return
    if one.is_time:
        if required >= 1:
            text = show_duration(required, down=True, in_hours=one.promise.clock != ALWAYS)
            yield Enough(text, "enough, as far as the others are known")
    elif required < 1 and not wording.is_unrealistic(required):
        yield Enough(show_required(required), "enough, as far as the others are known")


def subject(analysis: Analysis, made: Move) -> str:
    """What a commitment is on: `Bureau Two notification time for P1`."""
    about = f" for {made.priority}" if made.priority else ""
    return f"{wording.service_name(analysis, made.service)} {metric_name(made.metric)}{about}"
