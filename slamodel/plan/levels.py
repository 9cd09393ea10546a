"""A commitment, or an own part, and a better level in; the move that asks for it, written as the file writes, out."""

from collections.abc import Mapping
from math import log10
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.gaps.wording import in_cases, share
from slamodel.model import ALWAYS, Measure, OwnMetricTarget, ShareTarget, Target, TimeTarget
from slamodel.plan.levers import lever
from slamodel.plan.made import written
from slamodel.plan.move import Kind, Move
from slamodel.plan.stating import restated
from slamodel.propagate import Input, Promise, Role
from slamodel.units import show_duration, show_required

_LEAST = 1e-7
"""What an unavailability of nothing is taken for where powers of ten are counted."""


class Level(NamedTuple):
    """A level: an unavailability, seconds or an amount, and the share of cases that may be later."""

    value: float
    late: float = 0.0


def level_move(analysis: Analysis, given: Input, promise: Promise, level: Level) -> Move | None:
    """The move to a better level of what a promise rests on; None where it cannot be written so."""
    if given.role is Role.OWN:
        return _of_own_part(analysis, given, promise, level)
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    target = dict(agreement.stated).get(given.at) if agreement else None
    if agreement is None or target is None or given.level is None:
        return None
    fields = _fields(analysis, given, target, promise.measure, level)
    if fields is None:
        return None
    today = Level(given.level, max(0.0, 1.0 - given.share))
    return Move(
        Kind.LEVEL,
        ("agreements", agreement.id),
        agreement.provider,
        restated(analysis, agreement, given.at, fields),
        was=shown(given, promise, today),
        becomes=shown(given, promise, level),
        metric=given.metric,
        priority=target.priority or "",
        service=given.service,
        effort=effort(today, level, promise.measure),
        lever=lever(agreement, analysis.as_of),
        at=given.at,
    )


def shown(given: Input, promise: Promise, level: Level) -> str:
    """A level as people read it; granting it as it is printed is enough."""
    measure = promise.measure
    if measure is not None:
        return measure.show(level.value, up=not measure.is_lower_better)
    if isinstance(promise.target, TimeTarget):
        return f"{_time(given, level.value)}{in_cases(level.late)}"
    return show_required(level.value) if level.value < (given.level or 0.0) else share(level.value)


def effort(today: Level, then: Level, measure: Measure | None = None) -> float:
    """By how many powers of ten the level shrinks, or grows where more is better, and what may be late."""
    old, new = max(today.value, _LEAST), max(then.value, _LEAST)
    grown = measure is not None and not measure.is_lower_better
    ratio = new / old if grown else old / new
    late = max(today.late, _LEAST) / max(then.late, 1e-4) if then.late < today.late else 1.0
    return max(0.0, log10(ratio)) + max(0.0, log10(late))


def _time(given: Input, seconds: float) -> str:
    return show_duration(seconds, down=True, in_hours=given.clock != ALWAYS)


def _fields(
    analysis: Analysis, given: Input, target: Target, measure: Measure | None, level: Level
) -> Mapping[str, Plain | None] | None:
    """The keys of a target that say a level, in the notation in which it stands there."""
    if isinstance(target, ShareTarget):
        return _of_share(analysis, given, target, level)
    if isinstance(target, TimeTarget):
        late = show_required(level.late) if level.late > 0.0 else None
        share_of_cases: dict[str, Plain | None] = {} if target.share is None else {"in": late}
        if target.by:
            return share_of_cases or None
        return {"within": _time(given, level.value), **share_of_cases}
    if measure is None:
        return None
    keys = ("within", "at_most", "at_least") if isinstance(target, OwnMetricTarget) else ("at_least",)
    key = next((name for name in keys if getattr(target, name, None)), "at_least")
    return {key: amount(measure, level.value)}


def _of_share(analysis: Analysis, given: Input, target: ShareTarget, level: Level) -> Mapping[str, Plain | None]:
    if target.at_most is None:
        return {"at_least": show_required(level.value)}
    today = target.at_most.on(analysis.landscape.conventions.working_day)
    if not given.level or given.level >= 1.0:
        return {"at_most": None, "at_least": show_required(level.value)}
    return {"at_most": show_duration(today * level.value / given.level, down=True)}


def amount(measure: Measure, value: float) -> str:
    """An amount as a file states it, at least as good as the number."""
    if measure.kind == "words":
        better = [(number, word) for word, number in measure.words if measure.reaches(number, value)]
        return (max if measure.is_lower_better else min)(better)[1]
    return measure.show(value, up=not measure.is_lower_better)


def _of_own_part(analysis: Analysis, given: Input, promise: Promise, level: Level) -> Move | None:
    service = analysis.landscape.services.get(given.service)
    if service is None or given.level is None:
        return None
    place = _own_place(analysis, given, promise.target.priority)
    if isinstance(promise.target, TimeTarget):
        text = _time(given, level.value)
    elif promise.measure is not None:
        text = amount(promise.measure, level.value)
    else:
        text = show_required(level.value)
    today = Level(given.level)
    return Move(
        Kind.OWN,
        ("services", service.id),
        service.provider,
        (Change(place, text),),
        was=shown(given, promise, today),
        becomes=shown(given, promise, level),
        metric=given.metric,
        priority=str(place[4]) if len(place) > len(given.at) else "",
        service=service.id,
        effort=effort(today, level, promise.measure),
        at=given.at,
    )


def _own_place(analysis: Analysis, given: Input, priority: str | None) -> tuple[str | int, ...]:
    """Where an own part is written: of times by priority, below the priority."""
    entry = written(analysis, ("services", given.service))
    own = entry.get("own") if isinstance(entry, dict) else None
    value = own.get(given.metric) if isinstance(own, dict) else None
    return (*given.at, priority) if isinstance(value, dict) and priority in value else given.at
