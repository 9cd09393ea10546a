"""Arrays of knots in; a piecewise linear function of instants out, which can be asked and composed exactly."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from slamodel.clock.later import Later

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Instants: TypeAlias = NDArray[np.int64]
else:
    np = Later("numpy")
    Instants: TypeAlias = "NDArray[np.int64]"

NEVER = 2**60
"""An instant that is never reached: some 36,000 years from now. Twice this still fits into 64 bits."""

BEFORE_ALL = -NEVER
"""Where every course begins."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """A nondecreasing function of instants, in microseconds: from just after each knot on it stands or runs along.

    At a knot itself the value still belongs to what was before (the function is continuous from the left): four hours
    that are spent at closing time are spent then, not when it opens again. The first knot lies before everything.
    """

    knots: Instants
    limits: Instants  # the value just after each knot
    slopes: Instants  # how fast it grows from there: 0 or 1

    def at(self, instant: int) -> int:
        """The value at this instant."""
        return int(self.values(np.asarray([instant]))[0])

    def after(self, instant: int) -> int:
        """What the value is just after this instant."""
        return int(self.values_after(np.asarray([instant]))[0])

    def values(self, instants: Instants) -> Instants:
        """The values at many instants."""
        return self._along(instants, np.searchsorted(self.knots, instants, "left"))

    def values_after(self, instants: Instants) -> Instants:
        """The limits just after many instants."""
        return self._along(instants, np.searchsorted(self.knots, instants, "right"))

    def _along(self, instants: Instants, following: Instants) -> Instants:
        pieces = np.maximum(following - 1, 0)
        return self.limits[pieces] + self.slopes[pieces] * (instants - self.knots[pieces])

    def heading(self, instants: Instants) -> "Heading":
        """The limits just after many instants, and how fast it grows from there."""
        pieces = np.maximum(np.searchsorted(self.knots, instants, "right") - 1, 0)
        slopes = self.slopes[pieces]
        return Heading(self.limits[pieces] + slopes * (instants - self.knots[pieces]), slopes)

    def then(self, following: "Course") -> "Course":
        """What comes out when `following` goes on from where this one ends."""
        knots = union(self.knots, self._reaching(following.knots))
        reached, running = self.heading(knots)
        limits, slopes = following.heading(reached)
        # Where this one runs, it is just after the knots of the other; where it stands, it may be at one.
        stands = running == 0
        limits[stands] = following.values(reached[stands])
        return pruned(knots, limits, running * slopes)

    def _reaching(self, values: Instants) -> Instants:
        """The instants, strictly between knots, at which a running piece comes to one of these values."""
        pieces = np.searchsorted(self.limits, values, "left") - 1
        values, pieces = values[pieces >= 0], pieces[pieces >= 0]
        reached = self.knots[pieces] + values - self.limits[pieces]
        ends = np.append(self.knots[1:], NEVER)[pieces]
        inside: Instants = reached[(self.slopes[pieces] == 1) & (reached < ends)]
        return inside

    def sooner(self, by: int) -> "Course":
        """What it would be if every instant were so much later than it is."""
        return Course(self.knots - by, self.limits, self.slopes)

    def is_same_as(self, other: "Course") -> bool:
        """Whether both have the same value everywhere."""
        mine, others = ((c.knots[1:], c.limits[1:], c.slopes) for c in (self, other))
        start = max(int(self.knots[0]), int(other.knots[0]))
        return self.after(start) == other.after(start) and all(map(np.array_equal, mine, others))


class Heading(NamedTuple):
    """Where a course is just after some instants, and how fast it grows from there."""

    limits: Instants
    slopes: Instants


def union(*knots: Instants) -> Instants:
    """All of these instants in order, each once; each array comes in order."""
    every = np.sort(np.concatenate(knots), kind="stable")  # which merges what is in order already
    apart: Instants = every[np.append([True], every[1:] != every[:-1])[: len(every)]]
    return apart


def pruned(knots: Instants, limits: Instants, slopes: Instants) -> Course:
    """The course with these knots, less those at which nothing changes; of several at one instant the last counts."""
    lasting = np.append(knots[1:] > knots[:-1], [True])
    knots, limits, slopes = knots[lasting], limits[lasting], slopes[lasting]
    continued = limits[:-1] + slopes[:-1] * np.diff(knots)
    turns = (continued != limits[1:]) | (slopes[:-1] != slopes[1:])
    kept = np.append([True], turns)
    return Course(knots[kept], limits[kept], slopes[kept])


def identity() -> Course:
    """Every instant as it is: around the clock nothing has to be waited for."""
    return Course(np.asarray([BEFORE_ALL]), np.asarray([BEFORE_ALL]), np.asarray([1]))
