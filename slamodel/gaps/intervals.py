"""What an agreement says of its reports, in people's words, in; how often they come, and how late, out."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_DAYS: Mapping[str, float] = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_OF_WORDS: Mapping[str, tuple[float, str]] = {
    "hourly": (1, "hour"),
    "daily": (1, "day"),
    "weekly": (1, "week"),
    "fortnightly": (2, "week"),
    "monthly": (1, "month"),
    "quarterly": (1, "quarter"),
    "half-yearly": (2, "quarter"),
    "half yearly": (2, "quarter"),
    "semi-annually": (2, "quarter"),
    "semiannually": (2, "quarter"),
    "yearly": (1, "year"),
    "annually": (1, "year"),
    "annual": (1, "year"),
}
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WORD = re.compile(rf"(?<![\w-])({'|'.join(sorted(_OF_WORDS, key=len, reverse=True))})(?!\w)")
_UNIT = r"(hour|day|week|month|quarter|year)s?"
_EVERY = re.compile(rf"(?<!\w)(?:every|each|per|once an?|once every)\s+(?:(\d+|{'|'.join(_COUNTS)})\s+)?{_UNIT}(?!\w)")
_AT_THE_END = re.compile(
    rf"(?<!\w)(?:after|from|following)\s+(?:the\s+)?(?:end of\s+(?:each|every|the|a)?\s*)?{_UNIT}(?!\w)"
)
_WITHIN = re.compile(r"(?<!\w)within\s+(\d+)\s*(h|hours?|d|days?|working days?|business days?|weeks?)(?!\w)")
_NEARLY = 1.02
"""Four weeks are not rarer than a month is long; a quarter is three months, give or take a day."""


class Interval(NamedTuple):
    """How often something is reported, and how long after the end of the interval; None where that is not said."""

    days: float
    late_days: float | None = None

    def is_rarer_than(self, other: "Interval") -> bool:
        """Whether it comes less often."""
        return self.days > other.days * _NEARLY

    def is_later_than(self, other: "Interval") -> bool:
        """Whether both say how late, and this one is later."""
        return None not in (self.late_days, other.late_days) and (self.late_days or 0.0) > (other.late_days or 0.0)


def interval_of(text: str) -> Interval | None:
    """`monthly`, `every 2 weeks`, `within 5 d after month end`; None for words that say no interval."""
    plain = " ".join(text.casefold().split())
    days = _days(plain)
    return None if days is None else Interval(days, _late(plain))


def _days(plain: str) -> float | None:
    if found := _WORD.search(plain):
        count, unit = _OF_WORDS[found[1]]
        return count * _DAYS[unit]
    if found := _EVERY.search(plain):
        return _number(found[1]) * _DAYS[found[2]]
    found = _AT_THE_END.search(plain)
    return _DAYS[found[1]] if found else None


def _number(text: str | None) -> float:
    if text is None:
        return 1.0
    return float(text) if text.isdigit() else _COUNTS.index(text) + 1.0


def _late(plain: str) -> float | None:
    found = _WITHIN.search(plain)
    if found is None:
        return None
    # Five working days are a week.
    unit = found[2]
    days = 7 / 5 if unit[0] in "wb" and "day" in unit else _DAYS[{"h": "hour", "d": "day", "w": "week"}[unit[0]]]
    return float(found[1]) * days
