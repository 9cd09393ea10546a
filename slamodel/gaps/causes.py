"""A view that falls short in; the inputs through which it does out."""

from collections.abc import Mapping

from slamodel.propagate import Input, Link, Rule, Step, View
from slamodel.propagate.bounds import most_downtime
from slamodel.units import TOLERANCE

_MOST_TRIED = 30
"""Inputs of a structure that is no plain chain that are tried one by one."""


def heaviest(view: View) -> Link | None:
    """The input through which most of the shortfall of a share comes; None where no single one is to be named."""
    known = [link for link in view.links if link.source.level]
    if is_chain(view):
        return max(known, key=_loss, default=None)
    falls = _falls(view, known)
    return max(known, key=lambda link: falls[link.source.service], default=None) if any(falls.values()) else None


def uncounted(view: View) -> tuple[Input, ...]:
    """What can be down in time that it does not count itself, while the promise does, however good its level is."""
    return tuple(given for given in view.inputs if given.loss - given.figures.guaranteed > TOLERANCE)


def is_chain(view: View) -> bool:
    """Whether every input counts in full: a plain chain, without alternatives."""
    return view.structure is not None and bool(view.structure.flat) and view.structure.failing == 1


def _falls(view: View, links: list[Link]) -> Mapping[str, float]:
    """By how much the guaranteed unavailability would fall with each of the weightiest inputs perfect."""
    falls = dict.fromkeys((link.source.service for link in links), 0.0)
    if view.structure is None or view.figures is None:
        return falls
    levels = {event: given.loss for event, given in zip(view.found.events, view.inputs, strict=True)}
    most = most_downtime(view.structure, levels)
    events = {given: event for event, given in zip(view.found.events, view.inputs, strict=True)}
    for link in sorted(links, key=_weight, reverse=True)[:_MOST_TRIED]:
        without = most_downtime(view.structure, {**levels, events[link.source]: 0.0})
        fall = most - without
        falls[link.source.service] = max(falls[link.source.service], fall if fall > TOLERANCE else 0.0)
    return falls


def _loss(link: Link) -> float:
    return link.source.loss


def _weight(link: Link) -> float:
    return _loss(link) * (link.importance or 0.0)


def longest_way(step: Step) -> list[Step]:
    """The inputs that make up the time of a step, in their order; those that take no time are left out."""
    found: list[Step] = []
    stack = [step]
    while stack:
        current = stack.pop()
        if current.rule is Rule.IN_ORDER:
            stack.extend(reversed(current.parts))
        elif current.rule is Rule.FASTEST:
            stack.append(sorted(current.parts, key=lambda part: part.time.within_s)[current.count - 1])
        elif current.parts:
            stack.append(max(current.parts, key=lambda part: part.time.within_s))
        elif current.time.within_s > 0:
            found.append(current)
    return found
