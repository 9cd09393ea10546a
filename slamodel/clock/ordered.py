"""Several courses in; at every instant the latest, or the n-th earliest of them, out as one course."""

from collections.abc import Iterable, Iterator
from functools import reduce
from itertools import permutations
from typing import TYPE_CHECKING

from slamodel.clock.course import NEVER, Course, Instants, pruned
from slamodel.clock.later import Later

if TYPE_CHECKING:
    import numpy as np
else:
    np = Later("numpy")


def latest(courses: Iterable[Course]) -> Course:
    """At every instant the largest of the values."""
    return reduce(lambda one, other: nth_earliest((one, other), 2), dict.fromkeys(courses))


def nth_earliest(courses: Iterable[Course], n: int) -> Course:
    """At every instant the n-th smallest of the values, counted from 1."""
    family = tuple(courses)
    if all(course is family[0] for course in family):
        return family[0]
    knots = np.unique(np.concatenate([course.knots for course in family]))
    knots = np.unique(np.concatenate([knots, *crossings(family, knots)]))
    limits = np.stack([course.values_after(knots) for course in family])
    slopes = np.stack([course.slopes_after(knots) for course in family])
    # Between two knots no order changes, and of two that start out alike the one that runs is the later.
    chosen = np.lexsort((slopes, limits), axis=0)[n - 1 : n]
    return pruned(knots, np.take_along_axis(limits, chosen, 0)[0], np.take_along_axis(slopes, chosen, 0)[0])


def crossings(family: tuple[Course, ...], knots: Instants) -> Iterator[Instants]:
    """The instants strictly between the knots at which one of them that runs comes up to another that stands."""
    ends = np.append(knots[1:], NEVER)
    pieces = [(course.values_after(knots), course.slopes_after(knots)) for course in family]
    for (running, runs), (standing, stands) in permutations(pieces, 2):
        meeting = knots + standing - running
        yield meeting[(runs > stands) & (knots < meeting) & (meeting < ends)]
