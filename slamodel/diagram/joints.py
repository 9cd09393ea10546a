"""The structure behind a service in; lines out, with a small mark where alternatives join."""

from collections.abc import Iterator

from slamodel.model import AnyOf, AtLeast, InParallel, Need, Service, Use

from .captions import Captions
from .hops import Hop, Relation
from .sketch import Box, Line


_REACH = {Relation.NEEDS: 1, Relation.HANDLED: 1, Relation.FULFILLED: 2}
"""Rows down to another party's service: who works on incidents stands below what is needed, so that rows stay short."""


class Joints:
    """Collects the lines and marks of services; what lies outside `shown` gets none."""

    def __init__(self, captions: Captions, shown: frozenset[str]) -> None:
        """`shown` are the ids of the services that have a box."""
        self._captions = captions
        self._shown = shown
        self.marks: list[Box] = []
        self._lines: dict[tuple[str, str, str], Line] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines collected so far."""
        return tuple(self._lines.values())

    def add(self, service: Service) -> None:
        """Draw everything that a service rests on."""
        for need in _together(service.needs):
            self._join(service, service.id, need, Relation.NEEDS)
        for number, handler in enumerate(service.handled_by, 1):
            is_last = number == len(service.handled_by)
            self._connect(service.id, Hop(service.id, handler, Relation.HANDLED), str(number), is_last=is_last)
        for number, step in _numbered(service.fulfilled_by):
            self._join(service, service.id, step, Relation.FULFILLED, number)

    def _join(self, service: Service, tail: str, need: Need, relation: Relation, number: str = "") -> None:
        """Draw one branch: a line to a service, or to a mark from which its members hang."""
        if isinstance(need, Use):
            self._connect(tail, Hop(service.id, need.service, relation), number)
            return
        if len(need.members) == 1:
            self._join(service, tail, need.members[0], relation, number)
            return
        seen = [hop for hop in self._hops(service, need, relation) if hop.head in self._shown]
        if not seen:
            return
        mark = f"mark {service.id} {len(self.marks)}"
        self.marks.append(Box(mark, (_word(need),), "mark"))
        mood = "broken" if any(self._captions.mood(hop) == "broken" for hop in seen) else ""
        self._keep(Line(tail, mark, relation.value, tuple(filter(None, (number,))), mood))
        for member in need.members:
            self._join(service, mark, member, relation)

    def _hops(self, service: Service, need: Need, relation: Relation) -> Iterator[Hop]:
        if isinstance(need, Use):
            yield Hop(service.id, need.service, relation)
        for member in need.members:
            yield from self._hops(service, member, relation)

    def _connect(self, tail: str, hop: Hop, number: str, *, is_last: bool = False) -> None:
        if hop.head in self._shown:
            lines = self._captions.lines(hop, number, is_last=is_last)
            mood = self._captions.mood(hop)
            reach = 1 if mood == "in house" else _REACH[hop.relation]
            self._keep(Line(tail, hop.head, hop.relation.value, lines, mood, reach))

    def _keep(self, line: Line) -> None:
        """One line for each pair and relation, however often the model repeats it."""
        self._lines.setdefault((line.tail, line.head, line.look), line)


def _together(needs: tuple[Need, ...]) -> Iterator[Need]:
    """Needs that all have to work, one by one: groups that say nothing else give way to their members."""
    for need in needs:
        if isinstance(need, Use | AnyOf | AtLeast):
            yield need
        else:
            yield from _together(need.members)


def _numbered(steps: tuple[Need, ...]) -> Iterator[tuple[str, Need]]:
    """Steps in order with their numbers; steps side by side share one and get letters: 1, 2a, 2b, 3."""
    number = 0
    for outer in steps:
        for step in outer.members if not isinstance(outer, Use | AnyOf | AtLeast | InParallel) else (outer,):
            number += 1
            if isinstance(step, InParallel):
                letters = (chr(ord("a") + place % 26) for place in range(len(step.members)))
                yield from ((f"{number}{letter}", member) for letter, member in zip(letters, step.members, strict=True))
            else:
                yield str(number), step


def _word(need: Need) -> str:
    if isinstance(need, AnyOf):
        return "any of"
    if isinstance(need, AtLeast):
        return f"{need.at_least} of {len(need.of)}"
    return "side by side" if isinstance(need, InParallel) else "all of"
