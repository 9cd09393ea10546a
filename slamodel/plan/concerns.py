"""A move in; of which services, metrics and priorities it can change a figure out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.plan.move import Kind, Move

ANY = "*"
HANDED_ON = ("response", "escalation", "resolution")
"""Metrics that stand in for one another where one of them is not stated."""


class Figure(NamedTuple):
    """What is committed on a service for a metric and a priority; `ANY` of them all."""

    service: str
    metric: str
    priority: str

    def meets(self, other: "Figure") -> bool:
        """Whether one and the same figure can be meant."""
        return self.service == other.service and all(
            one == another or ANY in (one, another) for one, another in zip(self[1:], other[1:], strict=True)
        )


def concerned(analysis: Analysis, thing: Sequence[Move]) -> frozenset[Figure]:
    """The figures that any of the moves can change."""
    return frozenset(
        Figure(service, metric, priority)
        for move in thing
        for service in _services(analysis, move)
        for metric in _metrics(analysis, move)
        for priority in _priorities(analysis, move)
    )


def _metrics(analysis: Analysis, move: Move) -> tuple[str, ...]:
    if not move.metric or not _is_of_one_figure(analysis, move):
        return (ANY,)
    return HANDED_ON if move.kind is Kind.COMMITMENT and move.metric in HANDED_ON else (move.metric,)


def _priorities(analysis: Analysis, move: Move) -> tuple[str, ...]:
    return (move.priority or ANY,) if _is_of_one_figure(analysis, move) else (ANY,)


def _is_of_one_figure(analysis: Analysis, move: Move) -> bool:
    """Whether only a level is changed or added; a new agreement may stand in front of another one for all metrics."""
    if move.kind is Kind.COMMITMENT:
        return move.of[1] in analysis.landscape.agreements
    return move.kind in (Kind.LEVEL, Kind.OWN)


def _services(analysis: Analysis, move: Move) -> Iterator[str]:
    """The services of what is changed, also through agreements that take terms from it; the one that it is made for."""
    section, name = move.of
    if move.service:
        yield move.service
    if section == "services":
        yield name
    for agreement in extending(analysis, name) if section == "agreements" else ():
        yield from analysis.graph.covered(analysis.landscape.agreements[agreement])


def extending(analysis: Analysis, name: str) -> list[str]:
    """An agreement and those that take what they do not state from it."""
    agreements = analysis.landscape.agreements
    children: dict[str, list[str]] = defaultdict(list)
    for agreement in agreements.values():
        for base in agreement.extends:
            children[base].append(agreement.id)
    found = [name] if name in agreements else []
    for one in found:
        found.extend(child for child in children[one] if child not in found)
    return found


def connected(figures: Sequence[Iterable[Figure]]) -> Iterator[tuple[int, ...]]:
    """Numbers in groups that have a figure in common, each group in order."""
    leader = list(range(len(figures)))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = one = leader[leader[one]]
        return one

    by_service: dict[str, list[tuple[int, Figure]]] = defaultdict(list)
    for number, mine in enumerate(figures):
        for figure in sorted(mine):
            for other, theirs in by_service[figure.service]:
                if figure.meets(theirs):
                    leader[find(number)] = find(other)
            by_service[figure.service].append((number, figure))
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(figures)):
        groups[find(number)].append(number)
    yield from sorted(map(tuple, groups.values()))
