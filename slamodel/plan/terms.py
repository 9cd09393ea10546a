"""A promise and what it rests on in; the moves that count both in the same hours, window and failures out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.gaps.wording import listed, window_as_noun
from slamodel.model import ALWAYS, Agreement, ShareTarget, Target, TimeTarget
from slamodel.plan.levers import lever
from slamodel.plan.longer import how_much_longer, longer
from slamodel.plan.move import Kind, Move
from slamodel.plan.stating import restated
from slamodel.propagate import Input, Promise, Role

AROUND_THE_CLOCK = "around the clock"
_WEEK_S = 7 * 86_400


def terms(analysis: Analysis, given: Input, promise: Promise) -> Iterator[Move]:
    """What the agreement below could count as the promise above does."""
    lower = analysis.landscape.agreements.get(given.agreement or "")
    upper = analysis.landscape.agreements.get(promise.agreement)
    if lower is None or upper is None or given.role is not Role.COMMITMENT:
        return
    target = dict(lower.stated).get(given.at)
    if target is None:
        return
    yield from _hours(analysis, lower, target, given, promise)
    yield from _window(analysis, lower, target, given, promise)
    yield from _left_out(analysis, lower, upper, given)
    yield from _firm(analysis, lower, target, given)


def _move(
    analysis: Analysis, kind: Kind, lower: Agreement, given: Input, changes: tuple[Change, ...], words: tuple[str, str]
) -> Move:
    return Move(
        kind,
        ("agreements", lower.id),
        lower.provider,
        changes,
        *words,
        metric=given.metric,
        priority=dict(lower.stated)[given.at].priority or "",
        service=given.service,
        lever=lever(lower, analysis.as_of),
        at=given.at,
    )


def _hours(analysis: Analysis, lower: Agreement, target: Target, given: Input, promise: Promise) -> Iterator[Move]:
    """The hours that are missing, or those of the promise; a time that counts around the clock misses none of them."""
    today, wanted = lower.clock_of(target), promise.clock
    is_time = isinstance(target, TimeTarget)
    if today == wanted or (is_time and today == ALWAYS) or not isinstance(target, TimeTarget | ShareTarget):
        return
    if (more := longer(analysis, given, promise)) is not None:
        changes = (more.change, *_on_clock(analysis, lower, target, given, more.id))
        words = (clock_in_words(analysis, today), f"{clock_in_words(analysis, today)} and {more.more}")
        yield replace(_move(analysis, Kind.HOURS, lower, given, changes, words), effort=more.effort)
    changes = _on_clock(analysis, lower, target, given, wanted)
    words = (clock_in_words(analysis, today), clock_in_words(analysis, wanted))
    move = _move(analysis, Kind.HOURS, lower, given, changes, words)
    yield replace(move, effort=how_much_longer(analysis, today, wanted))


def _on_clock(analysis: Analysis, lower: Agreement, target: Target, given: Input, clock: str) -> tuple[Change, ...]:
    """Another calendar for a target: in the agreement, where nothing else there counts by it, else in the target."""
    is_time = isinstance(target, TimeTarget)
    key = "support_hours" if is_time and lower.support_hours else "hours"
    today = lower.clock_of(target)
    alike = [other for _, other in lower.stated if not other.hours and lower.clock_of(other) == today]
    if target.hours is None and alike == [target] and (not is_time or lower.support_hours):
        return (Change(("agreements", lower.id, key), clock),)
    return restated(analysis, lower, given.at, {"hours": clock})


def clock_in_words(analysis: Analysis, name: str) -> str:
    """A calendar as people say it: by its name, if it has one."""
    calendar = analysis.landscape.calendars.get(name)
    if calendar is None:
        return AROUND_THE_CLOCK if name == ALWAYS else name
    if calendar.name:
        return calendar.name
    is_always_on = analysis.context.weeks.on_its_own_clock(name).seconds >= _WEEK_S
    return AROUND_THE_CLOCK if is_always_on else f"{name} hours"


def maintenance_in_words(analysis: Analysis, names: Iterable[str]) -> str:
    """Maintenance, pauses or failures that are left out, by their names."""
    entries = analysis.landscape.maintenance
    return listed((entries[name].name or name) if name in entries else name for name in names)


def _window(analysis: Analysis, lower: Agreement, target: Target, given: Input, promise: Promise) -> Iterator[Move]:
    """The window of the promise, where the commitment counts over another one."""
    above = promise.target.window
    if isinstance(target, ShareTarget) and target.window != above:
        changes = restated(analysis, lower, given.at, {"window": above.name})
        was, becomes = (f"over {window_as_noun(window)}" for window in (target.window, above))
        yield _move(analysis, Kind.WINDOW, lower, given, changes, (was, becomes))


def _left_out(analysis: Analysis, lower: Agreement, upper: Agreement, given: Input) -> Iterator[Move]:
    """What does not count below and counts above: maintenance, pauses of the clock, failures of others."""
    for key, what in (("excludes", "maintenance"), ("clock_stops", "clock stops"), ("excludes_failures", "failures")):
        if (key == "excludes") == (given.metric in ("availability", "success_rate")) or key == "excludes_failures":
            named: tuple[str, ...] = getattr(lower, key)
            kept: list[Plain] = [name for name in named if name in getattr(upper, key)]
            if len(kept) < len(named):
                is_taken = lower.at(key) != ("agreements", lower.id, key)
                changes = (Change(("agreements", lower.id, key), kept or ([] if is_taken else None)),)
                gone = maintenance_in_words(analysis, (name for name in named if name not in kept))
                was, becomes = f"{what} left out: {gone}", "counted" if key != "clock_stops" else "the clock runs"
                yield _move(analysis, Kind.EXCLUSION, lower, given, changes, (was, becomes))


def _firm(analysis: Analysis, lower: Agreement, target: Target, given: Input) -> Iterator[Move]:
    """An aim that becomes a commitment."""
    if target.strength == "aim":
        changes = restated(analysis, lower, given.at, {"strength": None})
        yield _move(analysis, Kind.EXCLUSION, lower, given, changes, ("an aim", "a commitment"))
