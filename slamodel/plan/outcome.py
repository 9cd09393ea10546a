"""What planning hands on, as frozen values: a plan with its moves, its price and why; the ways out of one gap."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeAlias

from slamodel.analysis import Analysis
from slamodel.plan.move import Move
from slamodel.propagate import Promise

Objective: TypeAlias = Literal["price", "changes", "effort"]
Basis: TypeAlias = Literal["guaranteed", "independent"]


class Outcome(StrEnum):
    """How far a plan has got."""

    OPTIMAL = "optimal"
    """No other choice costs less."""
    FEASIBLE = "feasible"
    """All promises are supported; a cheaper choice may exist, by no more than the gap."""
    INFEASIBLE = "infeasible"
    """No choice supports them all."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """A promise that no choice supports, and why, in words; `best` is the most that can be promised on it, if known."""

    promise: str
    because: str
    best: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask of whom, so that every promise is supported, at the least cost.

    `gap` is by how much of its cost a cheaper plan may be cheaper, 0 where it is proved to be the best; `price` is what
    a year costs more for the moves whose price is known, `unpriced` how many there are of which it is not. `after` is
    the analysis of the model with the moves made: no plan is handed on that was not tried. Of an infeasible plan the
    moves are those for the promises that can be supported, `beyond` the others.
    """

    status: Outcome
    objective: Objective
    basis: Basis
    moves: tuple[Move, ...]
    price: Decimal
    unpriced: int
    gap: float | None
    because: tuple[str, ...]
    before: Analysis
    after: Analysis
    beyond: tuple[Beyond, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One way out of one gap, tried by an analysis of the whole model with its moves made.

    `promise` is how the promise stands then; `closes` and `opens` are the other promises that are supported then and
    are not today, and that no longer are; `is_enough` tells whether it is supported, or accepted.
    """

    label: str
    moves: tuple[Move, ...]
    promise: Promise | None
    is_enough: bool
    closes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    note: str = ""

    @property
    def price(self) -> Decimal | None:
        """What a year costs more; None where that is not known of every move."""
        prices = [move.price for move in self.moves]
        return None if None in prices or not prices else sum((price for price in prices if price), Decimal(0))
