"""Lines of many promises in; out the contracts whose outage costs more than it brings back, each once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from slamodel.money.credits import money_of
from slamodel.money.exposure import Cause, MoneyLine, back_once

_NOTHING = Decimal(0)


class Hit(NamedTuple):
    """A promise that an outage breaks, and what that costs."""

    line: MoneyLine
    cause: Cause


@dataclass(frozen=True)
class Short:
    """Contracts whose outage of one length costs more than it brings back, with all promises that it breaks."""

    hits: tuple[Hit, ...]

    @cached_property
    def owed(self) -> Decimal | None:
        """All that is owed above; None where a price is not known, here as below."""
        return money_of(hit.cause.owed for hit in self.hits)

    @cached_property
    def back(self) -> Decimal | None:
        """What comes back, once for all promises: the least that is sure."""
        return back_once(hit.cause for hit in self.hits)

    @cached_property
    def net(self) -> Decimal | None:
        """What is left to us."""
        owed, back = self.owed, self.back
        return None if owed is None or back is None else owed - back

    @cached_property
    def limit(self) -> str:
        """The key of the first limit that keeps something from coming back; empty where none does."""
        limits = (recovery.credit.limit for hit in self.hits for recovery in hit.cause.recoveries)
        return next(filter(None, limits), "")

    @cached_property
    def is_by_limit(self) -> bool:
        """Whether all would be made good without cap and minimum."""
        whole = [money_of(recovery.credit.unlimited for recovery in hit.cause.recoveries) for hit in self.hits]
        known = [one for one in whole if one is not None]
        return bool(self.limit and self.owed is not None and known and min(known) >= self.owed)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The agreements above with those that are to give something back."""
        return frozenset((hit.line.agreement, r.agreement) for hit in self.hits for r in hit.cause.recoveries)

    @cached_property
    def is_one(self) -> bool:
        """Whether less comes back than is owed."""
        return self.net > 0 if self.net is not None else any(hit.cause.is_short for hit in self.hits)


def shorts(lines: Iterable[MoneyLine]) -> Iterator[Short]:
    """Each contract, or the worst set of several below one agreement, at the length that costs most."""
    found: dict[tuple[str, ...], dict[tuple[object, ...], list[Hit]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        for cause in line.causes:
            if cause.is_contracted:
                names = tuple(recovery.agreement for recovery in cause.recoveries)
                key = names if len(names) == 1 else ("", line.agreement)
                found[key][names, cause.services, line.outage].append(Hit(line, cause))
    for groups in found.values():
        short = [one for hits in groups.values() if (one := Short(tuple(hits))).is_one]
        # Where credits below fall short by themselves at one length, that is what is told, not the cap at another.
        pick = [one for one in short if not one.is_by_limit] or short
        if pick:
            yield max(pick, key=lambda one: one.net if one.net is not None else _NOTHING)
