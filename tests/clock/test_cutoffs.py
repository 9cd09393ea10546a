"""Cut-off rules: what comes in before a time of day is due at another, on the same day that counts or a later one."""

import pytest

from slamodel.clock import NEVER, latest_beyond, longest
from slamodel.model import Cutoff
from tests.clock.calendars import HOUR, HOUR_US, always, at, clock, shown


def lines(*written):
    return tuple(Cutoff.model_validate(line) for line in written)


# As in "attended the same day if reported before 13:00, else by 09:00 of the next".
SAME_DAY = lines({"before": "13:00", "due": "17:00"}, {"due": "09:00", "days": "1"})
TWO_DAYS = lines({"due": "16:00", "days": "2"})
OFFICE = {"mon-fri": "08:00-17:00"}


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        ("2026-11-23 08:00", "Mon 2026-11-23 17:00"),
        ("2026-11-23 12:59", "Mon 2026-11-23 17:00"),
        ("2026-11-23 13:00", "Mon 2026-11-23 17:00"),
        ("2026-11-23 13:01", "Tue 2026-11-24 09:00"),
        ("2026-11-23 23:00", "Tue 2026-11-24 09:00"),
        ("2026-11-24 00:00", "Tue 2026-11-24 09:00"),
        ("2026-11-24 00:01", "Tue 2026-11-24 17:00"),
        ("2026-11-27 14:00", "Mon 2026-11-30 09:00"),
        ("2026-11-28 10:00", "Mon 2026-11-30 17:00"),
        ("2026-12-24 14:00", "Mon 2026-12-28 09:00"),
        ("2026-12-25 10:00", "Mon 2026-12-28 17:00"),
    ],
)
def test_a_rule_looks_at_the_time_of_day_and_at_the_days_that_count(reported, due):
    office = clock(OFFICE, holidays={"country": "NL"})
    assert shown(office.due(SAME_DAY).at(at(reported))) == due


def test_just_after_a_cut_off_the_next_line_takes_over():
    assert shown(clock(OFFICE).due(SAME_DAY).after(at("2026-11-23 13:00"))) == "Tue 2026-11-24 09:00"


def test_days_are_counted_as_days_on_which_the_calendar_opens():
    assert shown(clock(OFFICE).due(TWO_DAYS).at(at("2026-11-26 10:00"))) == "Mon 2026-11-30 16:00"
    assert shown(clock({"mon-sun": "00:00-24:00"}).due(TWO_DAYS).at(at("2026-11-26 10:00"))) == "Sat 2026-11-28 16:00"


def test_times_of_day_are_those_of_the_calendar_also_after_clocks_are_put_forward():
    assert shown(clock({"mon-sun": "08:00-17:00"}).due(TWO_DAYS).at(at("2027-03-26 18:00"))) == "Sun 2027-03-28 16:00"


def test_what_comes_in_later_is_never_due_earlier():
    odd = lines({"before": "12:00", "due": "17:00", "days": "2"}, {"due": "09:00", "days": "1"})
    due = clock(OFFICE).due(odd)
    assert due.at(at("2026-11-23 11:00")) == due.at(at("2026-11-23 13:00")) == at("2026-11-25 17:00")


def test_a_calendar_that_never_opens_wants_nothing_done():
    assert clock({"mon-sun": "closed"}).due(SAME_DAY).at(at("2026-11-23 11:00")) == NEVER


def test_a_rule_is_built_once():
    office = clock(OFFICE)
    assert office.due(SAME_DAY) is office.due(SAME_DAY)


def beyond(finish, first, last):
    office = clock(OFFICE)
    return latest_beyond(finish, office.due(SAME_DAY), office.worked(), at(first), at(last))


def test_the_worst_start_against_a_rule_is_found_on_the_clock_of_the_rule():
    peak = beyond(clock(OFFICE).spending(5 * HOUR), "2026-11-23 00:00", "2026-11-27 00:00")
    # Reported at closing time, due at 09:00, done at 13:00.
    assert (shown(peak.start), peak.is_after, peak.length_us) == ("Mon 2026-11-23 17:00", False, 4 * HOUR_US)


def test_on_the_cut_off_something_still_counts_as_in_time_for_the_stricter_line():
    peak = beyond(clock(OFFICE).spending(5 * HOUR), "2026-11-23 00:00", "2026-11-23 13:30")
    assert (shown(peak.start), peak.is_after, peak.length_us) == ("Mon 2026-11-23 13:00", False, HOUR_US)


def test_what_is_always_done_before_it_is_due_is_late_by_less_than_nothing():
    peak = beyond(clock(OFFICE).spending(HOUR), "2026-11-23 08:00", "2026-11-23 13:00")
    assert (shown(peak.start), peak.length_us) == ("Mon 2026-11-23 13:00", -3 * HOUR_US)


def test_what_is_never_done_is_late_for_ever():
    never = clock({"mon": "closed"}).spending(1)
    first, last = "2026-11-23 08:00", "2026-11-24 08:00"
    assert beyond(never, first, last).length_us == NEVER
    assert longest(never, always().worked(), at(first), at(last)).length_us == NEVER
