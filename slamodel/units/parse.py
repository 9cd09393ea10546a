"""Text of a model file in; exact decimals, seconds and dates out; a `UnitError` says what to write instead."""

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple


class UnitError(ValueError):
    """A value that cannot be read; `hint` is what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        """`message` says what is wrong with the value, `hint` gives a spelling that works."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class Duration(NamedTuple):
    """A length of time on a running clock, plus working days whose length the model's conventions set.

    `in_days` tells that days or weeks were written, which people may have meant otherwise than as 24 h each.
    """

    seconds: Decimal
    working_days: Decimal = Decimal(0)
    in_days: bool = False

    def on(self, working_day: "Duration") -> float:
        """Seconds, with a working day of the given length."""
        return float(self.seconds + self.working_days * working_day.seconds)


class Rate(NamedTuple):
    """An amount in a unit of time, as in `500 per hour`."""

    amount: Decimal
    per: str

    @property
    def per_second(self) -> float:
        """Amount in one second."""
        return float(self.amount / _UNITS[self.per])

    @property
    def unit(self) -> str:
        """The unit of time under its usual name, such as `hour`, however it was spelt."""
        return _RATE_UNITS[_UNITS[self.per]]

    def in_one(self, unit: str) -> float:
        """Amount in one `unit` of time, such as `hour`."""
        return float(self.amount * _UNITS[unit] / _UNITS[self.per])


class Period(NamedTuple):
    """A length of time on the calendar, as in `12 months` or `90 d`, for terms, notice and reviews."""

    number: int
    unit: str


class Money(NamedTuple):
    """An amount in the model's currency, for a window of time or once (`per` is empty)."""

    amount: Decimal
    per: str = ""


class Worth(NamedTuple):
    """What a credit is worth: a share of the price, an amount of money, or the price of some time of service."""

    share: Decimal = Decimal(0)
    money: Decimal = Decimal(0)
    time: Decimal = Decimal(0)


_UNITS = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), Decimal("0.001")),
    **dict.fromkeys(("s", "sec", "second", "seconds"), Decimal(1)),
    **dict.fromkeys(("min", "minute", "minutes"), Decimal(60)),
    **dict.fromkeys(("h", "hour", "hours"), Decimal(3600)),
    **dict.fromkeys(("d", "day", "days"), Decimal(86400)),
    **dict.fromkeys(("week", "weeks"), Decimal(604800)),
}
_RATE_UNITS = {_UNITS[unit]: unit for unit in ("millisecond", "second", "minute", "hour", "day", "week")}
_DAYS = frozenset(("d", "day", "days", "week", "weeks"))
_WORKING_DAY = ("working day", "working days")
_NUMBER = re.compile(r"[0-9]{1,24}(?:\.[0-9]{1,24})?")
_PART = re.compile(r"([0-9]{1,24}(?:\.[0-9]{1,24})?) ?(working days?|[a-z]+) ?", re.IGNORECASE)
_ISO = re.compile(
    r"P(?:(?P<week>[0-9]{1,9})W)?(?:(?P<d>[0-9]{1,9})D)?(?:T(?=[0-9])(?:(?P<h>[0-9]{1,9}(?:\.[0-9]{1,9})?)H)?(?:(?P<min>[0-9]{1,9}(?:\.[0-9]{1,9})?)M)?(?:(?P<s>[0-9]{1,9}(?:\.[0-9]{1,9})?)S)?)?"
)
_CENTURY = Decimal(36525 * 86400)
_PERIODS = ("day", "week", "month", "quarter", "year")
_PERIOD = re.compile(r"([0-9]{1,4}) ?(d|days?|weeks?|months?|quarters?|years?|working days?)")
_YEARS = range(1900, 2201)


def parse_number(text: str) -> Decimal:
    """A plain decimal number, zero or more."""
    text = text.strip()
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    if re.fullmatch(r"[-\u2212] ?[0-9.]+.*", text):
        raise UnitError(f'"{text}" is negative', "numbers here are zero or more")
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text):
        raise UnitError(f'"{text}" has thousands separators', f"write {text.replace(',', '')}")
    if re.fullmatch(r"[0-9]+,[0-9]+", text):
        raise UnitError(f'"{text}" has a decimal comma', f"write {text.replace(',', '.')}")
    if re.search(r"[\u00a0\u202f\u2009']|[0-9] [0-9]|[0-9]_[0-9]", text):
        raise UnitError(f'"{text}" has separators inside the number', "write the digits without separators")
    if text.lower().lstrip("+-.") in ("nan", "inf", "infinity"):
        raise UnitError(f'"{text}" is not a number', "write a finite number")
    if not text:
        raise UnitError("a value is missing here")
    raise UnitError(f'"{text}" is not a number', "write digits with a decimal point, such as 12 or 99.9")


@lru_cache(maxsize=4096)
def parse_share(text: str) -> Decimal:
    """A share as a fraction 0..1, from `99.9 %` or `0.999`."""
    text = text.strip()
    is_percent = text.endswith("%")
    number = parse_number(text.removesuffix("%"))
    share = number / 100 if is_percent else number
    if share <= 1:
        return share
    if is_percent or number > 100:
        raise UnitError(f'"{text}" is more than 100 %', "a share lies between 0 % and 100 %")
    raise UnitError(f'"{text}" has no unit', f"write {number} % or {number / 100}")


@lru_cache(maxsize=4096)
def parse_duration(text: str) -> Duration:
    """A duration from `15 min`, `1 h 30 min`, `3 working days` or ISO 8601 `PT4H`."""
    text = text.strip()
    duration = _iso_duration(text) if text[:1] == "P" else _spelled_duration(text)
    if duration.seconds > _CENTURY or duration.working_days > _CENTURY / 86400:
        raise UnitError(f'"{text}" is longer than a century', "write a shorter time")
    return duration


def _iso_duration(text: str) -> Duration:
    if re.match(r"P([0-9]+W)?[0-9]+[YM]", text):
        raise UnitError(f'"{text}" counts in months or years, which have no fixed length', "write days, such as 30 d")
    match = _ISO.fullmatch(text)
    if match is None or not any(match.groups()):
        raise UnitError(f'"{text}" is not an ISO 8601 duration', "write PT4H, P2D or 4 h")
    given = {unit: Decimal(n) for unit, n in match.groupdict().items() if n}
    seconds = sum((number * _UNITS[unit] for unit, number in given.items()), Decimal(0))
    return Duration(seconds, in_days=bool(given.keys() & _DAYS))


def _spelled_duration(text: str) -> Duration:
    seconds = working_days = Decimal(0)
    rest, units, in_days = text, 0, False
    while match := _PART.match(rest):
        number, unit = Decimal(match[1]), match[2].lower()
        if unit in _WORKING_DAY:
            working_days += number
        elif unit in _UNITS:
            seconds += number * _UNITS[unit]
            in_days |= unit in _DAYS
        else:
            raise UnitError(f'"{match[2]}" is not a unit of time', "units are ms, s, min, h, d, weeks, working days")
        rest, units = rest[match.end() :], units + 1
    if units and not rest:
        return Duration(seconds, working_days, in_days)
    raise _no_duration(text)


def _no_duration(text: str) -> UnitError:
    if re.fullmatch(r"[0-9]+:[0-9][0-9](:[0-9][0-9])?", text):
        return UnitError(f'"{text}" could be minutes or hours', "write a unit, such as 4 h or 240 min")
    if re.search(r"\bnext (business|working) day\b", text, re.IGNORECASE):
        hint = "write 1 working day, or 2 working days where it may be the end of the next one"
        return UnitError(f'"{text}" is a day, not a length of time', hint)
    number = re.match(r"[^A-Za-z%]*", text)
    value = parse_number(number[0] if number and number[0].strip() else text)
    if re.fullmatch(r"[0-9.]+", text):
        return UnitError(f'"{text}" has no unit', f"write {value} min, {value} h or {value} d")
    return UnitError(f'"{text}" is not a duration', "write 15 min, 4 h, 2 d, 3 working days or PT4H")


def parse_rate(text: str) -> Rate:
    """A rate from `500 per hour` or `500/h`."""
    amount, per = _split_per(text, "500 per hour")
    if per not in _UNITS:
        raise UnitError(f'"{per}" is not a unit of time', "write per s, per min, per hour or per day")
    return Rate(parse_number(amount), per)


def parse_money(text: str) -> Money:
    """Money from `120000 per year`, or once, `5000`."""
    if re.search(r"[\u20ac$\u00a3]|\b[A-Z]{3}\b", text):
        hint = "write the amount alone, such as 120000 per year; the currency stands once, beside the title"
        raise UnitError(f'"{text}" names a currency', hint)
    if not re.search(r"\bper\b|/", text):
        return Money(parse_number(text))
    amount, per = _split_per(text, "120000 per year")
    if per not in _PERIODS:
        raise UnitError(f'"{per}" is not a period', "write per month, per quarter or per year")
    return Money(parse_number(amount), per)


def parse_worth(text: str) -> Worth:
    """What a credit is worth, from `10 %` of the price, `500` in money, or `1 d` of service."""
    if "%" in text:
        return Worth(share=parse_share(text))
    if _PART.fullmatch(text.strip()):
        length = parse_duration(text)
        if length.working_days:
            raise UnitError(f'"{text}" has no price', "write days of service, such as 1 d")
        return Worth(time=length.seconds)
    money = parse_money(text)
    if money.per:
        raise UnitError(f'"{text}" is money for a time', "write what one miss costs, such as 500, 10 % or 1 d")
    return Worth(money=money.amount)


def parse_period(text: str) -> Period:
    """A period of the calendar from `90 d`, `12 months`, `1 year` or `5 working days`."""
    match = _PERIOD.fullmatch(text.strip())
    if match is None:
        raise UnitError(f'"{text}" is not a period of the calendar', "write 90 d, 6 months or 1 year")
    unit = match[2].removesuffix("s")
    return Period(int(match[1]), "day" if unit == "d" else unit)


def parse_allowance(text: str) -> tuple[Duration, str]:
    """A length of time allowed in a window, from `4 h per month`: the duration and the window's name."""
    amount, per = _split_per(text, "4 h per month")
    if per not in _PERIODS:
        raise UnitError(f'"{per}" is not a window', "write per week, per month, per quarter or per year")
    return parse_duration(amount), per


def _split_per(text: str, example: str) -> tuple[str, str]:
    parts = re.split(r"\s*(?:\bper\b|/)\s*", text.strip())
    if len(parts) != 2:
        raise UnitError(f'"{text}" has no period', f"write it like {example}")
    return parts[0], parts[1].lower()


def parse_date(text: str) -> date:
    """A day from `2026-12-31`."""
    if not re.fullmatch(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]", text.strip()):
        raise UnitError(f'"{text}" is not a date', "write year, month and day, such as 2026-12-31")
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise UnitError(f'"{text}" is no day of the calendar', "check month and day") from None
    if day.year not in _YEARS:
        raise UnitError(f'"{text}" is outside {_YEARS[0]} to {_YEARS[-1]}', "check the year")
    return day
