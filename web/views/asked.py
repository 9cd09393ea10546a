"""An analysis in; what to ask of whom out, worked out once and shared by the pages that show parts of it."""

from slamodel.analysis import Analysis
from slamodel.report import asks, sections
from slamodel.report.promises import MOST_ROWS
from slamodel.report.views import AskGroup

from .remembered import once


@once
def asked(analysis: Analysis) -> tuple[AskGroup, ...]:
    """All asks, grouped by whom they go to, those first that can help most."""
    return asks.groups(analysis, sections.wanted(analysis)[:MOST_ROWS], frozenset(analysis.ids))


def asked_of(analysis: Analysis, party: str) -> AskGroup | None:
    """What is asked of one party."""
    return next((group for group in asked(analysis) if group.party == party and party), None)
