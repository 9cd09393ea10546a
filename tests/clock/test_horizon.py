"""What ends, or is due, after the last instant that a clock knows of; and calendars that never open."""

from datetime import date

import pytest

from slamodel.clock import NEVER, Clocks, Stretch, latest_beyond, longest
from slamodel.model import Cutoff
from tests.clock.calendars import HOUR, YEAR, always, at, calendar, clock

OFFICE = {"mon-fri": "09:00-17:00"}
FIRST, LAST = at("2026-11-01"), at("2027-11-01")


def test_a_finish_that_the_other_clock_does_not_know_is_never_a_length():
    finish = always().spending(25_000 * HOUR)
    assert finish.at(LAST) < NEVER
    assert longest(finish, clock(OFFICE).worked(), FIRST, LAST).length_us == NEVER


def test_what_is_not_due_as_far_as_the_clock_knows_is_not_done_before_it():
    office, rule = clock(OFFICE), (Cutoff.model_validate({"due": "09:00", "days": "400"}),)
    finish = always().spending(24 * HOUR)
    assert latest_beyond(finish, office.due(rule), office.worked(), FIRST, LAST).length_us == NEVER


@pytest.mark.parametrize(
    ("hours", "first", "last", "opens"),
    [
        (OFFICE, date(2026, 11, 7), date(2026, 11, 8), False),  # a weekend
        (OFFICE, date(2026, 11, 7), date(2026, 11, 9), False),  # and a day off
        (OFFICE, date(2026, 11, 7), date(2026, 11, 10), True),
        ({"fri": "22:00-06:00"}, date(2026, 11, 7), date(2026, 11, 8), True),  # from the eve
        ({"fri": "16:00-24:00"}, date(2026, 11, 7), date(2026, 11, 8), False),
        ({}, date(2026, 11, 1), date(2026, 11, 30), False),
    ],
)
def test_a_calendar_opens_in_a_stretch_or_does_not(hours, first, last, opens):
    clocks = Clocks({"c": calendar(hours, holidays={"dates": ["2026-11-09"]})}, {})
    assert clocks.opens("c", Stretch(first, last)) is opens
    assert clocks.opens("always", YEAR)
