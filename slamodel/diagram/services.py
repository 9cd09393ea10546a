"""A selection of services in; the sketch of them out: promises on top, every line with its level, marks that join."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slamodel.diagram import style
from slamodel.diagram.boxes import Boxes
from slamodel.diagram.captions import Captions
from slamodel.diagram.focus import Field, Selection
from slamodel.diagram.hops import Hop, Relation, Trouble, look_for
from slamodel.diagram.sketch import Box, Line, Parts, Sketch, composed
from slamodel.model import Agreement, AnyOf, AtLeast, InParallel, Need, Service, Use, services_in
from slamodel.propagate import Standing
from slamodel.propagate.given import Path

_NOT_INDEPENDENT = "A104"
"""The finding of alternatives that rest on the same thing."""

_REACH = {Relation.NEEDS: 1, Relation.HANDLED: 1, Relation.FULFILLED: 2}
"""Rows down to another party's service: who works on requests stands below what is needed, so that rows stay short."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sketch(field: Field, selection: Selection, heading: tuple[str, ...]) -> Sketch:
    """Draw the selected services and the promises to customers that rest on them."""
    return composed(heading, parts(field, selection), style.LEGEND)


def parts(field: Field, selection: Selection) -> Parts:
    """The boxes, lines and frames of the selected services that the field has, and of the promises on them."""
    landscape = field.landscape
    services = [service for service in landscape.services.values() if service.id in selection.services]
    promises = [landscape.agreements[name] for name in field.covered if name in selection.promises]
    missing = _missing(field, services)
    boxes = Boxes(field, selection.focus)
    dependent = frozenset(finding.at for finding in field.analysis.findings if finding.code == _NOT_INDEPENDENT)
    shown = selection.services | {box.key for box in missing}
    joints = Joints(Captions(field, _trouble(field, selection)), shown, dependent)
    for service in services:
        joints.add(service)
    return Parts(
        (*map(boxes.of_promise, promises), *map(boxes.of_service, services), *joints.marks, *missing),
        (*_promised(field, promises, selection), *joints.lines),
        boxes.frames(promises, services),
    )


def _trouble(field: Field, selection: Selection) -> Trouble:
    """Trouble of the promises that are in the picture; others only where one of their services is."""
    shown = selection.services
    return look_for(field.hops, (promise for promise in field.analysis.promises if promise.service in shown))


def _promised(field: Field, promises: Iterable[Agreement], selection: Selection) -> Iterator[Line]:
    """From a promise to the services that it covers."""
    gaps = {(p.agreement, p.service) for p in field.analysis.promises if p.standing is Standing.GAP}
    for agreement in promises:
        for service in field.covered[agreement.id]:
            if service in selection.services:
                mood = "broken" if (agreement.id, service) in gaps else ""
                yield Line(f"promise {agreement.id}", service, "promise", (), mood)


def _missing(field: Field, services: Iterable[Service]) -> tuple[Box, ...]:
    """Boxes for services that are named and not in the model, because their entry is faulty."""
    heads = {hop.head for service in services for hop in field.hops.down[service.id]}
    absent = sorted(heads - field.landscape.services.keys())
    return tuple(Box(name, (name, "? not usable as written"), "missing") for name in absent)


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
        self._called: Counter[str] = Counter()
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
        # Called after its first service: in two states of a model it is the same mark, whatever is drawn around it.
        first = f"mark {branch.service} {branch.relation.value} {seen[0].head}"
        key = f"{first} {self._called[first]}"
        self._called[first] += 1
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


def _word(need: Need) -> str:
    if isinstance(need, AnyOf):
        return "any of"
    if isinstance(need, AtLeast):
        return f"{need.at_least} of {len(need.of)}"
    return "side by side" if isinstance(need, InParallel) else "all of"
