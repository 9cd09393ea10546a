"""Metrics: what a service level target measures, the built-in ones and the user's own."""

from collections.abc import Mapping
from typing import Annotated, Literal

from slamodel.model.words import FrozenMap, Id, Number, Text, Word

SHARES = ("availability", "success_rate")
"""Metrics that are fractions of time or of requests; more is better."""

TIMES = ("response", "escalation", "resolution", "fulfilment", "latency", "rto", "rpo", "notification")
"""Metrics that are lengths of time; less is better."""

RATES = ("throughput",)
SCALES = ("satisfaction",)
BUILT_IN = (*SHARES, *TIMES, *RATES, *SCALES)

WORDING = {
    "availability": "availability",
    "success_rate": "success rate",
    "response": "response time",
    "escalation": "escalation time",
    "resolution": "resolution time",
    "fulfilment": "fulfilment time",
    "latency": "latency",
    "rto": "recovery time (RTO)",
    "rpo": "recovery point (RPO)",
    "notification": "notification time",
    "throughput": "throughput",
    "satisfaction": "satisfaction",
}
"""What each metric is called in a sentence."""

Rule = Literal["sum", "min", "max", "product"]

Scale = Annotated[Mapping[str, Number], FrozenMap]
"""Words of a qualitative scale and the numbers they stand for."""


class Metric(Word):
    """A metric of the user's own, with the rules by which it adds up."""

    id: Id
    unit: Text
    better: Literal["higher", "lower"]
    across_needs: Rule
    across_alternatives: Rule
    own: Rule | None = None
