"""Calendars become clocks: when working time runs, when it is spent, and which start of a chain is the worst."""

from slamodel.clock.clocks import Clock, Clocks
from slamodel.clock.constellations import Pattern, patterns, shifts_on
from slamodel.clock.course import NEVER, Course
from slamodel.clock.days_off import days_off_of, unknown_years
from slamodel.clock.ordered import latest, nth_earliest
from slamodel.clock.peaks import Peak, latest_beyond, longest
from slamodel.clock.stretch import Stretch
from slamodel.clock.weeks import NO_TIME, WHOLE_WEEK, Week, week_of
from slamodel.clock.zones import instant_of, moment_of

__all__ = [
    "NEVER",
    "NO_TIME",
    "WHOLE_WEEK",
    "Clock",
    "Clocks",
    "Course",
    "Pattern",
    "Peak",
    "Stretch",
    "Week",
    "days_off_of",
    "instant_of",
    "latest",
    "latest_beyond",
    "longest",
    "moment_of",
    "nth_earliest",
    "patterns",
    "shifts_on",
    "unknown_years",
    "week_of",
]
