"""A day and a period of the calendar in; the day so much later or earlier out."""

from calendar import monthrange
from datetime import date, timedelta

from slamodel.units.parse import Period

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7}
_WORKING_DAYS_A_WEEK = 5


def later(day: date, period: Period, times: int = 1) -> date:
    """So many periods later; the last day that there is where that lies beyond all calendars.

    Months, quarters and years lead to the same day of their month, or to its last day where it has no such day. A
    working day is one from Monday to Friday: a period knows no holidays.
    """
    number = period.number * times
    try:
        if period.unit in _MONTHS:
            return _months(day, number * _MONTHS[period.unit])
        if period.unit in _DAYS:
            return day + timedelta(days=number * _DAYS[period.unit])
        return _working_days(day, number)
    except (OverflowError, ValueError):
        return date.max if number > 0 else date.min


def earlier(day: date, period: Period) -> date:
    """One period earlier, counted in the same way."""
    return later(day, period, -1)


def show_period(period: Period) -> str:
    """As people write it: `90 d`, `1 month`, `6 months`."""
    if period.unit == "day":
        return f"{period.number} d"
    return f"{period.number} {period.unit}{'' if period.number == 1 else 's'}"


def _months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days(day: date, number: int) -> date:
    """Whole weeks at once, then day by day; a weekend counts from the working day behind it."""
    step = timedelta(days=1 if number > 0 else -1)
    while number and day.weekday() >= _WORKING_DAYS_A_WEEK:
        day -= step
    weeks, rest = divmod(abs(number), _WORKING_DAYS_A_WEEK)
    day += 7 * weeks * step
    while rest:
        day += step
        rest -= day.weekday() < _WORKING_DAYS_A_WEEK
    return day
