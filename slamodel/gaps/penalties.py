"""Credits that cost less than keeping the promise, or that one event costs several times: M704."""

from collections.abc import Iterator
from decimal import Decimal

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.sides import sides
from slamodel.model import Agreement, Status, Window
from slamodel.money import price_of
from slamodel.money.credits import worst
from slamodel.money.prices import agreed_price
from slamodel.units import Worth

_THIN = Decimal("0.01")
_OF_AN_OUTAGE = ("availability", "success_rate", "resolution", "rto")
"""Metrics that one and the same outage may miss."""


def m704(context: Context) -> Iterator[Finding]:
    """A miss costs less than 1 % of the price, or one event is credited several times above and only once below.

    Too thin is an agreement whose dearest credit, for the metric that costs most, stays below 1 % of the price of the
    window, where that can be told. Paid twice is an outage that misses several metrics above, all of whose credits are
    owed, while a contract below pays only the largest of its credits for one event.

    **Why it matters.** A fee that nobody feels moves nobody: 5 % at risk over 55 levels is 0.09 % for each. And what is
    owed twice is recovered once.

    **How to fix it.** Hang credits on the few levels that matter, and state on both sides whether all credits of one
    event are owed or only the largest (`credit_for_one_event`).

    **Example.** 5 % of the price are at risk, and each of 55 levels is allocated a 55th of it.
    """
    for name, agreement in sorted(context.landscape.agreements.items()):
        is_used = agreement.status is Status.AGREED and (name in context.by_agreement or name in context.resting)
        if is_used and agreement.credits:
            yield from _thin(context, agreement)
            yield from _twice(context, agreement)


def _thin(context: Context, agreement: Agreement) -> Iterator[Finding]:
    shares = [_share(context, agreement, worth, step.metric) for step, worth in worst(agreement) if worth != Worth()]
    known = [share for share in shares if share is not None]
    grows = any(step.per is not None for step in agreement.credits)
    if not grows and known and len(known) == len(shares) and max(known) < _THIN:
        percent = (max(known) * 100).quantize(Decimal("0.01"))
        what = f"A miss in {agreement.id} costs {percent} % of the price of its window at most: too little to be felt"
        yield _finding(context, agreement, what, "credits that hang on fewer levels, and are worth more", "credits")


def _share(context: Context, agreement: Agreement, worth: Worth, metric: str) -> Decimal | None:
    """What a miss costs as a share of the price of the window; None where that is not known."""
    window = next((target.window for _, target in agreement.stated if target.metric == metric), Window("month"))
    share = worth.share + worth.time / Decimal(context.landscape.seconds_in(window))
    if not worth.money:
        return share
    price = price_of(context.landscape, agreed_price(agreement), window)
    return share + worth.money / price if price else None


def _twice(context: Context, agreement: Agreement) -> Iterator[Finding]:
    metrics = dict.fromkeys(credit.metric for credit in agreement.credits if credit.metric in _OF_AN_OUTAGE)
    if len(metrics) < 2 or agreement.credit_for_one_event == "largest":
        return
    lower = {
        given.agreement: None
        for promise in context.by_agreement.get(agreement.id, ())
        for given in promise.direct.inputs
        if given.agreement and context.landscape.agreements[given.agreement].credit_for_one_event == "largest"
    }
    if lower:
        what = (
            f"One outage may miss the {wording.listed(map(wording.metric_name, metrics))} of {agreement.id}, whose"
            f" credits are all owed; {wording.listed(filter(None, lower))} gives back only the largest of its own"
        )
        yield _finding(context, agreement, what, "that only the largest credit of one event is owed", "credits")


def _finding(context: Context, agreement: Agreement, what: str, ask: str, key: str) -> Finding:
    owner, counterpart, name = sides(context.landscape, agreement)
    promises = context.by_agreement.get(agreement.id, ())
    service = promises[0].service if promises else agreement.services[0]
    return Finding(
        "M704",
        Severity.WARNING,
        f"{what}. Settle with {name} {ask}.",
        agreement.id,
        promises[0].id if promises else "",
        (agreement.id, service),
        owner,
        counterpart,
        at=agreement.at(key),
        stake=float(len(promises)),
        cause=(agreement.id, key, ask),
    )
