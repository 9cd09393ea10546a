"""An analysis in; all that could be agreed with those below its promises, so that they are supported, out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from slamodel.analysis import Analysis
from slamodel.gaps.wording import metric_name
from slamodel.load import EntryId
from slamodel.model.agreement import Path
from slamodel.plan.commitments import commitments
from slamodel.plan.levels import level_move
from slamodel.plan.made import tried
from slamodel.plan.move import Kind, Move
from slamodel.plan.on_offer import on_offer
from slamodel.plan.steps import better_levels, new_levels
from slamodel.plan.terms import AROUND_THE_CLOCK, terms
from slamodel.plan.tiers import is_closed
from slamodel.propagate import Link, Promise, Role, Standing

_ROUNDS = 8
"""How often it is looked at what else is needed once all is at its strictest."""

_Slot: TypeAlias = tuple[EntryId, Path, Kind]


@dataclass(frozen=True, slots=True)
class Choice:
    """All that can be decided at one thing: at most one of these moves, the strictest last, or none of them."""

    of: EntryId
    subject: str
    moves: tuple[Move, ...]

    @property
    def strictest(self) -> Move:
        """The move that asks for the most."""
        return self.moves[-1]


def menu(analysis: Analysis) -> tuple[Choice, ...]:
    """The choices below promises that are not supported, and below what would rise for them.

    Contracts with tiers are among them wherever a promise rests on them: with another tier here a cheaper one may do
    there.
    """
    found: dict[_Slot, Choice] = {}
    current = analysis
    for _ in range(_ROUNDS):
        before = len(found)
        if current is analysis:
            _collect_tiers(found, analysis)
        _collect(found, analysis, (promise for promise in current.promises if promise.standing.is_open))
        if len(found) == before or not any(promise.standing.is_open for promise in current.promises):
            break
        current = tried(analysis, [choice.strictest for choice in found.values()])
    return tuple(found[slot] for slot in sorted(found, key=_order))


def _order(slot: _Slot) -> tuple[EntryId, str, str]:
    return slot[0], slot[2], "/".join(f"{step:09}" if isinstance(step, int) else step for step in slot[1])


def _collect(found: dict[_Slot, Choice], analysis: Analysis, promises: Iterable[Promise]) -> None:
    """Put in what these promises rest on and is not there yet."""
    moves: dict[_Slot, dict[str, Move]] = {}
    for promise in promises:
        for link in _links(promise):
            for move in _moves(analysis, link, promise):
                slot = _slot(move)
                if slot not in found:
                    moves.setdefault(slot, {}).setdefault(repr(move.changes), move)
    for slot, alike in moves.items():
        found[slot] = Choice(slot[0], _subject(slot, next(iter(alike.values()))), tuple(_sorted(alike.values())))


def _collect_tiers(found: dict[_Slot, Choice], analysis: Analysis) -> None:
    """Put in the tiers of all contracts that a promise rests on."""
    offering = {name: agreement for name, agreement in analysis.landscape.agreements.items() if agreement.tiers}
    views = (view for promise in analysis.promises if offering for view in (promise.direct, promise.end_to_end))
    used = {given.agreement for view in views for given in view.inputs}
    for name in offering.keys() & used:
        slot: _Slot = (("agreements", name), ("tier",), Kind.TIER)
        if moves := on_offer(analysis, offering[name]):
            found[slot] = Choice(slot[0], "tier", tuple(moves))


def _links(promise: Promise) -> Iterator[Link]:
    """The inputs of the views that fall short, each with what would be enough of it."""
    for view in (promise.direct, promise.end_to_end):
        if view.standing is not Standing.SUPPORTED:
            yield from view.links


def _slot(move: Move) -> _Slot:
    """What makes two moves exclude one another."""
    if move.kind is Kind.TIER:
        return move.of, ("tier",), move.kind
    if move.kind is Kind.EXCLUSION and len(move.changes) == 1:
        return move.of, move.changes[0].path, move.kind
    if move.kind is Kind.COMMITMENT:
        return move.of, (move.metric, move.priority), move.kind
    return move.of, move.at, move.kind


def _subject(slot: _Slot, move: Move) -> str:
    if move.kind is Kind.TIER:
        return "tier"
    if move.kind is Kind.EXCLUSION and slot[1][-1] in ("excludes", "clock_stops", "excludes_failures"):
        return str(slot[1][-1]).replace("_", " ")
    what = f"{metric_name(move.metric)}{f' for {move.priority}' if move.priority else ''}"
    return {Kind.HOURS: f"hours of the {what}", Kind.WINDOW: f"window of the {what}"}.get(move.kind, what)


def _sorted(moves: Iterable[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: (move.effort, move.becomes == AROUND_THE_CLOCK))


def _moves(analysis: Analysis, link: Link, promise: Promise) -> Iterator[Move]:
    """All that could be asked of one input."""
    given = link.source
    if given.role is Role.ASSUMED:
        return
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    if agreement is not None:
        yield from on_offer(analysis, agreement)
    if is_closed(analysis, given):
        # A target of its own would stand in front of those of the tiers.
        yield from (move for move in terms(analysis, given, promise) if not _restates(move))
        return
    if given.unknown is not None:
        yield from commitments(analysis, given, promise, new_levels(link, promise))
        return
    yield from terms(analysis, given, promise)
    for level in better_levels(link, promise):
        move = level_move(analysis, given, promise, level)
        if move is not None:
            yield move


def _restates(move: Move) -> bool:
    return any(change.path[2:3] == ("targets",) for change in move.changes)
