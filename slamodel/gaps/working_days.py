"""Times in working days on clocks whose days are not of that length: one part of T205."""

from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.spans import in_hours
from slamodel.gaps.stated import Stated, as_many, by_clock, misread

_DAY_S = 86_400


def in_working_days(context: Context) -> Iterator[Finding]:
    """The targets of each agreement in working days that are not days of its clock, once for each clock."""
    for hours, found in by_clock(context, lambda stated: bool(stated.length.working_days)):
        if context.weeks.hours_of_a_day(hours) != context.landscape.conventions.working_day.seconds:
            shortest = min(found, key=lambda stated: (stated.length, stated.promise.id))
            yield _other_days(context, hours, shortest, len(found) - 1)


def _other_days(context: Context, hours: str, stated: Stated, others: int) -> Finding:
    (length, promise), day = stated, context.weeks.hours_of_a_day(hours)
    agreement, working_day = context.landscape.agreements[promise.agreement], context.landscape.conventions.working_day
    counted, is_around = length.on(working_day), day == _DAY_S
    runs = context.weeks.name(hours) if is_around else f"for {in_hours(day)} a day ({context.weeks.name(hours)})"
    comes_to, days = in_hours(int(counted)), f"{round(counted / day, 1):g}"
    instead = "name the hours that are meant" if is_around else f"set `working_day` to {in_hours(day)}"
    message = (
        f"{promise.agreement} states {wording.article(wording.metric_of(promise))} in working days on a clock that runs"
        f" {runs}. A working day counts as {in_hours(int(working_day.seconds))} in this model: it comes to {comes_to},"
        f" {days} of the days of that clock, where {length.working_days:f} may be meant.{as_many(others)} Agree with"
        f' {context.parties(agreement.customers)}: {instead}, or write "{comes_to}".'
    )
    return misread(context, promise, message, Severity.WARNING if is_around else Severity.NOTE)
