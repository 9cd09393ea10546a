"""What is to be least of a plan in; by column of the master, what each choice costs, one after the other, out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from math import gcd
from typing import Literal, NamedTuple, TypeAlias

from slamodel.plan.grid import Thing
from slamodel.plan.master import Costs, Master
from slamodel.plan.move import Move
from slamodel.plan.outcome import Objective

Part: TypeAlias = Literal["unpriced", "price", "changes", "effort"]

_ORDER: dict[Objective, tuple[Part, ...]] = {
    "price": ("unpriced", "price", "changes", "effort"),
    "changes": ("changes", "unpriced", "price", "effort"),
    "effort": ("effort", "unpriced", "price", "changes"),
}

_CENTS = 100
_MOST_UNITS = 1_000_000


class Stage(NamedTuple):
    """One part of an objective: what each column costs, in a unit that suits the solver, and what it is a part of."""

    part: Part
    costs: Costs
    unit: float = 1.0


def stages(objective: Objective, things: Sequence[Thing], master: Master) -> list[Stage]:
    """The parts of an objective, what comes first before what decides among equals; those without effect left out."""
    made = {
        "unpriced": Stage("unpriced", _each(things, master, lambda move: float(move.price is None))),
        "price": _price(things, master),
        "changes": Stage("changes", dict.fromkeys(master.changed.values(), 1.0)),
        "effort": Stage("effort", _each(things, master, lambda move: move.effort)),
    }
    return [made[part] for part in _ORDER[objective] if made[part].costs]


def _price(things: Sequence[Thing], master: Master) -> Stage:
    prices = sorted({abs(move.price) for thing in things for move in thing if move.price})
    unit = _unit(prices)
    return Stage("price", _each(things, master, lambda move: float((move.price or 0) / unit)), float(unit))


def _unit(prices: Sequence[Decimal]) -> Decimal:
    """The largest amount that divides all prices, so that bounds are rounded up; about the smallest, if too many."""
    if not prices:
        return Decimal(1)
    cents = [price * _CENTS for price in prices]
    divisor = Decimal(gcd(*map(int, cents))) / _CENTS
    is_exact = all(price == int(price) for price in cents) and prices[-1] / divisor <= _MOST_UNITS
    return divisor if is_exact else max(prices[0], prices[-1] / _MOST_UNITS)


def _each(things: Sequence[Thing], master: Master, cost: Callable[[Move], float]) -> Costs:
    """What every move costs, by its column; nothing where it costs nothing."""
    pairs = zip(things, master.choices, strict=True)
    columns = [(move, column) for thing, choices in pairs for move, column in zip(thing, choices[1:], strict=True)]
    return {column: cost(move) for move, column in columns if cost(move)}


def worth(part: Part, moves: Iterable[Move]) -> Decimal | float:
    """What moves cost in one part of an objective."""
    moves = tuple(moves)
    made: Mapping[Part, Decimal | float] = {
        "unpriced": sum(move.price is None for move in moves),
        "price": sum((move.price for move in moves if move.price), Decimal(0)),
        "changes": len({move.of for move in moves}),
        "effort": sum(move.effort for move in moves),
    }
    return made[part]
