"""Builds monotone structures ("works when at least k of these work") from event ids, simplified and without copies."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

FLATTEN_UP_TO = 64
"""Wider nested gates stay nested: copying them on every level would make deep chains quadratic."""


class Node:
    """A part of a structure: an event, or a gate that works when at least `k` of its `children` work.

    Immutable by agreement, compared by identity: one `Structure` never makes the same node twice.
    `event` is -1 for a gate. `failing` is how many children must fail for the gate to fail. `flat` holds the event ids
    below an event, or below a gate whose children are different events; it is empty for anything deeper.
    """

    __slots__ = ("__weakref__", "children", "event", "failing", "flat", "k", "serial")

    def __init__(self, serial: int, k: int, children: tuple["Node", ...], event: int = -1) -> None:
        """Only `Structure` calls this: a node made elsewhere would be a copy of another."""
        self.serial = serial
        self.k = k
        self.children = children
        self.event = event
        self.failing = 1 if event >= 0 else len(children) - k + 1
        self.flat = (event,) if event >= 0 else _different_events(children)

    @property
    def is_all_of(self) -> bool:
        """Whether every child (two or more) must work."""
        return self.k == len(self.children) > 1

    @property
    def is_any_of(self) -> bool:
        """Whether one child (of two or more) is enough."""
        return self.k == 1 and len(self.children) > 1

    def __repr__(self) -> str:
        """One level only: structures may be very deep."""
        return f"<event {self.event}>" if self.event >= 0 else f"<{self.k} of {len(self.children)}>"


def _different_events(children: tuple[Node, ...]) -> tuple[int, ...]:
    found = tuple(child.event for child in children)
    return () if -1 in found or len(set(found)) < len(found) else found


PERFECT = Node(-2, 0, ())
"""Always works."""
FAILED = Node(-1, 1, ())
"""Never works."""


class Structure:
    """The builder: makes each node once and simplifies on the way.

    Simplifications keep the function, not the drawing: an event that cannot matter (`a and (a or b)`) disappears.
    """

    def __init__(self) -> None:
        """Start without nodes."""
        self._events: dict[int, Node] = {}
        self._gates: dict[tuple[int, tuple[Node, ...]], Node] = {}

    def event(self, event: int) -> Node:
        """The leaf of one event; ids are 0 or more."""
        node = self._events.get(event)
        if node is None:
            if event < 0:
                message = f"event ids start at 0, not {event}"
                raise ValueError(message)
            node = self._events[event] = Node(self._next(), 1, (), event)
        return node

    def all_of(self, children: Iterable[Node]) -> Node:
        """Works when every child works; without children it always works."""
        children = tuple(children)
        return self.vote(len(children), children)

    def any_of(self, children: Iterable[Node]) -> Node:
        """Works when one child works; without children it never works."""
        return self.vote(1, children)

    def vote(self, k: int, children: Iterable[Node]) -> Node:
        """Works when at least `k` of the children work; a child listed twice counts twice."""
        given = list(children)
        rest = [child for child in given if child.event >= 0 or child.children]
        k -= sum(child is PERFECT for child in given)
        if k <= 0:
            return PERFECT
        if k > len(rest):
            return FAILED
        if k == len(rest):
            return self._join(rest, all_of=True)
        if k == 1:
            return self._join(rest, all_of=False)
        return self._threshold(k, rest)

    def dual(self, node: Node) -> Node:
        """The mirror structure, "works" and "fails" swapped: k of n becomes n - k + 1 of n."""
        mirror: dict[Node, Node] = {}
        for part in nodes(node):
            if part.event >= 0:
                mirror[part] = part
            else:
                mirror[part] = self.vote(part.failing, [mirror[child] for child in part.children])
        return mirror[node]

    def _next(self) -> int:
        return len(self._events) + len(self._gates)

    def _gate(self, k: int, children: Sequence[Node]) -> Node:
        key = (k, tuple(sorted(children, key=_serial)))
        node = self._gates.get(key)
        if node is None:
            node = self._gates[key] = Node(self._next(), *key)
        return node

    def _join(self, children: list[Node], *, all_of: bool) -> Node:
        """All-of or any-of: flattened, each child once, absorbed (`a and (a or b)` is `a`), common parts drawn out."""
        flat: dict[Node, None] = {}
        for child in children:
            if len(child.children) <= FLATTEN_UP_TO and (child.is_all_of if all_of else child.is_any_of):
                flat.update(dict.fromkeys(child.children))
            else:
                flat[child] = None
        if len(flat) > 1:
            opposite = [child for child in flat if (child.is_any_of if all_of else child.is_all_of)]
            for child in opposite:
                if any(grandchild in flat for grandchild in child.children):
                    del flat[child]
        rest = list(flat)
        if len(rest) == 1:
            return rest[0]
        k = len(rest) if all_of else 1
        return self._drawn_out(k, rest, all_of=not all_of) or self._gate(k, rest)

    def _threshold(self, k: int, children: list[Node]) -> Node:
        """Between all and any: a child listed so often that it decides alone, or can veto alone, moves out."""
        outer: list[tuple[bool, Node]] = []
        counts = Counter(children)
        while 1 < k < len(children) and (moved := next(self._decisive(k, counts), None)):
            is_veto, child = moved
            outer.append(moved)
            k -= counts.pop(child) if is_veto else 0
            counts.pop(child, None)
            children = [other for other in children if other is not child]
        node = self.vote(k, children) if outer else self._vote_proper(k, children)
        for is_veto, child in reversed(outer):
            node = self.vote(2 if is_veto else 1, [child, node])
        return node

    def _decisive(self, k: int, counts: Counter[Node]) -> Iterator[tuple[bool, Node]]:
        """Children that alone make it work (False), or without which it cannot (True)."""
        size = counts.total()
        for child, times in counts.items():
            if times >= k:
                yield False, child
            elif size - times < k:
                yield True, child

    def _vote_proper(self, k: int, children: list[Node]) -> Node:
        return (
            self._drawn_out(k, children, all_of=True)
            or self._drawn_out(k, children, all_of=False)
            or self._gate(k, children)
        )

    def _drawn_out(self, k: int, children: list[Node], *, all_of: bool) -> Node | None:
        """`(x and a) or (x and b)` as `x and (a or b)`, and its mirror: what all children share leaves the vote."""
        if not all(child.is_all_of if all_of else child.is_any_of for child in children):
            return None
        common = set(children[0].children)
        for child in children[1:]:
            common.intersection_update(child.children)
            if not common:
                return None
        remainders = [[part for part in child.children if part not in common] for child in children]
        inner = self.vote(k, [self.all_of(part) if all_of else self.any_of(part) for part in remainders])
        outer = [*sorted(common, key=_serial), inner]
        return self.all_of(outer) if all_of else self.any_of(outer)


def _serial(node: Node) -> int:
    return node.serial


def nodes(root: Node) -> list[Node]:
    """Every node of the structure once, children before parents, in the order of the drawing."""
    order: list[Node] = []
    seen = {root}
    stack = [(root, iter(root.children))]
    while stack:
        node, children = stack[-1]
        for child in children:
            if child not in seen:
                seen.add(child)
                stack.append((child, iter(child.children)))
                break
        else:
            order.append(node)
            stack.pop()
    return order


def events(node: Node) -> tuple[int, ...]:
    """The ids of the events that can matter to the node, sorted."""
    return tuple(sorted(part.event for part in nodes(node) if part.event >= 0))
