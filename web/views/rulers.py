"""What a level is of in; how levels of that sort are read, where each stands on a scale, and what it comes to, out."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from math import ceil, log10

from slamodel.units import (
    TOLERANCE,
    TOLERANCE_S,
    Duration,
    UnitError,
    parse_duration,
    parse_share,
    show_duration,
    show_share,
)

LONG = 1000
"""How long a scale is."""
_NINES = (0.1, 1e-5)
"""The ends of the scale of nines, as unavailabilities: 90 % and 99.999 %."""
_USUAL_S = (
    *(0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 2700),
    *(3600 * hours for hours in (1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 72, 96, 120, 168, 240, 336)),
)
_MARKED_S = frozenset((0.1, 1, 10, 60, 900, 3600, 4 * 3600, 8 * 3600, 86400, 3 * 86400, 7 * 86400))
_USUAL_DAYS = (0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30)
"""Working days that are usual."""
_SHORTER, _LONGER = 40, 6
"""How far a scale of times reaches to both sides of those that are stated."""

Words = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Usual levels as they are typed, those that are marked with the names there, and how a level is read.

    `read` gives its value, `place` where that stands between 0 and 1, `words` what it comes to.
    """

    usual: tuple[str, ...]
    marked: tuple[tuple[str, str], ...]
    read: Callable[[str], float]
    place: Callable[[float], float]
    words: Words

    def at(self, text: str) -> int | None:
        """Where a level stands, at an end what is beyond it; None for what is none."""
        value = _tried(self.read, text)
        return None if value is None else round(LONG * min(1.0, max(0.0, self.place(value))))

    def said(self, text: str) -> str:
        """What a level comes to; nothing where that cannot be said."""
        value = _tried(self.read, text)
        return "" if value is None else self.words(value)


def _tried(read: Callable[[str], float], text: str) -> float | None:
    try:
        return read(text)
    except (UnitError, ArithmeticError):
        return None


def _on_the_way(first: float, last: float, value: float) -> float:
    """How far a value is from one to the other when each factor of ten is as long as the next."""
    return log10(max(value, 1e-9) / first) / log10(last / first)


def nines(words: Words) -> Ruler:
    """Shares of time or of requests, each nine as long as the one before."""
    named = (("90 %", "90 %"), ("99 %", "99"), ("99.9 %", "99.9"), ("99.99 %", "99.99"), ("99.999 %", "99.999"))
    between = (("99.5 %", ""), ("99.95 %", ""))
    return Ruler(tuple(_by_nines()), (*named, *between), _missing, partial(_on_the_way, *_NINES), words)


def _by_nines() -> Iterator[str]:
    """90 %, 91 % and so on to 99 %, 99.1 % and so on to 99.999 %."""
    yield "90 %"
    for digits in range(4):
        yield from (f"{100 - n / 10**digits:.{digits}f} %" for n in range(9, 0, -1))


def _missing(text: str) -> float:
    return float(1 - parse_share(text))


def downtime(counted_s: float | None, window: str, value: float) -> str:
    """What an unavailability comes to in a window; without the seconds that count, of how many requests fail."""
    if counted_s is None:
        return f"{ceil(value * 100_000 - TOLERANCE_S):,} of 100,000 may fail"
    return f"{show_duration(value * counted_s)} down {window}"


def cases(least: float) -> Ruler:
    """Shares of cases from some share on, every percent as long as the others."""
    first = round(least * 100)
    usual = (*(f"{percent} %" for percent in range(first, 100)), "99.5 %", "99.9 %", "100 %")
    marked = tuple((f"{percent} %", f"{percent}{' %' * (percent == 100)}") for percent in range(first, 101, 10))
    return Ruler(usual, marked, _missing, lambda value: (1 - value - least) / (1 - least), _late)


def _late(value: float) -> str:
    return (
        "none may take longer"
        if value <= TOLERANCE
        else f"{ceil(value * 1000 - TOLERANCE_S):,} of 1,000 may take longer"
    )


def times(stated: Iterable[str], words: Words, *, working_day: Duration, in_hours: bool) -> Ruler:
    """Usual times around those that are stated, in working days where one of those is."""
    texts = tuple(filter(None, stated))
    read = partial(_seconds, working_day)
    values = [value for value in (_tried(read, text) for text in texts) if value]
    in_days = any("working" in text for text in texts)
    every = {_days(n): n * float(working_day.seconds) for n in _USUAL_DAYS} if in_days else _usual(in_hours=in_hours)
    shortest, longest = min(values, default=2400.0) / _SHORTER, max(values, default=14400.0) * _LONGER
    usual = {text: s for text, s in every.items() if shortest - TOLERANCE_S <= s <= longest + TOLERANCE_S}
    marked = tuple((text, text) for text, seconds in usual.items() if in_days or seconds in _MARKED_S)
    return Ruler(tuple(usual), marked, read, partial(_on_the_way, shortest, longest), words)


def _usual(*, in_hours: bool) -> dict[str, float]:
    return {show_duration(seconds, in_hours=in_hours): seconds for seconds in _USUAL_S}


def _days(count: float) -> str:
    return f"{count:g} working day{'' if count == 1 else 's'}"


def _seconds(working_day: Duration, text: str) -> float:
    return parse_duration(text).on(working_day)


def share_of(counted_s: float | None, window: str, value: float) -> str:
    """Which share of the time so much downtime leaves."""
    return f"{show_share(min(1.0, value / counted_s))} {window}" if counted_s else ""
