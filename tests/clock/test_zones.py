"""Hours on the days on which clocks are put forward or back, and on one that never was."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from slamodel.clock import Stretch, instant_of, moment_of
from tests.clock.calendars import HOUR_US, at, clock, open_hours, utc

NEW_YORK, LORD_HOWE, APIA = "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"
DAYS = "mon-sun"


def hours_of(day: str, hours: str, zone: str) -> float:
    """What is open of a day, from its first midnight to its last."""
    first = date.fromisoformat(day)
    next_day = date.fromordinal(first.toordinal() + 1)
    return open_hours(clock({DAYS: hours}, zone, Stretch(first, next_day)), f"{first} 00:00", f"{next_day} 00:00")


@pytest.mark.parametrize(
    ("zone", "day", "hours", "length"),
    [
        # Forward: 02:00 to 03:00 never comes.
        ("Europe/Amsterdam", "2027-03-28", "00:00-24:00", 23),
        ("Europe/Amsterdam", "2027-03-28", "01:00-04:00", 2),
        ("Europe/Amsterdam", "2027-03-28", "02:30-04:00", 1),
        ("Europe/Amsterdam", "2027-03-28", "01:00-02:30", 1),
        ("Europe/Amsterdam", "2027-03-28", "02:10-02:50", 0),
        ("Europe/Amsterdam", "2027-03-28", "02:00-03:00", 0),
        ("Europe/Amsterdam", "2027-03-28", "03:00-04:00", 1),
        (NEW_YORK, "2027-03-14", "00:00-24:00", 23),
        (NEW_YORK, "2027-03-14", "02:30-04:00", 1),
        (LORD_HOWE, "2026-10-04", "00:00-24:00", 23.5),
        (LORD_HOWE, "2026-10-04", "02:15-04:00", 1.5),
        # Back: 02:00 to 03:00 comes twice, and both count.
        ("Europe/Amsterdam", "2026-10-25", "00:00-24:00", 25),
        ("Europe/Amsterdam", "2026-10-25", "02:00-03:00", 2),
        ("Europe/Amsterdam", "2026-10-25", "02:30-10:00", 8.5),
        ("Europe/Amsterdam", "2026-10-25", "00:00-02:30", 3.5),
        ("Europe/Amsterdam", "2026-10-25", "00:00-02:00", 2),
        ("Europe/Amsterdam", "2026-10-25", "03:00-04:00", 1),
        (NEW_YORK, "2026-11-01", "00:00-24:00", 25),
        (NEW_YORK, "2026-11-01", "01:00-02:00", 2),
        (LORD_HOWE, "2027-04-04", "00:00-24:00", 24.5),
        (LORD_HOWE, "2027-04-04", "01:30-02:00", 1),
        # Any other day.
        (LORD_HOWE, "2027-04-05", "01:30-02:00", 0.5),
    ],
)
def test_a_span_holds_the_time_that_the_wall_shows_it(zone, day, hours, length):
    assert hours_of(day, hours, zone) == length


def test_a_span_begins_when_the_wall_first_shows_it():
    nights = clock({"sun": "02:30-10:00"}, stretch=Stretch(date(2026, 10, 20), date(2026, 10, 30)))
    opening = nights.spending(0.000001).at(utc("2026-10-24 12:00")) - 1
    assert opening == utc("2026-10-25 00:30")  # still in summer time


def test_a_night_shift_over_the_change_is_an_hour_longer_or_shorter():
    nights = clock({"sat": "22:00-06:00"}, stretch=Stretch(date(2026, 10, 20), date(2027, 3, 30)))
    assert open_hours(nights, "2026-10-24 12:00", "2026-10-25 12:00") == 9
    assert open_hours(nights, "2027-03-27 12:00", "2027-03-28 12:00") == 7
    assert open_hours(nights, "2027-01-09 12:00", "2027-01-10 12:00") == 8


def test_a_day_that_never_was_has_no_hours():
    samoa = clock({DAYS: "08:00-17:00"}, APIA, Stretch(date(2011, 12, 27), date(2012, 1, 3)))
    worked = samoa.worked()
    before, after = utc("2011-12-29 10:00"), utc("2011-12-31 10:00")  # there, midnight of the 29th and of New Year
    assert (worked.at(after) - worked.at(before)) / HOUR_US == 2 * 9


def test_a_whole_week_is_as_long_as_it_is_whatever_clocks_do():
    for zone in ("Europe/Amsterdam", NEW_YORK, LORD_HOWE):
        around = clock({DAYS: "00:00-12:00, 12:00-24:00"}, zone)
        assert around.worked().at(utc("2027-10-31 12:00")) - around.worked().at(utc("2026-11-01 12:00")) == (
            utc("2027-10-31 12:00") - utc("2026-11-01 12:00")
        )


def test_instants_and_moments_are_each_other_s_way_back():
    instant = at("2026-10-25 02:30")
    moment = moment_of(instant, ZoneInfo("Europe/Amsterdam"))
    assert moment.isoformat() == "2026-10-25T02:30:00+02:00"
    assert instant_of(moment) == instant
    assert moment_of(instant + HOUR_US, ZoneInfo("Europe/Amsterdam")).isoformat() == "2026-10-25T02:30:00+01:00"
