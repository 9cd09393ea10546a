"""Rates, scales and metrics of the model's own that are promised above what the commitments below support: A101."""

from collections.abc import Iterator
from dataclasses import replace

from slamodel.gaps import wording
from slamodel.gaps.asks import action
from slamodel.gaps.context import Context
from slamodel.gaps.falling_short import falling_short
from slamodel.gaps.finding import Finding
from slamodel.model import Measure
from slamodel.propagate import Link, Promise, View, Where

_SEVERAL = "Several commitments have to become better together"


def short_amounts(context: Context) -> Iterator[Finding]:
    """Every promise of an amount that is not carried; of an aim it is a warning."""
    for promise in context.short:
        view, measure = promise.deciding, promise.measure
        if measure is None or promise.promised is None or view.amount is None:
            continue
        if not measure.reaches(view.amount.value, promise.promised):
            yield _finding(context, promise, promise.promised, view, view.amount.value, measure)


def _finding(
    context: Context, promise: Promise, promised: float, view: View, carried: float, measure: Measure
) -> Finding:
    path = _way(context, promise, view)
    sentences = (
        wording.promise_of(promise, context.landscape),
        _carried(promise, view, measure, carried, measure.shortfall(carried, promised)),
        _elsewhere(promise, measure),
        action(context, promise, _SEVERAL),
    )
    return replace(
        falling_short(context, "A101", promise, path, sentences),
        promised=promised,
        supported=None if view.unknown else carried,
        stake=_stake(measure, carried, promised),
    )


def _stake(measure: Measure, carried: float, promised: float) -> float:
    """What is missing, as a part of what is promised."""
    return measure.shortfall(carried, promised) / promised if promised else 1.0


def _carried(promise: Promise, view: View, measure: Measure, carried: float, missing: float) -> str:
    who = "The commitments below" if view is promise.direct else "End to end, the commitments at the bottom"
    if view.unknown:
        who += ", with everything that is unknown at its best,"
    ensured = f"{who} ensure {measure.show(carried, up=measure.is_lower_better)}"
    if measure.kind == "words":
        return f"{ensured}."
    gap = measure.show(missing, up=True)
    return f"{ensured}: {f'{gap} too much' if measure.is_lower_better else f'short by {gap}'}."


def _elsewhere(promise: Promise, measure: Measure) -> str:
    """What the other view says where only one falls short."""
    if promise.where is Where.BELOW:
        return "A hidden gap: directly below, the agreements would do; further down they do not."
    if promise.where is Where.PAPER and promise.end_to_end.amount is not None:
        further = measure.show(promise.end_to_end.amount.value, up=measure.is_lower_better)
        return f"The gap is on paper only: what lies further down ensures {further}."
    return ""


def _way(context: Context, promise: Promise, view: View) -> tuple[str, ...]:
    """To the first to ask, else to one of those that hold it down."""
    asked = context.advice(promise).ways
    held = [link.source for link in view.links if _is_short(link, promise)]
    sources = [way.source for way in asked] or held
    return context.way(promise, sources[0].service) if sources else (promise.agreement, promise.service)


def _is_short(link: Link, promise: Promise) -> bool:
    measure, level, promised = promise.measure, link.source.level, promise.promised
    return measure is not None and level is not None and promised is not None and not measure.reaches(level, promised)
