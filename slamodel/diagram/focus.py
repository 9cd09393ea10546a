"""An id from the model in; out of it where a picture starts, and what rests on what around there."""

import difflib
from collections import deque
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from slamodel.analysis import Analysis
from slamodel.model import AgreementKind
from slamodel.propagate import promising

from .hops import Hops

_LONGEST = 130
"""Characters of an unknown id that are repeated to the user."""


class UnknownFocus(ValueError):
    """Nothing in the model has the id that was asked for; the message says what was perhaps meant."""


class Spot(NamedTuple):
    """A service, or an agreement with customers."""

    kind: Literal["service", "promise"]
    id: str


class Start(NamedTuple):
    """What is in focus, and from which of it one looks down and up."""

    name: str
    focus: frozenset[Spot]
    down: frozenset[Spot]
    up: frozenset[Spot]


class Field:
    """All that could be drawn of an analysis, and what rests on what in it."""

    def __init__(self, analysis: Analysis) -> None:
        """Find the agreements with customers that are in play, and what each covers."""
        self.analysis = analysis
        self.landscape = analysis.landscape
        self.hops = Hops(analysis.graph)
        shown = [a for a in promising(analysis.graph) if a.kind is AgreementKind.SLA]
        self.covered: dict[str, tuple[str, ...]] = {a.id: analysis.graph.covered(a) for a in shown}

    @cached_property
    def covering(self) -> dict[str, list[str]]:
        """Service to the agreements with customers that cover it."""
        found: dict[str, list[str]] = {}
        for agreement, services in self.covered.items():
            for service in services:
                found.setdefault(service, []).append(agreement)
        return found

    def below(self, spot: Spot) -> Iterable[Spot]:
        """What a spot rests on directly."""
        if spot.kind == "promise":
            return [Spot("service", service) for service in self.covered[spot.id]]
        return [Spot("service", hop.head) for hop in self.hops.down.get(spot.id, ())]

    def above(self, spot: Spot) -> Iterable[Spot]:
        """What rests on a spot directly."""
        if spot.kind == "promise":
            return []
        consumers = [Spot("service", hop.tail) for hop in self.hops.up.get(spot.id, ())]
        return [*consumers, *(Spot("promise", agreement) for agreement in self.covering.get(spot.id, ()))]

    def around(self, start: Start, depth: int | None) -> frozenset[Spot]:
        """The focus, what it rests on and what rests on it, within so many steps; None is as far as it goes."""
        return start.focus | _reach(start.down, self.below, depth) | _reach(start.up, self.above, depth)

    def start(self, name: str) -> Start:
        """Where to start for an id: of a service, an agreement, a party or a target, looked for in this order."""
        landscape = self.landscape
        if name in landscape.services:
            return _both_ways(landscape.label(name), [name])
        if name in landscape.agreements:
            return self._of_agreement(name)
        if name in landscape.parties:
            return self._of_party(name)
        for promise in self.analysis.promises:
            if promise.id == name:
                return self._of_target(name, promise.agreement, promise.service)
        raise UnknownFocus(self._unknown(name))

    def _of_agreement(self, name: str) -> Start:
        agreement = self.landscape.agreements[name]
        if name in self.covered:
            own = frozenset({Spot("promise", name)})
            return Start(agreement.label, own, own, frozenset())
        return _both_ways(agreement.label, self.analysis.graph.covered(agreement))

    def _of_party(self, name: str) -> Start:
        provided = frozenset(Spot("service", s.id) for s in self.landscape.services.values() if s.provider == name)
        held = frozenset(Spot("promise", a) for a in self.covered if name in self.landscape.agreements[a].customers)
        return Start(self.landscape.party_label(name), provided | held, provided | held, provided)

    def _of_target(self, name: str, agreement: str, service: str) -> Start:
        if agreement not in self.covered:
            return _both_ways(name, [service])
        below = frozenset({Spot("service", service)})
        return Start(name, below | {Spot("promise", agreement)}, below, frozenset())

    def _unknown(self, name: str) -> str:
        landscape, asked = self.landscape, name[:_LONGEST]
        ids = [*landscape.services, *landscape.agreements, *landscape.parties, *(p.id for p in self.analysis.promises)]
        close = difflib.get_close_matches(asked, dict.fromkeys(ids), n=1)
        hint = f"did you mean {close[0]}?" if close else "give the id of a service, an agreement, a party or a target"
        return f'nothing in the model has the id "{asked}"; {hint}'


def _both_ways(name: str, services: Iterable[str]) -> Start:
    spots = frozenset(Spot("service", service) for service in services)
    return Start(name, spots, spots, spots)


def _reach(seeds: Iterable[Spot], step: Callable[[Spot], Iterable[Spot]], depth: int | None) -> frozenset[Spot]:
    """All spots within so many steps, by breadth-first search."""
    seen = dict.fromkeys(seeds, 0)
    queue = deque(seen)
    while queue:
        spot = queue.popleft()
        if depth is not None and seen[spot] >= depth:
            continue
        for further in step(spot):
            if further not in seen:
                seen[further] = seen[spot] + 1
                queue.append(further)
    return frozenset(seen)
