"""A plan in; out, by change, the commitments that rest on it, and whether others are asked for a part of the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from slamodel.load import EntryId
from slamodel.plan.demands import stands
from slamodel.plan.move import Kind, Move
from slamodel.plan.outcome import Plan
from slamodel.propagate import Input, Promise, Role

_Resting: TypeAlias = tuple[Promise, Input]


@dataclass(frozen=True)
class Planned:
    """A plan as sheets see it: all from the analysis in which its moves are made."""

    plan: Plan

    @cached_property
    def moves(self) -> Mapping[str, tuple[Move, ...]]:
        """By party what it is asked for; a provider that is still to be found has no sheet."""
        found: dict[str, list[Move]] = defaultdict(list)
        for move in self.plan.moves:
            if move.party in self.plan.before.landscape.parties:
                found[move.party].append(move)
        return {party: tuple(moves) for party, moves in found.items()}

    def resting(self, move: Move) -> Iterator[_Resting]:
        """The promises that rest on what is changed, each with the figure of it."""
        for promise, given in self._by_entry.get(move.of, ()):
            is_own = given.role is Role.OWN
            is_metric = move.metric in ("", given.metric or promise.metric)
            is_priority = not move.priority or promise.target.priority in (None, move.priority)
            if is_metric and is_priority and is_own is (move.kind is Kind.OWN):
                yield promise, given

    @cached_property
    def _by_entry(self) -> Mapping[EntryId, list[_Resting]]:
        changed = {move.of for move in self.plan.moves}
        found: dict[EntryId, list[_Resting]] = defaultdict(list)
        for promise in self.plan.after.promises:
            for given in dict.fromkeys((*promise.direct.inputs, *promise.end_to_end.inputs)):
                of = ("services", given.service) if given.role is Role.OWN else ("agreements", given.agreement or "")
                if of in changed and not promise.rests_on_nothing:
                    found[of].append((promise, given))
        return found

    def carried(self, move: Move) -> frozenset[str]:
        """The promises that hold with the plan and not today, and that rest on what is changed."""
        return frozenset(promise.id for promise, _ in self.resting(move)) & self._closed

    @cached_property
    def _closed(self) -> frozenset[str]:
        plan = self.plan
        then = (promise.id for promise in plan.after.promises if stands(plan.after, promise.id, plan.basis))
        return frozenset(name for name in then if not stands(plan.before, name, plan.basis))

    def is_shared(self, move: Move) -> bool:
        """Whether somebody else is asked for something that the same promises need."""
        return any(self._helpers[name] - {move.party} for name in self.carried(move))

    @cached_property
    def _helpers(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for move in self.plan.moves:
            for name in self.carried(move):
                found[name].add(move.party)
        return found
