"""A value as people write it in; the same as model files write it out: `99,9` for a share becomes `99.9 %`.

What cannot be understood, or could mean two things, stays as it was typed: the reader of models says what is wrong.
"""

import re
from collections.abc import Callable, Mapping

from slamodel.model.metric import RATES, SCALES, SHARES, TIMES
from slamodel.units import (
    UnitError,
    parse_allowance,
    parse_date,
    parse_duration,
    parse_money,
    parse_period,
    parse_rate,
    parse_share,
    show_duration,
)

from .lengths import allowance, decimal, period, rate, time
from .prices import price
from .regions import country, zone

_UNUSUAL_BLANKS = re.compile("[\u00a0\u2009\u202f]")
_BARE_PERCENT = re.compile(r"[0-9]{1,3}(\.[0-9]{1,24})?")
_PERCENT = re.compile(r"(?<=[0-9]) *(?:%|percent|per cent|Prozent)$")
_DAY = re.compile(r"([0-9]{1,2})([./])([0-9]{1,2})\2([0-9]{4})")


def written(text: str, sort: str, currency: str = "") -> str:
    """The text of a field as a model file would write it; `sort` is what the field asks for."""
    if sort not in _RULES:
        return text
    rule, reader = _RULES[sort]
    plain = " ".join(_UNUSUAL_BLANKS.sub(" ", text).split())
    found = price(plain, currency) if sort == "money" else rule(plain)
    try:
        reader(found)
    except UnitError:
        return text
    return found


def note_on(typed: str, found: str, sort: str, working_day: str = "8 h") -> str:
    """What is said of a value that is taken otherwise than it was typed, or that counts as something else.

    Nothing where only blanks differ.
    """
    meant = _in_percent(found) if sort == "share" else _on_the_clock(found, working_day) if sort == "time" else found
    is_same = meant.replace(" ", "") == typed.replace(" ", "")
    said = ("" if is_same else f"Taken as {', '.join(meant.splitlines())}.", _once(found) if sort == "money" else "")
    return " ".join(filter(None, said))


def _on_the_clock(text: str, working_day: str) -> str:
    """Working days with the hours that they come to in this model; other times as they are."""
    try:
        time_, day = parse_duration(text), parse_duration(working_day)
    except UnitError:
        return text
    if not time_.working_days:
        return text
    return f"{text}, {show_duration(time_.on(day))}: a working day counts {working_day} in this model"


def _once(text: str) -> str:
    """What is asked of a price that does not say for how long it is paid."""
    try:
        is_once = not parse_money(text).per
    except UnitError:
        return ""
    return f"Paid once. Or is it per month or per year? Then write {text} per year." if is_once else ""


def _in_percent(text: str) -> str:
    """A share that stands without a unit, which may be meant in percent, as what it counts as; others as they are."""
    try:
        return text if "%" in text else f"{(parse_share(text) * 100).normalize():f} %"
    except UnitError:
        return text


def sort_of(metric: str, bound: str = "") -> str:
    """What a level of a metric is written as."""
    if metric in TIMES or (metric == "availability" and bound == "at_most"):
        return "time"
    return "share" if metric in SHARES else "rate" if metric in RATES else "text" if metric in SCALES else "quantity"


def _share(text: str) -> str:
    """In a field that asks for percent, `99.9` means 99.9 %; up to 1 it could be both and is left as it is."""
    plain = _PERCENT.sub(" %", decimal(text, is_share=True))
    return f"{plain} %" if _BARE_PERCENT.fullmatch(plain) and float(plain) > 1 else plain


def _day(text: str) -> str:
    """`24.12.2026` as `2026-12-24`; with slashes only where it cannot be month and day instead."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    first, second, year = int(found[1]), int(found[3]), found[4]
    if found[2] == "." or first > 12:
        return f"{year}-{second:02}-{first:02}"
    return f"{year}-{first:02}-{second:02}" if second > 12 or first == second else text


_RULES: Mapping[str, tuple[Callable[[str], str], Callable[[str], object]]] = {
    "share": (_share, parse_share),
    "time": (time, parse_duration),
    "period": (period, parse_period),
    "allowance": (allowance, parse_allowance),
    "rate": (rate, parse_rate),
    "money": (price, parse_money),
    "quantity": (decimal, str),
    "day": (_day, parse_date),
    "zone": (zone, str),
    "country": (country, str),
}
"""How a value of each sort is rewritten, and what reads it in a model."""
SORTS = frozenset(_RULES)
