"""An analysis in; what to ask of whom out, each thing once, grouped by the party that can grant it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.sought import Needs, priority
from slamodel.gaps.sought import sought as sought_in
from slamodel.gaps.ways import Way, advice
from slamodel.gaps.windows import by_the_window_above
from slamodel.gaps.wording import either, listed, metric_name, number, window_of
from slamodel.propagate import Input, Promise, Role, Standing
from slamodel.report import joint, settle, wording
from slamodel.report.counting import on, target_of
from slamodel.report.on_offer import on_offer
from slamodel.report.views import Ask, AskGroup, Cell
from slamodel.units import to_ask

MOST_PROMISES = 8
"""Promises that are named under one ask."""
_MOST_TRIED = 10
"""Promises of which it is tried what is on offer for all who take part."""
_MOST_PARTIES = 6
"""Parties that are named where they have to move together."""


class _Whom(NamedTuple):
    """Who can grant something: all of these together, or any one of them."""

    parties: tuple[str, ...]
    is_either: bool = False


def groups(analysis: Analysis, wanted: Sequence[Promise], anchors: frozenset[str]) -> tuple[AskGroup, ...]:
    """The smallest asks for promises that are not supported; `anchors` are promises with a section to link to.

    Whoever can help the first of these promises comes first, so they are in the order of the headline.
    """
    by_parties: dict[_Whom, list[Ask]] = defaultdict(list)
    for _, whom, ask in sorted(_asks(analysis, wanted, anchors), key=lambda entry: entry[0]):
        by_parties[whom].append(ask)
    return tuple(_group(analysis, whom, tuple(found)) for whom, found in by_parties.items())


def to_renew(analysis: Analysis) -> tuple[AskGroup, ...]:
    """The contracts to renew, as a group of their own behind all others; none where none ends too early."""
    found = tuple(ask for _, ask in settle.renewals(analysis))
    return (AskGroup("To renew", "", found),) if found else ()


def _asks(analysis: Analysis, wanted: Sequence[Promise], anchors: frozenset[str]) -> Iterator[tuple[int, _Whom, Ask]]:
    """Each ask with the parties that can grant it, and the place of the first promise that it helps."""
    rank = {promise.id: place for place, promise in enumerate(wanted)}
    # Where something stays unknown whatever anybody answers, asking is not what to begin with.
    rank |= {promise.id: rank[promise.id] + len(wanted) for promise in wanted if settle.is_open_anyway(promise)}
    needs = sought(analysis, wanted)
    for found in needs.values():
        whom = _Whom((counterpart(analysis, found[0][0].source),))
        yield min(rank[promise.id] for _, promise in found), whom, _ask(analysis, found, anchors)
    for alike in joint.alike(analysis, wanted):
        whom = _Whom(alike[0].parties, alike[0].is_either)
        place = rank[alike[0].promise.id]
        yield place, whom, joint.ask(analysis, alike, anchors, is_tried=place < _MOST_TRIED)
    asked = {(name, promise.id) for (name, _), found in needs.items() for _, promise in found}
    for party, waiting, ask in settle.missing(analysis, wanted, asked, anchors):
        yield min(rank[promise.id] for promise in waiting), _Whom((party,)), ask


def sought(analysis: Analysis, wanted: Sequence[Promise]) -> Needs:
    """The same by what is to be asked for and its priority: what each promise would need of it."""
    return sought_in(analysis.landscape, wanted)


def counterpart(analysis: Analysis, given: Input) -> str:
    """The party that can change an input: the provider of its service; empty where the model does not name it."""
    return wording.provider(analysis, given.service)


def _group(analysis: Analysis, whom: _Whom, found: tuple[Ask, ...]) -> AskGroup:
    if len(whom.parties) > 1:
        names = [_party(analysis, party) for party in whom.parties]
        if whom.is_either:
            return AskGroup(either(names), "one of them", found, parties=whom.parties, is_either=True)
        return AskGroup(listed(names, _MOST_PARTIES), "together", found, parties=whom.parties)
    (party,) = whom.parties
    return AskGroup(_party(analysis, party), _about(analysis, party), found, party, whom.parties)


def _party(analysis: Analysis, party: str) -> str:
    return wording.party_name(analysis, party) if party else "Nobody is named yet"


def _about(analysis: Analysis, party: str) -> str:
    entry = analysis.landscape.parties.get(party)
    if entry is None:
        return ""
    return ", ".join(filter(None, (entry.kind.value, wording.isolated(entry.contact or ""))))


def _ask(analysis: Analysis, found: Sequence[tuple[Way, Promise]], anchors: frozenset[str]) -> Ask:
    way, promise = min(found, key=lambda pair: (not pair[0].is_realistic, pair[0].level))
    closes = tuple(_closes(analysis, pair, way, anchors) for pair in found[:MOST_PROMISES])
    if len(found) > MOST_PROMISES:
        closes += (Cell(f"and {number(len(found) - MOST_PROMISES, 'more promise')}"),)
    place = wording.place(analysis, way.source.at)
    return Ask(f"Ask for {in_words(analysis, way, promise)}{on_offer(analysis, way)}", closes, place)


def _closes(analysis: Analysis, pair: tuple[Way, Promise], strictest: Way, anchors: frozenset[str]) -> Cell:
    way, promise = pair
    agreement = analysis.landscape.agreements[promise.agreement]
    details = [wording.made_for(analysis, agreement)]
    if way.level < strictest.level:
        details.append(f"stays open: {wording.UNREALISTIC}")
    elif way.level != strictest.level:
        details.append(f"{way.wanted} would do here")
    if not way.is_enough:
        details.append(_still_open(analysis, way, promise))
    elif way.basis == "independent":
        details.append("then at risk, no longer a gap")
    elif promise.standing is Standing.AT_RISK:
        details.append("then kept even if outages come at the worst time")
    return Cell(wording.subject(analysis, promise), tuple(details), anchor=promise.id if promise.id in anchors else "")


def _still_open(analysis: Analysis, way: Way, promise: Promise) -> str:
    """What keeps an ask from being enough: the other asks for the same promise, or what stays unknown."""
    if advice(promise).is_enough:
        return "together with the other asks"
    mine = way.source.unknown
    lacks = {lack: lack.message for view in (promise.direct, promise.end_to_end) for lack in view.unknown}
    if any(lack != mine for lack in lacks) and all(lack.lack in settle.LACKS for lack in lacks):
        whom = dict.fromkeys(wording.service_name(analysis, lack.service) for lack in lacks if lack != mine)
        does = "a part of what it takes" if way.is_new else "helps with what is missing already"
        return f"{does}; unknown until there is a commitment for {listed(whom, 2)}"
    others = list(dict.fromkeys(message for lack, message in lacks.items() if lack != mine))
    if not others:
        return "closes a part of what is missing"
    return f"needed in any case, and not enough: {listed(others, 2)}"


def in_words(analysis: Analysis, way: Way, promise: Promise) -> str:
    """What to ask for, from which level to which: a phrase that goes on from "ask them for"."""
    given = way.source
    service = wording.service_name(analysis, given.service)
    what = metric_name(given.metric)
    if for_whom := priority(analysis.landscape, given, promise):
        what = f"{what} ({for_whom})"
    wanted = f"{what} for" if way.is_any else f"{what} of {_at_least(analysis, way, promise)} for"
    if not way.is_time and way.measure is None and wording.is_unrealistic(way.level):
        return f"a better {what} for {service}: {wording.UNREALISTIC}"
    if way.is_new:
        agreement = analysis.landscape.agreements.get(given.agreement or "")
        return f"a commitment to {wanted} {service}{f', in {wording.agreement_name(agreement)}' if agreement else ''}"
    itself = " itself" if given.role is Role.OWN else ""
    today = wording.level(replace(given, share=1.0), is_time=way.is_time, measure=way.measure)
    rather = (
        f", or of the same {today}, measured over {window}"
        if (window := by_the_window_above(analysis.landscape, way, promise))
        else ""
    )
    return f"{wanted} {service}{itself}, instead of {today}{rather}"


def _at_least(analysis: Analysis, way: Way, promise: Promise) -> str:
    """The level on the terms on which it is to be stated: on its own clock, over its own window."""
    given = way.source
    if way.measure is not None:
        return f"{way.measure.bound} {way.wanted}"
    if way.is_time:
        is_apart = not way.is_new and given.clock != promise.clock
        return f"at most {way.wanted}{f' {on(analysis, given.clock)}' if is_apart else ''}"
    stated = target_of(analysis, given)
    if given.counted is not None and stated is not None:
        return f"at least {way.wanted} {window_of(stated.window)}"
    time = wording.duration_down(promise, to_ask(way.level), allowed=True)
    return f"at least {way.wanted} {window_of(promise.target.window)}{f' ({time} of downtime)' if time else ''}"
