"""Amounts in; the bars of a picture out, to one scale: their labels, and what lies beyond the limit."""

from collections.abc import Iterable

from slamodel.report import wording
from slamodel.report.views import Bar
from slamodel.units import TOLERANCE

MOST_BARS = 12
ITSELF = " itself"
_LABEL = 34
"""Characters of a label: what fits beside its value."""


def label(name: str, what: str = "") -> str:
    """A name cut so that what follows it still fits."""
    room = _LABEL - len(what)
    return wording.isolated(name if len(name) <= room else name[: room - 1] + "…") + what


def total(label: str, value: str, length: float, limit: float, scale: float, *, is_known: bool) -> Bar:
    """The bar for all together."""
    if not is_known and length <= TOLERANCE:
        return Bar("Together", wording.NOT_KNOWN, 0.0, 0.0, 0.0, "total")
    over = max(0.0, length - limit)
    return Bar(label, value, 0.0, percent(length, scale), percent(over, scale), "total")


def percent(amount: float, scale: float) -> float:
    """A length in percent of the width."""
    return round(100 * amount / scale, 2)


def in_words(bars: Iterable[Bar], limit: str) -> str:
    """What the bars show, for whoever does not see them."""
    said = (f"{bar.label}: {bar.value}{f' ({bar.detail})' if bar.detail else ''}" for bar in bars)
    return f"{'; '.join(said)}; {limit}."
