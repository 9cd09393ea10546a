"""The steps that a time is made of in; the same as lines out, each with its sum, its agreement and its place."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.propagate import Role, Rule, Step
from slamodel.units import TOLERANCE_S, show_duration, show_share


def lines(analysis: Analysis, step: Step) -> Iterator[str]:
    """Each step below the one that waits for it; what several wait for is spelled out once."""
    seen: set[int] = set()
    open_steps = _open(step)
    stack: list[tuple[Step, int]] = [(step, 1)]
    while stack:
        current, depth = stack.pop()
        yield _step(analysis, current, "  " * depth, open_steps, is_known=id(current) in seen)
        if id(current) not in seen:
            seen.add(id(current))
            stack.extend((part, depth + 1) for part in reversed(current.parts))


def _open(root: Step) -> frozenset[int]:
    """The steps of which something is not known, by identity: parts may be shared."""
    found: set[int] = set()
    seen: set[int] = set()
    waiting = [(root, False)]
    while waiting:
        step, is_after_its_parts = waiting.pop()
        if is_after_its_parts:
            if not found.isdisjoint(map(id, step.parts)) or (step.source is not None and step.source.level is None):
                found.add(id(step))
        elif id(step) not in seen:
            seen.add(id(step))
            waiting += [(step, True), *((part, False) for part in step.parts)]
    return frozenset(found)


def _time(step: Step, open_steps: frozenset[int]) -> str:
    """How long a step takes, or at least takes while something below is not known."""
    if id(step) not in open_steps:
        return show_duration(step.time.within_s)
    return f"at least {show_duration(step.time.within_s)}" if step.time.within_s > TOLERANCE_S else "not known"


def _step(analysis: Analysis, step: Step, indent: str, open_steps: frozenset[int], *, is_known: bool) -> str:
    time = _time(step, open_steps)
    if step.time.in_guaranteed < 1:
        kept, unrelated = (show_share(1 - share) for share in step.time[1:])
        time += f" in {kept} of cases ({unrelated} if unrelated)"
    if step.source is not None:
        given = step.source
        place = analysis.place(given.at).short if given.at else ""
        source = f"{given.agreement or ''} {given.role.value if given.role is not Role.COMMITMENT else ''}".strip()
        return f"{indent}{step.label}: {time}    {given.metric}, {source}    {place}".rstrip()
    if is_known:
        return f"{indent}{step.label}: {time}, as above"
    return f"{indent}{step.label}: {time} = {_rule(step, open_steps)}"


def _rule(step: Step, open_steps: frozenset[int]) -> str:
    times = [_time(part, open_steps) for part in step.parts]
    if step.rule is Rule.IN_ORDER:
        return " + ".join(times)
    if step.rule is Rule.FASTEST:
        rank = "fastest" if step.count == 1 else f"number {step.count} from the fastest"
        return f"{rank} of {', '.join(times)}"
    return f"{step.rule.value}: longest of {', '.join(times)}"
