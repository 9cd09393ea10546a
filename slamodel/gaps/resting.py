"""Promises in; out the commitments that each rests on directly, so that rules can set the terms side by side."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from slamodel.model import Agreement, Landscape, Target
from slamodel.propagate import Input, Promise, Role


class Resting(NamedTuple):
    """A promise, one commitment directly below it, and the agreements that state the two."""

    promise: Promise
    given: Input
    upper: Agreement
    lower: Agreement

    @property
    def stated(self) -> Target:
        """The target that the commitment stands in."""
        return dict(self.lower.stated)[self.given.at[2:]]


def resting(landscape: Landscape, promises: Iterable[Promise]) -> Mapping[str, tuple[Resting, ...]]:
    """By the agreement below, what rests on it, in the order of the promises."""
    found: dict[str, list[Resting]] = defaultdict(list)
    agreements = landscape.agreements
    for promise in promises:
        upper = agreements[promise.agreement]
        for given in promise.direct.inputs:
            lower = agreements.get(given.agreement or "")
            if given.role is Role.COMMITMENT and lower is not None:
                found[lower.id].append(Resting(promise, given, upper, lower))
    return {name: tuple(entries) for name, entries in sorted(found.items())}
