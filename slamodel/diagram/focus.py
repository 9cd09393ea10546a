"""What somebody wants to see of an analysis in; the services and promises to draw out, never more than can be read."""

import difflib
import sys
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from slamodel.analysis import Analysis
from slamodel.diagram.hops import Hops
from slamodel.model import AgreementKind
from slamodel.propagate import promising

MOST_SERVICES = 100
"""Boxes of services that can still be read as one picture."""

ALL_STEPS = sys.maxsize
"""The depth of somebody who wants everything around a focus, even where that is too much to be read as services."""

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
        return start.focus | reach(start.down, self.below, depth) | reach(start.up, self.above, depth)

    def promised_on(self, services: Iterable[str]) -> frozenset[str]:
        """The agreements with customers that rest on any of these services, however far below."""
        reached = reach((Spot("service", service) for service in services), self.above, None)
        return frozenset(spot.id for spot in reached if spot.kind == "promise")

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


def reach(seeds: Iterable[Spot], step: Callable[[Spot], Iterable[Spot]], depth: int | None) -> frozenset[Spot]:
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


@dataclass(frozen=True, slots=True)
class Selection:
    """What to draw.

    `promises` are agreements with customers; `collapsed` draws parties instead of services; `focus` is what was asked
    for; `wording` tells in the heading what part of the model this is, `note` tells the user what is left out.
    """

    services: frozenset[str]
    promises: frozenset[str]
    collapsed: bool
    focus: frozenset[Spot] = frozenset()
    wording: str = ""
    note: str = ""


def select(field: Field, focus: str | None, depth: int | None, *, collapse: bool) -> Selection:
    """Choose what to draw; without a depth, a focus looks as far as can be read; raises UnknownFocus."""
    if focus is None:
        chosen = Selection(frozenset(field.landscape.services), frozenset(field.covered), collapse)
    else:
        start = field.start(focus)
        if depth is None and not collapse:
            depth = _readable_depth(field, start)
        chosen = _around(field, start, depth)
        chosen = replace(chosen, collapsed=collapse)
    return _noted(chosen, len(field.landscape.services))


def _noted(chosen: Selection, every: int) -> Selection:
    shown = len(chosen.services)
    if not chosen.collapsed and shown > MOST_SERVICES:
        note = f"{shown:,} services are too many to read: collapsed to parties"
        return replace(chosen, collapsed=True, note=note)
    if shown < every:
        return replace(chosen, note=f"shows {shown:,} of {every:,} services{chosen.wording and f': {chosen.wording}'}")
    return chosen


def _readable_depth(field: Field, start: Start) -> int | None:
    """None where all of it can be read; else the most steps that can, at least one."""
    if _services_in(field.around(start, None)) <= MOST_SERVICES:
        return None
    depth = 1
    while _services_in(field.around(start, depth + 1)) <= MOST_SERVICES:
        depth += 1
    return depth


def _services_in(spots: frozenset[Spot]) -> int:
    return sum(spot.kind == "service" for spot in spots)


def _around(field: Field, start: Start, depth: int | None) -> Selection:
    spots = field.around(start, depth)
    steps = "" if depth in {None, ALL_STEPS} else ", 1 step" if depth == 1 else f", {depth} steps"
    return Selection(
        frozenset(spot.id for spot in spots if spot.kind == "service" and spot.id in field.landscape.services),
        frozenset(spot.id for spot in spots if spot.kind == "promise"),
        collapsed=False,
        focus=start.focus,
        wording=f"around {start.name}{steps}",
    )
