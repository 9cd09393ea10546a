"""What has to shrink together in, where no single change is enough; out who takes part, and what has to become what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.remedies import remedies
from slamodel.gaps.together import Part, together
from slamodel.gaps.wording import capitalised, listed, number, share_of
from slamodel.propagate import Promise, Role
from slamodel.report import wording
from slamodel.report.on_offer import on_offer_together
from slamodel.report.views import Ask, Cell
from slamodel.units import TOLERANCE_S

_MOST_PARTS = 6
_MOST_PARTIES = 6
_MOST_PROMISES = 8
UNTRIED = "try in the model whether it is enough"


def parties(analysis: Analysis, parts: Sequence[Part]) -> tuple[str, ...]:
    """Those who take part, with whom most of it lies first; empty for a service that is not in the model."""
    taken: dict[str, float] = defaultdict(float)
    for part in parts:
        taken[wording.provider(analysis, part.source.service)] += part.taken
    return tuple(sorted(taken, key=lambda party: -taken[party]))


class Joint(NamedTuple):
    """A promise that no single level closes: by whom it can be closed, and what has to become what.

    Of several parties any one can be asked where `is_either`; it was not worked out whether that is enough.
    """

    promise: Promise
    parties: tuple[str, ...]
    text: str
    is_either: bool = False
    is_of_levels: bool = True


def alike(analysis: Analysis, wanted: Iterable[Promise]) -> Iterator[list[Joint]]:
    """Those among these promises, together where the same takes part in the same."""
    found: dict[tuple[tuple[str, ...], str], list[Joint]] = defaultdict(list)
    for promise in wanted:
        for one in _of(analysis, promise):
            found[one.parties, one.text].append(one)
    yield from found.values()


def _of(analysis: Analysis, promise: Promise) -> Iterator[Joint]:
    """Hours, or maintenance, where levels are not what is missing; else all that has to shrink together."""
    if found := remedies(analysis.context, promise):
        for remedy in found:
            text = f"{capitalised(remedy.ask)} (see {remedy.code})"
            yield Joint(promise, remedy.parties, text, remedy.is_either, is_of_levels=False)
    elif parts := together(promise):
        text = f"{change(promise)}; today {listed(_each(analysis, promise, parts), _MOST_PARTS)}"
        yield Joint(promise, parties(analysis, parts), capitalised(text))


def whom(analysis: Analysis, promise: Promise) -> tuple[str, ...]:
    """All with whom to talk about a promise that no single level closes."""
    return tuple(dict.fromkeys(party for one in _of(analysis, promise) for party in one.parties))


def ask(analysis: Analysis, found: Sequence[Joint], anchors: frozenset[str], *, is_tried: bool = False) -> Ask:
    """What these have to bring about together; for the first, where it is to be tried, which tiers are enough."""
    offered = on_offer_together(analysis, found[0].promise) if is_tried and found[0].is_of_levels else ""
    told = [offered, *("" for _ in found[1:])]
    closes = tuple(_closes(analysis, *pair, anchors) for pair in zip(found[:_MOST_PROMISES], told, strict=False))
    if len(found) > _MOST_PROMISES:
        closes += (Cell(f"and {number(len(found) - _MOST_PROMISES, 'more promise')}"),)
    return Ask(found[0].text, closes, wording.place(analysis, found[0].promise.at))


def _closes(analysis: Analysis, one: Joint, offered: str, anchors: frozenset[str]) -> Cell:
    agreement = analysis.landscape.agreements[one.promise.agreement]
    anchor = one.promise.id if one.promise.id in anchors else ""
    told = offered if one.is_of_levels else UNTRIED
    details = tuple(filter(None, (wording.made_for(analysis, agreement), told)))
    return Cell(wording.subject(analysis, one.promise), details, anchor=anchor)


def in_words(analysis: Analysis, promise: Promise) -> Iterator[str]:
    """What has to be brought about, and by whom, in sentences."""
    if found := remedies(analysis.context, promise):
        yield from (f"{capitalised(remedy.ask)} (see {remedy.code})." for remedy in found)
    elif parts := together(promise):
        names = [wording.party_name(analysis, party) for party in parties(analysis, parts) if party]
        several = "Together, " if len(names) > 1 else ""
        who = f"{several}{listed(names or ['Whoever it is'], _MOST_PARTIES)}"
        yield f"{who}: {change(promise)}. Today {listed(_each(analysis, promise, parts), _MOST_PARTS)}."


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
        return f"{share_of(promise, ensured)} has to become {share_of(promise, promised)}"
    shares = f"{share_of(promise, promised)} instead of {share_of(promise, ensured)}"
    return f"{today} of downtime has to become {wanted}, {shares}"


def _each(analysis: Analysis, promise: Promise, parts: Sequence[Part]) -> Iterator[str]:
    """The level of each as it is committed today: the same one may count more than once, first to hand on."""
    is_time = promise.direct.time is not None
    for part in parts:
        name = wording.service_name(analysis, part.source.service)
        itself = " itself" if part.source.role is Role.OWN else ""
        yield f"{name}{itself} {wording.level(part.source, is_time=is_time)}"
