"""Outages that cost more than they bring back, by what lies below: M701, and by caps and minimums: M702."""

from collections.abc import Iterator
from decimal import Decimal

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.graph.covers import ancestry
from slamodel.model import AgreementKind, Landscape
from slamodel.model.party import PartyKind
from slamodel.money import Cause, MoneyLine, Short
from slamodel.units import show_money

_NOTHING = Decimal(0)
_KEYS = {
    "credit_cap": "the cap on its credits",
    "credit_pool": "what is at risk in it",
    "credit_minimum": "its minimum",
}


def m701(context: Context) -> Iterator[Finding]:
    """For the same outage more is owed above than is recovered from the contracts that cause it.

    Looked at are outages of 1 h, 4 h and 24 h and the longest that the contracts allow, at the time that is worst for
    us: an hour that the contract below does not count brings nothing back. Where an outage of one contract breaks
    several promises, all their credits are owed and the contract pays once. What causes an outage is each smallest set
    of contracts that brings the service down; for sets of several the worst is told. Where a price is not stated, it is
    found only that nothing comes back at all. Between two departments of one house, under an operational level
    agreement (OLA), no credits are asked for: they would move money within the house. Departments are of one house
    where they are `part_of` the same party in the end, or where neither is part of anything.

    **Why it matters.** The supplier fails, and the difference is ours to pay.

    **How to fix it.** Ask for credits below that carry those owed above, owe less above, or put the difference aside.

    **Example.** Four hours cost us 10 % of 10000 a month; the hoster gives back 10 % of 1000.
    """
    for short in context.money.shorts:
        if not short.is_by_limit and not all(_is_within_a_house(context.landscape, *pair) for pair in short.pairs):
            yield _finding(context, "M701", short, "")


def m702(context: Context) -> Iterator[Finding]:
    """Credits below would make good what is owed above, were it not for a cap, a pool or a minimum.

    **Why it matters.** The percentages look alike in both contracts, and the largest outages are the ones that are not
    made good. A minimum does the same to small ones.

    **How to fix it.** Ask for a higher cap or no minimum, or agree on the same limit above.

    **Example.** Both contracts give 50 % of the same price for a day out; the one below is capped at 10 %.
    """
    for short in context.money.shorts:
        if short.is_by_limit:
            yield _finding(context, "M702", short, short.limit)


def _is_within_a_house(landscape: Landscape, upper: str, lower: str) -> bool:
    """Whether one department of a house would ask another for credits."""
    below = landscape.agreements[lower]
    if below.kind is not AgreementKind.OLA:
        return False
    sides = (landscape.agreements[upper].provider, below.provider)
    parties = [landscape.parties[name] for name in sides if name in landscape.parties]
    if any(party.kind is not PartyKind.DEPARTMENT for party in parties):
        return False
    houses = {ancestry(landscape, name)[-2] for name in sides}
    return len(houses) == 1 or not any(party.part_of for party in parties)


def _finding(context: Context, code: str, short: Short, limit: str) -> Finding:
    hits = sorted(short.hits, key=lambda hit: context.depth[hit.line.promise])
    line, cause = hits[0]
    promise, lower = context.by_id[line.promise], context.landscape.agreements[cause.recoveries[0].agreement]
    names = tuple(dict.fromkeys(hit.line.promise for hit in hits))
    path = context.way(promise, cause.recoveries[0].service)
    below = wording.listed(dict.fromkeys(recovery.agreement for recovery in cause.recoveries))
    agreements = context.landscape.agreements
    outside = [r for r in cause.recoveries if not _is_within_a_house(context.landscape, line.agreement, r.agreement)]
    whom = context.parties(agreements[r.agreement].provider for r in outside or cause.recoveries)
    return Finding(
        code,
        Severity.WARNING,
        f"{_costs(context, short, line, cause, below)} This concerns {wording.number(len(names), 'promise')}"
        f" ({wording.listed(names, 2)}). {_ask(whom, limit)}",
        promise.agreement,
        promise.id,
        path,
        context.owner(path),
        lower.provider,
        at=lower.at(limit or "credits") if limit or lower.credits else ("agreements", lower.id),
        stake=float(len(names)),
        also=names[1:],
        cause=(lower.id, limit or "credits"),
        exposure=short.net,
    )


def _costs(context: Context, short: Short, line: MoneyLine, cause: Cause, below: str) -> str:
    services = wording.listed(map(context.landscape.label, cause.services))
    length = wording.time(float(line.length_s))
    currency = context.landscape.currency or ""
    if short.owed is None or short.back is None or short.net is None:
        share = (cause.owed.share * 100).normalize()
        part = f"{share:f} %" if share else f"at most {show_money(cause.owed.fixed, currency)}, capped at a share"
        return (
            f"An outage of {length} of {services} costs us {part} of the price of {line.agreement} in its window,"
            f" a price that is not stated in full, and {below} gives nothing back for it."
        )
    owed, back = show_money(short.owed, currency), show_money(short.back, currency, up=False)
    by = f", because of {_KEYS[short.limit]}" if short.is_by_limit else ""
    return (
        f"An outage of {length} of {services} costs us {owed} in one window, and {below} gives back {back}{by}:"
        f" {show_money(short.net, currency)} is left to us."
    )


def _ask(whom: str, limit: str) -> str:
    if limit:
        return f"Ask {whom} for another limit, or agree on the same one above."
    return f"Ask {whom} for credits that carry those owed above, or owe less above."
