from datetime import date
from zoneinfo import ZoneInfo

import pytest

from slamodel.clock import NEVER, Clocks, Stretch
from tests.clock.calendars import HOUR, HOUR_US, YEAR, always, at, calendar, clock, end, open_hours, utc


@pytest.mark.parametrize(
    ("hours", "start", "working", "finish"),
    [
        ({"mon-fri": "09:00-18:00"}, "2026-11-23 16:00", 8, "Tue 2026-11-24 15:00"),  # BH-01
        ({"mon-fri": "00:00-24:00"}, "2026-11-27 09:00", 48, "Tue 2026-12-01 09:00"),  # BH-02
        ({"mon-sun": "08:00-16:00"}, "2027-02-21 10:00", 12, "Mon 2027-02-22 14:00"),  # BH-04
        ({"mon-fri": "09:00-17:00"}, "2026-11-23 09:00", 24, "Wed 2026-11-25 17:00"),  # BH-06
        ({"mon-fri": "08:00-17:00"}, "2026-11-27 16:00", 4, "Mon 2026-11-30 11:00"),  # BH-10, published as Tuesday
        ({"mon-fri": "09:00-17:00"}, "2026-11-27 17:30", 4, "Mon 2026-11-30 13:00"),  # QU-07
        ({"mon-fri": "08:00-12:00, 13:00-17:00"}, "2026-11-23 11:00", 2, "Mon 2026-11-23 14:00"),
        ({"mon-fri": "22:00-06:00"}, "2026-11-27 23:00", 8, "Mon 2026-11-30 23:00"),
        ({"fri-mon": "10:00-12:00"}, "2026-11-26 08:00", 5, "Sun 2026-11-29 11:00"),
        ({"mon-fri": "09:00-12:00", "wed": "11:00-14:00"}, "2026-11-25 09:00", 5, "Wed 2026-11-25 14:00"),
        ({"mon-fri": "09:00-17:00", "wed": "closed"}, "2026-11-24 16:00", 2, "Wed 2026-11-25 10:00"),
    ],
)
def test_working_time_is_spent_when_people_say_it_is(hours, start, working, finish):
    assert end(clock(hours), start, working) == finish


def test_a_clock_without_a_calendar_counts_around_the_clock():  # BH-07, BH-09
    start = utc("2026-12-20 10:00")
    assert always().spending(7 * 24 * HOUR).at(start) == utc("2026-12-27 10:00")
    assert always().worked().is_same_as(always().spending(0))
    assert always().zone == ZoneInfo("UTC")


def test_the_answer_of_friday_evening_comes_67_and_a_half_hours_later():  # QU-07
    start = at("2026-11-27 17:30")
    finish = clock({"mon-fri": "09:00-17:00"}).spending(4 * HOUR).at(start)
    assert always().worked().at(finish) - always().worked().at(start) == 67.5 * HOUR_US


def test_a_clock_that_is_stopped_for_two_working_hours_ends_two_working_hours_later():  # BH-03
    office = clock({"mon-fri": "09:00-18:00"})
    pending = office.without([(at("2026-11-23 17:00"), at("2026-11-24 10:00"))])
    assert end(pending, "2026-11-23 16:00", 8) == "Tue 2026-11-24 17:00"
    assert end(office, "2026-11-23 16:00", 8) == "Tue 2026-11-24 15:00"


def test_around_the_clock_too_can_be_stopped():
    stopped = always().without([(utc("2026-11-23 10:00"), utc("2026-11-23 12:00"))])
    assert stopped.spending(2 * HOUR).at(utc("2026-11-23 09:00")) == utc("2026-11-23 13:00")


def test_spans_that_overlap_stop_a_clock_once():
    spans = [(at("2026-11-23 11:00"), at("2026-11-23 13:00")), (at("2026-11-23 10:00"), at("2026-11-23 12:00"))]
    assert end(clock({"mon": "09:00-17:00"}).without(spans), "2026-11-23 09:00", 2) == "Mon 2026-11-23 14:00"


def test_hours_within_those_that_run_over_from_the_day_before_count_once():
    watch = clock({"mon": "20:00-12:00", "tue": "09:00-10:00, 11:00-15:00"})
    assert open_hours(watch, "2026-11-23 00:00", "2026-11-30 00:00") == 19


def test_five_working_days_of_24_hours_are_120_hours():
    assert open_hours(clock({"mon-fri": "00:00-24:00"}), "2026-11-23 00:00", "2026-11-30 00:00") == 120


def test_no_working_time_is_spent_at_once_also_at_night():
    start = at("2026-11-28 03:00")
    assert clock({"mon-fri": "09:00-17:00"}).spending(0).at(start) == start


def test_what_is_spent_at_closing_time_is_not_spent_at_the_next_opening():
    four = clock({"mon-fri": "09:00-17:00"}).spending(4 * HOUR)
    assert four.at(at("2026-11-23 13:00")) == at("2026-11-23 17:00")
    assert four.after(at("2026-11-23 13:00")) == at("2026-11-24 09:00")


@pytest.mark.parametrize("hours", [{}, {"mon-sun": "closed"}])
def test_a_calendar_that_never_opens_never_ends_anything(hours):
    assert clock(hours).spending(1).at(at("2026-11-23 09:00")) == NEVER
    assert clock(hours).worked().at(at("2027-11-23 09:00")) == clock(hours).worked().at(at("2026-11-23 09:00"))


def test_beyond_what_is_known_nothing_is_ever_finished():
    office = clock({"mon-fri": "09:00-17:00"})
    assert office.spending(8 * HOUR).at(at("2028-11-30 09:00")) < NEVER
    assert office.spending(1000 * HOUR).at(at("2028-11-30 09:00")) == NEVER
    assert office.spending(8 * HOUR).at(NEVER) == NEVER
    assert always().spending(8 * HOUR).at(NEVER) == NEVER


# --- holidays ---------------------------------------------------------------------------------------------------------


def test_a_holiday_closes_its_day():
    office = clock({"mon-fri": "09:00-17:00"}, holidays={"country": "NL"})
    assert end(office, "2026-12-24 16:00", 2) == "Mon 2026-12-28 10:00"  # Friday is Christmas Day, Saturday the weekend


def test_own_dates_and_those_of_files_close_their_days_as_well():
    held = {"country": "NL", "dates": ["2026-12-24"], "ics": "ours.ics"}
    clocks = Clocks(
        {"office": calendar({"mon-fri": "09:00-17:00"}, holidays=held)}, {"ours.ics": (date(2026, 12, 28),)}
    )
    assert end(clocks.clock("office", YEAR), "2026-12-23 16:00", 2) == "Tue 2026-12-29 10:00"


def test_a_night_shift_from_the_eve_of_a_holiday_runs_to_its_end_and_none_begins_on_it():
    nights = clock({"mon-sun": "22:00-06:00"}, holidays={"dates": ["2026-12-25"]})
    assert open_hours(nights, "2026-12-25 00:00", "2026-12-26 00:00") == 6
    assert open_hours(nights, "2026-12-26 00:00", "2026-12-27 00:00") == 2


def test_parts_of_a_country_have_their_own_holidays():
    bavaria, berlin = (
        clock({"mon-fri": "09:00-17:00"}, "Europe/Berlin", holidays={"country": "DE", "subdivision": part})
        for part in ("BY", "BE")
    )
    assert open_hours(bavaria, "2027-01-06 00:00", "2027-01-07 00:00") == 0  # Epiphany
    assert open_hours(berlin, "2027-01-06 00:00", "2027-01-07 00:00") == 8


# --- which clocks are alike -------------------------------------------------------------------------------------------

OFFICE = {"mon-fri": "09:00-17:00"}
OTHERS = {
    "same": calendar({"mon-thu": "09:00-12:00, 12:00-17:00", "fri": "09:00-17:00"}),
    "later": calendar({"mon-fri": "10:00-18:00"}),
    "elsewhere": calendar(OFFICE, "Asia/Kolkata"),
    "holidays": calendar(OFFICE, holidays={"country": "NL"}),
    "dates": calendar(OFFICE, holidays={"dates": ["2026-12-24"]}),
    "file": calendar(OFFICE, holidays={"ics": "ours.ics"}),
    "empty": calendar(OFFICE, holidays={"ics": "nothing.ics"}),
    "whole": calendar({"mon-sun": "06:00-18:00, 18:00-06:00"}, "Asia/Kolkata"),
    "whole less one": calendar({"mon-sun": "00:00-24:00"}, holidays={"dates": ["2026-12-24"]}),
    "weekdays": calendar({"mon-fri": "00:00-24:00"}),
}
CLOCKS = Clocks({"office": calendar(OFFICE), **OTHERS}, {"ours.ics": (date(2026, 12, 24),), "nothing.ics": ()})


@pytest.mark.parametrize(
    ("one", "other"),
    [("office", "same"), ("office", "empty"), ("dates", "file"), ("always", "whole"), ("office", "office")],
)
def test_calendars_with_the_same_hours_zone_and_holidays_are_alike(one, other):
    assert CLOCKS.alike(one, other)
    assert CLOCKS.alike(other, one)
    assert CLOCKS.clock(one, YEAR).worked().is_same_as(CLOCKS.clock(other, YEAR).worked())


@pytest.mark.parametrize("other", ["later", "elsewhere", "holidays", "dates", "always"])
def test_calendars_that_differ_in_one_of_these_are_not_alike(other):
    assert not CLOCKS.alike("office", other)
    assert not CLOCKS.clock("office", YEAR).worked().is_same_as(CLOCKS.clock(other, YEAR).worked())


def test_around_the_clock_less_a_day_is_not_around_the_clock():
    assert not CLOCKS.alike("always", "whole less one")
    assert not CLOCKS.alike("always", "weekdays")


def test_each_clock_keeps_the_zone_in_which_its_times_are_told():
    assert CLOCKS.clock("whole", YEAR).zone.key == "Asia/Kolkata"
    assert CLOCKS.clock("always", YEAR).zone.key == "UTC"


def test_a_clock_and_its_courses_are_built_once():
    office = CLOCKS.clock("office", YEAR)
    assert CLOCKS.clock("same", YEAR) is office
    assert office.spending(HOUR) is office.spending(3600.0)


def test_a_stretch_at_the_end_of_all_calendars_is_no_fault():
    for day in (date.min, date.max):
        assert clock(OFFICE, stretch=Stretch(day, day)).spending(HOUR).at(at("2026-11-23 09:00")) is not None
