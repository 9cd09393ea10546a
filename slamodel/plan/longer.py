"""A promise and a commitment below it that misses some of its hours in; a calendar with just these hours more, out."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from math import log10
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.gaps.resting import below
from slamodel.gaps.spans import Hours, in_hours
from slamodel.model import ALWAYS
from slamodel.plan.made import written
from slamodel.propagate import Input, Promise

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 86_400
_WEEK = 7 * _DAY
_Spans = tuple[tuple[int, int], ...]


class Longer(NamedTuple):
    """A calendar that is to be written, and by how much longer it is open."""

    id: str
    change: Change
    more: str
    effort: float


def longer(analysis: Analysis, given: Input, promise: Promise) -> Longer | None:
    """The hours of today and those in which nobody is there; None where none are missing, or it comes to all hours."""
    entry = next((one for one in below(analysis.landscape, promise) if one.given == given), None)
    name = entry.lower.clock_of(entry.stated) if entry else ALWAYS
    calendar = analysis.landscape.calendars.get(name)
    if entry is None or calendar is None or promise.clock == name:
        return None
    missing = analysis.context.exposures.of(entry).hours
    today = analysis.context.weeks.on_its_own_clock(name).spans
    every = _merged((*today, *(span for hours in missing for span in _own(hours, calendar.timezone))))
    more = _seconds(every) - _seconds(today)
    if more <= 0 or _seconds(every) >= _WEEK:
        return None
    new = _free(analysis, f"{name[:56]}-longer")
    entry_written = written(analysis, ("calendars", name))
    said = dict(entry_written) if isinstance(entry_written, dict) else {}
    change = Change(("calendars", new), {**_unnamed(said), "hours": dict(_in_words(every))})
    return Longer(new, change, f"{in_hours(more)} a week more", log10(_seconds(every) / _seconds(today)))


def how_much_longer(analysis: Analysis, today: str, then: str) -> float:
    """By how many powers of ten one calendar has more hours in a week than another."""
    weeks = analysis.context.weeks
    lengths = [weeks.on_its_own_clock(name).seconds for name in (today, then)]
    return max(0.0, log10(lengths[1] / lengths[0])) if all(lengths) else 0.0


def _unnamed(said: Mapping[str, Plain]) -> dict[str, Plain]:
    return {key: value for key, value in said.items() if key != "name"}


def _own(hours: Hours, zone: str) -> Iterator[tuple[int, int]]:
    """Hours as the clocks of a zone show them."""
    ahead = dict(hours.apart).get(zone, 0)
    for start, end in hours.week.spans:
        begins = (start + ahead) % _WEEK
        ends = begins + end - start
        yield begins, min(ends, _WEEK)
        if ends > _WEEK:
            yield 0, ends - _WEEK


def _merged(spans: Iterable[tuple[int, int]]) -> _Spans:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _seconds(spans: _Spans) -> int:
    return sum(end - start for start, end in spans)


def _in_words(spans: _Spans) -> Iterator[tuple[str, Plain]]:
    """Hours as a calendar states them, days that are alike and follow one another together."""
    texts = [", ".join(_of_day(spans, day)) for day in range(7)]
    for text, group in groupby(range(7), key=texts.__getitem__):
        days = [*group]
        if text:
            yield _DAYS[days[0]] if len(days) == 1 else f"{_DAYS[days[0]]}-{_DAYS[days[-1]]}", text


def _of_day(spans: _Spans, day: int) -> Iterator[str]:
    for start, end in spans:
        first, last = max(start - day * _DAY, 0), min(end - day * _DAY, _DAY)
        if first < last:
            yield f"{_time(first)}-{_time(last)}"


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}"


def _free(analysis: Analysis, stem: str) -> str:
    taken = analysis.landscape.calendars
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)
