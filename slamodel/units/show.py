"""Numbers in; text out that never flatters: availability is rounded down, times up, and 99.999 % is never 100 %."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import floor, inf, log10

_SIGNIFICANT = 12
"""Digits of a shortfall that are contract; what lies behind them is floating point."""


_NOISE = Decimal("1e-10")
"""Percent below which a shortfall is nothing."""
_TWO_DAYS = 172_800
_HALF_A_MINUTE = 30.0
FORESEEN_YEARS = 10
"""So many years are looked at before something counts as not done in them."""
_UNIT = re.compile(r"(?<=\d) (?=%|(?:ms|s|min|h|d)\b)")
_SPAN = re.compile(r"(?<=\d:\d\d)-(?=\d\d:\d\d)")
_BETWEEN = re.compile(r"(?<=\d\u00a0[dh]) (?=\d)|(?<=\d\u00a0min) (?=\d)")


def show_share(unavailability: float) -> str:
    """A share in percent from its shortfall to 1, rounded down, with as many nines as it has."""
    return f"{_plain(max(100 - _on_grid(_percent(unavailability), ROUND_CEILING), Decimal(0)))} %"


def show_share_of(unavailability: float, seconds: float) -> str:
    """A share beside the time that it comes to of so many seconds: with digits enough to reckon that time again."""
    percent = _percent(unavailability)
    shown, digits = _on_grid(percent, ROUND_CEILING), 3
    while (
        float(shown - percent) / 100 * seconds > max(_HALF_A_MINUTE, seconds * float(percent) / 200_000) and digits < 9
    ):
        shown, digits = percent.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_CEILING), digits + 1
    return f"{_plain(max(100 - shown, Decimal(0)))} %"


def show_required(unavailability: float) -> str:
    """A share to ask for, from the shortfall that is allowed: rounded up, so that granting it is enough."""
    return show_share(to_ask(unavailability))


def to_ask(unavailability: float) -> float:
    """A required unavailability on the grid that is printed, never above it: what is asked for in print is enough."""
    shortfall = _percent(unavailability)
    return float(_on_grid(shortfall, ROUND_FLOOR) / 100) if shortfall > _NOISE else 0.0


def show_shortfall(share: float) -> str:
    """A share of time or of cases that is missing, in percent, rounded up."""
    return f"{_plain(_on_grid(_percent(share), ROUND_CEILING))} %"


def _percent(share: float) -> Decimal:
    """In percent, without what floating point adds."""
    return Decimal(f"{share:.{_SIGNIFICANT}e}") * 100


def _on_grid(percent: Decimal, rounding: str) -> Decimal:
    """With two decimals, or more where it has more nines."""
    if percent <= 0:
        return Decimal(0)
    return percent.quantize(Decimal(1).scaleb(-max(2, 1 - floor(log10(percent)))), rounding=rounding)


def share_of(unavailability: float) -> float:
    """The share itself as a fraction, without what floating point adds: `show_share` for machines."""
    return float(1 - Decimal(f"{unavailability:.{_SIGNIFICANT}e}"))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_duration(seconds: float, *, down: bool = False, in_hours: bool = False) -> str:
    """A length of time such as `5 h 10 min` or `43 min 12 s`, rounded up, or down for what is allowed.

    Long ones are in days of 24 hours; `in_hours` is for clocks on which a day is not as long as that. Infinity stands
    for what is not done in all the years that are looked at.
    """
    if seconds == inf:
        return f"more than {FORESEEN_YEARS} years"
    step = _step(seconds)
    exact = Decimal(repr(round(seconds, 6)))
    whole = (exact / step).to_integral_value(ROUND_FLOOR if down else ROUND_CEILING) * step
    if whole < 1:
        return f"{_plain(whole * 1000)} ms" if whole else "0 min"
    if whole < 60:
        return f"{_plain(whole)} s"
    minutes, rest = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24) if hours >= 48 and not in_hours else (0, hours)
    parts = ((days, "d"), (hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def _step(seconds: float) -> Decimal:
    """The finest unit worth printing for this length: whole seconds as long as people think of it in hours."""
    for limit, step in ((1, "0.001"), (60, "0.1"), (_TWO_DAYS, "1")):
        if seconds < limit:
            return Decimal(step)
    return Decimal(60)


def show_money(amount: Decimal, currency: str = "", *, up: bool = True) -> str:
    """Money with its currency where that is known: what is owed rounded up to the cent, what comes back down."""
    cents = amount.quantize(Decimal("0.01"), ROUND_CEILING if up else ROUND_FLOOR)
    figure = f"{cents:,.0f}" if cents == cents.to_integral_value() else f"{cents:,.2f}"
    return tied(f"{figure} {currency}") if currency else figure


def tied(text: str) -> str:
    """The same with each number bound to its unit, and the parts of a time to one another, wherever lines break."""
    return _BETWEEN.sub("\u00a0", _UNIT.sub("\u00a0", _SPAN.sub("\u2011", text)))
