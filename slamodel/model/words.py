"""The kinds of value that a model file is made of: text comes in, frozen values of one unit go out."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, WithJsonSchema
from pydantic_core import PydanticCustomError

from slamodel import units

V = TypeVar("V")

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):\S*")
_LINK_SCHEMES = ("http", "https", "mailto")
_NAME_LENGTH, _TEXT_LENGTH = 120, 4000
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
    """A validator around a parser of `slamodel.units`; its complaint becomes pydantic's."""

    def validate(value: Any) -> Any:
        text = _text(value)
        try:
            return parse(text)
        except units.UnitError as error:
            # The words go through the context: a brace in the user's text must not be taken for a place-holder.
            raise PydanticCustomError("unit", "{message}", {"message": error.message, "hint": error.hint}) from None

    return validate


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise units.UnitError(f'"{text[:70]}" is not an id', "ids are letters, digits, . _ and -, at most 64")
    return text


def _at_most(length: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) > length:
            raise units.UnitError(f"a text of {len(text)} characters", f"at most {length} fit here")
        return text

    return check


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
Name = Annotated[
    str, BeforeValidator(parsed(_at_most(_NAME_LENGTH))), WithJsonSchema({"type": "string", "maxLength": 120})
]
Text = Annotated[
    str, BeforeValidator(parsed(_at_most(_TEXT_LENGTH))), WithJsonSchema({"type": "string", "maxLength": 4000})
]
Link = Annotated[str, BeforeValidator(parsed(_link)), WithJsonSchema({"type": "string", "maxLength": 4000})]
Truth = Annotated[bool, BeforeValidator(parsed(_truth)), WithJsonSchema({"enum": [True, False, *_TRUTH]})]
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


def frozen_map(values: Mapping[str, V]) -> Mapping[str, V]:
    """The same mapping, which can no longer be changed."""
    return MappingProxyType(dict(values))


FrozenMap = AfterValidator(frozen_map)
