"""A selection too large to read as services in; the sketch of parties out: counts in boxes, agreements on lines."""

from collections import Counter
from collections.abc import Iterable, Mapping

from slamodel.model import ANY, PartyKind
from slamodel.propagate import Promise, Standing

from . import style, wording
from .bonds import Bond, Pair, bonds, of_provider
from .boxes import party_lines, worst
from .focus import Field
from .selection import Selection
from .sketch import Box, Line, Row, Sketch

MOST_PARTIES = 120
"""Boxes of parties that can still be read as one picture."""

_ABREAST = 9
"""Boxes beside one another before a further row is begun."""

_LEGEND = (style.LEGEND[0], "A line stands for all agreements between two parties.   ━━  red: some promise among them breaks")


def sketch(field: Field, selection: Selection, heading: tuple[str, ...]) -> tuple[Sketch, str]:
    """Draw one box for each party and one line for each pair with something between; say what is left out."""
    found = bonds(field, selection)
    services = Counter(field.landscape.services[name].provider for name in selection.services)
    parties = sorted({party for pair in found for party in pair} | services.keys())
    promises = of_provider(field, selection)
    kept = _kept(parties, found, promises, services)
    boxes = [_box(field, party, services[party], promises.get(party, [])) for party in parties if party in kept]
    left_out = [party for party in parties if party not in kept]
    if left_out:
        boxes.append(_rest(left_out, services))
    lines = _lines({pair: bond for pair, bond in found.items() if kept.issuperset(pair)}, field)
    return Sketch(heading, (), tuple(boxes), lines, _LEGEND), _note(selection, len(kept), len(parties))


def _kept(
    parties: list[str], found: Mapping[Pair, Bond], promises: Mapping[str, list[Promise]], services: Mapping[str, int]
) -> frozenset[str]:
    """The parties to show: those that gaps touch first, then the largest."""
    touched = {party for pair, bond in found.items() if worst(bond.promises) is Standing.GAP for party in pair}
    touched |= {party for party, given in promises.items() if worst(given) is Standing.GAP}
    ordered = sorted(parties, key=lambda party: (party not in touched, -services[party], party))
    return frozenset(ordered[:MOST_PARTIES])


def _box(field: Field, name: str, services: int, promises: list[Promise]) -> Box:
    party = field.landscape.parties.get(name)
    standing = worst(promises)
    if name == ANY:
        lines: tuple[str, ...] = ("Any customer",)
    elif party is None:
        lines = (*wording.wrapped(name), "? not in the model")
    else:
        lines = party_lines(party, field.landscape.party_label(party.part_of or ""))
    count = (f"{services:,} service" + ("s" if services > 1 else ""),) if services else ()
    is_customer = name == ANY or (party is not None and party.kind is PartyKind.CUSTOMER)
    row = Row.TOP if is_customer and not services else Row.FREE
    return Box(name, (*lines, *count, *_standings(promises)), standing or "plain", "", row, name)


def _standings(promises: Iterable[Promise]) -> Iterable[str]:
    counts = Counter(promise.standing for promise in promises if not promise.rests_on_nothing)
    return tuple(style.SIGNS[standing].count(counts[standing]) for standing in Standing if counts[standing])


def _rest(left_out: list[str], services: Mapping[str, int]) -> Box:
    inside = sum(services[party] for party in left_out)
    return Box("and more", (f"and {len(left_out):,} more parties", f"with {inside:,} services"), "more", "", Row.FREE)


def _lines(found: Mapping[Pair, Bond], field: Field) -> tuple[Line, ...]:
    """Lines with their words; the boxes below a party that are the end of the way are spread over several rows."""
    with_more_below = {consumer for consumer, _ in found}
    fanned: Counter[str] = Counter()
    lines = []
    for (consumer, provider), bond in found.items():
        reach = 1
        if provider not in with_more_below:
            reach += fanned[consumer] // _ABREAST
            fanned[consumer] += 1
        lines.append(Line(consumer, provider, "promise", _words(bond), _mood(bond), reach))
    return tuple(lines)


def _words(bond: Bond) -> tuple[str, ...]:
    agreements = (_counted(len(bond.agreements), "agreement"),) if bond.agreements else ()
    unbacked = (f"? {len(bond.unbacked)} without",) if bond.unbacked else ()
    standing = worst(bond.promises)
    return (*agreements, *((str(style.SIGNS[standing]),) if standing else ()), *unbacked)


def _mood(bond: Bond) -> str:
    if worst(bond.promises) is Standing.GAP:
        return "broken"
    return "unknown" if bond.unbacked else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("s" if number > 1 else "")


def _note(selection: Selection, shown: int, parties: int) -> str:
    rest = f"; shows {shown:,} of {parties:,} parties, those with gaps first" if shown < parties else ""
    return f"{selection.note}{rest}".removeprefix("; ")
