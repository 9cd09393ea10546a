"""Levels of some targets in; one promise as it would stand with them out, and nothing else worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from slamodel.graph import Graph, rebuild
from slamodel.model import Agreement, ShareTarget, Status, Target, TimeTarget
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.given import Path
from slamodel.propagate.promise import Promise
from slamodel.propagate.promises import promises_of
from slamodel.units import Duration


@dataclass(frozen=True)
class Alone:
    """A promise of a graph, to be looked at again and again; what its calendars come to is worked out once."""

    commitments: Commitments
    agreement: str
    name: str
    assume: frozenset[Status] = frozenset()

    @classmethod
    def of(cls, graph: Graph, promise: Promise, assume: frozenset[Status]) -> "Alone":
        """The promise as it stands in a graph."""
        return cls(Commitments(graph), promise.agreement, promise.id, assume)

    def at(self, levels: Mapping[Path, float]) -> Promise:
        """The promise with other levels of targets, by where they are written: unavailabilities, or seconds."""
        graph = self._with(levels)
        agreement = graph.landscape.agreements[self.agreement]
        return next(iter(promises_of(self.commitments.again(graph), agreement, self.name)))

    def _with(self, levels: Mapping[Path, float]) -> Graph:
        graph = self.commitments.graph
        if not levels:
            return graph
        agreements = graph.landscape.agreements
        changed = {str(path[1]): agreements[str(path[1])] for path in levels}
        found = {name: _restated(agreement, levels) for name, agreement in changed.items()}
        landscape = replace(graph.landscape, agreements=MappingProxyType({**agreements, **found}))
        return rebuild(graph, landscape, self.assume)


def _restated(agreement: Agreement, levels: Mapping[Path, float]) -> Agreement:
    stated = tuple((at, _at(target, levels[at]) if at in levels else target) for at, target in agreement.stated)
    return agreement.with_terms({}, {}, stated)


def _at(target: Target, level: float) -> Target:
    if isinstance(target, ShareTarget):
        return target.model_copy(update={"at_least": 1 - Decimal(level), "at_most": None})
    if isinstance(target, TimeTarget):
        return target.model_copy(update={"within": Duration(Decimal(level)), "by": ()})
    return target
