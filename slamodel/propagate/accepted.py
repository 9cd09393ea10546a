"""A promise that is not supported, and the waivers that hold on the day, in; the promise as it is accepted out.

What says so is a finding, and a waiver names it by its code: which codes these are for a promise stands here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from slamodel.model import Agreement, ShareTarget, Waiver
from slamodel.propagate.given import Lack
from slamodel.propagate.outcome import Kind, View
from slamodel.propagate.promise import Promise
from slamodel.propagate.standing import Standing
from slamodel.units import TOLERANCE

_OVERRUN = {"resolution": "T201", "response": "T202", "rto": "K901", "rpo": "K902"}
_LACKING = {
    Lack.NO_AGREEMENT: frozenset({"C601"}),
    Lack.NO_TARGET: frozenset({"C602", "P401"}),
    Lack.OTHER_UNIT: frozenset({"C602"}),
    Lack.RESPONSE_ONLY: frozenset({"T204"}),
    Lack.CIRCLE: frozenset({"C610"}),
}
_ONLY_IF = {Kind.STOP: "T206", Kind.AIM: "C604", Kind.EXCLUDED: "C605"}


class Reason(NamedTuple):
    """Why a promise is not supported: the codes of findings that can say so, none where nothing does.

    `below` are the agreements that say too little, or not enough: who accepts that there accepts it for all above.
    """

    codes: frozenset[str]
    below: tuple[str, ...] = ()


class Waivers(NamedTuple):
    """The waivers that hold on the day, by the agreement in which they are written."""

    by_agreement: Mapping[str, tuple[Waiver, ...]]

    @classmethod
    def of(cls, agreements: Iterable[Agreement], as_of: date) -> "Waivers":
        """Those of agreements that count."""
        found = {
            agreement.id: tuple(waiver for waiver in agreement.waivers if waiver.holds_on(as_of))
            for agreement in agreements
            if agreement.waivers
        }
        return cls({name: holding for name, holding in found.items() if holding})

    def accepted(self, promise: Promise) -> Promise:
        """The promise with the waiver that ends first of those that it takes; as it stands where one is missing."""
        if not self.by_agreement and not promise.waiver:
            return promise
        taken = [self._waiver(promise, reason) for reason in reasons(promise)]
        holding = [waiver for waiver in taken if waiver is not None]
        if not holding or len(holding) < len(taken):
            return replace(promise, waiver=None) if promise.waiver else promise
        return replace(promise, waiver=min(holding, key=_last_day))

    def _waiver(self, promise: Promise, reason: Reason) -> Waiver | None:
        """Of those that accept one reason the one that holds for longest."""
        written = (self.by_agreement.get(name, ()) for name in (promise.agreement, *reason.below))
        fitting = (w for waivers in written for w in waivers if w.rule in reason.codes and w.is_for(promise.id))
        return max(fitting, key=_last_day, default=None)


def _last_day(waiver: Waiver) -> date:
    return waiver.until or date.max


def reasons(promise: Promise) -> Iterator[Reason]:
    """Why a promise is not supported, each of which has to be accepted for the promise to be."""
    if promise.unwaived is Standing.UNKNOWN:
        yield from _unknown(promise.direct if promise.direct.unknown else promise.end_to_end)
    elif promise.unwaived is not Standing.SUPPORTED:
        code = _short(promise)
        if code:
            yield Reason(frozenset(code))
        yield from _conditions(promise.deciding)


def _unknown(view: View) -> Iterator[Reason]:
    for lack in view.unknown:
        yield Reason(_LACKING.get(lack.lack, frozenset()), lack.agreements)


def _short(promise: Promise) -> tuple[str, ...]:
    """The code of the finding that figures fall short; none where they would do."""
    if isinstance(promise.target, ShareTarget):
        figures = promise.deciding.figures
        is_short = figures is not None and figures.guaranteed > (promise.promised or 0.0) + TOLERANCE
        return ("A101",) if is_short else ()
    if promise.measure is not None:
        amount = promise.deciding.amount
        is_short = amount is not None and not promise.measure.reaches(amount.value, promise.promised or 0.0)
        return ("A101",) if is_short else ()
    if promise.late:
        return (_OVERRUN.get(promise.metric, "T209"),)
    time = promise.deciding.time
    return ("T208",) if time and time.in_guaranteed < promise.promised_share - TOLERANCE else ()


def _conditions(view: View) -> Iterator[Reason]:
    for condition in view.conditions:
        below = (condition.source.agreement,) if condition.source.agreement else ()
        yield Reason(frozenset({_ONLY_IF[condition.kind]}), below)
