"""A view and the hours that each of its links leaves open in; those in which too few are left to carry it out."""

from collections.abc import Iterable, Mapping, Sequence

from slamodel.analysis import Analysis
from slamodel.clock import NO_TIME, WHOLE_WEEK, Week
from slamodel.propagate import Input, Rule, Step, View
from slamodel.propagate.compose import parts_first
from slamodel.propagate.structure import FAILED, Node, nodes
from slamodel.report.counting import Terms, target_of, terms_of

_MOST = 500
"""Parts of a structure beyond which nobody would follow where an hour is lost."""


def uncovered(analysis: Analysis, view: View, left_open: Mapping[Terms, Week]) -> Week | None:
    """The hours that are not covered, alternatives considered; None where there are too many parts to tell."""
    weeks = {given: _of_input(analysis, given, left_open) for given in view.inputs}
    if view.step is not None:
        return _of_steps(parts_first(view.step), weeks)
    if view.structure is None:
        return NO_TIME
    events = dict(zip(view.found.events, view.inputs, strict=True))
    return _of_nodes(nodes(view.structure), {event: weeks[given] for event, given in events.items()})


def _of_input(analysis: Analysis, given: Input, left_open: Mapping[Terms, Week]) -> Week:
    target = target_of(analysis, given)
    return NO_TIME if target is None else left_open.get(terms_of(analysis, given.agreement or "", target), NO_TIME)


def _of_nodes(parts: Sequence[Node], weeks: Mapping[int, Week]) -> Week | None:
    """Of a structure whose parts come before what is made of them."""
    if len(parts) > _MOST:
        return None
    found: dict[Node, Week] = {}
    for node in parts:
        if node.event >= 0:
            found[node] = weeks.get(node.event, NO_TIME)
        elif not node.children:
            found[node] = WHOLE_WEEK if node is FAILED else NO_TIME
        else:
            found[node] = in_several([found[child] for child in node.children], node.failing)
    return found[parts[-1]]


def _of_steps(parts: Sequence[Step], weeks: Mapping[Input, Week]) -> Week | None:
    """Of steps: one is enough to wait for, but among alternatives all that could do."""
    if len(parts) > _MOST:
        return None
    found: dict[int, Week] = {}
    for step in parts:
        if step.source is not None:
            found[id(step)] = weeks.get(step.source, NO_TIME)
        else:
            failing = len(step.parts) - step.count + 1 if step.rule is Rule.FASTEST else 1
            found[id(step)] = in_several([found[id(part)] for part in step.parts], failing)
    return found[id(parts[-1])]


def in_several(weeks: Iterable[Week], least: int) -> Week:
    """The hours that are in at least so many of these weeks."""
    changes = sorted((at, step) for week in weeks for start, end in week.spans for at, step in ((start, 1), (end, -1)))
    spans: list[tuple[int, int]] = []
    depth, begun = 0, 0
    for at, step in changes:
        if step > 0 and depth == least - 1:
            begun = at
        depth += step
        if step < 0 and depth == least - 1 and begun < at:
            spans.append((begun, at))
    return Week(tuple(spans)) | NO_TIME
