"""Clocks that stand still, start later or stop earlier below than the promise above knows: T206 and T207."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.model import Agreement, TimeTarget

_STARTS = {
    "detected": "when the disturbance is detected",
    "reported": "when the case is reported",
    "acknowledged": "when the case is acknowledged",
}
_ENDS = {
    "acknowledged": "when the case is acknowledged",
    "workaround": "with a workaround",
    "fixed": "when it is fixed",
    "confirmed": "when the customer has confirmed it",
}
_LATER, _FURTHER = tuple(_STARTS), tuple(_ENDS)
_FROM_THE_EVENT = ("response", "escalation", "resolution", "fulfilment", "notification", "rto")
_TO_THE_END = ("resolution", "fulfilment", "rto")


class _Reliefs(NamedTuple):
    """What lets a clock below stand still, and what the customer has to do for the time to count at all."""

    stops: tuple[str, ...]
    duties: tuple[str, ...]


def t206(context: Context) -> Iterator[Finding]:
    """A clock below may stand still for a reason that the promise above does not know.

    Reasons are those of `clock_stops`; they are the same where they are written alike. Such a promise is at risk at
    best: it holds as long as nobody makes use of the stop. What the customer of the agreement below has to do
    (`customer_duties`) is named as well; alone it is a note, since the customer is the one who promises above.

    **Why it matters.** While the clock below stands, the one above runs on, and everybody below is still in time.

    **How to fix it.** Agree the same stop, or the same duty, with the customer above, or have it taken out below.

    **Example.** The supplier's clock stops while it waits for parts; the customer was promised a fix within 8 h.
    """
    found = causes(context, lambda lower: lower.clock_stops or lower.customer_duties, _reliefs)
    for reliefs, entries in found:
        message = _relieved(context, reliefs, entries)
        if reliefs.stops:
            yield differing(context, "T206", entries, message, "clock_stops")
        else:
            yield differing(context, "T206", entries, message, "customer_duties", Severity.NOTE)


def _reliefs(entry: Resting) -> _Reliefs | None:
    if not isinstance(entry.promise.target, TimeTarget):
        return None
    known = {text.casefold() for text in (*entry.upper.clock_stops, *_duties(entry.upper, entry.promise.metric))}
    stops = _unknown(entry.lower.clock_stops, known)
    duties = _unknown(_duties(entry.lower, entry.given.metric), known)
    return _Reliefs(stops, duties) if stops or duties else None


def _duties(agreement: Agreement, metric: str) -> Iterable[str]:
    return (duty.duty for duty in agreement.customer_duties if duty.relieves in (None, metric))


def _unknown(texts: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text.casefold() not in known)


def _relieved(context: Context, reliefs: _Reliefs, entries: list[Resting]) -> str:
    lower, above = entries[0].lower.id, uppers(entries)
    conditions = _on_condition(context, reliefs.duties, entries) if reliefs.duties else ""
    if not reliefs.stops:
        return f"{conditions} This concerns {concerned(entries)}. Have it done in time, or agree the same above."
    reasons = wording.listed((f'"{stop}"' for stop in reliefs.stops), 4)
    space = " " if conditions else ""
    return (
        f"The clock of {lower} may stand still for {reasons}, that of {above} runs on: what {lower} commits to ensures"
        f" nothing in time for {concerned(entries)}. {conditions}{space}Agree the same above, or ask"
        f" {other_party(context, entries)} to let the clock run."
    )


def _on_condition(context: Context, duties: Iterable[str], entries: list[Resting]) -> str:
    customers, done = context.parties(entries[0].lower.customers), wording.listed((f'"{duty}"' for duty in duties), 4)
    return (
        f"The times of {entries[0].lower.id} count only while {customers} does what it has to ({done}), of which"
        f" {uppers(entries)} says nothing."
    )


def t207(context: Context) -> Iterator[Finding]:
    """The clock of a commitment starts at a later event than that of the promise, or stops at an earlier one.

    The order is `detected`, `reported`, `acknowledged` for `clock_starts` and `acknowledged`, `workaround`, `fixed`,
    `confirmed` for `clock_ends`. Nothing is found where one of the two agreements does not say.

    **Why it matters.** The time between the two events is used up above, and nobody below has to account for it.

    **How to fix it.** Agree on the same events, or have a limit stated for the time between.

    **Example.** The promise counts until it is fixed; the supplier's clock stops with a workaround.
    """
    for ends, entries in causes(context, lambda lower: lower.clock_starts, _starts_later):
        yield _other_event(context, entries, ends, "clock_starts", "starts")
    for ends, entries in causes(context, lambda lower: lower.clock_ends, _ends_earlier):
        yield _other_event(context, entries, ends, "clock_ends", "stops")


class _Events(NamedTuple):
    """When a clock starts, or stops, above and below, in words."""

    above: str
    below: str


def _starts_later(entry: Resting) -> _Events | None:
    above, below = entry.upper.clock_starts, entry.lower.clock_starts
    if above is None or below is None or entry.given.metric not in _FROM_THE_EVENT:
        return None
    return _Events(_STARTS[above], _STARTS[below]) if _LATER.index(below) > _LATER.index(above) else None


def _ends_earlier(entry: Resting) -> _Events | None:
    above, below = entry.upper.clock_ends, entry.lower.clock_ends
    if above is None or below is None or entry.given.metric not in _TO_THE_END:
        return None
    return _Events(_ENDS[above], _ENDS[below]) if _FURTHER.index(below) < _FURTHER.index(above) else None


def _other_event(context: Context, entries: list[Resting], events: _Events, key: str, verb: str) -> Finding:
    message = (
        f"The clock of {entries[0].lower.id} {verb} {events.below}, that of {uppers(entries)} {events.above}: the time"
        f" between counts above only. This concerns {concerned(entries)}. Ask {other_party(context, entries)} to count"
        " alike, or agree a limit for the time between."
    )
    return differing(context, "T207", entries, message, key)
