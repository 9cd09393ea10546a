"""A selection too large to read as services in; the sketch of parties out: counts in boxes, agreements on lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from slamodel.diagram import style, wording
from slamodel.diagram.boxes import party_lines, worst
from slamodel.diagram.focus import Field, Selection
from slamodel.diagram.sketch import Box, Line, Parts, Row, Sketch, Subject, composed
from slamodel.gaps.wording import number
from slamodel.model import ANY, AgreementKind, PartyKind
from slamodel.propagate import Promise, Standing, promising

MOST_PARTIES = 120
MOST_LINES = 80
"""Boxes and lines that can still be read as one picture."""

LEGEND = (
    style.LEGEND[0],
    "A line stands for all agreements between two parties, and for what one needs of the other without any.",
    "━━  thick, red: one of the promises between them breaks    ─o  there is no agreement for some of it",
)


_Pair = tuple[str, str]
"""A consumer and a provider."""


@dataclass(slots=True)
class _Bond:
    """What lies between a consumer and a provider."""

    agreements: set[str] = field(default_factory=set)
    unbacked: set[str] = field(default_factory=set)
    promises: list[Promise] = field(default_factory=list)


def sketch(field: Field, selection: Selection, heading: tuple[str, ...]) -> tuple[Sketch, str]:
    """Draw one box for each party and one line for each pair with something between; say what is left out."""
    found, note = parts(field, selection)
    shown = composed((*heading, note) if note else heading, found, LEGEND)
    return shown, "; ".join(filter(None, (selection.note, note)))


def parts(
    field: Field, selection: Selection, most_parties: int = MOST_PARTIES, most_lines: int = MOST_LINES
) -> tuple[Parts, str]:
    """The boxes and lines that matter most, and a note of what is left out."""
    found = _bonds(field, selection)
    services = Counter(field.landscape.services[name].provider for name in selection.services)
    parties = sorted({party for pair in found for party in pair} | services.keys())
    kept = _kept(parties, found, services, most_parties, most_lines)
    lines = tuple(_line(pair, bond) for pair, bond in found.items() if pair in kept.pairs)
    promises = _promises_of(field, selection)
    drawn = [_box(field, party, services[party], promises.get(party, [])) for party in parties if party in kept.parties]
    left_out = [party for party in parties if party not in kept.parties]
    rest = (_rest(left_out, services),) if left_out else ()
    note = _note(((len(kept.parties), len(parties), "parties"), (len(lines), len(found), "lines")))
    return Parts((*drawn, *rest), lines), note


class _Kept(NamedTuple):
    parties: frozenset[str]
    pairs: frozenset[_Pair]


def _kept(
    parties: list[str], found: Mapping[_Pair, _Bond], services: Mapping[str, int], most_parties: int, most_lines: int
) -> _Kept:
    """The lines that matter most and the parties that they join; where all lines fit, the largest of the others too."""
    kept: set[str] = set()
    pairs: set[_Pair] = set()
    for pair in sorted(found, key=lambda pair: (*_importance(found[pair]), pair)):
        if len(pairs) < most_lines and len(kept.union(pair)) <= most_parties:
            kept.update(pair)
            pairs.add(pair)
    if len(pairs) == len(found):
        others = sorted(set(parties) - kept, key=lambda party: (-services[party], party))
        kept.update(others[: most_parties - len(kept)])
    return _Kept(frozenset(kept), frozenset(pairs))


def _box(field: Field, name: str, services: int, promises: list[Promise]) -> Box:
    party = field.landscape.parties.get(name)
    standing = worst(promises)
    if name == ANY:
        lines: tuple[str, ...] = ("Any customer",)
    elif party is None:
        lines = (*wording.wrapped(name), "? not in the model")
    else:
        lines = party_lines(party, field.landscape.party_label(party.part_of or ""))
    count = (number(services, "service"),) if services else ()
    is_customer = name == ANY or (party is not None and party.kind is PartyKind.CUSTOMER)
    row = Row.TOP if is_customer and not services else Row.FREE
    subject = Subject("party", name, "Any customer" if name == ANY else field.landscape.party_label(name))
    return Box(name, (*lines, *count, *wording.counted(promises)), standing or "plain", "", row, subject)


def _rest(left_out: list[str], services: Mapping[str, int]) -> Box:
    inside = sum(services[party] for party in left_out)
    return Box("and more", (f"and {len(left_out):,} more parties", f"with {inside:,} services"), "more", "", Row.FREE)


def _line(pair: _Pair, bond: _Bond) -> Line:
    """A line with the number of agreements, the worst standing among them, and what has none."""
    agreements = (number(len(bond.agreements), "agreement"),) if bond.agreements else ()
    standing = worst(bond.promises)
    stands = (wording.stands(standing),) if standing else ()
    unbacked = (f"? {len(bond.unbacked)} without",) if bond.unbacked else ()
    mood = "broken" if standing is Standing.GAP else "unknown" if bond.unbacked else ""
    return Line(*pair, "promise", (*agreements, *stands, *unbacked), mood)


def _importance(bond: _Bond) -> tuple[int, int]:
    """Smaller is more important: the worst standing first, then what has no agreement, then by number of agreements."""
    standing = worst(bond.promises)
    weight = len(Standing) if standing is None else standing.weight
    return (min(weight, Standing.UNKNOWN.weight) if bond.unbacked else weight, -len(bond.agreements))


def _note(counts: Iterable[tuple[int, int, str]]) -> str:
    left_out = [f"{shown:,} of {every:,} {noun}" for shown, every, noun in counts if shown < every]
    return f"shows {' and '.join(left_out)}, those with gaps first" if left_out else ""


def _bonds(ground: Field, selection: Selection) -> Mapping[_Pair, _Bond]:
    """Every pair with something between them, in the order of ids."""
    found: dict[_Pair, _Bond] = defaultdict(_Bond)
    _add_agreements(ground, selection, found)
    _add_dependencies(ground, selection, found)
    by_agreement: dict[str, list[Promise]] = defaultdict(list)
    for promise in ground.analysis.promises:
        if promise.service in selection.services:
            by_agreement[promise.agreement].append(promise)
    for bond in found.values():
        bond.promises.extend(promise for name in sorted(bond.agreements) for promise in by_agreement[name])
    return dict(sorted(found.items()))


def _add_agreements(ground: Field, selection: Selection, found: dict[_Pair, _Bond]) -> None:
    graph = ground.analysis.graph
    for agreement in promising(graph):
        chosen = (
            agreement.id in selection.promises
            if agreement.kind is AgreementKind.SLA
            else not selection.services.isdisjoint(graph.covered(agreement))
        )
        for customer in agreement.customers if chosen else ():
            if customer != ANY or agreement.kind is AgreementKind.SLA:
                found[customer, agreement.provider].agreements.add(agreement.id)


def _add_dependencies(ground: Field, selection: Selection, found: dict[_Pair, _Bond]) -> None:
    graph, services = ground.analysis.graph, ground.landscape.services
    for service in sorted(selection.services):
        consumer = services[service].provider
        for hop in ground.hops.down[service]:
            if hop.head not in selection.services or services[hop.head].provider == consumer:
                continue
            backing = graph.backing(consumer, hop.head)
            bond = found[consumer, services[hop.head].provider]
            bond.agreements.update(backing.agreements)
            if not backing.agreements:
                bond.unbacked.add(hop.head)


def _promises_of(ground: Field, selection: Selection) -> Mapping[str, list[Promise]]:
    """Party to the promises that it gives, and customer to those that it is given."""
    found: dict[str, list[Promise]] = defaultdict(list)
    agreements = ground.landscape.agreements
    for promise in ground.analysis.promises:
        if promise.service in selection.services:
            agreement = agreements[promise.agreement]
            found[agreement.provider].append(promise)
            for customer in agreement.customers if ground.analysis.is_to_customer(promise) else ():
                found[customer].append(promise)
    return found
