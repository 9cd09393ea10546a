"""Promises that several have to close together in; out a party's own share of it, in proportion, without the others."""

from collections.abc import Iterator, Mapping
from math import inf
from typing import NamedTuple

from slamodel.gaps.together import Part
from slamodel.gaps.ways import Key, key
from slamodel.gaps.wording import metric_name, window_of
from slamodel.propagate import Promise, Role, Rule, Step
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
    for promise, parts in to.whole.joint:
        own = [part for part in parts if wording.provider(to.analysis, part.source.service) == to.party]
        is_of_cases = promise.deciding.time is not None and not _is_too_long(promise)
        factors = _factors(promise, is_of_cases=is_of_cases) if own else {}
        for part in own:
            if (factor := factors.get(key(part.source))) is not None:
                rank = to.whole.rank[promise.id]
                yield _Share(factor, rank, part, promise, is_of_cases, len(parts) == 1)


def _is_too_long(promise: Promise) -> bool:
    time = promise.deciding.time
    return time is not None and time.within_s > wording.limit(promise, promise.deciding) + TOLERANCE_S


def _factors(promise: Promise, *, is_of_cases: bool) -> Mapping[Key, float]:
    """What is left to each of what it takes today: of all alike, of steps as the way that each is on is too long."""
    view, promised = promise.deciding, promise.promised or 0.0
    if view.step is not None and not is_of_cases:
        limit = wording.limit(promise, view)
        return {name: limit / most for name, most in _longest(view.step).items() if limit < most < inf}
    if view.time is not None:
        today, promised = 1.0 - view.time.in_guaranteed, 1.0 - promise.promised_share
    else:
        today = view.figures.guaranteed if view.figures else 0.0
    return {key(given): promised / today for given in view.inputs} if today > promised + TOLERANCE else {}


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
        level=None if share.is_of_cases else (given.level or 0.0) * share.factor,
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
