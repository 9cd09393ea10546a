"""Times that are written in days on clocks that do not run around the clock: one half of T205."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slamodel.clock import NEVER, Clock, Stretch, days_off_of, instant_of
from slamodel.clock.hours import hours_by_day
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.moments import city, said
from slamodel.gaps.spans import in_hours
from slamodel.gaps.stated import Stated, as_many, by_clock, misread
from slamodel.model import Calendar
from slamodel.propagate import Promise
from slamodel.propagate.term import term_of, whole_years
from slamodel.units import Duration

_DAY_S = 86_400
_ON_A_CLOCK = ("response", "escalation", "resolution", "fulfilment", "rto", "notification")
_MOST_DAYS = 400


class _Reading(NamedTuple):
    """A target that is written in days, the promise that it makes first, and the calendar that its clock runs on."""

    promise: Promise
    length: Duration
    calendar: Calendar


def in_days(context: Context) -> Iterator[Finding]:
    """The targets of each agreement that can be read in two ways, once for each clock."""
    for hours, found in by_clock(context, lambda stated: _is_ambiguous(context, stated)):
        (length, promise), *others = sorted(found, key=lambda stated: (stated.length.seconds, stated.promise.id))
        yield _days(context, _Reading(promise, length, context.landscape.calendars[hours]), len(others))


def _is_ambiguous(context: Context, stated: Stated) -> bool:
    length, promise = stated
    if not length.in_days or promise.metric not in _ON_A_CLOCK or promise.clock not in context.landscape.calendars:
        return False
    return context.weeks.hours_of_a_day(promise.clock) < _DAY_S


def _days(context: Context, reading: _Reading, others: int) -> Finding:
    promise, length, calendar = reading
    customers = context.parties(context.landscape.agreements[promise.agreement].customers)
    runs = f"{in_hours(context.weeks.hours_of_a_day(calendar.id))} a day ({calendar.name or calendar.id})"
    whole = length.on(context.landscape.conventions.working_day)
    message = (
        f"{promise.agreement} states {wording.article(wording.metric_of(promise))} in days on a clock that runs for"
        f" {runs}. {_readings(context, reading)}{as_many(others)} Agree with {customers} which is meant, and write"
        f' "{in_hours(int(whole))}" or "{_working_days(length)}".'
    )
    return misread(context, promise, message)


def _working_days(length: Duration) -> str:
    """The days as working days: `1 working day`."""
    days = (length.working_days + length.seconds / _DAY_S).normalize()
    return f"{days:f} working {'day' if days == 1 else 'days'}"


def _readings(context: Context, reading: _Reading) -> str:
    """Both readings as lengths of the clock, and as due instants of a case that comes in on a typical morning."""
    promise, length, calendar = reading
    working_day = context.landscape.conventions.working_day
    counted, days = length.on(working_day), length.seconds / _DAY_S
    meant = Duration(Decimal(0), length.working_days + days).on(working_day)
    start = _morning(context, reading)
    clock = context.clocks.clock(calendar.id, _stretch(context, promise))
    when = f": a case of {said(start, calendar.timezone)} ({city(calendar.timezone)}) is" if start else ""
    of_its_days = f"{round(counted / context.weeks.hours_of_a_day(calendar.id), 1):g} of its days"
    return (
        f"It counts as {in_hours(int(counted))}, {of_its_days}{_due(clock, start, counted, f'{when} due', calendar)}."
        f" Read as {_working_days(length)} it is {in_hours(int(meant))}{_due(clock, start, meant, ', due', calendar)}."
    )


def _due(clock: Clock, start: int, seconds: float, words: str, calendar: Calendar) -> str:
    """When a case is due, in words; nothing where no start is known, or that is too far away."""
    due = clock.spending(seconds).at(start) if start else NEVER
    return f"{words} {said(due, calendar.timezone)}" if due < NEVER else ""


def _stretch(context: Context, promise: Promise) -> Stretch:
    return whole_years(term_of(context.landscape.agreements[promise.agreement], context.graph.as_of))


def _morning(context: Context, reading: _Reading) -> int:
    """The first opening of a week with nothing special in it, on its Monday where that is a working day; else 0."""
    first = max(context.graph.as_of, _stretch(context, reading.promise).first)
    monday = first + timedelta(-first.weekday() % 7)
    days = [monday + timedelta(number) for number in range(_MOST_DAYS)]
    off = days_off_of(reading.calendar, Stretch(days[0], days[-1]), context.landscape.days_off)
    by_day = hours_by_day(reading.calendar.hours)
    for day in days:
        if by_day[day.weekday()] and day not in off:
            midnight = datetime.combine(day, time(), ZoneInfo(reading.calendar.timezone))
            return instant_of(midnight + timedelta(seconds=by_day[day.weekday()][0][0]))
    return 0
