"""Checked calendars and maintenance windows in; what is wrong with their hours and holidays reported, placed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from slamodel.clock.hours import DAY, WEEK, days_of, span_of
from slamodel.diagnostics import Severity
from slamodel.load.complaints import Path
from slamodel.load.entries import Entries
from slamodel.load.files import Beside
from slamodel.load.ics_lines import MOST_BYTES, MOST_BYTES_TOGETHER, MOST_FILES, UnusableError
from slamodel.model import Calendar, Maintenance
from slamodel.model.calendar import Holidays

SECTIONS = ("calendars", "maintenance")
_HINT = f"it lies beside the model, has at most {MOST_BYTES:,} bytes, and is no link out of the folder"


class _Span(NamedTuple):
    """A span of the week in seconds since its beginning, and where it was written."""

    start: int
    end: int
    key: str
    text: str


def check_hours(entries: Entries, names: Iterable[tuple[str, str]] | None = None) -> None:
    """Report hours and holidays that nobody can count with, and leave such entries out; only of `names`, if given."""
    everywhere = ((section, name) for section in SECTIONS for name in list(entries.sections[section]))
    for section, name in everywhere if names is None else names:
        entry = entries.sections[section].get(name) if section in SECTIONS else None
        if entry is not None and not (_sound_hours(entries, section, entry) and _sound_holidays(entries, entry)):
            entries.leave_out(section, name)


def days_off(entries: Entries, beside: Beside) -> dict[str, tuple[date, ...]]:
    """The days of every calendar file that a calendar names; a calendar whose file is of no use is left out."""
    found: dict[str, tuple[date, ...]] = {}
    for calendar in list(entries.sections["calendars"].values()):
        file = calendar.holidays.ics if calendar.holidays else None
        if file is not None:
            path = ("calendars", calendar.id, "holidays", "ics")
            days = _days_of(entries, path, file, beside) if _has_room(entries, path, {*found, file}, beside) else None
            if days is None:
                entries.leave_out("calendars", calendar.id)
            else:
                found[file] = days
    return dict(sorted(found.items()))


def _has_room(entries: Entries, path: Path, files: set[str], beside: Beside) -> bool:
    """Whether all files that are read so far are small enough together, so that many do not take what one may not."""
    size = sum(len(beside.files.get(file, b"")) for file in files)
    if len(files) > MOST_FILES or size > MOST_BYTES_TOGETHER:
        message = f"the calendar files of a model are at most {MOST_FILES}, with {MOST_BYTES_TOGETHER:,} bytes together"
        entries.report("E117", message, path, "keep the days of some years only, in one file for several calendars")
        return False
    return True


def _sound_hours(entries: Entries, section: str, entry: Calendar | Maintenance) -> bool:
    path: Path = (section, entry.id, "hours")
    seen: dict[int, str] = {}
    for key in entry.hours:
        for day in days_of(key):
            if day in seen:
                entries.report("E113", f'"{key}" names a day that "{seen[day]}" names too', (*path, key), key=True)
                return False
            seen[day] = key
    spans = sorted(_spans(entry))
    if not spans:
        entries.report("E115", "there is not a minute in these hours", path, "write mon-fri: 08:00-17:00 or the like")
        return False
    _warn_of_overlaps(entries, path, spans)
    return True


def _spans(entry: Calendar | Maintenance) -> Iterator[_Span]:
    for key, hours in entry.hours.items():
        for text in () if hours == "closed" else hours.split(","):
            start, end = span_of(text)
            for day in days_of(key):
                yield _Span(day * DAY + start, day * DAY + end, key, text.strip())


def _warn_of_overlaps(entries: Entries, path: Path, spans: list[_Span]) -> None:
    """One warning for each pair of spans as written, however many days they share."""
    told = set()
    again = [_Span(span.start + WEEK, span.end + WEEK, span.key, span.text) for span in spans[:1]]
    widest = spans[0]
    for span in (*spans[1:], *again):
        pair = (widest.key, widest.text, span.key, span.text)
        if span.start < widest.end and pair not in told:
            told.add(pair)
            message = f"the span {span.text} overlaps with {widest.text} of {widest.key}; what both have counts once"
            entries.report("E204", message, (*path, span.key), severity=Severity.WARNING)
        widest = max(widest, span, key=lambda one: one.end)


def _sound_holidays(entries: Entries, entry: Calendar | Maintenance) -> bool:
    holidays = entry.holidays if isinstance(entry, Calendar) else None
    if holidays is None or holidays.country is None:
        if holidays is None or holidays.subdivision is None:
            return True
        path = ("calendars", entry.id, "holidays", "subdivision")
        entries.report("E113", f'of which country "{holidays.subdivision}" is a part is not said', path, "add country")
        return False
    return _is_known(entries, ("calendars", entry.id, "holidays"), holidays)


def _is_known(entries: Entries, path: Path, holidays: Holidays) -> bool:
    from slamodel.clock.days_off import unknown  # noqa: PLC0415 - the library behind it is for models with a country

    country, part = str(holidays.country), holidays.subdivision
    if told := unknown(country):
        entries.report("E116", told, (*path, "country"), "name its days under dates, or in an .ics file")
    elif told := unknown(country, part):
        entries.report("E116", told, (*path, "subdivision"))
    return not told


def _days_of(entries: Entries, path: Path, file: str, beside: Beside) -> tuple[date, ...] | None:
    """The days of one calendar file; None where it is missing or cannot be used."""
    from slamodel.load.ics import days_off as read  # noqa: PLC0415 - the libraries behind it are for models with such files

    data = beside.files.get(file)
    if data is None:
        where = f"{beside.folder}/{file}" if beside.folder else f"{file} beside the model"
        entries.report("E117", f"there is no calendar file {where} that can be used", path, _HINT)
        return None
    try:
        found = read(data)
    except UnusableError as error:
        entries.report("E117", f"{file} {error.message}", path, error.hint)
        return None
    if found.timed or not found.days:
        _warn_of_missing_days(entries, path, file, found.timed)
    return found.days


def _warn_of_missing_days(entries: Entries, path: Path, file: str, timed: tuple[str, ...]) -> None:
    message = f"{file} has no whole-day event, so no day is closed by it"
    if timed:
        left_out = "1 event" if len(timed) == 1 else f"{len(timed):,} events"
        message = f'{file}: {left_out} with times of day left out, such as "{timed[0]}"; only whole days are closed'
    entries.report("E205", message, path, severity=Severity.WARNING)
