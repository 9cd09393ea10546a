"""A form that was sent in; the same with ids for what does not exist yet out, and the new entries it brings along."""

import json
from collections.abc import Mapping

from slamodel.load import EntryId, Plain

from .choices import Choices, entries_of
from .filled import Filled, many, one
from .form import Form, free_id
from .needs import Needs, members, replaced
from .parts import Part, Pick
from .plain import Entry, text_at
from .ticks import Ticks


def makes(part: Part) -> str:
    """The section of the entries that a field can make; empty where it makes none."""
    if isinstance(part, Needs):
        return "services"
    is_service = isinstance(part, Ticks) and part.new == "service"
    return "services" if is_service else "parties" if isinstance(part, Pick | Ticks) and part.new else ""


def settled(form: Form, sent: Filled, choices: Choices) -> tuple[Filled, Mapping[EntryId, Entry]]:
    """The form with the ids of new entries in it, and those entries."""
    new: dict[EntryId, Entry] = {}
    ready = dict(sent)
    for part in form.parts():
        if isinstance(part, Pick | Ticks) and part.new and (name := one(sent, f"new.{part.name}.name")):
            key = _add(new, choices, makes(part), _entry(part, name, sent))
            ready[part.name] = (key,) if isinstance(part, Pick) else (*many(sent, part.name), key)
    for part in form.parts():
        if isinstance(part, Needs):
            found = members(one(sent, part.name), choices.ids("services"))
            ready[part.name] = (json.dumps(_with_new(found, ready, new, choices), ensure_ascii=False),)
    return _promised(form, ready, new), new


def _entry(part: Part, name: str, sent: Filled) -> Entry:
    if makes(part) == "services":
        return {"name": name, "provider": ""}
    return {"name": name, "kind": one(sent, f"new.{'.'.join(part.keys)}.kind")}


def _promised(form: Form, ready: Filled, new: Mapping[EntryId, Entry]) -> Filled:
    """A service that is made in an agreement is provided by whoever promises it."""
    for (section, _), entry in new.items():
        if form.section == "agreements" and section == "services":
            entry["provider"] = one(ready, "provider")
    return ready


def _with_new(found: list[Plain], ready: Filled, new: dict[EntryId, Entry], choices: Choices) -> list[Plain]:
    """The needs with an id for every service that is only described in them."""

    def known(member: Plain) -> Plain:
        if not isinstance(member, dict) or "new" not in member:
            return member
        entry: Entry = {
            "name": text_at(member, "new"),
            "provider": text_at(member, "provider") or one(ready, "provider"),
        }
        return _add(new, choices, "services", entry)

    return replaced(found, known)


def _add(new: dict[EntryId, Entry], choices: Choices, section: str, entry: Entry) -> str:
    same = next((key for (where, key), known in new.items() if where == section and known == entry), None)
    if same is not None:
        return same
    taken = {**entries_of(choices.tree, section), **{key: "" for where, key in new if where == section}}
    key = free_id(text_at(entry, "name"), taken)
    new[section, key] = entry
    return key
