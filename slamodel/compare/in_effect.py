"""What changed in entries in; the same out, where a level that was not written before was in effect by a tier."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Detail, EntryChange, Fate
from slamodel.compare.wording import said
from slamodel.load import Plain


def in_effect(before: Analysis, after: Analysis, changes: Iterable[EntryChange]) -> Iterator[EntryChange]:
    """`at least 99 % a month, by tier a` instead of nothing, for agreements that are on both sides."""
    for change in changes:
        if change.fate is Fate.CHANGED and change.entry[0] == "agreements":
            yield replace(change, details=tuple(_with_tier(before, after, change.entry[1], d) for d in change.details))
        else:
            yield change


def _with_tier(before: Analysis, after: Analysis, name: str, detail: Detail) -> Detail:
    agreement = before.landscape.agreements.get(name)
    if detail.was or agreement is None or detail.path[2:3] != ("targets",):
        return detail
    target = _at(after, detail.path)
    if not isinstance(target, dict):
        return detail
    for place, stated in agreement.stated:
        key = (stated.metric, stated.priority or "")
        if place[2:3] == ("tiers",) and key == (target.get("metric"), target.get("priority") or ""):
            return replace(detail, was=f"{said(('targets', *key), _at(before, place))}, by tier {place[3]}")
    return detail


def _at(analysis: Analysis, path: Iterable[str | int]) -> Plain | None:
    """What stands at a place of a model; None where nothing does."""
    node: object = analysis.loaded.tree
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return cast("Plain | None", node)
