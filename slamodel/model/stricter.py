"""Two targets of one metric in; whether whoever keeps one of them is sure to keep the other, on the same terms, out."""

from collections.abc import Callable, Mapping

from slamodel.model.metric import Scale
from slamodel.model.target import RateTarget, ScaleTarget, ShareTarget, Target, TimeTarget
from slamodel.units import Duration

Clock = Callable[[Target], str]
"""The calendar on which a target counts."""


def implies(one: Target, other: Target, clock: Clock, scales: Mapping[str, Scale]) -> bool:
    """Whether one target is at least as strict as the other; not so where they are on other terms, or unlike."""
    return _is_on_same_terms(one, other, clock) and _asks_as_much(one, other, scales)


def _is_on_same_terms(one: Target, other: Target, clock: Clock) -> bool:
    if one.metric != other.metric or clock(one) != clock(other):
        return False
    if one.strength == "aim" and other.strength == "commitment":
        return False
    return one.window == other.window or (_holds_always(one) and _holds_always(other))


def _holds_always(target: Target) -> bool:
    """Whether it is about each case, so that nothing depends on the window."""
    return isinstance(target, TimeTarget) and target.promised_share == 1


def _asks_as_much(one: Target, other: Target, scales: Mapping[str, Scale]) -> bool:
    if isinstance(one, ShareTarget) and isinstance(other, ShareTarget):
        if one.at_least is not None and other.at_least is not None:
            return one.at_least >= other.at_least
        return _is_within(one.at_most, other.at_most)
    if isinstance(one, TimeTarget) and isinstance(other, TimeTarget):
        same_rule = bool(one.by) and one.by == other.by
        return (same_rule or _is_within(one.within, other.within)) and one.promised_share >= other.promised_share
    if isinstance(one, RateTarget) and isinstance(other, RateTarget):
        return one.at_least.per_second >= other.at_least.per_second
    if isinstance(one, ScaleTarget) and isinstance(other, ScaleTarget) and one.scale == other.scale:
        words = scales.get(one.scale or "", {})
        return one.at_least == other.at_least or _is_above(words, one.at_least, other.at_least)
    return one == other


def _is_within(one: Duration | None, other: Duration | None) -> bool:
    """Whether one length is not above the other, however long a working day is."""
    if one is None or other is None:
        return False
    return one.seconds <= other.seconds and one.working_days <= other.working_days


def _is_above(words: Scale, one: str, other: str) -> bool:
    return one in words and other in words and words[one] >= words[other]
