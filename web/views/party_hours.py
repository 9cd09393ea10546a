"""Promises of a party, or to it, in; the hours in which they count out, one strip of the week for each calendar."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_

from slamodel.analysis import Analysis
from slamodel.clock import NO_TIME, WHOLE_WEEK, Pattern, Stretch, Week, patterns, week_of
from slamodel.gaps.wording import listed, number
from slamodel.report import weeks, wording
from slamodel.report.counting import Terms, terms_of
from slamodel.report.views import HoursGrid, Shade, Spell, WeekRow

from .lines import Line

_WEEK = 604_800
_MOST_ROWS, _MOST_NAMES = 12, 3
_SHADES = (
    Shade("counted", "counts"),
    Shade("maintenance", "maintenance, not counted"),
)


def grid(analysis: Analysis, found: Iterable[Line], heading: str) -> HoursGrid | None:
    """The strips; None where everything counts around the clock and nothing is excluded."""
    by_terms: dict[Terms, dict[str, None]] = defaultdict(dict)
    for line in found:
        by_terms[terms_of(analysis, line.promise.agreement, line.promise.target)][line.subject] = None
    calendars = analysis.landscape.calendars
    if not any(terms.calendar in calendars or terms.excludes for terms in by_terms):
        return None
    pattern = _pattern(analysis, by_terms)
    rows = tuple(_row(analysis, pattern, terms, tuple(names)) for terms, names in by_terms.items())
    tones = {spell.tone for row in rows for spell in row.spells}
    more = len(rows) - _MOST_ROWS
    zone = f"Times of day in {pattern.reference}, as clocks stand on {wording.day(pattern.since)}."
    cut = (f"{number(more, 'more kind')} of hours are not drawn.",) if more > 0 else ()
    return HoursGrid(heading, rows[:_MOST_ROWS], tuple(s for s in _SHADES if s.tone in tones), (zone, *cut))


def _pattern(analysis: Analysis, found: Iterable[Terms]) -> Pattern:
    """How far the clocks of all zones are apart today; the zone of the first calendar counts for all."""
    landscape = analysis.landscape
    zones = [landscape.calendars[terms.calendar].timezone for terms in found if terms.calendar in landscape.calendars]
    planned = (landscape.maintenance[name].timezone for terms in found for name in _excluded(analysis, terms))
    every = [*dict.fromkeys((*zones, *planned))]
    today = Stretch(analysis.as_of, analysis.as_of + timedelta(days=1))
    return patterns(every[0], every, today)[0]


def _excluded(analysis: Analysis, terms: Terms) -> tuple[str, ...]:
    return tuple(name for name in terms.excludes if name in analysis.landscape.maintenance)


def _row(analysis: Analysis, pattern: Pattern, terms: Terms, names: tuple[str, ...]) -> WeekRow:
    entry = analysis.landscape.calendars.get(terms.calendar)
    hours = week_of(entry.hours, entry.timezone, pattern) if entry else WHOLE_WEEK
    planned = (analysis.landscape.maintenance[name] for name in _excluded(analysis, terms))
    away = reduce(or_, (week_of(one.hours, one.timezone, pattern) for one in planned), NO_TIME) & hours
    words = f"{weeks.in_words(hours)}{f', less maintenance {weeks.in_words(away)}' if away else ''}"
    spells = (*_spells("counted", hours - away), *_spells("maintenance", away))
    about = f"{words}: {listed(names, _MOST_NAMES)}"
    return WeekRow(
        wording.isolated(entry.name or entry.id) if entry else "Around the clock",
        f"{weeks.amount(hours.seconds)} a week",
        about,
        words,
        spells,
    )


def _spells(tone: str, week: Week) -> tuple[Spell, ...]:
    return tuple(
        Spell(round(100 * start / _WEEK, 3), round(100 * (end - start) / _WEEK, 3), tone) for start, end in week.spans
    )
