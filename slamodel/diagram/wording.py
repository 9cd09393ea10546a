"""Commitments in; the few words that fit onto a box or a line out."""

import re
import textwrap
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from math import inf

from slamodel.gaps import cutoffs
from slamodel.gaps.wording import metric_name, window_of
from slamodel.model import (
    SHARES,
    Landscape,
    Measure,
    OwnMetricTarget,
    RateTarget,
    ScaleTarget,
    ShareTarget,
    Target,
    TimeTarget,
)
from slamodel.propagate import Lack, Promise, Standing
from slamodel.units import show_duration, show_share

WIDTH = 28
"""Characters of a line in a box."""

_TIE = "\u00a0"
_UNIT = re.compile(r"(?<=\d) (?=%|(?:ms|s|min|h|d)\b)|(?<=\bin) (?=\d)")
"""Blanks at which no line is broken: between a number and its unit, and before the share of cases."""

_VERDICTS = tuple(f"{standing.symbol} {standing.word}" for standing in Standing)
_SHORT = {"availability": "", "success_rate": "success rate", "rto": "RTO", "rpo": "RPO"}
_LACKS = {
    Lack.RESPONSE_ONLY: "response only",
    Lack.CIRCLE: "a circle",
    Lack.FAULTY: "faulty entry",
    Lack.NOT_EVALUATED: "not evaluated yet",
    Lack.NEVER: "never done",
    Lack.FAR_AHEAD: "not known so far ahead",
}


def wrapped(text: str, most: int = 3) -> tuple[str, ...]:
    """The text in lines that fit into a box; what does not fit into `most` lines is cut, and seen to be."""
    lines = textwrap.wrap(_UNIT.sub(_TIE, text), WIDTH, max_lines=most, placeholder=" …", break_on_hyphens=False)
    return tuple(line.replace(_TIE, " ") for line in lines)


def tokens(text: str) -> list[str]:
    """The words of a text, a number and its unit as one, and a verdict with its sign."""
    for verdict in _VERDICTS:
        text = text.replace(verdict, verdict.replace(" ", _TIE))
    return [word.replace(_TIE, " ") for word in _UNIT.sub(_TIE, text).split(" ")]


def titled(name: str, kind: str) -> tuple[str, ...]:
    """A name and what it is: on one line where there is room."""
    both = f"{name} · {kind}"
    return (both,) if len(both) <= WIDTH else (*wrapped(name), *wrapped(kind))


def commitments(targets: list[Target], landscape: Landscape) -> list[str]:
    """Targets in a few words, one line for each metric: of several levels the strictest and the least strict."""
    by_metric: dict[str, dict[str, Target]] = {}
    for target in sorted(targets, key=lambda target: (target.metric, strictness(target, landscape))):
        by_metric.setdefault(target.metric, {}).setdefault(level(target, landscape), target)
    said = []
    for metric, levels in by_metric.items():
        first, *others = levels
        single = commitment(levels[first], landscape)
        between = "or" if others and others[-1].startswith("by ") else "to"
        said.append(f"{short(metric)} {first} {between} {others[-1]}".strip() if others else single)
    return said


def commitment(target: Target, landscape: Landscape) -> str:
    """A target in a few words, such as `99.9 % a month` or `resolution P1 4 h`."""
    parts = [short(target.metric), target.priority or "", level(target, landscape)]
    if isinstance(target, ShareTarget):
        parts.append(window_of(target.window))
    return " ".join(filter(None, parts))


def level(target: Target, landscape: Landscape) -> str:
    """The level alone, such as `99.9 %` or `4 h in 95 %`."""
    if isinstance(target, ShareTarget):
        if target.at_least is None:
            assert target.at_most is not None  # noqa: S101 - the model states one of the two
            return f"at most {show_duration(target.at_most.on(landscape.conventions.working_day))} down"
        return share(target.at_least)
    if isinstance(target, TimeTarget):
        cases = f" in {share(target.share)}" if target.share is not None and target.share < 1 else ""
        return f"{_time(target, landscape)}{cases}"
    if isinstance(target, RateTarget):
        return f"{target.at_least.amount:f} per {target.at_least.per}"
    if isinstance(target, ScaleTarget):
        return target.at_least
    assert isinstance(target, OwnMetricTarget)  # noqa: S101 - the last of the kinds
    return target.at_least or target.at_most or target.within or ""


def short(metric: str) -> str:
    """The name of a metric; none for availability, which goes without saying beside a share."""
    return _SHORT.get(metric, metric)


def share(fraction: Decimal) -> str:
    """A share in percent."""
    return show_share(float(1 - fraction))


def strictness(target: Target, landscape: Landscape) -> float:
    """Smaller is stricter, within one metric; all alike where levels do not compare."""
    if isinstance(target, TimeTarget):
        return inf if target.within is None else target.within.on(landscape.conventions.working_day)
    if isinstance(target, RateTarget):
        return -target.at_least.per_second
    if not isinstance(target, ShareTarget):
        return 0.0
    if target.at_most is None:
        return float(1 - (target.at_least or 0))
    return target.at_most.on(landscape.conventions.working_day) / landscape.seconds_in(target.window)


def shown(level: float, metric: str, measure: Measure | None) -> str:
    """A level that has been worked out: a share, a time or an amount."""
    if measure is not None:
        return measure.show(level)
    return show_share(level) if is_share(metric) else show_duration(level)


def is_share(metric: str) -> bool:
    """Whether levels of the metric are shares; else they are times."""
    return metric in SHARES


def lack(reason: Lack, metric: str) -> str:
    """Why something is not known, on a line."""
    return f"? {_LACKS.get(reason, f'no {metric_name(metric)}')}"


def _time(target: TimeTarget, landscape: Landscape) -> str:
    if target.within is None:
        return cutoffs.in_short(target.by) if len(target.by) == 1 else "by cut-off"
    days = target.within.working_days
    if days and not target.within.seconds:
        return "1 working day" if days == 1 else f"{days.normalize():f} working days"
    return show_duration(target.within.on(landscape.conventions.working_day))


def stands(standing: Standing) -> str:
    """A verdict as it is written on a box: the sign that holds in grey, and the word."""
    return f"{standing.symbol} {standing.word}"


def counted(promises: Iterable[Promise]) -> tuple[str, ...]:
    """How many of the promises stand how, worst first; those below which the model says nothing do not count."""
    counts = Counter(promise.standing for promise in promises if not promise.rests_on_nothing)
    return tuple(
        f"{standing.symbol} {counts[standing]:,} {standing.word}"
        + ("s" if standing is Standing.GAP and counts[standing] > 1 else "")
        for standing in Standing
        if counts[standing]
    )
