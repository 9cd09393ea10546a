"""PROMISED against SUPPORTED: every rule of the catalogue over every promise; findings out, ranked."""

from slamodel.gaps import unevaluated
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.rules import RULES
from slamodel.graph import Graph
from slamodel.propagate import Promise

__all__ = ["RULES", "Context", "Finding", "find", "not_evaluated"]


def find(graph: Graph, promises: tuple[Promise, ...]) -> tuple[Finding, ...]:
    """All findings: the heaviest first, then those with most at stake."""
    context = Context(graph, promises)
    return tuple(sorted((finding for rule in RULES for finding in rule.find(context)), key=_rank))


def _rank(finding: Finding) -> tuple[int, float, str, str, str, tuple[str, ...]]:
    order = finding.severity.weight
    return (order, -finding.stake, finding.code, finding.target, finding.agreement, finding.path)


def not_evaluated(graph: Graph, promises: tuple[Promise, ...]) -> tuple[str, ...]:
    """What the model says that is not evaluated yet, and what stands in the way of a verdict because of it."""
    return (*unevaluated.in_the_way(promises), *unevaluated.not_evaluated(graph.landscape))
