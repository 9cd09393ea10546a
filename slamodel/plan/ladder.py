"""A level of today and what promises would need in; the better levels that people contract out, the strictest last."""

from collections.abc import Iterable
from math import floor

from slamodel.gaps.ways import BEST_REALISTIC
from slamodel.model import Measure
from slamodel.units import TOLERANCE, TOLERANCE_S, to_ask

SHARES = (1e-2, 5e-3, 1e-3, 5e-4, 1e-4, 5e-5, 1e-5)
"""Unavailabilities that people contract: 99 %, 99.5 % and so on."""
TIMES = (60.0, 300.0, 600.0, 900.0, 1800.0, 2700.0, *(3600.0 * h for h in (1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 40)))
SHORTEST_S = 60.0
"""Nobody answers, mends or delivers within less than a minute by contract; only the latency of a call is shorter."""
CASES = (0.1, 0.05, 0.02, 0.01, 0.005, 0.001, 0.0)
"""Shares of the cases that may be late."""
_MOST_TIMES = 4
_PARTS = (0.75, 0.5, 0.25, 0.1)


def shares(today: float, needed: Iterable[float] = ()) -> tuple[float, ...]:
    """Unavailabilities below that of today, those needed as they are printed; never better than anybody commits to."""
    exact = (to_ask(level) for level in needed)
    found = {level for level in (*SHARES, *exact) if BEST_REALISTIC - TOLERANCE <= level < today - TOLERANCE}
    return tuple(sorted(found, reverse=True))


def times(today: float, needed: Iterable[float] = (), *, shortest: float = SHORTEST_S) -> tuple[float, ...]:
    """Seconds below those of today: those needed, and usual ones at about a half, a quarter and a tenth."""
    usual = [max((t for t in TIMES if t <= today * part + TOLERANCE_S), default=today * part) for part in _PARTS]
    least = min((t for t in TIMES if t >= shortest), default=shortest)
    found = {level for level in (*usual[:_MOST_TIMES], least, *needed) if shortest <= level < today - TOLERANCE_S}
    return tuple(sorted(found, reverse=True))


def neat(seconds: float) -> float:
    """A time as people agree on it, no longer than this: in quarters of an hour, in five minutes, in minutes."""
    for limit, step in ((3600.0, 900.0), (600.0, 300.0), (60.0, 60.0)):
        if seconds >= limit:
            return floor(seconds / step + TOLERANCE_S) * step
    return seconds


def cases(today: float) -> tuple[float, ...]:
    """Shares of late cases below that of today."""
    return tuple(late for late in CASES if late < today - TOLERANCE)


def amounts(measure: Measure, today: float, needed: Iterable[float]) -> tuple[float, ...]:
    """Amounts that are better than that of today: those needed, and the words of a scale."""
    worded = [number for _, number in measure.words]
    found = {level for level in (*worded, *needed) if not measure.reaches(today, level) and level != measure.best}
    return tuple(sorted(found, reverse=measure.is_lower_better))
