"""Commitments and contracts that are missing, or end, or are better than needed, in; what to agree with a party out."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from slamodel.gaps import Finding
from slamodel.gaps.ways import key
from slamodel.gaps.wording import listed, metric_name, number, to_state
from slamodel.plan.tiers import tiers
from slamodel.propagate import Input, Lack, Promise
from slamodel.report import wording
from slamodel.report.sheet_counterpart import SOON, Counterpart, by_when
from slamodel.report.sheet_levels import NOTHING
from slamodel.report.sheet_offers import priced
from slamodel.report.sheet_views import Matter, Request
from slamodel.units import show_period

_LACKS: Mapping[str, Lack] = MappingProxyType(
    {"C601": Lack.NO_AGREEMENT, "C602": Lack.NO_TARGET, "P401": Lack.NO_TARGET, "T204": Lack.RESPONSE_ONLY}
)


def contracts(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """All that is to be agreed or renewed, each with the place of the first promise that waits for it."""
    yield from _missing(to)
    behind = len(to.whole.wanted)
    yield from ((behind, request) for request in (*_renewals(to), *_cheaper(to)))


def _missing(to: Counterpart) -> Iterator[tuple[int, Request]]:
    known = to.whole.asked
    for finding in to.on(*_LACKS):
        waiting = [one for one in _waiting(to, finding) if (key(one.source), one.promise.id) not in known]
        if waiting:
            yield min(one.rank for one in waiting), _commitment(to, finding, waiting)


class _Waiting(NamedTuple):
    """An input that is not known, a promise that waits for it, and its place among those that are not supported."""

    source: Input
    promise: Promise
    rank: int


def _waiting(to: Counterpart, finding: Finding) -> Iterator[_Waiting]:
    """All that waits for what a finding tells: the same lack, of the same service, for the same party."""
    silent = "" if finding.code == "C601" else str(finding.at[1])
    wanted = (_LACKS[finding.code], finding.path[-1], finding.owner, silent)
    for rank, promise in enumerate(to.whole.wanted):
        for given in dict.fromkeys((*promise.direct.inputs, *promise.end_to_end.inputs)):
            if (lack := given.unknown) is not None:
                named = "" if lack.lack is Lack.NO_AGREEMENT else "".join(lack.agreements[:1])
                if (lack.lack, lack.service, lack.consumer, named) == wanted:
                    yield _Waiting(given, promise, rank)


def _commitment(to: Counterpart, finding: Finding, waiting: list[_Waiting]) -> Request:
    agreement = None if finding.code == "C601" else to.has(str(finding.at[1]))
    service = wording.service_name(to.analysis, finding.path[-1])
    metrics = dict.fromkeys(one.source.metric for one in waiting)
    priorities = sorted({one.promise.target.priority for one in waiting if one.promise.target.priority})
    paper, count = to.paper(agreement), len({one.promise.id for one in waiting})
    only = "a response time only" if finding.code == "T204" else NOTHING
    where = f" in {paper.name}" if paper else ", in an agreement between us"
    rest = f"{number(count, 'commitment')} of ours {'rests' if count == 1 else 'rest'} on it"
    return Request(
        Matter.COMMITMENT,
        f"State {to_state(metrics, service, priorities)}{where}",
        only,
        "a level that you propose",
        (f"Nothing of the kind is stated, so that nothing can be counted on; {rest}.",),
        (service,),
        listed(map(metric_name, metrics)),
        listed(priorities, None),
        to.askers(agreement, finding.path[-1], finding.owner),
        paper,
        by_when(paper),
    )


def _renewals(to: Counterpart) -> Iterator[Request]:
    names = dict.fromkeys(str(one.at[1]) for one in to.on("D801"))
    for agreement in filter(None, map(to.has, names)):
        paper, end = to.paper(agreement), agreement.term.last
        notice = f"; notice period: {show_period(agreement.term.notice)}" if agreement.term.notice else ""
        until = f" before {wording.day(end)}" if end else ""
        yield Request(
            Matter.RENEWAL,
            f"Renew {wording.agreement_name(agreement)}{until}, or follow on from it",
            f"it runs {wording.until(agreement, to.analysis.as_of)}{notice}",
            "it goes on without a hole",
            ("What rests on it runs longer, and would stand on nothing from then on.",),
            askers=to.askers(agreement, ""),
            paper=paper,
            by_when=f"before {wording.day(end)}" if end else SOON,
        )


def _cheaper(to: Counterpart) -> Iterator[Request]:
    """A cheaper tier that is enough (M705)."""
    for finding in to.on("M705"):
        agreement, tier = to.has(finding.cause[0]), str(finding.at[-1])
        move = next((one for one in tiers(to.analysis, agreement) if one.tier == tier), None) if agreement else None
        if agreement is None or move is None:
            continue
        paper = to.paper(agreement)
        yield Request(
            Matter.TIER,
            f"Move {wording.agreement_name(agreement)} to your tier {tier}, {priced(to.analysis, move)}",
            f"tier {agreement.tier}" if agreement.tier else "the level of today",
            f"tier {tier}",
            ("It is enough for all that rests on it.",),
            askers=to.askers(agreement, ""),
            paper=paper,
            by_when=by_when(paper),
        )
