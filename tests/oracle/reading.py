"""A plain tree of a model file goes in; levels in fractions and seconds, promises and backing come out."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple, TypeAlias

Model: TypeAlias = dict[str, Any]
Need: TypeAlias = Any  # an id, or a mapping such as {any_of: [...]}

SHARES = frozenset({"availability", "success_rate"})
SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


class Level(NamedTuple):
    """What one target says: a share, or seconds kept in a share of the cases, on a clock; none is the promise's."""

    value: Fraction
    kept: Fraction = Fraction(1)
    clock: str = ""


ZERO = Fraction(0)


class Promise(NamedTuple):
    """One target of one agreement over one service."""

    id: str
    service: str
    metric: str
    priority: str | None
    level: Level


@cache
def share(text: str) -> Fraction:
    """`99.9 %` as 0.999, exactly."""
    return Fraction(text.removesuffix("%").strip()) / 100


@cache
def seconds(text: str) -> Fraction:
    """`15 min` as 900."""
    amount, unit = text.split()
    return Fraction(amount) * SECONDS[unit]


@cache
def level_of(metric: str, text: str, kept: str = "100 %") -> Level:
    """The level that a text states for a metric."""
    return Level(share(text)) if metric in SHARES else Level(seconds(text), share(kept))


def levels_of(agreement: Model) -> Iterator[tuple[str, str | None, Level]]:
    """Metric, priority and level of each target."""
    for target in agreement["targets"]:
        text = target.get("at_least") or target["within"]
        level = level_of(target["metric"], text, target.get("in", "100 %"))
        yield target["metric"], target.get("priority"), level._replace(clock=clock_of(agreement, target))


def clock_of(agreement: Model, target: Model) -> str:
    """The calendar on which a time runs; shares count on another one."""
    if target["metric"] in SHARES:
        return ""
    return target.get("hours") or agreement.get("support_hours") or agreement.get("hours") or "always"


def promises(model: Model, as_of: date) -> Iterator[Promise]:
    """Every promise that is checked: not retired and not over."""
    for name, agreement in model["agreements"].items():
        if agreement.get("status") != "retired" and not is_over(agreement, as_of):
            for service in agreement["services"]:
                for metric, priority, level in levels_of(agreement):
                    tail = f"/{priority}" if priority else ""
                    yield Promise(f"{name}/{service}/{metric}{tail}", service, metric, priority, level)


def is_over(agreement: Model, as_of: date) -> bool:
    """Whether its term ended before the day."""
    return date.fromisoformat(agreement.get("term", {}).get("to", "9999-12-31")) < as_of


def in_force(agreement: Model, as_of: date) -> bool:
    """Agreed, begun and not over."""
    begun = date.fromisoformat(agreement.get("term", {}).get("from", "0001-01-01")) <= as_of
    return agreement.get("status", "agreed") == "agreed" and begun and not is_over(agreement, as_of)


def circles_of(model: Model, party: str) -> Iterator[str]:
    """The customers that speak for a party, nearest first: itself, its ancestors, anybody."""
    at: str | None = party
    while at:
        yield at
        at = model["parties"][at].get("part_of")
    yield "any"


def committed(  # noqa: PLR0917 - a commitment has as many sides
    model: Model, as_of: date, service: str, consumer: str, metric: str, priority: str | None, wanted: Fraction = ZERO
) -> Level | None:
    """What the nearest agreements commit to; the stricter of several, nothing if they do not know the metric.

    Several times are several promises, all of them kept: the shortest counts that is kept in as many cases as wanted.
    """
    nearest = backing(model, as_of, service, consumer)
    if nearest is None:
        return None
    levels = [level for agreement in nearest for level in said(agreement, metric, priority)]
    enough = [level for level in levels if metric in SHARES or level.kept >= wanted]
    most = max((level.kept for level in levels), default=ZERO)
    return strictest(metric, enough or [level for level in levels if level.kept == most])


def backing(model: Model, as_of: date, service: str, consumer: str) -> list[Model] | None:
    """The nearest agreements that speak for a consumer of a service."""
    provider = model["services"][service]["provider"]
    over = [
        agreement
        for agreement in model["agreements"].values()
        if agreement["provider"] == provider and service in agreement["services"] and in_force(agreement, as_of)
    ]
    for circle in circles_of(model, consumer):
        nearest = [agreement for agreement in over if circle in customers_of(agreement)]
        if nearest:
            return nearest
    return None


def customers_of(agreement: Model) -> list[str]:
    """The customers as a list, `any` being one of them."""
    return ["any"] if agreement["customers"] == "any" else list(agreement["customers"])


def said(agreement: Model, metric: str, priority: str | None) -> list[Level]:
    """What an agreement says of a metric for a priority; what it says for all counts where it says nothing more."""
    spoken = [(at, level) for name, at, level in levels_of(agreement) if name == metric]
    return [level for at, level in spoken if at == priority] or [level for at, level in spoken if at is None]


def strictest(metric: str, levels: list[Level]) -> Level | None:
    """The hardest to keep of several levels."""
    if metric in SHARES:
        return max(levels, default=None)
    return min(levels, key=hardness, default=None)


def hardness(level: Level) -> tuple[Fraction, Fraction]:
    """Sorts times from the hardest to keep to the easiest."""
    return level.value, -level.kept


def own_level(service: Model, metric: str, priority: str | None = None) -> Level | None:
    """What the provider says of its own part, per priority or for all of them."""
    stated = service.get("own", {}).get(metric)
    if isinstance(stated, dict):
        stated = stated.get(priority)
    return level_of(metric, stated) if stated else None


def members(need: Need) -> tuple[str, int, list[Need]]:
    """The word of a nested need, how many of its members must do, and the members."""
    if "at_least" in need:
        return "at_least", int(need["at_least"]), need["of"]
    ((word, parts),) = need.items()
    return word, 1 if word == "any_of" else len(parts), parts


def links_of(need: Need) -> set[str]:
    """Every service named anywhere in a structure."""
    if isinstance(need, str):
        return {need}
    inner = need if isinstance(need, list) else [part for part in need.values() if isinstance(part, list)]
    return set().union(*(links_of(part) for part in inner))
