"""Agreements that say something nobody could measure: W506."""

from collections.abc import Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.intervals import interval_of
from slamodel.gaps.sides import sides
from slamodel.model import (
    SHARES,
    Agreement,
    Landscape,
    OwnMetricTarget,
    ScaleTarget,
    Status,
    measure_of,
)
from slamodel.model.measure import level_of
from slamodel.propagate import Lack

_Path = tuple[str | int, ...]
_MEASURED = (*SHARES, "latency")


class _Open(NamedTuple):
    """Something that cannot be measured as it is written: in words, where, and whether it is about the level itself."""

    words: str
    at: _Path
    severity: Severity = Severity.WARNING


def w506(context: Context) -> Iterator[Finding]:
    """An agreement says something that nobody could measure. There is one finding for each agreement.

    It is in force without a target; it owes a credit for a metric that it states no target for; a level is a word, and
    it is not clear of which scale. These are warnings. A report without an interval is a note; so is money that depends
    on a level of which the agreement does not say where it is measured, in a model that says so of others.

    **Why it matters.** What cannot be measured cannot be claimed, and is argued about when it is missed.

    **How to fix it.** State a level, the scale that a word belongs to, how often it is reported, where it is measured.

    **Example.** Users are to be "delighted"; no scale says how much that is.
    """
    waiting = {name for lack in (Lack.NO_TARGET, Lack.RESPONSE_ONLY) for name in _lacking(context, lack)}
    is_told = any(agreement.measured_at for agreement in context.landscape.agreements.values())
    for agreement in context.landscape.agreements.values():
        if agreement.status is Status.RETIRED or not agreement.term.covers(context.graph.as_of):
            continue
        found = [*_no_target(agreement, waiting), *_credits(agreement), *_words(context.landscape, agreement)]
        found += [*_report(agreement), *(_place(agreement) if is_told else ())]
        if found:
            yield _finding(context, agreement, sorted(found, key=lambda one: one.severity.weight))


def _lacking(context: Context, lack: Lack) -> Iterator[str]:
    """Agreements of which another finding says that a target is missing."""
    return (name for missing in context.missing.get(lack, ()) for name in missing.unknown.agreements)


def _no_target(agreement: Agreement, waiting: set[str]) -> Iterator[_Open]:
    if not agreement.stated and agreement.id not in waiting:
        levels = f" and does not say which of its levels ({wording.listed(agreement.tiers)}) holds"
        yield _Open(f"states no target{levels if agreement.tiers else ''}", ("agreements", agreement.id))


def _credits(agreement: Agreement) -> Iterator[_Open]:
    stated = {(target.metric, target.priority) for _, target in agreement.stated}
    metrics = {metric for metric, _ in stated}
    for index, credit in enumerate(agreement.credits):
        known = metrics if credit.priority is None else {m for m, which in stated if which in (None, credit.priority)}
        if agreement.stated and credit.metric not in known:
            name = f"{wording.metric_name(credit.metric)}{f' for {credit.priority}' if credit.priority else ''}"
            yield _Open(
                f"owes a credit for the {name}, for which it states no target",
                ("agreements", agreement.id, "credits", index),
            )


def _words(landscape: Landscape, agreement: Agreement) -> Iterator[_Open]:
    for at, target in agreement.stated:
        if isinstance(target, OwnMetricTarget) and level_of(target) is None:
            yield _Open(f"does not state one level for {target.metric}", at)
        elif isinstance(target, ScaleTarget) and measure_of(target, landscape.scales, landscape.metrics) is None:
            words = f'promises a {wording.metric_name(target.metric)} of "{target.at_least}"'
            yield _Open(f"{words}, and does not say on which scale", at)


def _report(agreement: Agreement) -> Iterator[_Open]:
    if agreement.reports is not None and interval_of(agreement.reports) is None:
        words = f'owes a report ("{agreement.reports}") and does not say how often'
        yield _Open(words, ("agreements", agreement.id, "reports"), Severity.NOTE)


def _place(agreement: Agreement) -> Iterator[_Open]:
    metrics = dict.fromkeys(credit.metric for credit in agreement.credits if credit.metric in _MEASURED)
    if metrics and agreement.measured_at is None:
        words = f"owes credits for the {wording.listed(map(wording.metric_name, metrics))} and does not say where"
        yield _Open(f"{words} that is measured", ("agreements", agreement.id, "credits"), Severity.NOTE)


def _finding(context: Context, agreement: Agreement, found: list[_Open]) -> Finding:
    promises = context.by_agreement.get(agreement.id, ())
    services = agreement.services[:1] or tuple(promise.service for promise in promises[:1])
    owner, counterpart, name = sides(context.landscape, agreement)
    return Finding(
        "W506",
        found[0].severity,
        f"What {agreement.id} says cannot all be measured: {'; '.join(f'it {one.words}' for one in found[:4])}. Agree"
        f" with {name} on what is counted.",
        agreement.id,
        promises[0].id if promises else "",
        (agreement.id, *services),
        owner,
        counterpart,
        at=found[0].at,
        stake=float(len(promises)),
        cause=(agreement.id, "measurable"),
    )
