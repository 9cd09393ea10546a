"""A structure of needs in; the same as an indented text out, and back: what people write where scripts do not run."""

import re
from collections.abc import Iterator, Mapping, Sequence

from slamodel.load import Plain

GROUPS = {
    "all_of": "all of",
    "any_of": "any one of",
    "at_least": "at least",
    "in_order": "one after the other",
    "in_parallel": "at the same time",
}
"""The kinds of groups, and the words for them."""
_STEP = "  "
_AT_LEAST = re.compile(r"at least (\S+) of:?")
_USAGE = re.compile(r"(.*\S)\s+x\s*([0-9.,]+)")
_BY_WORDS = {words: key for key, words in GROUPS.items() if key != "at_least"} | {"any of": "any_of"}


def outline(members: Sequence[Plain]) -> str:
    """One line for each service or group; what belongs to a group stands indented below it."""
    return "\n".join(_lines(members, ""))


def _lines(members: Sequence[Plain], indent: str) -> Iterator[str]:
    for member in members:
        key = group_key(member)
        if key is None or not isinstance(member, dict):
            yield indent + _service(member)
            continue
        yield f"{indent}at least {member[key]} of:" if key == "at_least" else f"{indent}{GROUPS[key]}:"
        yield from _lines(members_of(member), indent + _STEP)


def _service(member: Plain) -> str:
    if isinstance(member, dict):
        usage = f" x {member['usage']}" if "usage" in member else ""
        return f"{member.get('service', '')}{usage}"
    return str(member)


def group_key(member: Plain) -> str | None:
    """Which kind of group a need is; None for a service."""
    return next((key for key in GROUPS if key in member), None) if isinstance(member, dict) else None


def members_of(group: Mapping[str, Plain]) -> list[Plain]:
    """The needs in a group."""
    key = group_key(dict(group))
    found = group.get("of" if key == "at_least" else key or "")
    return found if isinstance(found, list) else []


def read_outline(text: str, ids: Mapping[str, str]) -> list[Plain]:
    """The structure that a text says; `ids` are those of the services by all that stands for them."""
    root: list[Plain] = []
    open_groups: list[tuple[int, list[Plain]]] = [(-1, root)]
    for line in text.splitlines():
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip())
        while depth <= open_groups[-1][0]:
            open_groups.pop()
        member, inner = _member(line.strip(), ids)
        open_groups[-1][1].append(member)
        if inner is not None:
            open_groups.append((depth, inner))
    return root


def _member(line: str, ids: Mapping[str, str]) -> tuple[Plain, list[Plain] | None]:
    inner: list[Plain] = []
    if counted := _AT_LEAST.fullmatch(line.lower()):
        return {"at_least": counted[1], "of": inner}, inner
    if (key := _BY_WORDS.get(line.lower().removesuffix(":").strip())) and line.casefold() not in ids:
        return {key: inner}, inner
    if (used := _USAGE.fullmatch(line)) and line not in ids:
        return {"service": _id(used[1], ids), "usage": used[2]}, None
    return _id(line, ids), None


def _id(words: str, ids: Mapping[str, str]) -> str:
    return ids.get(words) or ids.get(words.casefold()) or words
