"""Times in working days on clocks whose days are not of that length: one part of T205."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.spans import in_hours
from slamodel.model import TimeTarget
from slamodel.propagate import Promise
from slamodel.units import Duration

_DAY_S = 86_400


class _Stated(NamedTuple):
    """A target in working days, and the promise that it makes first."""

    length: Duration
    promise: Promise


def in_working_days(context: Context) -> Iterator[Finding]:
    """The targets of each agreement in working days that are not days of its clock, once for each clock."""
    for promises in context.by_agreement.values():
        found: dict[str, list[_Stated]] = defaultdict(list)
        for promise in {promise.at: promise for promise in reversed(promises)}.values():
            target = promise.target
            if isinstance(target, TimeTarget) and target.within is not None and target.within.working_days:
                hours = context.landscape.agreements[promise.agreement].clock_of(target)
                found[hours].append(_Stated(target.within, promise))
        for hours, stated in found.items():
            if context.weeks.hours_of_a_day(hours) != context.landscape.conventions.working_day.seconds:
                yield _other_days(
                    context, hours, min(stated, key=lambda one: (one.length, one.promise.id)), len(stated)
                )


def _other_days(context: Context, hours: str, stated: _Stated, count: int) -> Finding:
    (length, promise), day = stated, context.weeks.hours_of_a_day(hours)
    agreement, working_day = context.landscape.agreements[promise.agreement], context.landscape.conventions.working_day
    counted, is_around = length.on(working_day), day == _DAY_S
    runs = context.weeks.name(hours) if is_around else f"for {in_hours(day)} a day ({context.weeks.name(hours)})"
    also = f" The same is true of {wording.number(count - 1, 'more target')} of it." if count > 1 else ""
    comes_to, days = in_hours(int(counted)), f"{round(counted / day, 1):g}"
    instead = "name the hours that are meant" if is_around else f"set `working_day` to {in_hours(day)}"
    return Finding(
        "T205",
        Severity.WARNING if is_around else Severity.NOTE,
        f"{promise.agreement} states {wording.article(wording.metric_of(promise))} in working days on a clock that runs"
        f" {runs}. A working day counts as {in_hours(int(working_day.seconds))} in this model: it comes to {comes_to},"
        f" {days} of the days of that clock, where {length.working_days:f} may be meant.{also} Agree with"
        f' {context.parties(agreement.customers)}: {instead}, or write "{comes_to}".',
        promise.agreement,
        promise.id,
        (promise.agreement, promise.service),
        agreement.provider,
        agreement.customers[0],
        promise.promised,
        at=(*promise.at, "within"),
        stake=1.0,
    )
