"""A promise in; whether what lies below carries it, on the basis that is asked for, and else how far it gets, out."""

from math import inf

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, share
from slamodel.model import ALWAYS
from slamodel.plan.outcome import Basis
from slamodel.propagate import Promise, View
from slamodel.units import TOLERANCE, TOLERANCE_S, show_duration


def carries(promise: Promise, basis: Basis) -> bool:
    """Whether both views are carried, whatever holds only under a condition."""
    return excess(promise, basis) <= 0.0


def excess(promise: Promise, basis: Basis) -> float:
    """By how much more is lost, or how much longer it takes, than is promised; infinity where it is no matter of that.

    It is zero or less where the promise is carried.
    """
    return max(_excess(promise, view, basis) for view in (promise.direct, promise.end_to_end))


def _excess(promise: Promise, view: View, basis: Basis) -> float:
    if view.unknown or promise.promised is None:
        return inf
    if view.time is not None:
        kept = view.time.in_guaranteed if basis == "guaranteed" else view.time.in_independent
        is_kept = kept + TOLERANCE >= promise.promised_share
        return view.time.within_s - promise.limit_in(view) - TOLERANCE_S if is_kept else inf
    figures = view.figures
    if figures is None:
        return -inf
    down = figures.guaranteed if basis == "guaranteed" else figures.independent
    return down - promise.promised - TOLERANCE


def how_far(promise: Promise, basis: Basis) -> str:
    """How far it gets at best, as the end of a sentence."""
    views = (promise.direct, promise.end_to_end)
    if unknown := dict.fromkeys(lack.message for view in views for lack in view.unknown):
        return f"it is not known what carries it: {listed(unknown)}"
    times = [view.time for view in views if view.time]
    if times:
        longest = max(time.within_s for time in times)
        kept = min(time.in_guaranteed if basis == "guaranteed" else time.in_independent for time in times)
        if kept + TOLERANCE < promise.promised_share:
            return f"their times are kept in {share(1.0 - kept)} of the cases only: that has to be better first"
        return f"it takes {show_duration(longest, in_hours=promise.clock != ALWAYS)}"
    figures = [view.figures for view in views if view.figures]
    down = max((one.guaranteed if basis == "guaranteed" else one.independent for one in figures), default=0.0)
    return f"no more than {share(down)} would be {'ensured' if basis == 'guaranteed' else 'likely'}"


def opened(before: Analysis, after: Analysis, promise: Promise) -> tuple[str, ...]:
    """Other promises that are settled before and no longer are after."""
    if before is after:
        return ()
    were = {one.id for one in before.promises if one.standing.is_open}
    return tuple(
        one.id for one in after.promises
        if one.standing.is_open and one.id in before.ids and one.id not in were and one.id != promise.id
    )  # fmt: skip
