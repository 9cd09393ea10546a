"""What has to shrink together in, where no single change is enough; out who takes part, and what has to become what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.together import Part, together
from slamodel.gaps.wording import capitalised, listed, number
from slamodel.propagate import Promise, Role
from slamodel.report import wording
from slamodel.report.views import Ask, Cell
from slamodel.units import TOLERANCE_S, show_share

_MOST_PARTS = 6
_MOST_PROMISES = 8


def parties(analysis: Analysis, parts: Sequence[Part]) -> tuple[str, ...]:
    """Those who take part, with whom most of it lies first; empty for a service that is not in the model."""
    taken: dict[str, float] = defaultdict(float)
    for part in parts:
        taken[wording.provider(analysis, part.source.service)] += part.taken
    return tuple(sorted(taken, key=lambda party: -taken[party]))


class Joint(NamedTuple):
    """A promise that only several changes together can close: by whom, and what has to become what."""

    promise: Promise
    parties: tuple[str, ...]
    text: str


def alike(analysis: Analysis, wanted: Iterable[Promise]) -> Iterator[list[Joint]]:
    """Those among these promises, together where the same takes part in the same."""
    found: dict[tuple[tuple[str, ...], str], list[Joint]] = defaultdict(list)
    for promise in wanted:
        if parts := together(promise):
            text = f"{change(promise)}; today {listed(_each(analysis, promise, parts), _MOST_PARTS)}"
            one = Joint(promise, parties(analysis, parts), capitalised(text))
            found[one.parties, one.text].append(one)
    yield from found.values()


def ask(analysis: Analysis, found: Sequence[Joint], anchors: frozenset[str]) -> Ask:
    """What these have to bring about together."""
    closes = tuple(_closes(analysis, one.promise, anchors) for one in found[:_MOST_PROMISES])
    if len(found) > _MOST_PROMISES:
        closes += (Cell(f"and {number(len(found) - _MOST_PROMISES, 'more promise')}"),)
    return Ask(found[0].text, closes, wording.place(analysis, found[0].promise.at))


def _closes(analysis: Analysis, promise: Promise, anchors: frozenset[str]) -> Cell:
    agreement = analysis.landscape.agreements[promise.agreement]
    anchor = promise.id if promise.id in anchors else ""
    return Cell(wording.subject(analysis, promise), (wording.made_for(analysis, agreement),), anchor=anchor)


def in_words(analysis: Analysis, promise: Promise, parts: Sequence[Part]) -> str:
    """Who has to bring what about, in a sentence."""
    names = [wording.party_name(analysis, party) for party in parties(analysis, parts) if party] or ["Whoever it is"]
    who = f"Together, {listed(names, _MOST_PARTS)}" if len(names) > 1 else f"{names[0]}, with all parts together"
    return f"{who}: {change(promise)}. Today {listed(_each(analysis, promise, parts), _MOST_PARTS)}."


def change(promise: Promise) -> str:
    """What has to become what: `12 h has to become 8 h`."""
    view, promised = promise.deciding, promise.promised or 0.0
    if view.time is not None:
        limit = wording.limit(promise, view)
        if view.time.within_s > limit + TOLERANCE_S:
            return f"{wording.taken(promise, view)} has to become {wording.length(promise, limit, down=True)}"
        kept = wording.cases(1 - view.time.in_guaranteed)
        return f"{kept} has to become {wording.cases(1 - promise.promised_share)}"
    ensured = view.figures.guaranteed if view.figures else 0.0
    today, wanted = wording.duration_down(promise, ensured), wording.duration_down(promise, promised, allowed=True)
    if not today:
        return f"{show_share(ensured)} has to become {show_share(promised)}"
    return f"{today} of downtime has to become {wanted}, {show_share(promised)} instead of {show_share(ensured)}"


def _each(analysis: Analysis, promise: Promise, parts: Sequence[Part]) -> Iterator[str]:
    """The level of each as it is committed today: the same one may count more than once, first to hand on."""
    is_time = promise.direct.time is not None
    for part in parts:
        name = wording.service_name(analysis, part.source.service)
        itself = " itself" if part.source.role is Role.OWN else ""
        yield f"{name}{itself} {wording.level(part.source, is_time=is_time)}"
