"""When something is finished, as a course, in; the start for which that takes longest on another clock out."""

from typing import TYPE_CHECKING, NamedTuple

from slamodel.clock.course import NEVER, Course, Instants, union
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
    """The most working time from a start in [first, last] to its finish; NEVER where it cannot be known for one."""
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
    attained = lengths(finish.values(knots), counted_from.values(knots), spent.values(knots))
    after = knots[:-1]  # just after the last start is none of the term
    approached = lengths(finish.values_after(after), counted_from.values_after(after), spent.values_after(after))
    best = int(attained.argmax())
    if len(approached) and approached.max() > attained[best]:
        best = int(approached.argmax())
        return Peak(int(knots[best]), is_after=True, length_us=int(approached[best]))
    return Peak(int(knots[best]), is_after=False, length_us=int(attained[best]))


def lengths(finishes: Instants, begun: Instants, done: Instants) -> Instants:
    """The working time between; NEVER where something is not finished, or on a clock that is not known so far."""
    is_open = (finishes >= NEVER) | (begun >= NEVER) | (done >= NEVER)
    return np.where(is_open, NEVER, done - begun)
