"""A composed time that runs from a start in; its hand-offs along the way that counts, with their local times, out."""

from collections.abc import Iterator
from math import inf
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import NEVER, moment_of
from slamodel.propagate import Input, Promise, Role, Rule, Step, View

_SECOND = 1_000_000
_MOST = 1000
"""Parts may be shared by many: a way that is longer is not told to its end."""


class HandOff(NamedTuple):
    """A step of work, its input, and whether others are worked on at the same time."""

    step: Step
    given: Input
    is_beside: bool


def answer(analysis: Analysis, promise: Promise, view: View, *, is_known: bool) -> dict[str, Any]:
    """The hand-offs of the deciding view as plain data: instants as each clock shows them, seconds on the promise's."""
    step = view.step
    assert step is not None and view.limit_s is not None  # noqa: S101, PT018 - only times are asked for
    is_done = is_known and step.finish is not None and step.finish < NEVER
    return {
        "view": "direct" if promise.deciding is promise.direct else "end_to_end",
        "start": iso(analysis, promise.clock, step.start),
        "steps": [_step(analysis, hand_off) for hand_off in hand_offs(step)],
        "finish": iso(analysis, promise.clock, step.finish) if is_done else None,
        "length_s": round(step.time.within_s, 6) if is_done else None,
        "limit_s": round(view.limit_s, 6) if view.limit_s < inf else None,
    }


def _step(analysis: Analysis, hand_off: HandOff) -> dict[str, Any]:
    step, given, is_beside = hand_off
    is_known = given.level is not None
    return {
        "service": given.service,
        "agreement": given.agreement,
        "metric": given.metric,
        "clock": given.clock,
        "start": iso(analysis, given.clock, step.start),
        "finish": iso(analysis, given.clock, step.finish) if is_known else None,
        "side_by_side": is_beside,
    }


def hand_offs(root: Step) -> Iterator[HandOff]:
    """The inputs that make up a time, in order; of causes the one that takes longest, of alternatives the fastest."""
    stack = [(root, False)]
    told = 0
    while stack and told < _MOST:
        step, is_beside = stack.pop()
        if step.source is not None:
            if step.source.role is not Role.ASSUMED:
                told += 1
                yield HandOff(step, step.source, is_beside)
            continue
        parts = _counting(step)
        is_beside = is_beside or (step.rule is not Rule.IN_ORDER and len(parts) > 1)
        stack.extend((part, is_beside) for part in reversed(parts))


def _counting(step: Step) -> tuple[Step, ...]:
    """The parts of which the time of a step is made."""
    if step.rule in (Rule.IN_ORDER, Rule.IN_PARALLEL) or not step.parts:
        return step.parts
    if step.rule is Rule.FASTEST:
        first = sorted(step.parts, key=_length)[: step.count]
        return tuple(part for part in step.parts if any(part is one for one in first))
    return (max(step.parts, key=_length),)


def _length(step: Step) -> tuple[float, int]:
    return (step.time.within_s, step.finish or 0)


def zone(analysis: Analysis, clock: str) -> ZoneInfo:
    """The time zone of a calendar; around the clock it is UTC."""
    calendar = analysis.landscape.calendars.get(clock)
    return ZoneInfo(calendar.timezone if calendar else "UTC")


def iso(analysis: Analysis, clock: str, instant: int | None) -> str | None:
    """An instant as clocks at the place of a calendar show it, to the second in which it is reached."""
    if instant is None or instant >= NEVER:
        return None
    whole = -(-instant // _SECOND) * _SECOND
    return moment_of(whole, zone(analysis, clock)).isoformat(timespec="seconds")
