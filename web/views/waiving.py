"""A finding that somebody wants to accept in; the promises it can be accepted for, and what that changes, out."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.edit import Change, changed
from slamodel.gaps import RULES, Finding
from slamodel.gaps.wording import listed, number
from slamodel.load import EntryId, Plain
from slamodel.report import wording
from slamodel.report.views import Cell

from ..forms.choices import Tree, entries_of
from ..forms.plain import plain

_TITLES = {rule.code: rule.title for rule in RULES}
_NOT_TO_ACCEPT = ("F004",)
"""What is wrong with a waiver is not settled by another one."""


class Where(NamedTuple):
    """The agreement in which a waiver is to be written, and the promise that it is for; empty for all of it."""

    agreement: str
    promise: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One promise that a finding can be accepted for."""

    where: Where
    label: Cell
    about: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding that can be accepted, with the promises to choose from; none for what is about no promise."""

    code: str
    title: str
    message: str
    choices: tuple[Choice, ...]
    agreement: str

    def chosen(self, ticked: Iterable[str]) -> tuple[Where, ...]:
        """Where it is to be accepted, of what is on offer."""
        if not self.choices:
            return (Where(self.agreement, ""),)
        wanted = set(ticked)
        return tuple(choice.where for choice in self.choices if choice.where.promise in wanted)


def query(finding: Finding, promise: str = "") -> Mapping[str, str]:
    """How the address of its form names a finding, for one promise only or for all; empty where it has none."""
    home = _home(finding)
    if promise and any(one.promise == promise for one in finding.accepted):
        return {}
    if finding.waived or finding.code in _NOT_TO_ACCEPT or not (finding.promises or home):
        return {}
    if not finding.promises:
        return {"code": finding.code, "at": _written(finding)}
    return {"code": finding.code, "target": promise or finding.target} | ({"only": "yes"} if promise else {})


def accepted_by(finding: Finding, promise: str = "") -> str:
    """Who has accepted a finding, and until when the first of these waivers holds; of a promise where one is named."""
    waivers = [one.waiver for one in finding.accepted if promise in ("", one.promise)]
    if not waivers or not (finding.waived or promise):
        return ""
    owners = listed(dict.fromkeys(waiver.owner or "" for waiver in waivers))
    first = min(waivers, key=lambda waiver: waiver.until or date.max)
    return f"accepted by {owners} until {wording.last_day(first)}"


def offer(analysis: Analysis, code: str, target: str, at: str, *, only: bool) -> Offer:
    """The finding that an address names; raises KeyError where it is no longer there, or accepted already."""
    finding = next((found for found in analysis.findings if _is_named(found, code, target, at)), None)
    if finding is None:
        raise KeyError(code)
    accepted = {one.promise for one in finding.accepted}
    names = [name for name in finding.promises if name in analysis.ids and name not in accepted]
    choices = tuple(_choice(analysis, name, is_ticked=not only or name == target) for name in names)
    return Offer(code, _TITLES.get(code, ""), finding.message, choices, _home(finding))


def _is_named(finding: Finding, code: str, target: str, at: str) -> bool:
    if finding.code != code or not query(finding):
        return False
    return finding.concerns(target) if target else not finding.promises and _written(finding) == at


def _choice(analysis: Analysis, name: str, *, is_ticked: bool) -> Choice:
    promise = analysis.target(name)
    about = wording.made_for(analysis, analysis.landscape.agreements[promise.agreement])
    label = Cell(wording.subject(analysis, promise), anchor=name)
    return Choice(Where(promise.agreement, name), label, about, is_ticked)


def _written(finding: Finding) -> str:
    return "/".join(map(str, finding.at))


def _home(finding: Finding) -> str:
    """The agreement in which something that is about no promise is accepted."""
    return str(finding.at[1]) if finding.at[:1] == ("agreements",) else finding.agreement


def changes(tree: Tree, code: str, chosen: Sequence[Where], words: Mapping[str, str]) -> tuple[Change, ...]:
    """The waivers as they are to stand in the agreements; one for the same is written anew, not once more."""
    there = {where.agreement: waivers_of(tree, where.agreement) for where in chosen}
    added: dict[str, int] = defaultdict(int)
    found: list[Change] = []
    for agreement, promise in chosen:
        entry: dict[str, Plain] = {"rule": code, **({"target": promise} if promise else {}), **words}
        path = ("agreements", agreement, "waivers")
        old = next((at for at, one in enumerate(there[agreement]) if _is_same(one, code, promise)), None)
        if old is None:
            found.append(Change((*path, len(there[agreement]) + added[agreement]), entry))
            added[agreement] += 1
        else:
            found += rewritten(agreement, old, there[agreement][old], words)
    return tuple(found)


def _is_same(waiver: Mapping[str, Plain], code: str, promise: str) -> bool:
    return waiver.get("rule") == code and waiver.get("target", "") == promise


def waivers_of(tree: Tree, agreement: str) -> list[Mapping[str, Plain]]:
    """The waivers of an agreement in the newest text; KeyError without such an agreement."""
    entry = plain(entries_of(tree, "agreements")[agreement])
    found = entry.get("waivers") if isinstance(entry, dict) else None
    return [one if isinstance(one, dict) else {} for one in found] if isinstance(found, list) else []


def tried(tree: Tree, made: Sequence[Change]) -> dict[EntryId, Plain | None]:
    """The agreements as the changes make them, for a what-if."""
    after = changed(tree, made)  # type: ignore[arg-type]
    agreements = entries_of(after, "agreements") if isinstance(after, dict) else {}
    return {("agreements", name): plain(agreements[name]) for name in dict.fromkeys(str(one.path[1]) for one in made)}


def message(code: str, chosen: Sequence[Where]) -> str:
    """What the history says of it."""
    names = [where.promise or where.agreement for where in chosen]
    return f"{code} accepted for {names[0] if len(names) == 1 else number(len(names), 'promise')}"


def rewritten(agreement: str, at: int, was: Mapping[str, Plain], words: Mapping[str, str]) -> tuple[Change, ...]:
    """A waiver that is there with other words."""
    path = ("agreements", agreement, "waivers", at)
    return tuple(Change((*path, key), text) for key, text in words.items() if was.get(key) != text)


def ended(tree: Tree, agreement: str, at: int) -> tuple[Change, ...]:
    """An agreement without one of its waivers; without the whole list where it is the only one."""
    path = ("agreements", agreement, "waivers")
    return (Change((*path, at) if len(waivers_of(tree, agreement)) > 1 else path, None),)


def as_json(waiver: Mapping[str, Plain]) -> str:
    """A waiver as a form carries it along, to tell later whether somebody has changed it."""
    return json.dumps(waiver, ensure_ascii=False, sort_keys=True)
