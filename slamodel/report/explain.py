"""One promise in; the chain of its evidence out, as sums that a person can redo with a pocket calculator."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.model import WORDING, TimeTarget
from slamodel.propagate import Promise, View
from slamodel.report import steps, sums
from slamodel.report.digits import number
from slamodel.units import show_duration, show_share


def explain(analysis: Analysis, promise: Promise) -> str:
    """The evidence of a promise as plain text."""
    return "\n".join(_lines(analysis, promise)) + "\n"


def _lines(analysis: Analysis, promise: Promise) -> Iterator[str]:
    landscape = analysis.landscape
    agreement = landscape.agreements[promise.agreement]
    yield promise.id
    where = f", {promise.where.value}" if promise.where else ""
    yield "taken as given: nothing is modelled below" if promise.rests_on_nothing else f"{promise.standing.word}{where}"
    yield ""
    metric = WORDING.get(promise.metric, promise.metric)
    customers = ", ".join(landscape.party_label(customer) for customer in agreement.customers)
    provider = landscape.party_label(agreement.provider)
    yield f"{provider} promises {customers} for {landscape.label(promise.service)}:"
    yield f"  {metric} {_promised(promise)}    {analysis.place(promise.at).short}"
    direct, end_to_end = (tuple(_view(analysis, promise, view)) for view in (promise.direct, promise.end_to_end))
    yield ""
    yield "Direct: what the commitments below support"
    yield from direct
    yield ""
    yield "End to end: everything opened up, down to services that need nothing"
    yield from end_to_end if end_to_end != direct else ("  the same, line by line",)


def _promised(promise: Promise) -> str:
    if promise.promised is None:
        return "is not evaluated yet"
    if isinstance(promise.target, TimeTarget):
        share = "" if promise.promised_share == 1 else f" in {show_share(1 - promise.promised_share)} of the cases"
        return f"within {show_duration(promise.promised, down=True)}{share}"
    seconds = promise.downtime_s(promise.promised)
    allowed = "" if seconds is None else f" or {show_duration(seconds, down=True)}"
    share, window = show_share(promise.promised), promise.target.window
    return f"{share} a {window}, which leaves a share of {number(promise.promised)}{allowed} to fail"


def _view(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    if view.step is not None:
        yield from steps.lines(analysis, view.step)
    elif view.figures is not None and view.structure is not None:
        yield from sums.lines(analysis, promise, view)
    for lack in view.unknown:
        yield f"  unknown: {lack.message}"
    if view.assumed:
        names = ", ".join(analysis.landscape.label(service) for service in view.assumed)
        yield f"  assumed perfect, since no own part is stated: {names}"
