"""An analysis and what can be chosen in; the analyses of enough combinations to know what each choice does out.

Choices that concern the same figure are taken together, as they may hide one another. Each such group runs through all
its combinations; all groups do so side by side, so that few analyses tell all.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import TypeAlias

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit
from slamodel.model import services_in
from slamodel.plan.concerns import Figure, concerned, connected
from slamodel.plan.joined import joined
from slamodel.plan.made import tried
from slamodel.plan.move import Move
from slamodel.plan.single import Single

Thing: TypeAlias = tuple[Move, ...]
"""The moves of which one at most is made."""
Assignment: TypeAlias = tuple[int, ...]
"""By thing: 0 as it is, n for its n-th move."""
Group: TypeAlias = tuple[int, ...]

_MOST_KEPT = 500
MOST_TOGETHER = 64
"""Combinations of one group that are tried; of a larger one each move is tried alone."""


@dataclass(frozen=True, eq=False)
class Grid:
    """What can be chosen, and the analyses of combinations of it."""

    analysis: Analysis
    things: tuple[Thing, ...]
    _tried: dict[Assignment, Analysis | None] = field(default_factory=dict, repr=False)

    def after(self, assignment: Assignment) -> Analysis | None:
        """The analysis with these moves made; None where they cannot be made together."""
        if assignment not in self._tried:
            if len(self._tried) >= _MOST_KEPT:
                self._tried.clear()
            self._tried[assignment] = self._after(assignment)
        return self._tried[assignment]

    def _after(self, assignment: Assignment) -> Analysis | None:
        return self.made(self.moves(assignment))

    def made(self, moves: Sequence[Move]) -> Analysis | None:
        """The analysis with any moves made; None where they cannot be made together, or leave a faulty model."""
        if not moves:
            return self.analysis
        try:
            after = tried(self.analysis, joined(self.analysis, moves))
        except CannotEdit:
            return None
        return after if after.is_sound or not self.analysis.is_sound else None

    @cached_property
    def single(self) -> Single:
        """Promises with moves made, one at a time."""
        return Single(self.analysis)

    def moves(self, assignment: Assignment) -> tuple[Move, ...]:
        """The moves of an assignment, each as if it were made alone."""
        return tuple(self.things[c][value - 1] for c, value in enumerate(assignment) if value)

    @property
    def as_it_is(self) -> Assignment:
        """No move at all."""
        return (0,) * len(self.things)

    @cached_property
    def figures(self) -> tuple[frozenset[Figure], ...]:
        """By thing, the figures that it can change."""
        return tuple(concerned(self.analysis, thing) for thing in self.things)

    def changing(self, figure: Figure) -> Group:
        """The things that can change a figure."""
        near = self._by_service.get(figure.service, ())
        return tuple(c for c in near if any(one.meets(figure) for one in self.figures[c]))

    def group_changing(self, figure: Figure) -> Group:
        """The group of what can change a figure."""
        found = self.changing(figure)
        return self.group_of[found[0]] if found else ()

    @cached_property
    def _by_service(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for c, figures in enumerate(self.figures):
            for service in sorted({figure.service for figure in figures}):
                found[service].append(c)
        return found

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The things that concern a figure in common."""
        return tuple(connected(self.figures))

    @cached_property
    def group_of(self) -> dict[int, Group]:
        """By thing, its group."""
        return {thing: group for group in self.groups for thing in group}

    def is_whole(self, group: Group) -> bool:
        """Whether all combinations of a group are tried."""
        return prod(len(self.things[c]) + 1 for c in group) <= MOST_TOGETHER

    def combinations(self, group: Group) -> list[Assignment]:
        """The combinations of a group that are tried, what is as it is first."""
        if self.is_whole(group):
            return list(product(*(range(len(self.things[c]) + 1) for c in group)))
        alone = [(c, value) for c in group for value in range(1, len(self.things[c]) + 1)]
        none = (0,) * len(group)
        return [none, *(tuple(value if c == one else 0 for c in group) for one, value in alone)]

    @cached_property
    def rounds(self) -> tuple[Assignment, ...]:
        """The assignments that are tried, so that every group meets each of its combinations; nothing changed first."""
        columns = {group: self.combinations(group) for group in self.groups}
        rounds = max(map(len, columns.values()), default=1)
        return tuple(self._round(number, columns) for number in range(rounds))

    def _round(self, number: int, columns: dict[Group, list[Assignment]]) -> Assignment:
        found = list(self.as_it_is)
        for group, combinations in columns.items():
            for c, value in zip(group, combinations[number] if number < len(combinations) else (), strict=False):
                found[c] = value
        return tuple(found)

    @cached_property
    def tries(self) -> tuple[Analysis | None, ...]:
        """The analyses of the rounds."""
        return tuple(map(self.after, self.rounds))


def reach(analysis: Analysis, service: str) -> frozenset[str]:
    """A service and all that it rests on in any way."""
    services = analysis.landscape.services
    seen = {service}
    stack = [service]
    while stack:
        entry = services.get(stack.pop())
        if entry is not None:
            below = {*services_in(entry.needs), *entry.handled_by, *services_in(entry.fulfilled_by)} - seen
            seen |= below
            stack.extend(below)
    return frozenset(seen)
