"""Maintenance that a promise, or an agreement below it, does not count: A106 and D806."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.experienced import eaten
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import Hours, a_week, first_of
from slamodel.model import SHARES, Agreement, Maintenance
from slamodel.propagate import Promise
from slamodel.propagate.term import term_of
from slamodel.units import Period

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0, "working day": 1.4}
"""How many days a period is, to compare two of them."""


class _Windows(NamedTuple):
    """Maintenance windows, and the hours of the promise that they lie in."""

    names: tuple[str, ...]
    hours: str


def a106(context: Context) -> Iterator[Finding]:
    """A maintenance window lies within the hours that the customer was promised.

    Either an agreement below excludes the window and the promise does not; or the promise to a customer excludes it
    itself, which is only noted, and not where A105 has found what comes of it.

    **Why it matters.** The service may be down then, in keeping with every contract, while the customer works.

    **How to fix it.** Have the maintenance moved out of the customer's hours, or limit it, or exclude it above as well.

    **Example.** The bureau maintains its systems on Sundays, 02:00 to 06:00, and the promise counts around the clock.
    """
    found = causes(context, lambda lower: lower.excludes, lambda entry: _only_below(context, entry))
    for windows, entries in found:
        lower = entries[0].lower.id
        message = (
            f"{lower} leaves out maintenance that {uppers(entries)} counts,"
            f" {_described(context, windows, entries[0].upper)}: the service may be down then in keeping with {lower}."
            f" This concerns {concerned(entries)}. Ask {other_party(context, entries)} to move it out of these hours,"
            " or exclude it above as well."
        )
        yield differing(context, "A106", entries, message, "excludes")
    told = {found.promise.agreement for found in eaten(context)}
    for agreement in context.landscape.agreements.values():
        if agreement.excludes and agreement.id not in context.resting and agreement.id not in told:
            yield from _left_out_itself(context, agreement)


def _only_below(context: Context, entry: Resting) -> _Windows | None:
    if entry.promise.metric not in SHARES:
        return None
    names = (name for name in entry.lower.excludes if name not in entry.upper.excludes)
    return _overlapping(context, names, entry.upper, entry.promise)


def _overlapping(context: Context, names: Iterable[str], above: Agreement, promise: Promise) -> _Windows | None:
    """Those of the windows that lie within the hours of a promise."""
    hours = above.clock_of(promise.target)
    windows = context.landscape.maintenance
    known = (name for name in names if name in windows and windows[name].is_ever_in_progress)
    found = tuple(name for name in known if _overlap(context, name, hours, above).week)
    return _Windows(found, hours) if found else None


def _left_out_itself(context: Context, agreement: Agreement) -> Iterator[Finding]:
    shares = [promise for promise in context.by_agreement.get(agreement.id, ()) if promise.metric in SHARES]
    windows = _overlapping(context, agreement.excludes, agreement, shares[0]) if shares else None
    if windows is not None:
        described = _described(context, windows, agreement)
        yield Finding(
            "A106",
            Severity.NOTE,
            f"{agreement.id} leaves out maintenance in hours that it promises, {described}: the service may be down"
            f" then, and it does not count. See that {context.parties(agreement.customers)} knows, or move it out of"
            " these hours.",
            agreement.id,
            shares[0].id,
            (agreement.id, shares[0].service),
            agreement.provider,
            agreement.customers[0],
            at=("agreements", agreement.id, "excludes"),
            stake=float(len(shares)),
        )


def _overlap(context: Context, window: str, hours: str, above: Agreement) -> Hours:
    stretch = term_of(above, context.graph.as_of)
    return context.weeks.maintained(hours, context.landscape.maintenance[window], stretch)


def _described(context: Context, windows: _Windows, above: Agreement) -> str:
    """The windows with how much of each lies in the hours: `night (4 h a week within ..., the first ...)`."""
    found = []
    for name in windows.names:
        window, hours = context.landscape.maintenance[name], _overlap(context, name, windows.hours, above)
        limit = f"at most {_allowance(window)}" if window.at_most else "without any limit"
        amount = f"{a_week(hours.week.seconds)} within the hours of {above.id}"
        found.append(f"{_name(window)} ({amount}, {first_of(hours)}, {limit})")
    return wording.listed(found)


def _allowance(window: Maintenance) -> str:
    length, per = window.at_most or (None, "")
    return f"{wording.time(float(length.seconds))} per {per}" if length else ""


class _Notices(NamedTuple):
    """A window excluded above with the notice that is owed for it, and one excluded below."""

    above: str
    owed: str
    below: str
    given: str


def d806(context: Context) -> Iterator[Finding]:
    """Maintenance below is announced later than maintenance has to be announced above.

    Set against one another are the `notice` of the windows that the promise excludes and that of the windows that the
    agreement below excludes; where none is stated below, none is given.

    **Why it matters.** The customer has to be told before anybody here knows. A window that was not announced in time
    may count as downtime above, and does not below.

    **How to fix it.** Ask for notice that is longer than what is owed above, by the time that it takes to pass it on.

    **Example.** Customers are told five days before; the bureau announces its maintenance two days before.
    """
    found = causes(context, lambda lower: lower.excludes, lambda entry: _shorter_notice(context, entry))
    for notices, entries in found:
        lower = entries[0].lower.id
        given = f"{notices.given} before" if notices.given else "without notice"
        message = (
            f"{lower} announces the maintenance {notices.below} {given}, and {uppers(entries)} owes its customers"
            f" {notices.owed} for {notices.above}: it cannot be passed on in time. This concerns {concerned(entries)}."
            f" Ask {other_party(context, entries)} for notice of more than {notices.owed}."
        )
        yield differing(context, "D806", entries, message, "excludes")


def _shorter_notice(context: Context, entry: Resting) -> _Notices | None:
    if entry.promise.metric not in SHARES:
        return None
    windows = context.landscape.maintenance
    above = _excluded(context, entry.upper)
    # A window that both exclude is announced to both alike.
    below = [windows[name] for name in entry.lower.excludes if name in windows and name not in entry.upper.excludes]
    if not above or not below:
        return None
    strictest, latest = max(above, key=_days), min(below, key=_days)
    if _days(latest) >= _days(strictest):
        return None
    return _Notices(_name(strictest), _shown(strictest.notice), _name(latest), _shown(latest.notice))


def _excluded(context: Context, agreement: Agreement) -> list[Maintenance]:
    windows = context.landscape.maintenance
    return [windows[name] for name in agreement.excludes if name in windows]


def _days(window: Maintenance) -> float:
    return window.notice.number * _DAYS[window.notice.unit] if window.notice else 0.0


def _name(window: Maintenance) -> str:
    return window.name or window.id


def _shown(notice: Period | None) -> str:
    if notice is None:
        return ""
    return f"{notice.number} d" if notice.unit == "day" else wording.number(notice.number, notice.unit)
