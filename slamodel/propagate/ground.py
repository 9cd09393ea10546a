"""A structure and what its events may be down, also in hours that some of them do not count, in; its figures out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from slamodel.propagate.bounds import Packing, least_of_network, most_downtime, packing
from slamodel.propagate.closed_forms import least_gate, most_gate
from slamodel.propagate.figures import Figures, figures
from slamodel.propagate.grouped import least_spread, most_spread
from slamodel.propagate.independent import unavailability, value_and_importances
from slamodel.propagate.merged import merged
from slamodel.propagate.modes import Setting, Spread, setting
from slamodel.propagate.modules import Levels, Network, Plan, evaluate, plan
from slamodel.propagate.pricing import Set
from slamodel.propagate.segments import Case, Segments
from slamodel.propagate.structure import Node

_AS_STATED = (Case(1.0, frozenset()),)


@dataclass(frozen=True, slots=True)
class Downed:
    """Levels with some events down for sure."""

    levels: Levels
    down: frozenset[int]

    def __getitem__(self, event: int) -> float:
        return 1.0 if event in self.down else self.levels[event]


@dataclass(frozen=True, slots=True)
class Instead:
    """Levels with others in place of some."""

    levels: Levels
    instead: Mapping[int, float]

    def __getitem__(self, event: int) -> float:
        found = self.instead.get(event)
        return self.levels[event] if found is None else found


@dataclass(frozen=True)
class Uneven:
    """The part of a structure that rests on what does not count everywhere, in its segments."""

    structure: Node
    segments: Segments

    @cached_property
    def steps(self) -> Plan:
        """The modules; that part is one network, the last one."""
        return merged(self.structure, self.segments.uneven)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The events among the inputs of that network, and their places there."""
        inputs = enumerate(self.steps.parts[-1].inputs)
        return {self.steps.events[index]: place for place, index in inputs if index < len(self.steps.events)}

    @cached_property
    def setting(self) -> Setting:
        """The segments as that network sees them."""
        return setting(self.segments, self.places)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a promise stands on: by event, what is down at worst, on average and at best of what both count.

    `uneven` says in which hours which events do not count although the promise does; None where all do.
    """

    structure: Node
    worst: Levels
    average: Levels
    kindest: Levels
    uneven: Uneven | None = None

    @property
    def segments(self) -> Segments | None:
        """The hours in which some events do not count."""
        return None if self.uneven is None else self.uneven.segments

    @property
    def steps(self) -> Plan:
        """The modules; those that rest on what does not count everywhere are one network, the last one."""
        return plan(self.structure) if self.uneven is None else self.uneven.steps

    def figures(self) -> Figures:
        """The three figures.

        Raises:
            TooComplex: when a shared part is too large for a decision diagram.
        """
        if self.uneven is None:
            return figures(self.structure, self.average, self.worst, self.kindest).in_order
        likely = (w * unavailability(self.structure, Downed(self.average, down)) for w, down in self.cases)
        return Figures(
            self.guaranteed(self.worst),
            fsum(likely),
            evaluate(self.steps, self.kindest, least_gate, self._least)[-1],
        ).in_order

    def guaranteed(self, worst: Levels) -> float:
        """The most that can be down with these levels at worst."""
        if self.uneven is None:
            return most_downtime(self.structure, worst)
        return evaluate(self.steps, worst, most_gate, lambda network, levels: self.pack(network, levels).value)[-1]

    def pack(self, network: Network, levels: Sequence[float], known: Iterable[Set] = ()) -> Packing:
        """The worst timing in one network of the steps."""
        if not self.is_spread(network):
            return packing(network, levels, known)
        found = self.spread(network, levels)
        charged = tuple(use.charged for use in found.uses)
        return Packing(found.value, found.prices, charged, tuple(use.time for use in found.uses))

    def is_spread(self, network: Network) -> bool:
        """Whether it is the network of what does not count everywhere."""
        return self.uneven is not None and network is self.uneven.steps.parts[-1].network

    def spread(self, network: Network, levels: Sequence[float]) -> Spread:
        """The worst timing in that network, by groups of hours."""
        return most_spread(network, levels, self.setting)

    @property
    def setting(self) -> Setting:
        """The segments as that network sees them."""
        assert self.uneven is not None  # noqa: S101 - else there is no such network
        return self.uneven.setting

    @property
    def places(self) -> Mapping[int, int]:
        """The events among the inputs of that network, and their places there."""
        return {} if self.uneven is None else self.uneven.places

    @property
    def maintenance(self) -> tuple[str, ...]:
        """Maintenance that may be in progress, in the order in which the setting has it."""
        return () if self.uneven is None else tuple(self.uneven.segments.at_most)

    @property
    def cases(self) -> tuple[Case, ...]:
        """The shares of the time in which maintenance keeps events down."""
        return _AS_STATED if self.uneven is None else self.uneven.segments.cases

    def _least(self, network: Network, levels: list[float]) -> float:
        if self.is_spread(network):
            return least_spread(network, levels, self.setting)
        return least_of_network(network, levels)

    def chance(self) -> tuple[float, dict[int, float]]:
        """The independent figure, and how fast it grows with the level of every event that can matter.

        Raises:
            TooComplex: when a shared part is too large for a decision diagram.
        """
        values: list[float] = []
        terms: dict[int, list[float]] = {}
        for weight, down in self.cases:
            value, slopes = value_and_importances(self.structure, Downed(self.average, down) if down else self.average)
            values.append(weight * value)
            for event, slope in slopes.items():
                terms.setdefault(event, []).append(0.0 if event in down else weight * slope)
        return fsum(values), {event: fsum(parts) for event, parts in terms.items()}
