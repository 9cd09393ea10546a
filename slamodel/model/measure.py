"""A rate, a word of a scale or a metric of the model's own in; its number in the unit of the promise out, and back."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import inf, isfinite
from typing import Literal, NamedTuple

from slamodel import units
from slamodel.model.metric import RATES, SCALES, Metric, Scale
from slamodel.model.target import OwnMetricTarget, RateTarget, ScaleTarget, Target

_SHARE_UNITS = ("percent", "per cent", "%")
_TIME_UNITS = ("duration", "time", "seconds", "minutes", "hours", "days", "s", "min", "h", "d")
_DIGITS = Decimal("0.01")
TOLERANCE = 1e-9
"""Amounts that differ by less, as a part of them, are equal."""


class Measure(NamedTuple):
    """In which unit a metric is counted, and which of two numbers is better.

    Numbers are in the unit of the promise: a rate in so many per hour, a share as a fraction, a time in seconds, a
    word as its number in the scale.
    """

    kind: Literal["rate", "share", "time", "words", "number"]
    unit: str
    is_lower_better: bool = False
    words: tuple[tuple[str, float], ...] = ()

    @property
    def label(self) -> str:
        """The unit as it stands behind a number: `per hour`, `%`, the name of a scale."""
        return f"per {self.unit}" if self.kind == "rate" else self.unit

    @property
    def sign(self) -> float:
        """What makes the stricter of two numbers the smaller one."""
        return 1.0 if self.is_lower_better else -1.0

    @property
    def bound(self) -> str:
        """How a level is promised."""
        return "at most" if self.is_lower_better else "at least"

    @property
    def worst(self) -> float:
        """The number that nothing falls short of."""
        return inf if self.is_lower_better else 0.0

    @property
    def best(self) -> float:
        """The number that nothing exceeds."""
        return 0.0 if self.is_lower_better else 1.0 if self.kind == "share" else inf

    def reaches(self, number: float, wanted: float) -> bool:
        """Whether a number is at least as good as what is wanted."""
        slack = TOLERANCE * abs(wanted) if isfinite(wanted) else 0.0
        return number <= wanted + slack if self.is_lower_better else number >= wanted - slack

    def shortfall(self, number: float, wanted: float) -> float:
        """By how much a number falls short."""
        return number - wanted if self.is_lower_better else wanted - number

    def read(self, text: str | units.Rate, working_day: units.Duration) -> float:
        """The number of a text.

        Raises:
            UnitError: when it is none of this unit.
        """
        if isinstance(text, units.Rate):
            return text.in_one(self.unit)
        if self.kind == "words":
            return self._word(text)
        if self.kind == "share":
            return float(units.parse_share(text))
        if self.kind == "time":
            return units.parse_duration(text).on(working_day)
        return float(units.parse_number(text.removesuffix(self.unit).strip()))

    def _word(self, text: str) -> float:
        known = dict(self.words)
        if text in known:
            return known[text]
        alike = [number for word, number in self.words if word.casefold() == text.casefold()]
        if alike:
            return alike[0]
        try:
            number = float(units.parse_number(text))
        except units.UnitError:
            number = inf
        if number in known.values():
            return number
        raise units.UnitError(f'"{text}" is no word of the scale {self.unit}', f"write one of {', '.join(known)}")

    def show(self, number: float, *, up: bool = False) -> str:
        """A number in words, rounded down, or up."""
        if number == inf:
            return "not limited"
        if self.kind == "words":
            return self._in_words(number)
        if self.kind == "time":
            return units.show_duration(number, down=not up)
        if self.kind == "share":
            return f"{_plain(number * 100, up=up)} %"
        return f"{_plain(number, up=up)} {self.label}".strip()

    def _in_words(self, number: float) -> str:
        word = next((word for word, value in self.words if value == number), None)
        return _plain(number, up=False) if word is None else f"{word} ({_plain(number, up=False)})"


def _plain(number: float, *, up: bool) -> str:
    exact = Decimal(f"{number:.12g}")
    shown = exact.quantize(_DIGITS, rounding=ROUND_CEILING if up else ROUND_FLOOR) if abs(exact) >= _DIGITS else exact
    text = f"{shown:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def measure_of(target: Target, scales: Mapping[str, Scale], metrics: Mapping[str, Metric]) -> Measure | None:
    """What the numbers of a target mean; None for shares and times, and where the model does not say."""
    if isinstance(target, RateTarget):
        return Measure("rate", target.at_least.unit)
    if isinstance(target, ScaleTarget):
        return _of_scale(scales, _scale_of(target, scales))
    if isinstance(target, OwnMetricTarget) and target.metric in metrics:
        found = _of_own(metrics[target.metric], scales, target.scale)
        is_time = target.within is not None and found is not None and found.kind == "number"
        return Measure("time", "s", is_lower_better=True) if is_time else found
    return None


def _scale_of(target: ScaleTarget, scales: Mapping[str, Scale]) -> str | None:
    """The scale that a target names, else the only one that knows its word."""
    wanted = target.at_least.casefold()
    known = [name for name, words in scales.items() if wanted in map(str.casefold, words)]
    return target.scale or (known[0] if len(known) == 1 else None)


def measures_of_own(metric: str, scales: Mapping[str, Scale], metrics: Mapping[str, Metric]) -> list[Measure]:
    """What the numbers of an own part may mean: words may be of any scale, where the metric does not name one."""
    if metric in RATES:
        return []
    if metric in SCALES:
        return [found for name in scales if (found := _of_scale(scales, name))]
    entry = metrics.get(metric)
    if entry is None:
        return []
    possible = (_of_own(entry, scales, name) for name in (None, *scales))
    return [one for one in possible if one is not None]


def _of_scale(scales: Mapping[str, Scale], name: str | None, *, is_lower_better: bool = False) -> Measure | None:
    if name is None or name not in scales:
        return None
    words = tuple((word, float(number)) for word, number in scales[name].items())
    return Measure("words", name, is_lower_better, words)


def _of_own(metric: Metric, scales: Mapping[str, Scale], scale: str | None) -> Measure | None:
    is_lower, unit = metric.better == "lower", metric.unit
    if scale is not None or unit in scales:
        return _of_scale(scales, scale or unit, is_lower_better=is_lower)
    if unit.casefold() in _SHARE_UNITS:
        return Measure("share", "%", is_lower)
    if unit.casefold() in _TIME_UNITS:
        return Measure("time", "s", is_lower)
    return Measure("number", unit, is_lower)


def is_stated_for(measure: Measure, key: str) -> bool:
    """Whether a level is stated the way round in which it can be kept: at least where more is better."""
    return (key != "at_least") == measure.is_lower_better


def level_of(target: Target) -> tuple[str, str | units.Rate] | None:
    """The key under which a target states its level, and the level; None where it states none, or several."""
    if isinstance(target, RateTarget | ScaleTarget):
        return "at_least", target.at_least
    if isinstance(target, OwnMetricTarget):
        stated = [(key, text) for key in ("at_least", "at_most", "within") if (text := getattr(target, key))]
        return stated[0] if len(stated) == 1 else None
    return None
