"""A calendar in; what makes its clock run as it does out, to be compared with that of another."""

from datetime import date
from typing import NamedTuple

from slamodel.clock.days_off import Files
from slamodel.clock.hours import DAY, WEEK, Span, hours_by_day, merged
from slamodel.model import ALWAYS, Calendar

AROUND_THE_CLOCK = Calendar.model_validate({"id": ALWAYS, "hours": {"mon-sun": "00:00-24:00"}})
"""The calendar that nobody has to write."""


class Terms(NamedTuple):
    """Hours, zone and days off of a calendar, without what it is called."""

    by_day: tuple[tuple[Span, ...], ...]
    timezone: str
    country: str | None
    subdivision: str | None
    dates: frozenset[date]

    @property
    def running(self) -> "Terms | None":
        """None for what never stops, which is the same in every time zone."""
        return None if is_whole_week(self.by_day) and not self.country and not self.dates else self


def terms_of(calendar: Calendar, files: Files) -> Terms:
    """The terms of a calendar, with the days of its file."""
    by_day, off = hours_by_day(calendar.hours), calendar.holidays
    if off is None:
        return Terms(by_day, calendar.timezone, None, None, frozenset())
    dates = frozenset((*off.dates, *files.get(off.ics or "", ())))
    return Terms(by_day, calendar.timezone, off.country, off.subdivision, dates)


def is_whole_week(by_day: tuple[tuple[Span, ...], ...]) -> bool:
    """Whether these hours leave nothing of a week out."""
    spans = merged((day * DAY + start, day * DAY + end) for day, of_day in enumerate(by_day) for start, end in of_day)
    return len(spans) == 1 and spans[0][0] + WEEK <= spans[0][1]
