"""PROMISED against SUPPORTED: every rule of the catalogue over every promise; findings out, ranked."""

from slamodel.gaps import unevaluated
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Accepted, Finding
from slamodel.gaps.grouped import grouped
from slamodel.gaps.ranked import ranked
from slamodel.gaps.rules import RULES
from slamodel.gaps.sifted import Codes, Ignored, Sifted, in_words, sifted, unknown
from slamodel.gaps.stakes import Stakes
from slamodel.gaps.waived import waived
from slamodel.graph import Graph
from slamodel.propagate import Promise

__all__ = [
    "CODES",
    "RULES",
    "Accepted",
    "Codes",
    "Context",
    "Finding",
    "Ignored",
    "Sifted",
    "find",
    "in_words",
    "not_evaluated",
    "sifted",
    "unknown",
]


CODES = tuple(rule.code for rule in RULES)
"""The code of every rule."""


def find(context: Context) -> tuple[Finding, ...]:
    """All findings, those of one cause taken together, those with most at stake first."""
    stakes = Stakes(context)
    found = (stakes.weighed(finding) for rule in RULES for finding in rule.find(context))
    return ranked(context, grouped(context, waived(context, found)))


def not_evaluated(graph: Graph, promises: tuple[Promise, ...]) -> tuple[str, ...]:
    """What the model says that is not evaluated yet, and what stands in the way of a verdict because of it."""
    choice = graph.landscape.findings
    codes = (
        f"the code {code} under `findings`: {hint}" for code, hint in unknown((*choice.select, *choice.ignore), CODES)
    )
    return (*unevaluated.in_the_way(promises), *unevaluated.not_whole(graph.landscape), *codes)
