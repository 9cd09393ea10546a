"""A composed time and the terms of a promise in; the time as it runs from the worst start of all out."""

from dataclasses import replace
from math import inf
from typing import NamedTuple

from slamodel.clock import NEVER, Stretch
from slamodel.model import Cutoff, Landscape
from slamodel.propagate.compose import parts_first, replayed
from slamodel.propagate.given import Input, Lack, Unknown
from slamodel.propagate.outcome import Found, Run, Step
from slamodel.propagate.walk import Moment, Walk
from slamodel.propagate.walks import Walks
from slamodel.units import FORESEEN_YEARS

_ENDLESS_US = NEVER // 2
"""Whoever comes near to never does not get there within the years that are looked at."""


class Composed(NamedTuple):
    """What can be said of a service's time without knowing what is promised on it.

    It is even when all of it runs on the clock of the promise: then lengths add up, whenever it starts.
    """

    step: Step
    found: Found
    unknown: tuple[Unknown, ...]
    rungs: tuple[float, ...]
    is_even: bool = True


class Span(NamedTuple):
    """The clock of a promise, the days on which what is promised may begin, and the rule by which it is due, if any."""

    hours: str
    stretch: Stretch
    due: tuple[Cutoff, ...] = ()


class Measured(NamedTuple):
    """A composed time from its worst start, or just after it; without a walk every start is as bad.

    What is not done in the years that are looked at takes longer than `foreseen_s`, however much that is.
    """

    composed: Composed
    run: Run
    is_just_after: bool = False
    walk: Walk | None = None
    foreseen_s: float = inf


def measured(walks: Walks, composed: Composed, span: Span) -> Measured:
    """The time from its worst start; of a rule with what it allows from there, of a length without."""
    if composed.is_even and not span.due:
        return Measured(composed, Run(composed.step, 0.0))
    for more_years in (0, FORESEEN_YEARS):
        walk = walks.over(span.hours, span.stretch, more_years)
        peak = walk.worst(walk.courses.of(composed.step), span.due)
        if peak.length_us < _ENDLESS_US:
            break
    run = walk.run(composed.step, Moment(peak.start, peak.is_after), span.due)
    foreseen_s = inf if peak.length_us < _ENDLESS_US else walk.foreseen(peak.start)
    return Measured(composed, run, peak.is_after, walk, foreseen_s)


def less_never_done(walks: Walks, found: Measured, span: Span) -> Measured:
    """The same with what is not done in the years that are looked at as unknown."""
    assert found.walk is not None  # noqa: S101 - what adds up is done
    return measured(walks, _less_never_done(walks, found.composed, found.walk), span)


def _less_never_done(walks: Walks, composed: Composed, walk: Walk) -> Composed:
    """The time with what is never done as unknown: each that is not by itself, or else all, being too long together."""
    timed = [given for given in composed.found.inputs if given.level]
    alone = [given for given in timed if walk.courses.of_input(given).at(walk.bounds[1]) >= NEVER]
    instead = {id(given): _never_done(walks, given) for given in alone or timed}
    inputs = tuple(instead.get(id(given), given) for given in composed.found.inputs)
    return composed._replace(
        step=replayed(parts_first(composed.step), instead),
        found=composed.found._replace(inputs=inputs),
        unknown=tuple(given.unknown for given in inputs if given.unknown),
    )


def _never_done(walks: Walks, given: Input) -> Input:
    landscape = walks.landscape
    calendar = landscape.calendars.get(given.clock)
    hours = (calendar.name if calendar else None) or given.clock
    message = f"{landscape.label(given.service)} is never done: too few hours of {hours} follow"
    return replace(given, level=None, unknown=_lack(landscape, given, message))


def _lack(landscape: Landscape, given: Input, message: str) -> Unknown:
    agreement = landscape.agreements.get(given.agreement or "")
    customers = [name for name in agreement.customers if name in landscape.parties] if agreement else []
    consumer = customers[0] if customers else landscape.services[given.service].provider
    return Unknown(Lack.NEVER, given.service, consumer, message, (agreement.id,) if agreement else ())
