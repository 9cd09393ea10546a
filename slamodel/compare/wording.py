"""The keys that lead to a value, and the value as it is written, in; the words for both out."""

import re
from collections.abc import Callable, Mapping

from pydantic import ValidationError

from slamodel.compare.written import as_list
from slamodel.edit.needs import in_words
from slamodel.gaps.cutoffs import in_words as in_rule
from slamodel.gaps.wording import metric_name
from slamodel.load import Plain
from slamodel.model import SHARES, Cutoff

_LABELS: Mapping[tuple[str, ...], str] = {
    ("term", "from"): "start of the term",
    ("term", "to"): "end of the term",
    ("term", "notice"): "notice period",
    ("term", "renews"): "renewal",
    ("handled_by",): "incidents handled by",
    ("fulfilled_by",): "requests fulfilled by",
    ("extends",): "terms taken from",
    ("tier",): "level taken",
    ("hours",): "hours",
    ("excludes",): "maintenance left out",
    ("excludes_failures",): "failures left out",
    ("clock_stops",): "clock stops for",
    ("part_of",): "part of",
    ("slamodel",): "version of the format",
    ("overrides",): "what counts where several agreements state something",
}


def label(keys: tuple[str, ...]) -> str:
    """What a value is of: `availability`, `own resolution time for P1`, `gold: price`."""
    if keys[:1] == ("tiers",) and len(keys) > 1:
        return ": ".join((keys[1], label(keys[2:]))) if len(keys) > 2 else keys[1]
    if keys[:1] and keys[0] in _NAMED and len(keys) > 1:
        return _NAMED[keys[0]](*keys[1:])
    return _LABELS.get(keys) or ", ".join(map(_spaced, keys)) or "the entry"


def _for(name: str, priority: str = "") -> str:
    return f"{name} for {priority}" if priority else name


def _metric(metric: str, priority: str = "") -> str:
    return _for(metric_name(metric), priority)


def _spaced(key: str) -> str:
    return key.replace("_", " ")


_NAMED: Mapping[str, Callable[..., str]] = {
    "targets": _metric,
    "own": lambda metric, priority="": f"own {_metric(metric, priority)}",
    "credits": lambda metric, priority="": f"credit for {_metric(metric, priority)}",
    "waivers": lambda rule, target="": f"waiver of {_for(rule, target)}",
    "customer_duties": lambda duty: f"duty of the customer to {duty}",
    "priorities": lambda name, *rest: ", ".join((f"priority {name}", *map(_spaced, rest))),
}
"""What things in lists and mappings are called, by what tells them apart."""


def said(keys: tuple[str, ...], value: Plain | None) -> str:
    """A value in words; empty where there is none."""
    if value in (None, "", [], {}):
        return ""
    match keys:
        case ("needs" | "fulfilled_by", *_):
            return ", ".join(in_words(need, str) for need in as_list(value))
        case (*_, "targets", _, _) if isinstance(value, dict):
            return _target(value)
        case (*_, "credits", _, _) if isinstance(value, dict):
            return _credit(value)
    return _plain(value)


def _plain(value: Plain | None) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_spaced(key)} {_plain(inner)}" for key, inner in value.items() if inner)
    return ", ".join(map(_plain, value)) if isinstance(value, list) else _spaced_out(value or "")


def _spaced_out(text: str) -> str:
    """A share with its sign apart, however it was written: `99.95 %`."""
    return re.sub(r"(?<=\d)%(?!\w)", " %", text)


_PHRASES: Mapping[str, Callable[[str], str]] = {
    "at_least": lambda text: f"at least {text}",
    "at_most": lambda text: f"at most {text}",
    "within": lambda text: f"within {text}",
    "in": lambda text: f"in {text} of cases",
    "window": lambda text: f"in any {text.removeprefix('rolling ')}" if text.startswith("rolling ") else f"a {text}",
    "hours": lambda text: f"in the hours {text}",
    "scale": lambda text: f"on the scale {text}",
}


def _target(target: Mapping[str, Plain]) -> str:
    """`at least 99.5 % a month`, `within 4 h in 95 % of cases`; what is not said counts over a month."""
    if target.get("metric") in SHARES and not target.get("window"):
        target = {**target, "window": "month"}
    found = [phrase(_plain(target[key])) for key, phrase in _PHRASES.items() if target.get(key)]
    if target.get("by"):
        found.append(_by(as_list(target["by"])))
    return " ".join((*found, *(("as an aim",) if target.get("strength") == "aim" else ())))


def _by(lines: list[Plain]) -> str:
    """`by 17:00 the same working day if before 13:00`; a rule with mistakes as it is written."""
    try:
        return in_rule([Cutoff.model_validate(line) for line in lines])
    except ValidationError:
        return f"by cut-off ({'; '.join(map(_plain, lines))})"


def _credit(credit: Mapping[str, Plain]) -> str:
    """`10 % below 99.9 %`."""
    rest = {key: value for key, value in credit.items() if key not in ("metric", "priority", "credit")}
    return " ".join(filter(None, (_plain(credit.get("credit")), _plain(rest))))
