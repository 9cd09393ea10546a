"""A metric, perhaps with a priority, and its level in words in; the changes by which an agreement states that out."""

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.load import Plain
from slamodel.load.entries import SECTIONS
from slamodel.model import BUILT_IN, SHARES, TIMES, Agreement
from slamodel.model.agreement import Path
from slamodel.plan.named import WishError, longest, unknown
from slamodel.plan.stating import as_written, restated
from slamodel.units import UnitError, parse_duration

_TARGET_KEYS = ("at_least", "at_most", "within", "in", "window", "hours", "strength")
_LEVELS = ("at_least", "at_most", "within")


def level_of(analysis: Analysis, agreement: Agreement, rest: str, value: str) -> tuple[Change, ...]:
    """A level that the agreement states, or states now."""
    metric, more = metric_in(analysis, rest, agreement.id)
    *parts, last = more.split(".")
    key = last if last in _TARGET_KEYS else ""
    priority = ".".join(parts) if key else more
    places = {target.priority: place for place, target in reversed(agreement.stated) if target.metric == metric}
    if (priority or None) in places:
        return level_at(analysis, agreement, places[priority or None], value, key)
    if places and not priority:
        which = ", ".join(f"{agreement.id}.{metric}.{one}" for one in places)
        raise WishError(f"{agreement.id} states its {metric} by priority: say which, {which}")
    if key or not value:
        raise WishError(f"{agreement.id} states no {metric}{f' for {priority}' if priority else ''}")
    new: dict[str, Plain] = {"metric": metric, **({"priority": priority} if priority else {})}
    new[_level_key(analysis, metric, value)] = value
    own = analysis.landscape.written.get(agreement.id, agreement).targets
    return (Change(("agreements", agreement.id, "targets", len(own)), new),)


def level_at(analysis: Analysis, agreement: Agreement, place: Path, value: str, key: str = "") -> tuple[Change, ...]:
    """Another level of a target, or another value of one of its keys; without any value, the target is taken out."""
    if not value and not key:
        if place[:3] != ("agreements", agreement.id, "targets"):
            raise WishError(f"{agreement.id} does not state this itself: it cannot be taken out of it")
        return (Change(place, None),)
    if key and key not in _LEVELS:
        return restated(analysis, agreement, place, {key: value or None})
    target = as_written(analysis, place)
    metric = str(target["metric"])
    wanted = key or _level_key(analysis, metric, value, next((one for one in _LEVELS if one in target), ""))
    gone: dict[str, Plain | None] = {one: None for one in (*_LEVELS, "by") if one in target and one != wanted}
    return restated(analysis, agreement, place, {**gone, wanted: value or None})


def _level_key(analysis: Analysis, metric: str, value: str, today: str = "") -> str:
    """Under which key a level stands: that of today, but for a share of time that becomes a downtime or the reverse."""
    if metric in TIMES:
        return "within"
    if metric == "availability":
        return "at_most" if _is_duration(value) else "at_least"
    if metric in SHARES:
        return "at_least"
    own = analysis.landscape.metrics.get(metric)
    return today or ("at_most" if own is not None and own.better == "lower" else "at_least")


def _is_duration(text: str) -> bool:
    try:
        return bool(parse_duration(text))
    except UnitError:
        return False


def metric_in(analysis: Analysis, rest: str, whose: str) -> tuple[str, str]:
    """The metric that is named, and what comes after it."""
    known = (*BUILT_IN, *analysis.landscape.metrics)
    metric = longest(rest, known)
    if metric is None:
        keys = SECTIONS["agreements"].model_fields if whose != "own" else ()
        raise unknown("metric or key", rest.partition(".")[0], [*known, *keys])
    return metric, rest[len(metric) + 1 :]
