"""A structure in; the events out that bring it down alone."""

from collections import Counter

from slamodel.propagate.structure import Node, nodes


def alone(root: Node) -> frozenset[int]:
    """Ids of the events whose failure alone fails the structure: its cut sets of one."""
    if root.flat:
        return frozenset(root.flat) if root.failing == 1 else frozenset()
    found: dict[Node, frozenset[int]] = {}
    for node in nodes(root):
        if node.event >= 0:
            found[node] = frozenset((node.event,))
        elif node.failing == 1:
            found[node] = frozenset().union(*(found[child] for child in node.children))
        else:
            counts = Counter(event for child in node.children for event in found[child])
            found[node] = frozenset(event for event, count in counts.items() if count >= node.failing)
    return found[root]
