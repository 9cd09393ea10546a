"""`AGREEMENT.METRIC.PRIORITY=LEVEL`, `SERVICE.own.METRIC=LEVEL` or `ENTRY.KEY=VALUE` in; the changes for it out."""

from collections.abc import Mapping
from difflib import get_close_matches

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.load import Plain
from slamodel.load.entries import SECTIONS
from slamodel.model import BUILT_IN, SHARES, TIMES, Agreement
from slamodel.model.agreement import Path
from slamodel.plan.made import written
from slamodel.plan.named import WishError, longest, parted, unknown
from slamodel.plan.stating import as_written, restated
from slamodel.units import UnitError, parse_duration

_FORM = "AGREEMENT.METRIC=LEVEL, AGREEMENT.KEY=VALUE or SERVICE.own.METRIC=LEVEL"
_TARGET_KEYS = ("at_least", "at_most", "within", "in", "window", "hours", "strength")
_LEVELS = ("at_least", "at_most", "within")
_LISTS = frozenset(
    {
        "customers",
        "services",
        "excludes",
        "excludes_failures",
        "extends",
        "obligations",
        "clock_stops",
        "handled_by",
    }
)


def set_value(analysis: Analysis, text: str) -> tuple[Change, ...]:
    """A level, or any other value with a key of its own; an empty one takes it out."""
    name, value = parted(text, _FORM)
    section, entry, rest = _entry(analysis, name)
    if section == "agreements" and _key(rest) not in SECTIONS[section].model_fields:
        return _level_of(analysis, analysis.landscape.agreements[entry], rest, value)
    if section == "services" and _key(rest) == "own":
        return _own(analysis, entry, rest.partition(".")[2], value)
    keys = tuple(rest.split("."))
    return (Change((section, entry, *keys), _written(keys[-1], value)),)


def set_level(analysis: Analysis, text: str) -> tuple[Change, ...]:
    """The level of a promise, by its id."""
    name, value = parted(text, "TARGET-ID=LEVEL")
    if name not in analysis.ids:
        near = get_close_matches(name, analysis.ids, n=1, cutoff=0.4)
        hint = f' (did you mean "{near[0]}"?)' if near else ""
        raise WishError(f'"{name}" is not a target of this model{hint}')
    promise = analysis.target(name)
    agreement = analysis.landscape.agreements.get(promise.agreement)
    if agreement is None:
        raise WishError(f"{promise.agreement} has been taken out before")
    stated = dict(agreement.stated)
    if promise.at in stated and stated[promise.at] == promise.target:
        return _restated(analysis, agreement, promise.at, value)
    rest = ".".join(filter(None, (promise.metric, promise.target.priority)))
    return _level_of(analysis, agreement, rest, value)


def _key(rest: str) -> str:
    return rest.partition(".")[0]


def _entry(analysis: Analysis, name: str) -> tuple[str, str, str]:
    """The entry whose id is the longest that the name begins with, and what comes after it."""
    section, slash, path = name.partition("/")
    names = {one: getattr(analysis.landscape, one) for one in SECTIONS if not slash or one == section}
    found = [(one, entry) for one, known in names.items() if (entry := longest(path if slash else name, known))]
    if not found:
        raise unknown("agreement or service", _key(path if slash else name), _all(names), analysis)
    best = max(len(entry) for _, entry in found)
    rest = (path if slash else name)[best + 1 :]
    alike = [(one, entry) for one, entry in found if len(entry) == best]
    section, entry = _meant(alike, _key(rest))
    if not rest:
        raise WishError(f"say what of {entry} to set: {_FORM}")
    return section, entry, rest


def _meant(alike: list[tuple[str, str]], key: str) -> tuple[str, str]:
    """Of entries of one id in several sections the one that has such a key, agreements before all others."""
    in_order = sorted(alike, key=lambda one: one[0] != "agreements")
    with_key = [one for one in in_order if key in SECTIONS[one[0]].model_fields]
    return with_key[0] if with_key else in_order[0]


def _all(names: Mapping[str, Mapping[str, object]]) -> list[str]:
    return [name for section in ("agreements", "services") for name in names.get(section, ())]


def _metric(analysis: Analysis, rest: str, whose: str) -> tuple[str, str]:
    """The metric that is named, and what comes after it."""
    known = (*BUILT_IN, *analysis.landscape.metrics)
    metric = longest(rest, known)
    if metric is None:
        keys = SECTIONS["agreements"].model_fields if whose != "own" else ()
        raise unknown("metric or key", _key(rest), [*known, *keys])
    return metric, rest[len(metric) + 1 :]


def _own(analysis: Analysis, service: str, rest: str, value: str) -> tuple[Change, ...]:
    metric, priority = _metric(analysis, rest, "own")
    path = ("services", service, "own", metric, *filter(None, (priority,)))
    entry = written(analysis, ("services", service))
    own = entry.get("own") if isinstance(entry, dict) else None
    stated = own.get(metric) if isinstance(own, dict) else None
    if priority and isinstance(stated, str) and stated:
        # One value counts for all priorities: it stays that of the others.
        return (Change(path[:-1], {"": stated, priority: value}),)
    return (Change(path, value or None),)


def _level_of(analysis: Analysis, agreement: Agreement, rest: str, value: str) -> tuple[Change, ...]:
    """A level that the agreement states, or states now."""
    metric, more = _metric(analysis, rest, agreement.id)
    *parts, last = more.split(".")
    key = last if last in _TARGET_KEYS else ""
    priority = ".".join(parts) if key else more
    places = {target.priority: place for place, target in reversed(agreement.stated) if target.metric == metric}
    if (priority or None) in places:
        return _restated(analysis, agreement, places[priority or None], value, key)
    if places and not priority:
        which = ", ".join(f"{agreement.id}.{metric}.{one}" for one in places)
        raise WishError(f"{agreement.id} states its {metric} by priority: say which, {which}")
    if key or not value:
        raise WishError(f"{agreement.id} states no {metric}{f' for {priority}' if priority else ''}")
    new: dict[str, Plain] = {"metric": metric, **({"priority": priority} if priority else {})}
    new[_level_key(analysis, metric, value)] = value
    own = analysis.landscape.written.get(agreement.id, agreement).targets
    return (Change(("agreements", agreement.id, "targets", len(own)), new),)


def _restated(analysis: Analysis, agreement: Agreement, place: Path, value: str, key: str = "") -> tuple[Change, ...]:
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


def _written(key: str, value: str) -> Plain | None:
    """A value as it is written; lists are said with commas."""
    if not value:
        return None
    return [part.strip() for part in value.split(",")] if key in _LISTS else value
