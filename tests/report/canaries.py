"""A model as a plain tree in; the same with a word of its own in place of every name, text, price and level, out.

What a sheet may name is worked out here once more, from the model alone, so that the sheet can be held to it.
"""

import re
from collections.abc import Iterator
from typing import Any

from slamodel.analysis import Analysis
from slamodel.model import ANY
from slamodel.model.party import PartyKind

Tree = dict[str, Any]
SECTIONS = ("parties", "calendars", "maintenance", "services", "agreements")
_REFERS = {"part_of": "parties", "provider": "parties", "customers": "parties", "services": "services",
           "needs": "services", "handled_by": "services", "fulfilled_by": "services", "hours": "calendars",
           "support_hours": "calendars", "contact_hours": "calendars", "excludes": "maintenance",
           "extends": "agreements"}  # fmt: skip
_TEXTS = ("contact", "document", "clause", "owner", "reason", "duty", "impact", "when")
_LISTS = ("obligations", "clock_stops", "excludes_failures", "sites", "regions")
_TOKEN = re.compile(r"zq\d+zq|9\d\d,\d\d\d,\d\d\d|9\d{8}")
_PRICE = re.compile(r"^\d[\d.]*")


class Marking:
    """The words that have been handed out: the same word for the same id, or the same text."""

    def __init__(self, tree: Tree) -> None:
        """All ids of the model, by section."""
        self.words: dict[tuple[str, str], str] = {}
        self.count = 0
        self.ids = {section: set(tree.get(section) or {}) for section in SECTIONS}

    def word(self, section: str, text: str) -> str:
        """The word that stands for a text; ids of calendars that are always there stay."""
        return self.words.setdefault((section, text), f"zq{len(self.words)}zq")

    def tree(self, tree: Tree) -> Tree:
        """The whole model."""
        marked: Tree = {**tree, "title": self.word("title", "title")}
        for section in SECTIONS:
            entries = tree.get(section) or {}
            marked[section] = {self.word(section, name): self.entry(section, name, e) for name, e in entries.items()}
        return marked

    def entry(self, section: str, name: str, entry: Tree) -> Tree:
        """An entry, which gets a name in any case; calendars beside the model are left out."""
        found = self.value(entry, "")
        found.pop("ics", None)
        if isinstance(found.get("holidays"), dict):
            found["holidays"].pop("ics", None)
        return {**found, "name": self.word(f"name of {section}", name)}

    def value(self, value: Any, key: str, section: str = "") -> Any:
        """A value below a key; `section` is what strings refer to further up."""
        section = _REFERS.get(key, section)
        if isinstance(value, dict):
            if key == "tiers":
                return {self.word("tier", name): self.value(tier, "") for name, tier in value.items()}
            plain = () if "metric" in value else ("within", "at_least")  # of credits to claim, and of alternatives
            return {
                self.key(name, section): one if name in plain else self.value(one, name, section)
                for name, one in value.items()
            }
        if isinstance(value, list):
            return [self.value(one, key, section) for one in value]
        return self.text(value, key, section) if isinstance(value, str) else value

    def key(self, key: str, section: str) -> str:
        return self.word(section, key) if section == "services" and key in self.ids[section] else key

    def text(self, text: str, key: str, section: str) -> str:
        """One string: an id that it refers to, a text that people read, a price, or a level."""
        if key == "target":
            agreement, *rest = text.split("/")
            service = [self.word("services", name) for name in rest[:1]]
            return "/".join([self.word("agreements", agreement), *service, *rest[1:]])
        if section and text in self.ids[section]:
            return self.word(section, text)
        if key in _TEXTS or key in _LISTS:
            return self.word(key, text)
        if key == "tier":
            return self.word("tier", text)
        return self.number(text, key)

    def number(self, text: str, key: str) -> str:
        """A price or a level, each another one, next to what it was."""
        self.count += 1
        if key == "price":
            return _PRICE.sub(str(900_000_000 + 1237 * self.count), text)
        if key == "at_least" and text.endswith(" %"):
            return f"{float(text.removesuffix(' %')) - 0.0013 * self.count:.4f} %"
        if key == "within" and re.fullmatch(r"\d+ (d|h|min)", text):
            amount, unit = text.split()
            return f"{int(amount) * {'d': 86_400, 'h': 3600, 'min': 60}[unit] + self.count} s"
        return text


def tokens(text: str) -> set[str]:
    """The words and prices in a text, prices as they are written in the model."""
    return {found.replace(",", "") for found in _TOKEN.findall(text)}


def strings(value: Any, *without: str) -> Iterator[str]:
    """All strings below a value, keys too."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in without:
                yield from (key, *strings(one, *without))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one, *without)
    elif isinstance(value, str):
        yield value


def allowed(analysis: Analysis, tree: Tree, party: str) -> set[str]:
    """The words that a sheet for a party may have: of what it has agreed, provides or is promised, and of who asks."""
    own = [name for name in tree["agreements"] if is_own(analysis, name, party)]
    found = set(strings({key: tree["parties"][party].get(key, "") for key in ("name", "contact")}))
    found.add(party)
    for name in _with_extended(tree, own):
        entry = tree["agreements"][name]
        found |= {name, *strings(entry, "customers", "waivers", "services", "provider", "extends")}
    entries = [tree["agreements"][name] for name in own]
    services = {name for name, entry in tree["services"].items() if entry["provider"] == party}
    services |= {promise.service for promise in analysis.promises if promise.agreement in own}
    for name in services:
        found |= {name, tree["services"][name]["name"]}
    for name in _others(analysis, tree, entries, party):
        found |= {name, tree["parties"][name]["name"]}
    for section in ("calendars", "maintenance"):
        used = set(tree[section]) & found
        found |= {word for name in used for word in strings(tree[section][name])}
    for finding in analysis.findings:
        if finding.code == "C611" and finding.counterpart == party:
            found |= set(analysis.landscape.agreements[finding.agreement].obligations)
    return tokens(" ".join(found))


def is_own(analysis: Analysis, agreement: str, party: str) -> bool:
    """Whether a party is one side of an agreement."""
    entry = analysis.landscape.agreements[agreement]
    is_customer = analysis.landscape.parties[party].kind is PartyKind.CUSTOMER
    return party in (entry.provider, *entry.customers) or (is_customer and ANY in entry.customers)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else value


def _with_extended(tree: Tree, names: list[str]) -> list[str]:
    found = list(names)
    for name in found:
        found += [one for one in _listed(tree["agreements"][name].get("extends", [])) if one not in found]
    return found


def _others(analysis: Analysis, tree: Tree, own: list[Tree], party: str) -> set[str]:
    """Those on the other side of its agreements, and those who use its services directly."""
    found = {entry["provider"] for entry in own}
    found |= {name for entry in own if entry["provider"] == party for name in _listed(entry["customers"])}
    provided = {name for name, entry in tree["services"].items() if entry["provider"] == party}
    for entry in tree["services"].values():
        named = set(strings({key: entry.get(key, []) for key in ("needs", "handled_by", "fulfilled_by")}))
        found |= {entry["provider"]} if named & provided else set()
    for promise in analysis.promises:
        lacks = (*promise.direct.unknown, *promise.end_to_end.unknown)
        found |= {lack.consumer for lack in lacks if lack.service in provided}
    return found & set(tree["parties"])
