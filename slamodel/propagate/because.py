"""A structure and its inputs in; the sums behind its figures out, line by line, so that a person can redo them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from slamodel.propagate.bounds import least_of_network, packing
from slamodel.propagate.closed_forms import independent_gate, least_gate, most_gate
from slamodel.propagate.decision import diagram
from slamodel.propagate.figures import Figures
from slamodel.propagate.modules import Network, Part, plan
from slamodel.propagate.outcome import View
from slamodel.propagate.structure import FAILED, PERFECT, Node, Structure

_DEEPEST = 3
"""How often a sum may be split into "if it works, if it is down" before the exact value is only stated."""


class Cut(NamedTuple):
    """Inputs that together bring the whole down, and the share of time that the worst timing gives them."""

    inputs: tuple[str, ...]
    time: float


@dataclass(frozen=True, slots=True)
class Split:
    """A probability by cases: the input that is used in several places works, or it is down."""

    name: str
    level: float
    works: "Account"
    fails: "Account"


@dataclass(frozen=True, slots=True)
class Sum:
    """One line: `failing` of the inputs have to fail for it to fail.

    A line whose inputs are entangled (`cuts` is not empty) is no single formula: its guaranteed figure is the time of
    the cuts, proved by `prices`; its independent figure is the split, where that is short enough to be written down.
    """

    name: str
    inputs: tuple[str, ...]
    failing: int
    figures: Figures
    cuts: tuple[Cut, ...] = ()
    prices: tuple[float, ...] = ()
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The sums of a structure in the order in which they are made, and the name of the one that is the result."""

    sums: tuple[Sum, ...]
    result: str
    figures: Figures


def account(view: View) -> Account:
    """The sums of a view on a share; inputs are named by their numbers from 1, sums by letters and numbers from S1."""
    assert view.structure is not None  # noqa: S101 - only a share has sums of this kind
    names = {event: str(number) for number, event in enumerate(view.found.events, 1)}
    levels = {event: given.level or 0.0 for event, given in zip(view.found.events, view.inputs, strict=True)}
    return _Bookkeeper().account(view.structure, names, {event: Figures(q, q, q) for event, q in levels.items()}, 0)


class _Bookkeeper:
    def __init__(self) -> None:
        self.made = 0

    def account(self, node: Node, names: Mapping[int, str], values: Mapping[int, Figures], depth: int) -> Account:
        if node.event < 0 and not node.children:
            certain = float(node is FAILED)
            return Account((), "none", Figures(certain, certain, certain))
        steps = plan(node)
        known = [(names[event], values[event]) for event in steps.events]
        sums = []
        for part in steps.parts:
            line = self._line(part, [known[index] for index in part.inputs], depth)
            sums.append(line)
            known.append((line.name, line.figures))
        return Account(tuple(sums), *known[-1])

    def _line(self, part: Part, inputs: list[tuple[str, Figures]], depth: int) -> Sum:
        names = tuple(name for name, _ in inputs)
        guaranteed, independent, ceiling = ([figures[i] for _, figures in inputs] for i in range(3))
        if part.network is not None:
            return self._entangled(part.network, names, (guaranteed, independent, ceiling), depth)
        figures = Figures(
            most_gate(part.failing, guaranteed),
            independent_gate(part.failing, independent),
            least_gate(part.failing, ceiling),
        )
        return Sum(self._name(), names, part.failing, figures)

    def _name(self) -> str:
        self.made += 1
        return f"S{self.made}"

    def _entangled(
        self, network: Network, names: tuple[str, ...], values: tuple[list[float], list[float], list[float]], depth: int
    ) -> Sum:
        guaranteed, independent, ceiling = values
        packed = packing(network, guaranteed)
        figures = Figures(packed.value, diagram(network).probability(independent), least_of_network(network, ceiling))
        cuts = tuple(
            Cut(tuple(names[i] for i in cut), time)
            for cut, time in zip(packed.cuts, packed.times, strict=True)
            if time > 0
        )
        split = self._split(network, names, independent, depth) if depth < _DEEPEST else None
        return Sum(self._name(), names, 0, figures, cuts, packed.prices, split)

    def _split(self, network: Network, names: tuple[str, ...], levels: list[float], depth: int) -> Split:
        uses = Counter(operand for _, operands in network.gates for operand in operands if operand >= 0)
        chosen = max(uses, key=lambda index: (uses[index], -index))
        values = {number: Figures(level, level, level) for number, level in enumerate(levels)}
        works, fails = (
            self.account(_restricted(network, chosen, constant), dict(enumerate(names)), values, depth + 1)
            for constant in (PERFECT, FAILED)
        )
        return Split(names[chosen], levels[chosen], works, fails)


def _restricted(network: Network, chosen: int, constant: Node) -> Node:
    """The structure of a network with one input fixed."""
    structure = Structure()
    gates: list[Node] = []

    def node(operand: int) -> Node:
        if operand < 0:
            return gates[~operand]
        return constant if operand == chosen else structure.event(operand)

    for failing, operands in network.gates:
        gates.append(structure.vote(len(operands) - failing + 1, [node(operand) for operand in operands]))
    return gates[-1]
