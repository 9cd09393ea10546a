"""Cuts a structure into modules, parts that share nothing with the rest, so that only what is shared needs a diagram.

Modules are found in linear time after Y. Dutuit and A. Rauzy, "A linear-time algorithm to find modules of fault trees",
IEEE Transactions on Reliability 45 (1996).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from weakref import WeakKeyDictionary

from slamodel.propagate.structure import Node


class Levels(Protocol):
    """Unavailabilities by event id: a mapping or a sequence."""

    def __getitem__(self, event: int, /) -> float:
        """The unavailability of the event, 0..1."""
        ...


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Network:
    """Gates that share inputs, children before parents, the top last.

    Each gate is `(failing, operands)`: it fails when `failing` of its operands fail. An operand from 0 up is an input,
    `~g` is gate g.
    """

    inputs: int
    gates: tuple[tuple[int, tuple[int, ...]], ...]


class Part(NamedTuple):
    """One module: fails when `failing` of its inputs fail, or as its network says if there is one."""

    failing: int
    inputs: tuple[int, ...]
    network: Network | None = None


class Plan(NamedTuple):
    """How to compute a structure: values of `events` come first, then one value per part; the last is the top's.

    No value is used twice, so parts may be computed, and levels be handed down, one by one.
    """

    events: tuple[int, ...]
    parts: tuple[Part, ...]


_PLANS: WeakKeyDictionary[Node, Plan] = WeakKeyDictionary()


def plan(node: Node) -> Plan:
    """The modules of the structure, inner ones first; kept as long as the node lives."""
    found = _PLANS.get(node)
    if found is None:
        found = _PLANS[node] = _flat_plan(node) if node.flat or not node.children else _Planner(node).plan()
    return found


def evaluate(
    steps: Plan, q: Levels, gate: Callable[[int, list[float]], float], network: Callable[[Network, list[float]], float]
) -> list[float]:
    """The value of every event and part; `gate` gets what must fail and the inputs, `network` a shared part."""
    values = [q[event] for event in steps.events]
    for part in steps.parts:
        inputs = [values[index] for index in part.inputs]
        values.append(gate(part.failing, inputs) if part.network is None else network(part.network, inputs))
    return values


def _flat_plan(node: Node) -> Plan:
    if node.event >= 0:
        return Plan(node.flat, ())
    return Plan(node.flat, (Part(node.failing, tuple(range(len(node.flat)))),))


class _Planner:
    """One walk that dates the visits, then one part per module, bottom up."""

    def __init__(self, root: Node) -> None:
        self.order, self.modules, self.uses = _dated_walk(root)
        self.events = tuple(node.event for node in self.order if node.event >= 0)
        self.index = {node: index for index, node in enumerate(n for n in self.order if n.event >= 0)}
        self.parts: list[Part] = []

    def plan(self) -> Plan:
        for node in self.order:
            if node.event < 0 and node in self.modules:
                self.index[node] = self._module(node)
        return Plan(self.events, tuple(self.parts))

    def _private(self, node: Node) -> bool:
        """Whether the node is a module that only one gate uses."""
        return self.uses[node] == 1 and node in self.modules

    def _add(self, part: Part) -> int:
        self.parts.append(part)
        return len(self.events) + len(self.parts) - 1

    def _module(self, node: Node) -> int:
        shared = [child for child in node.children if not self._private(child)]
        if not shared:
            return self._add(Part(node.failing, tuple(self.index[child] for child in node.children)))
        if not (node.is_all_of or node.is_any_of):
            return self._network(node.failing, node.children)
        inputs = [self.index[child] for child in node.children if self._private(child)]
        inputs += [self._network(1 if node.is_all_of else len(group), group) for group in self._groups(shared)]
        if len(inputs) == 1:
            return inputs[0]
        return self._add(Part(1 if node.is_all_of else len(inputs), tuple(inputs)))

    def _region(self, roots: Iterable[Node]) -> list[Node]:
        """The gates from the roots down to the next modules, children before parents."""
        order: list[Node] = []
        seen: set[Node] = set()
        stack = [(root, False) for root in roots][::-1]
        while stack:
            node, done = stack.pop()
            if done:
                order.append(node)
            elif node not in seen and node not in self.modules:
                seen.add(node)
                stack.append((node, True))
                stack.extend((child, False) for child in node.children[::-1])
        return order

    def _groups(self, children: list[Node]) -> list[list[Node]]:
        """The children in groups that share nothing with one another."""
        leader = list(range(len(children)))

        def find(member: int) -> int:
            while leader[member] != member:
                leader[member] = member = leader[leader[member]]
            return member

        owner: dict[Node, int] = {}
        for number, root in enumerate(children):
            stack = [root]
            while stack:
                node = stack.pop()
                if node in owner:
                    leader[find(number)] = find(owner[node])
                    continue
                owner[node] = number
                if node not in self.modules:
                    stack.extend(node.children)
        groups: dict[int, list[Node]] = {}
        for number, root in enumerate(children):
            groups.setdefault(find(number), []).append(root)
        return list(groups.values())

    def _network(self, failing: int, roots: Iterable[Node]) -> int:
        """One part for gates that share inputs; what is used by one gate alone is merged into one input first."""
        roots = tuple(roots)
        inputs: dict[int, int] = {}
        gates: list[tuple[int, tuple[int, ...]]] = []
        number: dict[Node, int] = {}

        def operand(node: Node) -> int:
            return number[node] if node in number else inputs.setdefault(self.index[node], len(inputs))

        for node in self._region(roots):
            private = [child for child in node.children if self._private(child)]
            if len(private) > 1 and (node.is_all_of or node.is_any_of):
                merged = Part(1 if node.is_all_of else len(private), tuple(self.index[child] for child in private))
                operands = [inputs.setdefault(self._add(merged), len(inputs))]
                operands += [operand(child) for child in node.children if not self._private(child)]
                gates.append((1 if node.is_all_of else len(operands), tuple(operands)))
            else:
                gates.append((node.failing, tuple(operand(child) for child in node.children)))
            number[node] = ~(len(gates) - 1)
        gates.append((failing, tuple(operand(root) for root in roots)))
        return self._add(Part(0, tuple(inputs), Network(len(inputs), tuple(gates))))


def _dated_walk(root: Node) -> tuple[list[Node], set[Node], dict[Node, int]]:
    """All nodes children first, those that are modules, and how often each is used.

    A node is a module if everything below it is first and last met between entering and leaving it.
    """
    first, last, left, uses = {root: 0}, {root: 0}, {}, {root: 1}
    order: list[Node] = []
    date = 0
    stack = [(root, iter(root.children))]
    while stack:
        node, children = stack[-1]
        date += 1
        child = next(children, None)
        if child is None:
            left[node] = date
            order.append(node)
            stack.pop()
            continue
        uses[child] = uses.get(child, 0) + 1
        last[child] = date
        if child not in first:
            first[child] = date
            stack.append((child, iter(child.children)))
    modules: set[Node] = set()
    span: dict[Node, tuple[int, int]] = {}
    for node in order:
        low = min((min(first[child], span[child][0]) for child in node.children), default=left[node])
        high = max((max(last[child], span[child][1]) for child in node.children), default=first[node])
        span[node] = low, high
        if node.event >= 0 or (low > first[node] and high < left[node]):
            modules.add(node)
    return order, modules, uses
