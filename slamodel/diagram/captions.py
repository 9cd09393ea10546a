"""A hop between services in; what its line says out: its number, the level that backs it, what is not known."""

from slamodel.diagram import wording
from slamodel.diagram.focus import Field
from slamodel.diagram.hops import Hop, Relation, Trouble
from slamodel.graph import Backing
from slamodel.model import BUILT_IN, Target

_MOST_LACKS = 2
_FIRST = {
    Relation.NEEDS: ("availability", "success_rate", "resolution"),
    Relation.HANDLED: ("escalation", "resolution", "response"),
    Relation.FULFILLED: ("fulfilment",),
}
"""Which metric a line of a relation shows, if it is committed to; a line has room for one."""

_LAST = ("resolution", "escalation", "response")
"""The same for the last of those who have an incident: nobody is left to hand it on to."""


class Captions:
    """What the lines between services say, and in which mood."""

    def __init__(self, field: Field, trouble: Trouble) -> None:
        """Look levels up in the agreements of the field, and trouble where it was found."""
        self._landscape = field.landscape
        self._graph = field.analysis.graph
        self._trouble = trouble
        self._others = (*BUILT_IN, *self._landscape.metrics)
        self._circling = frozenset(
            pair for circle in self._graph.circles for pair in zip(circle, (*circle[1:], circle[0]), strict=True)
        )

    def mood(self, hop: Hop) -> str:
        """The key of `style.MOODS`."""
        if hop in self._trouble.broken or hop[:2] in self._circling:
            return "broken"
        backing = self._backing(hop)
        if backing.in_house:
            return "in house"
        return "unknown" if not backing.agreements or hop in self._trouble.lacks else ""

    def lines(self, hop: Hop, number: str, *, is_last: bool = False) -> tuple[str, ...]:
        """The lines of the label; `number` is the place of the step, empty for needs; the last step has to resolve."""
        said = self._level(hop, is_last=is_last)
        first = " · ".join(filter(None, (number, said)))
        circle = ("in a circle",) if hop[:2] in self._circling else ()
        return tuple(filter(None, (first, self._wanted(hop), *self._lacks(hop), *circle)))

    def _backing(self, hop: Hop) -> Backing:
        return self._graph.backing(self._landscape.services[hop.tail].provider, hop.head)

    def _lacks(self, hop: Hop) -> tuple[str, ...]:
        if not self._backing(hop).agreements:
            return ()
        lacks = self._trouble.lacks.get(hop, ())
        rest = (f"? and {len(lacks) - _MOST_LACKS} more",) if len(lacks) > _MOST_LACKS else ()
        return (*lacks[:_MOST_LACKS], *rest)

    def _wanted(self, hop: Hop) -> str:
        shortfall = self._trouble.shortfalls.get(hop)
        return f"needed {shortfall.way.wanted}" if shortfall and shortfall.way else ""

    def _level(self, hop: Hop, *, is_last: bool) -> str:
        backing = self._backing(hop)
        if backing.in_house:
            return ""
        if not backing.agreements:
            return "? not in force" if backing.idle else "? no agreement"
        first = _LAST if hop.relation is Relation.HANDLED and is_last else _FIRST[hop.relation]
        shortfall = self._trouble.shortfalls.get(hop)
        if shortfall is not None:
            named = "" if shortfall.metric == first[0] else wording.short(shortfall.metric)
            level = wording.shown(shortfall.level, shortfall.metric, shortfall.measure)
            return " ".join(filter(None, (named, shortfall.priority or "", level)))
        is_needed = hop.relation is Relation.NEEDS
        target = self._target(backing, (*first, *self._others) if is_needed else first)
        if target is None:
            return "nothing stated" if is_needed else "? no time stated"
        # The steps of a hand-off tell by their number and their place what their time is about.
        named = wording.short(target.metric) if is_needed else ""
        return " ".join(filter(None, (named, wording.level(target, self._landscape))))

    def _target(self, backing: Backing, metrics: tuple[str, ...]) -> Target | None:
        """The strictest target of the first metric that is committed to, for the priority that is named first."""
        targets = [t for name in backing.agreements for _, t in self._landscape.agreements[name].stated]
        for metric in metrics:
            stated = [target for target in targets if target.metric == metric]
            alike = [target for target in stated if target.priority == stated[0].priority]
            if alike:
                return min(alike, key=lambda target: wording.strictness(target, self._landscape))
        return None
