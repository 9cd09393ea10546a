"""An analysis, moves and one of its promises in; that promise as it would stand with the moves made, out.

Nothing else is worked out; what calendars come to is, once for all moves that leave them as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from slamodel.analysis import Analysis
from slamodel.edit import CannotEdit, Change
from slamodel.graph import Graph, rebuild
from slamodel.load import revised
from slamodel.plan.joined import joined
from slamodel.plan.made import changes_of, entries_with
from slamodel.plan.move import Move
from slamodel.propagate import Promise
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.promises import promises_of

_TIMELESS = ("agreements", "services")
"""Sections that say nothing of calendars, maintenance or conventions."""


@dataclass(frozen=True, eq=False)
class Single:
    """Promises of an analysis, each to be looked at alone, again and again."""

    analysis: Analysis
    _kept: dict[str, Commitments] = field(default_factory=dict, repr=False)

    def promise(self, name: str, moves: Sequence[Move]) -> Promise | None:
        """The promise, whatever is accepted of it; None where the moves cannot be made together, or it is gone."""
        changes = changes_of(joined(self.analysis, moves))
        try:
            loaded = revised(self.analysis.loaded, entries_with(self.analysis, changes))
        except CannotEdit:
            return None
        agreement = loaded.landscape.agreements.get(self.analysis.target(name).agreement)
        if agreement is None or (self.analysis.is_sound and not loaded.is_sound):
            return None
        graph = rebuild(self.analysis.graph, loaded.landscape, self.analysis.assume)
        return next(promises_of(self._commitments(graph, changes), agreement, name), None)

    def _commitments(self, graph: Graph, changes: Sequence[Change]) -> Commitments:
        key = repr([(change.path, change.value) for change in changes if change.path[0] not in _TIMELESS])
        self._kept.setdefault(key, Commitments(graph))
        return self._kept[key].again(graph)
