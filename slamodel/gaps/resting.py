"""Promises in; out the commitments that each rests on directly, so that rules can set the terms side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
        return dict(self.lower.stated)[self.given.at]


def below(landscape: Landscape, promise: Promise) -> Iterator[Resting]:
    """The commitments right below a promise, each with the agreements that state the two."""
    upper = landscape.agreements[promise.agreement]
    for given in promise.direct.inputs:
        lower = landscape.agreements.get(given.agreement or "")
        if given.role is Role.COMMITMENT and lower is not None:
            yield Resting(promise, given, upper, lower)


def resting(landscape: Landscape, promises: Iterable[Promise]) -> Mapping[str, tuple[Resting, ...]]:
    """By the agreement below, what rests on it, in the order of the promises."""
    found: dict[str, list[Resting]] = defaultdict(list)
    for promise in promises:
        for entry in below(landscape, promise):
            found[entry.lower.id].append(entry)
    return {name: tuple(entries) for name, entries in sorted(found.items())}
