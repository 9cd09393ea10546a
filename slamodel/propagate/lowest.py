"""Several commitments on one service, met on different ways below a promise, in; the one input that they come to out.

The service may do what any of them lets it do: it counts only in hours in which all count, and is down there for as
long as the least demanding of them allows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from math import fsum, inf
from operator import or_

from slamodel.clock import NO_TIME, Week
from slamodel.propagate.counted import Counted, Hours
from slamodel.propagate.given import Input
from slamodel.propagate.terms import Terms


def lowest(given: Sequence[Input], hours: Hours, terms: Terms) -> Input:
    """The input that several on one service come to under a promise on these terms; named is what allows the most.

    One that is not known counts as the lowest. Whatever level it may get, the others hold the service down to theirs;
    if they are not known either, to nothing.
    """
    absent = [one for one in given if one.level is None]
    found = list({one.at: one for one in given if one.level is not None}.values())  # a commitment may serve several
    if absent:
        return _lacking(absent, found)
    worse = max(found, key=lambda one: (one.figures.guaranteed, one.level))
    others = tuple(one for one in found if one is not worse)
    if not others:
        return worse
    return replace(
        worse,
        at_best=max(_on_terms_of(worse, one) for one in others),
        unknown=next((one.unknown for one in (worse, *others) if one.unknown), None),
        counted=_united([worse, *others], hours, terms),
        zones=frozenset().union(*(one.zones for one in found)),
        beside=others,
    )


def _lacking(absent: Sequence[Input], found: Sequence[Input]) -> Input:
    first = absent[0]
    is_same = all(one.agreement is not None and one.agreement == first.agreement for one in absent)
    levels = (one.level or 0.0 for one in found)
    zones = frozenset().union(*(one.zones for one in (*absent, *found)))
    return replace(first, at_best=max(levels, default=0.0) if is_same else 1.0, zones=zones)


def _on_terms_of(worse: Input, better: Input) -> float:
    """The level at which the worse of two inputs would come to as much as the better one; the least such."""
    level, reached = worse.level or 0.0, better.figures.guaranteed
    stretch = 1.0 if worse.counted is None else worse.counted.stretch
    return min(level, reached / stretch) if stretch > 0.0 else level


def _united(found: Sequence[Input], hours: Hours, terms: Terms) -> Counted | None:
    """What several come to, the worst first; None where all count exactly as the promise does."""
    counted = [one.counted for one in found if one.counted is not None]
    if not counted:
        return None
    week, total_s = hours.week(terms), hours.base_s(terms)
    part = hours.weeks_in(terms.window) / total_s
    uncovered = reduce(or_, (one.uncovered for one in counted))
    maintained = reduce(or_, (one.maintained for one in counted))
    free = uncovered | maintained
    spells = {spell.maintenance: spell for one in counted for spell in one.spells}
    lost = [min(one.at_most, (one.week & (week - free)).seconds * part) for one in spells.values()]
    worst = max(one.figures.guaranteed for one in found)
    return replace(
        found[0].counted or _as_promised(total_s),
        worst=worst,
        kindest=max(_kindest(found, free, part)),
        uncovered=uncovered,
        maintained=maintained,
        spells=tuple(spells[name] for name in sorted(spells)),
        loss=min(1.0, fsum((free.seconds * part, *lost, worst))),
        zones=frozenset().union(*(one.zones for one in counted)),
    )


def _kindest(found: Sequence[Input], free: Week, part: float) -> Iterator[float]:
    """What each has to be down at least where all count: the rest may lie in hours that only it counts."""
    for one in found:
        own = NO_TIME if one.counted is None else one.counted.uncovered | one.counted.maintained
        yield max(0.0, one.figures.ceiling - (free - own).seconds * part)


def _as_promised(total_s: float) -> Counted:
    """What counts exactly as the promise does."""
    return Counted(0.0, 1.0, inf, 0.0, NO_TIME, NO_TIME, (), 0.0, frozenset(), total_s, 1)
