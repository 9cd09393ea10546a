"""Weekly hours of several zones, laid over one another in the local time of one of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel.clock import NO_TIME, WHOLE_WEEK, Stretch, Week, patterns, shifts_on, week_of
from slamodel.clock.hours import DAY, WEEK, Span, merged
from slamodel.clock.zones import ahead_at, turns_in
from tests.clock.calendars import HOUR

AMSTERDAM, NEW_YORK, KOLKATA = "Europe/Amsterdam", "America/New_York", "Asia/Kolkata"
TERM = Stretch(date(2026, 11, 23), date(2027, 11, 22))
OFFICE = {"mon-fri": "09:00-17:00"}


def one(reference=AMSTERDAM, *zones):
    return patterns(reference, zones, Stretch(date(2026, 11, 23), date(2026, 11, 24)))[0]


@pytest.mark.parametrize(
    ("hours", "spans"),
    [
        (OFFICE, [(day * DAY + 9 * HOUR, day * DAY + 17 * HOUR) for day in range(5)]),
        ({"mon-sun": "00:00-24:00"}, [(0, WEEK)]),
        ({"mon-tue": "00:00-12:00, 12:00-24:00"}, [(0, 2 * DAY)]),
        ({"sun": "22:00-06:00"}, [(0, 6 * HOUR), (WEEK - 2 * HOUR, WEEK)]),
        ({"mon-sun": "closed"}, []),
        ({}, []),
    ],
)
def test_hours_are_spans_of_a_week(hours, spans):
    assert week_of(hours, AMSTERDAM, one()).spans == tuple(spans)


def test_hours_of_another_zone_are_as_clocks_of_the_reference_zone_show_them():
    week = week_of({"mon": "01:00-02:00", "tue": "10:00-12:00"}, KOLKATA, one(AMSTERDAM, KOLKATA))
    assert week.spans == (
        (DAY + 5 * HOUR + HOUR // 2, DAY + 7 * HOUR + HOUR // 2),
        (WEEK - 3 * HOUR - HOUR // 2, WEEK - 2 * HOUR - HOUR // 2),  # on Sunday evening
    )


def test_a_week_counts_its_time():
    assert week_of(OFFICE, AMSTERDAM, one()).seconds == 40 * HOUR  # BH-14: 23.8 % of a week
    assert WHOLE_WEEK.seconds == 168 * HOUR
    assert not NO_TIME
    assert WHOLE_WEEK


SECONDS = st.integers(0, WEEK)
WEEKS = st.lists(st.tuples(SECONDS, SECONDS).filter(lambda pair: pair[0] < pair[1]), max_size=6).map(
    lambda spans: Week(merged(spans))
)


@given(WEEKS, WEEKS, st.integers(0, WEEK - 1))
def test_weeks_are_sets_of_seconds(some, others, second):
    def has(week):
        return any(start <= second < end for start, end in week.spans)

    assert has(some & others) == (has(some) and has(others))
    assert has(some | others) == (has(some) or has(others))
    assert has(some - others) == (has(some) and not has(others))


@given(WEEKS, WEEKS)
def test_what_is_taken_apart_is_as_much_as_before(some, others):
    assert (some & others).seconds + (some - others).seconds == some.seconds
    assert (some | others) == (others | some)
    assert (some - some, some & WHOLE_WEEK, some | NO_TIME) == (NO_TIME, some, some)
    assert WHOLE_WEEK - (WHOLE_WEEK - some) == some


def test_the_overlap_of_weeks_of_many_spans_is_found_in_one_pass():
    looked = []

    class Spans(tuple[Span, ...]):
        """Spans that tell whenever one of them is looked at."""

        __slots__ = ()

        def __getitem__(self, at):
            looked.append(at)
            return super().__getitem__(at)

        def __iter__(self):
            for span in super().__iter__():
                looked.append(span)
                yield span

    some = Spans((start, start + 60) for start in range(0, WEEK, 240))
    others = Spans((start, start + 60) for start in range(30, WEEK, 240))
    assert (Week(some) & Week(others)).spans == tuple((start, start + 30) for start in range(30, WEEK, 240))
    assert len(looked) < 4 * (len(some) + len(others))


# --- constellations ---------------------------------------------------------------------------------------------------


def told(*zones, reference=AMSTERDAM, stretch=TERM):
    return [(p.label, *(p.shifts[zone] / HOUR for zone in zones)) for p in patterns(reference, zones, stretch)]


def test_zones_without_changes_between_them_have_one_constellation_without_a_label():
    assert told("Europe/Berlin") == [("", 0)]
    assert told() == [("",)]
    assert told("UTC", reference="UTC") == [("", 0)]


def test_a_zone_without_summer_time_is_an_hour_nearer_in_summer():
    assert told(KOLKATA) == [
        ("as in winter (since 2026-11-23)", 4.5),
        ("as in summer (since 2027-03-28)", 3.5),
    ]


def test_weeks_in_which_only_one_of_two_has_changed_its_clocks_are_a_constellation():
    assert told(NEW_YORK) == [
        ("as most of the year (since 2026-11-23)", -6),
        ("as in the weeks from 2027-03-14", -5),
    ]


def test_a_reference_without_summer_time_has_the_seasons_of_the_others():
    assert told(AMSTERDAM, reference="UTC") == [
        ("as in winter (since 2026-11-23)", 1),
        ("as in summer (since 2027-03-28)", 2),
    ]


def test_a_stretch_within_one_season_has_one_constellation():
    assert told(KOLKATA, stretch=Stretch(date(2027, 5, 1), date(2027, 8, 31))) == [("", 3.5)]


def test_a_change_on_the_last_day_is_seen():
    assert len(told(KOLKATA, stretch=Stretch(date(2027, 3, 1), date(2027, 3, 28)))) == 2
    assert len(told(KOLKATA, stretch=Stretch(date(2027, 3, 1), date(2027, 3, 27)))) == 1


def test_a_turn_between_two_days_shows_on_the_day_after_it():
    found = patterns(AMSTERDAM, [KOLKATA], TERM)
    assert [(p.since, p.shown) for p in found] == [
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2027, 3, 28), date(2027, 3, 29)),
    ]
    assert all(shifts_on(p.shown, AMSTERDAM, [KOLKATA]) == p.shifts for p in found)


def test_clocks_are_looked_at_every_few_days_only(monkeypatch):
    looks = []

    def counted(zone, second):
        looks.append(second)
        return ahead_at(zone, second)

    monkeypatch.setattr("slamodel.clock.zones.ahead_at", counted)
    turns_in.cache_clear()
    patterns(AMSTERDAM, [KOLKATA, NEW_YORK], TERM)
    assert len(looks) < 2 * 3 * (122 + 50)
