"""Times promised shorter than the steps below take: T201, T202, T209, K901 and K902."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from math import inf

from slamodel.gaps import wording
from slamodel.gaps.asks import action
from slamodel.gaps.causes import longest_way
from slamodel.gaps.context import Context
from slamodel.gaps.falling_short import falling_short
from slamodel.gaps.finding import Finding
from slamodel.gaps.moments import city, said
from slamodel.propagate import Promise, Step, View, Where
from slamodel.units import FORESEEN_YEARS, TOLERANCE, TOLERANCE_S


def t201(context: Context) -> Iterator[Finding]:
    """An incident passes through hand-offs that together may take longer than the resolution time promised.

    The steps are those of `handled_by` and, at the end, the slowest of what the service needs: any of these may be the
    cause. The finding spells out the longest way, one priority at a time.

    **Why it matters.** Each team can be in time and the customer's incident is still late.

    **How to fix it.** Shorten the step that the message names, take out a hand-off, or promise the time it takes.

    **Example.** Desk 15 min and second line 4 h, under a promise of 4 h.
    """
    yield from _overruns(context, "T201", ("resolution",))


def t202(context: Context) -> Iterator[Finding]:
    """The first who works on an incident may answer later than the customer was promised.

    **Why it matters.** The response is the first thing that a customer notices, and nothing later makes up for it.

    **How to fix it.** Agree a faster response with whoever comes first in `handled_by`, or promise theirs.

    **Example.** The desk answers within 2 h, the agreement says 1 h.
    """
    yield from _overruns(context, "T202", ("response",))


def t209(context: Context) -> Iterator[Finding]:
    """The steps behind a request, a notice, an escalation or a call add up to more than the time promised.

    Steps in order add up, of steps side by side the longest counts. For notification it is the own time on top of the
    longest below, for latency the sum over what is called one after the other.

    **Why it matters.** Every step can be in time, and the answer is late.

    **How to fix it.** Shorten the step that the message names, let steps run side by side, or promise the sum.

    **Example.** Intake 15 min, bureau query 20 min, analyst 1 h 30 min, under a promise of 2 h.
    """
    yield from _overruns(context, "T209", ("fulfilment", "notification", "escalation", "latency"))


def k901(context: Context) -> Iterator[Finding]:
    """Recovery after an interruption (RTO) may take longer below than is promised above.

    A service is back after its own restart, which begins when the slowest of its needs is back; among alternatives the
    fastest that are enough count.

    **Why it matters.** In the worst hour of the year the plan falls short by what the message says.

    **How to fix it.** Ask for a faster recovery of the part that the message names, or promise what the parts allow.

    **Example.** The database is back after 4 h, our restart takes 30 min, and 4 h are promised.
    """
    yield from _overruns(context, "K901", ("rto",))


def k902(context: Context) -> Iterator[Finding]:
    """More data may be lost below (recovery point, RPO) than is promised above.

    The largest recovery point among the own part and all needs is what the customer may lose.

    **Why it matters.** What was not saved below cannot be brought back above.

    **How to fix it.** Ask for more frequent copies of the part that the message names, or promise its recovery point.

    **Example.** The store copies every 15 min, and at most 10 min of data may be lost.
    """
    yield from _overruns(context, "K902", ("rpo",))


def _overruns(context: Context, code: str, metrics: tuple[str, ...]) -> Iterator[Finding]:
    for promise in context.short:
        if promise.metric in metrics and (view := promise.late):
            yield _overrun(context, code, promise, view)


def _overrun(context: Context, code: str, promise: Promise, view: View) -> Finding:
    assert view.time is not None and view.step is not None and promise.promised is not None  # noqa: S101, PT018
    within, limit = view.time.within_s, promise.limit_in(view)
    path = way_to(context, promise, view.step)
    who = "The steps below take" if view is promise.direct else "End to end, the steps take"
    least = " at least" if view.unknown else ""
    time = partial(wording.time, in_hours=wording.is_in_hours(promise))
    start = worst_start(context, promise, view)
    takes = f"{who}{least} {time(within)}{spelled(view.step, time)}{start}: {time(within - limit)} too long."
    if within == inf:
        takes = f"{who.removesuffix('take')}are not done within {FORESEEN_YEARS} years{start}."
    sentences = (
        wording.promise_of(promise, context.landscape),
        _depth(promise, view),
        takes,
        _further_down(promise, time),
        action(context, promise, _several(promise, view.step)),
    )
    return replace(
        falling_short(context, code, promise, path, sentences),
        promised=limit,
        supported=None if view.unknown or within == inf else within,
        stake=(within - limit) / max(limit, TOLERANCE_S),
    )


def worst_start(context: Context, promise: Promise, view: View) -> str:
    """Of what start that is true, where not every start is like any other, and on which clock."""
    if view.step is None or view.step.start is None:
        return ""
    hours = promise.clock
    zone = context.weeks.zone(hours)
    after = "just after " if view.is_just_after else ""
    start = f"worst start {after}{said(view.step.start, zone)} ({city(zone)})"
    return f" on the clock of the promise ({context.weeks.name(hours)}), {start}"


def _depth(promise: Promise, view: View) -> str:
    if promise.where is Where.BELOW:
        return "A hidden gap: directly below, the agreements would do."
    if promise.where is Where.PAPER and view is promise.direct:
        return "The gap is on paper only: what lies further down is fast enough, so it is cheap to close."
    return ""


def way_to(context: Context, promise: Promise, step: Step) -> tuple[str, ...]:
    """To the first to ask, else to the longest step."""
    longest = max(longest_way(step), key=lambda leaf: leaf.time.within_s, default=None)
    source = next((way.source for way in context.advice(promise).ways), longest.source if longest else None)
    return context.way(promise, source.service) if source else (promise.agreement, promise.service)


def _several(promise: Promise, step: Step) -> str:
    """What it takes where no single change is enough: shorter steps, more hours, more of the cases."""
    if step.time.in_guaranteed < promise.promised_share - TOLERANCE:
        return "Steps have to become shorter and be kept in more of the cases"
    if step.start is None:
        return "Several steps have to become shorter"
    if len(longest_way(step)) == 1:
        return "On these clocks no shorter limit is enough: more hours have to be covered"
    return "Several steps have to become shorter, or cover more hours"


def _further_down(promise: Promise, time: Callable[[float], str]) -> str:
    """What the steps take end to end, where that is longer still."""
    direct, deep = (view.time.within_s if view.time else 0.0 for view in (promise.direct, promise.end_to_end))
    is_worth_saying = promise.where is Where.DIRECT and deep > direct + TOLERANCE_S
    least = " at least" if promise.end_to_end.unknown else ""
    return f"End to end they take{least} {time(deep)}." if is_worth_saying else ""


def spelled(step: Step, time: Callable[[float], str]) -> str:
    """The longest way as a sum in brackets."""
    parts = longest_way(step)
    if not parts:
        return ""
    shown = " + ".join(f"{part.label} {time(part.time.within_s)}" for part in parts[:8])
    more = f" + {len(parts) - 8} more" if len(parts) > 8 else ""
    return f" ({shown}{more})"
