"""The parts of two pictures in; those of one out, where everything is new, gone, changed or the same."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from slamodel.diagram.sketch import Box, Frame, Line, Mark, Parts
from slamodel.diagram.turned import MINUS, between, turned
from slamodel.diagram.wording import tokens, wrapped

Remarks = Mapping[str, tuple[str, ...]]
"""The key of a box to what has changed about it that its own lines do not tell."""

GONE = f"{MINUS} gone"
_MOST_REMARKS = 4
K = TypeVar("K")
T = TypeVar("T")


def merged(before: Parts, after: Parts, remarks: Remarks, written: Collection[str] | None = None) -> Parts:
    """All boxes, lines and frames of both, what is gone where it stood.

    `written` are the keys of the boxes whose own text has changed; None where a box stands for much.
    """
    framed = {frame.key: frame for frame in (*before.frames, *after.frames)}
    old, new = {box.key: box for box in before.boxes}, {box.key: box for box in after.boxes}
    boxes = tuple(_box(old.get(key), new.get(key), framed, remarks.get(key, ())) for key in _order(old, new))
    if written is not None:
        boxes = tuple(replace(box, is_as_written=_is_as_written(box, written)) for box in boxes)
    shown = {box.key: _figures(" ".join(box.lines)) for box in boxes if box.mark is Mark.CHANGED}
    was, now = {_ends(line): line for line in before.lines}, {_ends(line): line for line in after.lines}
    lines = tuple(_line(was.get(key), now.get(key), shown) for key in _order(was, now))
    return Parts(boxes, lines, tuple(framed.values()))


def with_neighbours(parts: Parts, most: int) -> Parts:
    """What has changed, with the boxes that its lines join; at most so many lines."""
    moved = {box.key for box in parts.boxes if box.mark is not Mark.SAME}
    touching = sorted(
        (line for line in parts.lines if line.mark is not Mark.SAME or line.tail in moved or line.head in moved),
        key=lambda line: line.mark is Mark.SAME,
    )[:most]
    kept = set(map(_ends, touching))
    shown = moved | {end for line in touching for end in (line.tail, line.head)}
    boxes = tuple(box for box in parts.boxes if box.key in shown)
    return parts._replace(boxes=boxes, lines=tuple(line for line in parts.lines if _ends(line) in kept))


def _is_as_written(box: Box, written: Collection[str]) -> bool:
    return box.mark is Mark.CHANGED and box.subject is not None and box.key not in written


def _ends(line: Line) -> tuple[str, str, str]:
    return line.tail, line.head, line.look


def _order(old: Mapping[K, T], new: Mapping[K, T]) -> Iterable[K]:
    """The keys as they stand now; what is gone comes after what stood before it."""
    placed: dict[K, list[K]] = {}
    last: K | None = None
    first: list[K] = []
    for key in old:
        if key in new:
            last = key
        else:
            (placed.setdefault(last, []) if last is not None else first).append(key)
    return [*first, *(each for key in new for each in (key, *placed.get(key, ())))]


def _box(was: Box | None, now: Box | None, frames: Mapping[str, Frame], remarks: tuple[str, ...]) -> Box:
    if now is None:
        assert was is not None  # noqa: S101 - a key comes from one of the two
        return replace(was, mark=Mark.GONE)
    if was is None:
        return replace(now, mark=Mark.NEW)
    if was.subject and not now.subject:
        return _unusable(was, now)
    name = _name(now)
    facts = turned(was.lines[len(_name(was)) :], now.lines[len(name) :])
    more = (*_moved(was, now, frames), *_unsaid(remarks, facts))
    if (*name, *facts) == was.lines and not more:
        return replace(now, mark=Mark.SAME)
    lines = (*name, *facts, *(part for remark in _few(more) for part in wrapped(remark)))
    return replace(now, lines=lines, mark=Mark.CHANGED)


def _unusable(was: Box, now: Box) -> Box:
    """What is named still, but cannot be read any more: as it was called, and what there is to say of it now."""
    return replace(was, lines=(*_name(was), *now.lines[1:]), look=now.look, frame=now.frame, mark=Mark.CHANGED)


def _name(box: Box) -> tuple[str, ...]:
    """The first lines of a box, which say what it is; of marks and counts all may change."""
    if box.subject:
        return box.lines[: len(wrapped(box.subject.name))]
    return box.lines[:1] if box.look == "missing" else ()


def _moved(was: Box, now: Box, frames: Mapping[str, Frame]) -> Iterable[str]:
    """That it had another name, or belonged to somebody else."""
    if was.subject and now.subject and was.subject.name != now.subject.name:
        yield f"~ was called {was.subject.name}"
    if was.frame != now.frame and was.frame in frames:
        yield f"~ was with {frames[was.frame].name}"


def _unsaid(remarks: Sequence[str], facts: Sequence[str]) -> list[str]:
    """The remarks with some figure that does not stand in the lines of the box already, and those without figures."""
    said = _figures(" ".join(facts))
    return [remark for remark in remarks if not _figures(remark) or _figures(remark) - said]


def _figures(text: str) -> frozenset[str]:
    return frozenset(word for word in tokens(text) if any(letter.isdigit() for letter in word))


def _few(remarks: Sequence[str]) -> Sequence[str]:
    rest = len(remarks) - _MOST_REMARKS
    return [*remarks[:_MOST_REMARKS], f"~ and {rest} more"] if rest > 0 else remarks


def _line(was: Line | None, now: Line | None, shown: Mapping[str, frozenset[str]]) -> Line:
    """A line; `shown` are the figures on boxes that have changed, which a line does not tell again."""
    if now is None:
        assert was is not None  # noqa: S101 - a key comes from one of the two
        return replace(was, lines=(GONE, *was.lines), mark=Mark.GONE)
    if was is None:
        return replace(now, lines=("+ new", *now.lines), mark=Mark.NEW)
    breaks = _breaks(was, now)
    if now.look == "promise" and breaks:  # the box of the promise tells how it stands
        return replace(now, mark=Mark.CHANGED)
    if was.lines == now.lines and not breaks:
        return replace(now, mark=Mark.SAME)
    lines = _untold(was, now, shown.get(now.head, frozenset()) | shown.get(now.tail, frozenset()))
    if lines == now.lines:
        return replace(now, lines=(*now.lines, *(f"~ {said}" for said in breaks)), mark=Mark.CHANGED)
    told = turned(lines, now.lines)
    if len(lines) == len(now.lines) == 1:
        told = (between(lines[0], now.lines[0]),)
    first, *others = (*told, *breaks)
    marked = first if first[:1] in ("+", MINUS) else f"~ {first}"
    return replace(now, lines=(marked, *others), mark=Mark.CHANGED)


def _untold(was: Line, now: Line, shown: frozenset[str]) -> tuple[str, ...]:
    """The words that a line had, as if what a box at one of its ends tells already had always been so."""
    old = was.lines
    if old and now.lines and _figures(f"{old[0]} {now.lines[0]}") <= shown:
        old = (now.lines[0], *old[1:])
    if was.mood == "broken" != now.mood:
        old = tuple(line for line in old if not line.startswith("needed ") or line in now.lines)
    return old


def _breaks(was: Line, now: Line) -> tuple[str, ...]:
    """That a promise breaks here that did not, or the other way round."""
    if (was.mood == "broken") is (now.mood == "broken"):
        return ()
    return ("breaks here now",) if now.mood == "broken" else ("does not break any more",)
