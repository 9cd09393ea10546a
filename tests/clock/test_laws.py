"""What holds for every clock and every course, whatever the hours."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel.clock import NEVER, Clocks, Course, Stretch, latest, longest, nth_earliest
from slamodel.clock.course import pruned
from slamodel.clock.later import Later
from tests.clock.calendars import HOUR_US, MINUTE_US, calendar, utc

TERM = Stretch(date(2027, 3, 20), date(2027, 4, 10))
FIRST, LAST = utc("2027-03-20"), utc("2027-04-10")
CLOCKS = Clocks(
    {
        "office": calendar({"mon-fri": "08:00-12:00, 13:00-17:00"}, holidays={"country": "NL"}),
        "nights": calendar({"mon-sun": "22:00-06:00"}, "America/New_York"),
        "island": calendar({"tue-sat": "01:45-14:30", "sun": "02:00-02:30"}, "Australia/Lord_Howe"),
        "weekend": calendar({"fri-sun": "00:00-24:00"}, "Asia/Kolkata", holidays={"dates": ["2027-04-03"]}),
    },
    {},
)
CLOCK = st.sampled_from(("always", "office", "nights", "island", "weekend")).map(lambda name: CLOCKS.clock(name, TERM))
QUARTER = st.integers(0, (LAST - FIRST) // (15 * MINUTE_US)).map(lambda n: FIRST + n * 15 * MINUTE_US)
INSTANT = st.one_of(st.integers(FIRST, LAST), QUARTER)
SECONDS = st.one_of(st.integers(0, 200_000), st.integers(0, 200).map(lambda quarter: 900 * quarter))
SPENDING = st.builds(lambda clock, seconds: clock.spending(seconds), CLOCK, SECONDS)
COURSE = st.one_of(SPENDING, st.builds(Course.then, SPENDING, SPENDING), CLOCK.map(lambda clock: clock.worked()))
FEW = st.lists(SPENDING, min_size=1, max_size=4)


@given(COURSE, COURSE, INSTANT)
def test_one_after_the_other_is_what_each_says_in_turn(one, other, instant):
    composed = one.then(other)
    assert composed.at(instant) == other.at(one.at(instant))
    assert composed.after(instant) == limit(lambda t: other.at(one.at(t)), instant)


def limit(course, instant):
    """The value just after an instant, from values alone: to the nearest microsecond they stand or run."""
    near, further = course(instant + 1), course(instant + 2)
    return near - min(further - near, 1)


@given(COURSE, INSTANT, INSTANT)
def test_what_starts_later_ends_no_earlier(course, one, other):
    early, late = sorted((one, other))
    assert course.at(early) <= course.at(late)
    assert course.at(early) <= course.after(early)
    if early < late:
        assert course.after(early) <= course.at(late)


@given(COURSE, INSTANT)
def test_a_course_is_continuous_from_the_left(course, instant):
    assert course.at(instant) - course.after(instant - 1) in (0, 1)


@given(CLOCK, SECONDS, SECONDS)
def test_on_one_clock_working_times_add_up(clock, some, more):
    assert clock.spending(some).then(clock.spending(more)).is_same_as(clock.spending(some + more))


@given(CLOCK, SECONDS, INSTANT)
def test_what_is_spent_is_what_was_to_be_spent_and_not_a_moment_later(clock, seconds, instant):
    finish, worked = clock.spending(seconds).at(instant), clock.worked()
    assert finish >= instant
    assert worked.at(finish) - worked.at(instant) == seconds * 1_000_000
    assert finish == instant or worked.at(finish - 1) < worked.at(finish)


@given(CLOCK, INSTANT, INSTANT, INSTANT, INSTANT)
def test_a_clock_that_stands_still_for_a_while_has_worked_so_much_less(clock, one, other, third, fourth):
    start, end = sorted((one, other))
    first, last = sorted((third, fourth))
    worked, less = clock.worked(), clock.without([(start, end)]).worked()
    low, high = max(start, first), max(min(end, last), start, first)
    lost = worked.at(high) - worked.at(low)
    assert (worked.at(last) - worked.at(first)) - (less.at(last) - less.at(first)) == lost


@given(FEW, INSTANT, st.data())
def test_the_nth_earliest_is_so_at_every_instant(courses, instant, data):
    n = data.draw(st.integers(1, len(courses)))
    course = nth_earliest(courses, n)
    assert course.at(instant) == sorted(one.at(instant) for one in courses)[n - 1]
    assert course.after(instant) == sorted(one.after(instant) for one in courses)[n - 1]


@given(FEW, INSTANT)
def test_the_latest_is_so_at_every_instant(courses, instant):
    course = latest(courses)
    assert course.at(instant) == max(one.at(instant) for one in courses)
    assert course.is_same_as(nth_earliest(courses, len(courses)))


@given(SPENDING, CLOCK, INSTANT, INSTANT, st.data())
def test_no_start_takes_longer_than_the_longest(finish, clock, one, other, data):
    (first, last), worked = sorted((one, other)), clock.worked()
    peak = longest(finish, worked, first, last)
    start = data.draw(st.integers(first, last))
    assert worked.at(finish.at(start)) - worked.at(start) <= peak.length_us
    assert first <= peak.start <= last
    if not peak.is_after:
        assert worked.at(finish.at(peak.start)) - worked.at(peak.start) == peak.length_us


# --- small ones, by hand ----------------------------------------------------------------------------------------------


def course(*pieces):
    np = Later("numpy")
    return pruned(*np.asarray(((-NEVER, -NEVER, 1), *pieces)).T)


def test_crossing_points_are_knots():
    runs, stands = course(), course((0, 10, 0), (20, 20, 1))
    assert latest([runs, stands]).is_same_as(course((0, 10, 0), (10, 10, 1)))
    assert nth_earliest([runs, stands], 1).is_same_as(course((10, 10, 0), (20, 20, 1)))
    assert [nth_earliest([runs, stands], 1).at(t) for t in (5, 10, 15, 20, 25)] == [5, 10, 10, 10, 25]


def test_knots_at_which_nothing_changes_are_left_out():
    assert len(course((0, 0, 1), (5, 5, 1)).knots) == 1
    assert len(course((0, 7, 0), (5, 7, 0)).knots) == 2


def test_an_attained_start_comes_before_one_that_is_only_approached_and_the_earliest_first():
    finish, worked = course((0, 10, 0), (10, 20, 1), (30, 35, 1)), course()
    peak = longest(finish, worked, -5, 50)
    assert peak == (30, False, 10)  # just after 0 and just after 10 it would be as long


def test_a_start_that_is_only_approached_is_told_as_such():
    peak = longest(course((0, 10, 0), (10, 10, 1)), course(), -5, 50)
    assert peak == (0, True, 10)


@pytest.mark.parametrize(("first", "last", "start", "length"), [(5, 50, 5, 5), (-5, 0, -5, 0), (3, 3, 3, 7)])
def test_only_starts_of_the_term_count(first, last, start, length):
    peak = longest(course((0, 10, 0), (10, 10, 1)), course(), first, last)
    assert peak == (start, False, length)


def test_a_course_is_not_the_same_as_another():
    assert not course((0, 10, 0)).is_same_as(course((0, 11, 0)))
    assert not course((0, 10, 0)).is_same_as(course((0, 10, 0), (HOUR_US, 10 + HOUR_US, 1)))
