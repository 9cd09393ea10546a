"""Takes a structure and unavailabilities to the most and the least downtime that any timing of outages can cause.

Bounds compose over modules: the bound of a module serves as the unavailability of one input above it. In a shared part
the program has one column per minimal cut set (or path set), made one by one from the decision diagram at the current
prices. What is returned is the value that the prices prove, so a slip of the solver can only make a promise look less
safe than it is.
"""

from collections.abc import Iterable, Sequence
from math import fsum, inf
from typing import NamedTuple

from slamodel.propagate.closed_forms import least_gate, most_gate
from slamodel.propagate.decision import Diagram, diagram
from slamodel.propagate.modules import Levels, Network, evaluate, plan
from slamodel.propagate.pricing import (
    Set,
    cheap_cuts,
    cheap_paths,
    fails_alone,
    filled_cuts,
    proved_least,
    proved_most,
    snapped,
)
from slamodel.propagate.solver import Program
from slamodel.propagate.structure import Node

ROUNDS = 1000
CLOSE = 1e-13
"""Gap between program and proof, on the scale of the answer, at which the search for columns ends."""


class Packing(NamedTuple):
    """Downtime of a network spread over cut sets: `value` is proved by `prices`, `times` reach it.

    `prices[i]` is how much the value grows with the level of input i.
    """

    value: float
    prices: tuple[float, ...]
    cuts: tuple[Set, ...]
    times: tuple[float, ...]


def most_downtime(node: Node, q: Levels) -> float:
    """The guaranteed bound: the largest share of time the node can be down, event i being down for `q[i]` of it.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    if node.flat:
        return most_gate(node.failing, [q[event] for event in node.flat])
    return evaluate(plan(node), q, most_gate, most_of_network)[-1]


def least_downtime(node: Node, q: Levels) -> float:
    """The ceiling, as unavailability: the smallest share of time the node can be down.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    if node.flat:
        return least_gate(node.failing, [q[event] for event in node.flat])
    return evaluate(plan(node), q, least_gate, least_of_network)[-1]


def most_of_network(network: Network, levels: list[float]) -> float:
    """`most_downtime` of one shared part."""
    return packing(network, levels).value


def packing(network: Network, levels: Sequence[float], known: Iterable[Set] = ()) -> Packing:
    """The largest sum of times over cut sets, no input used beyond its level and no more than all the time.

    Cut sets already `known` speed up the search. The program is scaled to the size of the answer, to keep its digits.
    """
    ways = diagram(network)
    limit, keeping = ways.cheapest_path(levels)  # at worst, downtime of this path set is never wasted
    scale = min(limit, 1.0)
    if scale <= 0.0:
        return Packing(0.0, _ones(keeping, network.inputs), (), ())
    wanted = [min(level / scale, 2.0) for level in levels]  # twice the answer never binds, so it has no price
    times = filled_cuts(ways, wanted, 1.0 / scale)
    if fsum(times.values()) >= 1.0 - 1e-15:
        prices = _ones(keeping if limit <= 1.0 else (), network.inputs)
        solved = Packing(1.0, prices, tuple(times), tuple(times.values()))
    else:
        cuts = (*times, *(cut for cut in known if all(levels[i] > 0.0 for i in cut)))
        solved = _most(ways, wanted, 1.0 / scale, cuts)
    return solved._replace(value=min(solved.value, 1.0) * scale, times=tuple(time * scale for time in solved.times))


def least_of_network(network: Network, levels: list[float]) -> float:
    """`least_downtime` of one shared part: inputs that fail it alone decide, if the others find room beside them."""
    ways = diagram(network)
    alone = [i for i in range(network.inputs) if fails_alone(ways, i)]
    worst = max((levels[i] for i in alone), default=0.0)
    if fsum(max(0.0, level - worst) for i, level in enumerate(levels) if i not in alone) <= 1.0 - worst:
        return worst
    scale = max(levels)
    return max(worst, _least(ways, [level / scale for level in levels], 1.0 / scale) * scale)


def _ones(where: Set, length: int) -> tuple[float, ...]:
    return tuple(float(i in where) for i in range(length))


def _most(ways: Diagram, levels: list[float], total: float, cuts: Iterable[Set]) -> Packing:
    """Maximise the time of all cut sets together; one row per input, the last for time as such."""
    program = Program([(-inf, level) for level in (*levels, total)])
    columns: dict[Set, None] = {}
    new = list(dict.fromkeys(cuts))
    value, proof = inf, [0.0]
    for _ in range(ROUNDS):
        for cut in new:
            program.add(-1.0, (*cut, len(levels)))
        columns.update(dict.fromkeys(new))
        worth, duals = program.solved()
        prices = [max(0.0, -dual) for dual in duals]
        for candidate in (prices, snapped(prices)):
            value, proof = min((value, proof), proved_most(ways, levels, total, candidate))
        if value <= -worth + CLOSE:
            break
        new = [cut for cut in dict.fromkeys(cheap_cuts(ways, levels, prices)) if cut not in columns]
        if not new:
            break
    used = [(cut, time) for cut, time in zip(columns, program.amounts(), strict=False) if time > 0.0]
    return Packing(value, tuple(proof[:-1]), tuple(cut for cut, _ in used), tuple(time for _, time in used))


def _least(ways: Diagram, levels: list[float], total: float) -> float:
    """Minimise the time with everything down, all downtime being placed there or where one path set still works."""
    everything = tuple(range(len(levels)))
    program = Program([*((level, inf) for level in levels), (-inf, total)])
    program.add(1.0, (*everything, len(levels)))
    known: set[Set] = set()
    value = 0.0
    for _ in range(ROUNDS):
        worth, duals = program.solved()
        prices = [max(0.0, dual) for dual in duals[:-1]]
        for candidate in (prices, snapped(prices)):
            value = max(value, proved_least(ways, levels, total, candidate))
        new = [path for path in dict.fromkeys(cheap_paths(ways, prices)) if path not in known]
        if value >= worth - CLOSE or not new:
            break
        known.update(new)
        for path in new:
            program.add(0.0, (*(i for i in everything if i not in path), len(levels)))
    return value
