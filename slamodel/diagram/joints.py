"""The structure behind services in; lines out, with a small mark where alternatives join."""

from collections.abc import Iterator
from typing import NamedTuple

from slamodel.model import AnyOf, AtLeast, InParallel, Need, Service, Use, services_in
from slamodel.propagate.outcome import Path

from .captions import Captions
from .hops import Hop, Relation
from .sketch import Box, Line

_REACH = {Relation.NEEDS: 1, Relation.HANDLED: 1, Relation.FULFILLED: 2}
"""Rows down to another party's service: who works on requests stands below what is needed, so that rows stay short."""


class _Branch(NamedTuple):
    """A part of a service's structure, and the box that it hangs from."""

    service: str
    tail: str
    need: Need
    relation: Relation
    number: str = ""
    remark: str = ""

    def hops(self) -> tuple[Hop, ...]:
        """The hops to all services in this part."""
        return tuple(Hop(self.service, head, self.relation) for head in services_in((self.need,)))


class Joints:
    """Collects the lines and marks of services; what lies outside `shown` gets none."""

    def __init__(self, captions: Captions, shown: frozenset[str], dependent: frozenset[Path] = frozenset()) -> None:
        """`shown` are the services that have a box; `dependent` are the places of groups that share what is below."""
        self._captions, self._shown, self._dependent = captions, shown, dependent
        self.marks: list[Box] = []
        self._lines: dict[tuple[str, str, str], Line] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines collected so far."""
        return tuple(self._lines.values())

    def add(self, service: Service) -> None:
        """Draw everything that a service rests on."""
        for place, outer in enumerate(service.needs):
            remark = "not independent" if ("services", service.id, "needs", place) in self._dependent else ""
            for need in _together(outer):
                self._join(_Branch(service.id, service.id, need, Relation.NEEDS, "", remark))
        for order, handler in enumerate(service.handled_by, 1):
            hop = Hop(service.id, handler, Relation.HANDLED)
            self._connect(service.id, hop, str(order), is_last=order == len(service.handled_by))
        for number, step in _numbered(service.fulfilled_by):
            self._join(_Branch(service.id, service.id, step, Relation.FULFILLED, number))

    def _join(self, branch: _Branch) -> None:
        """Draw one branch: a line to a service, or to a mark from which its members hang."""
        seen = [hop for hop in branch.hops() if hop.head in self._shown]
        if isinstance(branch.need, Use):
            self._connect(branch.tail, branch.hops()[0], branch.number)
        elif len(branch.need.members) == 1:
            self._join(branch._replace(need=branch.need.members[0]))
        elif seen:
            tail = self._mark(branch, seen)
            for member in branch.need.members:
                self._join(_Branch(branch.service, tail, member, branch.relation))

    def _mark(self, branch: _Branch, seen: list[Hop]) -> str:
        """Add a mark and the line that leads to it; returns its key."""
        key = f"mark {branch.service} {len(self.marks)}"
        self.marks.append(Box(key, tuple(filter(None, (_word(branch.need), branch.remark))), "mark"))
        mood = "broken" if any(self._captions.mood(hop) == "broken" for hop in seen) else ""
        number = (branch.number,) if branch.number else ()
        self._keep(Line(branch.tail, key, branch.relation.value, number, mood))
        return key

    def _connect(self, tail: str, hop: Hop, number: str, *, is_last: bool = False) -> None:
        if hop.head in self._shown:
            lines = self._captions.lines(hop, number, is_last=is_last)
            mood = self._captions.mood(hop)
            reach = 1 if mood == "in house" else _REACH[hop.relation]
            self._keep(Line(tail, hop.head, hop.relation.value, lines, mood, reach))

    def _keep(self, line: Line) -> None:
        """One line for each pair and relation, however often the model repeats it."""
        self._lines.setdefault((line.tail, line.head, line.look), line)


def _together(need: Need) -> Iterator[Need]:
    """Needs that all have to work, one by one: groups that say nothing else give way to their members."""
    if isinstance(need, Use | AnyOf | AtLeast):
        yield need
    else:
        for member in need.members:
            yield from _together(member)


def _numbered(steps: tuple[Need, ...]) -> Iterator[tuple[str, Need]]:
    """Steps in order with their numbers; steps side by side share one and get letters: 1, 2a, 2b, 3."""
    number = 0
    for outer in steps:
        for step in (outer,) if isinstance(outer, Use | AnyOf | AtLeast | InParallel) else outer.members:
            number += 1
            if isinstance(step, InParallel) and len(step.members) <= len(_LETTERS):
                letters = zip(_LETTERS, step.members, strict=False)
                yield from ((f"{number}{letter}", member) for letter, member in letters)
            else:
                yield str(number), step


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _word(need: Need) -> str:
    if isinstance(need, AnyOf):
        return "any of"
    if isinstance(need, AtLeast):
        return f"{need.at_least} of {len(need.of)}"
    return "side by side" if isinstance(need, InParallel) else "all of"
