"""Service level targets: one metric, its level, its window, and for which cases it counts."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from slamodel.model.metric import BUILT_IN, RATES, SCALES, SHARES, TIMES
from slamodel.model.words import Duration, Id, MeasuringWindow, Rate, Share, Text, TimeOfDay, Whole, Window, Word


class _Target(Word):
    window: Annotated[MeasuringWindow, Field(json_schema_extra={"default": "month"})] = Window("month")
    hours: Id | None = None
    priority: Id | None = None
    strength: Literal["commitment", "aim"] = "commitment"


class ShareTarget(_Target):
    """At least this share of the time or of the requests; or at most this much downtime in the window."""

    metric: Literal["availability", "success_rate"]
    at_least: Share | None = None
    at_most: Duration | None = None

    @model_validator(mode="after")
    def _one_level(self) -> "ShareTarget":
        if (self.at_least is None) == (self.at_most is None):
            raise PydanticCustomError(
                "contradiction", "a target states either at_least (a share) or at_most (downtime)"
            )
        if self.at_most is not None and self.metric != "availability":
            raise PydanticCustomError("contradiction", "only availability can be stated as downtime")
        return self


class Cutoff(Word):
    """One line of a cut-off rule: what comes in before a time of day is due at a time of day, some working days on.

    Times of day are seconds since midnight in the zone of the target's calendar. Without `before` the line is for
    all that comes in later that day; what comes in on a day that does not count comes in at the next one's midnight.
    """

    before: TimeOfDay | None = None
    due: TimeOfDay
    days: Whole = 0

    @model_validator(mode="after")
    def _not_too_late(self) -> "Cutoff":
        if not self.days and (self.before is None or self.due < self.before):
            raise PydanticCustomError(
                "contradiction", "what comes in late that day would be due before it comes in: say how many days later"
            )
        return self


MOST_CUTOFFS = 48


class TimeTarget(_Target):
    """Within this time, or by the time of day that a cut-off rule says, in this share of the cases: all if unstated."""

    metric: Literal["response", "escalation", "resolution", "fulfilment", "latency", "rto", "rpo", "notification"]
    within: Duration | None = None
    by: tuple[Cutoff, ...] = ()
    share: Annotated[Share | None, Field(alias="in")] = None

    @model_validator(mode="after")
    def _one_limit(self) -> "TimeTarget":
        if (self.within is None) == (not self.by):
            raise PydanticCustomError("contradiction", "a time target states either within (a time) or by (cut-offs)")
        if self.by and (self.by[-1].before is not None or any(line.before is None for line in self.by[:-1])):
            raise PydanticCustomError("contradiction", "of cut-offs the last, and only the last, has no before")
        return self

    @model_validator(mode="after")
    def _few_enough(self) -> "TimeTarget":
        if len(self.by) > MOST_CUTOFFS:
            message = f"a rule has {MOST_CUTOFFS} cut-offs at most, one for each half hour of a day"
            raise PydanticCustomError("contradiction", message)
        return self

    @model_validator(mode="after")
    def _in_order(self) -> "TimeTarget":
        before = [line.before for line in self.by[:-1] if line.before is not None]
        due = [(line.days, line.due) for line in self.by]
        if any(later <= earlier for earlier, later in pairwise(before)) or due != sorted(due):
            raise PydanticCustomError(
                "contradiction", "cut-offs stand in the order of the day, and so do their due times"
            )
        return self

    @property
    def promised_share(self) -> Decimal:
        """The share of cases, 1 where none is stated."""
        return Decimal(1) if self.share is None else self.share


class RateTarget(_Target):
    """At least this many in a unit of time."""

    metric: Literal["throughput"]
    at_least: Rate


class ScaleTarget(_Target):
    """At least this word of a scale."""

    metric: Literal["satisfaction"]
    at_least: Text
    scale: Id | None = None


class OwnMetricTarget(_Target):
    """A target for a metric of the user's own; the level is read by that metric's rules."""

    metric: Annotated[Id, WithJsonSchema({"type": "string", "not": {"enum": list(BUILT_IN)}})]
    at_least: Text | None = None
    at_most: Text | None = None
    within: Text | None = None
    share: Annotated[Text | None, Field(alias="in")] = None
    scale: Id | None = None


_FAMILIES = {
    **dict.fromkeys(SHARES, "share"),
    **dict.fromkeys(TIMES, "time"),
    **dict.fromkeys(RATES, "rate"),
    **dict.fromkeys(SCALES, "scale"),
}


def _family(value: Any) -> str | None:
    if isinstance(value, Mapping):
        metric = value.get("metric")
        return _FAMILIES.get(metric, "own") if isinstance(metric, str) else None
    return _FAMILIES.get(getattr(value, "metric", ""), "own")


Target = Annotated[
    Annotated[ShareTarget, Tag("share")]
    | Annotated[TimeTarget, Tag("time")]
    | Annotated[RateTarget, Tag("rate")]
    | Annotated[ScaleTarget, Tag("scale")]
    | Annotated[OwnMetricTarget, Tag("own")],
    Discriminator(_family, custom_error_type="metric_missing", custom_error_message="a target needs a metric"),
]
