"""The steps that a time is made of in; the same as lines out, each with its sum, its agreement and its place."""

from collections.abc import Iterator
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.clock import NEVER
from slamodel.gaps import cutoffs
from slamodel.model import ALWAYS
from slamodel.propagate import Input, Role, Rule, Step
from slamodel.report import hand_offs, moments
from slamodel.report.counting import on
from slamodel.units import TOLERANCE_S, show_duration, show_share


class _Told(NamedTuple):
    """What the lines are about: the clock of the promise, and of which steps something is not known, by `id`."""

    analysis: Analysis
    clock: str
    open_steps: frozenset[int]


def lines(analysis: Analysis, clock: str, step: Step) -> Iterator[str]:
    """Each step below the one that waits for it; what several wait for is spelled out once.

    Where starts differ, the line after an input says what is stated on its own clock, and from when to when that is.
    """
    seen: set[int] = set()
    told = _Told(analysis, clock, _open(step))
    stack: list[tuple[Step, int]] = [(step, 1)]
    while stack:
        current, depth = stack.pop()
        yield _step(told, current, "  " * depth, is_known=id(current) in seen)
        if current.source is not None and current.source.level != 0 and current.start is not None:
            yield f"{'  ' * depth}  {_on_its_own(analysis, current, current.source)}"
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


def _on_its_own(analysis: Analysis, step: Step, given: Input) -> str:
    """`4 h on Office: Fri 18 Dec 16:30 to Mon 21 Dec 12:30 (Europe/Amsterdam)`."""
    assert step.start is not None and step.finish is not None  # noqa: S101, PT018 - the caller looked
    where = hand_offs.zone(analysis, given.clock)
    begins = moments.in_words(moments.local(step.start, where))
    if given.level is None or step.finish >= NEVER:
        return f"from {begins} ({where.key}) on"
    stated = cutoffs.in_words(given.due) if given.due else _length(given.clock, given.level)
    times = moments.span(step.start, step.finish, where)
    return f"{stated} {on(analysis, given.clock)}: {times} ({where.key})"


def _length(clock: str, seconds: float) -> str:
    """A length on a clock: in hours where its days are shorter."""
    return show_duration(seconds, in_hours=clock != ALWAYS)


def _time(told: _Told, step: Step) -> str:
    """How long a step takes, or at least takes while something below is not known."""
    length = _length(told.clock, step.time.within_s)
    if id(step) not in told.open_steps:
        return length
    return f"at least {length}" if step.time.within_s > TOLERANCE_S else "not known"


def _step(told: _Told, step: Step, indent: str, *, is_known: bool) -> str:
    time = _time(told, step)
    if step.time.in_guaranteed < 1:
        kept, unrelated = (show_share(1 - share) for share in step.time[1:])
        time += f" in {kept} of cases ({unrelated} if unrelated)"
    if step.source is not None:
        given = step.source
        place = told.analysis.place(given.at).short if given.at else ""
        source = f"{given.agreement or ''} {given.role.value if given.role is not Role.COMMITMENT else ''}".strip()
        return f"{indent}{step.label}: {time}    {given.metric}, {source}    {place}".rstrip()
    if is_known:
        return f"{indent}{step.label}: {time}, as above"
    return f"{indent}{step.label}: {time} = {_rule(told, step)}"


def _rule(told: _Told, step: Step) -> str:
    times = [_time(told, part) for part in step.parts]
    if step.rule is Rule.IN_ORDER:
        return " + ".join(times)
    if step.rule is Rule.FASTEST:
        rank = "fastest" if step.count == 1 else f"number {step.count} from the fastest"
        return f"{rank} of {', '.join(times)}"
    return f"{step.rule.value}: longest of {', '.join(times)}"
