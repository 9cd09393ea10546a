"""A promise that falls short in; the inputs through which it does, and the one that is to be named for it, out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from slamodel.propagate import Input, Link, Promise, Rule, Standing, Step, View
from slamodel.propagate.bounds import most_downtime
from slamodel.units import TOLERANCE, TOLERANCE_S

Cause: TypeAlias = tuple[str, ...]
"""What findings come from: the agreement that states it, nothing for an own part; then the service, and the metric."""

_MOST_TRIED = 30
"""Inputs of a structure that is no plain chain that are tried one by one."""


def of_input(given: Input) -> Cause:
    """A commitment as a cause, whatever the priority that it is stated for."""
    return (given.agreement or "", given.service, given.metric)


def root(promise: Promise) -> Cause:
    """The commitment that a promise falls short for; nothing where no single one is to be named.

    It is looked for at the bottom where the promise falls short there: then everything above on the way has the same
    cause. It is the only one that would close the gap if it were perfect, or the one that most of the loss is with.
    """
    is_deep = promise.end_to_end.standing in (Standing.GAP, Standing.AT_RISK)
    return root_of(promise.end_to_end if is_deep else promise.direct, promise.promised or 0.0)


def root_of(view: View, most: float) -> Cause:
    """The same in one view, of which so much is promised."""
    if view.step is not None:
        return _named([*_on_every_way(view.step).items()], view.step.time.within_s, view.limit_s or most)
    if view.amount is not None:
        alone = {of_input(link.source) for link in view.links if link.required_guaranteed is not None}
        return alone.pop() if len(alone) == 1 else ()
    if view.figures is None:
        return ()
    known = [link for link in view.links if link.source.level]
    if is_chain(view):
        return _named([(of_input(link.source), _loss(link)) for link in known], view.figures.guaranteed, most)
    falls = [(of_input(given), fall) for given, fall in _falls(view, known).items()]
    return _named(falls, view.figures.guaranteed, most)


def _named(parts: list[tuple[Cause, float]], whole: float, most: float) -> Cause:
    taken: dict[Cause, float] = defaultdict(float)
    for cause, amount in parts:
        taken[cause] += amount
    closing = [cause for cause, amount in taken.items() if whole - amount <= most + TOLERANCE]
    largest = [cause for cause, amount in taken.items() if amount > whole / 2 + TOLERANCE]
    # Of alternatives, each may close it, or take most of it: then it is none of them more than another.
    return next((found[0] for found in (closing, largest) if len(found) == 1), ())


def heaviest(view: View) -> Link | None:
    """The input through which most of the shortfall of a share comes; None where no single one is to be named."""
    known = [link for link in view.links if link.source.level]
    if is_chain(view):
        return max(known, key=_loss, default=None)
    falls = _falls(view, known)
    return max(known, key=lambda link: falls.get(link.source, 0.0), default=None) if any(falls.values()) else None


def uncounted(view: View) -> tuple[Input, ...]:
    """What can be down in time that it does not count itself, while the promise does, however good its level is."""
    return tuple(given for given in view.inputs if given.loss - given.figures.guaranteed > TOLERANCE)


def is_chain(view: View) -> bool:
    """Whether every input counts in full: a plain chain, without alternatives."""
    return view.structure is not None and bool(view.structure.flat) and view.structure.failing == 1


def _falls(view: View, links: list[Link]) -> Mapping[Input, float]:
    """By how much the guaranteed unavailability would fall with each of the weightiest inputs perfect."""
    falls: dict[Input, float] = {}
    if view.structure is None or view.figures is None:
        return falls
    levels = {event: given.loss for event, given in zip(view.found.events, view.inputs, strict=True)}
    most = most_downtime(view.structure, levels)
    events = {given: event for event, given in zip(view.found.events, view.inputs, strict=True)}
    for link in sorted(links, key=_weight, reverse=True)[:_MOST_TRIED]:
        without = most_downtime(view.structure, {**levels, events[link.source]: 0.0})
        fall = most - without
        falls[link.source] = fall if fall > TOLERANCE else 0.0
    return falls


def _loss(link: Link) -> float:
    return link.source.loss


def _weight(link: Link) -> tuple[float, Cause]:
    return _loss(link) * (link.importance or 0.0), of_input(link.source)


def _on_every_way(root: Step) -> Mapping[Cause, float]:
    """What takes part in the time of a step on each of its longest ways, where several are as long."""
    found: dict[int, Mapping[Cause, float]] = {}
    stack = [root]
    while stack:
        step = stack[-1]
        parts = _longest(step)
        if waiting := [part for part in parts if id(part) not in found]:
            stack += waiting
            continue
        stack.pop()
        shares = [found[id(part)] for part in parts]
        found[id(step)] = _own(step) if not shares else (_added if step.rule is Rule.IN_ORDER else _shared)(shares)
    return found[id(root)]


def _longest(step: Step) -> tuple[Step, ...]:
    """The parts that make up its time: all in an order, else those as long as the one that counts."""
    if step.rule is Rule.IN_ORDER or not step.parts:
        return step.parts
    lengths = sorted(part.time.within_s for part in step.parts)
    decisive = lengths[step.count - 1 if step.rule is Rule.FASTEST else -1]
    least = decisive - TOLERANCE_S  # never one that takes no end less another: infinity stays what it is
    return tuple(part for part in step.parts if least <= part.time.within_s <= decisive + TOLERANCE_S)


def _own(step: Step) -> Mapping[Cause, float]:
    return {of_input(step.source): step.time.within_s} if step.source and step.time.within_s > 0 else {}


def _added(shares: Iterable[Mapping[Cause, float]]) -> Mapping[Cause, float]:
    found: dict[Cause, float] = defaultdict(float)
    for share in shares:
        for cause, amount in share.items():
            found[cause] += amount
    return found


def _shared(shares: Sequence[Mapping[Cause, float]]) -> Mapping[Cause, float]:
    return {cause: min(share.get(cause, 0.0) for share in shares) for cause in shares[0]}


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
