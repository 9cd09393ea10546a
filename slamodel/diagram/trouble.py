"""Promises in; out of it where they break: the hops on the broken path, what is missing there, what is not known."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from slamodel.propagate import Link, Promise, Role, Standing, View
from slamodel.units import TOLERANCE

from . import wording
from .hops import Hop, Hops


class Shortfall(NamedTuple):
    """What the commitment at the end of a broken path lacks; `wanted` is None where no level of it alone would do."""

    metric: str
    priority: str | None
    level: float
    wanted: float | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, hop by hop."""

    broken: frozenset[Hop]
    shortfalls: Mapping[Hop, Shortfall]
    lacks: Mapping[Hop, tuple[str, ...]]


def look_for(hops: Hops, promises: Iterable[Promise]) -> Trouble:
    """Go over the gaps and the unknowns of the promises."""
    broken: set[Hop] = set()
    shortfalls: dict[Hop, Shortfall] = {}
    lacks: dict[Hop, dict[str, None]] = defaultdict(dict)
    for promise in promises:
        if promise.standing is Standing.GAP:
            culprits = _culprits(promise.deciding)
            way = hops.between(promise, culprits, end_to_end=promise.deciding is promise.end_to_end)
            broken |= way
            for hop in way:
                if culprits.get(hop.head) is not None:
                    _keep_worse(shortfalls, hop, _shortfall(promise, culprits[hop.head]))
        for view in (promise.direct, promise.end_to_end):
            for hop, words in _lacks(hops, promise, view):
                lacks[hop][words] = None
    return Trouble(frozenset(broken), shortfalls, {hop: tuple(words) for hop, words in lacks.items()})


def _culprits(view: View) -> Mapping[str, Link]:
    """Service to the link that the gap comes through: those that could close it alone, else all that add to it."""
    adding = [link for link in view.links if link.source.level and link.importance != 0.0]
    alone = [link for link in adding if _could_close(link)]
    found: dict[str, Link] = {}
    for link in alone or adding:
        found.setdefault(link.source.service, link)
    return found


def _could_close(link: Link) -> bool:
    return 0.0 < (link.required_guaranteed or 0.0) < (link.source.level or 0.0) - TOLERANCE


def _shortfall(promise: Promise, link: Link) -> Shortfall | None:
    if link.source.role is not Role.COMMITMENT or link.source.level is None:
        return None
    wanted = link.required_guaranteed or None
    return Shortfall(link.source.metric, promise.target.priority, link.source.level, wanted)


def _keep_worse(shortfalls: dict[Hop, Shortfall], hop: Hop, found: Shortfall | None) -> None:
    """One line has room for one shortfall: the one whose level is the largest multiple of what is wanted."""
    if found is not None and (hop not in shortfalls or _excess(found) > _excess(shortfalls[hop])):
        shortfalls[hop] = found


def _excess(shortfall: Shortfall) -> float:
    return shortfall.level / shortfall.wanted if shortfall.wanted else 0.0


def _lacks(hops: Hops, promise: Promise, view: View) -> Iterable[tuple[Hop, str]]:
    unknown = {link.source.service: link for link in view.links if link.source.unknown is not None}
    if not unknown:
        return
    services = hops.graph.landscape.services
    for hop in sorted(hops.between(promise, unknown, end_to_end=view is promise.end_to_end)):
        link = unknown.get(hop.head)
        if link is not None and link.source.unknown and link.source.unknown.consumer == services[hop.tail].provider:
            yield hop, wording.lack(link.source.unknown.lack, link.source.metric)
