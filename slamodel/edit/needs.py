"""The needs of a service as they are written and what is wanted of them in; the needs as they would be out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Plain

_GROUPS = ("any_of", "all_of", "in_order", "in_parallel", "of")
Label = Callable[[str], str]
"""The name of a service from its id."""


@dataclass(frozen=True, slots=True)
class Swap:
    """What is wanted: needs to go without and alternatives to needs, by place (`1/any_of/0`), and one need more."""

    without: frozenset[str]
    instead: Mapping[str, str]
    also: str

    def said(self, service: str, needs: Plain, label: Label) -> Iterator[str]:
        """Each change in words."""
        spoken = {need.place: in_words(need.written, label) for need in placed(needs)}
        yield from (f"{service} without {spoken[place]}" for place in sorted(self.without) if place in spoken)
        for place, other in self.instead.items():
            if place in spoken:
                yield f"{service} with {label(other)} as an alternative to {spoken[place]}"
        if self.also:
            yield f"{service} needs {label(self.also)} too"


@dataclass(frozen=True, slots=True)
class Placed:
    """A need or a group of them, where it stands among the needs of its service, and in how many groups."""

    place: str
    written: Plain
    depth: int


def swapped(needs: Plain, swap: Swap) -> list[Plain]:
    """The needs as they would be."""
    found = list(_swapped(as_list(needs), swap, "", is_choice=False))
    return [*found, swap.also] if swap.also else found


def _swapped(items: Sequence[Plain], swap: Swap, above: str, *, is_choice: bool) -> Iterator[Plain]:
    """What stays of needs, each with its alternative: beside it among others of which one is enough."""
    for index, item in enumerate(items):
        place = f"{above}{index}"
        inner = None if place in swap.without else _inside(item, swap, place)
        other = swap.instead.get(place)
        if inner is not None and other and not is_choice:
            yield {"any_of": [inner, other]}
        else:
            yield from (need for need in (inner, other) if need)


def _inside(item: Plain, swap: Swap, place: str) -> Plain | None:
    """A need with what is wanted of its members; a group that lost some is as small as it can be, None when empty."""
    kind, before = group_in(item)
    if not isinstance(item, dict) or not kind:
        return item
    members = list(_swapped(before, swap, f"{place}/{kind}/", is_choice=kind == "any_of"))
    if len(members) == 1 < len(before) and kind != "of":
        return members[0]
    return {**item, kind: members} if members else None


def as_list(needs: Plain) -> list[Plain]:
    """Needs as a list: one may stand without."""
    return needs if isinstance(needs, list) else [needs] if needs else []


def group_in(need: Plain) -> tuple[str, list[Plain]]:
    """The key under which a group has its members, and these; nothing for a plain need."""
    kind = next((key for key in _GROUPS if key in need), "") if isinstance(need, dict) else ""
    return (kind, as_list(need[kind])) if isinstance(need, dict) and kind else ("", [])


def placed(needs: Plain, above: str = "", depth: int = 0) -> Iterator[Placed]:
    """Every need and every group, a group before its members."""
    for index, need in enumerate(as_list(needs)):
        yield Placed(f"{above}{index}", need, depth)
        kind, members = group_in(need)
        yield from placed(members, f"{above}{index}/{kind}/", depth + 1)


def in_words(need: Plain, label: Label) -> str:
    """A need as people say it: `Bureau One or Bureau Two`, `2 of A, B and C`."""
    kind, members = group_in(need)
    if not isinstance(need, dict):
        return label(str(need))
    if not kind:
        return label(str(need.get("service", "")))
    names = [in_words(member, label) for member in members]
    if kind == "of":
        return f"{need.get('at_least', '?')} of {', '.join(names)}"
    return (" or " if kind == "any_of" else " and ").join(names)


def heading(need: Plain, label: Label) -> str:
    """A plain need by its name, a group by its kind: its members have lines of their own."""
    kind, _ = group_in(need)
    if kind == "of" and isinstance(need, dict):
        return f"at least {need.get('at_least', '?')} of these:"
    return _HEADINGS.get(kind) or in_words(need, label)


_HEADINGS = {
    "any_of": "any of these:",
    "all_of": "all of these:",
    "in_order": "one after the other:",
    "in_parallel": "at the same time:",
}
