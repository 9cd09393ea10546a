"""The days on which a calendar opens, and its hours, in; when it is open, as instants, and courses along them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slamodel.clock.course import BEFORE_ALL, NEVER, Course, Instants, pruned, union
from slamodel.clock.hours import Span
from slamodel.clock.later import Later
from slamodel.clock.stretch import Stretch, moved
from slamodel.clock.zones import SECOND, seconds, wall

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
else:
    np = Later("numpy")


@dataclass(frozen=True, slots=True, eq=False)
class Open:
    """Spans of instants that are apart and in order, and the instant from which on nothing is known."""

    opens: Instants
    closes: Instants
    ends: int

    def worked(self) -> Course:
        """The time that has been open up to an instant; beyond the end of what is known, never so much."""
        edges = np.column_stack((self.opens, self.closes)).ravel()
        done = np.column_stack((self._done()[:-1], self._done()[1:])).ravel()
        knots = np.concatenate(([BEFORE_ALL], edges, [self.ends]))
        limits = np.concatenate((self._done()[:1], done, [NEVER]))
        slopes = np.concatenate(([0], np.tile([1, 0], len(self.opens)), [0]))
        known = knots < NEVER
        return pruned(knots[known], limits[known], slopes[known])

    def reaching(self) -> Course:
        """For an amount of open time the first instant at which it has passed."""
        done = self._done()
        return pruned(
            np.concatenate(([BEFORE_ALL], done)),
            np.concatenate((self.opens[:1] if len(self.opens) else [NEVER], self.opens, [NEVER])),
            np.concatenate(([0], np.ones_like(self.opens), [0])),
        )

    def _done(self) -> Instants:
        """The open time before each span and after the last, counted from the first opening."""
        done = np.concatenate(([0], np.cumsum(self.closes - self.opens)))
        return done + self.opens[0] if len(self.opens) else done

    def less(self, spans: Iterable[Span]) -> "Open":
        """The same without other spans, which are apart and in order too."""
        away = np.asarray(tuple(spans), dtype=np.int64).reshape(-1, 2)
        edges = union(self.opens, self.closes, away.ravel())
        starts, ends = edges[:-1], edges[1:]
        kept = within(starts, self.opens, self.closes) & ~within(starts, away[:, 0], away[:, 1])
        return joined(starts[kept], ends[kept], self.ends)


def within(instants: Instants, starts: Instants, ends: Instants) -> "NDArray[np.bool_]":
    """Whether each of these instants lies in one of the spans, its end left out."""
    return np.searchsorted(starts, instants, "right") > np.searchsorted(ends, instants, "right")


def joined(starts: Instants, ends: Instants, known_until: int) -> Open:
    """Spans in the order of their starts, as few as it takes."""
    starts, ends = starts[starts < ends], ends[starts < ends]
    ends = np.maximum.accumulate(ends)
    apart = starts[1:] > ends[:-1]
    begins, stops = np.append([True], apart)[: len(starts)], np.append(apart, [True])[: len(ends)]
    return Open(starts[begins], ends[stops], known_until)


def around_the_clock() -> Open:
    """Always."""
    return Open(np.asarray([BEFORE_ALL]), np.asarray([NEVER]), NEVER)


def opened(by_day: tuple[tuple[Span, ...], ...], days: Iterable[date], zone: ZoneInfo, stretch: Stretch) -> Open:
    """The instants at which a calendar is open that opens on these days: a span runs to its end where it began."""
    shown = on_the_wall(by_day, days)
    clocks = wall(zone, stretch.widened(2, 2))
    ends = int(clocks.opens(np.asarray([seconds(moved(stretch.last, 1))]))[0])
    closes = np.minimum(clocks.closes(shown[:, 1]), ends)
    return joined(SECOND * clocks.opens(shown[:, 0]), SECOND * closes, SECOND * ends)


def on_the_wall(by_day: tuple[tuple[Span, ...], ...], days: Iterable[date]) -> Instants:
    """When spans begin and end in local seconds, in the order of their beginnings."""
    of_weekday: list[list[int]] = [[] for _ in by_day]
    for day in days:
        of_weekday[day.weekday()].append(seconds(day))
    shown = [
        (np.asarray(midnights)[:, None, None] + np.asarray(spans)).reshape(-1, 2)
        for midnights, spans in zip(of_weekday, by_day, strict=True)
        if midnights and spans
    ]
    every: Instants = np.concatenate((np.empty((0, 2), dtype=np.int64), *shown))
    return every[np.argsort(every[:, 0], kind="stable")]
