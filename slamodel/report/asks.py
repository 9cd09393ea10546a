"""An analysis in; what to ask of whom out, each thing once, grouped by the party that can grant it."""

from collections import defaultdict
from collections.abc import Sequence

from slamodel.analysis import Analysis
from slamodel.gaps.ways import Key, Way, advice, best, key
from slamodel.gaps.wording import listed, metric_name, window_of
from slamodel.model.party import PartyKind
from slamodel.propagate import Input, Promise, Role, Standing
from slamodel.report import settle, wording
from slamodel.report.views import Ask, AskGroup, Cell
from slamodel.units import to_ask

MOST_PROMISES = 8
"""Promises that are named under one ask."""


def groups(analysis: Analysis, wanted: Sequence[Promise], anchors: frozenset[str]) -> tuple[AskGroup, ...]:
    """The smallest asks for promises that are not supported; `anchors` are promises with a section to link to."""
    by_key = sought(analysis, wanted)
    by_counterpart: dict[str, list[Ask]] = defaultdict(list)
    for found in sorted(by_key.values(), key=lambda found: _order(analysis, found)):
        by_counterpart[counterpart(analysis, found[0][0].source)].append(_ask(analysis, found, anchors))
    asked = {(name, promise.id) for (name, _), found in by_key.items() for _, promise in found}
    for party, ask in (*settle.missing(analysis, wanted, asked, anchors), *settle.renewals(analysis)):
        by_counterpart[party].append(ask)
    ordered = sorted(by_counterpart.items(), key=lambda entry: _first_to_see(analysis, *entry))
    return tuple(
        AskGroup(_party(analysis, party), _about(analysis, party), tuple(asks), party) for party, asks in ordered
    )


def sought(analysis: Analysis, wanted: Sequence[Promise]) -> dict[tuple[Key, str], list[tuple[Way, Promise]]]:
    """The same by what is to be asked for and its priority: what each promise would need of it."""
    found: dict[tuple[Key, str], list[tuple[Way, Promise]]] = defaultdict(list)
    for promise in wanted:
        for way in best(promise):
            found[key(way.source), _priority(analysis, way.source, promise)].append((way, promise))
    return found


def counterpart(analysis: Analysis, given: Input) -> str:
    """The party that can change an input: the provider of its service; empty where the model does not name it."""
    found = analysis.landscape.services.get(given.service)
    return found.provider if found else ""


def _first_to_see(analysis: Analysis, party: str, asked: Sequence[Ask]) -> tuple[bool, int]:
    """Suppliers, whose contracts take longest to change, before departments; then those who can help most."""
    entry = analysis.landscape.parties.get(party)
    return (entry is None or entry.kind is not PartyKind.SUPPLIER, -sum(len(ask.closes) for ask in asked))


def _order(analysis: Analysis, found: Sequence[tuple[Way, Promise]]) -> tuple[int, str, Key]:
    source = found[0][0].source
    return (min(promise.standing.weight for _, promise in found), counterpart(analysis, source), key(source))


def _party(analysis: Analysis, party: str) -> str:
    return wording.party_name(analysis, party) if party else "Nobody is named yet"


def _about(analysis: Analysis, party: str) -> str:
    entry = analysis.landscape.parties.get(party)
    if entry is None:
        return ""
    return ", ".join(filter(None, (entry.kind.value, wording.isolated(entry.contact or ""))))


def _ask(analysis: Analysis, found: Sequence[tuple[Way, Promise]], anchors: frozenset[str]) -> Ask:
    way, promise = min(found, key=lambda pair: pair[0].level)
    closes = tuple(_closes(analysis, pair, way, anchors) for pair in found[:MOST_PROMISES])
    if len(found) > MOST_PROMISES:
        closes += (Cell(f"and {len(found) - MOST_PROMISES} more promises"),)
    place = wording.place(analysis, way.source.at)
    return Ask(f"Ask for {in_words(analysis, way, promise)}", closes, place)


def _closes(analysis: Analysis, pair: tuple[Way, Promise], strictest: Way, anchors: frozenset[str]) -> Cell:
    way, promise = pair
    agreement = analysis.landscape.agreements[promise.agreement]
    details = [wording.made_for(analysis, agreement)]
    if way.level != strictest.level:
        details.append(f"{way.wanted} would do here")
    if not way.is_enough:
        details.append(_still_open(way, promise))
    elif way.basis == "independent":
        details.append("then at risk, no longer a gap")
    elif promise.standing is Standing.AT_RISK:
        details.append("then certain, not only if outages are unrelated")
    return Cell(wording.subject(analysis, promise), tuple(details), anchor=promise.id if promise.id in anchors else "")


def _still_open(way: Way, promise: Promise) -> str:
    """What keeps an ask from being enough: the other asks for the same promise, or what stays unknown."""
    if advice(promise).is_enough:
        return "together with the other asks"
    mine = way.source.unknown
    lacks = {lack: lack.message for view in (promise.direct, promise.end_to_end) for lack in view.unknown}
    if any(lack != mine for lack in lacks) and all(lack.lack in settle.LACKS for lack in lacks):
        return "the least that it takes until all that is not known is stated"
    others = list(dict.fromkeys(message for lack, message in lacks.items() if lack != mine))
    if not others:
        return "closes a part of what is missing"
    return f"the least that it takes; not known then: {listed(others, 2)}"


def in_words(analysis: Analysis, way: Way, promise: Promise) -> str:
    """What to ask for, from which level to which: a phrase that goes on from "ask them for"."""
    given = way.source
    service = wording.service_name(analysis, given.service)
    what = metric_name(given.metric)
    if priority := _priority(analysis, given, promise):
        what = f"{what} ({priority})"
    wanted = f"{what} for" if way.is_any else f"{what} of {_at_least(way, promise)} for"
    if not way.is_time and wording.is_unrealistic(way.level):
        return f"a better {what} for {service}: {wording.UNREALISTIC}"
    if way.is_new:
        agreement = analysis.landscape.agreements.get(given.agreement or "")
        return f"a commitment to {wanted} {service}{f', in {wording.agreement_name(agreement)}' if agreement else ''}"
    whose = "the own part of " if given.role is Role.OWN else ""
    return f"{wanted} {whose}{service}, instead of {wording.level(given.level or 0.0, is_time=way.is_time)}"


def _at_least(way: Way, promise: Promise) -> str:
    if way.is_time:
        return f"at most {way.wanted}"
    time = wording.duration_down(promise, to_ask(way.level), allowed=True)
    return f"at least {way.wanted} {window_of(promise.target.window)}{f' ({time} of downtime)' if time else ''}"


def _priority(analysis: Analysis, given: Input, promise: Promise) -> str:
    """The priority that an input is committed for; the promise's own where nothing is committed yet."""
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    if agreement is None or not given.at:
        return promise.target.priority or "" if given.level is None or given.role is Role.OWN else ""
    return dict(agreement.stated)[given.at[2:]].priority or ""
