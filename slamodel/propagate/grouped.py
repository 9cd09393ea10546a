"""Takes a network, what its inputs may be down, and groups of hours in which some count for nothing, to bounds.

The program of `bounds` with one column for each cut set *and* group of hours: an input that does not count in a group
may be down there without using its allowance. Where excluded maintenance may be in progress, each set of it is a *mode*
of the group, and what has that in its way counts for nothing either. What is returned is the value that the prices
prove: prices of inputs, maintenance and time as such leave to each group what the cheapest set in it falls short of 1.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import fsum, inf
from typing import TypeAlias
from weakref import WeakKeyDictionary

from slamodel.propagate.chains import chain_spread, is_apart
from slamodel.propagate.decision import diagram
from slamodel.propagate.modes import Mode, Setting, Spread, Use
from slamodel.propagate.modules import Network
from slamodel.propagate.pricing import REPEATS, STEP, Set, fails_alone, snapped
from slamodel.propagate.solver import Program

ROUNDS = 1000
CLOSE = 1e-13
SMALL = 0.01
"""Answers below this are worked out once more on their own scale, to keep their digits."""

Cheapest: TypeAlias = Callable[[Sequence[float]], tuple[float, Set]]
_SPREADS: WeakKeyDictionary[Network, dict[tuple[tuple[float, ...], Setting], Spread]] = WeakKeyDictionary()


def most_spread(network: Network, levels: Sequence[float], given: Setting) -> Spread:
    """The worst timing: the most time in cut sets; kept, since what is required is asked from where that ended."""
    if _is_chain(network) and is_apart(given):
        return chain_spread(levels, given)
    known, question = _SPREADS.setdefault(network, {}), (tuple(levels), given)
    if question not in known:
        known[question] = _most(diagram(network).cheapest_cut, levels, given)
    return known[question]


def least_spread(network: Network, levels: Sequence[float], given: Setting) -> float:
    """The kindest timing: the least time in which the network is down, as a share of the time that counts.

    At best no maintenance is in progress but what always is: a contract cannot use up its downtime in it. Inputs that
    fail it alone decide, if there are hours enough in which all count for the others beside them.
    """
    plain = given.plainly()
    everywhere = min(1.0, fsum(plain.lengths[mode.group] for mode in plain.modes if not mode.free))
    if _is_chain(network) and max(levels, default=0.0) <= everywhere:
        return max(levels, default=0.0)
    ways = diagram(network)
    alone = [i for i in range(network.inputs) if fails_alone(ways, i)]
    worst = max((levels[i] for i in alone), default=0.0)
    if worst + fsum(max(0.0, level - worst) for i, level in enumerate(levels) if i not in alone) <= everywhere:
        return worst
    return _least(ways.cheapest_path, levels, plain)


def _least(cheapest: Cheapest, levels: Sequence[float], given: Setting) -> float:
    """Minimise the time with everything down, all downtime being placed there or where one path set still works."""
    groups_from, total = len(levels), len(levels) + len(given.lengths)
    counting = [[i for i in range(len(levels)) if i not in mode.free] for mode in given.modes]
    rows = [*((level, inf) for level in levels), *((-inf, length) for length in given.lengths), (-inf, 1.0)]
    program = Program(rows)
    for mode, inputs in zip(given.modes, counting, strict=True):
        program.add(1.0, [*inputs, groups_from + mode.group, total])
    known: set[tuple[Mode, Set]] = set()
    value = 0.0
    for _ in range(ROUNDS):
        worth, duals = program.solved()
        prices, of_time = [max(0.0, dual) for dual in duals[:groups_from]], max(0.0, -duals[total])
        value = max(value, _proved_least(cheapest, levels, given, [*prices, of_time]))
        value = max(value, _proved_least(cheapest, levels, given, snapped([*prices, of_time])))
        new = [column for column in _cheap_paths(cheapest, given, prices) if column not in known]
        if value >= worth - CLOSE or not new:
            break
        known.update(new)
        for mode, path in dict.fromkeys(new):
            down = [i for i in range(len(levels)) if i not in mode.free and i not in path]
            program.add(0.0, [*down, groups_from + mode.group, total])
    return value


def _cheap_paths(cheapest: Cheapest, given: Setting, prices: Sequence[float]) -> Iterator[tuple[Mode, Set]]:
    """Different path sets in every mode, the cheapest first."""
    step = STEP * (max(prices, default=0.0) or 1.0)
    for mode in given.modes:
        rising = [0.0 if i in mode.free else price for i, price in enumerate(prices)]
        for _ in range(_looks(len(given.modes), len(prices))):
            _, path = cheapest(rising)
            yield mode, path
            for i in path:
                rising[i] += step


def _proved_least(cheapest: Cheapest, levels: Sequence[float], given: Setting, prices: Sequence[float]) -> float:
    """What prices of inputs, and of time as such, prove: groups have to pay for all that they could take up in vain."""
    paid = [0.0] * len(given.lengths)
    for mode in given.modes:
        priced = [0.0 if i in mode.free else price for i, price in enumerate(prices[:-1])]
        cost, _ = cheapest(priced)
        taken = fsum((*priced, -prices[-1], -min(1.0, cost)))
        paid[mode.group] = max(paid[mode.group], taken)
    earned = (price * level for price, level in zip(prices, levels, strict=False))
    return fsum((*earned, -prices[-1], *(-price * length for price, length in zip(paid, given.lengths, strict=True))))


def _looks(modes: int, inputs: int) -> int:
    """How many sets are looked for in each mode at the same prices."""
    return max(2, min(REPEATS // modes, inputs))


def _is_chain(network: Network) -> bool:
    return len(network.gates) == 1 and network.gates[0][0] == 1


def _most(cheapest: Cheapest, levels: Sequence[float], given: Setting) -> Spread:
    found = _Search(cheapest, levels, given, 1.0).run(())
    if 0.0 < found.value < SMALL:
        known = ((use.mode, use.inputs) for use in found.uses)
        finer = _Search(cheapest, levels, given, found.value).run(known)
        found = min(found, finer, key=lambda one: one.value)
    return found


class _Search:
    """Columns made one by one at the current prices; all amounts are divided by a scale near the answer."""

    def __init__(self, cheapest: Cheapest, levels: Sequence[float], given: Setting, scale: float) -> None:
        self.cheapest, self.given, self.scale = cheapest, given, scale
        self.limits = [min(amount / scale, 2.0) for amount in (*levels, *given.lengths, *given.at_most, 1.0)]
        self.groups_from = len(levels)
        self.maintenance_from = len(levels) + len(given.lengths)
        self.columns: dict[tuple[Mode, Set], None] = {}

    def run(self, known: Iterable[tuple[Mode, Set]]) -> Spread:
        program = Program([(-inf, limit) for limit in self.limits])
        new = list(dict.fromkeys((*known, *self._first())))
        best, proof = inf, [0.0] * len(self.limits)
        for _ in range(ROUNDS):
            for mode, inputs in new:
                program.add(-1.0, self._rows(mode, inputs))
            self.columns.update(dict.fromkeys(new))
            worth, duals = program.solved()
            prices = [max(0.0, -dual) for dual in duals]
            for candidate in (prices, snapped(prices)):
                best, proof = min((best, proof), self._proved(candidate))
            if best <= -worth + CLOSE:
                break
            new = [column for column in dict.fromkeys(self._cheap(prices)) if column not in self.columns]
            if not new:
                break
        times = zip(self.columns, program.amounts(), strict=False)
        uses = tuple(Use(*column, time * self.scale) for column, time in times if time > 0.0)
        groups, maintenance = self.groups_from, self.maintenance_from
        return Spread(
            min(1.0, best * self.scale), tuple(proof[:groups]), tuple(proof[groups:maintenance]),
            tuple(proof[maintenance:-1]), proof[-1], uses,
        )  # fmt: skip

    def _rows(self, mode: Mode, inputs: Set) -> list[int]:
        charged = [i for i in inputs if i not in mode.free]
        maintenance = [self.maintenance_from + place for place in mode.in_progress]
        return [*charged, self.groups_from + mode.group, *maintenance, len(self.limits) - 1]

    def _priced(self, mode: Mode, prices: Sequence[float]) -> list[float]:
        """What each input costs in a mode: nothing if it does not count, too much if it is never down."""
        return [0.0 if i in mode.free else prices[i] if self.limits[i] > 0.0 else inf for i in range(self.groups_from)]

    def _first(self) -> Iterator[tuple[Mode, Set]]:
        """In each mode the set with the most room."""
        room = [1.0 / limit if limit > 0.0 else inf for limit in self.limits]
        for mode in self.given.modes:
            cost, inputs = self.cheapest(self._priced(mode, room))
            if cost < inf:
                yield mode, inputs

    def _in_mode(self, mode: Mode, prices: Sequence[float]) -> float:
        """What a moment of a mode costs beside its inputs and its group."""
        return prices[-1] + fsum(prices[self.maintenance_from + place] for place in mode.in_progress)

    def _cheap(self, prices: Sequence[float]) -> Iterator[tuple[Mode, Set]]:
        """Sets that cost less than the 1 they bring."""
        step = STEP * (max(prices[: self.groups_from], default=0.0) or 1.0)
        for mode in self.given.modes:
            rising = list(prices)
            room = 1.0 - self._in_mode(mode, prices) - prices[self.groups_from + mode.group]
            for _ in range(_looks(len(self.given.modes), self.groups_from)):
                cost, inputs = self.cheapest(self._priced(mode, rising))
                if cost == inf:
                    break
                if fsum(prices[i] for i in inputs if i not in mode.free) < room - 1e-11:
                    yield mode, inputs
                for i in inputs:
                    rising[i] += step

    def _proved(self, prices: Sequence[float]) -> tuple[float, list[float]]:
        """What some prices prove, with those of groups set to what they have to be."""
        proof = [*prices[: self.groups_from], *(0.0 for _ in self.given.lengths), *prices[self.maintenance_from :]]
        for mode in self.given.modes:
            cost, _ = self.cheapest(self._priced(mode, prices))
            left = 1.0 - self._in_mode(mode, prices) - cost
            proof[self.groups_from + mode.group] = max(proof[self.groups_from + mode.group], left)
        return fsum(price * limit for price, limit in zip(proof, self.limits, strict=True)), proof
