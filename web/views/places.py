"""A place in a model, such as `agreements/uc/targets/0/at_least`, in; the level there, and what it is called, out."""

import re
from collections.abc import Mapping
from typing import NamedTuple, cast

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, listed, metric_name
from slamodel.load import EntryId, Plain
from slamodel.plan.made import written
from slamodel.report import wording

from ..forms.written import sort_of

_LEVELS = re.compile(
    r"agreements/[^/]+/(?:tiers/[^/]+/)?targets/[0-9]+/(?:at_least|at_most|within|in|window)|services/[^/]+/own/[^/]+(?:/[^/]+)?"
    r"|agreements/[^/]+/(?:hours|support_hours)"
)
_HOURS = {"hours": "hours in which it counts", "support_hours": "support hours"}
_KEYS = {"in": ", share of cases", "at_most": ", downtime at most", "window": ", measured over"}


class Level(NamedTuple):
    """A level that can be changed: the path to it, and what stands there."""

    path: tuple[str | int, ...]
    today: str


def entry_of(analysis: Analysis, entry: EntryId) -> Mapping[str, Plain] | None:
    """An entry as it is written."""
    found = written(analysis, entry)
    return found if isinstance(found, dict) else None


def level_at(analysis: Analysis, place: str) -> Level | None:
    """The level at a place, "" where an own part, hours or a window could be stated; None where there is no level."""
    if not _LEVELS.fullmatch(place):
        return None
    section, name, *steps = place.split("/")
    entry = entry_of(analysis, (section, name))
    if entry is None:
        return None
    path: list[str | int] = [section, name]
    node: Plain | None = cast("Plain", entry)
    for step in steps:
        path.append(int(step) if isinstance(node, list) else step)
        node = _inside(node, path[-1])
    if node is None and (section == "services" or is_choice(place)):
        node = ""
    return Level(tuple(path), node) if isinstance(node, str) else None


def _inside(node: Plain | None, step: str | int) -> Plain | None:
    if isinstance(node, dict) and isinstance(step, str):
        return node.get(step)
    return node[step] if isinstance(node, list) and isinstance(step, int) and step < len(node) else None


def label(analysis: Analysis, place: str) -> str:
    """What a level is of, below the name of its service or agreement: `Availability`, `Own resolution time for P1`."""
    section, name, *steps = place.split("/")
    if section == "services":
        return f"Own {metric_name(steps[1])}{_for(steps[2] if len(steps) > 2 else None)}"
    return capitalised(_stated(analysis, name, steps))


def subject(analysis: Analysis, place: str) -> str:
    """The same with that name: `Hosting availability`, `Web front own availability`."""
    section, name, *steps = place.split("/")
    if section == "services":
        about = label(analysis, place)
        return f"{wording.service_name(analysis, name)} {about[:1].lower()}{about[1:]}"
    agreement = analysis.landscape.agreements.get(name)
    if agreement is None:
        return name
    services = listed((wording.service_name(analysis, service) for service in agreement.services), 2)
    return f"{services or wording.agreement_name(agreement)} {_stated(analysis, name, steps)}"


def is_hours(place: str) -> bool:
    """Whether a place asks for a calendar."""
    return place.startswith("agreements/") and place.rpartition("/")[2] in _HOURS


def is_window(place: str) -> bool:
    """Whether a place asks over which window a level is measured."""
    return place.startswith("agreements/") and place.endswith("/window")


def is_choice(place: str) -> bool:
    """Whether one of some values is chosen at a place, and nothing typed."""
    return is_hours(place) or is_window(place)


def _stated(analysis: Analysis, name: str, steps: list[str]) -> str:
    if steps[-1] in _HOURS:
        return _HOURS[steps[-1]]
    agreement = analysis.landscape.agreements.get(name)
    for path, target in agreement.stated if agreement else ():
        if list(map(str, path)) == ["agreements", name, *steps[:-1]]:
            return f"{metric_name(target.metric)}{_for(target.priority)}{_KEYS.get(steps[-1], '')}"
    return "level"


def _for(priority: str | None) -> str:
    return f" for {priority}" if priority else ""


def hint(place: str) -> str:
    """How people write a level."""
    if is_choice(place):
        return ""
    return "such as 99.95 %" if sort_at(place) == "share" else "such as 4 h or 15 min"


def sort_at(place: str) -> str:
    """What a level that can be tried is written as: a share of time or of cases, or a time."""
    if not _LEVELS.fullmatch(place) or is_choice(place):
        return ""
    section, _, *steps = place.split("/")
    return sort_of(steps[1]) if section == "services" else "share" if steps[-1] in ("at_least", "in") else "time"
