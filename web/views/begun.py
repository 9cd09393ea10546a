"""A promised time and a start that somebody names in; how such a case runs, each hand-off in local times, out."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from math import isinf
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import NEVER, instant_of
from slamodel.gaps.moments import city
from slamodel.propagate import Promise, View
from slamodel.report import elapsed, moments, starts, wording
from slamodel.report.counting import on
from slamodel.report.explain import begun_at
from slamodel.report.views import Timeline
from slamodel.units import TOLERANCE_S

_START = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\dT\d\d:\d\d(?::00)?")
_UNREADABLE = "This is no day with a time, such as 2026-12-24T16:00."


@dataclass(frozen=True, slots=True)
class Starts:
    """From the start of a case to its end: the worst start, and one that somebody has named."""

    worst: str
    place: str
    start: str
    told: str
    sentence: str
    timeline: Timeline | None


def begun(analysis: Analysis, promise: Promise, start: str) -> Starts | None:
    """What is shown of starts; None for promises that are no times, or of which nothing is known."""
    view = promise.deciding
    if view.begin is None or promise.rests_on_nothing:
        return None
    zone = starts.zone(analysis, promise, view)
    shown = Starts(starts.worst_start(analysis, promise, view), _place(zone), start, "", "", None)
    if not start:
        return shown
    when = _moment(start, zone)
    if when is None:
        return replace(shown, told=_UNREADABLE)
    ran = begun_at(view, instant_of(when))
    sentence = _in_words(analysis, promise, ran, zone)
    timeline = elapsed.timeline(analysis, promise, ran)
    heading = f"From {moments.with_year(when)} on, in calendar time"
    return replace(shown, sentence=sentence, timeline=replace(timeline, heading=heading) if timeline else None)


def _place(zone: ZoneInfo) -> str:
    return zone.key if zone.key == "UTC" else f"{city(zone.key)} ({zone.key})"


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    if not _START.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        return None


def _in_words(analysis: Analysis, promise: Promise, ran: View, zone: ZoneInfo) -> str:
    """When the case is done, how long that is for the promise, and what there is to spare."""
    assert ran.step is not None and ran.time is not None  # noqa: S101, PT018 - a case that has begun has steps
    finish = ran.step.finish
    if finish is None or finish >= NEVER or isinf(ran.time.within_s):
        return "Such a case is not done at any time that can be reckoned: some clock never runs long enough."
    when = moments.with_year(moments.local(finish, zone, up=True))
    taken = f"{wording.taken(promise, ran)} {on(analysis, promise.clock)}"
    return f"It is done {'not before' if ran.unknown else 'by'} {when}, after {taken}. {_against(promise, ran)}"


def _against(promise: Promise, ran: View) -> str:
    assert ran.time is not None  # noqa: S101 - the caller looked
    allowed = wording.limit(promise, ran)
    if isinf(allowed):
        return "From this start it never comes to be due."
    slack = allowed - ran.time.within_s
    promised = f"Promised from this start: {wording.length(promise, allowed, down=True)}"
    if slack < -TOLERANCE_S:
        return f"{promised}, so it is {wording.length(promise, -slack)} late."
    return f"{promised}." if ran.unknown else f"{promised}, with {wording.length(promise, slack, down=True)} to spare."
