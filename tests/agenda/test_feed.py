"""The calendar of dates is one that its library reads back, whatever the texts in it are."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from slamodel.agenda import Entry, Kind
from slamodel.agenda.feed import feed, rests

AS_OF = date(2026, 11, 23)
HOSTILE = 'Über; "A, B" \\n\r\nBEGIN:VEVENT\x00\x07 ' + "long " * 60


def entry(day: date = date(2027, 3, 31), **changes: object) -> Entry:
    names = tuple(f"sla/shop/{number}" for number in range(12))
    given = {"event": f"{HOSTILE} ends.", "act": HOSTILE, "at": (), "promises": names, "to_customers": 12, **changes}
    return Entry(day, Kind.ENDS, "uc", "host", ("it",), **given)  # type: ignore[arg-type]


def read(data: bytes):
    return Calendar.from_ical(data).walk("VEVENT")


def test_what_is_written_is_read_back():
    (event,) = read(feed([entry()], HOSTILE, AS_OF))
    assert event.decoded("DTSTART") == date(2027, 3, 31)
    assert event.decoded("DTEND") == date(2027, 4, 1)
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 23, tzinfo=UTC)
    assert str(event["UID"]) == "uc.ends.2027-03-31@slamodel"
    told = str(event["DESCRIPTION"])
    assert told.startswith('Über; "A, B" \\n BEGIN:VEVENT long long')
    assert told.splitlines()[-1] == rests(entry(), 10)
    assert "and 2 more" in told


def test_no_text_breaks_out_of_its_line():
    data = feed([entry()], HOSTILE, AS_OF)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines.count(b"BEGIN:VEVENT") == 1
    assert not {*data} & ({*range(32)} - {10, 13})


def test_two_runs_give_the_same_bytes_and_ids_tell_events_apart():
    found = [entry(), entry(number=1), entry(date.max), entry(date(2027, 4, 1))]
    assert feed(found, "Shop", AS_OF) == feed(found, "Shop", AS_OF)
    assert len({str(event["UID"]) for event in read(feed(found, "Shop", AS_OF))}) == len(found)


def test_a_calendar_without_dates_is_a_calendar():
    assert read(feed([], "", AS_OF)) == []


def test_how_many_promises_rest_is_said_in_words():
    assert rests(entry(promises=("a",), to_customers=1)) == "On it rests 1 promise to customers: a."
    assert rests(entry(promises=("a", "b", "c"), to_customers=2)) == (
        "On it rest 3 promises, 2 of them to customers: a, b and 1 more."
    )
    assert rests(entry(promises=("a",), to_customers=0)) == "On it rests 1 promise: a."
    assert rests(entry(promises=(), to_customers=0)) == ""
