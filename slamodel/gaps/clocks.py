"""Clocks that stand still, start later or stop earlier below than the promise above knows: T206 and T207."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.propagate import Input

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


class _Stopped(NamedTuple):
    """An agreement below, and the reasons for which its clock may stand still that the promise does not know."""

    agreement: str
    stops: tuple[str, ...]


def t206(context: Context) -> Iterator[Finding]:
    """A clock below may stand still for a reason that the promise above does not know.

    Reasons are those of `clock_stops`; they are the same where they are written alike. Such a promise is at risk at
    best: it holds as long as nobody makes use of the stop.

    **Why it matters.** While the clock below stands, the one above runs on, and everybody below is still in time.

    **How to fix it.** Agree the same stop with the customer above, or have it taken out below.

    **Example.** The supplier's clock stops while it waits for parts; the customer was promised a fix within 8 h.
    """
    for stopped, entries in _stopping(context).items():
        yield differing(context, "T206", entries, _stops(context, stopped, entries), "clock_stops")


def _stopping(context: Context) -> Mapping[_Stopped, list[Resting]]:
    """What stops clocks below promises; further down only what nothing directly below stops for as well."""
    found: dict[_Stopped, list[Resting]] = defaultdict(list)
    for promise in context.outermost_first:
        near = promise.direct.stops
        known = {stop.casefold() for _, stop in near}
        further = (one for one in promise.end_to_end.stops if one[1].casefold() not in known)
        sources: dict[str, Input] = {}
        stops: dict[str, dict[str, None]] = defaultdict(dict)
        for source, stop in (*near, *further):
            sources.setdefault(source.agreement or "", source)
            stops[source.agreement or ""][stop] = None
        for name, source in sources.items():
            upper, lower = (context.landscape.agreements[entry] for entry in (promise.agreement, name))
            found[_Stopped(name, tuple(stops[name]))].append(Resting(promise, source, upper, lower))
    return found


def _stops(context: Context, stopped: _Stopped, entries: list[Resting]) -> str:
    reasons = wording.listed((f'"{stop}"' for stop in stopped.stops), 4)
    return (
        f"The clock of {stopped.agreement} may stand still for {reasons}, that of {uppers(entries)} runs on: what"
        f" {stopped.agreement} commits to ensures nothing in time for {concerned(entries)}. Agree the same above, or"
        f" ask {other_party(context, entries)} to let the clock run."
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
