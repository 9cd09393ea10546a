"""What a service holds of a rate, a scale or a metric of the model's own, for a consumer or by itself; as an input."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from slamodel.graph import Backing
from slamodel.model import Agreement, Measure, OwnMetricTarget, Service, Target, measure_of
from slamodel.model.measure import is_stated_for, level_of
from slamodel.propagate.commitments import Commitments, lacking
from slamodel.propagate.conditions import may_ensure_nothing
from slamodel.propagate.given import Input, Lack, Path, Role, Unknown
from slamodel.units import UnitError


class Question(NamedTuple):
    """What is asked: a metric in the unit of the promise, for a priority, in one view."""

    metric: str
    measure: Measure
    priority: str | None
    end_to_end: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Levels that are stated of metrics that are neither shares nor times."""

    commitments: Commitments

    def measure(self, target: Target) -> Measure | None:
        """What the numbers of a target mean."""
        landscape = self.commitments.graph.landscape
        return measure_of(target, landscape.scales, landscape.metrics)

    def level(self, target: Target, measure: Measure) -> float | None:
        """The level of a target as a number of this measure; None where it cannot be read as one."""
        stated, own = level_of(target), self.measure(target)
        if stated is None or own is None or own.kind != measure.kind or not is_stated_for(own, stated[0]):
            return None
        if isinstance(target, OwnMetricTarget) and target.share is not None:
            return None  # a share of the cases of it is not evaluated
        if measure.kind == "words" and own.unit != measure.unit:
            return None
        return self._read(stated[1], measure)

    def _read(self, text: object, measure: Measure) -> float | None:
        working_day = self.commitments.graph.landscape.conventions.working_day
        try:
            return measure.read(text, working_day)  # type: ignore[arg-type]
        except UnitError:
            return None

    def committed(self, consumer: str, service: str, question: Question) -> Input:
        """What a consumer is promised of a service: the strictest of what its agreements state."""
        metric, priority = question.metric, question.priority
        if unbacked := self.commitments.unbacked(consumer, service, metric):
            return unbacked
        backing = self.commitments.graph.backing(consumer, service)
        found = [
            self._input(backing, agreement, *stated, question) for agreement, stated in self._stated(backing, question)
        ]
        if not found:
            return self.commitments.no_target(backing, metric, priority)
        sign = 1.0 if question.measure.is_lower_better else -1.0
        strictest, *others = sorted(found, key=lambda given: (given.level is None, sign * (given.level or 0.0)))
        if not may_ensure_nothing(strictest):
            return strictest
        return replace(strictest, instead=tuple(given for given in others if given.level is not None))

    def _stated(self, backing: Backing, question: Question) -> Iterator[tuple[Agreement, tuple[Path, Target]]]:
        for name in backing.agreements:
            agreement = self.commitments.graph.landscape.agreements[name]
            stated = [found for found in agreement.stated if found[1].metric == question.metric]
            wanted = question.priority if any(target.priority == question.priority for _, target in stated) else None
            yield from ((agreement, found) for found in stated if found[1].priority == wanted)

    def _input(self, backing: Backing, agreement: Agreement, place: Path, target: Target, question: Question) -> Input:
        level = self.level(target, question.measure)
        unknown = None
        if level is None:
            message = f"{agreement.id} {_cannot_compare(self.measure(target), question.measure)}"
            unknown = Unknown(Lack.OTHER_UNIT, backing.service, backing.consumer, message, (agreement.id,))
        return Input(
            backing.service, Role.COMMITMENT, level, agreement.id, 1.0, question.metric, place, unknown,
            is_aim=target.strength == "aim", excludes_failures=agreement.excludes_failures,
        )  # fmt: skip

    def own(self, service: Service, question: Question) -> Input | None:
        """What the provider's own part of a service holds; None where it does not say."""
        stated = getattr(service.own, question.metric, None)
        if stated is None:
            return None
        place, level = ("services", service.id, "own", question.metric), self._read(stated, question.measure)
        if level is not None:
            return Input(service.id, Role.OWN, level, metric=question.metric, at=place)
        message = f"the own part of {service.label} {_cannot_compare(None, question.measure)}"
        given = lacking(Lack.FAULTY, service.id, service.provider, question.metric, message)
        return replace(given, at=place)


def _cannot_compare(stated: Measure | None, wanted: Measure) -> str:
    if wanted.kind != "words":
        return f"is not stated in {wanted.unit or 'numbers'}"
    there = f"counts on the scale {stated.unit}" if stated else "uses another scale"
    return f"{there}, which cannot be compared with {wanted.unit}"
