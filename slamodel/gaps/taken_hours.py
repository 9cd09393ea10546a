"""An agreement that extends others in; which of the targets that it takes count on other hours in it: part of C609."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, Status, Target, TimeTarget
from slamodel.model.agreement import Path
from slamodel.propagate.term import year_from


class _Taken(NamedTuple):
    """A target that is taken, from which agreement, and the calendar on which it counts there and here."""

    target: Target
    place: Path
    base: Agreement
    there: str
    here: str


def on_other_hours(context: Context) -> Iterator[Finding]:
    """For each agreement whose own hours leave something out of the hours of what it takes, one finding."""
    left_out = _left_out(context)
    for name, written in context.landscape.written.items():
        agreement = context.landscape.agreements[name]
        if agreement.status is not Status.RETIRED:
            moved = [one for one in _moved(context, agreement, written) if left_out(one.there, one.here)]
            fewer = [one for one in moved if not left_out(one.here, one.there)]
            if moved:
                yield _finding(context, agreement, fewer or moved, Severity.WARNING if fewer else Severity.NOTE)


def _left_out(context: Context) -> Callable[[str, str], bool]:
    """Whether hours of one calendar are not in another; asked once for two of them, whoever they are for."""
    year = year_from(context.graph.as_of)
    return cache(lambda one, other: any(hours.week for hours in context.weeks.uncovered(one, other, year)))


def _moved(context: Context, agreement: Agreement, written: Agreement) -> Iterator[_Taken]:
    bases = [context.landscape.agreements[name] for name in reversed(written.extends)]
    origins = {place: base for base in bases for place, _ in base.stated}
    for place, target in agreement.stated:
        base = origins.get(place)
        if base and base.clock_of(target) != agreement.clock_of(target):
            yield _Taken(target, place, base, base.clock_of(target), agreement.clock_of(target))


def _finding(context: Context, agreement: Agreement, moved: list[_Taken], severity: Severity) -> Finding:
    customers = context.parties(agreement.customers)
    bases = wording.listed(dict.fromkeys(one.base.id for one in moved))
    consequence = (
        f"These are fewer hours than {bases} promises: outside them nothing is promised to {customers}."
        if severity is Severity.WARNING
        else "Neither hours are all within the other, so whether that is less cannot be told."
    )
    message = (
        f"{agreement.id} extends {bases}, but on other hours: {_told(context, moved)}. {consequence}"
        f" Take these hours out, name the hours at the targets of {bases}, or agree with {customers} that it is"
        " meant and write down why."
    )
    found = of_weaker(context, agreement, {one.place for one in moved}, message, severity)
    return replace(found, at=_place(agreement, moved[0].target))


def of_weaker(
    context: Context, agreement: Agreement, places: Collection[Path], message: str, severity: Severity
) -> Finding:
    """The finding on the targets of an agreement that stand at these places; it is placed at none of them."""
    promises = tuple(one.id for one in context.by_agreement.get(agreement.id, ()) if one.at in places)
    return Finding(
        "C609",
        severity,
        message,
        agreement.id,
        promises[0] if promises else "",
        (agreement.id, *agreement.services[:1]),
        agreement.provider,
        agreement.customers[0],
        stake=1.0,
        also=promises[1:],
    )


def _told(context: Context, moved: list[_Taken]) -> str:
    """`availability (office, not around the clock)`, for each two calendars."""
    named: dict[tuple[str, str], dict[str, None]] = {}
    for one in moved:
        named.setdefault((one.here, one.there), {})[wording.metric_name(one.target.metric)] = None
    name = context.weeks.name
    return "; ".join(
        f"{wording.listed(metrics)} ({name(here)}, not {name(there)})" for (here, there), metrics in named.items()
    )


def _place(agreement: Agreement, target: Target) -> Path:
    is_by_support = isinstance(target, TimeTarget) and agreement.support_hours is not None
    return agreement.at("support_hours" if is_by_support else "hours")
