"""Promises in; by agreement out what rests on it: its own promises to customers, and those that it carries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from slamodel.model import AgreementKind, Landscape
from slamodel.propagate import Promise

_OUTERMOST_FIRST = tuple(AgreementKind)


class Resting(NamedTuple):
    """The ids of promises, those to customers first, and how many of them are."""

    promises: tuple[str, ...] = ()
    to_customers: int = 0


def resting(landscape: Landscape, promises: Iterable[Promise]) -> Mapping[str, Resting]:
    """Agreement to what rests on it, one step down and further."""
    kinds = {name: _OUTERMOST_FIRST.index(agreement.kind) for name, agreement in landscape.agreements.items()}
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for promise in promises:
        kind = kinds[promise.agreement]
        for name in _carrying(promise):
            found[name][promise.id] = kind
        if not kind:
            found[promise.agreement][promise.id] = kind
    return {name: _ordered(kinds_of) for name, kinds_of in found.items()}


def _carrying(promise: Promise) -> set[str]:
    views = (promise.direct, promise.end_to_end)
    return {given.agreement for view in views for given in view.inputs if given.agreement}


def _ordered(kinds: Mapping[str, int]) -> Resting:
    ordered = sorted(kinds, key=lambda name: (kinds[name], name))
    return Resting(tuple(ordered), sum(not kind for kind in kinds.values()))
