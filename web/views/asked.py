"""An analysis in; what to ask of whom out, worked out once and shared by the pages that show parts of it."""

from collections.abc import Iterator
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed
from slamodel.report import asks, sections, wording
from slamodel.report.promises import MOST_ROWS
from slamodel.report.views import Ask, AskGroup

from .remembered import once


@once
def asked(analysis: Analysis) -> tuple[AskGroup, ...]:
    """All asks, grouped by whom they go to, those first that can help most."""
    return asks.groups(analysis, sections.wanted(analysis)[:MOST_ROWS], frozenset(analysis.ids))


def asked_of(analysis: Analysis, party: str) -> AskGroup | None:
    """What is asked of one party, alone or together with others."""
    found = [group for group in asked(analysis) if party and party in group.parties]
    if not found:
        return None
    own = next((group for group in found if group.party), AskGroup(wording.party_name(analysis, party), "", (), party))
    return replace(own, asks=tuple(ask for group in found for ask in _as_seen_by(analysis, group, party)))


def _as_seen_by(analysis: Analysis, group: AskGroup, party: str) -> Iterator[Ask]:
    """The asks of a group; of what several have to bring about together it is said with whom."""
    if group.party:
        yield from group.asks
    else:
        yield from (replace(ask, text=f"With {_others(analysis, group, party)}: {ask.text}") for ask in group.asks)


def _others(analysis: Analysis, group: AskGroup, party: str) -> str:
    return listed(wording.party_name(analysis, other) for other in group.parties if other != party)
