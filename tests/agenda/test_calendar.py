"""Periods of the calendar, and terms that go on by themselves, agree with another library and with counting by hand."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from slamodel.model.term import Term
from slamodel.units import Period, earlier, later

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def term(**keys: str) -> Term:
    return Term.model_validate(keys)


@given(DAYS, st.integers(0, 60))
def test_months_are_counted_as_another_library_does(day, number):
    assert later(day, Period(number, "month")) == day + relativedelta(months=number)
    assert earlier(day, Period(number, "month")) == day - relativedelta(months=number)
    assert later(day, Period(number, "quarter")) == day + relativedelta(months=3 * number)


@given(DAYS, st.integers(1, 30))
def test_working_days_leave_out_weekends_only(day, number):
    found, left = day, number
    while left:
        found -= DAY
        left -= found.weekday() < 5
    assert earlier(day, Period(number, "working day")) == found


@pytest.mark.parametrize(
    ("day", "period", "found"),
    [
        (date(2026, 12, 31), Period(3, "month"), date(2026, 9, 30)),
        (date(2027, 3, 31), Period(1, "month"), date(2027, 2, 28)),
        (date(2028, 3, 31), Period(1, "month"), date(2028, 2, 29)),
        (date(2026, 12, 31), Period(90, "day"), date(2026, 10, 2)),
        (date(2026, 12, 31), Period(2, "week"), date(2026, 12, 17)),
        (date(2028, 2, 29), Period(1, "year"), date(2027, 2, 28)),
        (date(2026, 11, 23), Period(0, "working day"), date(2026, 11, 23)),
    ],
)
def test_notice_counts_back_from_the_end(day, period, found):
    assert earlier(day, period) == found


def test_what_lies_beyond_all_calendars_is_their_end():
    assert later(date(2026, 1, 1), Period(9999, "year")) == date.max
    assert earlier(date(2026, 1, 1), Period(9999, "year")) == date.min
    assert len(list(term(to="2026-12-31", renews="9999 years").ends())) == 2


def test_thirty_six_months_then_twelve_and_twelve_with_three_months_notice():
    rolling = term(**{"from": "2026-01-01", "to": "2028-12-31", "renews": "12 months", "notice": "3 months"})
    ends = list(islice(rolling.ends(), 3))
    assert ends == [date(2028, 12, 31), date(2029, 12, 31), date(2030, 12, 31)]
    notices = [rolling.notice_for(end) for end in ends]
    assert notices == [date(2028, 9, 30), date(2029, 9, 30), date(2030, 9, 30)]
    assert all(notice is not None and notice < end for notice, end in zip(notices, ends, strict=True))


def test_a_term_that_ends_with_february_renews_to_the_end_of_february():
    assert list(islice(term(to="2026-02-28", renews="1 year").ends(), 3))[1:] == [date(2027, 2, 28), date(2028, 2, 29)]


@given(DAYS, DAYS, st.sampled_from(["1 d", "20 working days", "3 weeks", "1 month", "2 quarters", "1 year"]))
def test_looking_from_a_day_on_skips_what_is_over_and_nothing_else(end, day, renews):
    rolling = term(to=f"{end}", renews=renews)
    ends = list(islice(rolling.ends(day), 3))
    assert ends[0] >= day
    assert all(one < other for one, other in pairwise(ends))
    assert ends[0] == next(last for last in rolling.ends() if last >= day)


def test_what_renews_by_itself_is_in_force_after_its_last_day():
    rolling, ending = term(to="2025-12-31", renews="12 months"), term(to="2025-12-31")
    later_day = date(2026, 11, 23)
    assert rolling.covers(later_day)
    assert not rolling.is_over(later_day)
    assert rolling.end_on(later_day) == date(2026, 12, 31)
    assert ending.is_over(later_day)
    assert ending.end_on(later_day) == date(2025, 12, 31)


@given(DAYS, DAYS, st.sampled_from(["1 d", "3 weeks", "1 month", "2 quarters", "1 year"]))
def test_the_period_that_has_come_by_itself_begins_the_day_after_another_ends(end, day, renews):
    rolling = term(to=f"{end}", renews=renews)
    begins = rolling.renewed_on(day)
    if day <= end:
        assert begins is None
    else:
        assert begins is not None
        assert begins <= day <= (rolling.end_on(begins) or begins)
        assert rolling.end_on(begins - DAY) == begins - DAY


def test_a_renewal_for_no_time_at_all_is_none():
    assert term(to="2025-12-31", renews="0 d").is_over(date(2026, 1, 1))
