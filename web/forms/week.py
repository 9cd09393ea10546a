"""The hours of a week as a form: a field for each day; days that are alike are written together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from slamodel.load import Plain

from .choices import Choices
from .controls import Control, Option, Row
from .filled import Filled, one
from .parts import Single

DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
_NAMES = tuple(DAYS)
_ONTO: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "working": ("all working days", _NAMES[:5]),
    "weekend": ("Saturday and Sunday", _NAMES[5:]),
    "all": ("every day", _NAMES),
    **{day: (label, (day,)) for day, label in DAYS.items()},
}
"""Days that the hours of another one can be copied onto, with the words for them, by what a form calls them."""
_KEY = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?")


@dataclass(frozen=True, slots=True)
class Usual:
    """A week that many have: the word for it in a form, what its button says, and its hours by day."""

    key: str
    label: str
    hours: Mapping[str, str]


OPENING = (
    Usual("office", "Mon\u2013Fri 08:00\u201318:00", {"mon-fri": "08:00-18:00"}),
    Usual("shifts", "Mon\u2013Fri in two shifts, 06:00\u201322:00", {"mon-fri": "06:00-22:00"}),
    Usual("always", "Around the clock", {"mon-sun": "00:00-24:00"}),
    Usual("none", "Empty", {}),
)
"""Usual hours of people."""
WINDOWS = (
    Usual("sunday", "Sunday 02:00\u201306:00", {"sun": "02:00-06:00"}),
    Usual("weekend", "Saturday 22:00 to Sunday 06:00", {"sat": "22:00-06:00"}),
    Usual("nights", "Every night 01:00\u201305:00", {"mon-sun": "01:00-05:00"}),
    Usual("none", "Empty", {}),
)
"""Usual windows for maintenance."""


@dataclass(frozen=True, slots=True)
class Week(Single):
    """Hours by day."""

    usual: tuple[Usual, ...] = OPENING

    def fits(self, value: Plain | None) -> bool:
        """Whether every day is named at most once, and with text."""
        if value is None:
            return True
        if not isinstance(value, dict) or not all(_KEY.fullmatch(key) for key in value):
            return False
        days = [day for key in value for day in _days(key)]
        return len(days) == len(set(days)) and all(isinstance(text, str) for text in value.values())

    def shown(self, value: Plain | None) -> Filled:
        """The hours of each day."""
        return {f"{self.name}.{day}": (hours,) for day, hours in _by_day(value).items()}

    def taken(self, form: Filled, old: Plain | None) -> Plain | None:
        """Keys whose days still go together stay; the other days are put together anew."""
        hours = {day: _plain(text) for day in _NAMES if (text := one(form, f"{self.name}.{day}"))}
        kept = [key for key in old if _alike(hours, _days(key))] if isinstance(old, dict) else []
        done = {day for key in kept for day in _days(key)}
        runs = _runs({day: text for day, text in hours.items() if day not in done})
        return {**{key: hours[_days(key)[0]] for key in kept}, **runs} or None

    def field(self, rest: Sequence[str | int], _form: Filled) -> str:
        """The field of the day; of a run of days, that of its first."""
        day = _days(str(rest[0]))[0] if rest and _KEY.fullmatch(str(rest[0])) else _NAMES[0]
        return f"{self.name}.{day}"

    def control(self, form: Filled, _choices: Choices) -> Control:
        """Seven lines."""
        days = tuple(
            Control("line", f"{self.name}.{day}", label, text=one(form, f"{self.name}.{day}"))
            for day, label in DAYS.items()
        )
        usual = tuple(Option(week.key, week.label) for week in self.usual)
        also = (Row("copy", "Copy hours", self._copying(form)),)
        return Control("week", self.name, self.label, self.help, is_required=True, inner=days, options=usual, rows=also)

    def as_usual(self, form: Filled, key: str) -> tuple[Filled, str]:
        """The form with one of the usual weeks, and what has happened, in words."""
        chosen = next((week for week in self.usual if week.key == key), None)
        if chosen is None:
            return form, ""
        hours = _by_day(dict(chosen.hours))
        filled = {f"{self.name}.{day}": (hours.get(day, ""),) for day in _NAMES}
        return {**form, **filled}, f"The hours are now: {chosen.label}"

    def copied(self, form: Filled) -> tuple[Filled, str]:
        """The form with the hours of the day that was chosen on others, and what has happened, in words."""
        day, onto = one(form, f"copy.{self.name}.day"), one(form, f"copy.{self.name}.onto")
        if day not in DAYS or onto not in _ONTO:
            return form, ""
        words, days = _ONTO[onto]
        hours = one(form, f"{self.name}.{day}")
        copied = {f"{self.name}.{other}": (hours,) for other in days}
        return {**form, **copied}, f"The hours of {DAYS[day]} are copied to {words}"

    def _copying(self, form: Filled) -> tuple[Control, ...]:
        """Which day to copy, and where to."""
        days, onto = tuple(DAYS.items()), tuple((key, words) for key, (words, _) in _ONTO.items())
        return (
            _chosen(f"copy.{self.name}.day", "Copy the hours of", days, form),
            _chosen(f"copy.{self.name}.onto", "to", onto, form),
        )


def _chosen(name: str, label: str, offered: Sequence[tuple[str, str]], form: Filled) -> Control:
    """A list with what was chosen last."""
    options = tuple(Option(value, words, value == one(form, name)) for value, words in offered)
    return Control("choice", name, label, options=options)


def _plain(text: str) -> str:
    """Spans as model files write them: `9:00 to 17.30` is `09:00-17:30`."""
    text = re.sub(r"\s*(?:-|\u2013|\u2014|\bto\b)\s*", "-", text)
    text = re.sub(r"(?<![0-9:.])([0-9]{1,2})(?:[.]([0-5][0-9]))?(?![0-9:.])", _clock, text)
    return re.sub(r"(?<![0-9])([0-9]):", r"0\1:", text).replace("Closed", "closed")


def _clock(match: "re.Match[str]") -> str:
    return f"{int(match[1]):02}:{match[2] or '00'}"


def _by_day(value: Plain | None) -> Mapping[str, str]:
    pairs = value.items() if isinstance(value, dict) else ()
    return {day: text for key, text in pairs if isinstance(text, str) for day in _days(key)}


def _days(key: str) -> tuple[str, ...]:
    """The days that a key such as `mon-fri` or `sat` stands for."""
    first, _, last = key.partition("-")
    start = _NAMES.index(first)
    length = (_NAMES.index(last or first) - start) % 7 + 1
    return tuple(_NAMES[(start + step) % 7] for step in range(length))


def _alike(hours: Mapping[str, str], days: Sequence[str]) -> bool:
    return days[0] in hours and len({hours.get(day) for day in days}) == 1


def _runs(hours: Mapping[str, str]) -> dict[str, Plain]:
    runs: dict[str, Plain] = {}
    start = 0
    while start < 7:
        text, end = hours.get(_NAMES[start]), start
        while end < 6 and hours.get(_NAMES[end + 1]) == text:
            end += 1
        if text is not None:
            runs[_NAMES[start] if start == end else f"{_NAMES[start]}-{_NAMES[end]}"] = text
        start = end + 1
    return runs
