"""What promises would need of others in; what to ask of whom out: one figure on all pages, the strictest first."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Way, best
from slamodel.gaps.wording import listed, number
from slamodel.propagate import Promise
from slamodel.report import asks, sections, wording
from slamodel.report.promises import MOST_ROWS

from .remembered import once

Needed: TypeAlias = tuple[tuple[Way, Promise], ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing to ask for: what each promise would need of it, the strictest that somebody could commit to first."""

    needed: Needed

    @property
    def level(self) -> float:
        """The strictest level."""
        return self.needed[0][0].level

    @property
    def wanted(self) -> str:
        """The same in words."""
        return self.needed[0][0].wanted

    @property
    def is_askable(self) -> bool:
        """Whether somebody could commit to that."""
        return self.needed[0][0].is_realistic

    @property
    def closes(self) -> Needed:
        """The promises that are kept once this level alone is granted."""
        found = ((way, promise) for way, promise in self.needed if way.level >= self.level)
        return tuple((way, promise) for way, promise in found if way.is_enough and way.basis == "guaranteed")

    @property
    def lesser(self) -> Needed:
        """Those of them that a lesser level would close too, the strictest of these first."""
        return tuple((way, promise) for way, promise in self.closes if way.wanted != self.wanted)


@once
def sought(analysis: Analysis) -> tuple[Sought, ...]:
    """All that is to be asked for, of whomever."""
    found = asks.sought(analysis, sections.wanted(analysis)[:MOST_ROWS])
    return tuple(_sought(needed) for needed in found.values())


def _sought(needed: list[tuple[Way, Promise]]) -> Sought:
    return Sought(tuple(sorted(needed, key=lambda pair: (not pair[0].is_realistic, pair[0].level))))


@once
def _by_promise(analysis: Analysis) -> Mapping[str, tuple[Sought, ...]]:
    found: dict[str, list[Sought]] = defaultdict(list)
    for one in sought(analysis):
        for _, promise in one.needed:
            found[promise.id].append(one)
    return {name: tuple(all_of) for name, all_of in found.items()}


def sought_for(analysis: Analysis, promise: Promise) -> tuple[Sought, ...]:
    """What to ask for so that a promise is kept."""
    known = _by_promise(analysis).get(promise.id)
    return known or tuple(Sought(((way, promise),)) for way in best(promise))


@once
def _by_place(analysis: Analysis) -> Mapping[tuple[str | int, ...], Sought]:
    """What is written once may stand behind several services, and has to be good enough for all of them."""
    found: dict[tuple[str | int, ...], list[tuple[Way, Promise]]] = defaultdict(list)
    for one in sought(analysis):
        for way, promise in one.needed:
            if way.source.at and not way.is_new:
                found[way.source.at].append((way, promise))
    return {place: _sought(needed) for place, needed in found.items()}


def sought_at(analysis: Analysis, place: tuple[str | int, ...]) -> Sought | None:
    """What is to be asked of a level where it is written; None where nothing is."""
    return _by_place(analysis).get(place)


def in_words(analysis: Analysis, found: Sought) -> str:
    """Whom to ask for what, how many promises that closes, and which of them a lesser figure would close as well."""
    return "; ".join(_parts(analysis, found))


def _parts(analysis: Analysis, found: Sought) -> Iterator[str]:
    way, promise = found.needed[0]
    who = wording.party_name(analysis, asks.counterpart(analysis, way.source)) or "whoever provides it"
    yield f"Ask {who} for {asks.in_words(analysis, way, promise)}"
    if len(found.closes) > 1 and found.is_askable:
        yield f"closes {number(len(found.closes), 'promise')}"
    if found.lesser:
        names = listed(dict.fromkeys(wording.subject(analysis, closed) for _, closed in found.lesser))
        yield f"{found.lesser[0][0].wanted} would close only {names}"
