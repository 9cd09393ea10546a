"""A view and which of its inputs are not there in; out whether anything else stands in for them."""

from collections.abc import Callable

from slamodel.propagate import Input, Rule, View
from slamodel.propagate.compose import parts_first
from slamodel.propagate.structure import nodes


def is_left_open(view: View, is_absent: Callable[[Input], bool]) -> bool:
    """Whether the whole is missing when some of its inputs are; of alternatives, when too many of them are."""
    if view.step is not None:
        return _is_step_open(view, is_absent)
    if view.structure is None:
        return any(is_absent(given) for given in view.inputs)
    inputs = dict(zip(view.found.events, view.inputs, strict=True))
    missing: dict[int, bool] = {}
    for node in nodes(view.structure):
        given = inputs.get(node.event)
        alone = given is not None and is_absent(given)
        parts = sum(missing[id(child)] for child in node.children)
        missing[id(node)] = parts >= node.failing if node.children else alone
    return missing[id(view.structure)]


def _is_step_open(view: View, is_absent: Callable[[Input], bool]) -> bool:
    steps = parts_first(view.step) if view.step is not None else []
    missing: dict[int, bool] = {}
    for step in steps:
        failing = len(step.parts) - step.count + 1 if step.rule is Rule.FASTEST else 1
        parts = sum(missing[id(part)] for part in step.parts)
        missing[id(step)] = parts >= failing if step.parts else step.source is not None and is_absent(step.source)
    return missing[id(view.step)]
