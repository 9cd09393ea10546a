"""What somebody wants to try in; the entries that it comes to, what is wrong with a field, and it in words out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit, Change
from slamodel.edit.needs import Swap, swapped
from slamodel.gaps.wording import capitalised
from slamodel.load import EntryId, Plain
from slamodel.load.entries import SECTIONS
from slamodel.load.mistakes import mistakes
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.move import Move
from slamodel.plan.tiers import tiers
from slamodel.report import wording

from . import lacking, leaving
from .places import entry_of, level_at, subject
from .understood import understood
from .wishes import ALSO, COUNTED, INSTEAD, LEVEL, NEW, TIER, WITHOUT, Wishes

_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Trial:
    """A model as it would be: the changed entries, the wishes that changed them, and these in words.

    `mistakes` are by field, "" being about several of them; a field with a mistake changes nothing. `moves` are the
    changes to other tiers, which may have a price.
    """

    entries: Mapping[EntryId, Plain | None]
    wishes: Wishes
    mistakes: Mapping[str, str]
    said: tuple[str, ...]
    moves: tuple[Move, ...] = ()

    @property
    def message(self) -> str:
        """What the history would say of it."""
        more = len(self.said) - _MOST_SAID
        return f"What-if: {'; '.join(self.said[:_MOST_SAID])}{f'; and {more} more' if more > 0 else ''}"

    @property
    def changes(self) -> tuple[Change, ...]:
        """The same for the text of the model."""
        return tuple(Change(entry, value) for entry, value in self.entries.items())


def trial(analysis: Analysis, wishes: Wishes) -> Trial:
    """What the wishes make of the model; those that cannot be understood are left out and said to be wrong."""
    kept, wrong = understood(analysis, wishes)
    while True:
        entries, found = _entries(analysis, kept)
        found = found or _mistakes(analysis, entries, kept)
        if not found:
            moves = tuple(_to_tiers(analysis, kept).values())
            return Trial(entries, kept, MappingProxyType(wrong), tuple(_said(analysis, kept)), moves)
        wrong |= found
        kept = _less(kept, frozenset(found))


def _entries(analysis: Analysis, wishes: Wishes) -> tuple[Mapping[EntryId, Plain | None], dict[str, str]]:
    """The entries as they would be, and what cannot be written into a model at all."""
    left = ((COUNTED, change) for _, change in leaving.changes(analysis, wishes.counted))
    needs = _need_changes(analysis, wishes)
    asked = (*_level_changes(analysis, wishes), *_move_changes(analysis, wishes), *left, *needs)
    try:
        return entries_with(analysis, (change for _, change in asked)), {}
    except CannotEdit as refusal:
        wrong = {field: text for field, change in asked if field and (text := _refused(analysis, change))}
        return {}, wrong or {"": f"{capitalised(refusal.message)}."}


def _refused(analysis: Analysis, change: Change) -> str:
    """Why a change cannot be written; empty where it can."""
    try:
        entries_with(analysis, (change,))
    except CannotEdit as refusal:
        return f"{capitalised(refusal.message)}."
    return ""


def _level_changes(analysis: Analysis, wishes: Wishes) -> Iterator[tuple[str, Change]]:
    for place, text in wishes.levels.items():
        found = level_at(analysis, place)
        if found is not None:
            yield LEVEL + place, Change(found.path, text)


def _move_changes(analysis: Analysis, wishes: Wishes) -> Iterator[tuple[str, Change]]:
    """What is new, and what goes for a tier, after all levels have been changed: what comes after it moves up."""
    moves = (*_to_tiers(analysis, wishes).values(), *_new(analysis, wishes).values())
    yield from (("", change) for change in changes_of(moves))


def _new(analysis: Analysis, wishes: Wishes) -> Mapping[str, Move]:
    """The commitments to what nobody has committed to, by what it is called; the first one where several are alike."""
    found: dict[object, tuple[str, Move]] = {}
    for key, text in wishes.new.items():
        one = lacking.found(analysis, key)
        if one is not None:
            move = lacking.move(analysis, one, text)
            found.setdefault((move.of, move.metric, move.priority), (key, move))
    return dict(found.values())


def _to_tiers(analysis: Analysis, wishes: Wishes) -> Mapping[str, Move]:
    """The changes to other tiers, by agreement."""
    agreements = analysis.landscape.agreements
    return {
        agreement: move
        for agreement, name in wishes.tiers.items()
        if agreement in agreements
        for move in tiers(analysis, agreements[agreement])
        if move.becomes == name
    }


def _need_changes(analysis: Analysis, wishes: Wishes) -> Iterator[tuple[str, Change]]:
    for service, swap in _swaps(wishes).items():
        entry = entry_of(analysis, ("services", service))
        before = entry.get("needs", "") if entry is not None else ""
        needs = swapped(before, swap)
        if entry is not None and needs != before:
            yield ALSO + service, Change(("services", service, "needs"), needs or None)


def _swaps(wishes: Wishes) -> Mapping[str, Swap]:
    """What is wanted of the needs of each service."""
    services = dict.fromkeys((*(_service(place) for place in (*wishes.without, *wishes.instead)), *wishes.also))
    return {
        service: Swap(
            frozenset(_needs_of(service, wishes.without)),
            {
                place: wishes.instead[f"services/{service}/needs/{place}"]
                for place in _needs_of(service, wishes.instead)
            },
            wishes.also.get(service, ""),
        )
        for service in services
    }


def _service(place: str) -> str:
    return place.removeprefix("services/").partition("/")[0]


def _needs_of(service: str, places: Iterable[str]) -> Iterator[str]:
    start = f"services/{service}/needs/"
    return (place.removeprefix(start) for place in places if place.startswith(start))


def _mistakes(analysis: Analysis, entries: Mapping[EntryId, Plain | None], wishes: Wishes) -> dict[str, str]:
    """What is wrong with the entries, by the fields that it may come from."""
    tree = cast("Mapping[str, Plain]", analysis.loaded.tree or {})
    head = {key: value for key, value in tree.items() if key not in SECTIONS and key != "slamodel"}
    found: dict[str, str] = {}
    there = {entry: value for entry, value in entries.items() if value is not None}
    for path, message, hint in mistakes(analysis.landscape, head, there) if there else ():
        sentence = f"{capitalised(message)}{f': {hint}' if hint else ''}."
        found |= dict.fromkeys(_fields_of("/".join(map(str, path)), wishes), sentence)
    return found


def _fields_of(place: str, wishes: Wishes) -> list[str]:
    """The field of a place; else those that changed the needs, or anything, of its entry; else all together."""
    if place in wishes.levels:
        return [LEVEL + place]
    entry = f"{'/'.join(place.split('/')[:2])}/"
    fields = [name for name in map(_field, wishes.changes()) if _about(name, entry)]
    needs = [name for name in fields if not name.startswith(LEVEL)]
    return (needs if "/needs" in place and needs else fields) or [""]


def _about(field: str, entry: str) -> bool:
    place = field.partition("=" if field.startswith(WITHOUT) else ":")[2]
    return place.startswith(entry) or entry in (f"services/{place}/", f"agreements/{place}/")


def _field(said: tuple[str, str]) -> str:
    """What a field is called: checkboxes share a name, so that their value belongs to it."""
    key, value = said
    return f"{WITHOUT}={value}" if key == WITHOUT else key


def _less(wishes: Wishes, fields: frozenset[str]) -> Wishes:
    """The wishes without those of some fields."""
    if "" in fields:
        return Wishes(wishes.promise, wishes.agreement, wishes.service)
    return replace(
        wishes,
        levels={place: text for place, text in wishes.levels.items() if LEVEL + place not in fields},
        new={key: text for key, text in wishes.new.items() if NEW + key not in fields},
        tiers={agreement: name for agreement, name in wishes.tiers.items() if TIER + agreement not in fields},
        counted=() if COUNTED in fields else wishes.counted,
        without=tuple(place for place in wishes.without if f"{WITHOUT}={place}" not in fields),
        instead={place: text for place, text in wishes.instead.items() if INSTEAD + place not in fields},
        also={service: text for service, text in wishes.also.items() if ALSO + service not in fields},
    )


def _said(analysis: Analysis, wishes: Wishes) -> Iterator[str]:
    """Each change in a few words."""
    for place, text in wishes.levels.items():
        today = level_at(analysis, place)
        before = f"{today.today} → " if today and today.today else ""
        yield f"{subject(analysis, place)} {before}{text}"
    for key, move in _new(analysis, wishes).items():
        yield f"{lacking.subject(analysis, move)} {move.was} \u2192 {wishes.new[key]}"
    for agreement, move in _to_tiers(analysis, wishes).items():
        name = wording.agreement_name(analysis.landscape.agreements[agreement])
        yield f"{name} {move.was} \u2192 {move.becomes}"
    yield from leaving.said(analysis, wishes.counted)
    for service, swap in _swaps(wishes).items():
        entry = entry_of(analysis, ("services", service)) or {}
        name = wording.service_name(analysis, service)
        yield from swap.said(name, entry.get("needs", ""), analysis.landscape.label)
