"""A promise or a service in; the promises that rest on it out: what else would be affected if it were to change."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from slamodel.analysis import Analysis
from slamodel.propagate import Promise

from .lines import Line, lines
from .remembered import once

_Commitment: TypeAlias = tuple[str, str, tuple[str | int, ...]]
"""A target of an agreement on one service: the agreement, the service, and where it is written."""


def resting_on(analysis: Analysis, promise: Promise) -> tuple[Line, ...]:
    """The promises with this one among the commitments that carry them, the worst first."""
    return _resting(analysis).get((promise.agreement, promise.service, promise.at), ())


def resting_on_service(analysis: Analysis, service: str) -> tuple[Line, ...]:
    """The promises made on a service, those that it is among what carries, and what rests on them, the worst first."""
    found: dict[str, Line] = {}
    ahead = list(_carried(analysis).get(service, ()))
    while ahead:
        line = ahead.pop()
        if line.promise.id not in found:
            found[line.promise.id] = line
            ahead += resting_on(analysis, line.promise)
    return tuple(sorted(found.values(), key=lambda line: line.rank))


@once
def _carried(analysis: Analysis) -> Mapping[str, tuple[Line, ...]]:
    """By service, the promises made on it, and those that it is one input of."""
    found: dict[str, dict[str, Line]] = defaultdict(dict)
    for line in lines(analysis):
        found[line.promise.service][line.promise.id] = line
        for view in (line.promise.direct, line.promise.end_to_end):
            for given in view.inputs:
                found[given.service][line.promise.id] = line
    return {service: tuple(alike.values()) for service, alike in found.items()}


@once
def _resting(analysis: Analysis) -> Mapping[_Commitment, tuple[Line, ...]]:
    found: dict[_Commitment, dict[str, Line]] = defaultdict(dict)
    for line in lines(analysis):
        for view in (line.promise.direct, line.promise.end_to_end):
            for given in view.inputs:
                if given.agreement:
                    found[given.agreement, given.service, given.at][line.promise.id] = line
    return {commitment: tuple(alike.values()) for commitment, alike in found.items()}
