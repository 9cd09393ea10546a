"""Times as their agreements state them in; those that may be misread, clock by clock, and the finding on them, out."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import TimeTarget
from slamodel.propagate import Promise
from slamodel.units import Duration


class Stated(NamedTuple):
    """A length as it is written, and the promise that it makes first."""

    length: Duration
    promise: Promise


def by_clock(context: Context, may_be_misread: Callable[[Stated], bool]) -> Iterator[tuple[str, list[Stated]]]:
    """The calendar on which such targets of one agreement run, and these, agreement by agreement."""
    for promises in context.by_agreement.values():
        found: dict[str, list[Stated]] = defaultdict(list)
        for promise in {promise.at: promise for promise in reversed(promises)}.values():
            target = promise.target
            if isinstance(target, TimeTarget) and target.within is not None:
                stated = Stated(target.within, promise)
                if may_be_misread(stated):
                    found[promise.clock].append(stated)
        yield from found.items()


def as_many(count: int) -> str:
    """A sentence on the other targets of which the same is true, with the space before it; empty where none is."""
    return f" The same is true of {wording.number(count, 'more target')} of it." if count else ""


def misread(context: Context, promise: Promise, message: str, severity: Severity = Severity.WARNING) -> Finding:
    """The finding on a target that its two sides may read in different ways."""
    agreement = context.landscape.agreements[promise.agreement]
    return Finding(
        "T205",
        severity,
        message,
        promise.agreement,
        promise.id,
        (promise.agreement, promise.service),
        agreement.provider,
        agreement.customers[0],
        promise.promised,
        at=(*promise.at, "within"),
        stake=1.0,
    )
