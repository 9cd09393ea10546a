"""A promise and a view of it in; the week of its hours out, above the hours of each link and what they leave open."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.clock import NO_TIME, WHOLE_WEEK, Pattern, Week, patterns, week_of
from slamodel.gaps.wording import capitalised, listed, number
from slamodel.model import Maintenance, ShareTarget, TimeTarget
from slamodel.propagate import Promise, View
from slamodel.report import closures, weeks, wording
from slamodel.report.counting import Counting, Terms, hours_in_words, links_of, terms_of, zone_of
from slamodel.report.uncovered import uncovered
from slamodel.report.views import HoursGrid, Shade, Spell, WeekRow
from slamodel.units import show_duration

_MOST_ROWS = 12
_WEEK = 604_800
_MEANING = {
    "counted": "counted by the promise",
    "covered": "counted and covered",
    "open": "counted, not covered",
    "spare": "covered, not counted",
    "maintenance": "maintenance, not counted",
}


class _Frame(NamedTuple):
    """In which time zone, and in which constellation of clocks, weeks are laid on top of one another."""

    analysis: Analysis
    own: Terms
    pattern: Pattern


class _Drawn(NamedTuple):
    """The week of a link against that of the promise."""

    link: Counting
    hours: Week
    covered: Week
    open: Week
    spare: Week
    maintenance: Week


class _Grid(NamedTuple):
    """All weeks in one constellation of clocks."""

    frame: _Frame
    rows: tuple[_Drawn, ...]
    open: Week
    """What is not covered, alternatives considered."""

    @property
    def burden(self) -> tuple[int, int]:
        """How much is open for all who could do, then how much for all of them in sum."""
        return self.open.seconds, sum(row.open.seconds for row in self.rows)


def grid(analysis: Analysis, promise: Promise, view: View) -> HoursGrid | None:
    """The weeks of a promise and its links; None where all of them count the same hours."""
    if not isinstance(promise.target, ShareTarget | TimeTarget):
        return None
    own, links = terms_of(analysis, promise.agreement, promise.target), links_of(analysis, view)
    if all(link.terms == own for link in links):
        return None
    stretch = closures.still_to_come(analysis, promise)
    zone = zone_of(analysis, own.calendar, links)
    zones = {zone, *(_timezone(analysis, link.terms, zone) for link in links), *_planned(analysis, own, links)}
    frames = (_Frame(analysis, own, pattern) for pattern in patterns(zone, zones, stretch))
    grids = [_grid(frame, view, links) for frame in frames]
    worst = max(grids, key=lambda found: found.burden)
    days = tuple(closures.notes(analysis, stretch, own.calendar, links))
    if all((row.hours, row.maintenance) == (_week(worst.frame, own), NO_TIME) for row in worst.rows) and not days:
        return None
    rows = _rows(worst)
    tones = {spell.tone for row in rows for spell in row.spells}
    return HoursGrid(
        "The hours of a week, and who covers them",
        rows,
        tuple(Shade(tone, meaning) for tone, meaning in _MEANING.items() if tone in tones),
        (*_in_which_time(worst, grids), *_maintained(worst), *days, *_cut(len(links))),
    )


def _grid(frame: _Frame, view: View, links: Sequence[Counting]) -> _Grid:
    rows = tuple(_drawn(frame, link) for link in links)
    found = uncovered(frame.analysis, view, {row.link.terms: row.open for row in rows})
    return _Grid(frame, rows, NO_TIME if found is None else found)


def _timezone(analysis: Analysis, terms: Terms, otherwise: str) -> str:
    entry = analysis.landscape.calendars.get(terms.calendar)
    return entry.timezone if entry else otherwise


def _planned(analysis: Analysis, own: Terms, links: Sequence[Counting]) -> Iterator[str]:
    """The time zones of maintenance."""
    for terms in (own, *(link.terms for link in links)):
        found = (analysis.landscape.maintenance.get(name) for name in terms.excludes)
        yield from (entry.timezone for entry in found if entry)


def _week(frame: _Frame, terms: Terms) -> Week:
    entry = frame.analysis.landscape.calendars.get(terms.calendar)
    return week_of(entry.hours, entry.timezone, frame.pattern) if entry else WHOLE_WEEK


def _maintenance(frame: _Frame, terms: Terms) -> Week:
    entries = (frame.analysis.landscape.maintenance.get(name) for name in terms.excludes)
    found = (week_of(entry.hours, entry.timezone, frame.pattern) for entry in entries if entry)
    return reduce(or_, found, NO_TIME) & _week(frame, terms)


def _drawn(frame: _Frame, link: Counting) -> _Drawn:
    counted = _week(frame, frame.own) - _maintenance(frame, frame.own)
    hours, maintenance = _week(frame, link.terms), _maintenance(frame, link.terms)
    worked = hours - maintenance
    return _Drawn(link, hours, worked & counted, counted - hours, worked - counted, maintenance)


def _rows(found: _Grid) -> tuple[WeekRow, ...]:
    rows = [_promised(found.frame), *(_link(found.frame, row) for row in found.rows[:_MOST_ROWS])]
    if found.open not in [row.open for row in found.rows if row.open] and any(row.open for row in found.rows):
        words = weeks.in_words(found.open)
        note = f"{weeks.amount(found.open.seconds)} a week"
        rows.append(WeekRow("In all, not covered", note, words, words, _spells("open", found.open)))
    return tuple(rows)


def _promised(frame: _Frame) -> WeekRow:
    hours, maintenance = _week(frame, frame.own), _maintenance(frame, frame.own)
    note = (f"{weeks.amount(hours.seconds)} a week", *_amount(maintenance, "maintenance"))
    detail = _hours(frame, frame.own, hours)
    text = (detail, *_said("maintenance", maintenance))
    spells = (*_spells("counted", hours - maintenance), *_spells("maintenance", maintenance))
    return WeekRow("Promised", ", ".join(note), detail, "; ".join(text), spells)


def _link(frame: _Frame, row: _Drawn) -> WeekRow:
    parts = {"covered": row.covered, "open": row.open, "spare": row.spare, "maintenance": row.maintenance}
    note = (
        f"{weeks.amount(row.hours.seconds)} a week",
        *_amount(row.maintenance, "maintenance, not counted"),
        *(_amount(row.open, "not covered") or (() if row.maintenance else ("all covered",))),
    )
    detail = _hours(frame, row.link.terms, row.hours)
    text = (detail, *_said("not covered", row.open), *_said("maintenance", row.maintenance))
    spells = tuple(spell for tone, week in parts.items() for spell in _spells(tone, week))
    return WeekRow(listed(row.link.names), ", ".join(note), detail, "; ".join(text), spells)


def _amount(week: Week, word: str) -> tuple[str, ...]:
    return (f"{weeks.amount(week.seconds)} {word}",) if week else ()


def _said(word: str, week: Week) -> tuple[str, ...]:
    return (f"{word} {weeks.in_words(week)}",) if week else ()


def _spells(tone: str, week: Week) -> tuple[Spell, ...]:
    return tuple(Spell(_percent(start), _percent(end - start), tone) for start, end in week.spans)


def _percent(seconds: int) -> float:
    return round(100 * seconds / _WEEK, 3)


def _hours(frame: _Frame, terms: Terms, week: Week) -> str:
    """The hours in words, with the name of their calendar, and as its own people say them where their zone differs."""
    words = weeks.in_words(week)
    entry = frame.analysis.landscape.calendars.get(terms.calendar)
    if entry is None:
        return words
    at_home = hours_in_words(entry)
    there = f", which is {at_home} in {entry.timezone}" if at_home != words else ""
    return f"{wording.isolated(entry.name or entry.id)}: {words}{there}"


def _in_which_time(worst: _Grid, grids: Sequence[_Grid]) -> Iterator[str]:
    """The zone; and where clocks change, which weeks are drawn, and what is open in the others."""
    pattern = worst.frame.pattern
    others = [found for found in grids if found.open != worst.open]
    which = f", drawn {wording.season(pattern.label)}, when most is not covered" if others else ""
    yield f"Times of day in {pattern.reference}{which}."
    for found in others:
        words = weeks.in_words(found.open) if found.open else "nothing"
        yield f"{capitalised(wording.season(found.frame.pattern.label))}, in all not covered: {words}."


def _maintained(found: _Grid) -> Iterator[str]:
    """What is planned when, and how much of it at most."""
    frame = found.frame
    left_out = (name for row in found.rows if row.maintenance for name in row.link.terms.excludes)
    for name in dict.fromkeys((*frame.own.excludes, *left_out)):
        entry = frame.analysis.landscape.maintenance.get(name)
        if entry is not None:
            when = weeks.in_words(week_of(entry.hours, entry.timezone, frame.pattern))
            yield f"Maintenance {wording.isolated(entry.name or name)}: {when}{_at_most(entry)}."


def _at_most(entry: Maintenance) -> str:
    if entry.at_most is None:
        return ""
    length, window = entry.at_most
    return f", at most {show_duration(float(length.seconds))} per {window}"


def _cut(total: int) -> Iterator[str]:
    if total > _MOST_ROWS:
        yield f"{number(total - _MOST_ROWS, 'more kind')} of hours are not drawn."
