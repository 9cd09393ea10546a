"""Calendars and maintenance windows as they are written; the clock that runs on them belongs to `propagate`."""

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
_SPAN = re.compile(r"([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")


def _hours(text: str) -> str:
    if text == "closed":
        return text
    for span in (span.strip() for span in text.split(",")):
        match = _SPAN.fullmatch(span)
        if match is None or (match[1] == "24" and match[2] != "00") or (match[3] == "24" and match[4] != "00"):
            raise units.UnitError(f'"{span}" is not a span of hours', 'write "08:00-12:00, 13:00-17:00" or closed')
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
