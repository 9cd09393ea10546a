"""What somebody wants to see of an analysis in; the services and promises to draw out, never more than can be read."""

from dataclasses import dataclass, replace

from .focus import Field, Spot, Start

MOST_SERVICES = 100
"""Boxes of services that can still be read as one picture."""


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
        note = f"{shown:,} services are too many to read: collapsed to parties; focus with --focus ID"
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
    steps = "" if depth is None else ", 1 step" if depth == 1 else f", {depth} steps"
    return Selection(
        frozenset(spot.id for spot in spots if spot.kind == "service" and spot.id in field.landscape.services),
        frozenset(spot.id for spot in spots if spot.kind == "promise"),
        collapsed=False,
        focus=start.focus,
        wording=f"around {start.name}{steps}",
    )
