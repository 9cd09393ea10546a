"""A structure in; the smallest sets of its events whose outage brings it down, single ones first, out."""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from slamodel.propagate.structure import Node, nodes

MOST = 64
"""Sets of one part, above the single ones, that are looked at; more are cut off, and it is said."""
_MOST_OF_A_VOTE = 64

Cut = frozenset[int]


class Cuts(NamedTuple):
    """The sets, and whether these are all."""

    sets: tuple[Cut, ...]
    is_complete: bool = True


def cuts(structure: Node) -> Cuts:
    """Every event that brings the whole down alone, then sets of two, and on."""
    found: dict[Node, Cuts] = {}
    for node in nodes(structure):
        found[node] = (
            Cuts((Cut((node.event,)),)) if node.event >= 0 else _of_gate(node, [found[c] for c in node.children])
        )
    return found[structure]


def _of_gate(node: Node, children: list[Cuts]) -> Cuts:
    is_complete = all(child.is_complete for child in children)
    if node.failing == 1:
        return _least((cut for child in children for cut in child.sets), is_complete=is_complete)
    groups = list(_first(combinations(children, node.failing), _MOST_OF_A_VOTE))
    found: list[Cut] = []
    for group in groups[:_MOST_OF_A_VOTE]:
        product, is_whole = _together(group)
        found.extend(product)
        is_complete = is_complete and is_whole
    return _least(found, is_complete=is_complete and len(groups) <= _MOST_OF_A_VOTE)


def _first(groups: Iterable[tuple[Cuts, ...]], most: int) -> Iterable[tuple[Cuts, ...]]:
    for count, group in enumerate(groups):
        yield group
        if count >= most:
            return


def _together(group: tuple[Cuts, ...]) -> tuple[list[Cut], bool]:
    """All parts of a group down at once; the smallest sets are kept where they become many."""
    product, is_whole = [Cut()], True
    for child in group:
        product = sorted({one | cut for one in product for cut in child.sets[:MOST]}, key=_order)
        is_whole = is_whole and len(product) <= MOST and len(child.sets) <= MOST
        product = product[:MOST]
    return product, is_whole


def _least(found: Iterable[Cut], *, is_complete: bool) -> Cuts:
    """Without those that hold another one."""
    ordered = sorted(set(found), key=_order)
    single = {event for cut in ordered if len(cut) == 1 for event in cut}
    kept = [cut for cut in ordered if len(cut) == 1]
    larger: list[Cut] = []
    for cut in ordered[len(kept) :]:
        if len(larger) >= MOST:
            is_complete = False
            break
        if not cut & single and not any(one < cut for one in larger):
            larger.append(cut)
    return Cuts((*kept, *larger), is_complete)


def _order(cut: Cut) -> tuple[int, list[int]]:
    return len(cut), sorted(cut)
