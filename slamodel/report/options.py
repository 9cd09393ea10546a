"""The ways out of a gap, each tried, in; the table that lays them side by side, and the same as lines of text, out."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
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
TRIED = "Each tried on the whole model"
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
    days: tuple[tuple[str, str], ...]
    does: str
    also: tuple[str, ...]


class Tried(NamedTuple):
    """The ways out of one gap, and whether one of them closes it without promising less or accepting it."""

    table: Table
    closes: bool


def tried(analysis: Analysis, promise: Promise) -> Tried | None:
    """The ways out of one gap; nothing where none is found."""
    found = options(analysis, promise)
    ways = [option for option in found if option.moves]
    if not ways:
        return None
    rows = tuple(_row(option, _in_words(analysis, option)) for option in _shown(ways))
    shown = Table(CAPTION, _COLUMNS, (Group("", rows),), " ".join(_notes(found, len(ways))))
    return Tried(shown, any(asks_others(promise, option) for option in ways if option.is_enough))


def asks_others(promise: Promise, option: Option) -> bool:
    """Whether it is asked of others, and is no change of the promise itself."""
    return any(move.agreement != promise.agreement for move in option.moves)


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
        _days(way.days),
        Cell("" if status else way.does, way.also, status),
    )


def _days(days: Sequence[tuple[str, str]]) -> Cell:
    if len(days) == 1:
        return Cell(days[0][0], tuple(filter(None, days[0][1:])))
    return Cell("", tuple(_together(*pair) for pair in days))


def _together(day: str, notice: str) -> str:
    return f"{day}, {notice}" if notice else day


def _lines(place: int, way: _Way) -> Iterator[str]:
    yield f"  {place}. {way.what} ({listed(way.whom, None)})"
    for change in way.changes:
        yield f"     {change}"
    days = "; ".join(_together(*pair) for pair in way.days)
    yield f"     more a year: {way.price}; earliest by term or notice: {days}"
    yield f"     {'; '.join(filter(None, (way.does, *way.also)))}"


def _in_words(analysis: Analysis, option: Option) -> _Way:
    whom = tuple(dict.fromkeys(_party(analysis, move) for move in option.moves))
    return _Way(
        option.label,
        whom,
        tuple(_changes(analysis, option.moves)),
        _price(analysis, option),
        _levers(analysis, option.moves),
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
    """What a year costs more: what nobody knows is never counted as nothing, and said beside what is known."""
    if words := without_price(option):
        return words
    known = [move.price for move in option.moves if move.price is not None]
    if not known:
        return "not known"
    price = sum(known, Decimal(0))
    amount = show_money(abs(price), analysis.landscape.currency, up=price > 0)
    shown = f"−{amount}" if price < 0 else amount  # noqa: RUF001 - a minus sign, as it is printed
    unpriced = len(option.moves) - len(known)
    return f"{shown}, and {number(unpriced, 'price')} not known" if unpriced else shown


def without_price(option: Option) -> str:
    """What is said where nobody has named a price, and none is to be asked for: nothing for a waiver."""
    if option.moves and all(move.kind is Kind.WAIVER for move in option.moves):
        return "nothing"
    is_less = (
        move.price is None and option.promise and move.of[1] == option.promise.agreement for move in option.moves
    )
    return "no price" if option.moves and all(is_less) else ""


def _levers(analysis: Analysis, moves: Sequence[Move]) -> tuple[tuple[str, str], ...]:
    """From which day on it can be had, and what it takes for that; of several contracts each on its own."""
    found = {_whose(analysis, move): _lever(analysis, move) for move in moves}
    if len({*found.values()}) == 1:
        return tuple(found.values())[:1]
    first = tuple((f"{whose}: {day}", notice) for whose, (day, notice) in found.items())
    hidden = len(first) - _MOST_MOVES
    return (*first[:_MOST_MOVES], (f"and {number(hidden, 'more date')}", "")) if hidden > 0 else first


def _whose(analysis: Analysis, move: Move) -> str:
    agreement = analysis.landscape.agreements.get(move.agreement or "")
    return wording.agreement_name(agreement) if agreement else wording.service_name(analysis, move.of[1])


def _lever(analysis: Analysis, move: Move) -> tuple[str, str]:
    """The day, and the last day of notice; of a contract without an end how long after notice that is."""
    day, notice = move.lever.day, move.lever.notice
    if day is None:
        return "as agreed", ""
    agreement = analysis.landscape.agreements.get(move.agreement or "")
    if notice is None or agreement is None:
        return wording.day(day), ""
    if agreement.term.end is None:
        return f"{number((day - notice).days, 'day')} after notice", ""
    return wording.day(day), f"notice by {wording.day(notice)}"


def _does(option: Option) -> str:
    """How the promise stands then; of a waiver the note says what becomes of it."""
    if option.promise is None or any(move.kind is Kind.WAIVER for move in option.moves):
        return ""
    standing = option.promise.standing
    return f"{'' if option.is_enough else 'then '}{standing.symbol} {standing.word}"


def _also(option: Option) -> Iterator[str]:
    """What else becomes of other promises, and what has to be known of it."""
    if option.closes:
        yield f"closes {number(len(option.closes), 'more promise')}: {listed(option.closes, 2)}"
    if option.opens:
        yield f"opens {number(len(option.opens), 'other promise')}: {listed(option.opens, 2)}"
    if option.note:
        yield option.note
