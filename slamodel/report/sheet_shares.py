"""Promises that several have to close together in; out a party's own share of it, in proportion, without the others."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from slamodel.gaps.together import Part
from slamodel.gaps.ways import SHORTEST_S, Key, key
from slamodel.gaps.wording import metric_name, window_of
from slamodel.model import ALWAYS
from slamodel.propagate import Input, Promise, Role, Rule, Step
from slamodel.report import wording
from slamodel.report.counting import target_of
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_levels import downtime, subject
from slamodel.report.sheet_views import Matter, Request
from slamodel.units import TOLERANCE, TOLERANCE_S, show_duration, show_required, to_ask

_WHY_TOGETHER = "Several have to move together, each in proportion to what it takes today; this is your share."
_WHY_ALONE = "It is too much as it stands, and nothing else can make up for it."
_UNTRIED = "Whether that is enough shows when the answers are in."


class _Share(NamedTuple):
    """What is left to one input of what it takes, and of the cases that it may miss; None where that is enough."""

    source: Input
    promise: Promise
    length: float | None
    late: float | None
    is_alone: bool

    @property
    def order(self) -> tuple[float, float]:
        """The strictest first."""
        return (1.0 if self.length is None else self.length, 1.0 if self.late is None else self.late)


def shares(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """The share of everything that this party takes part in: of one thing the strictest."""
    found: dict[tuple[Key, str], _Share] = {}
    for promise, parts in to.whole.joint:
        for share in _of(promise, parts):
            if wording.provider(to.analysis, share.source.service) == to.party:
                name = (key(share.source), promise.target.priority or "")
                found[name] = min(found.get(name, share), share, key=lambda one: one.order)
    yield from ((to.whole.rank[share.promise.id], _request(to, share)) for share in found.values())


def _of(promise: Promise, parts: Sequence[Part]) -> Iterator[_Share]:
    """The share of each: of what takes part, and of whatever misses cases where too few of them are kept."""
    lengths, late = _lengths(promise), _late(promise)
    missing = (given for given in promise.deciding.inputs if late is not None and given.share < 1.0)
    sources = {key(given): given for given in (*(part.source for part in parts), *missing)}
    for name, given in sources.items():
        length, cases = lengths.get(name), late if given.share < 1.0 else None
        if length is not None or cases is not None:
            yield _Share(given, promise, length, cases, len(sources) == 1)


def _lengths(promise: Promise) -> Mapping[Key, float]:
    """What is left to each of what it takes today: of all alike, of steps as the way that each is on is too long."""
    view, promised = promise.deciding, promise.promised or 0.0
    if view.step is not None:
        limit = wording.limit(promise, view)
        return {name: limit / most for name, most in _longest(view.step).items() if limit + TOLERANCE_S < most < inf}
    today = view.figures.guaranteed if view.figures else 0.0
    return {key(given): promised / today for given in view.inputs} if today > promised + TOLERANCE else {}


def _late(promise: Promise) -> float | None:
    """What is left of the cases that are missed; None where enough are kept, or it is no matter of cases."""
    time = promise.deciding.time
    missed, allowed = (1.0 - time.in_guaranteed if time else 0.0), 1.0 - promise.promised_share
    return allowed / missed if missed > allowed + TOLERANCE else None


def _longest(root: Step) -> Mapping[Key, float]:
    """By what is to be asked for, how long the longest way through it takes, as commitments stand today."""
    found: dict[Key, float] = {}
    walked: dict[int, float] = {}
    waiting = [(root, root.time.within_s)]
    while waiting:
        step, takes = waiting.pop()
        if walked.get(id(step), -1.0) >= takes:
            continue
        walked[id(step)] = takes
        if step.source is not None:
            found[key(step.source)] = max(takes, found.get(key(step.source), 0.0))
        spare = 0.0 if step.rule is Rule.IN_ORDER else step.time.within_s
        waiting += [(part, takes - spare + part.time.within_s if spare else takes) for part in step.parts]
    return found


def _request(to: Counterpart, share: _Share) -> Request:
    given, promise = share.source, share.promise
    agreement, which = to.has(given.agreement), promise.target.priority or ""
    paper, is_time = to.paper(agreement), promise.direct.time is not None
    return Request(
        Matter.SHARE,
        f"{subject(to.analysis, given, which)}{' itself' if given.role is Role.OWN else ''}",
        wording.level(given, is_time=is_time),
        _in_time(share) if is_time else _of_the_time(to, share),
        (_WHY_ALONE if share.is_alone else _WHY_TOGETHER, _UNTRIED),
        (wording.service_name(to.analysis, given.service),),
        metric_name(given.metric),
        which,
        to.askers(agreement, given.service),
        paper,
        by_when(paper),
        is_shared=not share.is_alone,
        level=None if share.length is None or share.late is not None else (given.level or 0.0) * share.length,
    )


def _in_time(share: _Share) -> str:
    """A length, and the share of cases in which it is kept: that of today where enough are."""
    given = share.source
    late = (1.0 - given.share) * (1.0 if share.late is None else share.late)
    level = (given.level or 0.0) * (1.0 if share.length is None else share.length)
    most = show_duration(level, down=share.length is not None, in_hours=given.clock != ALWAYS)
    length = f"at most {most}" if level >= SHORTEST_S else "as short as you can"
    if late <= TOLERANCE:
        return f"{length}{' in every case' if share.late is not None else ''}"
    return f"{length} in at least {show_required(late)} of the cases"


def _of_the_time(to: Counterpart, share: _Share) -> str:
    given, promise = share.source, share.promise
    level = (given.level or 0.0) * (share.length or 0.0)
    if wording.is_unrealistic(level):
        return "the best level that you can commit to"
    target = target_of(to.analysis, given)
    window = window_of(promise.target.window if target is None or given.counted is None else target.window)
    down = downtime(to.analysis, given, promise, to_ask(level), allowed=True)
    return f"at least {show_required(level)} {window}{f' ({down} of downtime)' if down else ''}"
