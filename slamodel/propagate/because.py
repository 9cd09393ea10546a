"""A structure and its inputs in; the sums behind its figures out, line by line, so that a person can redo them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple

from slamodel.propagate.bounds import least_of_network, packing
from slamodel.propagate.closed_forms import independent_gate, least_gate, most_gate
from slamodel.propagate.decision import diagram
from slamodel.propagate.figures import Figures
from slamodel.propagate.ground import Ground
from slamodel.propagate.grouped import least_spread
from slamodel.propagate.modes import Spread
from slamodel.propagate.modules import Network, Part, plan
from slamodel.propagate.outcome import View
from slamodel.propagate.structure import FAILED, PERFECT, Node, Structure

_DEEPEST = 3
"""How often a sum may be split into "if it works, if it is down" before the exact value is only stated."""


class Cut(NamedTuple):
    """Inputs that together bring the whole down, and the share of time that the worst timing gives them.

    `during` is the maintenance that is in progress then, `idle` are the inputs that do not count then.
    """

    inputs: tuple[str, ...]
    time: float
    during: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


class Hours(NamedTuple):
    """Hours that the promise counts and the inputs named in `idle` do not, as a share of the time that it counts.

    `price` is what a unit of them is worth in the proof that no timing is worse.
    """

    share: float
    idle: tuple[str, ...]
    cuts: tuple[Cut, ...]
    price: float


class Maintenance(NamedTuple):
    """Maintenance that may be in progress, for which share of the time at most, and what a unit of that is worth."""

    name: str
    at_most: float
    price: float


class ByChance(NamedTuple):
    """A share of the time in which some inputs are down for maintenance, and what is lost of it."""

    weight: float
    down: tuple[str, ...]
    value: float


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
    Where some inputs do not count in all hours, `hours` are those hours in groups, with what is lost in each; `cases`
    are the shares of the time in which maintenance keeps some of them down, if it does.
    """

    name: str
    inputs: tuple[str, ...]
    failing: int
    figures: Figures
    cuts: tuple[Cut, ...] = ()
    prices: tuple[float, ...] = ()
    split: Split | None = None
    hours: tuple[Hours, ...] = ()
    maintenance: tuple[Maintenance, ...] = ()
    price_of_time: float = 0.0
    cases: tuple[ByChance, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """The sums of a structure in the order in which they are made, and the name of the one that is the result."""

    sums: tuple[Sum, ...]
    result: str
    figures: Figures


def account(view: View) -> Account:
    """The sums of a view on a share; inputs are named by their numbers from 1, sums by letters and numbers from S1."""
    assert view.structure is not None and view.ground is not None  # noqa: S101, PT018 - only a share has such sums
    names = {event: str(number) for number, event in enumerate(view.found.events, 1)}
    values = {event: given.figures for event, given in zip(view.found.events, view.inputs, strict=True)}
    return _Bookkeeper(view.ground).account(view.structure, names, values, 0)


class _Bookkeeper:
    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.made = 0

    def account(self, node: Node, names: Mapping[int, str], values: Mapping[int, Figures], depth: int) -> Account:
        if node.event < 0 and not node.children:
            certain = float(node is FAILED)
            return Account((), "none", Figures(certain, certain, certain))
        steps = self.ground.steps if node is self.ground.structure else plan(node)
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
        if part.network is not None and self.ground.is_spread(part.network):
            return self._spread(part.network, names, (guaranteed, independent, ceiling), depth)
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

    def _spread(
        self, network: Network, names: tuple[str, ...], values: tuple[list[float], list[float], list[float]], depth: int
    ) -> Sum:
        guaranteed, independent, ceiling = values
        found, setting = self.ground.spread(network, guaranteed), self.ground.setting
        maintenance = tuple(
            Maintenance(*one)
            for one in zip(self.ground.maintenance, setting.at_most, found.of_maintenance, strict=False)
        )
        cases = tuple(self._by_chance(network, names, independent))
        is_single = len(cases) == 1 and not cases[0].down
        average = fsum(case.weight * case.value for case in cases)
        return Sum(
            self._name(),
            names,
            0,
            Figures(found.value, average, least_spread(network, ceiling, setting)),
            (),
            found.prices,
            self._split(network, names, independent, depth) if is_single and depth < _DEEPEST else None,
            tuple(self._hours(names, found, maintenance)),
            maintenance,
            found.of_time,
            () if is_single else cases,
        )

    def _hours(self, names: tuple[str, ...], found: Spread, limits: tuple[Maintenance, ...]) -> Iterator[Hours]:
        setting = self.ground.setting
        quiet = {mode.group: mode.free for mode in setting.modes if not mode.in_progress}
        for group, share in enumerate(setting.lengths):
            cuts = (
                Cut(
                    tuple(names[i] for i in use.inputs),
                    use.time,
                    tuple(limits[place].name for place in use.mode.in_progress),
                    tuple(names[i] for i in use.inputs if i in use.mode.free),
                )
                for use in found.uses
                if use.mode.group == group and use.time > 0
            )
            idle = tuple(names[i] for i in sorted(quiet[group]))
            yield Hours(share, idle, tuple(cuts), found.of_groups[group])

    def _by_chance(self, network: Network, names: tuple[str, ...], levels: list[float]) -> Iterator[ByChance]:
        for weight, down in self.ground.cases:
            places = sorted(self.ground.places[event] for event in down)
            given = [1.0 if place in places else level for place, level in enumerate(levels)]
            yield ByChance(weight, tuple(names[i] for i in places), diagram(network).probability(given))

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
