"""A link of a promise in; the levels of it, and the tiers on offer, that would be enough for the promise, out."""

from collections.abc import Iterator, Mapping
from math import inf

from slamodel.analysis import Analysis
from slamodel.gaps.wording import number
from slamodel.model import Agreement, Measure, ShareTarget, Target, TimeTarget
from slamodel.plan.less import lowered
from slamodel.propagate import Link, Promise, Standing
from slamodel.report import wording
from slamodel.units import TOLERANCE, show_duration, show_required

from .fields import Enough
from .sought import sought_at


def offered(analysis: Analysis, promise: Promise, link: Link) -> Iterator[Enough]:
    """What is to be asked for anyway, for whichever promise, before what would be enough for this one."""
    if promise.measure is not None:
        yield from _offered_amount(promise.measure, link)
        return
    is_time = isinstance(promise.target, TimeTarget)
    certain = _enough(link, link.required_guaranteed, is_time=is_time)
    alone = certain or _enough(link, link.required_independent, is_time=is_time)
    if not alone:
        return
    sought = sought_at(analysis, link.source.at) if certain else None
    is_open = bool(promise.direct.unknown or promise.end_to_end.unknown)
    closes = len({closed.id for _, closed in sought.closes} | {promise.id}) if sought else 1
    if sought and closes > 1 and sought.is_askable and sought.level <= (link.required_guaranteed or 0.0):
        yield Enough(sought.wanted, f"closes {'what is missing of ' if is_open else ''}{number(closes, 'promise')}")
        if sought.wanted != alone:
            yield Enough(alone, "closes what is missing of this one only" if is_open else "enough for this one only")
    else:
        does = "closes what is missing" if is_open else "enough alone"
        yield Enough(alone, does if certain else f"{does}, if outages are unrelated")


def _offered_amount(measure: Measure, link: Link) -> Iterator[Enough]:
    """The amount that would be enough, where today's is not."""
    required, today = link.required_guaranteed, link.source.level
    if required is None or today is None or measure.reaches(today, required):
        return
    words = {value: word for word, value in measure.words}
    typed = words.get(required) or measure.show(required, up=not measure.is_lower_better)
    yield Enough(typed, "enough alone")


def _enough(link: Link, required: float | None, *, is_time: bool) -> str:
    """A required level as somebody types it; empty where today's does, or where none would or nobody could keep it."""
    today = link.source.level
    if required is None or required == inf or today is None or today <= required + TOLERANCE:
        return ""
    if is_time:
        return show_duration(required, down=True) if required >= 1 else ""
    return "" if required >= 1 or wording.is_unrealistic(required) else show_required(required)


def ensured(analysis: Analysis, promise: Promise, place: str) -> Iterator[Enough]:
    """What can be promised instead, where that is another value of this one level."""
    move = None if promise.unwaived is Standing.SUPPORTED else lowered(analysis, promise)
    changes = move.changes if move else ()
    if len(changes) == 1 and "/".join(map(str, changes[0].path)) == place and isinstance(changes[0].value, str):
        yield Enough(changes[0].value, "what is ensured today")


def tiers_enough(analysis: Analysis, promise: Promise, link: Link, agreement: Agreement) -> Mapping[str, str]:
    """The tiers on offer, counted as the target of today is, that would be enough for a promise."""
    required = link.required_guaranteed
    today = dict(agreement.stated).get(link.source.at)
    if today is None or not _enough(link, required, is_time=isinstance(promise.target, TimeTarget)):
        return {}
    return {
        name: "enough alone"
        for name, tier in agreement.tiers.items()
        for target in tier.targets
        if _terms(target) == _terms(today) and _level(analysis, target) <= (required or 0.0) + TOLERANCE
    }


def _terms(target: Target) -> tuple[object, ...]:
    share = target.share if isinstance(target, TimeTarget) else None
    return (target.metric, target.priority, target.window, target.hours, target.strength, share)


def _level(analysis: Analysis, target: Target) -> float:
    """The unavailability or the seconds of a target; endless where it states none."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return float(1 - target.at_least)
    if isinstance(target, TimeTarget) and target.within is not None:
        return target.within.on(analysis.landscape.conventions.working_day)
    return inf
