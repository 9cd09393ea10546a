"""Turns a network of gates that share inputs into a decision diagram and walks it; the only door to decision diagrams.

Reduced ordered binary decision diagrams after R. E. Bryant, "Graph-based algorithms for Boolean function manipulation",
IEEE Transactions on Computers C-35 (1986). Diagrams say "fails": the high branch of an input is the one where it fails.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import fsum, inf
from weakref import WeakKeyDictionary

from slamodel.propagate.modules import Network

WORKS, FAILS = 0, 1
BUDGETS = (20_000, 100_000, 300_000)
"""Nodes allowed, in turn, to every order of inputs: a bad order may need a thousand times the nodes of a good one."""


class TooComplex(Exception):
    """The shared part needs more nodes than the machine should spend on it in any order of inputs that was tried."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Nodes 2 and up as parallel lists, children before parents, the top last; 0 is "works", 1 is "fails"."""

    inputs: tuple[int, ...]
    low: tuple[int, ...]
    high: tuple[int, ...]

    @property
    def top(self) -> int:
        """The number of the top node."""
        return len(self.inputs) + 1

    def probability(self, values: Sequence[float]) -> float:
        """The probability of failure when inputs fail independently; sums of positive terms only."""
        return self._failing(values)[-1]

    def slopes(self, values: Sequence[float]) -> list[float]:
        """For each input, how fast the probability of failure grows with it."""
        chance = self._failing(values)
        reach = [0.0] * len(chance)
        reach[-1] = 1.0
        terms: list[list[float]] = [[] for _ in values]
        for node in range(self.top, 1, -1):
            i, low, high, here = self.inputs[node - 2], self.low[node - 2], self.high[node - 2], reach[node]
            terms[i].append(here * (chance[high] - chance[low]))
            reach[high] += here * values[i]
            reach[low] += here * (1.0 - values[i])
        return [fsum(part) for part in terms]

    def cheapest_cut(self, prices: Sequence[float]) -> tuple[float, tuple[int, ...]]:
        """The cheapest set of inputs whose failure fails the top, a minimal one; prices are 0 or more."""
        cost = [inf, 0.0]
        for i, low, high in zip(self.inputs, self.low, self.high, strict=True):
            with_input = prices[i] + cost[high]
            cost.append(min(cost[low], with_input))
        chosen: list[int] = []
        node = self.top
        while node > FAILS:
            low = self.low[node - 2]
            if cost[low] == cost[node]:  # among equals the one without the input: so the set is minimal
                node = low
            else:
                chosen.append(self.inputs[node - 2])
                node = self.high[node - 2]
        return cost[-1], tuple(sorted(chosen))

    def cheapest_path(self, prices: Sequence[float]) -> tuple[float, tuple[int, ...]]:
        """The cheapest set of inputs that keeps the top working, whatever else fails; a minimal one."""
        cost = [0.0, inf]
        for i, low, high in zip(self.inputs, self.low, self.high, strict=True):
            with_input = prices[i] + cost[low]
            cost.append(min(cost[high], with_input))
        chosen: list[int] = []
        node = self.top
        while node > FAILS:
            high = self.high[node - 2]
            if cost[high] == cost[node]:
                node = high
            else:
                chosen.append(self.inputs[node - 2])
                node = self.low[node - 2]
        return cost[-1], tuple(sorted(chosen))

    def _failing(self, values: Sequence[float]) -> list[float]:
        chance = [0.0, 1.0]
        for i, low, high in zip(self.inputs, self.low, self.high, strict=True):
            value = values[i]
            chance.append(value * chance[high] + (1.0 - value) * chance[low])
        return chance


_DIAGRAMS: WeakKeyDictionary[Network, Diagram] = WeakKeyDictionary()


def diagram(network: Network) -> Diagram:
    """The diagram of the network, kept as long as the network lives.

    Raises:
        TooComplex: when every order of inputs exceeds the last budget.
    """
    found = _DIAGRAMS.get(network)
    if found is None:
        found = _DIAGRAMS[network] = _raced(network)
    return found


def _raced(network: Network) -> Diagram:
    orders = tuple(dict.fromkeys(_depth_first(network, rank) for rank in _ranks(network)))
    for budget in BUDGETS:
        for order in orders:
            try:
                return _Manager(order, budget).diagram(network)
            except TooComplex:
                continue
    message = f"{network.inputs} inputs under {len(network.gates)} gates: more than {BUDGETS[-1]:,} nodes"
    raise TooComplex(message)


def _ranks(network: Network) -> tuple[Callable[[int], int], ...]:
    """By which operands a gate is walked: as written, most used first, big gates first, small gates first."""
    uses = dict.fromkeys(range(-len(network.gates), network.inputs), 0)
    size = dict.fromkeys(uses, 1)
    for number, (_, operands) in enumerate(network.gates):
        size[~number] = sum(size[operand] for operand in operands)
        for operand in operands:
            uses[operand] += 1
    return (
        lambda _: 0,
        lambda operand: -uses[operand],
        lambda operand: -size[operand],
        lambda operand: size[operand],
    )


def _depth_first(network: Network, rank: Callable[[int], int]) -> tuple[int, ...]:
    """The inputs in the order in which a walk from the top meets them."""
    order: dict[int, None] = {}
    stack = [~(len(network.gates) - 1)]
    seen: set[int] = set()
    while stack:
        operand = stack.pop()
        if operand >= 0:
            order[operand] = None
        elif operand not in seen:
            seen.add(operand)
            stack.extend(sorted(network.gates[~operand][1], key=rank)[::-1])
    return tuple(order)


class _Manager:
    """The unique table, one per attempt; without recursion, because a network may be deeper than the stack."""

    def __init__(self, order: tuple[int, ...], budget: int) -> None:
        self.order = order
        self.budget = budget
        self.level = [len(order), len(order)]
        self.low = [WORKS, FAILS]
        self.high = [WORKS, FAILS]
        self.unique: list[dict[tuple[int, int], int]] = [{} for _ in order]
        self.known: tuple[dict[tuple[int, int], int], ...] = ({}, {})

    def diagram(self, network: Network) -> Diagram:
        node_of = {i: self.node(level, WORKS, FAILS) for level, i in enumerate(self.order)}
        for number, (failing, operands) in enumerate(network.gates):
            parts = sorted((node_of[operand] for operand in operands), key=self.level.__getitem__, reverse=True)
            node_of[~number] = self.gate(failing, parts)
        return self.compact(node_of[~(len(network.gates) - 1)])

    def gate(self, failing: int, parts: list[int]) -> int:
        """At least `failing` of the parts: `count[j]` says "at least j of those seen so far"."""
        count = [FAILS] + [WORKS] * failing
        for seen, part in enumerate(parts, start=1):
            needed = max(1, failing - (len(parts) - seen))  # lower counts can no longer reach the total
            for j in range(min(seen, failing), needed - 1, -1):
                count[j] = self.apply(WORKS, count[j], self.apply(FAILS, count[j - 1], part))
        return count[failing]

    def node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        table = self.unique[level]
        found = table.get((low, high))
        if found is None:
            found = table[low, high] = len(self.level)
            if found > self.budget:
                raise TooComplex
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return found

    def apply(self, neutral: int, first: int, second: int) -> int:
        """`first or second` with WORKS as the neutral value, `first and second` with FAILS ("and" of failures)."""
        level, low, high, known = self.level, self.low, self.high, self.known[neutral]
        results: list[int] = []
        todo = [(first, second, -1)]
        while todo:
            f, g, at = todo.pop()
            if at >= 0:
                up = results.pop()
                known[f, g] = result = self.node(at, results.pop(), up)
                results.append(result)
            elif g in (f, neutral):
                results.append(f)
            elif f == neutral:
                results.append(g)
            elif f <= FAILS or g <= FAILS:
                results.append(1 - neutral)
            else:
                if f > g:
                    f, g = g, f
                found = known.get((f, g))
                if found is not None:
                    results.append(found)
                    continue
                of_f, of_g = level[f], level[g]
                at = min(of_f, of_g)
                f_low, f_high = (low[f], high[f]) if of_f == at else (f, f)
                g_low, g_high = (low[g], high[g]) if of_g == at else (g, g)
                todo += ((f, g, at), (f_high, g_high, -1), (f_low, g_low, -1))
        return results[0]

    def compact(self, top: int) -> Diagram:
        """Only what the top reaches, in the order of making: children are made before their parents."""
        reached = {top}
        for node in range(top, FAILS, -1):
            if node in reached:
                reached.update((self.low[node], self.high[node]))
        kept = sorted(reached - {WORKS, FAILS})
        new = {WORKS: WORKS, FAILS: FAILS} | {node: number for number, node in enumerate(kept, start=2)}
        return Diagram(
            tuple(self.order[self.level[node]] for node in kept),
            tuple(new[self.low[node]] for node in kept),
            tuple(new[self.high[node]] for node in kept),
        )
