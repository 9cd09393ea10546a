"""The ways out of one gap in; each as a row out, with what it does, and how to try it, to make it or to accept it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from slamodel.analysis import Analysis
from slamodel.gaps.wording import number
from slamodel.plan.made import changes_of
from slamodel.plan.move import Kind, Move
from slamodel.plan.outcome import Option
from slamodel.propagate import Promise
from slamodel.report import figures, wording
from slamodel.report.options import asks_others, without_price
from slamodel.report.views import Cell, Status

from ..forms.changes import as_text
from . import moves, waiving
from .moves import MoveLine
from .places import level_at
from .wishes import LEVEL, TIER

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Effect:
    """Other promises that are supported then, or no longer: how many, and the first of them."""

    count: int
    first: tuple[Cell, ...]

    @property
    def more(self) -> int:
        """How many are not named."""
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Way:
    """One way out: its changes, its price, how the promise stands then, what else it does, and what to do with it.

    `query` opens it as something to try, empty where that cannot be expressed; `changes` is what a form carries to
    make it; `waive` names the form that accepts the risk.
    """

    label: str
    note: str
    lines: tuple[MoveLine, ...]
    price: Cell
    status: Status | None
    then: str
    closes: Effect
    opens: Effect
    changes: str
    message: str
    query: Mapping[str, str] = field(default_factory=dict)
    waive: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways out of a gap: those that are enough, those that only help, to accept it, and what was tried in vain."""

    promise: str
    enough: tuple[Way, ...]
    partial: tuple[Way, ...]
    accepting: tuple[Way, ...]
    in_vain: tuple[str, ...]
    closes: bool
    """Whether what is asked of others closes it, so that no other words are needed."""


def is_asked(promise: Promise) -> bool:
    """Whether there is anything to get out of."""
    return promise.promised is not None and not promise.rests_on_nothing and promise.standing.is_open


def ways(analysis: Analysis, promise: Promise, found: Iterable[Option]) -> Ways:
    """The options of a promise, in the order in which they come."""
    every = [(option, _way(analysis, promise, option)) for option in found]
    changing = [(option, way) for option, way in every if option.moves and not _is_waiver(option)]
    return Ways(
        promise.id,
        tuple(way for option, way in changing if option.is_enough),
        tuple(way for option, way in changing if not option.is_enough),
        tuple(way for option, way in every if _is_waiver(option) and way.waive),
        tuple(option.label for option, _ in every if not option.moves),
        any(option.is_enough and asks_others(promise, option) for option, _ in changing),
    )


def _is_waiver(option: Option) -> bool:
    return any(move.kind is Kind.WAIVER for move in option.moves)


def _way(analysis: Analysis, promise: Promise, option: Option) -> Way:
    is_waiver = _is_waiver(option)
    return Way(
        option.label,
        option.note,
        tuple(moves.line(analysis, move) for move in option.moves),
        _price(analysis, option),
        wording.status(option.promise) if option.promise and not is_waiver else None,
        _ensured(option.promise) if not is_waiver else "",
        _effect(analysis, option.closes),
        _effect(analysis, option.opens),
        "" if is_waiver else as_text(changes_of(option.moves)),
        moves.message(analysis, option.moves),
        {} if is_waiver else query(analysis, promise, option.moves),
        _waive(analysis, promise) if is_waiver else {},
    )


def _price(analysis: Analysis, option: Option) -> Cell:
    """What is known beside what is not."""
    if words := without_price(option):
        return Cell(words)
    known = [move.price for move in option.moves if move.price is not None]
    unpriced = len(option.moves) - len(known)
    if not known or not unpriced:
        return moves.price(analysis, option.price)
    shown = moves.price(analysis, sum(known, Decimal(0)))
    return Cell(shown.text, (*shown.details, f"and {number(unpriced, 'price')} not known"))


def _ensured(promise: Promise | None) -> str:
    """What is ensured then."""
    if promise is None or promise.promised is None:
        return ""
    return figures.of(promise)[1].text


def _effect(analysis: Analysis, names: tuple[str, ...]) -> Effect:
    known = (analysis.target(name) for name in names[:_MOST_NAMED] if name in analysis.ids)
    return Effect(len(names), tuple(Cell(wording.subject(analysis, one), anchor=one.id) for one in known))


def query(analysis: Analysis, promise: Promise, made: Iterable[Move]) -> Mapping[str, str]:
    """How an address opens moves as something to try; empty where not all of them are tiers, or levels that stand."""
    fields = [field for move in made for field in _fields(analysis, move)]
    found = {key: value for key, value in fields if value}
    return {"promise": promise.id, **found} if found and len(found) == len(fields) else {}


def _fields(analysis: Analysis, move: Move) -> Iterator[tuple[str, str]]:
    """The fields of a move, with nothing for those that there are not."""
    if move.tier and move.agreement:
        yield TIER + move.agreement, move.tier
        return
    for change in move.changes:
        place = "/".join(map(str, change.path))
        is_there = isinstance(change.value, str) and level_at(analysis, place) is not None
        yield LEVEL + place, str(change.value) if is_there else ""


def _waive(analysis: Analysis, promise: Promise) -> Mapping[str, str]:
    """The form that accepts the gravest finding on the promise."""
    for finding in analysis.findings:
        if promise.id in finding.promises and (address := waiving.query(finding, promise.id)):
            return address
    return {}
