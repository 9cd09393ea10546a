"""A promise or a view of it in; on which hours it and its links count out, links that count alike together."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.clock import Pattern, week_of
from slamodel.model import Calendar, ShareTarget, Target
from slamodel.propagate import Input, Role, View
from slamodel.report import weeks, wording


class Terms(NamedTuple):
    """The hours on which something counts: a calendar, less the maintenance that is left out."""

    calendar: str
    excludes: tuple[str, ...] = ()


class Counting(NamedTuple):
    """Terms with the names of all the services whose commitments count on them."""

    terms: Terms
    names: tuple[str, ...]


def terms_of(analysis: Analysis, agreement: str, target: Target) -> Terms:
    """On which hours a target of an agreement counts: maintenance is left out of shares only."""
    entry = analysis.landscape.agreements[agreement]
    if isinstance(target, ShareTarget):
        return Terms(entry.clock_of(target), tuple(sorted(entry.excludes)))
    return Terms(entry.clock_of(target))


def links_of(analysis: Analysis, view: View) -> tuple[Counting, ...]:
    """The commitments of a view by their terms, in reading order."""
    found: dict[Terms, dict[str, None]] = defaultdict(dict)
    for given in view.inputs:
        target = target_of(analysis, given)
        if target is not None:
            name = wording.service_name(analysis, given.service)
            found[terms_of(analysis, given.agreement or "", target)][name] = None
    return tuple(Counting(terms, tuple(names)) for terms, names in found.items())


def target_of(analysis: Analysis, given: Input) -> Target | None:
    """The target in which an input is stated; None for what is no commitment."""
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    if agreement is None or given.role is not Role.COMMITMENT:
        return None
    return dict(agreement.stated).get(given.at)


def on(analysis: Analysis, calendar: str) -> str:
    """On which clock: `on Office hours`, or `around the clock`."""
    entry = analysis.landscape.calendars.get(calendar)
    if entry is None:
        return "around the clock"
    return f"on {wording.isolated(entry.name) if entry.name else f'{entry.id} hours'}"


def hours_in_words(calendar: Calendar) -> str:
    """When a calendar is open in a week, as its own people say it."""
    unmoved = Pattern("", calendar.timezone, {calendar.timezone: 0}, date.min)
    return weeks.in_words(week_of(calendar.hours, calendar.timezone, unmoved))


def zone_of(analysis: Analysis, own: str, links: Sequence[Counting]) -> str:
    """The promise's time zone; around the clock there is none, and the one in which all links count is kinder."""
    calendars, maintenance = analysis.landscape.calendars, analysis.landscape.maintenance
    if own in calendars:
        return calendars[own].timezone
    zones = {calendars[link.terms.calendar].timezone for link in links if link.terms.calendar in calendars}
    planned = (maintenance.get(name) for link in links for name in link.terms.excludes)
    zones |= {entry.timezone for entry in planned if entry}
    return zones.pop() if len(zones) == 1 else "UTC"
