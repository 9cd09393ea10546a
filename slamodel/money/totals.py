"""Lines of many promises in; what one cause costs over all of them, against what it gives back once, out."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from slamodel.money.credits import money_of
from slamodel.money.exposure import Cause, MoneyLine, back_once


class Total(NamedTuple):
    """One cause and an outage: all that is owed above, what comes back once, what is left; None without a price."""

    services: tuple[str, ...]
    agreements: tuple[str, ...]
    outage: str
    promises: tuple[str, ...]
    owed: Decimal | None
    recoverable: Decimal | None

    @property
    def net(self) -> Decimal | None:
        """What is left to us."""
        return None if self.owed is None or self.recoverable is None else self.owed - self.recoverable


def totals(lines: Iterable[MoneyLine]) -> tuple[Total, ...]:
    """Those that bring down several promises at once, the costliest first."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...], str], list[tuple[str, Cause]]] = defaultdict(list)
    for line in lines:
        for cause in line.causes:
            agreements = tuple(recovery.agreement for recovery in cause.recoveries)
            found[cause.services, agreements, line.outage].append((line.promise, cause))
    made = (_total(*key, hit) for key, hit in found.items() if len(hit) > 1)
    return tuple(sorted(made, key=lambda total: (-(total.net or 0), total.services, total.outage)))


def _total(services: tuple[str, ...], agreements: tuple[str, ...], outage: str, hit: list[tuple[str, Cause]]) -> Total:
    whole, back = money_of(cause.owed for _, cause in hit), back_once(cause for _, cause in hit)
    return Total(services, agreements, outage, tuple(name for name, _ in hit), whole, back)
