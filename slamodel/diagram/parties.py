"""A selection too large to read as services in; the sketch of parties out: counts in boxes, agreements on lines."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from slamodel.model import ANY, PartyKind
from slamodel.propagate import Promise, Standing

from . import rows, style, wording
from .bonds import Bond, Pair, bonds, of_party
from .boxes import party_lines, worst
from .focus import Field
from .selection import Selection
from .sketch import Box, Line, Row, Sketch

MOST_PARTIES = 120
MOST_LINES = 80
"""Boxes and lines that can still be read as one picture."""

_LEGEND = (
    style.LEGEND[0],
    "A line stands for all agreements between two parties, and for what one needs of the other without any.",
    "━━  thick, red: one of the promises between them breaks    ─o  there is no agreement for some of it",
)


def sketch(field: Field, selection: Selection, heading: tuple[str, ...]) -> tuple[Sketch, str]:
    """Draw one box for each party and one line for each pair with something between; say what is left out."""
    found = bonds(field, selection)
    services = Counter(field.landscape.services[name].provider for name in selection.services)
    parties = sorted({party for pair in found for party in pair} | services.keys())
    kept = _kept(parties, found, services)
    lines = tuple(_line(pair, bond) for pair, bond in found.items() if pair in kept.pairs)
    promises = of_party(field, selection)
    drawn, spread = rows.spread(
        [_box(field, party, services[party], promises.get(party, [])) for party in parties if party in kept.parties],
        lines,
    )
    left_out = [party for party in parties if party not in kept.parties]
    rest = (_rest(left_out, services),) if left_out else ()
    note = _note(((len(kept.parties), len(parties), "parties"), (len(lines), len(found), "lines")))
    shown = Sketch(
        (*heading, note) if note else heading, (), (*drawn, *rest), spread, _LEGEND, rows.bands((*drawn, *rest), spread)
    )
    return shown, "; ".join(filter(None, (selection.note, note)))


class _Kept(NamedTuple):
    parties: frozenset[str]
    pairs: frozenset[Pair]


def _kept(parties: list[str], found: Mapping[Pair, Bond], services: Mapping[str, int]) -> _Kept:
    """The lines that matter most and the parties that they join; where all lines fit, the largest of the others too."""
    kept: set[str] = set()
    pairs: set[Pair] = set()
    for pair in sorted(found, key=lambda pair: (*_importance(found[pair]), pair)):
        if len(pairs) < MOST_LINES and len(kept.union(pair)) <= MOST_PARTIES:
            kept.update(pair)
            pairs.add(pair)
    if len(pairs) == len(found):
        others = sorted(set(parties) - kept, key=lambda party: (-services[party], party))
        kept.update(others[: MOST_PARTIES - len(kept)])
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
    count = (f"{services:,} service" + ("s" if services > 1 else ""),) if services else ()
    is_customer = name == ANY or (party is not None and party.kind is PartyKind.CUSTOMER)
    row = Row.TOP if is_customer and not services else Row.FREE
    return Box(name, (*lines, *count, *_standings(promises)), standing or "plain", "", row, name)


def _standings(promises: Iterable[Promise]) -> Iterable[str]:
    counts = Counter(promise.standing for promise in promises if not promise.rests_on_nothing)
    return tuple(style.SIGNS[standing].counted(counts[standing]) for standing in Standing if counts[standing])


def _rest(left_out: list[str], services: Mapping[str, int]) -> Box:
    inside = sum(services[party] for party in left_out)
    return Box("and more", (f"and {len(left_out):,} more parties", f"with {inside:,} services"), "more", "", Row.FREE)


def _line(pair: Pair, bond: Bond) -> Line:
    """A line with the number of agreements, the worst standing among them, and what has none."""
    agreements = (_counted(len(bond.agreements), "agreement"),) if bond.agreements else ()
    standing = worst(bond.promises)
    stands = (str(style.SIGNS[standing]),) if standing else ()
    unbacked = (f"? {len(bond.unbacked)} without",) if bond.unbacked else ()
    mood = "broken" if standing is Standing.GAP else "unknown" if bond.unbacked else ""
    return Line(*pair, "promise", (*agreements, *stands, *unbacked), mood)


def _importance(bond: Bond) -> tuple[int, int]:
    """Smaller is more important: the worst standing first, then what has no agreement, then by number of agreements."""
    standing = worst(bond.promises)
    weight = len(Standing) if standing is None else standing.weight
    return (min(weight, Standing.UNKNOWN.weight) if bond.unbacked else weight, -len(bond.agreements))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("s" if number > 1 else "")


def _note(counts: Iterable[tuple[int, int, str]]) -> str:
    left_out = [f"{shown:,} of {every:,} {noun}" for shown, every, noun in counts if shown < every]
    return f"shows {' and '.join(left_out)}, those with gaps first" if left_out else ""
