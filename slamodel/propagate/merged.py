"""A structure and its events that do not count everywhere in; its plan with all parts above those as one network out.

What counts everywhere can be down at any time, so that a module of such events still stands for one. Events that do not
count in the same hours are not independent of one another, wherever they are.
"""

from weakref import WeakKeyDictionary

from slamodel.propagate.modules import Network, Part, Plan, plan
from slamodel.propagate.structure import Node

_PLANS: WeakKeyDictionary[Node, dict[frozenset[int], Plan]] = WeakKeyDictionary()


def merged(node: Node, uneven: frozenset[int]) -> Plan:
    """The parts of only even inputs, in order, and last one network of all the others; kept as long as the node lives.

    At least one event is uneven, so that the top never is even.
    """
    found = _PLANS.setdefault(node, {})
    if uneven not in found:
        found[uneven] = _merged(plan(node), uneven)
    return found[uneven]


def _merged(steps: Plan, uneven: frozenset[int]) -> Plan:
    is_even = [event not in uneven for event in steps.events]
    for part in steps.parts:
        is_even.append(all(is_even[index] for index in part.inputs))
    return _Merger(steps, is_even).plan()


class _Merger:
    def __init__(self, steps: Plan, is_even: list[bool]) -> None:
        self.steps, self.is_even = steps, is_even
        self.kept: list[Part] = []
        self.place = dict(enumerate(range(len(steps.events))))
        """Values of the old plan that stay values: events and even parts."""
        self.inputs: dict[int, int] = {}
        self.operands: dict[int, int] = {}
        self.gates: list[tuple[int, tuple[int, ...]]] = []

    def plan(self) -> Plan:
        first = len(self.steps.events)
        for index, part in enumerate(self.steps.parts, first):
            if self.is_even[index]:
                self.place[index] = first + len(self.kept)
                self.kept.append(part._replace(inputs=tuple(self.place[one] for one in part.inputs)))
            else:
                self.operands[index] = self._gate(part)
        if not self.gates:  # a single event
            self.gates.append((1, (self._operand(first - 1),)))
        network = Network(len(self.inputs), tuple(self.gates))
        return Plan(self.steps.events, (*self.kept, Part(0, tuple(self.inputs), network)))

    def _gate(self, part: Part) -> int:
        inputs = [self._operand(index) for index in part.inputs]
        gates = ((part.failing, tuple(range(len(inputs)))),) if part.network is None else part.network.gates
        before = len(self.gates)
        for failing, operands in gates:
            self.gates.append((failing, tuple(inputs[one] if one >= 0 else one - before for one in operands)))
        return ~(len(self.gates) - 1)

    def _operand(self, index: int) -> int:
        if index in self.operands:
            return self.operands[index]
        return self.inputs.setdefault(self.place[index], len(self.inputs))
