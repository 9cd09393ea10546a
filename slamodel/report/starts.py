"""A composed time in; its worst start out in local words, where not every start is like any other."""

from math import isinf
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import NEVER, Clocks, Stretch
from slamodel.gaps.moments import city, said
from slamodel.model import ALWAYS
from slamodel.propagate import Promise, View
from slamodel.report import moments
from slamodel.report.counting import links_of, zone_of


def zone(analysis: Analysis, promise: Promise, view: View) -> ZoneInfo:
    """The time zone in which the times of a promise are said."""
    return ZoneInfo(zone_of(analysis, promise.clock, links_of(analysis, view)))


def worst_start(analysis: Analysis, promise: Promise, view: View) -> str:
    """`just after Friday 18 December 2026 16:00 (Amsterdam)`; some are only approached, by starts right after them."""
    if view.step is None or view.step.start is None:
        return ""
    where = zone(analysis, promise, view).key
    return f"{_after(view)}{said(view.step.start, where)} ({city(where)})"


def due(analysis: Analysis, promise: Promise, view: View) -> int | None:
    """When a case that starts with the steps of a view is due; None where that cannot be said."""
    step, calendars = view.step, analysis.landscape.calendars
    if step is None or step.start is None or view.limit_s is None or isinf(view.limit_s):
        return None
    if promise.clock != ALWAYS and promise.clock not in calendars:
        return None
    day = moments.local(step.start, zone(analysis, promise, view)).date()
    clock = Clocks(calendars, analysis.landscape.days_off).clock(promise.clock, Stretch(day, day))
    found = clock.spending(view.limit_s).at(step.start)
    return None if found >= NEVER else found


def in_short(analysis: Analysis, promise: Promise, view: View) -> str:
    """The same where there is little room: `Fri 18 Dec 2026, 16:00 (Amsterdam)`."""
    if view.step is None or view.step.start is None:
        return ""
    where = zone(analysis, promise, view)
    return f"{_after(view)}{moments.with_year(moments.local(view.step.start, where))} ({city(where.key)})"


def _after(view: View) -> str:
    return "just after " if view.is_just_after else ""
