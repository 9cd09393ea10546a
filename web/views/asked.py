"""An analysis in; what to ask of whom out, worked out once and shared by the pages that show parts of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed
from slamodel.report import asks, sections, settle, wording
from slamodel.report.promises import MOST_ROWS
from slamodel.report.sheet_all import Whole
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_shares import shares
from slamodel.report.views import Ask, AskGroup

from .remembered import once


@once
def asked(analysis: Analysis) -> tuple[AskGroup, ...]:
    """What to ask for, grouped by whom it goes to, those first that can help most; renewals are apart."""
    return asks.groups(analysis, sections.wanted(analysis)[:MOST_ROWS], frozenset(analysis.ids))


def asked_of(analysis: Analysis, party: str) -> AskGroup | None:
    """What is asked of one party, alone or together with others, and the contracts to renew with it."""
    found = [group for group in asked(analysis) if party and party in group.parties]
    renewals = tuple(ask for whom, ask in settle.renewals(analysis) if whom == party)
    if not found and not renewals:
        return None
    own = next((group for group in found if group.party), AskGroup(wording.party_name(analysis, party), "", (), party))
    own_shares = shares_of(Whole(analysis), party) if any(map(_is_joint, found)) else {}
    wanted = (ask for group in found for ask in _as_seen_by(analysis, group, party, own_shares))
    return replace(own, asks=(*wanted, *renewals))


def counts(analysis: Analysis) -> Counter[str]:
    """How much each party is asked for alone, contracts to renew included."""
    alone = Counter({group.party: len(group.asks) for group in asked(analysis)})
    return alone + Counter(party for party, _ in settle.renewals(analysis))


def _is_joint(group: AskGroup) -> bool:
    return not group.party and not group.is_either


def _as_seen_by(
    analysis: Analysis, group: AskGroup, party: str, own_shares: Mapping[str, Sequence[str]]
) -> Iterator[Ask]:
    """The asks of a group; of what several have to bring about together it is said with whom, for which promise.

    Where any one of several would do, the ask itself names them all.
    """
    if not _is_joint(group):
        yield from group.asks
        return
    for ask in group.asks:
        others = f"For {listed((cell.text for cell in ask.closes), 1)}, with {_others(analysis, group, party)}"
        own = listed(share for cell in ask.closes for share in own_shares.get(cell.anchor, ()))
        yield replace(ask, text=f"{others}: {ask.text}{f'. Its own share of that: {own}' if own else ''}")


def shares_of(whole: Whole, party: str) -> Mapping[str, Sequence[str]]:
    """By promise what the sheet asks of this party for it; of one thing the sheet has the strictest share alone."""
    found = defaultdict(list)
    for place, request in shares(Counterpart(whole, party)):
        found[whole.wanted[place].id].append(f"{request.what}, {request.today} → {request.wanted}")
    return found


def _others(analysis: Analysis, group: AskGroup, party: str) -> str:
    return listed(wording.party_name(analysis, other) for other in group.parties if other != party)
