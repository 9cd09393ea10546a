"""PROMISED against SUPPORTED: every rule of the catalogue over every promise; findings out, ranked."""

from slamodel.gaps.finding import Finding
from slamodel.graph import Graph
from slamodel.propagate import Promise

__all__ = ["Finding", "find", "not_evaluated"]


def find(graph: Graph, promises: tuple[Promise, ...]) -> tuple[Finding, ...]:
    """All findings."""
    return ()


def not_evaluated(graph: Graph) -> tuple[str, ...]:
    """What the model says that is not evaluated yet."""
    return ()
