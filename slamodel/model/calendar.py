"""Calendars and maintenance windows as they are written; the clock that runs on them belongs to `clock`."""

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from slamodel import units
from slamodel.model.words import Allowance, Country, Date, FrozenMap, Id, Name, Period, TimeZone, Word, parsed

ALWAYS = "always"
"""The calendar that exists without being written: around the clock, every day, UTC."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY_KEY = re.compile(r"(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))?")
_SPAN = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)")
_FILE = re.compile(r"[^./\\:][^/\\:]*\.[iI][cC][sS]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³]) *\.", re.IGNORECASE)
"""Names that stand for no file on Windows, whatever follows the point."""
_LONGEST_NAME = 120


def _check_span(text: str) -> None:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise units.UnitError(f'"{text}" is not a span of hours', 'write "08:00-12:00, 13:00-17:00" or closed')
    if match[1] == match[2]:
        raise units.UnitError(f'"{text}" ends where it begins', 'the whole day is "00:00-24:00", none of it is closed')


def _hours(text: str) -> str:
    for span in () if text == "closed" else text.split(","):
        _check_span(span.strip())
    return text


def _calendar_file(text: str) -> str:
    if not is_calendar_file(text):
        hint = "write it like holidays-2026.ics: it lies beside the model, not in another folder"
        raise units.UnitError(f'"{text[:70]}" is not the name of a calendar file', hint)
    return text


def is_calendar_file(name: str) -> bool:
    """Whether this can be the name of a calendar file beside a model, on any system, and leads nowhere else."""
    is_file = len(name) <= _LONGEST_NAME and _FILE.fullmatch(name) is not None and name.isprintable()
    return is_file and not _DEVICE.match(name)


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


_FILE_SCHEMA = {"type": "string", "maxLength": _LONGEST_NAME}


class Holidays(Word):
    """Days on which a calendar is closed: a country's, own dates, or a file."""

    country: Country | None = None
    subdivision: Name | None = None
    dates: tuple[Date, ...] = ()
    ics: Annotated[str, BeforeValidator(parsed(_calendar_file)), WithJsonSchema(_FILE_SCHEMA)] | None = None


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

    @property
    def is_ever_in_progress(self) -> bool:
        """Whether it may be in progress at all: not if it is limited to no time."""
        return self.at_most is None or self.at_most[0].seconds > 0
