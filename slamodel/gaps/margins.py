"""Times that fit, yet with nothing in reserve, or in fewer cases than promised: T203 and T208."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.causes import longest_way, of_input, root_of
from slamodel.gaps.context import Context
from slamodel.gaps.falling_short import falling_short
from slamodel.gaps.finding import Finding
from slamodel.gaps.times import spelled, way_to, worst_start
from slamodel.gaps.ways import offer
from slamodel.model import TimeTarget
from slamodel.propagate import Input, Promise, Standing, Step, View
from slamodel.units import TOLERANCE, TOLERANCE_S


def t203(context: Context) -> Iterator[Finding]:
    """The steps below use up nearly all of the time promised: less than a tenth of it is left.

    The head of the model may ask for another part of it, as `reserve` under `findings`.

    **Why it matters.** Limits are met to the minute on paper only. A forgotten hand-over or a slow call uses time that
    nobody has promised.

    **How to fix it.** Agree shorter steps, promise a little more, or accept it knowingly.

    **Example.** 8 h are promised, and the steps below may take 8 h.
    """
    reserve = float(context.landscape.findings.reserve)
    for promise in context.promises:
        if promise.unwaived is not Standing.SUPPORTED or not isinstance(promise.target, TimeTarget):
            continue
        view = min((promise.direct, promise.end_to_end), key=lambda view: promise.limit_in(view) - view.burden)
        limit = promise.limit_in(view)
        if view.time is None or view.step is None or promise.rests_on_nothing or not limit:
            continue
        if limit - view.time.within_s < reserve * limit - TOLERANCE_S:
            yield _no_reserve(context, promise, view, view.step)


def _no_reserve(context: Context, promise: Promise, view: View, step: Step) -> Finding:
    limit, within = promise.limit_in(view), step.time.within_s
    time = partial(wording.time, in_hours=wording.is_in_hours(promise))
    left = time(limit - within, down=True) if limit - within > TOLERANCE_S else "nothing"
    takes = f"{time(within)}{spelled(step, time)}{worst_start(context, promise, view)}"
    path = way_to(context, promise, step)
    return Finding(
        "T203",
        Severity.NOTE,
        f"{wording.promise_of(promise, context.landscape)} The steps below may take {takes}: it fits with {left} in"
        " reserve. Agree a shorter step, or accept it knowingly.",
        promise.agreement,
        promise.id,
        path,
        context.owner(path),
        context.provider(path[-1]),
        limit,
        within,
        promise.at,
        cause=root_of(view, limit),
    )


def t208(context: Context) -> Iterator[Finding]:
    """The limits fit, but every hand-off keeps its own in part of the cases only, and these parts erode.

    `within 4 h in 95 %` lets one case in twenty be late. After several such steps the misses add up at the worst
    (guaranteed), and multiply if they are unrelated (independent). Below the independent figure it is an error, between
    the two a warning.

    **Why it matters.** Percentages that look alike on every level do not hold on top of one another.

    **How to fix it.** Ask a higher share of the steps, keep the number of hand-offs small, or promise a lower share.

    **Example.** Two hand-offs kept in 90 % each leave 80 % (81 % if unrelated), under a promise of 90 %.
    """
    for promise in context.short:
        view = promise.deciding
        if view.time is None or view.step is None or promise.late is not None:
            continue
        # At risk can also be what rests on a clock that may stand still: that is a finding of its own.
        if view.time.in_guaranteed < promise.promised_share - TOLERANCE:
            yield _eroded(context, promise, view, view.step)


def _eroded(context: Context, promise: Promise, view: View, step: Step) -> Finding:
    assert view.time is not None  # noqa: S101 - the caller looked
    within, guaranteed, independent = view.time
    takes = wording.time(within, in_hours=wording.is_in_hours(promise))
    missing = [given for given in view.inputs if given.share < 1.0]
    weakest = min(missing, key=lambda given: (given.share, given.service))
    path = context.way(promise, weakest.service)
    label = context.landscape.label
    listed = wording.listed([f"{label(given.service)} {wording.share(1.0 - given.share)}" for given in missing], 4)
    unrelated = wording.share(1.0 - independent)
    who = "Together" if view is promise.direct else "End to end, together"
    sentences = (
        wording.promise_of(promise, context.landscape),
        f"The limits fit ({takes}), but not every step keeps its own in all cases ({listed}).",
        f"{who} they ensure {wording.share(1.0 - guaranteed)} of the cases, {unrelated} if delays are unrelated.",
        _action(promise, view, step, missing),
    )
    return replace(
        falling_short(context, "T208", promise, path, sentences),
        promised=promise.promised_share,
        supported=guaranteed,
        stake=(promise.promised_share - guaranteed) / max(1.0 - promise.promised_share, TOLERANCE),
        cause=of_input(weakest) if [given.share for given in missing].count(weakest.share) == 1 else (),
    )


def _action(promise: Promise, view: View, step: Step, missing: list[Input]) -> str:
    instead = offer(promise)
    otherwise = f", or promise {wording.share(1.0 - instead.share)}" if instead else ""
    each = (1.0 - promise.promised_share) / len(missing)
    if len(missing) > 1 and each > TOLERANCE and _add_up(promise, view, step, missing):
        return f"{wording.required(each)} for each of them would do{otherwise}."
    if promise.direct.unknown or promise.end_to_end.unknown:
        return "Ask for higher shares, and settle what is not known."
    return f"Ask for higher shares{otherwise}."


def _add_up(promise: Promise, view: View, step: Step, missing: list[Input]) -> bool:
    """Whether these inputs, one after the other, are all that the promise needs in both views."""
    other = promise.end_to_end if view is promise.direct else promise.direct
    is_all = other.standing is Standing.SUPPORTED or other.inputs == view.inputs
    chain = [id(leaf.source) for leaf in longest_way(step) if leaf.source and leaf.source.share < 1.0]
    is_once = sorted(chain) == sorted(map(id, missing))
    return is_all and is_once and not view.unknown and not any(given.rungs for given in missing)
