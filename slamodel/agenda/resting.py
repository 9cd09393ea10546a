"""Promises in; by agreement out what rests on it: its own promises to customers, and those that it carries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from slamodel.model import AgreementKind, Landscape
from slamodel.propagate import Promise

_OUTERMOST_FIRST = tuple(AgreementKind)


class Resting(NamedTuple):
    """What rests on an agreement: ids of promises, those to customers first, with the last day of each."""

    lasts: tuple[tuple[str, date], ...] = ()
    to_customers: frozenset[str] = frozenset()

    def on(self, day: date) -> tuple[str, ...]:
        """What of it still counts on a day."""
        return tuple(name for name, last in self.lasts if last >= day)


def resting(landscape: Landscape, promises: Iterable[Promise]) -> Mapping[str, Resting]:
    """Agreement to what rests on it, one step down and further."""
    kinds = {name: _OUTERMOST_FIRST.index(agreement.kind) for name, agreement in landscape.agreements.items()}
    lasts = {name: agreement.term.last or date.max for name, agreement in landscape.agreements.items()}
    found: dict[str, dict[str, tuple[int, date]]] = defaultdict(dict)
    for promise in promises:
        kind = kinds[promise.agreement]
        for name in _carrying(promise):
            found[name][promise.id] = kind, lasts[promise.agreement]
        if not kind:  # what an agreement with customers promises itself is what its own end is about
            found[promise.agreement][promise.id] = kind, date.max
    return {name: _ordered(known) for name, known in found.items()}


def _carrying(promise: Promise) -> set[str]:
    views = (promise.direct, promise.end_to_end)
    return {given.agreement for view in views for given in view.inputs if given.agreement}


def _ordered(known: Mapping[str, tuple[int, date]]) -> Resting:
    ordered = sorted(known, key=lambda name: (known[name][0], name))
    to_customers = frozenset(name for name, (kind, _) in known.items() if not kind)
    return Resting(tuple((name, known[name][1]) for name in ordered), to_customers)
