"""The worst start of a chain, against an oracle that walks every minute of the term on every step's own hours."""

from datetime import UTC, date, datetime, timedelta
from functools import reduce
from random import Random

import pytest

from slamodel.clock import Clocks, Course, Stretch, longest
from tests.clock.calendars import MINUTE_US, calendar
from tests.oracle import walk

ZONES = ("Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "Pacific/Auckland")
TERMS = (  # each around a day on which the clocks of one of the zones are put forward or back
    (date(2027, 3, 24), 9),  # Amsterdam forward
    (date(2026, 10, 21), 9),  # Amsterdam back, New York a week later
    (date(2027, 3, 10), 9),  # New York forward
    (date(2027, 3, 31), 9),  # Lord Howe back by half an hour, Auckland back
    (date(2026, 9, 24), 12),  # Auckland forward, then Lord Howe
    (date(2026, 12, 22), 9),  # the days around Christmas
)
DAYS_AFTER = 45
BUSY = ("09:00-17:00", "08:00-12:00, 13:00-17:30", "00:00-24:00", "22:00-06:00", "01:30-02:30, 10:00-18:15")
SHORT = ("02:00-03:00", "02:15-14:45", "00:00-01:30, 23:15-24:00", "06:00-12:00", "18:00-02:30")


def drawn_hours(random: Random) -> dict[str, str]:
    week = random.choice((walk.DAYS, walk.DAYS[:5], walk.DAYS[1:6], tuple(random.sample(walk.DAYS, 4))))
    usual = random.choice(BUSY)
    return {day: random.choice((usual, usual, random.choice(SHORT))) for day in sorted(week)}


def drawn_calendar(random: Random, first: date):
    """Hours in a zone with some days off, for the oracle and for the engine."""
    written, zone = drawn_hours(random), random.choice(ZONES)
    off = sorted({first + timedelta(random.randrange(25)) for _ in range(random.randrange(4))})
    own = calendar(written, zone, holidays={"dates": [str(day) for day in off]})
    return walk.hours(written, zone, off), own


def drawn_minutes(random: Random) -> int:
    return random.choice((0, 10, 15, 30, 60, 90, 240, 480, random.randrange(1, 600)))


def compare(seed: int, most_days: int) -> None:
    random = Random(seed)
    first, days = TERMS[seed % len(TERMS)]
    days = min(days, most_days)
    pairs = [drawn_calendar(random, first) for _ in range(random.randint(2, 4))]
    steps = [(random.randrange(len(pairs)), drawn_minutes(random)) for _ in range(random.randint(1, 6))]
    start = datetime(first.year, first.month, first.day, tzinfo=UTC)
    term = walk.term(start, start + timedelta(days), DAYS_AFTER)
    expected = walk.worst([(pairs[which][0], minutes) for which, minutes in steps], pairs[0][0], term)

    clocks = Clocks({str(which): own for which, (_, own) in enumerate(pairs)}, {})
    stretch = Stretch(first, first + timedelta(days))
    courses = [clocks.clock(str(which), stretch).spending(60 * minutes) for which, minutes in steps]
    finish = reduce(Course.then, courses)
    worked = clocks.clock("0", stretch).worked()
    peak = longest(finish, worked, term.first * MINUTE_US, term.last * MINUTE_US)

    assert peak.length_us == expected.minutes * MINUTE_US
    assert (peak.start // MINUTE_US, peak.is_after) in expected.starts
    assert peak.is_after == all(is_after for _, is_after in expected.starts)
    end = finish.after(peak.start) if peak.is_after else finish.at(peak.start)
    assert end <= term.end * MINUTE_US


@pytest.mark.parametrize("seed", range(15))
def test_the_worst_start_is_the_one_that_is_found_minute_by_minute(seed):
    compare(seed, most_days=6)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_the_worst_start_of_300_chains(part):
    for seed in range(1000 + 30 * part, 1030 + 30 * part):
        compare(seed, most_days=12)


def test_the_oracle_knows_a_worst_start_by_itself():
    nine_to_five = walk.hours(dict.fromkeys(walk.DAYS[:5], "09:00-17:00"), "UTC")
    start = datetime(2026, 11, 23, tzinfo=UTC)
    around = walk.hours(dict.fromkeys(walk.DAYS, "00:00-24:00"), "UTC")
    found = walk.worst([(nine_to_five, 240)], around, walk.term(start, start + timedelta(7), 7))
    one_on_friday = (datetime(2026, 11, 27, 13, tzinfo=UTC) - walk.EPOCH) // walk.MINUTE
    assert found.minutes == 68 * 60
    assert found.starts[0] == (one_on_friday, True)
    assert found.starts[-1] == (one_on_friday + 4 * 60, True)
