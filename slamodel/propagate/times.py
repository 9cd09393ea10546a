"""Times of every promise: hand-offs in, a view with its limit, shares of cases and required times out."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from slamodel.propagate import compose
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.handoffs import Case, HandOffs, Override
from slamodel.propagate.leeway import required_times
from slamodel.propagate.outcome import Duration, Found, Input, Link, Role, Standing, Step, Unknown, View
from slamodel.units import TOLERANCE, TOLERANCE_S


class _Composed(NamedTuple):
    """What can be said of a service's time without knowing what is promised on it."""

    step: Step
    found: Found
    unknown: tuple[Unknown, ...]
    rungs: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Answers for time metrics; promises of the same case share the steps below."""

    commitments: Commitments
    _cases: dict[Case, HandOffs] = field(default_factory=dict, repr=False)
    _known: dict[tuple[str, str, Case], _Composed] = field(default_factory=dict, repr=False)

    def view(self, provider: str, service: str, case: Case, promised: Duration) -> View:
        """The view of a promise: `promised` is its limit, and the share of cases (the same in both bases)."""
        composed = self._best(provider, service, case, promised)
        return View(
            _standing(promised, composed),
            composed.unknown,
            bool(composed.found.inputs),
            lambda: composed.found,
            partial(_links, composed, promised),
            time=composed.step.time,
            step=composed.step,
        )

    def _best(self, provider: str, service: str, case: Case, promised: Duration) -> _Composed:
        """The time with the shortest limits; where that is not enough, with those stated for more of the cases."""
        shortest = self._asked(provider, service, case)
        if _standing(promised, shortest) is Standing.SUPPORTED:
            return shortest
        others = (self._asked(provider, service, case._replace(share=share)) for share in shortest.rungs)
        return max((shortest, *others), key=lambda composed: _standing(promised, composed).weight)

    def _asked(self, provider: str, service: str, case: Case) -> _Composed:
        question = (provider, service, case)
        if question not in self._known:
            self._known[question] = self._composed(*question)
        return self._known[question]

    def _composed(self, provider: str, service: str, case: Case) -> _Composed:
        if case not in self._cases:
            self._cases[case] = HandOffs(self.commitments, case)
        step = self._cases[case].promised_on(provider, service)
        sources = compose.sources(step)
        # Every ladder that is met counts, also one whose service stands lower on another way.
        rungs = tuple(sorted({share for given in sources for share in given.rungs}))
        lowest = _lowest_where_several(sources)
        if lowest:
            step = HandOffs(self.commitments, case, lowest).promised_on(provider, service)
            sources = compose.sources(step)
        inputs = tuple(given for given in sources if given.role is not Role.ASSUMED)
        assumed = tuple(sorted({given.service for given in sources if given.role is Role.ASSUMED}))
        unknown = tuple(given.unknown for given in inputs if given.unknown)
        return _Composed(step, Found((), inputs, assumed), unknown, rungs)


def _lowest_where_several(sources: tuple[Input, ...]) -> Override:
    """Services that are committed at several levels below the same promise, at the lowest of them."""
    found: dict[tuple[str, str], list[Input]] = defaultdict(list)
    for given in sources:
        if given.role in (Role.COMMITMENT, Role.UNKNOWN):
            found[given.service, given.metric].append(given)
    return {key: _lowest(several) for key, several in found.items() if len(several) > 1}


def _lowest(several: list[Input]) -> Input:
    lowest, *others = sorted(several, key=_demand)
    beside = (other.level or 0.0 for other in others if other.level is None or other.at != lowest.at)
    return replace(lowest, at_best=max(beside, default=0.0))


def _demand(given: Input) -> tuple[bool, float, float]:
    """Sorts the least demanding input first: unknown, then the longest time, then the smallest share of cases."""
    return (given.level is not None, -(given.level or 0.0), given.share)


def _links(composed: _Composed, promised: Duration) -> tuple[Link, ...]:
    """The inputs with their required times, unless other agreements on the same service stand in the way of them."""
    required = required_times(composed.step, promised)
    return tuple(
        Link(given, None, *(_within_reach(given, limit) for limit in required[id(given)]))
        for given in composed.found.inputs
    )


def _within_reach(given: Input, limit: float | None) -> float | None:
    return None if limit is None or limit < given.at_best - TOLERANCE_S else limit


def _standing(promised: Duration, composed: _Composed) -> Standing:
    """Promised against composed; a limit or a share that falls short even at best is a gap, unknown never passes."""
    supported = composed.step.time
    if supported.within_s > promised.within_s + TOLERANCE_S:
        return Standing.GAP
    if supported.in_independent + TOLERANCE < promised.in_independent:
        return Standing.GAP
    if composed.unknown:
        return Standing.UNKNOWN
    return Standing.SUPPORTED if supported.in_guaranteed + TOLERANCE >= promised.in_guaranteed else Standing.AT_RISK
