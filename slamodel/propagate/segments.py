"""What a promise counts and what lies below it does not, in; the hours of a week in which all is alike, in groups, out.

A *group* is for the worst and the best timing: all time in which the same commitments do not count. A *case* is for
chance: all time in which the same commitments are down for sure, because excluded maintenance is in progress.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from slamodel.clock import Week
from slamodel.propagate.counted import Counted, Hours
from slamodel.propagate.decision import TooComplex
from slamodel.propagate.terms import Terms

MOST_GROUPS = 256
"""Groups with all that may be in progress in them: beyond this, nobody could follow the sum either."""


class Group(NamedTuple):
    """Hours in which the events of `free` do not count; the maintenance that may be in progress in them besides.

    `length` is a share of the time that the promise counts, `week` is one of the weeks that are alike.
    """

    length: float
    free: frozenset[int]
    may_be: tuple[str, ...] = ()


class Case(NamedTuple):
    """A share of the time that counts, in which some events are down for sure and the others as their levels say."""

    weight: float
    down: frozenset[int]


class Segments(NamedTuple):
    """The groups and cases of one promise; by maintenance how long it may be in progress, and who excludes it.

    `uneven` are the events that do not count wherever the promise does.
    """

    uneven: frozenset[int]
    groups: tuple[Group, ...]
    cases: tuple[Case, ...]
    at_most: Mapping[str, float]
    excluded_by: Mapping[str, frozenset[int]]


def segments(hours: Hours, terms: Terms, uneven: Mapping[int, Counted]) -> Segments:
    """The segments of a promise, given all that does not count wherever it does.

    Raises:
        TooComplex: when there are too many of them.
    """
    spells = {spell.maintenance: spell for counted in uneven.values() for spell in counted.spells}
    excluded_by = {
        name: frozenset(
            event for event, counted in uneven.items() if name in {one.maintenance for one in counted.spells}
        )
        for name in sorted(spells)
    }
    made = Segments(
        frozenset(uneven),
        tuple(_groups(hours, terms, uneven, excluded_by)),
        tuple(_cases(hours, terms, uneven, excluded_by)),
        {name: spells[name].at_most for name in excluded_by},
        excluded_by,
    )
    if sum(2 ** len(group.may_be) for group in made.groups) > MOST_GROUPS or len(made.cases) > MOST_GROUPS:
        message = "the hours below differ in too many ways"
        raise TooComplex(message)
    return made


def _groups(
    hours: Hours, terms: Terms, uneven: Mapping[int, Counted], excluded_by: Mapping[str, frozenset[int]]
) -> Iterator[Group]:
    scale = hours.weeks_in(terms.window) / hours.base_s(terms)
    free = _by_week((counted.uncovered | counted.maintained, event) for event, counted in uneven.items())
    names = tuple(excluded_by)
    weeks = [*free, *(hours.maintenance(name, terms.apart) for name in names)]
    lengths: dict[tuple[frozenset[int], tuple[str, ...]], int] = defaultdict(int)
    for active, seconds in parts(hours.week(terms), weeks).items():
        events = frozenset().union(*(events for at, events in enumerate(free.values()) if at in active))
        may_be = (name for at, name in enumerate(names, len(free)) if at in active and excluded_by[name] - events)
        lengths[events, tuple(may_be)] += seconds
    for (events, names_within), seconds in sorted(lengths.items(), key=lambda item: _in_order(item[0])):
        yield Group(seconds * scale, events, names_within)


def _in_order(key: tuple[frozenset[int], tuple[str, ...]]) -> tuple[list[int], tuple[str, ...]]:
    return sorted(key[0]), key[1]


def _cases(
    hours: Hours, terms: Terms, uneven: Mapping[int, Counted], excluded_by: Mapping[str, frozenset[int]]
) -> Iterator[Case]:
    """Time weighs by its length; where maintenance is in progress that the promise excludes too, by what is left."""
    down = _by_week((counted.maintained, event) for event, counted in uneven.items() if counted.maintained)
    below, above = tuple(excluded_by), hours.limited(terms) if down or excluded_by else ()
    weeks = [*down, *(hours.maintenance(name, terms.apart) for name in (*below, *above))]
    weights: dict[frozenset[int], float] = defaultdict(float)
    for active, seconds in parts(hours.week(terms), weeks).items():
        always = frozenset().union(*(events for at, events in enumerate(down.values()) if at in active))
        at = {name: place in active for place, name in enumerate((*below, *above), len(down))}
        weight = float(seconds)
        for name in above:
            weight *= 1.0 - hours.chance(name, terms.apart) if at[name] else 1.0
        for in_progress, chance in _outcomes([name for name in below if at[name]], hours, terms):
            weights[always.union(*(excluded_by[name] for name in in_progress))] += weight * chance
    total = sum(weights.values())
    for events, weight in sorted(weights.items(), key=lambda item: sorted(item[0])):
        if weight > 0.0:
            yield Case(weight / total, events)


def _outcomes(names: Sequence[str], hours: Hours, terms: Terms) -> Iterator[tuple[list[str], float]]:
    """Every set of maintenance that may be in progress at once, and how probable it is."""
    if 2 ** len(names) > MOST_GROUPS:
        message = f"{len(names)} windows of maintenance overlap"
        raise TooComplex(message)
    for flags in product((True, False), repeat=len(names)):
        chance = 1.0
        for name, is_in_progress in zip(names, flags, strict=True):
            one = hours.chance(name, terms.apart)
            chance *= one if is_in_progress else 1.0 - one
        yield [name for name, is_in_progress in zip(names, flags, strict=True) if is_in_progress], chance


def _by_week(pairs: Iterable[tuple[Week, int]]) -> dict[Week, frozenset[int]]:
    """The events that share a week, by the week."""
    found: dict[Week, set[int]] = defaultdict(set)
    for week, event in pairs:
        if week:
            found[week].add(event)
    return {week: frozenset(events) for week, events in found.items()}


def parts(whole: Week, weeks: Sequence[Week]) -> dict[frozenset[int], int]:
    """The seconds of a week by which of several weeks, as places in their sequence, each moment of it lies in."""
    marks: dict[int, list[int]] = defaultdict(list)
    for place, week in enumerate((*weeks, whole)):
        for start, end in week.spans:
            marks[start].append(place)
            marks[end].append(~place)
    lengths: dict[frozenset[int], int] = defaultdict(int)
    active: set[int] = set()
    before = 0
    for at in sorted(marks):
        if len(weeks) in active:
            lengths[frozenset(active - {len(weeks)})] += at - before
        before = at
        active.difference_update(~mark for mark in marks[at] if mark < 0)
        active.update(mark for mark in marks[at] if mark >= 0)
    return dict(lengths)
