"""Days that matter in; a calendar that people subscribe to out (RFC 5545), the same bytes for the same day.

The one door to the library that writes such files.
"""

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from slamodel.agenda.entry import Entry
from slamodel.gaps.wording import listed, number

_MOST_NAMES = 10
"""Promises that are named in one entry of a calendar."""


def feed(entries: Iterable[Entry], title: str, as_of: date) -> bytes:
    """One whole-day event for each day; who subscribes sets reminders as they like."""
    calendar = Calendar()
    calendar.add("prodid", "-//slamodel//dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _plain(f"Dates of {title}" if title else "Dates of agreements"))
    for entry in entries:
        calendar.add_component(_event(entry, as_of))
    return bytes(calendar.to_ical())


def uid(entry: Entry) -> str:
    """What tells an event from others, and from run to run that it is the same one."""
    again = f".{entry.number}" if entry.number else ""
    return f"{entry.agreement}.{entry.kind.value}.{entry.day}{again}@slamodel"


def counted(entry: Entry) -> str:
    """How many promises rest on it: `3 promises, 2 of them to customers`; empty without any."""
    count = len(entry.promises)
    found = number(count, "promise") if count else ""
    if entry.to_customers and entry.to_customers == count:
        return f"{found} to customers"
    return f"{found}, {entry.to_customers:,} of them to customers" if entry.to_customers else found


def rests(entry: Entry, most: int | None = 2) -> str:
    """What rests on it, in words; empty where nothing does."""
    verb = "rests" if len(entry.promises) == 1 else "rest"
    return f"On it {verb} {counted(entry)}: {listed(entry.promises, most)}." if entry.promises else ""


def _event(entry: Entry, as_of: date) -> Event:
    event = Event()
    event.add("uid", uid(entry))
    event.add("dtstamp", datetime.combine(as_of, time(), UTC))
    event.add("dtstart", entry.day)
    if entry.day < date.max:
        event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", _plain(f"{entry.agreement}: {entry.kind.label}"))
    lines = (entry.event, entry.act, rests(entry, _MOST_NAMES))
    event.add("description", "\n".join(filter(None, map(_plain, lines))))
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Without characters that no calendar may hold; a line break is a space."""
    spaced = " ".join(text.split())
    return "".join(letter for letter in spaced if unicodedata.category(letter) not in ("Cc", "Cs"))
