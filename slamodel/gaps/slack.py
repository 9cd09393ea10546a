"""Contracts on a dearer level than the promises above need, while a cheaper one is on offer: M705."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, ShareTarget, Target, Tier, TimeTarget, Window
from slamodel.money import price_of
from slamodel.money.prices import agreed_price
from slamodel.propagate import Link, Promise, Standing
from slamodel.units import TOLERANCE, show_money

_YEAR = Window("year")


def m705(context: Context) -> Iterator[Finding]:
    """A cheaper tier on offer would still support every promise that rests on the contract.

    Looked at are contracts with `tiers` at a price. A tier is named only where every promise that rests on the
    contract, directly or further up, is supported today and still would be: each needs no more than the tier commits
    to. Hours and windows have to be the same. The cheapest such tier is told. Nothing is
    said of what else may come with a tier.

    **Why it matters.** The difference is paid for a level that nobody above is promised.

    **How to fix it.** Take the cheaper tier, or promise more above.

    **Example.** Gold commits to 99.99 %, the only promise above needs 99.5 %, and silver with 99.5 % costs half.
    """
    on_offer = frozenset(name for name, a in context.landscape.agreements.items() if a.tiers)
    standing = _standing_on(context, on_offer)
    for name, entries in context.resting.items():
        agreement = context.landscape.agreements[name]
        price = price_of(context.landscape, agreed_price(agreement), _YEAR)
        if not agreement.tiers or price is None:
            continue
        needed = _needed(standing[name], name)
        fitting = [
            (cost, label)
            for label, tier in agreement.tiers.items()
            if (cost := price_of(context.landscape, tier.price, _YEAR)) is not None
            and cost < price
            and needed
            and all(_is_enough(context, agreement, tier, link) for link in needed)
        ]
        if fitting:
            yield _finding(context, agreement, tuple(dict.fromkeys(e.promise for e in entries)), min(fitting), price)


def _standing_on(context: Context, on_offer: frozenset[str]) -> Mapping[str, list[Promise]]:
    """By agreement on offer, every promise that rests on it in either view."""
    found: dict[str, list[Promise]] = defaultdict(list)
    for promise in context.promises if on_offer else ():
        inputs = (*promise.direct.inputs, *promise.end_to_end.inputs)
        for name in dict.fromkeys(given.agreement for given in inputs if given.agreement in on_offer):
            found[name or ""].append(promise)
    return found


def _needed(promises: Iterable[Promise], name: str) -> tuple[Link, ...]:
    """All links that lead to the agreement; none where a promise is not supported, or would not say what it needs."""
    found: list[Link] = []
    for promise in promises:
        links = [link for view in (promise.direct, promise.end_to_end) for link in view.links]
        mine = [link for link in links if link.source.agreement == name]
        if promise.unwaived is not Standing.SUPPORTED or any(one.required_guaranteed is None for one in mine):
            return ()
        found.extend(mine)
    return tuple(found)


def _is_enough(context: Context, agreement: Agreement, tier: Tier, link: Link) -> bool:
    """Whether a tier commits to what a link needs, counted as the target of today is."""
    today = dict(agreement.stated).get(link.source.at)
    target = next((t for t in tier.targets if today and _alike(t, today)), None)
    if target is None or today is None or link.required_guaranteed is None:
        return False
    level = _level(context, target)
    return level is not None and level <= link.required_guaranteed + TOLERANCE


def _alike(one: Target, other: Target) -> bool:
    same = (one.metric, one.priority, one.window, one.hours) == (
        other.metric,
        other.priority,
        other.window,
        other.hours,
    )
    shares = [target.share for target in (one, other) if isinstance(target, TimeTarget)]
    return same and len(set(shares)) <= 1 and one.strength == other.strength


def _level(context: Context, target: Target) -> float | None:
    """The unavailability or the seconds of a target."""
    if isinstance(target, ShareTarget) and target.at_least is not None:
        return float(1 - target.at_least)
    if isinstance(target, TimeTarget) and target.within is not None:
        return target.within.on(context.landscape.conventions.working_day)
    return None


def _finding(
    context: Context,
    agreement: Agreement,
    promises: tuple[Promise, ...],
    cheaper: tuple[Decimal, str],
    price: Decimal,
) -> Finding:
    cost, label = cheaper
    first, *others = promises
    service = next(given.service for given in first.direct.inputs if given.agreement == agreement.id)
    path = context.way(first, service)
    currency = context.landscape.currency or ""
    saved = show_money(price - cost, currency, up=False)
    return Finding(
        "M705",
        Severity.NOTE,
        f"{agreement.id} costs {show_money(price, currency)} a year, and its tier {label} for"
        f" {show_money(cost, currency)} would still support {wording.number(len(promises), 'promise')}"
        f" ({wording.listed([promise.id for promise in promises], 2)}): {saved} a year are paid for a level that"
        f" nothing above needs. Ask {context.landscape.party_label(agreement.provider)} for {label}, or promise more"
        f" above.",
        first.agreement,
        first.id,
        path,
        context.owner(path),
        agreement.provider,
        at=agreement.at("tiers", label),
        stake=float(len(promises)),
        also=tuple(promise.id for promise in others),
        cause=(agreement.id, "tiers"),
    )
