"""Several courses in; at every instant the latest, or the n-th earliest of them, out as one course."""

from collections.abc import Iterable
from functools import reduce
from typing import TYPE_CHECKING

from slamodel.clock.course import NEVER, Course, Heading, Instants, pruned, union
from slamodel.clock.later import Later

if TYPE_CHECKING:
    import numpy as np
else:
    np = Later("numpy")


def latest(courses: Iterable[Course]) -> Course:
    """At every instant the largest of the values."""
    return reduce(lambda one, other: in_order(one, other)[1], dict.fromkeys(courses))


def nth_earliest(courses: Iterable[Course], n: int) -> Course:
    """At every instant the n-th smallest of the values, counted from 1."""
    family = list(courses)
    for _ in range(n - 1):
        family = rest_of(family)
    return reduce(lambda one, other: in_order(one, other)[0], family)


def rest_of(family: list[Course]) -> list[Course]:
    """The same values at every instant without the smallest."""
    rest, smallest = [], family[0]
    for course in family[1:]:
        smallest, larger = in_order(smallest, course)
        rest.append(larger)
    return rest


def in_order(one: Course, other: Course) -> tuple[Course, Course]:
    """At every instant the smaller of two values, and the larger."""
    if one is other:
        return one, other
    knots = union(one.knots, other.knots)
    heads = one.heading(knots), other.heading(knots)
    crossings = between(knots, *heads)
    if len(crossings):
        knots = union(knots, crossings)
        heads = one.heading(knots), other.heading(knots)
    (value, slope), (other_value, other_slope) = heads
    # Between two knots the order does not change, and of two that start out alike the one that runs is the larger.
    swap = (value > other_value) | ((value == other_value) & (slope > other_slope))
    smaller = pruned(knots, np.where(swap, other_value, value), np.where(swap, other_slope, slope))
    return smaller, pruned(knots, np.where(swap, value, other_value), np.where(swap, slope, other_slope))


def between(knots: Instants, one: Heading, other: Heading) -> Instants:
    """The instants between knots at which one of the two that runs comes up to the other that stands."""
    meeting = knots + (other.limits - one.limits) * (one.slopes - other.slopes)
    crossings: Instants = meeting[(knots < meeting) & (meeting < np.append(knots[1:], NEVER))]
    return crossings
