"""Numbers in; text out that never flatters: availability is rounded down, times up, and 99.999 % is never 100 %."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import floor, log10

_SIGNIFICANT = 12
"""Digits of a shortfall that are contract; what lies behind them is floating point."""


def show_share(unavailability: float) -> str:
    """A share in percent from its shortfall to 1, rounded down, with as many nines as it has."""
    return _share(unavailability, ROUND_CEILING)


def show_required(unavailability: float) -> str:
    """A share to ask for, from the shortfall that is allowed: rounded up, so that granting it is enough."""
    return _share(unavailability, ROUND_FLOOR)


def _share(unavailability: float, rounding: str) -> str:
    shortfall = Decimal(f"{unavailability:.{_SIGNIFICANT}e}") * 100
    if shortfall <= 0:
        return "100 %"
    decimals = max(2, 1 - floor(log10(shortfall)))
    share = 100 - shortfall.quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    return f"{_plain(max(share, Decimal(0)))} %"


def share_of(unavailability: float) -> float:
    """The share itself as a fraction, without what floating point adds: `show_share` for machines."""
    return float(1 - Decimal(f"{unavailability:.{_SIGNIFICANT}e}"))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_duration(seconds: float, *, down: bool = False) -> str:
    """A length of time such as `5 h 10 min` or `43 min 12 s`, rounded up, or down for what is allowed."""
    step = _step(seconds)
    exact = Decimal(repr(round(seconds, 6)))
    whole = (exact / step).to_integral_value(ROUND_FLOOR if down else ROUND_CEILING) * step
    if whole < 1:
        return f"{_plain(whole * 1000)} ms" if whole else "0 min"
    if whole < 60:
        return f"{_plain(whole)} s"
    minutes, rest = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24) if hours >= 48 else (0, hours)
    parts = ((days, "d"), (hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def _step(seconds: float) -> Decimal:
    """The finest unit worth printing for this length."""
    for limit, step in ((1, "0.001"), (60, "0.1"), (3600, "1")):
        if seconds < limit:
            return Decimal(step)
    return Decimal(60)
