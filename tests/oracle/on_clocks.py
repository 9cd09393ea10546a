"""One promise of a time and the calendars of a model go in; its longest time comes out, found by walking every start.

Starts are tried every half hour, and just after each: whatever stands in these models begins and ends on such ones.
"""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import fsum, prod
from typing import NamedTuple
from zoneinfo import ZoneInfo

from . import walk
from .reading import Model, Promise
from .times import BEST_LAST, Timing, Tree, readings
from .walk import DAYS, Hours, Start

STEP, LONGER = 30, 70
ALWAYS = walk.hours(dict.fromkeys(DAYS, "00:00-24:00"), "UTC")


class Ran(NamedTuple):
    """How a time goes from one start: when it is done, and the shares of cases in which it is."""

    end: Start
    guaranteed: float
    independent: float


class Longest(NamedTuple):
    """The most minutes on the clock of the promise, and the least shares of cases, from any start of the term."""

    minutes: int
    guaranteed: float
    independent: float
    timing: Timing
    clocks: "Clocks"

    def from_start(self, microseconds: int, *, is_after: bool) -> int:
        """The minutes from a start that somebody else holds for the worst."""
        start = (microseconds // 60_000_000 - self.clocks.begins, is_after)
        return self.clocks.between(start, self.clocks.ran(self.timing.tree, start))

    def status(self, promise: Promise) -> str:
        """The verdict of one view."""
        shares = (Fraction(self.guaranteed), Fraction(self.independent))
        return Timing(Fraction(60 * self.minutes), *shares, self.timing.known).status(promise.level)


class Clocks(NamedTuple):
    """The calendars of a model, walked along a term, and the one that the promise runs on, which has no name too."""

    walked: dict[str, walk.Worked]
    own: walk.Worked
    begins: int
    term: range

    def longest(self, timing: Timing) -> Longest:
        """The worst of all starts of the term."""
        starts = [(minute, is_after) for minute in self.term for is_after in (False, True)][:-1]
        found = [(start, self.ran(timing.tree, start)) for start in starts]
        return Longest(
            max(self.between(*one) for one in found),
            min(ran.guaranteed for _, ran in found),
            min(ran.independent for _, ran in found),
            timing,
            self,
        )

    def between(self, start: Start, ran: Ran) -> int:
        """The minutes that the promise's clock runs until it is done."""
        before = self.own.before
        return before[ran.end[0]] - before[start[0]]

    def ran(self, tree: Tree, start: Start) -> Ran:
        """How something goes that begins at a start."""
        if tree.join == "in_turn":
            return self.in_turn(tree, start)
        if tree.parts:
            return self.beside(tree, start, [self.ran(part, start) for part in tree.parts])
        if tree.level is None:
            return Ran(start, 1.0, 1.0)
        kept = float(tree.level.kept)
        return Ran(walk.spent(self.walked[tree.level.clock], start, int(tree.level.value) // 60), kept, kept)

    def in_turn(self, tree: Tree, start: Start) -> Ran:
        """One after the other."""
        parts: list[Ran] = []
        for part in tree.parts:
            parts.append(self.ran(part, parts[-1].end if parts else start))
        return all_kept(parts, parts[-1].end if parts else start)

    def beside(self, tree: Tree, start: Start, parts: list[Ran]) -> Ran:
        """All from the same start."""
        if tree.join == "one_cause":
            shares = [(part.guaranteed, part.independent) for part in parts]
            return Ran(max(part.end for part in parts), min(g for g, _ in shares), min(i for _, i in shares))
        if tree.join == "quickest":
            parts = sorted(parts, key=lambda part: (self.between(start, part), -part.guaranteed, -part.independent))
            parts = parts[: tree.enough]
        return all_kept(parts, max(part.end for part in parts))


def all_kept(parts: list[Ran], end: Start) -> Ran:
    """All parts must be kept: misses add up at worst, and multiply out if unrelated."""
    kept = max(0.0, 1 - fsum(1 - part.guaranteed for part in parts))
    return Ran(end, kept, prod(part.independent for part in parts))


def longest(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> Longest:
    """One view: of all ways to read the times that are stated for several shares of cases, the best."""
    clocks = clocks_of(model, promise)
    known: dict[Timing, Longest] = {}
    for timing in readings(model, as_of, promise, end_to_end=end_to_end):
        known[timing] = known.get(timing) or clocks.longest(timing)
    return max(known.values(), key=lambda answer: BEST_LAST.index(answer.status(promise)))


def clocks_of(model: Model, promise: Promise) -> Clocks:
    """The calendars along the term of a promise, whose days are those of its own clock."""
    written = model["agreements"][promise.id.split("/")[0]]["term"]
    days = [datetime.fromisoformat(written["from"]), datetime.fromisoformat(written["to"]) + timedelta(days=1)]
    # Midnight is at other moments in other zones; one walk that begins a day before does for all of them.
    over = walk.term(days[0].replace(tzinfo=UTC) - timedelta(days=1), days[1].replace(tzinfo=UTC), LONGER)
    walked = {name: walk.worked(hours_of(model, name), over) for name in ("always", *model["calendars"])}
    zone = ZoneInfo(hours_of(model, promise.level.clock).zone)
    first, last = ((day.replace(tzinfo=zone) - walk.EPOCH) // walk.MINUTE - over.first for day in days)
    own = walked[promise.level.clock]
    return Clocks({**walked, "": own}, own, over.first, range(first, last + 1, STEP))


def hours_of(model: Model, clock: str) -> Hours:
    """A calendar as the walk reads it."""
    if clock == "always":
        return ALWAYS
    calendar = model["calendars"][clock]
    spans = {day: text for key, text in calendar["hours"].items() for day in days_of(key)}
    off = [date.fromisoformat(day) for day in calendar.get("holidays", {}).get("dates", [])]
    return hours_in(tuple(spans.items()), calendar["timezone"], tuple(off))


@cache
def hours_in(spans: tuple[tuple[str, str], ...], zone: str, off: tuple[date, ...]) -> Hours:
    """The same hours for the same words."""
    return walk.hours(dict(spans), zone, off)


def days_of(key: str) -> tuple[str, ...]:
    """`mon-fri` as single days."""
    first, _, last = key.partition("-")
    return DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]
