"""A ruler, the level of today and levels that would be enough in; a scale to slide a level on out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .rulers import LONG, Ruler

_FAR = LONG // 11
"""How far apart marks have to be for both to be named."""


@dataclass(frozen=True, slots=True)
class Step:
    """A level on a scale: where, as somebody types it, and what it comes to."""

    at: int
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to be seen: one that people contract, today's level (`today`) or one that is `enough`."""

    at: int
    label: str = ""
    kind: str = ""
    anchor: str = "middle"
    """From where its name runs, so that it stays on the scale, and clear of a neighbour."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps in the order of the scale, marks below and above it, and where what is typed stands."""

    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    at: int
    words: str
    unset: int = LONG
    """Where it stands while nothing is stated."""

    @property
    def plain(self) -> list[tuple[int, str, str]]:
        """The steps for a script."""
        return [(step.at, step.text, step.words) for step in self.steps]


def scale(
    ruler: Ruler, today: str, typed: str, enough: Iterable[str] = (), named: str = "enough", *, unset: int = LONG
) -> Scale | None:
    """The scale for a field; None where what stands in it today is no level of its sort.

    The levels that are `enough` are marked, the first of them with that name.
    """
    if today and ruler.at(today) is None:
        return None
    wanted = tuple(enough)
    now = typed if ruler.at(typed) is not None else today
    steps = _steps(ruler, dict.fromkeys(filter(None, (today, now, *wanted, *ruler.usual))))
    above = _above(ruler, today, wanted, named)
    at = ruler.at(now)
    return Scale(tuple(steps), (*_below(ruler), *above), unset if at is None else at, ruler.said(now), unset)


def _steps(ruler: Ruler, texts: Iterable[str]) -> list[Step]:
    """One step for each place: what is written comes before what is usual."""
    found: dict[int, Step] = {}
    for text in texts:
        at = ruler.at(text)
        if at is not None:
            found.setdefault(at, Step(at, text, ruler.said(text)))
    return sorted(found.values(), key=lambda step: step.at)


def _below(ruler: Ruler) -> Iterator[Mark]:
    """The marks that people know, named where there is room."""
    last = -LONG
    for text, name in ruler.marked:
        at = ruler.at(text)
        if at is not None:
            is_named = bool(name) and at - last >= _FAR
            last = at if is_named else last
            yield Mark(at, name if is_named else "", anchor=_anchor(at))


def _anchor(at: int) -> str:
    return "start" if at < LONG // 16 else "end" if at > LONG - LONG // 16 else "middle"


def _above(ruler: Ruler, today: str, enough: Iterable[str], named: str) -> Iterator[Mark]:
    """Today's level and what would be enough; the first of these is named, today's where there is room beside it."""
    here = ruler.at(today)
    wanted = [at for at in map(ruler.at, enough) if at is not None]
    there = wanted[0] if wanted else None
    if here is not None:
        anchor = _beside(here, there)
        yield Mark(here, "today" if anchor else "", "today", anchor)
    for n, at in enumerate(wanted):
        yield Mark(at, "" if n else named, "enough", _beside(at, here) or _anchor(at))


def _beside(at: int, other: int | None) -> str:
    """From where a name runs away from another one nearby; empty where that would lead off the scale."""
    if other is None or abs(at - other) >= _FAR * 2:
        return "start" if at < _FAR else "end" if at > LONG - _FAR else "middle"
    if at < other:
        return "end" if at >= _FAR else ""
    return "start" if at <= LONG - _FAR else ""
