"""Times that read otherwise than their clocks run: T205."""

from collections import defaultdict
from collections.abc import Iterator
from math import fsum, inf

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.causes import longest_way, root
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.in_days import in_days
from slamodel.gaps.times import way_to
from slamodel.gaps.working_days import in_working_days
from slamodel.model import ALWAYS, TimeTarget
from slamodel.propagate import Input, Promise, Rule, Step, View
from slamodel.propagate.compose import parts_first
from slamodel.units import TOLERANCE_S


def t205(context: Context) -> Iterator[Finding]:
    """A time reads otherwise than its clock runs.

    Either it is written in days on a clock that does not run around the clock: 1 day is 24 h of that clock, which may
    be three working days, and whoever reads it may think of one. Both readings are shown, with the instant at which a
    case of a typical morning would be due. Or it is written in working days, and the days of its clock are of another
    length than the `working_day` of the model's conventions: a note, and a warning around the clock. Or the times below
    add up within the promise as they are written, and not on the clock of the promise: 4 h of office hours can be a
    whole weekend around the clock. What comes of that is told by T201, T202 or T209.

    **Why it matters.** Both sides sign the same figure and mean different times.

    **How to fix it.** Write what is meant, `24 h` or `1 working day`, and state limits on the clock of the promise.

    **Example.** A fix within 1 day, with support from 09:00 to 17:00: reported on Monday at 09:00, it is due on
    Wednesday at 17:00, or on Monday at 17:00.
    """
    yield from in_days(context)
    yield from in_working_days(context)
    yield from _on_other_clocks(context)


def _on_other_clocks(context: Context) -> Iterator[Finding]:
    """Promises for which the figures add up and the clocks do not, each agreement once."""
    found: dict[str, list[tuple[Promise, View]]] = defaultdict(list)
    for promise in context.short:
        view = promise.late if isinstance(promise.target, TimeTarget) and promise.target.within else None
        step = view.step if view else None
        if view is None or step is None or step.start is None:
            continue
        if _as_written(step) <= (promise.promised or 0.0) + TOLERANCE_S:
            found[promise.agreement].append((promise, view))
    yield from (_apart(context, late_ones) for late_ones in found.values())


def _apart(context: Context, late_ones: list[tuple[Promise, View]]) -> Finding:
    (promise, view), *others = late_ones
    step = view.step
    assert step is not None and promise.promised is not None  # noqa: S101, PT018 - the caller looked
    path = way_to(context, promise, step)
    hours = context.weeks.name(promise.clock)
    fits = "fits" if len(longest_way(step)) == 1 else "fit"
    also = f" The same is true of {wording.number(len(others), 'more promise')} of it." if others else ""
    in_hours = wording.is_in_hours(promise)
    limit, takes = (wording.time(length, in_hours=in_hours) for length in (promise.promised, step.time.within_s))
    return Finding(
        "T205",
        Severity.WARNING,
        f"As it is written, {_listed(context, step)} {fits} into the {limit} of {promise.id}. On the clock of that"
        f" promise ({hours}) it comes to {takes}: the figures agree, their clocks do not.{also} State both on one"
        " clock, so that nobody takes one for the other.",
        promise.agreement,
        promise.id,
        path,
        context.owner(path),
        context.provider(path[-1]),
        promise.promised,
        None if view.unknown or step.time.within_s == inf else step.time.within_s,
        promise.at,
        stake=float(len(late_ones)),
        cause=root(promise),
    )


def _listed(context: Context, step: Step) -> str:
    """What takes time, as it is written: `support 4 h (office)`."""
    given = (leaf.source for leaf in longest_way(step) if leaf.source)
    return wording.listed((_written(context, source) for source in given), 4)


def _written(context: Context, given: Input) -> str:
    length = wording.time(given.level or 0.0, in_hours=given.clock != ALWAYS)
    return f"{context.landscape.label(given.service)} {length} ({context.weeks.name(given.clock)})"


def _as_written(root: Step) -> float:
    """What the figures below come to if nobody looks at the clocks; infinity where that is no sum of figures."""
    known: dict[int, float] = {}
    for step in parts_first(root):
        known[id(step)] = _figure(step, [known[id(part)] for part in step.parts])
    return known[id(root)]


def _figure(step: Step, parts: list[float]) -> float:
    if step.source is not None:
        return inf if step.source.due else step.source.level or 0.0
    if not parts:
        return inf
    if step.rule is Rule.IN_ORDER:
        return fsum(parts)
    return sorted(parts)[step.count - 1] if step.rule is Rule.FASTEST else max(parts)
