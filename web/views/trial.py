"""What somebody wants to try in; the entries that it comes to, what is wrong with a field, and it in words out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit, Change, changed
from slamodel.edit.needs import Swap, swapped
from slamodel.gaps.wording import capitalised
from slamodel.load import EntryId, Plain
from slamodel.load.complaints import suggestion
from slamodel.load.entries import SECTIONS
from slamodel.load.mistakes import mistakes
from slamodel.model import ALWAYS
from slamodel.report import wording

from .places import entry_of, is_hours, level_at, subject
from .wishes import ALSO, INSTEAD, LEVEL, WITHOUT, Wishes

_MOST_SAID = 3
_ISOLATES = "\u2068\u2069"
"""What keeps a name from right to left together where it is shown, and so where it is copied from."""
_NO_CALENDAR = (
    '"{}" is no calendar of this model. Choose one of its calendars here; for other hours, draw a calendar first, under'
    " Model, and come back to try it."
)
_MOST_LOOKED_AT = 5000
"""Names among which the nearest is looked for."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A model as it would be: the changed entries, the wishes that changed them, and these in words.

    `mistakes` are by field, "" being about several of them; a field with a mistake changes nothing.
    """

    entries: Mapping[EntryId, Plain]
    wishes: Wishes
    mistakes: Mapping[str, str]
    said: tuple[str, ...]

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
    kept, wrong = _understood(analysis, wishes)
    while True:
        entries, found = _entries(analysis, kept)
        found = found or _mistakes(analysis, entries, kept)
        if not found:
            return Trial(entries, kept, MappingProxyType(wrong), tuple(_said(analysis, kept)))
        wrong |= found
        kept = _less(kept, frozenset(found))


def _understood(analysis: Analysis, wishes: Wishes) -> tuple[Wishes, dict[str, str]]:
    """The wishes that differ from what is there, with services by their ids; and what is wrong with others."""
    wrong: dict[str, str] = {}
    levels = {place: text for place, text in wishes.levels.items() if _differs(analysis, place, text)}
    levels = dict(_with_calendars(analysis, levels, wrong))
    instead = dict(_services(analysis, INSTEAD, wishes.instead, wrong))
    also = dict(_services(analysis, ALSO, wishes.also, wrong))
    return replace(wishes, levels=levels, instead=instead, also=also), wrong


def _differs(analysis: Analysis, place: str, text: str) -> bool:
    found = level_at(analysis, place)
    return found is not None and found.today != text


def _with_calendars(analysis: Analysis, levels: Mapping[str, str], wrong: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The levels, hours by the id of their calendar; people may write its name."""
    calendars = analysis.landscape.calendars
    by_name = {(entry.name or entry.id).casefold(): entry.id for entry in calendars.values()} | {
        "around the clock": ALWAYS
    }
    for place, text in levels.items():
        name = by_name.get(text.strip(_ISOLATES).casefold(), text)
        if not is_hours(place) or name == ALWAYS or name in calendars:
            yield place, name if is_hours(place) else text
        else:
            meant = capitalised(suggestion(text, [*by_name, *calendars]))
            wrong[LEVEL + place] = f"{_NO_CALENDAR.format(text)} {meant}".rstrip()


def _services(
    analysis: Analysis, prefix: str, given: Mapping[str, str], wrong: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for place, text in given.items():
        service, complaint = _named(analysis, text)
        if complaint:
            wrong[prefix + place] = complaint
        else:
            yield place, service


def _named(analysis: Analysis, text: str) -> tuple[str, str]:
    """The service that is meant by an id or a name, or else what is wrong with the text."""
    services = analysis.landscape.services
    text = text.strip(_ISOLATES)
    if text in services:
        return text, ""
    alike = [service.id for service in services.values() if service.label.casefold() == text.casefold()]
    if len(alike) == 1:
        return alike[0], ""
    if alike:
        return "", f"Several services are called that: {', '.join(alike[:5])}. Write the id of the one you mean."
    known = [name for service in services.values() for name in (service.label, service.id)][:_MOST_LOOKED_AT]
    return "", f"No service is called that. {capitalised(suggestion(text, known))}".rstrip()


def _entries(analysis: Analysis, wishes: Wishes) -> tuple[dict[EntryId, Plain], dict[str, str]]:
    """The entries as they would be, and what cannot be written into a model at all."""
    entries: dict[EntryId, Plain] = {}
    wrong: dict[str, str] = {}
    for entry, field, change in (*_level_changes(analysis, wishes), *_need_changes(analysis, wishes)):
        before = entries[entry] if entry in entries else cast("Plain", entry_of(analysis, entry))
        try:
            entries[entry] = changed(before, [change])
        except CannotEdit as refusal:
            wrong[field] = f"{capitalised(refusal.message)}."
    return entries, wrong


def _level_changes(analysis: Analysis, wishes: Wishes) -> Iterator[tuple[EntryId, str, Change]]:
    for place, text in wishes.levels.items():
        found = level_at(analysis, place)
        if found is not None:
            section, name, *rest = found.path
            yield (str(section), str(name)), LEVEL + place, Change(tuple(rest), text)


def _need_changes(analysis: Analysis, wishes: Wishes) -> Iterator[tuple[EntryId, str, Change]]:
    for service, swap in _swaps(wishes).items():
        entry = entry_of(analysis, ("services", service))
        before = entry.get("needs", "") if entry is not None else ""
        needs = swapped(before, swap)
        if entry is not None and needs != before:
            yield ("services", service), ALSO + service, Change(("needs",), needs or None)


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


def _mistakes(analysis: Analysis, entries: Mapping[EntryId, Plain], wishes: Wishes) -> dict[str, str]:
    """What is wrong with the entries, by the fields that it may come from."""
    tree = cast("Mapping[str, Plain]", analysis.loaded.tree or {})
    head = {key: value for key, value in tree.items() if key not in SECTIONS and key != "slamodel"}
    found: dict[str, str] = {}
    for path, message, hint in mistakes(analysis.landscape, head, entries) if entries else ():
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
    return place.startswith(entry) or f"services/{place}/" == entry


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
    for service, swap in _swaps(wishes).items():
        entry = entry_of(analysis, ("services", service)) or {}
        name = wording.service_name(analysis, service)
        yield from swap.said(name, entry.get("needs", ""), analysis.landscape.label)
