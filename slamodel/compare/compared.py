"""TWO ANALYSES → COMPARISON: of any two models, as they were read on any two days."""

from slamodel.analysis import Analysis
from slamodel.compare.entries import entry_changes
from slamodel.compare.findings import opened_and_closed
from slamodel.compare.in_effect import in_effect
from slamodel.compare.links import link_changes
from slamodel.compare.outcome import Comparison
from slamodel.compare.promises import promise_changes


def compared(before: Analysis, after: Analysis) -> Comparison:
    """All that differs: of faulty texts, what is usable of them."""
    opened, closed = opened_and_closed(before, after)
    return Comparison(
        before,
        after,
        tuple(in_effect(before, after, entry_changes(before.loaded.tree, after.loaded.tree))),
        link_changes(before.landscape, after.landscape),
        promise_changes(before, after),
        opened,
        closed,
    )
