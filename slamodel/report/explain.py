"""One promise in; the chain of its evidence out, as sums that a person can redo with a pocket calculator."""

import json
from collections.abc import Iterator
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.clock import NEVER
from slamodel.gaps import conditions, cutoffs
from slamodel.model import WORDING, TimeTarget
from slamodel.propagate import Promise, View
from slamodel.report import amounts, effective, hand_offs, moments, options, starts, steps, sums, wording
from slamodel.report.counting import on
from slamodel.report.digits import number
from slamodel.report.machine import target
from slamodel.report.named_start import NamedStart
from slamodel.units import show_duration, show_share


def explain(analysis: Analysis, promise: Promise, start: NamedStart | None = None) -> str:
    """The evidence of a promise and its ways out; of a time for a case that starts at an instant, if one is named."""
    ways = () if start is not None else options.lines(analysis, promise)
    return "\n".join((*_lines(analysis, promise, start), *ways)) + "\n"


def evidence(analysis: Analysis, promise: Promise) -> str:
    """The evidence alone, which is there at once: ways out have to be tried."""
    return "\n".join(_lines(analysis, promise, None)) + "\n"


def to_json(analysis: Analysis, promise: Promise, start: NamedStart | None = None) -> str:
    """The same as JSON: the hand-offs of a case that starts then; without a start all of the promise, and the worst."""
    view = promise.deciding
    begun = view if start is None else begun_at(view, start.instant)
    known = not view.unknown and view.is_grounded
    handed_on = None if view.step is None else hand_offs.answer(analysis, promise, begun, is_known=known)
    if start is None:
        terms = effective.answer(analysis.loaded, promise.agreement)
        said = {**target(analysis, promise), "from_worst_start": handed_on, "terms": terms}
    else:
        said = {**(handed_on or {}), "notes": list(start.notes)}
    return json.dumps(said, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def begun_at(view: View, start: int) -> View:
    """A view of a time as it is for a case that starts at an instant."""
    if view.begin is None:
        return view
    run = view.begin(start)
    return replace(view, time=run.step.time, step=run.step, limit_s=run.limit_s, is_just_after=False)


def _lines(analysis: Analysis, promise: Promise, start: NamedStart | None) -> Iterator[str]:
    landscape = analysis.landscape
    agreement = landscape.agreements[promise.agreement]
    yield promise.id
    where = f", {promise.where.value}" if promise.where else ""
    yield "taken as given: nothing is modelled below" if promise.rests_on_nothing else f"{promise.standing.word}{where}"
    if waiver := promise.waiver:
        yield f"  otherwise {promise.unwaived.word}; accepted by {waiver.owner} until {waiver.until}: {waiver.reason}"
    yield ""
    metric = WORDING.get(promise.metric, promise.metric)
    customers = ", ".join(landscape.party_label(customer) for customer in agreement.customers)
    provider = landscape.party_label(agreement.provider)
    aim = ", an aim" if promise.target.strength == "aim" else ""
    yield f"{provider} promises {customers} for {landscape.label(promise.service)}:"
    yield f"  {metric} {_promised(promise)}{aim}    {analysis.place(promise.at).short}"
    views = (promise.direct, promise.end_to_end)
    if start is not None:
        views = (begun_at(promise.direct, start.instant), begun_at(promise.end_to_end, start.instant))
        yield ""
        yield f"A case that starts {_when(analysis, promise, start.instant)}"
        yield from (f"  {note}" for note in start.notes)
    direct, end_to_end = (tuple(_view(analysis, promise, view, start)) for view in views)
    yield ""
    yield "Direct: what the commitments below support"
    yield from direct
    yield ""
    yield "End to end: everything opened up, down to services that need nothing"
    yield from end_to_end if end_to_end != direct else ("  the same, line by line",)
    yield from effective.lines(analysis.loaded, promise.agreement)


def _promised(promise: Promise) -> str:
    if promise.promised is None:
        return "is not evaluated yet"
    if promise.measure is not None:
        return f"{promise.measure.bound} {promise.measure.show(promise.promised)}"
    if isinstance(promise.target, TimeTarget):
        share = "" if promise.promised_share == 1 else f" in {show_share(1 - promise.promised_share)} of the cases"
        rule = cutoffs.in_words(promise.target.by)
        return f"{rule or f'within {wording.length(promise, promise.promised, down=True)}'}{share}"
    seconds = promise.downtime_s(promise.promised)
    allowed = "" if seconds is None else f" or {show_duration(seconds, down=True)}"
    share, window = show_share(promise.promised), promise.target.window
    return f"{share} a {window}, which leaves a share of {number(promise.promised)}{allowed} to fail"


def _view(analysis: Analysis, promise: Promise, view: View, start: NamedStart | None) -> Iterator[str]:
    if view.step is not None:
        if start is None and view.is_grounded:
            yield f"  {_worst_start(analysis, promise, view)}"
        yield from steps.lines(analysis, promise.clock, view.step)
        yield from _end(analysis, promise, view)
    elif view.figures is not None and view.structure is not None:
        yield from sums.lines(analysis, promise, view)
    elif view.amount is not None:
        yield from amounts.lines(promise, view)
    for lack in view.unknown:
        yield f"  unknown: {lack.message}"
    yield from (f"  {conditions.in_short(analysis.landscape, condition)}" for condition in view.conditions)
    if view.assumed:
        names = ", ".join(analysis.landscape.label(service) for service in view.assumed)
        yield f"  assumed perfect, since no own part is stated: {names}"


def _worst_start(analysis: Analysis, promise: Promise, view: View) -> str:
    assert view.step is not None  # noqa: S101 - the caller looked
    if view.step.start is None:
        return "every start is alike: all of it runs on the clock of the promise"
    after = "just after " if view.is_just_after else ""
    return f"worst start: {after}{_when(analysis, promise, view.step.start)}"


def _end(analysis: Analysis, promise: Promise, view: View) -> Iterator[str]:
    """When it is done, and what is allowed from there, where that depends on the start."""
    assert view.step is not None and view.limit_s is not None  # noqa: S101, PT018 - times have a limit
    finish = view.step.finish
    if finish is None or not view.is_grounded:
        return
    allowed = f"allowed from there: {wording.length(promise, view.limit_s, down=True)} {on(analysis, promise.clock)}"
    if finish >= NEVER:
        yield f"  never done; {allowed}"
        return
    when = moments.with_year(moments.local(finish, starts.zone(analysis, promise, promise.deciding), up=True))
    yield f"  done {'not before ' if view.unknown else ''}{when}; {allowed}"


def _when(analysis: Analysis, promise: Promise, instant: int) -> str:
    """`Fri 18 Dec 2026, 16:00 (Europe/Amsterdam)`, in the time zone in which the promise is shown."""
    where = starts.zone(analysis, promise, promise.deciding)
    return f"{moments.with_year(moments.local(instant, where))} ({where.key})"
