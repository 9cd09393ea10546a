"""A row in whole numbers, and what each choice is worth, in; the choices that fit and are worth most together out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

Column: TypeAlias = tuple[int, int]
"""A thing, and what is chosen of it."""
State: TypeAlias = tuple[int, tuple[Any, ...]]
"""What is worth most for so much room, and the chain of what was chosen for it."""


class Use(NamedTuple):
    """What some choices use up together."""

    used: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, eq=False)
class Knapsack:
    """Parts that together may use up so much, or the promise is given up."""

    name: str
    parts: tuple[tuple[Use, ...], ...]
    room: int

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All that can be chosen in it."""
        return tuple(sorted({column for part in self.parts for use in part for column in use.columns}))


def most_worth(knapsack: Knapsack, worth: Mapping[Column, int]) -> tuple[int, list[Column]] | None:
    """The choices that fit and are worth most together, by what is used up so far; None where nothing fits."""
    states: dict[int, State] = {0: (0, ())}
    for part in knapsack.parts:
        states = _with(states, _best(part, worth), knapsack.room)
    if not states:
        return None
    most, chain = max(states.values(), key=lambda state: state[0])
    return most, sorted(set(_unrolled(chain)))


def _best(part: Sequence[Use], worth: Mapping[Column, int]) -> list[tuple[int, Use]]:
    """By what is used up, what is worth most; what uses more and is worth no more is left out."""
    found: dict[int, tuple[int, Use]] = {}
    for use in part:
        value = sum([worth[column] for column in use.columns])
        if use.used not in found or value > found[use.used][0]:
            found[use.used] = value, use
    kept: list[tuple[int, Use]] = []
    for used in sorted(found):
        if not kept or found[used][0] > kept[-1][0]:
            kept.append(found[used])
    return kept


def _with(states: Mapping[int, State], options: Sequence[tuple[int, Use]], room: int) -> dict[int, State]:
    """One part more; what uses more and is worth no more is left out."""
    best: dict[int, State] = {}
    for used, (value, chain) in states.items():
        for gain, use in options:
            total = used + use.used
            if total <= room and (total not in best or value + gain > best[total][0]):
                best[total] = value + gain, (chain, use.columns)
    kept: dict[int, State] = {}
    top: int | None = None
    for total in sorted(best):
        if top is None or best[total][0] > top:
            kept[total], top = best[total], best[total][0]
    return kept


def _unrolled(chain: tuple[Any, ...]) -> list[Column]:
    found: list[Column] = []
    while chain:
        chain, columns = chain
        found.extend(columns)
    return found
