"""A view of an amount, or a link of it, in; the part of the machine-readable answer that tells it out."""

from math import inf
from typing import Any

from slamodel.analysis import Analysis
from slamodel.model import Measure
from slamodel.propagate import Link, View


def amount(view: View, measure: Measure) -> dict[str, Any]:
    """A number in the unit of the promise, and in words; while something is unknown, only what it is at best."""
    value = None if view.amount is None or not view.is_grounded else number(view.amount.value)
    known = None if view.unknown else value
    words = None if known is None else measure.show(known, up=measure.is_lower_better)
    found = {"value": known, "unit": "fraction" if measure.kind == "share" else measure.label, "words": words}
    if not view.unknown:
        return found
    return {**found, "at_best": value, "without_unknown": None if view.without is None else number(view.without)}


def number(value: float) -> float | None:
    """Without what floating point adds; None for what nothing limits."""
    return None if value == inf else float(f"{value:.12g}")


def link(analysis: Analysis, found: Link, measure: Measure) -> dict[str, Any]:
    """What one link commits to, and what it would have to; both bases are the same, for there is no chance in it."""
    source, required = found.source, found.required_guaranteed
    is_any = required == measure.worst
    wanted = None if required is None or is_any else number(required)
    return {
        "dependency": source.service,
        "agreement": source.agreement,
        "role": source.role.value,
        "metric": source.metric,
        "level": None if source.level is None else number(source.level),
        "in": None,
        "importance": None,
        "required": {"guaranteed": wanted, "independent": wanted},
        "any_value": {"guaranteed": is_any, "independent": is_any},
        "at": str(analysis.place(source.at).short) if source.at else None,
    }
