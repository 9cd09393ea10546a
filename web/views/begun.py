"""A promised time and a start that somebody names in; how such a case runs, each hand-off in local times, out."""

from dataclasses import dataclass, replace
from datetime import datetime
from math import isinf
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import NEVER, moment_of
from slamodel.gaps.moments import city
from slamodel.gaps.wording import capitalised
from slamodel.propagate import Promise, View
from slamodel.report import elapsed, moments, starts, wording
from slamodel.report.counting import on
from slamodel.report.explain import begun_at
from slamodel.report.named_start import named_start
from slamodel.report.views import Timeline
from slamodel.units import TOLERANCE_S, UnitError


@dataclass(frozen=True, slots=True)
class Starts:
    """From the start of a case to its end: the worst start, and one that somebody has named."""

    worst: str
    place: str
    start: str
    told: str
    sentence: str
    timeline: Timeline | None
    notes: tuple[str, ...] = ()


def begun(analysis: Analysis, promise: Promise, start: str) -> Starts | None:
    """What is shown of starts; None for promises that are no times, or of which nothing is known."""
    view = promise.deciding
    if view.begin is None or promise.rests_on_nothing:
        return None
    zone = starts.zone(analysis, promise, view)
    shown = Starts(starts.worst_start(analysis, promise, view), _place(zone), start, "", "", None)
    if not start:
        return shown
    try:
        named = named_start(analysis, promise, start)
    except UnitError as error:
        return replace(shown, told=f"{capitalised(error.message)}: {error.hint}.")
    ran = begun_at(view, named.instant)
    sentence = _in_words(analysis, promise, ran, zone)
    timeline = elapsed.timeline(analysis, promise, ran)
    when = moment_of(named.instant, zone)
    heading = f"From {moments.with_year(when)} on, in calendar time"
    return replace(
        shown,
        start=_in_field(when),
        sentence=sentence,
        timeline=replace(timeline, heading=heading) if timeline else None,
        notes=named.notes,
    )


def _in_field(when: datetime) -> str:
    """As the field of a form holds a local time."""
    return when.replace(tzinfo=None).isoformat(timespec="seconds" if when.second else "minutes")


def _place(zone: ZoneInfo) -> str:
    return zone.key if zone.key == "UTC" else f"{city(zone.key)} ({zone.key})"


def _in_words(analysis: Analysis, promise: Promise, ran: View, zone: ZoneInfo) -> str:
    """When the case is done, how long that is for the promise, and what there is to spare."""
    assert ran.step is not None and ran.time is not None  # noqa: S101, PT018 - a case that has begun has steps
    finish = ran.step.finish
    if finish is None or finish >= NEVER or isinf(ran.time.within_s):
        return "Such a case is not done at any time that can be reckoned: some clock never runs long enough."
    when = moments.with_year(moments.local(finish, zone, up=True))
    taken = f"It takes {wording.taken(promise, ran)} {on(analysis, promise.clock)}"
    done = f"Done {'not before' if ran.unknown else 'by'} {when}"
    allowed = wording.limit(promise, ran)
    if isinf(allowed):
        return f"{done}; from this start it never comes to be due. {taken}."
    due = starts.due(analysis, promise, ran)
    by = "" if due is None else f", due {moments.with_year(moments.local(due, zone))}"
    verdict = _verdict(promise, ran, allowed - ran.time.within_s)
    return f"{done}{by}{verdict}. {taken}; {wording.length(promise, allowed, down=True)} are allowed."


def _verdict(promise: Promise, ran: View, slack: float) -> str:
    """How late, or how much in time; nothing while something is not known that could still make it late."""
    if slack < -TOLERANCE_S:
        return f": {'at least ' if ran.unknown else ''}{wording.length(promise, -slack)} late"
    return "" if ran.unknown else f": in time, with {wording.length(promise, slack, down=True)} to spare"
