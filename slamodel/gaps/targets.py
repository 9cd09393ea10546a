"""Targets of one agreement that say two things of one metric: W505."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import cutoffs, wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, RateTarget, ShareTarget, Status, Target, TimeTarget
from slamodel.model.agreement import Path
from slamodel.propagate import Promise
from slamodel.units import TOLERANCE, share_of


class _Stated(NamedTuple):
    """A target with the place where it is written, and the first promise that it makes."""

    place: Path
    target: Target
    promise: Promise


def w505(context: Context) -> Iterator[Finding]:
    """Two targets of one agreement set the same metric, for the same priority, hours and window, to two levels.

    Or to the same level twice. The stricter one counts. A limit with a lower share of cases beside a longer one with a
    higher share (4 h in 90 %, 8 h in 99 %) is a ladder, not a contradiction, and passes.

    **Why it matters.** Each side remembers the level it likes better, and the stricter one is owed.

    **How to fix it.** Keep one of the two.

    **Example.** 99.9 % a month (43 min 12 s) and at most 10 min of downtime a month.
    """
    at = {promise.at: promise for promise in reversed(context.promises)}
    for agreement in context.landscape.agreements.values():
        if len(agreement.targets) > 1 and agreement.status is not Status.RETIRED:
            for stated in _same(agreement, at):
                yield from _clashes(context, agreement, stated)


def _same(agreement: Agreement, at: dict[Path, Promise]) -> Iterator[list[_Stated]]:
    """Targets that speak of the same thing, where there are several; what it takes from others is told of those."""
    found: dict[tuple[str, ...], list[_Stated]] = defaultdict(list)
    for place, target in agreement.stated:
        promise = at.get(place)
        if promise is not None and place[1:3] == (agreement.id, "targets"):
            hours = agreement.clock_of(target)
            key = (target.metric, target.priority or "", hours, str(target.window))
            found[key].append(_Stated(place, target, promise))
    return (stated for stated in found.values() if len(stated) > 1)


def _clashes(context: Context, agreement: Agreement, stated: list[_Stated]) -> Iterator[Finding]:
    for one, other in combinations(stated, 2):
        if _is_ladder(one.promise, other.promise):
            continue
        stricter = min(one, other, key=_demand)
        first, second = _level(one), _level(other)
        verdict = "The two say the same" if first == second else f"The stricter counts: {_level(stricter)}"
        if first != second and any(isinstance(t.target, TimeTarget) and t.target.by for t in (one, other)):
            verdict = "Whichever comes first is owed"
        if isinstance(one.target, ShareTarget) and None in (one.promise.promised, other.promise.promised):
            verdict = "Which is the stricter is not known"
        promise = stricter.promise
        is_share = isinstance(promise.target, ShareTarget) and promise.promised is not None
        yield Finding(
            "W505",
            Severity.WARNING,
            f"{agreement.id} states {_subject(promise)} twice: {first} and {second}. {verdict}. Agree with"
            f" {context.parties(agreement.customers)} on one of them.",
            agreement.id,
            promise.id,
            (agreement.id, promise.service),
            agreement.provider,
            agreement.customers[0],
            share_of(promise.promised) if is_share and promise.promised is not None else promise.promised,
            at=other.place,
        )


def _is_ladder(one: Promise, other: Promise) -> bool:
    """Whether of two times the shorter one holds in fewer cases."""
    if not isinstance(one.target, TimeTarget) or one.promised is None or other.promised is None:
        return False
    return (one.promised - other.promised) * (one.promised_share - other.promised_share) > TOLERANCE


def _demand(stated: _Stated) -> tuple[float, float]:
    """The most demanding first; what cannot be compared is taken in the order of the file."""
    target, promise = stated.target, stated.promise
    if isinstance(target, RateTarget):
        return (-target.at_least.per_second, 0.0)
    return (promise.promised or 0.0, -promise.promised_share)


def _subject(promise: Promise) -> str:
    return f"{wording.metric_of(promise)} {wording.window_of(promise.target.window)}"


def _level(stated: _Stated) -> str:
    target, promise = stated.target, stated.promise
    if isinstance(target, ShareTarget):
        return _share(target, promise)
    if isinstance(target, TimeTarget):
        if target.by:
            return cutoffs.in_words(target.by)
        cases = f" in {wording.share(1.0 - promise.promised_share)}" if promise.promised_share < 1.0 else ""
        return f"{wording.time(promise.promised or 0.0, down=True)}{cases}"
    if isinstance(target, RateTarget):
        return f"{target.at_least.amount} per {target.at_least.per}"
    return target.at_least or getattr(target, "at_most", None) or getattr(target, "within", None) or "no level"


def _share(target: ShareTarget, promise: Promise) -> str:
    """A share with the downtime that it allows, in the order in which it was stated."""
    if promise.promised is None:
        return f"at most {target.at_most}"
    seconds, level = promise.downtime_s(promise.promised), wording.share(promise.promised)
    if seconds is None:
        return level
    downtime = wording.time(seconds, down=True)
    return f"{downtime} ({level})" if target.at_most is not None else f"{level} ({downtime})"
