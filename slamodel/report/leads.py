"""A promise in; the sentences that a manager reads first out: number, consequence, counterpart, in plain words."""

from collections.abc import Iterator

from slamodel.analysis import Analysis
from slamodel.model import TimeTarget
from slamodel.propagate import Promise, Standing, View, Where
from slamodel.report import promises, wording
from slamodel.report.ways import best
from slamodel.units import TOLERANCE, show_duration, show_share


def lead(analysis: Analysis, promise: Promise) -> str:
    """What is promised, what the agreements ensure, what is missing, and with whom to talk."""
    return " ".join(_sentences(analysis, promise))


def _sentences(analysis: Analysis, promise: Promise) -> Iterator[str]:
    agreement = analysis.landscape.agreements[promise.agreement]
    provider, for_whom = wording.party_name(analysis, agreement.provider), wording.customers(analysis, agreement)
    allowed = wording.duration_down(promise, promise.promised or 0.0, allowed=True)
    time = f", that is {allowed} of downtime" if allowed else ""
    is_request = wording.is_request(analysis, promise)
    who = f"{for_whom} asks {provider} for" if is_request else f"{provider} promises {for_whom}"
    yield wording.capitalised(f"{who} {wording.metric(promise)} {wording.promised(promise)}{time}.")
    yield from _support(promise)
    chosen = best(promise)
    if chosen:
        whom = promises.with_whom(analysis, promise)
        yield f"To talk to: {whom}." if whom else "Nobody is named yet who could commit to it."


def _support(promise: Promise) -> Iterator[str]:
    view = promise.deciding
    if promise.standing is Standing.UNKNOWN:
        yield from _unknown(promise, view)
        return
    missing = _missing(promise)
    if view.figures is not None:
        ensured = show_share(view.figures.guaranteed)
        average = show_share(view.figures.independent)
        unrelated = f", and would give {average} if outages are unrelated" if average != ensured else ""
        if view.unknown:
            yield f"Even if all that is unknown were perfect, the agreements below ensure no more than {ensured}."
        else:
            yield f"{_WHO[promise.where]} ensure {ensured}{unrelated}."
    elif view.time is not None:
        up_to = "at least" if view.unknown else "up to"
        yield f"The steps take {up_to} {show_duration(view.time.within_s)}."
    if missing:
        yield f"Missing{', at least' if view.unknown else ''}: {missing}."
    if promise.standing is Standing.AT_RISK:
        yield "So it holds only on average, as long as outages are unrelated."
    if view.figures is not None and (promise.promised or 0.0) < view.figures.ceiling - TOLERANCE:
        best_case = show_share(view.figures.ceiling)
        yield f"Even at the very best it would be {best_case}: out of reach with these agreements."
    if promise.where is Where.BELOW:
        yield "The agreements one step down do add up; what they rest on does not."
    if promise.where is Where.PAPER:
        yield "What lies below could carry it: putting that into writing is enough."


_WHO = {
    Where.DIRECT: "The agreements below",
    Where.BELOW: "End to end, the agreements below",
    Where.PAPER: "The agreements one step down",
    None: "The agreements below",
}


def _unknown(promise: Promise, view: View) -> Iterator[str]:
    lacks = list(dict.fromkeys(lack.message for lack in view.unknown))
    yield f"Not known: {wording.shortened(lacks, 3)}."
    if view.figures is not None:
        yield f"At best {show_share(view.figures.guaranteed)} could be ensured."
        if view.without_unknown is not None and view.without_unknown.guaranteed < 1.0:
            yield f"Without what is unknown it is {show_share(view.without_unknown.guaranteed)}."
    elif view.time is not None and promise.promised is not None:
        yield f"What is known takes {show_duration(view.time.within_s)}."


def _missing(promise: Promise) -> str:
    """The shortfall, such as `5 h 24 min a month (0.75 %)`; empty where nothing is missing."""
    view = promise.deciding
    if isinstance(promise.target, TimeTarget):
        return wording.listed(promises.lateness(promise, view))
    missing = promises.shortfall(promise, view)
    if missing <= TOLERANCE:
        return ""
    time = wording.downtime(promise, missing)
    return f"{time} ({wording.points(missing)})" if time else wording.points(missing)
