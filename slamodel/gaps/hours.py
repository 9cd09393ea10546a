"""Hours that a promise counts and a commitment below does not: H301, H302 and H303."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from slamodel.clock import Stretch, days_off_of
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.exposure import Exposure
from slamodel.gaps.finding import Finding
from slamodel.gaps.neighbours import cover
from slamodel.gaps.resting import Resting
from slamodel.gaps.spans import a_week, first_of, in_hours, is_open
from slamodel.model import ALWAYS, SHARES, Agreement, TimeTarget
from slamodel.propagate.term import ahead_of


class _Calendars(NamedTuple):
    """On which hours the promise counts, and on which the commitment below it."""

    above: str
    below: str


def h301(context: Context) -> Iterator[Finding]:
    """In some hours of the week the promise counts, or its clock runs, and the agreement below does not.

    Compared are the hours of availability and success, and the support hours of times, in the time zone of the promise;
    where clocks are put forward on different days, the worst weeks of the term count. Of alternatives, it is the hours
    that too few of them cover. Holidays have a finding of their own.

    **Why it matters.** An outage in these hours costs the supplier nothing and the promise everything; a case that
    comes in then waits until somebody has to work on it.

    **How to fix it.** Ask for the hours that are missing, or promise the hours that are covered.

    **Example.** A service is promised around the clock; the supplier of its database works on weekdays, 08:00 to 18:00.
    """
    for hole, links in _holes(context).items():
        message = _not_covered(context, hole, links)
        yield differing(context, "H301", links[0], message, _key(links[0][0]))


class _Hole(NamedTuple):
    """Hours that are not covered: of alternatives all that leave them open, else one link."""

    exposure: Exposure
    whose: tuple[str, ...]


def _holes(context: Context) -> Mapping[_Hole, list[list[Resting]]]:
    """What nobody covers, with the links that leave it open; several only where one could stand in for another."""
    found: dict[_Hole, list[list[Resting]]] = defaultdict(list)
    for (calendars, exposure), entries in causes(context, _has_hours(context), lambda entry: _exposed(context, entry)):
        if not context.weeks.is_same_by_its_own_clock(*calendars):
            promises = tuple(entry.promise.id for entry in entries)
            whose = promises if exposure.has_alternatives else (entries[0].lower.id, *calendars)
            found[_Hole(exposure, whose)].append(entries)
    return found


def _has_hours(context: Context) -> Callable[[Agreement], object]:
    """Where a model has no calendar but the one around the clock, nothing has to be looked into."""
    return lambda _: context.landscape.calendars


def _key(entry: Resting) -> str:
    """Where the hours of the agreement below are stated."""
    if entry.stated.hours:
        return ""
    return "support_hours" if isinstance(entry.stated, TimeTarget) and entry.lower.support_hours else "hours"


def _calendars(entry: Resting) -> _Calendars:
    return _Calendars(entry.upper.clock_of(entry.promise.target), entry.lower.clock_of(entry.stated))


def _differing_hours(entry: Resting) -> _Calendars | None:
    calendars = _calendars(entry)
    return None if calendars.below in (ALWAYS, calendars.above) else calendars


def _exposed(context: Context, entry: Resting) -> tuple[_Calendars, Exposure] | None:
    """The hours that are not covered, where there are any."""
    calendars = _differing_hours(entry)
    exposure = context.exposures.of(entry) if calendars else None
    return (calendars, exposure) if calendars and exposure and exposure.worst.week else None


def _not_covered(context: Context, hole: _Hole, links: list[list[Resting]]) -> str:
    entries, *others = links
    ask = f"ask {other_party(context, entries)} to cover them"
    if hole.exposure.has_alternatives:
        ask = cover(context, hole.exposure, [link[0] for link in links]).ask
    weeks, worst = context.weeks, hole.exposure.worst
    above, below = (weeks.name(name) for name in _calendars(entries[0]))
    promised = a_week(weeks.on_its_own_clock(_calendars(entries[0]).above).seconds)
    season = f", {worst.season}," if worst.season else ""
    also = f", nor by {wording.listed(link[0].lower.id for link in others)}" if others else ""
    return (
        f"{in_hours(worst.week.seconds)} of the {promised} that {uppers(entries)} promises ({above}){season} are not"
        f" covered by {entries[0].lower.id} ({below}){also}, {first_of(worst)}: {_consequence(entries)}. This concerns"
        f" {concerned(entries)}. {wording.capitalised(ask)}, or agree the shorter hours above."
    )


def _consequence(entries: list[Resting]) -> str:
    """What comes of it: for shares, for times, or for both."""
    is_share = {entry.given.metric in SHARES for entry in entries}
    parts = ("what fails then counts above only",) * (True in is_share)
    return " and ".join((*parts, *("a case that comes in then has to wait",) * (False in is_share)))


def h302(context: Context) -> Iterator[Finding]:
    """On some days of the term the commitment below is closed for a holiday, and the promise counts.

    Only days are named on which both would be open by their weekly hours, and nobody else stands in.

    **Why it matters.** Nobody below has to keep the service up, or to work on a case, on a day like any other above.

    **How to fix it.** Agree on-call work for these days, or take the same holidays out of the promise.

    **Example.** The customer's calendar has the holidays of the Netherlands, the supplier's those of Bavaria.
    """
    for calendars, entries in causes(context, _has_hours(context), _differing_hours):
        if days := _closed_below(context, calendars, entries[0]):
            yield differing(context, "H302", entries, _closed(context, days, entries), _key(entries[0]))


def _closed_below(context: Context, calendars: _Calendars, entry: Resting) -> Mapping[date, str]:
    above, below = (context.landscape.calendars.get(name) for name in calendars)
    if below is None or below.holidays is None:
        return {}
    stretch, files = ahead_of(entry.upper, context.graph.as_of), context.landscape.days_off
    mine = days_off_of(above, stretch, files) if above else {}
    return {
        day: name
        for day, name in days_off_of(below, stretch, files).items()
        if day not in mine
        and is_open(below, day)
        and (above is None or is_open(above, day))
        and context.exposures.is_bare(entry.promise, partial(_is_closed, context, day))
    }


def _is_closed(context: Context, day: date, calendar: str) -> bool:
    entry = context.landscape.calendars.get(calendar)
    if entry is None:
        return False
    return not is_open(entry, day) or day in days_off_of(entry, Stretch(day, day), context.landscape.days_off)


def _closed(context: Context, days: Mapping[date, str], entries: list[Resting]) -> str:
    named = [f"{day} ({name})" if name else f"{day}" for day, name in sorted(days.items())]
    count = wording.number(len(days), "day")
    return (
        f"On {count} to come of the term {entries[0].lower.id} is closed for a holiday, and {uppers(entries)} is not:"
        f" {wording.listed(named)}. This concerns {concerned(entries)}. Ask {other_party(context, entries)} to be there"
        f" on {'it' if len(days) == 1 else 'them'}, or close on the same days above."
    )


def h303(context: Context) -> Iterator[Finding]:
    """Above and below the week has the same hours, each in its own time zone, so that they do not meet.

    **Why it matters.** `09:00-17:00` reads alike in both agreements, and an hour or more of every day falls outside;
    how much may change twice a year, with the clocks.

    **How to fix it.** Agree the hours in the time zone of the customer, or more of them.

    **Example.** Weekdays 09:00 to 17:00 in Amsterdam, the same in London: an hour of each day is not covered.
    """
    for (calendars, exposure), entries in causes(context, _has_hours(context), lambda entry: _exposed(context, entry)):
        if context.weeks.is_same_by_its_own_clock(*calendars):
            yield differing(context, "H303", entries, _apart(context, calendars, exposure, entries), _key(entries[0]))


def _apart(context: Context, calendars: _Calendars, exposure: Exposure, entries: list[Resting]) -> str:
    weeks, lower, worst = context.weeks, entries[0].lower.id, exposure.worst
    amounts = [f"{a_week(hours.week.seconds)} {hours.season}".strip() for hours in exposure.hours]
    zone = weeks.zone(calendars.above)
    return (
        f"{lower} has the same hours as {uppers(entries)}, but in {weeks.zone(calendars.below)}, not in {zone}:"
        f" {wording.listed(amounts, 4)} are not covered, {first_of(worst)}, and {_consequence(entries)}. This"
        f" concerns {concerned(entries)}. Ask {other_party(context, entries)} for the hours in {zone}, or agree"
        " above what is covered."
    )
