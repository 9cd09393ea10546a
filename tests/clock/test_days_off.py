"""Days on which a calendar is closed, and what somebody is told whose country is not known."""

from datetime import date

import pytest

from slamodel.clock import Stretch, days_off_of, unknown_years
from slamodel.clock.days_off import unknown
from tests.clock.calendars import calendar

DECEMBER = Stretch(date(2026, 12, 1), date(2027, 1, 15))
OFFICE = {"mon-fri": "09:00-17:00"}


def off(files=(), **holidays):
    return days_off_of(calendar(OFFICE, holidays=holidays), DECEMBER, dict(files))


def test_public_holidays_have_their_names_in_english_and_only_those_of_the_stretch_count():
    assert off(country="NL") == {
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Second Day of Christmas",
        date(2027, 1, 1): "New Year's Day",
    }


def test_observed_days_are_days_off_too():
    stretch = Stretch(date(2026, 7, 1), date(2026, 7, 31))
    found = days_off_of(calendar(OFFICE, "America/New_York", holidays={"country": "US"}), stretch, {})
    assert list(found) == [date(2026, 7, 3), date(2026, 7, 4)]  # the 4th is a Saturday


def test_own_dates_and_those_of_a_file_come_with_them_in_order():
    found = off(
        {"a.ics": (date(2026, 12, 31), date(2029, 1, 1))}, country="NL", dates=["2026-12-24", "2026-12-25"], ics="a.ics"
    )
    assert [day.day for day in found] == [24, 25, 26, 31, 1]
    assert found[date(2026, 12, 24)] == ""
    assert found[date(2026, 12, 25)] == "Christmas Day"


def test_a_calendar_without_holidays_has_none():
    assert days_off_of(calendar(OFFICE), DECEMBER, {}) == {}
    assert off(ics="elsewhere.ics") == {}


KNOWN = [("NL", None), ("DE", "BY"), ("DE", "Bayern"), ("GB", "SCT"), ("US", "CA")]


@pytest.mark.parametrize(("country", "part"), KNOWN)
def test_what_the_library_knows_needs_no_message(country, part):
    assert unknown(country, part) == ""
    assert off(country=country, **({"subdivision": part} if part else {}))


@pytest.mark.parametrize(
    ("country", "part", "words"),
    [
        ("XX", None, ("XX", "no public holidays are known")),
        ("DE", "BYE", ("BYE", "DE", "BY")),
        ("DE", "by", ("known are BY",)),
        ("NL", "Limburg", ("Limburg", "known are")),
        ("FJ", "East", ("leave it out",)),
    ],
)
def test_what_it_does_not_know_is_said_with_what_may_have_been_meant(country, part, words):
    message = unknown(country, part)
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("country", "last", "told"),
    [
        ("NL", 2036, ""),
        ("IN", 2035, ""),
        ("IN", 2036, "public holidays of IN are known until 2035 only"),
        ("NL", 2101, "public holidays of NL are known until 2100 only"),
    ],
)
def test_years_without_known_holidays_are_told_and_no_years_without_holidays(recwarn, country, last, told):
    entry, stretch = calendar(OFFICE, holidays={"country": country}), Stretch(date(2030, 1, 1), date(last, 6, 30))
    assert unknown_years(entry, stretch) == told
    assert days_off_of(entry, stretch, {})
    assert not recwarn.list


def test_a_term_that_begins_in_a_year_without_known_holidays_names_it():
    stretch = Stretch(date(2040, 1, 1), date(2041, 6, 30))
    found = unknown_years(calendar(OFFICE, holidays={"country": "IN"}), stretch)
    assert found == "public holidays of IN are not known for 2040"


def test_who_has_dates_of_his_own_only_has_no_unknown_years():
    stretch = Stretch(date(2200, 1, 1), date(2200, 6, 30))
    assert unknown_years(calendar(OFFICE, holidays={"dates": ["2200-01-01"]}), stretch) == ""
