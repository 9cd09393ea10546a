"""Promises that are not supported in; out what each needs of whatever is to be asked for, to ask for it once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from slamodel.gaps.ways import Key, Way, best, key
from slamodel.model import Landscape
from slamodel.propagate import Input, Promise, Role

Thing: TypeAlias = tuple[Key, str]
"""What is to be asked for, and the priority that it is asked for."""
Needs: TypeAlias = dict[Thing, list[tuple[Way, Promise]]]


def sought(landscape: Landscape, wanted: Iterable[Promise], asks: Callable[[Promise], tuple[Way, ...]] = best) -> Needs:
    """What is to be asked for, each with what the promises need of it."""
    found: Needs = defaultdict(list)
    for promise in wanted:
        for way in asks(promise):
            found[thing(landscape, way.source, promise)].append((way, promise))
    return found


def strictest(needed: Iterable[tuple[Way, Promise]], way: Way) -> Way:
    """Of what is needed of one thing the strictest that somebody could commit to, so that it is asked for once."""
    return min((way, *(other for other, _ in needed if other.is_realistic)), key=lambda other: other.level)


def thing(landscape: Landscape, given: Input, promise: Promise) -> Thing:
    """What makes two inputs the same to ask for: service, agreement and metric, and the priority."""
    return key(given), priority(landscape, given, promise)


def priority(landscape: Landscape, given: Input, promise: Promise) -> str:
    """The priority that an input is committed for; the promise's own where nothing is committed yet."""
    agreement = landscape.agreements.get(given.agreement or "")
    if agreement is None or not given.at:
        return promise.target.priority or "" if given.level is None or given.role is Role.OWN else ""
    return dict(agreement.stated)[given.at].priority or ""
