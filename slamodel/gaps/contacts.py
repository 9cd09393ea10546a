"""Parties that owe times and cannot be reached for them: C608."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from slamodel.clock import WHOLE_WEEK, patterns
from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import concerned, differing
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import Hours, a_week, first_of
from slamodel.model import ALWAYS, Party
from slamodel.model.party import PartyKind
from slamodel.propagate.term import ahead_of

_CALLED_FOR = ("response", "escalation", "resolution", "fulfilment", "notification", "rto")


def c608(context: Context) -> Iterator[Finding]:
    """A party below owes a time, and nobody is named to turn to when it is not kept.

    The `contact` of a party counts for its parts. Where there is one, its `contact_hours` are compared with the hours
    in which the time runs. That nobody is named is a note, and is found of suppliers, and of teams of the house, where
    the model names a contact for another of them: a model without any leaves it to an address book.

    **Why it matters.** A time that is running out needs somebody to call. Who looks for the number then has lost the
    time already, and a contract that nobody can invoke at night is one for the day.

    **How to fix it.** Ask for a contact, and for hours that cover those of the contract; write both down.

    **Example.** A supplier repairs within 4 h around the clock; its service desk can be called on weekdays until 17:00.
    """
    named = [party for party in context.landscape.parties.values() if party.contact]
    kinds = {party.kind for party in named}
    for name, entries in _owing(context).items() if named else ():
        reached = _contacts(context, name)
        if reached:
            yield from _too_short(context, entries, reached)
        elif context.landscape.parties[name].kind in {PartyKind.SUPPLIER, *kinds}:
            yield _unnamed(context, entries)


def _owing(context: Context) -> Mapping[str, list[Resting]]:
    """By party, the times that promises rest on, the outermost first."""
    found: dict[str, list[Resting]] = defaultdict(list)
    for entry in _outermost_first(context):
        if entry.given.metric in _CALLED_FOR and entry.lower.provider in context.landscape.parties:
            found[entry.lower.provider].append(entry)
    return dict(sorted(found.items()))


def _outermost_first(context: Context) -> list[Resting]:
    """All that rests on something directly."""
    order = {promise.id: place for place, promise in enumerate(context.outermost_first)}
    found = (entry for entries in context.resting.values() for entry in entries)
    return sorted(found, key=lambda entry: order[entry.promise.id])


def _contacts(context: Context, party: str) -> list[Party]:
    """Who of a party and of what it is part of can be turned to."""
    parties = context.landscape.parties
    ancestry = (parties[name] for name in context.graph.ancestry(party) if name in parties)
    return [entry for entry in ancestry if entry.contact]


def _unnamed(context: Context, entries: list[Resting]) -> Finding:
    label = context.landscape.party_label(entries[0].lower.provider)
    agreements = wording.listed(dict.fromkeys(entry.lower.id for entry in entries))
    message = (
        f"{label} owes times ({agreements}), and nobody is named to turn to when they are not kept. This concerns"
        f" {concerned(entries)}. Ask {label} for a contact, and for the hours in which it can be reached."
    )
    return _finding(context, entries, message, Severity.NOTE)


def _too_short(context: Context, entries: list[Resting], reached: list[Party]) -> Iterator[Finding]:
    """The hours of contact against those in which times run, once for each calendar of these."""
    if any(party.contact_hours in (None, ALWAYS) for party in reached):
        return
    by_clock: dict[str, list[Resting]] = defaultdict(list)
    for entry in entries:
        by_clock[entry.lower.clock_of(entry.stated)].append(entry)
    for clock, those in by_clock.items():
        missing = _uncovered(context, clock, [party.contact_hours or ALWAYS for party in reached], those[0])
        if missing.week:
            yield _out_of_hours(context, those, reached[0], missing)


def _uncovered(context: Context, clock: str, contact: list[str], entry: Resting) -> Hours:
    """The hours of a clock in which nobody can be reached, at the time of the year when they are most."""
    weeks = context.weeks
    reference = weeks.zone(clock, weeks.zone(contact[0]))
    seen = patterns(reference, [weeks.zone(name) for name in contact], ahead_of(entry.upper, context.graph.as_of))
    found = []
    for pattern in seen:
        left = weeks.of(clock, pattern) if clock != ALWAYS else WHOLE_WEEK
        for name in contact:
            left -= weeks.of(name, pattern)
        found.append(Hours.seen(left, pattern))
    return max(found, key=lambda hours: hours.week.seconds)


def _out_of_hours(context: Context, entries: list[Resting], party: Party, missing: Hours) -> Finding:
    agreements = wording.listed(dict.fromkeys(entry.lower.id for entry in entries))
    message = (
        f"{party.label} cannot be reached at all times ({context.weeks.name(party.contact_hours or ALWAYS)}): in"
        f" {a_week(missing.week.seconds)} of the hours of {agreements} there is nobody to turn to, {first_of(missing)}."
        f" This concerns {concerned(entries)}. Ask {party.label} for a contact in these hours as well."
    )
    finding = _finding(context, entries, message, Severity.WARNING)
    return replace(finding, at=("parties", party.id, "contact_hours"))


def _finding(context: Context, entries: list[Resting], message: str, severity: Severity) -> Finding:
    found = differing(context, "C608", entries, message, "", severity)
    party = entries[0].lower.provider
    return replace(found, at=("parties", party), cause=("", party, *found.cause))
