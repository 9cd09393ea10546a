"""The start of a case as a user writes it in; the instant that is meant, with what is to be said of it, out."""

import re
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import instant_of, moment_of
from slamodel.model.term import Term
from slamodel.propagate import Promise
from slamodel.report import starts
from slamodel.units import UnitError

YEARS = range(1970, 2201)
SPELLING = "write 2026-12-24T16:00, with an offset 2026-12-24T16:00+01:00, or a day, 2026-12-24"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?: ?Z|[+-]\d\d:?\d\d)?)?", re.ASCII | re.IGNORECASE)
_MOST_SHOWN = 40
_DAY = len("2026-12-24")
_SECOND, _MINUTE = 1_000_000, 60_000_000


class NamedStart(NamedTuple):
    """An instant in microseconds, and sentences about how it was taken."""

    instant: int
    notes: tuple[str, ...] = ()


def named_start(analysis: Analysis, promise: Promise, text: str) -> NamedStart:
    """The start that is meant, in the time zone in which the promise is shown; raises `UnitError`."""
    zone = starts.zone(analysis, promise, promise.deciding)
    start = parse_start(text, zone)
    term = analysis.landscape.agreements[promise.agreement].term
    notes = (*start.notes, *_outside(term, moment_of(start.instant, zone)))
    return start._replace(notes=notes)


def parse_start(text: str, zone: ZoneInfo) -> NamedStart:
    """Of `2026-12-24T16:00` the instant: without an offset in this zone, without a time when it begins."""
    written = text.strip()
    moment = _written(written)
    if moment.year not in YEARS:
        raise UnitError(f'"{shown(text)}" is outside {YEARS[0]} to {YEARS[-1]}', "check the year")
    if moment.tzinfo:
        return NamedStart(instant_of(moment))
    first, second = (instant_of(moment.replace(tzinfo=zone, fold=fold)) for fold in (0, 1))
    if first == second:
        return NamedStart(first)
    if moment_of(first, zone).replace(tzinfo=None) != moment:
        change = _change(zone, second // _SECOND, first // _SECOND) * _SECOND
        if len(written) == _DAY:
            return NamedStart(change)
        raise _skipped(moment, zone, change)
    told = f"{_iso(first, zone)} is taken; clocks there show {_spelled(moment)} a second time at {_iso(second, zone)}."
    return NamedStart(first, (told,))


def shown(text: str) -> str:
    """What somebody wrote as it may be shown anywhere: short, on one line and without what nobody can see."""
    short = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}..."
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in short)


def _written(text: str) -> datetime:
    if not _MOMENT.fullmatch(text):
        raise UnitError(f'"{shown(text)}" is no day with a time', SPELLING)
    try:
        return datetime.fromisoformat(text.upper().replace(" Z", "Z").replace(" ", "T"))
    except ValueError:
        raise UnitError(f'"{shown(text)}" is no moment of the calendar', SPELLING) from None


def _skipped(moment: datetime, zone: ZoneInfo, change: int) -> UnitError:
    """What to say of a time over which clocks are put forward at an instant."""
    nearest = " or ".join(_spelled(moment_of(near, zone)) for near in (change - _MINUTE, change))
    return UnitError(
        f"clocks in {zone.key} never show {_spelled(moment)}, they are put forward then", f"write {nearest}"
    )


def _change(zone: ZoneInfo, before: int, after: int) -> int:
    """The first second between two at which clocks are as far ahead as at the latter."""
    ahead = moment_of(after * _SECOND, zone).utcoffset()
    while after - before > 1:
        middle = (before + after) // 2
        if moment_of(middle * _SECOND, zone).utcoffset() == ahead:
            after = middle
        else:
            before = middle
    return after


def _spelled(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds" if moment.second else "minutes")


def _iso(instant: int, zone: ZoneInfo) -> str:
    moment = moment_of(instant, zone)
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _outside(term: Term, moment: datetime) -> tuple[str, ...]:
    if term.covers(moment.date()):
        return ()
    bounds = (f"from {term.start}" if term.start else "", f"to {term.end}" if term.end else "")
    return (f"The agreement is not in force then: its term runs {' '.join(filter(None, bounds))}.",)
