"""A time promise with a priority in; the same promise for all priorities as bars out, each against its own limit."""

from slamodel.analysis import Analysis
from slamodel.gaps.causes import longest_way
from slamodel.gaps.wording import metric_name
from slamodel.propagate import Promise
from slamodel.report import bars, wording
from slamodel.report.views import Bar, Picture
from slamodel.units import TOLERANCE_S

_ONE = 1
_MOST_STEPS = 6


def ladders(analysis: Analysis, promise: Promise) -> Picture | None:
    """What the steps take for each priority, the limit of each at the same place; None where there is but one."""
    if promise.target.priority is None or promise.direct.time is None:
        return None
    found = [other for other in _alike(analysis, promise) if wording.limit(other, other.deciding) > TOLERANCE_S]
    if len(found) <= _ONE:
        return None
    scale = 1.04 * max(1.0, *(_part(other) for other in found))
    drawn = tuple(_bar(other, scale) for other in found)
    heading = f"All priorities: {metric_name(promise.metric)} of {wording.service_name(analysis, promise.service)}"
    limit = "promised"
    return Picture(
        heading, bars.in_words(drawn, "each against what is promised"), bars.percent(1.0, scale), limit, drawn
    )


def group_of(promise: Promise) -> tuple[str, str, str]:
    """What all priorities of a promise have in common."""
    return promise.agreement, promise.service, promise.metric


def _alike(analysis: Analysis, promise: Promise) -> list[Promise]:
    """The promises of the group with a priority, the shortest limit first."""
    group = group_of(promise)
    found = (
        other
        for other in analysis.promises
        if other.target.priority and group_of(other) == group and other.deciding.time is not None
    )
    return sorted(found, key=lambda other: (wording.limit(other, other.deciding), other.id))


def _part(promise: Promise) -> float:
    """What the steps take, as a part of what is allowed."""
    view = promise.deciding
    return view.time.within_s / wording.limit(promise, view) if view.time else 0.0


def _bar(promise: Promise, scale: float) -> Bar:
    view, part = promise.deciding, _part(promise)
    label = f"{promise.target.priority}, {wording.within(promise, in_short=True)}"
    value = f"{wording.taken(promise, view)}: {wording.STATUS[promise.standing].word}"
    over = bars.percent(max(0.0, part - 1.0), scale)
    return Bar(label, value, 0.0, bars.percent(part, scale), over, "total", _steps(promise))


def _steps(promise: Promise) -> str:
    """The longest way as a sum."""
    steps = longest_way(promise.deciding.step) if promise.deciding.step else []
    shown = [f"{step.label} {wording.length(promise, step.time.within_s)}" for step in steps[:_MOST_STEPS]]
    more = (f"{len(steps) - _MOST_STEPS} more",) if len(steps) > _MOST_STEPS else ()
    return " + ".join((*shown, *more))
