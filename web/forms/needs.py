"""What a service needs, or through whose hands a case goes, as a form: a tree that scripts edit, else an outline."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Plain

from .choices import Choices
from .controls import Control
from .filled import Filled, one
from .outline import group_key, members_of, outline, read_outline
from .parts import Single
from .sent import sent_tree

MOST_DEEP, MOST_MEMBERS = 20, 2000


@dataclass(frozen=True, slots=True)
class Needs(Single):
    """A list of services and, where there are `kinds`, groups of them.

    `wrapped` is the group that a list without one stands for. A value that is written without a list, or with that
    group around it, keeps its spelling.
    """

    kinds: tuple[str, ...] = ()
    wrapped: str = ""

    def fits(self, value: Plain | None) -> bool:
        """Whether every member is a service or a group that the form knows."""
        return value is None or all(_fits(member, self.kinds) for member in self._members(value))

    def shown(self, value: Plain | None) -> Filled:
        """The tree as JSON."""
        return {self.name: (json.dumps(self._members(value), ensure_ascii=False),)}

    def is_as(self, form: Filled, value: Plain | None) -> bool:
        """Whether the tree is the same, however it was sent and written."""
        return outline(members(one(form, self.name), {})) == outline(self._members(value))

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """The members, written as the old ones were."""
        found = members(one(form, self.name), {})
        if isinstance(old, dict) and self.wrapped and self.wrapped in old and found:
            return {**old, self.wrapped: found}
        if old is not None and not isinstance(old, list) and len(found) == 1:
            return found[0]
        return found or None

    def control(self, form: Filled, choices: Choices) -> Control:
        """The tree for scripts, the outline for everybody."""
        found = members(one(form, self.name), choices.ids("services"))
        return Control(
            "tree",
            self.name,
            self.label,
            self.help,
            text=outline(found),
            data=json.dumps(found, ensure_ascii=False),
            sort=" ".join(self.kinds),
        )

    def _members(self, value: Plain | None) -> list[Plain]:
        if isinstance(value, dict) and self.wrapped in value:
            return members_of({self.wrapped: value[self.wrapped]})
        return value if isinstance(value, list) else [] if value in (None, "") else [value or ""]


def members(text: str, ids: Mapping[str, str]) -> list[Plain]:
    """The members that a field says, in JSON or as an outline; a text that is neither is one member, told as wrong."""
    if not text.startswith("["):
        return read_outline(text, ids)
    found = sent_tree(text)
    return found if isinstance(found, list) and _is_tree(found) else [text[:100]]


def services(found: Sequence[Plain]) -> Iterator[Plain]:
    """All needs that are no groups, in reading order."""
    for member in found:
        if group_key(member) and isinstance(member, dict):
            yield from services(members_of(member))
        else:
            yield member


def replaced(found: Sequence[Plain], change: Callable[[Plain], Plain]) -> list[Plain]:
    """The same structure with every service replaced."""
    return [_replaced(member, change) for member in found]


def _replaced(member: Plain, change: Callable[[Plain], Plain]) -> Plain:
    key = group_key(member)
    if key is None or not isinstance(member, dict):
        return change(member)
    return {**member, "of" if key == "at_least" else key: replaced(members_of(member), change)}


def _fits(member: Plain, kinds: Sequence[str]) -> bool:
    if isinstance(member, str):
        return bool(member)
    if not isinstance(member, dict):
        return False
    key = group_key(member)
    if key is None:
        return set(member) <= {"service", "usage"} and all(isinstance(value, str) for value in member.values())
    inner = member.get("of" if key == "at_least" else key)
    known = {"at_least", "of"} if key == "at_least" else {key}
    return (
        key in kinds and set(member) == known and isinstance(inner, list) and all(_fits(each, kinds) for each in inner)
    )


def _is_tree(found: Plain) -> bool:
    """Whether what came from a browser has the shape of a structure, and is no larger than one is."""
    level: list[Plain] = [found]
    count = 0
    for _ in range(MOST_DEEP * 2):
        level = [inner for node in level for inner in (node.values() if isinstance(node, dict) else list(node))]
        count += len(level)
        if not all(isinstance(node, str | dict | list) for node in level) or count > MOST_MEMBERS * 4:
            return False
        level = [node for node in level if not isinstance(node, str)]
        if not level:
            return True
    return False
