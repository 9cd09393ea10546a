"""A recurrence of a whole-day event in; how many times it comes at most out, or why it is not followed.

Only rules are taken which are sure to come true again and again: those that people and their calendars write for days
on which nobody works. How often one comes and how many periods it may take for that is counted before it is followed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from math import prod
from typing import TypeAlias

from slamodel.load.ics_lines import UnusableError

LAST = date(2100, 12, 31)

Rule: TypeAlias = Mapping[str, Sequence[str]]

_PERIODS = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}
"""The days of the shortest period."""
_EVERYWHERE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_PARTS = {
    "DAILY": _EVERYWHERE,
    "WEEKLY": _EVERYWHERE | {"BYDAY"},
    "MONTHLY": _EVERYWHERE | {"BYDAY", "BYMONTHDAY"},
    "YEARLY": _EVERYWHERE | {"BYMONTH", "BYDAY", "BYMONTHDAY"},
}
_WEEKDAY = re.compile(r"([+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)")
_LONGEST_MONTHS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_ALWAYS_THERE = 28
_WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ENDLESS = 1_000_000
_LONGEST_WAIT = 40
"""Years: a 29 February on a given weekday may be so far from the next."""
_HINT = "write its days out, or as a rule by year, month, week or day"


def times(rule: Rule, start: date) -> int:
    """How many times a rule comes at most until 2100; raises `UnusableError`."""
    frequency = _one(rule, "FREQ").upper()
    if frequency not in _PARTS or not rule.keys() <= _PARTS[frequency]:
        raise _refusal(rule)
    interval, count = _number(rule, "INTERVAL", 1), _number(rule, "COUNT", _ENDLESS)
    if not _comes_true(rule, frequency, interval) or _one(rule, "WKST", "MO").upper() not in _WEEK:
        raise _refusal(rule)
    return min(_periods(rule, start, interval) * _in_a_period(rule, frequency), count)


def steps(rule: Rule, start: date) -> int:
    """How many periods of a rule that comes so many times are looked at, at most."""
    count = _number(rule, "COUNT", _ENDLESS)
    return min(_periods(rule, start, _number(rule, "INTERVAL", 1)), count * _LONGEST_WAIT)


def _periods(rule: Rule, start: date, interval: int) -> int:
    days = _PERIODS[_one(rule, "FREQ").upper()] * interval
    return max((until(rule) - start).days, 0) // days + 1


def _comes_true(rule: Rule, frequency: str, interval: int) -> bool:
    """Whether the days that a rule names are there in every round of its periods, or at least every few decades."""
    ordinals = [_ordinal(rule, day) for day in rule.get("BYDAY", ())]
    days = [abs(_whole(rule, day)) for day in rule.get("BYMONTHDAY", ())]
    months = [_whole(rule, month) for month in rule.get("BYMONTH", ())]
    if any(month not in _LONGEST_MONTHS for month in months) or 0 in days:
        return False
    if frequency == "WEEKLY":
        return not any(ordinals)
    if frequency == "YEARLY" and (ordinals or days) and not months:
        return False
    longest = min(_LONGEST_MONTHS[month] for month in months) if months else 31
    if interval == 1:
        return max(days, default=0) <= longest and not (days and any(ordinals))
    return max(days, default=0) <= _ALWAYS_THERE and max(ordinals, default=0) < 5 and not (days and ordinals)


def _in_a_period(rule: Rule, frequency: str) -> int:
    """How many days of a period a rule names at most."""
    weeks = 1 if frequency == "WEEKLY" else 5
    weekdays = sum(1 if _ordinal(rule, day) else weeks for day in rule.get("BYDAY", ()))
    return prod(max(named, 1) for named in (len(rule.get("BYMONTH", ())), len(rule.get("BYMONTHDAY", ())) or weekdays))


def until(rule: Rule) -> date:
    """The last day on which a rule may come."""
    if "UNTIL" not in rule:
        return LAST
    try:
        return min(date.fromisoformat(_one(rule, "UNTIL")), LAST)
    except ValueError:
        raise _refusal(rule) from None


def _ordinal(rule: Rule, day: str) -> int:
    """Of `2MO`, `-1FR` and `SA` the 2, the 1, and nothing."""
    match = _WEEKDAY.fullmatch(day.upper())
    if match is None:
        raise _refusal(rule)
    return abs(int(match[1] or 0))


def _number(rule: Rule, part: str, unstated: int) -> int:
    number = _whole(rule, _one(rule, part)) if part in rule else unstated
    if number < 1:
        raise _refusal(rule)
    return number


def _one(rule: Rule, part: str, unstated: str = "") -> str:
    values = rule.get(part, (unstated,) if unstated else ())
    if len(values) != 1:
        raise _refusal(rule)
    return values[0]


def _whole(rule: Rule, text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,6}", text):
        raise _refusal(rule)
    return int(text)


def _refusal(rule: Rule) -> UnusableError:
    written = ";".join(f"{part}={','.join(values)}" for part, values in rule.items())
    return UnusableError(f"has a recurrence that is not followed: {written}", _HINT)
