"""When something is finished, as a course, in; the start for which that takes longest on another clock out."""

from typing import TYPE_CHECKING, NamedTuple

from slamodel.clock.course import NEVER, Course, union
from slamodel.clock.later import Later

if TYPE_CHECKING:
    import numpy as np
else:
    np = Later("numpy")


class Peak(NamedTuple):
    """The worst start, and what comes of it."""

    start: int
    is_after: bool  # only approached, by starts just after this one
    length_us: int


def longest(finish: Course, worked: Course, first: int, last: int) -> Peak:
    """The most working time from a start in [first, last] to its finish; NEVER where one is not finished at all."""
    return peak(finish, worked, worked, first, last)


def latest_beyond(finish: Course, due: Course, worked: Course, first: int, last: int) -> Peak:
    """The most working time from when something is due to its finish; below nothing where it is always done before."""
    return peak(finish, due.then(worked), worked, first, last)


def peak(finish: Course, counted_from: Course, worked: Course, first: int, last: int) -> Peak:
    """Where `worked` at the finish is furthest from `counted_from`: at a start, or else only just after one.

    Between two knots of the three the difference is linear, so that nowhere it is more than at their ends.
    """
    spent = finish.then(worked)
    knots = union(spent.knots, counted_from.knots)
    knots = np.concatenate(([first], knots[(first < knots) & (knots < last)], [last]))
    reached, left = spent.values(knots), finish.values(knots) >= NEVER
    attained = np.where(left, NEVER, reached - counted_from.values(knots))
    knots_after = knots[:-1]  # just after the last start is none of the term
    left = finish.values_after(knots_after) >= NEVER
    approached = np.where(left, NEVER, spent.values_after(knots_after) - counted_from.values_after(knots_after))
    best = int(attained.argmax())
    if len(approached) and approached.max() > attained[best]:
        best = int(approached.argmax())
        return Peak(int(knots[best]), is_after=True, length_us=int(approached[best]))
    return Peak(int(knots[best]), is_after=False, length_us=int(attained[best]))
