"""Contracts that renew by themselves, where notice comes too late for one side: D803."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import differing
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.model import Agreement
from slamodel.units import show_period

SOON = timedelta(days=90)
"""So long before the last day for notice a decision is due."""
_MOST = 1000
"""Ends that are looked through for one whose notice day is still ahead."""
_NOT_KNOWN = "until when it can be ended is not known"


class _End(NamedTuple):
    """One end of what renews by itself, the last day for notice before it, and until when it runs without."""

    end: date
    notice: date
    until: date


class _Trap(NamedTuple):
    """What is wrong with a notice day, what to do, from when on it does harm, and the entries concerned."""

    message: str
    bites: date | None
    entries: Sequence[Resting]
    severity: Severity = Severity.WARNING


def d803(context: Context) -> Iterator[Finding]:
    """A contract below renews by itself, and its notice day does not fit the promises above.

    Told is, for each contract, the first of these that holds: its next renewal leads beyond the last promise above; the
    customer may still leave when it can no longer be ended; its provider may still end it when the promise above can no
    longer be ended. As a note it is told that the last day for notice is less than 90 days away, or that none is
    stated. Notice counts for both sides, back from the end by calendar months.

    **Why it matters.** Whoever misses the day pays for another term of something that nobody needs any more, or owes
    for another term what nobody supplies any more.

    **How to fix it.** Give notice, or decide not to, before the day named; agree on notice periods that leave time to
    pass notice on, in both directions.

    **Example.** Customers may leave with one month's notice, the data centre wants six.
    """
    day = context.graph.as_of
    for name, entries in context.resting.items():
        contract = context.landscape.agreements[name]
        if contract.term.goes_on and (trap := _trap(context, contract, entries, day)):
            yield _finding(context, contract, trap)


def _trap(context: Context, contract: Agreement, entries: Sequence[Resting], day: date) -> _Trap | None:
    if contract.term.notice is None:
        end = contract.term.end_on(day)
        message = f"{contract.id} renews by itself after {end}, and states no notice period: {_NOT_KNOWN}."
        return _Trap(f"{message} Ask {{party}} for it.", None, entries, Severity.NOTE)
    return (
        _beyond(contract, entries, _lasts(context, contract), day)
        or _told_late_by_customer(contract, entries, day)
        or _told_late_by_provider(contract, entries, day)
        or _soon(contract, entries, day)
    )


def _ends(agreement: Agreement, day: date) -> Iterator[_End]:
    """The ends of an agreement from a day on, whether or not notice for them can still be given."""
    for end, until in pairwise(agreement.term.ends(day)):
        notice = agreement.term.notice_for(end)
        if notice is not None:
            yield _End(end, notice, until)


def _open(agreement: Agreement, day: date) -> _End | None:
    """The first end for which notice can still be given."""
    return next((end for end in islice(_ends(agreement, day), _MOST) if end.notice >= day), None)


def _lasts(context: Context, contract: Agreement) -> list[date | None]:
    """The last days of all agreements above, however far up; None for one without; nothing where some are not known."""
    if not context.is_whole:
        return []
    above = {contract.id: contract}
    waiting = [contract.id]
    while waiting:
        for entry in context.resting.get(waiting.pop(), ()):
            if entry.upper.id not in above:
                above[entry.upper.id] = entry.upper
                waiting.append(entry.upper.id)
    return [agreement.term.last for name, agreement in above.items() if name != contract.id]


def _beyond(contract: Agreement, entries: Sequence[Resting], lasts: Sequence[date | None], day: date) -> _Trap | None:
    """The contract goes on after the last promise above is over."""
    last = max((found for found in lasts if found is not None), default=day)
    ahead = _open(contract, day)
    if not lasts or None in lasts or ahead is None or ahead.until <= last:
        return None
    above = f"the last promise above ends on {last}"
    bound = contract.term.end_on(day)
    if bound is not None and last <= bound < ahead.end:
        passed = contract.term.notice_for(bound)
        message = (
            f"{contract.id} runs until {ahead.end}, as the last day to give notice for {bound} was {passed}, and"
            f" {above}: {_days(last, ahead.end)} with nothing above it. Ask {{party}} to let it end earlier, or give"
            f" notice by {ahead.notice} at the latest."
        )
        return _Trap(message, ahead.notice, entries)
    message = (
        f"{contract.id} renews by itself after {ahead.end}, until {ahead.until}, and {above}: that is"
        f" {_days(max(last, ahead.end), ahead.until)} with nothing above it. {_way_out(ahead, last)}"
    )
    return _Trap(message, ahead.notice, entries)


def _way_out(ahead: _End, last: date) -> str:
    """Notice only where nothing needs the contract any more when it would end."""
    if ahead.end < last:
        too_early = f"notice now would end it {_days(ahead.end, last)} before the promise does"
        return f"Agree with {{party}} on a renewal that ends with the promise by {ahead.notice}; {too_early}."
    return f"Give {{party}} notice by {ahead.notice}, or agree on a renewal that ends with the promise."


def _told_late_by_customer(contract: Agreement, entries: Sequence[Resting], day: date) -> _Trap | None:
    """A customer may give notice on a day on which the contract can no longer be ended for it."""
    for upper in _renewing(entries):
        above = _open(upper, day)
        below = next(_ends(contract, above.end), None) if above else None
        if above and below and below.notice < above.notice:
            message = (
                f"{upper.id} can be ended by {above.end} with notice until {above.notice}, {contract.id} below it by"
                f" {below.end} until {below.notice} only: after that it runs until {below.until}, with nothing above it"
                f" if the customer leaves. Agree with {{party}} on notice of {_notice(upper)} at most, or on a longer"
                f" one above."
            )
            return _Trap(message, max(below.notice, day), _of(entries, upper))
    return None


def _told_late_by_provider(contract: Agreement, entries: Sequence[Resting], day: date) -> _Trap | None:
    """The provider may give notice on a day on which the promise above can no longer be ended with the contract."""
    below = _open(contract, day)
    for upper in _renewing(entries) if below else ():
        above = next(_ends(upper, below.end), None) if below else None
        if above and below and above.end == below.end and above.notice < below.notice:
            message = (
                f"{{party}} may end {contract.id} by {below.end} with notice until {below.notice}, and {upper.id},"
                f" which rests on it, can be ended until {above.notice} only: after that it runs until {above.until},"
                f" with nothing below it if {{party}} leaves. Agree with {{party}} on notice of at least"
                f" {_notice(upper)}."
            )
            return _Trap(message, max(above.notice, day), _of(entries, upper))
    return None


def _soon(contract: Agreement, entries: Sequence[Resting], day: date) -> _Trap | None:
    """Nothing is amiss, and a decision is due."""
    ahead = _open(contract, day)
    if ahead is None or ahead.notice - day > SOON:
        return None
    message = (
        f"The last day to give {{party}} notice for {contract.id} is {ahead.notice},"
        f" {_days(day, ahead.notice)} away: without notice it runs until {ahead.until}, not {ahead.end}. Decide before"
        f" whether it goes on; until then {{party}} may end it as well."
    )
    return _Trap(message, ahead.notice, entries, Severity.NOTE)


def _renewing(entries: Sequence[Resting]) -> Iterator[Agreement]:
    """The agreements above that renew by themselves too."""
    found = {entry.upper.id: entry.upper for entry in entries if entry.upper.term.goes_on}
    yield from found.values()


def _of(entries: Sequence[Resting], upper: Agreement) -> list[Resting]:
    return [entry for entry in entries if entry.upper.id == upper.id]


def _days(first: date, last: date) -> str:
    return wording.number((last - first).days, "day")


def _notice(agreement: Agreement) -> str:
    return show_period(agreement.term.notice) if agreement.term.notice else ""


def _finding(context: Context, contract: Agreement, trap: _Trap) -> Finding:
    message = trap.message.format(party=context.landscape.party_label(contract.provider))
    key = "notice" if contract.term.notice else "renews"
    found = differing(context, "D803", trap.entries, message, "", trap.severity)
    return replace(found, at=contract.at("term", key), cause=(contract.id, "", "notice"), bites=trap.bites)
