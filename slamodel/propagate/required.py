"""Takes a structure and the unavailability allowed on top to what is required of each event, the others as they are."""

from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from math import fsum
from typing import Protocol

from slamodel.propagate.bounds import Packing
from slamodel.propagate.closed_forms import most_gate
from slamodel.propagate.ground import Ground
from slamodel.propagate.modules import Part, evaluate
from slamodel.propagate.pricing import Set

SLACK = 1e-13
"""Sums that exceed what is allowed by less are equal to it; ten times finer than any comparison of fractions."""
STEPS = 60
"""Far more than a concave function of this kind has pieces on the way."""

Room = float | None
"""The largest unavailability that will do: 1 if anything does, None if nothing does."""


class Pack(Protocol):
    """The worst timing of a network at given levels; sets already known speed it up."""

    def __call__(self, levels: Sequence[float], known: tuple[Set, ...] = (), /) -> Packing:
        """The program, solved."""
        ...


def required_all(ground: Ground, allowed: float) -> dict[int, tuple[Room, Room]]:
    """For every event that can matter: required at worst on the guaranteed, and on average on the independent basis.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    node = ground.structure
    if ground.segments is None and node.flat and node.failing == 1 and 0.0 <= allowed < 1.0:
        worst, average = ([levels[event] for event in node.flat] for levels in (ground.worst, ground.average))
        both = zip(_chain_rooms(worst, allowed), _independent_chain_rooms(average, allowed), strict=True)
        return dict(zip(node.flat, both, strict=True))
    guaranteed = _guaranteed(ground, allowed)
    independent = _independent(ground, allowed)
    return {event: (room, independent[event]) for event, room in guaranteed.items()}


def _independent(ground: Ground, allowed: float) -> dict[int, Room]:
    """Closed form: the chance of failure is linear in each event's own."""
    value, slopes = ground.chance()
    missing = allowed - value
    rooms: dict[int, Room] = {}
    for event, slope in slopes.items():
        without = missing + slope * ground.average[event]  # what is left for this event once it never fails
        if without < -SLACK:
            rooms[event] = None
        elif without >= slope - SLACK:
            rooms[event] = 1.0
        else:
            rooms[event] = min(1.0, max(0.0, ground.average[event] + missing / slope))
    return rooms


def _independent_chain_rooms(values: list[float], allowed: float) -> list[Room]:
    before = accumulate(values, _either, initial=0.0)
    after = list(accumulate(reversed(values), _either, initial=0.0))
    rooms: list[Room] = []
    for left, right in zip(before, after[-2::-1], strict=False):
        others = left + right * (1.0 - left)
        room = allowed - others
        rooms.append(max(0.0, room / (1.0 - others)) if room >= -SLACK else None)
    return rooms


def _either(down: float, value: float) -> float:
    return down + value * (1.0 - down)


def _guaranteed(ground: Ground, allowed: float) -> dict[int, Room]:
    """From the top down: what a part may have says what each of its inputs may have."""
    steps = ground.steps
    if allowed < -SLACK or allowed >= 1.0:
        return dict.fromkeys(steps.events, 1.0 if allowed >= 1.0 else None)
    values = evaluate(steps, ground.worst, most_gate, lambda network, levels: ground.pack(network, levels).value)
    rooms: list[Room] = [max(0.0, allowed)] * len(values)
    for number in range(len(steps.parts) - 1, -1, -1):
        part, room = steps.parts[number], rooms[len(steps.events) + number]
        found = _rooms(ground, part, [values[i] for i in part.inputs], room)
        for place, of_input in zip(part.inputs, found, strict=True):
            rooms[place] = of_input
    return dict(zip(steps.events, rooms, strict=False))


def _rooms(ground: Ground, part: Part, levels: list[float], allowed: Room) -> list[Room]:
    if allowed is None or allowed >= 1.0:
        return [allowed] * len(levels)
    if part.network is not None:
        return _network_rooms(partial(ground.pack, part.network), levels, allowed)
    return _chain_rooms(levels, allowed) if part.failing == 1 else _gate_rooms(part.failing, levels, allowed)


def _chain_rooms(values: list[float], allowed: float) -> list[Room]:
    total = fsum(values)
    rooms: list[Room] = []
    for place, value in enumerate(values):
        others = total - value
        if value > others:  # the one big member would take the digits of the rest with it
            others = fsum((*values[:place], *values[place + 1 :]))
        room = allowed - others
        rooms.append(max(0.0, room) if room >= -SLACK else None)
    return rooms


def _gate_rooms(failing: int, values: list[float], allowed: float) -> list[Room]:
    """Inverts "the largest t with `sum of min(d, t) >= failing * t`" for each d in turn.

    With as many others above the allowed level as must fail, nothing helps. With fewer than `failing - 1`, and too
    little in all others to fill the rest, the input may be down for good. Else it gets what the others leave over.
    """
    total = fsum(min(value, allowed) for value in values)
    above = sum(value > allowed + SLACK for value in values)
    rooms: list[Room] = []
    for value in values:
        others = total - min(value, allowed)
        others_above = above - (value > allowed + SLACK)
        room = failing * allowed - others
        if others_above >= failing or room < -SLACK:
            rooms.append(None)
        elif others_above < failing - 1 and room >= allowed - SLACK:
            rooms.append(1.0)
        else:
            rooms.append(min(allowed, max(0.0, room)))
    return rooms


def _network_rooms(pack: Pack, levels: list[float], allowed: float) -> list[Room]:
    """Settles most inputs by the program as it stands, the others one by one.

    An input without a price may be down for good. One cannot help if what is left without its own time is too much.
    """
    now = pack(levels)
    spent = fsum(now.times)
    rooms: list[Room] = []
    for place in range(len(levels)):
        without = spent - fsum(time for cut, time in zip(now.cuts, now.times, strict=True) if place in cut)
        if without > allowed + SLACK:
            rooms.append(None)
        elif now.value <= allowed + SLACK and levels[place] > 0.0 and now.prices[place] <= 0.0:
            rooms.append(1.0)
        else:
            rooms.append(_network_room(pack, levels, place, allowed, now))
    return rooms


def _network_room(pack: Pack, levels: list[float], place: int, allowed: float, now: Packing) -> Room:
    """Newton's method from the left on a concave, piecewise linear function: exact after finitely many steps."""
    cuts = now.cuts

    def at(level: float) -> Packing:
        return pack([*levels[:place], level, *levels[place + 1 :]], cuts)

    start, value = levels[place], now.value
    if value > allowed + SLACK:
        start, value = 0.0, at(0.0).value
        if value > allowed + SLACK:
            return None
    for_good = at(1.0)
    if for_good.value <= allowed + SLACK:
        return 1.0
    cuts += for_good.cuts
    room = start + max(0.0, allowed - value)  # no input can add more than its own downtime
    for _ in range(STEPS):
        here = at(room)
        missing, slope = allowed - here.value, here.prices[place]
        if abs(missing) <= 1e-15 or slope <= 0.0:
            break
        room = min(1.0, max(0.0, room + missing / slope))
    return room
