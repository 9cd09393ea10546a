"""Times of every promise: hand-offs in, a view with its limit, shares of cases and required times out."""

from collections import defaultdict
from dataclasses import dataclass, field

from slamodel.propagate import compose
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.handoffs import Case, HandOffs, Override
from slamodel.propagate.outcome import Duration, Input, Link, Role, Standing, Step, Unknown, View
from slamodel.units import TOLERANCE, TOLERANCE_S


@dataclass(frozen=True, slots=True)
class Times:
    """Answers for time metrics; promises of the same case share the steps below."""

    commitments: Commitments
    _cases: dict[Case, HandOffs] = field(default_factory=dict, repr=False)

    def view(self, provider: str, service: str, case: Case, promised: Duration) -> View:
        """The view of a promise: `promised` is its limit, and the share of cases (the same in both bases)."""
        if case not in self._cases:
            self._cases[case] = HandOffs(self.commitments, case)
        step = self._cases[case].promised_on(provider, service)
        lowest = _lowest_where_several(step)
        if lowest:
            step = HandOffs(self.commitments, case, lowest).promised_on(provider, service)
        unknown = compose.unknown_in(step)
        return View(
            _standing(promised, step.time, unknown),
            _links(step, promised),
            unknown,
            compose.assumed_in(step),
            time=step.time,
            step=step,
        )


def _lowest_where_several(step: Step) -> Override:
    """Services that are committed at several levels below the same promise, at the lowest of them."""
    inputs: dict[tuple[str, str], list[Input]] = defaultdict(list)
    for leaf in compose.leaves(step):
        if leaf.source is not None and leaf.source.role in (Role.COMMITMENT, Role.UNKNOWN):
            inputs[leaf.source.service, leaf.source.metric].append(leaf.source)
    return {key: min(found, key=_demand) for key, found in inputs.items() if len(set(found)) > 1}


def _demand(given: Input) -> tuple[bool, float, float]:
    """Sorts the least demanding input first: unknown, then the longest time, then the smallest share of cases."""
    return (given.level is not None, -(given.level or 0.0), given.share)


def _links(step: Step, promised: Duration) -> tuple[Link, ...]:
    seen: dict[tuple[str, str, str | None], Link] = {}
    keeps_guaranteed = step.time.in_guaranteed + TOLERANCE >= promised.in_guaranteed
    keeps_independent = step.time.in_independent + TOLERANCE >= promised.in_independent
    for leaf in compose.leaves(step):
        given = leaf.source
        if given is None or given.role is Role.ASSUMED or (given.service, given.metric, given.agreement) in seen:
            continue
        required = compose.required_s(step, given, promised.within_s)
        seen[given.service, given.metric, given.agreement] = Link(
            given,
            None,
            required if keeps_guaranteed else None,
            required if keeps_independent else None,
        )
    return tuple(seen.values())


def _standing(promised: Duration, supported: Duration, unknown: tuple[Unknown, ...]) -> Standing:
    """Promised against composed; a limit or a share that falls short even at best is a gap, unknown never passes."""
    if supported.within_s > promised.within_s + TOLERANCE_S:
        return Standing.GAP
    if supported.in_independent + TOLERANCE < promised.in_independent:
        return Standing.GAP
    if unknown:
        return Standing.UNKNOWN
    return Standing.SUPPORTED if supported.in_guaranteed + TOLERANCE >= promised.in_guaranteed else Standing.AT_RISK
