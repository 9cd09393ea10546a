"""`AGREEMENT.METRIC.PRIORITY=LEVEL`, `SERVICE.own.METRIC=LEVEL` or `ENTRY.KEY=VALUE` in; the changes for it out."""

from collections.abc import Mapping
from difflib import get_close_matches

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.load import Plain
from slamodel.load.entries import SECTIONS
from slamodel.plan.made import written
from slamodel.plan.named import WishError, longest, parted, unknown
from slamodel.plan.stated_level import level_at, level_of, metric_in

_FORM = "AGREEMENT.METRIC=LEVEL, AGREEMENT.KEY=VALUE or SERVICE.own.METRIC=LEVEL"
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
        "fulfilled_by",
        "needs",
    }
)


def set_value(analysis: Analysis, text: str) -> tuple[Change, ...]:
    """A level, or any other value with a key of its own; an empty one takes it out."""
    name, value = parted(text, _FORM)
    section, entry, rest = _entry(analysis, name)
    if section == "agreements" and _key(rest) not in SECTIONS[section].model_fields:
        return level_of(analysis, analysis.landscape.agreements[entry], rest, value)
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
        return level_at(analysis, agreement, promise.at, value)
    rest = ".".join(filter(None, (promise.metric, promise.target.priority)))
    return level_of(analysis, agreement, rest, value)


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


def _own(analysis: Analysis, service: str, rest: str, value: str) -> tuple[Change, ...]:
    metric, priority = metric_in(analysis, rest, "own")
    path = ("services", service, "own", metric, *filter(None, (priority,)))
    entry = written(analysis, ("services", service))
    own = entry.get("own") if isinstance(entry, dict) else None
    stated = own.get(metric) if isinstance(own, dict) else None
    if priority and isinstance(stated, str) and stated:
        # One value counts for all priorities: it stays that of the others.
        return (Change(path[:-1], {"": stated, priority: value}),)
    return (Change(path, value or None),)


def _written(key: str, value: str) -> Plain | None:
    """A value as it is written; lists are said with commas."""
    if not value:
        return None
    return [part.strip() for part in value.split(",")] if key in _LISTS else value
