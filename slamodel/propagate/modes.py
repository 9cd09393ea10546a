"""Segments of a promise in; the modes in which its network can be in them, and how a solution spreads over those, out.

A *mode* is a group of hours together with the maintenance that is in progress in it.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, combinations
from typing import NamedTuple

from slamodel.propagate.pricing import Set
from slamodel.propagate.segments import Group, Segments


class Mode(NamedTuple):
    """A group of hours with the maintenance that is in progress in it, and the inputs that count for nothing then."""

    group: int
    in_progress: tuple[int, ...]
    free: frozenset[int]


class Use(NamedTuple):
    """Time that a solution gives to a set of inputs in a mode."""

    mode: Mode
    inputs: Set
    time: float

    @property
    def charged(self) -> Set:
        """The inputs whose allowance it uses."""
        return tuple(i for i in self.inputs if i not in self.mode.free)


class Spread(NamedTuple):
    """The most time that sets of inputs can get: `value` is proved by all the prices together, `uses` reach it."""

    value: float
    prices: tuple[float, ...]
    of_groups: tuple[float, ...]
    of_maintenance: tuple[float, ...]
    of_time: float
    uses: tuple[Use, ...]


class Setting(NamedTuple):
    """The groups of a promise as its network sees them: inputs, groups and maintenance are places in sequences."""

    lengths: tuple[float, ...]
    at_most: tuple[float, ...]
    modes: tuple[Mode, ...]

    def plainly(self) -> "Setting":
        """The same with no maintenance in progress other than always."""
        return Setting(self.lengths, (), tuple(mode for mode in self.modes if not mode.in_progress))


def setting(found: Segments, places: Mapping[int, int]) -> Setting:
    """Segments over events as a setting over the inputs of a network."""
    names = tuple(found.at_most)
    excluded_by = {name: frozenset(places[event] for event in found.excluded_by[name]) for name in names}
    modes = []
    for number, group in enumerate(found.groups):
        known: list[Mode] = []
        for in_progress in _subsets(group):
            free = frozenset(places[event] for event in group.free).union(*(excluded_by[name] for name in in_progress))
            mode = Mode(number, tuple(map(names.index, in_progress)), free)
            if not any(one.free == free and set(one.in_progress) < set(mode.in_progress) for one in known):
                known.append(mode)
        modes += known
    return Setting(tuple(group.length for group in found.groups), tuple(found.at_most.values()), tuple(modes))


def _subsets(group: Group) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(group.may_be, size) for size in range(len(group.may_be) + 1))
