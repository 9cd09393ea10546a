"""Calendars and maintenance windows as they are written; the clock that runs on them belongs to `clock`."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from slamodel import units
from slamodel.model.words import Allowance, Country, Date, FrozenMap, Id, Name, Period, Text, TimeZone, Word, parsed

ALWAYS = "always"
"""The calendar that exists without being written: around the clock, every day, UTC."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_KEY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|24:00)")
_DAY = 24 * 60


def spans_of(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of a day's hours in minutes since its midnight; one that runs over midnight ends after 24 h."""
    if text == "closed":
        return ()
    return tuple(_span(span.strip()) for span in text.split(","))


def days_of(key: str) -> tuple[int, ...]:
    """The days that a key such as `mon-fri`, `sat` or `fri-mon` stands for, Monday as 0."""
    first, _, last = key.partition("-")
    start = _DAYS.index(first)
    return tuple((start + step) % 7 for step in range((_DAYS.index(last or first) - start) % 7 + 1))


def _span(text: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise units.UnitError(f'"{text}" is not a span of hours', 'write "08:00-12:00, 13:00-17:00" or closed')
    start = int(match[1]) * 60 + int(match[2])
    end = int(match[3]) * 60 + int(match[4]) if match[3] else _DAY
    if start == end:
        raise units.UnitError(f'"{text}" ends where it begins', 'the whole day is "00:00-24:00", none of it is closed')
    return start, end if end > start else end + _DAY


def _hours(text: str) -> str:
    spans_of(text)
    return text


def _day_keys(value: Any) -> Any:
    if isinstance(value, dict):
        for key in value:
            if not _DAY_KEY.fullmatch(key):
                raise PydanticCustomError(
                    "unit", "{message}", {"message": f'"{key}" is not a day', "hint": "write mon, sat or mon-fri"}
                )
    return value


Hours = Annotated[
    Mapping[str, Annotated[str, BeforeValidator(parsed(_hours)), WithJsonSchema({"type": "string"})]],
    BeforeValidator(_day_keys),
    FrozenMap,
]


class Holidays(Word):
    """Days on which a calendar is closed: a country's, own dates, or a file."""

    country: Country | None = None
    subdivision: Id | None = None
    dates: tuple[Date, ...] = ()
    ics: Text | None = None


class Calendar(Word):
    """Weekly hours in a time zone, less holidays."""

    id: Id
    name: Name | None = None
    timezone: TimeZone = "UTC"
    hours: Hours
    holidays: Holidays | None = None


class Maintenance(Word):
    """A window in which a provider may interrupt a service."""

    id: Id
    name: Name | None = None
    hours: Hours
    timezone: TimeZone = "UTC"
    at_most: Allowance | None = None
    notice: Period | None = None
