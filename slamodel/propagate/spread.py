"""Throughput over services that several ways share in; what can be carried at most, and by whom, out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from math import comb, inf, isfinite, prod
from typing import NamedTuple

from slamodel.propagate.combine import Values, parts_first
from slamodel.propagate.outcome import Amount, Together
from slamodel.propagate.solver import Program

_MOST_CASES = 200
_ENDLESS = 1e9
_SLACK = 1e-9


class TooManyCases(Exception):
    """Too many ways in which so many of several may be left."""


class _Flow(NamedTuple):
    """One amount and the calls that reach it, as so many times each variable: 0 is the top, others are choices."""

    amount: Amount
    calls: Mapping[int, float]


class Carried(NamedTuple):
    """How many calls the top can carry, and what each leaf carries then, by `id`."""

    value: float
    loads: Mapping[int, float]


@dataclass(frozen=True)
class Spread:
    """What a top can carry if every service carries the calls of all ways that lead to it.

    Of alternatives all can serve, and calls are spread over them at will; of so many out of several, any that many may
    be all that is left: the worst case counts.
    """

    top: Amount

    @cached_property
    def order(self) -> list[Amount]:
        """The amounts, each before its parts."""
        return parts_first(self.top)[::-1]

    @cached_property
    def cases(self) -> list["Case"]:
        """Which parts may be left, wherever so many of several are enough.

        Raises:
            TooManyCases: when they are too many to be gone through.
        """
        votes = [amount for amount in self.order if amount.rule is Together.OF_SMALLEST]
        if prod(comb(len(vote.parts), vote.count) for vote in votes) > _MOST_CASES:
            raise TooManyCases
        left = product(*(combinations(range(len(vote.parts)), vote.count) for vote in votes))
        return [Case(self.order, {id(vote): kept for vote, kept in zip(votes, one, strict=True)}) for one in left]

    def carried(self, instead: Values) -> Carried:
        """The most calls, with other capacities in place of those of some inputs, by their `id`."""
        return min((case.most(instead) for case in self.cases), key=lambda found: found.value)

    def needed(self, source: int, promised: float) -> float | None:
        """The least capacity of one input with which so many calls are carried; None where none would do."""
        found = [case.least(source, promised) for case in self.cases]
        known = [one for one in found if one is not None]
        return max(known) if len(known) == len(found) else None

    @property
    def amount(self) -> Amount:
        """What is carried, with the leaves and what each carries."""
        value, loads = self.carried({})
        leaves = tuple(replace(leaf, load=loads[id(leaf)]) for leaf in reversed(self.order) if id(leaf) in loads)
        return Amount(self.top.label, value, Together.SPREAD, leaves)


@dataclass(frozen=True)
class Case:
    """One of the cases: which parts are left of those of which so many are enough."""

    order: Sequence[Amount]
    left: Mapping[int, tuple[int, ...]]

    @cached_property
    def flows(self) -> tuple[list[_Flow], list[Mapping[int, float]]]:
        """The calls that reach every leaf; and sums of variables that are nothing: what is spread is all there is."""
        calls: dict[int, dict[int, float]] = defaultdict(dict, {id(self.order[0]): {0: 1.0}})
        balances: list[Mapping[int, float]] = []
        leaves, made = [], 0
        for amount in self.order:
            reached = calls[id(amount)]
            if not amount.parts:
                leaves.append(_Flow(amount, reached))
                continue
            kept = [amount.parts[place] for place in self.left.get(id(amount), range(len(amount.parts)))]
            if amount.rule in (Together.SUM, Together.OF_SMALLEST):
                chosen = range(made + 1, made + 1 + len(kept))
                made += len(kept)
                balances.append({**dict.fromkeys(chosen, 1.0), **{name: -much for name, much in reached.items()}})
                for part, name in zip(kept, chosen, strict=True):
                    _add(calls[id(part)], {name: 1.0}, 1.0)
            else:
                for part in kept:
                    _add(calls[id(part)], reached, amount.usage if amount.rule is Together.PER_CALL else 1.0)
        return leaves, balances

    def most(self, instead: Values) -> Carried:
        """The most calls at the top."""
        leaves, balances = self.flows
        held = [instead.get(id(flow.amount.source), flow.amount.value) for flow in leaves]
        scale = max((one for one in held if isfinite(one)), default=1.0) or 1.0
        limits = [(flow.calls, -inf, one / scale) for flow, one in zip(leaves, held, strict=True) if isfinite(one)]
        rows = [*limits, *((balance, 0.0, 0.0) for balance in balances), ({0: 1.0}, -inf, _ENDLESS)]
        _, amounts = solved(rows, {0: -1.0})
        value = inf if amounts[0] >= _ENDLESS * (1 - _SLACK) else amounts[0] * scale
        return Carried(value, {id(flow.amount): _worth(flow.calls, amounts) * scale for flow in leaves})

    def least(self, source: int, promised: float) -> float | None:
        """The least calls that reach one input while so many reach the top."""
        if self.most({source: inf}).value < promised * (1 - _SLACK):
            return None
        leaves, balances = self.flows
        mine = next(flow.calls for flow in leaves if id(flow.amount.source) == source)
        others = [flow for flow in leaves if id(flow.amount.source) != source and isfinite(flow.amount.value)]
        limits = [(flow.calls, -inf, flow.amount.value / promised * (1 + _SLACK)) for flow in others]
        rows = [*limits, *((balance, 0.0, 0.0) for balance in balances), ({0: 1.0}, 1.0, 1.0)]
        _, amounts = solved(rows, mine)
        return _rounded(max(0.0, _worth(mine, amounts) * promised))


def _rounded(capacity: float) -> float:
    """Without what the solver adds or leaves out, never less than is needed."""
    near = float(f"{capacity:.8g}")
    return near if near >= capacity * (1 - _SLACK) else capacity * (1 + 4 * _SLACK)


def _add(calls: dict[int, float], more: Mapping[int, float], times: float) -> None:
    for name, much in more.items():
        calls[name] = calls.get(name, 0.0) + much * times


def _worth(calls: Mapping[int, float], amounts: Sequence[float]) -> float:
    return sum(much * amounts[name] for name, much in calls.items())


def solved(
    rows: Sequence[tuple[Mapping[int, float], float, float]], costs: Mapping[int, float]
) -> tuple[float, list[float]]:
    """The least cost, and how much of every variable it takes."""
    program = Program((low, high) for _, low, high in rows)
    columns: dict[int, dict[int, float]] = defaultdict(dict)
    for place, (sums, _, _) in enumerate(rows):
        for name, much in sums.items():
            columns[name][place] = much
    for name in range(max(columns) + 1):
        program.add(costs.get(name, 0.0), tuple(columns[name]), tuple(columns[name].values()))
    value, _ = program.solved()
    return value, program.amounts()


def times_reached(order: Sequence[Amount]) -> Iterator[tuple[Amount, float]]:
    """The leaves of amounts without a choice, each with how many calls of it a call at the top makes."""
    calls: dict[int, float] = defaultdict(float, {id(order[0]): 1.0})
    for amount in order:
        for part in amount.parts:
            calls[id(part)] += calls[id(amount)] * (amount.usage if amount.rule is Together.PER_CALL else 1.0)
        if not amount.parts:
            yield amount, calls[id(amount)]
