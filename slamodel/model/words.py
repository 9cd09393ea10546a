"""The kinds of value that a model file is made of: text comes in, frozen values of one unit go out."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from slamodel import units

V = TypeVar("V")

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):\S*")
_LINK_SCHEMES = ("http", "https", "mailto")
_NAME_LENGTH, _TEXT_LENGTH, _MOST_QUOTED = 120, 4000, 200
_TIME_OF_DAY = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_NO_PLACE = re.compile(r"localtime|posixrules|Factory|(?:posix|right)/.*", re.IGNORECASE)
"""Files among those of time zones that mean another zone elsewhere, count leap seconds, or are not on every machine."""
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}


class Word(BaseModel):
    """A frozen entry of the model file; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("shape", "a text is expected here")
    if not value.strip():
        raise PydanticCustomError("empty", "a value is missing here")
    return value.strip()


def parsed(parse: Callable[[str], Any]) -> Callable[[Any], Any]:
    """A validator around a parser of `slamodel.units`; its complaint becomes pydantic's.

    Longer texts than a model file may hold are not looked at: what reads a number need not read a book.
    """

    def validate(value: Any) -> Any:
        text = _text(value)
        try:
            return parse(_at_most(_TEXT_LENGTH)(text))
        except units.UnitError as error:
            # The words go through the context: a brace in the user's text must not be taken for a place-holder.
            told = {"message": shortened(error.message), "hint": shortened(error.hint)}
            raise PydanticCustomError("unit", "{message}", told) from None

    return validate


IDENTIFIERS = "ids are letters, digits, . _ and -, at most 64"


def is_identifier(text: str) -> bool:
    """Whether a text can be the id of an entry."""
    return _ID.fullmatch(text) is not None


def _identifier(text: str) -> str:
    if not is_identifier(text):
        raise units.UnitError(f'"{text[:70]}" is not an id', IDENTIFIERS)
    return text


def _on_one_line(text: str) -> str:
    if any(letter in "\n\r\t\v\f" for letter in text):
        raise units.UnitError("a name stands on one line", "take out the line breaks and tabs")
    return _at_most(_NAME_LENGTH)(text)


def _at_most(length: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) > length:
            raise units.UnitError(f"a text of {len(text)} characters", f"at most {length} fit here")
        return text

    return check


def _whole(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise units.UnitError(f'"{text}" is not a whole number', "write digits only, such as 2")
    return int(text)


def time_of_day(text: str) -> int:
    """The seconds since midnight of a time such as 17:30."""
    match = _TIME_OF_DAY.fullmatch(text)
    if match is None:
        raise units.UnitError(f'"{text}" is not a time of day', "write it like 09:00 or 17:30")
    return int(match[1]) * 3600 + int(match[2]) * 60


def _timezone(text: str) -> str:
    if not _is_zone(text):
        raise units.UnitError(f'"{text}" is not a time zone', "write it like Europe/Amsterdam or UTC")
    return text


def _is_zone(text: str) -> bool:
    try:
        return _NO_PLACE.fullmatch(text) is None and bool(ZoneInfo(text).key)
    except (ValueError, OSError, KeyError):
        return False


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise units.UnitError(f'"{text}" is not a country by its two letters', "write it like NL or DE")
    return text


def _level(text: str) -> Decimal | units.Duration:
    """A share or a length of time."""
    is_share = "%" in text or re.fullmatch(r"[0-9.,]+", text)
    return units.parse_share(text) if is_share else units.parse_duration(text)


def _rule(text: str) -> str:
    if not re.fullmatch(r"[A-Z][0-9]{3}", text):
        raise units.UnitError(f'"{text}" is not the code of a finding', "write it like A101")
    return text


def _link(text: str) -> str:
    scheme = _SCHEME.fullmatch(text)
    if (scheme and scheme[1].lower() not in _LINK_SCHEMES) or re.match(r"[\\/]{2}|/\\", text):
        raise PydanticCustomError("link", "only http, https and mailto links are allowed here")
    return _at_most(_TEXT_LENGTH)(text)


def _truth(text: str) -> bool:
    if text.lower() not in _TRUTH:
        raise units.UnitError(f'"{text}" is neither yes nor no', "write true or false")
    return _TRUTH[text.lower()]


def _value(parse: Callable[[str], Any], description: str, **schema: Any) -> Any:
    return (
        BeforeValidator(parsed(parse)),
        WithJsonSchema({"type": ["string", "number"], "description": description, **schema}),
    )


class Window(NamedTuple):
    """The time over which a target is measured: `month`, `quarter`, `year`, `week`, `day` or `rolling 30 d`."""

    name: str
    rolling: units.Duration | None = None

    def __str__(self) -> str:
        """As it was written."""
        return self.name


_WINDOWS = ("day", "week", "month", "quarter", "year")


def _window(text: str) -> Window:
    if text in _WINDOWS:
        return Window(text)
    if text.startswith("rolling "):
        length = units.parse_duration(text.removeprefix("rolling "))
        if length.seconds and not length.working_days:
            return Window(text, length)
    raise units.UnitError(f'"{text}" is not a window', "write week, month, quarter, year or rolling 30 d")


Id = Annotated[
    str, BeforeValidator(parsed(_identifier)), WithJsonSchema({"type": "string", "pattern": r"^[A-Za-z0-9._-]{1,64}$"})
]
Name = Annotated[str, BeforeValidator(parsed(_on_one_line)), WithJsonSchema({"type": "string", "maxLength": 120})]
Text = Annotated[
    str, BeforeValidator(parsed(_at_most(_TEXT_LENGTH))), WithJsonSchema({"type": "string", "maxLength": 4000})
]
Link = Annotated[str, BeforeValidator(parsed(_link)), WithJsonSchema({"type": "string", "maxLength": 4000})]
Truth = Annotated[bool, BeforeValidator(parsed(_truth)), WithJsonSchema({"enum": [True, False, *_TRUTH]})]
Whole = Annotated[
    int,
    BeforeValidator(parsed(_whole)),
    WithJsonSchema({"type": ["integer", "string"], "description": "a whole number"}),
]
Country = Annotated[str, BeforeValidator(parsed(_country)), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})]
TimeZone = Annotated[str, BeforeValidator(parsed(_timezone)), WithJsonSchema({"type": "string"})]
TimeOfDay = Annotated[
    int,
    BeforeValidator(parsed(time_of_day)),
    WithJsonSchema({"type": "string", "description": "a time of day such as 09:00"}),
]
Level = Annotated[Decimal | units.Duration, *_value(_level, "a share such as 99.9 % or a duration such as 4 h")]
Amount = Annotated[
    units.Worth, *_value(units.parse_worth, "a share of the price such as 10 %, money, or time of service such as 1 d")
]
RuleCode = Annotated[
    str, BeforeValidator(parsed(_rule)), WithJsonSchema({"type": "string", "pattern": "^[A-Z][0-9]{3}$"})
]
Share = Annotated[Decimal, *_value(units.parse_share, "a share such as 99.9 % or 0.999")]
Duration = Annotated[
    units.Duration, *_value(units.parse_duration, "a duration such as 15 min, 4 h, 2 d, 3 working days, PT4H")
]
Rate = Annotated[units.Rate, *_value(units.parse_rate, "a rate such as 500 per hour")]
Money = Annotated[units.Money, *_value(units.parse_money, "money such as 120000 per year")]
Number = Annotated[Decimal, *_value(units.parse_number, "a number, zero or more")]
Date = Annotated[date, *_value(units.parse_date, "a date such as 2026-12-31", format="date")]
Period = Annotated[units.Period, *_value(units.parse_period, "a period such as 90 d, 6 months, 1 year")]
Allowance = Annotated[
    tuple[units.Duration, str], *_value(units.parse_allowance, "time in a window such as 4 h per month")
]
MeasuringWindow = Annotated[Window, *_value(_window, "week, month, quarter, year, or rolling 30 d")]


def listed(value: Any) -> Any:
    """One entry may stand without a list."""
    return value if isinstance(value, list | tuple) else [value]


def shortened(text: str) -> str:
    """Text that quotes a value of the file, cut to what a person reads."""
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}..."


def frozen_map(values: Mapping[str, V]) -> Mapping[str, V]:
    """The same mapping, which can no longer be changed."""
    return MappingProxyType(dict(values))


FrozenMap = AfterValidator(frozen_map)
Ids = Annotated[tuple[Id, ...], BeforeValidator(listed, json_schema_input_type=Id | tuple[Id, ...])]
