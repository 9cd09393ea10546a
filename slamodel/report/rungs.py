"""A composed time in; the rungs of its ladder out: every step of work, when it starts, and whether its time counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import metric_name
from slamodel.propagate import Input, Promise, Role, Rule, Step, View
from slamodel.propagate.handoffs import PASSED_ON
from slamodel.report import bars

_MOST_STEPS = 2000
"""Steps that are walked for a ladder: parts may be shared, and a walk over every way would not end."""
_PASSING, _CAUSE = "handing on", "as the cause"
"""Why somebody may come twice: who has an incident last hands it to a need, which may be the same service."""


@dataclass(frozen=True, slots=True, eq=False)
class Rung:
    """An input of a composed time: when it starts, whether its time counts in the whole, and why it is there."""

    step: Step
    given: Input
    start: float
    counts: bool
    why: str


class Ladder(NamedTuple):
    """The rungs that are drawn, how many there are, and who hands on to whom."""

    promise: Promise
    rungs: tuple[Rung, ...]
    total: int
    handed_on: Sequence[str]

    def label(self, rung: Rung) -> str:
        """What a rung is called: its place among the hand-offs, its name, and what is taken where that is not plain."""
        given = rung.given
        is_twice = sum(other.step.label == rung.step.label for other in self.rungs) > 1
        is_told = given.role is not Role.ASSUMED and (is_twice or given.metric != self.promise.metric)
        metric = metric_name(given.metric).removesuffix(" time") if is_told else ""
        what = rung.why if is_twice and rung.why else metric
        is_numbered = given.service in self.handed_on and len(self.handed_on) > 1 and rung.why != _CAUSE
        number = f"{self.handed_on.index(given.service) + 1} " if is_numbered else ""
        itself = bars.ITSELF if given.role is Role.OWN else ""
        return bars.label(f"{number}{rung.step.label}", itself + (f", {what}" if what else ""))


def ladder_of(analysis: Analysis, promise: Promise, view: View) -> Ladder | None:
    """The rungs of a view, those that count before those beside them where there are too many; None without any."""
    step = view.step
    if step is None or not isfinite(step.time.within_s):
        return None
    handed_on = analysis.landscape.services[promise.service].handled_by if promise.metric == "resolution" else ()
    # A hand-off of which nothing is stated is a step all the same; that no time is taken for it has to be seen.
    found = _once(r for r in _rungs(step) if r.given.role is not Role.ASSUMED or r.given.service in handed_on)
    counting = [rung for rung in found if rung.counts][: bars.MOST_BARS]
    beside = [rung for rung in found if not rung.counts][: bars.MOST_BARS - len(counting)]
    shown = tuple(rung for rung in found if rung in counting or rung in beside)
    return Ladder(promise, shown, len(found), handed_on) if shown else None


def _once(rungs: Iterable[Rung]) -> list[Rung]:
    """One rung for each input and start: the same step may be met as a hand-off and as a possible cause."""
    found: dict[tuple[Input, float], Rung] = {}
    for rung in rungs:
        name = (rung.given, rung.start)
        if name not in found or (rung.counts and not found[name].counts):
            found[name] = rung
    return [*found.values()]


def _rungs(step: Step) -> list[Rung]:
    """The inputs in reading order; of parts that run side by side the one that takes longest counts."""
    found: list[Rung] = []
    seen: set[tuple[int, float, bool]] = set()
    stack = [(step, 0.0, True, "")]
    while stack and len(seen) < _MOST_STEPS:
        current, start, counts, why = stack.pop()
        if (id(current), start, counts) in seen:
            continue
        seen.add((id(current), start, counts))
        if current.source is not None:
            found.append(Rung(current, current.source, start, counts, why))
        parts = _parts(current, start, counts=counts)
        whys = (_PASSING, _CAUSE) if current.label == PASSED_ON and len(parts) == len((_PASSING, _CAUSE)) else None
        stack.extend((*part, whys[place] if whys else why) for place, part in reversed([*enumerate(parts)]))
    return found


def _parts(step: Step, start: float, *, counts: bool) -> list[tuple[Step, float, bool]]:
    if step.rule is Rule.IN_ORDER:
        starts = [start]
        for part in step.parts:
            starts.append(starts[-1] + part.time.within_s)
        return [(part, begin, counts) for part, begin in zip(step.parts, starts, strict=False)]
    deciding = _deciding(step)
    return [(part, start, counts and part is deciding) for part in step.parts]


def _deciding(step: Step) -> Step | None:
    """The part whose time is the time of the whole: of several the one that is done last."""
    alike = [part for part in step.parts if part.time.within_s == step.time.within_s]
    return next((part for part in alike if part.finish == step.finish), next(iter(alike), None))
