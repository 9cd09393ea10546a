"""Promises that hold because maintenance does not count, and that the customer does not get: A105."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.propagate import Promise, Standing, View
from slamodel.propagate.figures import Figures
from slamodel.units import TOLERANCE, share_of

_PERFECT = Figures(0.0, 0.0, 0.0)


class _Eaten(NamedTuple):
    """A promise that is kept by contract, and the view in which it is not with maintenance counted."""

    promise: Promise
    promised: float
    view: View
    figures: Figures


def eaten(context: Context) -> Iterator[_Eaten]:
    """Promises that are supported as they count, and are not as the customer sees it."""
    if not context.landscape.maintenance:
        return
    for promise in context.promises:
        if promise.unwaived is not Standing.SUPPORTED or promise.promised is None or promise.rests_on_nothing:
            continue
        views = (promise.direct, promise.end_to_end)
        worst = max(views, key=lambda view: (view.experienced or _PERFECT).guaranteed)
        if worst.experienced is not None and worst.experienced.guaranteed > promise.promised + TOLERANCE:
            yield _Eaten(promise, promise.promised, worst, worst.experienced)


def a105(context: Context) -> Iterator[Finding]:
    """The commitments below ensure what is promised only because maintenance is left out of the count.

    With no exclusion counted away, the service may be down for longer than the figure that was promised. That is no
    breach, and it is what the customer experiences.

    **Why it matters.** The report says 99 %, the customer has seen 98 %: both are right, and trust is gone.

    **How to fix it.** Move maintenance out of the hours that the customer works, limit it with `at_most`, or tell the
    customer the figure that comes of it.

    **Example.** 99 % a year without planned interruptions of up to 96 h: 97.91 % is what the customer may see.
    """
    for promise, promised, view, figures in eaten(context):
        path = _path(context, promise, view)
        seen = f"{wording.share(figures.guaranteed)}{_in_time(promise, figures.guaranteed)}"
        customers = context.parties(context.landscape.agreements[promise.agreement].customers)
        yield Finding(
            "A105",
            Severity.WARNING,
            f"{wording.promise_of(promise, context.landscape)} By contract that holds; with the maintenance that does"
            f" not count ({_windows(context, path)}), {customers} may experience {seen}. Move it out of these hours,"
            " limit it, or let them know.",
            promise.agreement,
            promise.id,
            path,
            context.owner(path),
            context.provider(path[-1]) if len(path) > 2 else context.landscape.agreements[path[0]].customers[0],
            share_of(promised),
            share_of(figures.guaranteed),
            promise.at,
            stake=(figures.guaranteed - promised) / max(promised, TOLERANCE),
        )


def _path(context: Context, promise: Promise, view: View) -> tuple[str, ...]:
    """To the first below that leaves maintenance out, else the promise itself."""
    agreements = context.landscape.agreements
    excluding = {name for name, agreement in agreements.items() if any(_ever(context, agreement.excludes))}
    first = next((given for given in view.inputs if given.agreement in excluding), None)
    return context.way(promise, first.service) if first else (promise.agreement, promise.service)


def _ever(context: Context, names: Iterable[str]) -> Iterator[str]:
    """Those of some maintenance windows that are ever in progress."""
    windows = context.landscape.maintenance
    return (name for name in names if name in windows and windows[name].is_ever_in_progress)


def _windows(context: Context, path: tuple[str, ...]) -> str:
    """The maintenance that the promise and the agreement at the end of the path leave out, by name."""
    landscape = context.landscape
    backing = context.graph.backing(context.owner(path), path[-1]).agreements if len(path) > 2 else ()
    names = (
        name for agreement in (path[0], *backing) for name in _ever(context, landscape.agreements[agreement].excludes)
    )
    return wording.listed(landscape.maintenance[name].name or name for name in dict.fromkeys(names))


def _in_time(promise: Promise, unavailability: float) -> str:
    """The downtime in all hours of the promise, maintenance included."""
    seconds = promise.as_experienced.downtime_s(unavailability)
    return "" if seconds is None else f" ({wording.time(seconds)})"
