"""Times of every promise: hand-offs in, a view with its limit, shares of cases and required times out."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from math import inf
from typing import NamedTuple

from slamodel.clock import Stretch, moment_of
from slamodel.propagate import compose
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.conditions import may_ensure_nothing, reasons
from slamodel.propagate.doubtful import without_doubtful
from slamodel.propagate.given import Input, Link, Role
from slamodel.propagate.handoffs import Case, HandOffs, Override
from slamodel.propagate.leeway import Required, required_times
from slamodel.propagate.leeway_on_clocks import required_on_clocks
from slamodel.propagate.measured import Composed, Measured, Span, less_never_done, measured
from slamodel.propagate.outcome import Condition, Duration, Found, Run, View
from slamodel.propagate.standing import Standing
from slamodel.propagate.walk import MICROSECONDS, Limit, Moment
from slamodel.units import FORESEEN_YEARS, TOLERANCE, TOLERANCE_S


class Asked(NamedTuple):
    """What is promised: a limit, unless the span has a rule, a share of cases, and the reasons that stop the clock."""

    limit_s: float
    share: float
    span: Span
    stops: tuple[str, ...] = ()
    excluded: frozenset[str] = frozenset()
    """Failures that the promise does not answer for, in plain words."""


@dataclass(frozen=True, slots=True)
class Times:
    """Answers for time metrics; promises of the same case share the steps below."""

    commitments: Commitments
    _cases: dict[Case, HandOffs] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, str, Case], Composed] = field(default_factory=dict, repr=False)
    _measured: dict[tuple[str, str, Case, Span], Measured] = field(default_factory=dict, repr=False)

    def view(self, provider: str, service: str, case: Case, asked: Asked) -> View:
        """The view of a promise."""
        found = self._best(provider, service, case, asked)
        composed, step = found.composed, found.run.step
        standing, doubtful = _standing(asked, found), self._doubtful(found, asked)
        return View(
            Standing.AT_RISK if doubtful and standing is Standing.SUPPORTED else standing,
            composed.unknown,
            bool(composed.found.inputs),
            lambda: composed.found,
            partial(_links, found, asked),
            time=step.time,
            step=step,
            limit_s=_promised(asked, found.run).within_s,
            is_just_after=found.is_just_after,
            conditions=(*_conditions(composed, asked), *doubtful),
            begin=partial(self._begun, composed, asked),
        )

    def _best(self, provider: str, service: str, case: Case, asked: Asked) -> Measured:
        """The time with the shortest limits; where that is not enough, with those stated for more of the cases."""
        shortest = self._worst(provider, service, case, asked)
        if _standing(asked, shortest) is Standing.SUPPORTED:
            return shortest
        rungs = shortest.composed.rungs
        others = (self._worst(provider, service, case._replace(share=share), asked) for share in rungs)
        return max((shortest, *others), key=lambda found: _standing(asked, found).weight)

    def _doubtful(self, found: Measured, asked: Asked) -> tuple[Condition, ...]:
        """The aims and exclusions without which it would stand worse."""
        if not any(may_ensure_nothing(given) for given in found.composed.found.inputs):
            return ()
        sure, doubtful = without_doubtful(found.composed.step, asked.excluded)
        if sure is None:
            return doubtful
        inputs = compose.sources(sure)
        is_even = self.commitments.walks.are_alike(asked.span.hours, inputs)
        composed = found.composed._replace(step=sure, found=Found((), inputs, ()), is_even=is_even)
        rest = measured(self.commitments.walks, composed, asked.span)
        if _standing(asked, rest).weight >= _standing(asked, found).weight:
            return ()
        return doubtful or tuple(one for given in found.composed.found.inputs for one in reasons(given, asked.excluded))

    def _worst(self, provider: str, service: str, case: Case, asked: Asked) -> Measured:
        question = (provider, service, case, asked.span)
        if question not in self._measured:
            composed = self._asked(provider, service, case)
            self._measured[question] = measured(self.commitments.walks, composed, asked.span)
        found = self._measured[question]
        # What is not done in all these years is longer than any limit that ends within them; of others nobody knows.
        is_sure = found.foreseen_s == inf or _promised(asked, found.run).within_s < found.foreseen_s
        return found if is_sure else less_never_done(self.commitments.walks, found, asked.span)

    def _begun(self, composed: Composed, asked: Asked, start: int) -> Run:
        """The time as it runs from an instant."""
        walks, span = self.commitments.walks, asked.span
        zone = walks.over(span.hours, span.stretch).clock.zone
        day = moment_of(start, zone).date()
        for more_years in (0, FORESEEN_YEARS):
            walk = walks.over(span.hours, Stretch(day, day + timedelta(days=1)), more_years)
            run = walk.run(composed.step, Moment(start), span.due)
            if run.step.time.within_s < inf:
                break
        return run._replace(limit_s=_promised(asked, run).within_s)

    def _asked(self, provider: str, service: str, case: Case) -> Composed:
        question = (provider, service, case)
        if question not in self._known:
            self._known[question] = self._composed(*question)
        return self._known[question]

    def _composed(self, provider: str, service: str, case: Case) -> Composed:
        if case not in self._cases:
            self._cases[case] = HandOffs(self.commitments, case)
        step = self._cases[case].promised_on(provider, service)
        sources = compose.sources(step)
        # Every ladder that is met counts, also one whose service stands lower on another way.
        rungs = tuple(sorted({share for given in sources for share in given.rungs}))
        lowest = self._lowest_where_several(sources)
        if lowest:
            step = HandOffs(self.commitments, case, lowest).promised_on(provider, service)
            sources = compose.sources(step)
        inputs = tuple(given for given in sources if given.role is not Role.ASSUMED)
        assumed = tuple(sorted({given.service for given in sources if given.role is Role.ASSUMED}))
        unknown = tuple(given.unknown for given in inputs if given.unknown)
        is_even = self.commitments.walks.are_alike(case.terms.hours, inputs)
        return Composed(step, Found((), inputs, assumed), unknown, rungs, is_even)

    def _lowest_where_several(self, sources: tuple[Input, ...]) -> Override:
        """Services that are committed at several levels below the same promise, at the lowest of them."""
        found: dict[tuple[str, str], list[Input]] = defaultdict(list)
        for given in sources:
            if given.role in (Role.COMMITMENT, Role.UNKNOWN):
                found[given.service, given.metric].append(given)
        return {key: self._lowest(several) for key, several in found.items() if len(several) > 1}

    def _lowest(self, several: list[Input]) -> tuple[Input, ...]:
        """What is not known is the lowest; else the lowest on each clock: which is later depends on the start."""
        unknown = [given for given in several if given.level is None]
        if unknown:
            return (_held_down(unknown[0], [one for one in several if one.clock == unknown[0].clock]),)
        clocks: list[list[Input]] = []
        for given in several:
            alike = next((known for known in clocks if self._run_alike(known[0], given)), None)
            if alike is None:
                clocks.append([given])
            else:
                alike.append(given)
        return tuple(_held_down(min(known, key=_demand), known) for known in clocks)

    def _run_alike(self, one: Input, other: Input) -> bool:
        return one.due == other.due and self.commitments.walks.clocks.alike(one.clock, other.clock)


def _held_down(lowest: Input, alike: list[Input]) -> Input:
    """The lowest of levels on one clock: the others hold it down, whatever it may be raised to."""
    others = (other for other in alike if other is not lowest and (other.level is None or other.at != lowest.at))
    return replace(lowest, at_best=max((other.level or 0.0 for other in others), default=0.0))


def _demand(given: Input) -> tuple[float, float]:
    """Sorts the least demanding of inputs on one clock first: the longest time, then the smallest share of cases."""
    return (-(given.level or 0.0), given.share)


def _links(found: Measured, asked: Asked) -> tuple[Link, ...]:
    """The inputs with their required times, unless other agreements on the same service stand in the way of them."""
    required = _required(found, asked)
    return tuple(
        Link(given, None, *(_within_reach(given, limit) for limit in required[id(given)]))
        for given in found.composed.found.inputs
    )


def _required(found: Measured, asked: Asked) -> dict[int, Required]:
    """For every input, by `id`, how long it may take; who works to a cut-off rule has no length to change."""
    if found.walk is None:
        return required_times(found.composed.step, _promised(asked, found.run))
    limit = Limit(found.walk, asked.span.due, 0 if asked.span.due else round(asked.limit_s * MICROSECONDS))
    return required_on_clocks(limit, found.composed.step, found.run.step, _promised(asked, found.run))


def _within_reach(given: Input, limit: float | None) -> float | None:
    return None if limit is None or limit < given.at_best - TOLERANCE_S else limit


def _promised(asked: Asked, run: Run) -> Duration:
    """What is promised of a run: how long it may take, and in which share of the cases."""
    return Duration(run.limit_s if asked.span.due else asked.limit_s, asked.share, asked.share)


def _conditions(composed: Composed, asked: Asked) -> Iterator[Condition]:
    """What may stop the clock of something below and does not stop that of the promise."""
    stops = {stop.casefold() for stop in asked.stops}
    for given in composed.found.inputs:
        if given.level is not None:
            yield from (Condition(given, stop) for stop in given.stops if stop.casefold() not in stops)


def _standing(asked: Asked, found: Measured) -> Standing:
    """Promised against composed; a limit or a share that falls short even at best is a gap, unknown never passes."""
    promised, supported = _promised(asked, found.run), found.run.step.time
    if supported.within_s > promised.within_s + TOLERANCE_S:
        return Standing.GAP
    if supported.in_independent + TOLERANCE < promised.in_independent:
        return Standing.GAP
    if found.composed.unknown:
        return Standing.UNKNOWN
    if any(_conditions(found.composed, asked)):
        return Standing.AT_RISK
    return Standing.SUPPORTED if supported.in_guaranteed + TOLERANCE >= promised.in_guaranteed else Standing.AT_RISK
