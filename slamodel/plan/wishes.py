"""An analysis and wishes in the words of a command in; the changes that they come to, or their mistakes, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from slamodel import load
from slamodel.analysis import Analysis, what_if
from slamodel.edit import CannotEdit, Change
from slamodel.load import EntryId, Plain
from slamodel.load.entries import SECTIONS
from slamodel.load.mistakes import mistakes
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.named import WishError, agreement_named, parted
from slamodel.plan.needing import more_needs, without_need
from slamodel.plan.setting import set_level, set_value
from slamodel.plan.tiers import tiers


class Wish(NamedTuple):
    """One thing to try: of which kind, as the options of the command are called, and what is said of it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Wished:
    """What wishes come to: changes in their order, the entries as they would be, and each mistake with its wish."""

    changes: tuple[Change, ...]
    entries: Mapping[EntryId, Plain | None]
    wrong: tuple[tuple[Wish, str], ...]

    def tried(self, analysis: Analysis) -> Analysis:
        """The analysis of the model as it would be."""
        return what_if(analysis, self.entries)


def wished(analysis: Analysis, wishes: Sequence[Wish]) -> Wished:
    """All wishes, each on what the ones before it made of the model; one with a mistake changes nothing."""
    made: list[Change] = []
    wrong: list[tuple[Wish, str]] = []
    entries: Mapping[EntryId, Plain | None] = {}
    for wish in wishes:
        found: tuple[str, ...]
        try:
            changes = _changes(_with(analysis, entries), wish)
            then = entries_with(analysis, [*made, *changes])
            found = _mistakes(analysis, then)
        except (WishError, CannotEdit) as error:
            found = (str(error),)
        if found:
            wrong += ((wish, message) for message in found)
        else:
            made, entries = [*made, *changes], then
    return Wished(tuple(made), entries, tuple(wrong))


def _with(analysis: Analysis, entries: Mapping[EntryId, Plain | None]) -> Analysis:
    """The words of the model as they would be; nothing is worked out for them yet."""
    return replace(analysis, loaded=load.revised(analysis.loaded, entries)) if entries else analysis


def _changes(analysis: Analysis, wish: Wish) -> tuple[Change, ...]:
    return _KINDS[wish.kind](analysis, wish.text)


def _tier(analysis: Analysis, text: str) -> tuple[Change, ...]:
    name, tier = parted(text, "AGREEMENT=TIER")
    agreement = agreement_named(analysis, name)
    if tier == agreement.tier:
        return ()
    moves = {str(move.tier): move for move in tiers(analysis, agreement)}
    if tier not in moves:
        offered = ", ".join(agreement.tiers)
        raise WishError(f'{name} has no level "{tier}" on offer: {f"it has {offered}" if offered else "it has none"}')
    return changes_of([moves[tier]])


def _removed(analysis: Analysis, text: str) -> tuple[Change, ...]:
    if "=" in text:
        return without_need(analysis, text)
    return (Change(("agreements", agreement_named(analysis, text).id), None),)


_KINDS = {
    "set": set_value,
    "add-need": more_needs,
    "remove": _removed,
    "tier": _tier,
    "promise": set_level,
}


def _mistakes(analysis: Analysis, entries: Mapping[EntryId, Plain | None]) -> tuple[str, ...]:
    """What would be wrong with the entries, as it would be told of a file."""
    tree = cast("Mapping[str, Plain]", analysis.loaded.tree or {})
    head = {key: value for key, value in tree.items() if key not in SECTIONS and key != "slamodel"}
    left = {name: entry for name, entry in entries.items() if entry is not None}
    found = mistakes(analysis.landscape, head, left) if left else ()
    return tuple(f"{message}{f' ({hint})' if hint else ''}" for _, message, hint in found)
