"""A promise shared out over its links in several ways in; the ways side by side out, as a table and as JSON."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, listed, promise_of
from slamodel.model import TimeTarget
from slamodel.plan.apportion import apportioned
from slamodel.plan.apportioned import AS_IT_IS, METHODS, Apportionment, Method, Portion
from slamodel.plan.outcome import Basis
from slamodel.propagate import Promise
from slamodel.units import share_of, show_duration, show_money, to_ask

LABELS: dict[Method, str] = {
    "equal": "equal",
    "proportional": "proportional",
    "effort": "by effort",
    "cheapest": "cheapest",
}
MEANINGS: dict[Method, str] = {
    "equal": "every link the same",
    "proportional": "every link by the same factor (ARINC); what is good enough stays",
    "effort": "more for what is made of more, and for what less depends on (AGREE)",
    "cheapest": "of the levels on offer those that cost least; the rest stays as it is",
}


class Cell(NamedTuple):
    """A level, and the time that it comes to where it is a share of time."""

    level: str
    time: str = ""


class Row(NamedTuple):
    """A link with its level of today, and with that by every method."""

    subject: str
    party: str
    today: Cell
    cells: tuple[Cell, ...]
    stays: str


class SideBySide(NamedTuple):
    """What is promised, and how it is shared out by each method."""

    promise: str
    basis: Basis
    found: tuple[Apportionment, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


def side_by_side(
    analysis: Analysis, promise: Promise, methods: Sequence[Method] = METHODS, basis: Basis = "guaranteed"
) -> SideBySide:
    """A promise shared out by each of these methods."""
    found = tuple(apportioned(analysis, promise, method, basis) for method in methods)
    sentence = promise_of(promise, analysis.landscape)
    return SideBySide(sentence, basis, found, tuple(_rows(analysis, found)), tuple(_notes(analysis, found)))


def _rows(analysis: Analysis, found: Sequence[Apportionment]) -> Iterator[Row]:
    """Every method has the same links in the same order."""
    for portions in zip(*(one.portions for one in found), strict=True):
        first = portions[0]
        stays = first.stays if first.stays != AS_IT_IS and all(one.stays == first.stays for one in portions) else ""
        cells = tuple(
            Cell("-") if not _has_answer(one) else _cell(portion) for one, portion in zip(found, portions, strict=True)
        )
        today = Cell(first.was, _time(first.today, first.counted_s, down=False))
        party = analysis.landscape.party_label(first.party)
        yield Row(first.subject, party, today, cells, stays)


def _has_answer(one: Apportionment) -> bool:
    return one.is_enough or any(portion.move for portion in one.portions)


def _cell(portion: Portion) -> Cell:
    if portion.level is None:
        return Cell(portion.asked)
    if portion.move is None:
        return Cell(portion.asked, _time(portion.today, portion.counted_s, down=False))
    return Cell(portion.asked, _time(to_ask(portion.level), portion.counted_s, down=True))


def _time(level: float | None, counted_s: float | None, *, down: bool) -> str:
    return "" if level is None or counted_s is None else show_duration(level * counted_s, down=down)


def _notes(analysis: Analysis, found: Sequence[Apportionment]) -> Iterator[str]:
    told: set[str] = set()
    for one in found:
        label = capitalised(LABELS[one.method])
        for because in one.because:
            if because not in told:
                yield f"{label}: {because[:1].lower()}{because[1:]}."
            told.add(because)
        if one.opens:
            yield f"{label}: {listed(one.opens)} would no longer be supported."
        price = sum((portion.price for portion in one.portions if portion.price), Decimal(0))
        if one.method == "cheapest" and one.moves:
            amount = show_money(abs(price), analysis.landscape.currency)
            yield f"{label}: a year costs {amount} {'less' if price < 0 else 'more'}."


def to_json(analysis: Analysis, promise: Promise, shown: SideBySide) -> str:
    """The same for machines: shares are fractions, times seconds."""
    is_time = isinstance(promise.target, TimeTarget)
    answer = {
        "format": "slamodel-apportionment/1",
        "as_of": analysis.as_of.isoformat(),
        "target": promise.id,
        "promised": _level(promise.promised, is_time=is_time) if promise.measure is None else promise.promised,
        "basis": shown.basis,
        "methods": [_method(one, is_time=is_time) for one in shown.found],
    }
    return json.dumps(answer, indent=2, ensure_ascii=False) + "\n"


def _method(one: Apportionment, *, is_time: bool) -> dict[str, Any]:
    return {
        "method": one.method,
        "is_enough": one.is_enough,
        "because": list(one.because),
        "no_longer_supported": list(one.opens),
        "links": [
            {
                "service": portion.service,
                "agreement": portion.agreement,
                "party": portion.party,
                "today": _level(portion.today, is_time=is_time),
                "level": _level(portion.level, is_time=is_time),
                "asked": portion.asked,
                "changes": portion.move is not None,
                "stays": portion.stays or None,
                "price_change": None if portion.price is None else float(portion.price),
            }
            for portion in one.portions
        ],
    }


def _level(level: float | None, *, is_time: bool) -> float | None:
    return level if level is None or is_time else share_of(level)
