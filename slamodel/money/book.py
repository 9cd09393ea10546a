"""A landscape and its promises in; the money of all of them, each worked out when first asked for, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from slamodel.model import Agreement, Landscape, Target
from slamodel.money.alone import owed_alone
from slamodel.money.credits import Owed, steps
from slamodel.money.exposure import LENGTHS, Exposed, MoneyLine
from slamodel.money.short import Short, shorts
from slamodel.money.timing import Timings
from slamodel.money.totals import Total, totals
from slamodel.propagate import Promise


@dataclass(frozen=True)
class Book:
    """What is owed and recovered in one landscape; what many promises share is worked out once."""

    landscape: Landscape
    promises: tuple[Promise, ...]
    as_of: date

    @cached_property
    def timings(self) -> Timings:
        """What outages count for on the calendars."""
        return Timings(self.landscape, self.as_of)

    def alone(self, agreement: Agreement) -> Iterator[tuple[Target, tuple[Owed, ...]]]:
        """Each target with credits, and what its provider owes at most for each length of an outage."""
        for _, target in agreement.stated:
            if any(steps(agreement, target.metric, target.priority)):
                lengths = (length for _, length in LENGTHS)
                owed = (owed_alone(self.landscape, self.timings, agreement, target, length) for length in lengths)
                yield target, tuple(owed)

    @cached_property
    def lines(self) -> tuple[MoneyLine, ...]:
        """Every promise with credits, at every length of an outage."""
        shared: dict[tuple[object, ...], Owed] = {}
        paying = {name for name, agreement in self.landscape.agreements.items() if agreement.credits}
        concerned = (promise for promise in self.promises if promise.agreement in paying)
        return tuple(
            line for promise in concerned for line in Exposed(self.landscape, self.timings, promise, shared).lines()
        )

    @cached_property
    def by_promise(self) -> Mapping[str, tuple[MoneyLine, ...]]:
        """The lines of each promise that has any."""
        found: dict[str, list[MoneyLine]] = {}
        for line in self.lines:
            found.setdefault(line.promise, []).append(line)
        return {name: tuple(lines) for name, lines in found.items()}

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """Causes that break several promises at once."""
        return totals(self.lines)

    @cached_property
    def shorts(self) -> tuple[Short, ...]:
        """Contracts whose outage costs more than it brings back."""
        return tuple(shorts(self.lines))

    def exposure(self, promise: str) -> Decimal | None:
        """The most that is left to us in one window when a promise is missed; None where not all of that is known."""
        left = [line.worst.net for line in self.by_promise.get(promise, ())]
        known = [net for net in left if net is not None]
        return max(known, default=None) if len(known) == len(left) else None
