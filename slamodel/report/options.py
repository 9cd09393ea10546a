"""The ways out of a gap, each tried, in; the table that lays them side by side, and the same as lines of text, out."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, number
from slamodel.model import ANY
from slamodel.plan.move import Kind, Move
from slamodel.plan.options import options
from slamodel.plan.outcome import Option
from slamodel.plan.redundancy import TO_BE_FOUND
from slamodel.propagate import Promise
from slamodel.report import wording
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import show_money

MOST = 8
"""Ways that are shown; the others cost more, or change more."""
_MOST_MOVES = 6
CAPTION = "Ways out, each tried on the whole model"
_COLUMNS = (
    Column("What"),
    Column("With whom"),
    Column("From → to"),
    Column("More a year", is_number=True),
    Column("Earliest by term or notice"),
    Column("What it does"),
)


class _Way(NamedTuple):
    """One way in words."""

    what: str
    whom: tuple[str, ...]
    changes: tuple[str, ...]
    price: str
    day: str
    notice: str
    does: str
    also: tuple[str, ...]


def table(analysis: Analysis, promise: Promise) -> Table | None:
    """The ways out of one gap; nothing where none is found."""
    found = options(analysis, promise)
    ways = [option for option in found if option.moves]
    if not ways:
        return None
    rows = tuple(_row(option, _in_words(analysis, option)) for option in _shown(ways))
    return Table(CAPTION, _COLUMNS, (Group("", rows),), " ".join(_notes(found, len(ways))))


def lines(analysis: Analysis, promise: Promise) -> Iterator[str]:
    """The same as text, one way after the other."""
    found = options(analysis, promise)
    ways = [option for option in found if option.moves]
    if ways:
        yield ""
        yield CAPTION
    for place, option in enumerate(_shown(ways), 1):
        yield from _lines(place, _in_words(analysis, option))
    yield from (f"  {note}" for note in _notes(found, len(ways)))


def _shown(ways: Sequence[Option]) -> Sequence[Option]:
    """The first ones; to accept the risk, which comes last, is always among them."""
    return ways if len(ways) <= MOST else (*ways[: MOST - 1], ways[-1])


def _notes(found: Sequence[Option], count: int) -> Iterator[str]:
    """What is not shown, and what was tried in vain."""
    if count > MOST:
        yield f"{number(count - MOST, 'more way')} that cost more, or change more, are not shown."
    yield from (f"{option.label}." for option in found if not option.moves)


def _row(option: Option, way: _Way) -> tuple[Cell, ...]:
    status = wording.STATUS[option.promise.standing] if option.promise and option.is_enough else None
    return (
        Cell(way.what),
        Cell(listed(way.whom, None)),
        Cell(way.changes[0]) if len(way.changes) == 1 else Cell("", way.changes),
        Cell(way.price),
        Cell(way.day, (way.notice,) if way.notice else ()),
        Cell("" if status else way.does, way.also, status),
    )


def _lines(place: int, way: _Way) -> Iterator[str]:
    yield f"  {place}. {way.what} ({listed(way.whom, None)})"
    for change in way.changes:
        yield f"     {change}"
    notice = f", {way.notice}" if way.notice else ""
    yield f"     more a year: {way.price}; earliest by term or notice: {way.day}{notice}"
    yield f"     {'; '.join(filter(None, (way.does, *way.also)))}"


def _in_words(analysis: Analysis, option: Option) -> _Way:
    whom = tuple(dict.fromkeys(_party(analysis, move) for move in option.moves))
    day, notice = _lever(option.moves)
    return _Way(
        option.label,
        whom,
        tuple(_changes(analysis, option.moves)),
        _price(analysis, option),
        day,
        notice,
        _does(option),
        tuple(_also(option)),
    )


def _party(analysis: Analysis, move: Move) -> str:
    named = {TO_BE_FOUND: "a provider to be found", ANY: "every customer"}
    return named.get(move.party) or wording.party_name(analysis, move.party)


def _changes(analysis: Analysis, moves: Sequence[Move]) -> Iterator[str]:
    """From what to what; of several things with what each is of."""
    for move in moves[:_MOST_MOVES]:
        change = f"{move.was} → {move.becomes}"
        yield change if len(moves) == 1 else f"{_of(analysis, move)}: {change}"
    if len(moves) > _MOST_MOVES:
        yield f"and {number(len(moves) - _MOST_MOVES, 'more change')}"


def _of(analysis: Analysis, move: Move) -> str:
    agreement = analysis.landscape.agreements.get(move.agreement or "")
    if move.kind is Kind.TIER and agreement is not None:
        return wording.agreement_name(agreement)
    return wording.service_name(analysis, move.service)


def _price(analysis: Analysis, option: Option) -> str:
    if option.price is None:
        return "not known"
    amount = show_money(abs(option.price), analysis.landscape.currency, up=option.price > 0)
    return f"−{amount}" if option.price < 0 else amount  # noqa: RUF001 - a minus sign, as it is printed


def _lever(moves: Sequence[Move]) -> tuple[str, str]:
    """The day from which all of it can be had, and the last day of notice that has to be kept for that."""
    days = [move.lever.day for move in moves]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return "as agreed", ""
    notices = [move.lever.notice for move in moves if move.lever.notice is not None]
    return wording.day(max(known)), f"notice by {wording.day(min(notices))}" if notices else ""


def _does(option: Option) -> str:
    """How the promise stands then; of a waiver the note says what becomes of it."""
    if option.promise is None or any(move.kind is Kind.WAIVER for move in option.moves):
        return ""
    return option.promise.standing.word if option.is_enough else f"then {option.promise.standing.word}"


def _also(option: Option) -> Iterator[str]:
    """What else becomes of other promises, and what has to be known of it."""
    if option.closes:
        yield f"closes {number(len(option.closes), 'more promise')}: {listed(option.closes, 2)}"
    if option.opens:
        yield f"opens {number(len(option.opens), 'other promise')}: {listed(option.opens, 2)}"
    if option.note:
        yield option.note
