"""Calendar files: their whole days are closed, and no bytes make a reader wait, or fail without telling why."""

from contextlib import suppress
from datetime import date
from itertools import count
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel.load.ics import DaysOff, days_off
from slamodel.load.ics_lines import UnusableError

NUMBERS = count()
RARE = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=3"


def event(*lines, uid=""):
    inside = "".join(f"{line}\r\n" for line in (f"UID:{uid or next(NUMBERS)}", *lines))
    return f"BEGIN:VEVENT\r\n{inside}END:VEVENT\r\n"


def calendar(*events):
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n".encode()


def days(*lines):
    return [str(day) for day in days_off(calendar(event(*lines))).days]


def complaint(data):
    with pytest.raises(UnusableError) as raised:
        days_off(data)
    return raised.value.message


# --- days -------------------------------------------------------------------------------------------------------------


def test_an_event_of_a_whole_day_closes_it():
    assert days("DTSTART;VALUE=DATE:20260501") == ["2026-05-01"]
    assert days("DTSTART:20260501", "DTEND:20260502") == ["2026-05-01"]


def test_the_end_of_an_event_of_several_days_is_no_more_part_of_it():
    assert days("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227") == [
        "2026-12-24",
        "2026-12-25",
        "2026-12-26",
    ]
    assert days("DTSTART;VALUE=DATE:20261224", "DURATION:P2D") == ["2026-12-24", "2026-12-25"]


def test_an_event_with_times_of_day_closes_nothing_and_is_named():
    party = event("DTSTART:20261218T150000Z", "SUMMARY:Christmas\\, party")
    long = event("DTSTART;VALUE=DATE:20261218", "DTEND:20261220T120000Z", "SUMMARY:Move")
    assert days_off(calendar(party, long)) == DaysOff((), ("Christmas, party", "Move"))


def test_what_was_cancelled_closes_nothing():
    assert days("DTSTART;VALUE=DATE:20260501", "STATUS:CANCELLED") == []


@pytest.mark.parametrize(
    ("start", "rule", "expected"),
    [
        ("20260501", "FREQ=YEARLY;COUNT=3", ["2026-05-01", "2027-05-01", "2028-05-01"]),
        ("20260525", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;UNTIL=20271231", ["2026-05-25", "2027-05-31"]),
        ("20261103", "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2", ["2026-11-03", "2027-11-02"]),
        ("20260102", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260201", ["2026-01-02", "2026-01-16", "2026-01-30"]),
        ("20260131", "FREQ=MONTHLY;COUNT=2", ["2026-01-31", "2026-03-31"]),
        ("20261224", "FREQ=DAILY;UNTIL=20261225T000000Z", ["2026-12-24", "2026-12-25"]),
        ("20240229", "FREQ=YEARLY;COUNT=2", ["2024-02-29", "2028-02-29"]),
    ],
)
def test_recurrences_are_followed(start, rule, expected):
    assert days(f"DTSTART;VALUE=DATE:{start}", f"RRULE:{rule}") == expected


def test_a_recurrence_without_an_end_is_followed_to_2100():
    found = days("DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20280501")
    assert (found[0], found[-1], len(found)) == ("2026-05-01", "2100-05-01", 74)


def test_a_single_one_of_a_series_can_be_moved():
    series = event("DTSTART;VALUE=DATE:20250501", "RRULE:FREQ=YEARLY;COUNT=2", uid="may")
    moved = event("DTSTART;VALUE=DATE:20260504", "RECURRENCE-ID;VALUE=DATE:20260501", uid="may")
    assert days_off(calendar(series, moved)).days == (date(2025, 5, 1), date(2026, 5, 4))


def test_a_single_one_of_a_series_that_is_cancelled_or_moved_to_a_time_of_day_is_open_again():
    series = event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;COUNT=5", uid="a")
    called_off = event("DTSTART;VALUE=DATE:20260102", "RECURRENCE-ID:20260102", "STATUS:CANCELLED", uid="a")
    party = event("DTSTART:20260103T150000Z", "RECURRENCE-ID;VALUE=DATE:20260103", "SUMMARY:Party", uid="a")
    found = days_off(calendar(series, called_off, party))
    assert found == DaysOff((date(2026, 1, 1), date(2026, 1, 4), date(2026, 1, 5)), ("Party",))


def test_what_one_series_calls_off_stays_a_day_off_of_another():
    one, other = (event("DTSTART:20260101", "RRULE:FREQ=DAILY;COUNT=2", uid=uid) for uid in "ab")
    called_off = event("DTSTART:20260101", "RECURRENCE-ID:20260101", "STATUS:CANCELLED", uid="a")
    assert days_off(calendar(one, called_off)).days[0] == date(2026, 1, 2)
    assert days_off(calendar(one, called_off, other)).days[0] == date(2026, 1, 1)


def test_of_several_versions_of_an_event_the_last_counts():
    first = event("DTSTART:20260101", "SEQUENCE:1", uid="a")
    second = event("DTSTART:20260102", "SEQUENCE:2", uid="a")
    cancelled = event("DTSTART:20260102", "SEQUENCE:3", "STATUS:CANCELLED", uid="a")
    assert days_off(calendar(second, first)).days == (date(2026, 1, 2),)
    assert days_off(calendar(second, cancelled, first)).days == ()


def test_exceptions_may_be_written_as_midnights():
    assert days("DTSTART:20260101", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260101T000000Z") == ["2026-01-02"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["RECURRENCE-ID;RANGE=THISANDFUTURE:20260102"], "changes a series from some day on, which is not followed"),
        (["RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"], "has an exception that comes again (EXRULE)"),
        (["RDATE;VALUE=PERIOD:20260101T000000Z/P9D"], "names a span of time where a day is expected"),
    ],
)
def test_what_is_not_followed_is_told(lines, message):
    assert message in complaint(calendar(event("DTSTART:20260101", *lines)))


def test_more_days_can_be_listed():
    assert days("DTSTART;VALUE=DATE:20260501", "RDATE;VALUE=DATE:20260601,20260701")[1:] == ["2026-06-01", "2026-07-01"]


def test_long_lines_may_be_folded_and_lines_may_end_in_any_way():
    folded = calendar(event("DTSTART;VALUE=DA\r\n TE:20260501")).replace(b"\r\n", b"\n")
    assert days_off(b"\xef\xbb\xbf" + folded).days == (date(2026, 5, 1),)


def test_time_zones_alarms_and_other_entries_are_passed_over():
    zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    alarm = "BEGIN:VALARM\r\nDTSTART:19990101\r\nEND:VALARM"
    todo = "BEGIN:VTODO\r\nDTSTART;VALUE=DATE:20260502\r\nEND:VTODO\r\n"
    assert days_off(calendar(zone, event("DTSTART;VALUE=DATE:20260501", alarm), todo)).days == (date(2026, 5, 1),)


# --- attacks ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=2",
        "FREQ=YEARLY;BYHOUR=1",
        "FREQ=YEARLY;BYSECOND=0,1,2",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
        "FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO",
        "FREQ=YEARLY;INTERVAL=28;BYMONTH=5;BYDAY=MO;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=13;BYDAY=1MO",
        "FREQ=YEARLY;BYDAY=60MO",
        "FREQ=YEARLY;BYWEEKNO=53",
        "FREQ=WEEKLY;BYMONTH=2",
        "COUNT=3",
    ],
)
def test_a_recurrence_that_may_never_come_true_is_not_followed(rule):
    assert "a recurrence that is not followed" in complaint(
        calendar(event("DTSTART;VALUE=DATE:20260101", f"RRULE:{rule}"))
    )


@pytest.mark.parametrize(
    "data",
    [
        calendar(event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY")),
        calendar(*(event("DTSTART;VALUE=DATE:20000101", "RRULE:FREQ=DAILY;COUNT=3000") for _ in range(5))),
        calendar(event("DTSTART;VALUE=DATE:19700101", "DTEND;VALUE=DATE:20991231")),
        calendar(event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20360101", "RRULE:FREQ=YEARLY")),
        calendar(*(event("DTSTART;VALUE=DATE:19000101", f"RRULE:{RARE}") for _ in range(2500))),
    ],
    ids=["daily for ever", "many series", "one long event", "long ones that come again", "many that wait for years"],
)
def test_what_comes_to_more_days_than_are_kept_is_refused(data):
    assert complaint(data) == "comes to more than 10,000 days"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no calendar file"),
        (b"<!doctype html>", "is no calendar file"),
        (bytes(range(256)) * 100, "is no calendar file"),
        (b"BEGIN:VCALENDAR\n" + b" " * 1_000_000, "has 1,000,016 bytes"),
        (calendar("BEGIN:VEVENT\nEND:VEVENT\n" * 3001), "has more than 3,000 events"),
        (calendar(event("RDATE:" + "20260101," * 1200)), "has a line of 10,806 characters"),
        (calendar(event("SUMMARY:Any day")), 'without a day that can be read: "Any day"'),
        (calendar(event("DTSTART;VALUE=DATE:2026-01-01")), "cannot be read as a calendar"),
        (calendar(event("DTSTART;VALUE=DATE:20260101", "DURATION:P99999999999D")), "cannot be read as a calendar"),
        (calendar(event("DTSTART;VALUE=DATE:20991231", "DTEND;VALUE=DATE:19700101")), "ends before it starts"),
        (calendar(event("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=YEARLY")), "since before 1900"),
    ],
)
def test_what_is_no_use_is_told(data, message):
    assert message in complaint(data)


def test_what_never_comes_is_passed_over():
    assert days_off(calendar(event("DTSTART;VALUE=DATE:99991231", "DTEND;VALUE=DATE:99991231"))).days == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (calendar(event("DTSTART:20260101"))[:-16], "breaks off: END:VCALENDAR is missing"),
        (calendar(event("DTSTART:20260101"))[:-28], "breaks off: END:VEVENT is missing"),
        (calendar(event("DTSTART:20260101", "BEGIN:VALARM")), "ends VEVENT where it has not begun"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 60_000, "has entries in entries, more than 8 deep"),
        (b"BEGIN:VCALENDAR\r\n" + b"END:VCALENDAR\r\n" * 60_000, "ends VCALENDAR where it has not begun"),
    ],
)
def test_a_file_that_is_not_whole_is_refused(data, message):
    assert complaint(data) == message


WORDS = (
    "BEGIN:VEVENT",
    "END:VEVENT",
    "DTSTART:20260101",
    "DTEND:2026",
    "RRULE:FREQ=YEARLY;BYDAY=",
    "RDATE:",
    "\x00;:=,",
)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=20), max_size=30), st.binary(max_size=40))
def test_no_bytes_make_it_fail_in_another_way(lines, more):
    with suppress(UnusableError):
        assert isinstance(days_off(calendar("\r\n".join(lines)) + more), DaysOff)


def test_days_in_any_order_come_out_in_order_and_once():
    draw = Random(7)
    chosen = [date(2026, draw.randint(1, 12), draw.randint(1, 28)) for _ in range(300)]
    found = days_off(calendar(*(event(f"DTSTART;VALUE=DATE:{day:%Y%m%d}") for day in chosen)))
    assert found.days == tuple(sorted(set(chosen)))
