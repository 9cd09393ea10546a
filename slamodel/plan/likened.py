"""One promise with two choices made in; whether with the first it rests on nothing worse than with the other out."""

from collections.abc import Iterable

from slamodel.plan.concerns import Figure
from slamodel.propagate import Input, Promise, Rule, View
from slamodel.propagate.compose import parts_first


def is_late_if_fast(promise: Promise) -> bool:
    """Whether it rests on alternatives, the fastest of which counts, and on times that are kept in a share of cases."""
    views = (promise.direct, promise.end_to_end)
    is_late = any(given.share < 1.0 for view in views for given in view.inputs)
    steps = (parts_first(view.step) for view in views if view.step is not None)
    return is_late and any(step.rule is Rule.FASTEST for found in steps for step in found)


def at_least_as_good(
    one: Promise | None, other: Promise | None, figures: Iterable[Figure], *, is_late_if_fast: bool = False
) -> bool:
    """Whether a promise holds wherever it holds in another state, as far as what concerns these figures goes.

    Only levels and shares of cases may differ: where clocks, hours or anything else does, nobody knows. Where the
    fastest counts, however often it is late, a better level may be the worse choice: nothing may differ.
    """
    if one is None or other is None:
        return one is other
    services = frozenset(figure.service for figure in figures)
    if one.service in services and not _promises_no_more(one, other):
        return False
    pairs = ((one.direct, other.direct), (one.end_to_end, other.end_to_end))
    sign = one.measure.sign if one.measure else 1.0
    if is_late_if_fast and any(_own(a, services) != _own(b, services) for a, b in pairs):
        return False
    return all(_no_worse(a.inputs, b.inputs, services, sign) for a, b in pairs)


def _own(view: View, services: frozenset[str]) -> list[Input]:
    return [given for given in view.inputs if given.service in services]


def _promises_no_more(one: Promise, other: Promise) -> bool:
    """Whether the promise itself asks for no more than in the other state."""
    if one.promised is None or other.promised is None:
        return one.promised is other.promised
    sign = one.measure.sign if one.measure else 1.0
    is_alike = (one.clock, one.counted_s) == (other.clock, other.counted_s)
    return is_alike and sign * one.promised >= sign * other.promised and one.promised_share <= other.promised_share


def _no_worse(one: tuple[Input, ...], other: tuple[Input, ...], services: frozenset[str], sign: float) -> bool:
    if len(one) != len(other):
        return False
    return all(
        a == b or (a.service in services and _is_no_worse(a, b, sign)) or a.service == b.service not in services
        for a, b in zip(one, other, strict=True)
    )


def _is_no_worse(one: Input, other: Input, sign: float) -> bool:
    """Whether an input is as good as another one that differs in nothing but its level and share of cases."""
    if one.level is None or other.level is None:
        return one.service == other.service and other.level is None
    if _manner(one) != _manner(other) or one.beside or other.beside or one.instead or other.instead:
        return False
    if one.counted is not None and other.counted is not None:
        pairs = zip(one.figures, other.figures, strict=True)
        return all(a <= b for a, b in pairs) and one.loss <= other.loss
    return sign * one.level <= sign * other.level and one.share >= other.share


def _manner(given: Input) -> tuple[object, ...]:
    """What must not differ."""
    counted = given.counted and (given.counted.uncovered, given.counted.maintained, given.counted.spells)
    kind = (given.service, given.metric, given.rungs, given.clock, given.stops, given.due)
    return (*kind, counted, given.is_aim, given.excludes_failures)
