"""The steps of a time in; the same out without what ensures nothing, and what of that it cannot do without."""

from collections.abc import Collection, Mapping

from slamodel.propagate.compose import again, fastest, leaf, lowest, parts_first
from slamodel.propagate.conditions import left, reasons
from slamodel.propagate.given import Input
from slamodel.propagate.outcome import Condition, Rule, Step

_Made = Mapping[int, Step | None]


def without_doubtful(step: Step, excluded: Collection[str]) -> tuple[Step | None, tuple[Condition, ...]]:
    """The step on what is sure, None where nothing of it is; and the conditions that it rests on, each once."""
    made: dict[int, Step | None] = {}
    for part in parts_first(step):
        made[id(part)] = _sure(part, made, excluded)
    return made[id(step)], tuple(dict.fromkeys(_conditions(step, made, excluded)))


def _sure(step: Step, made: _Made, excluded: Collection[str]) -> Step | None:
    if step.source is not None:
        if not any(reasons(step.source, excluded)):
            return step
        other = left(step.source, excluded)
        return None if other is None else leaf(step.label, other)
    parts = [made[id(part)] for part in step.parts]
    sure = tuple(part for part in parts if part is not None)
    if step.rule is Rule.FASTEST:
        return fastest(step.label, sure, step.count) if len(sure) >= step.count else None
    if step.rule is Rule.LOWEST and sure:
        return lowest(step.label, sure)
    if len(sure) < len(parts):
        return None
    return again(step, sure) if sure else step


def _conditions(step: Step, made: _Made, excluded: Collection[str]) -> list[Condition]:
    """What the steps rest on; not what alternatives can do without."""
    found: dict[int, Input] = {}
    seen: set[int] = set()
    stack = [step]
    while stack:
        current = stack.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        if current.source is not None:
            found[id(current.source)] = current.source
        is_choice = current.rule in (Rule.FASTEST, Rule.LOWEST) and made[id(current)] is not None
        parts = (part for part in current.parts if not is_choice or made[id(part)] is not None)
        stack.extend(reversed(tuple(parts)))
    return [condition for given in found.values() for condition in reasons(given, excluded)]
