"""A sketch in; what its picture shows out, box by box, under the names that the drawing uses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from slamodel.diagram import dot, wording
from slamodel.diagram.sketch import Box, Line, Mark, Sketch, Subject
from slamodel.propagate import Standing


@dataclass(frozen=True, slots=True)
class Shown:
    """A box of a picture: `node` names it in the drawing, `subject` is what of the model it stands for.

    `facts` are what is written on it below its name, `within` whose frame it stands in; `below` and `above` are the
    nodes that it leads to and that lead to it, where marks such as "any of" are passed over.
    """

    node: str
    subject: Subject
    facts: tuple[str, ...]
    within: str
    standing: Standing | None
    in_focus: bool
    below: tuple[str, ...]
    above: tuple[str, ...]
    rests_on: tuple[str, ...]
    """What it rests on, in words: names of services, groups with their mark (`any of A, B`)."""
    mark: Mark | None = None
    is_as_written: bool = False
    """Of what is marked as changed: that it only stands differently."""


def of(sketch: Sketch) -> tuple[Shown, ...]:
    """The boxes of a sketch that stand for something of the model, in the order of the drawing."""
    return _Reader(sketch).shown()


class _Reader:
    """Follows the lines of one sketch; marks give way to what hangs from them."""

    def __init__(self, sketch: Sketch) -> None:
        self._sketch = sketch
        self._names = dot.names_of(sketch)
        self._boxes = {box.key: box for box in sketch.boxes}
        self._frames = {frame.key: frame.name for frame in sketch.frames}
        self._out: Mapping[str, list[Line]] = defaultdict(list)
        for line in sketch.lines:
            self._out[line.tail].append(line)

    def shown(self) -> tuple[Shown, ...]:
        below = {box.key: tuple(dict.fromkeys(self._ends(box.key))) for box in self._sketch.boxes}
        above: dict[str, list[str]] = defaultdict(list)
        for box in self._sketch.boxes:
            for head in below[box.key] if box.subject else ():
                above[head].append(box.key)
        return tuple(
            Shown(
                self._names[box.key],
                box.subject,
                _facts(box, box.subject),
                self._frames.get(box.frame, ""),
                Standing(box.look) if box.look in set(Standing) else None,
                box.in_focus,
                self._nodes(below[box.key]),
                self._nodes(above[box.key]),
                tuple(dict.fromkeys(map(self._said, self._out[box.key]))),
                box.mark,
                box.is_as_written,
            )
            for box in self._sketch.boxes
            if box.subject
        )

    def _nodes(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._names[key] for key in keys if self._boxes[key].subject)

    def _ends(self, key: str) -> Sequence[str]:
        """The boxes that are no marks to which lines lead from this one."""
        found: list[str] = []
        stack = [line.head for line in reversed(self._out[key])]
        while stack:
            head = stack.pop()
            if self._is_mark(head):
                stack.extend(line.head for line in reversed(self._out[head]))
            else:
                found.append(head)
        return found

    def _said(self, line: Line) -> str:
        if not self._is_mark(line.head):
            return self._name(line.head)
        return f"{self._boxes[line.head].lines[0]} {', '.join(map(self._name, self._ends(line.head)))}"

    def _is_mark(self, key: str) -> bool:
        return self._boxes[key].look == "mark"

    def _name(self, key: str) -> str:
        box: Box = self._boxes[key]
        return box.subject.name if box.subject else box.lines[0]


def _facts(box: Box, subject: Subject) -> tuple[str, ...]:
    """The lines of a box without those of its name; what a party is may stand on the line of its name."""
    named = len(wording.wrapped(subject.name))
    first = box.lines[0].removeprefix(f"{subject.name} · ")
    return (*((first,) if first != box.lines[0] else ()), *box.lines[named:])
