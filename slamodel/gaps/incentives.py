"""Agreements whose targets and credits reward something else than what the customer needs: F002."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.sides import sides
from slamodel.model import Agreement, AgreementKind, ScaleTarget
from slamodel.propagate import Promise

_CLOSING = ("resolution", "fulfilment")
_SOLVING = (*_CLOSING, "rto")
_ANSWERING = ("response",)


def f002(context: Context) -> Iterator[Finding]:
    """What is measured, or paid for, rewards another conduct than the one that is meant.

    A customer is promised an answer, and nobody promises that anything gets solved. Or credits hang on the response
    alone, though more is promised. Or they hang on closing cases, and neither a confirmation of the customer
    (`clock_ends: confirmed`) nor a satisfaction is asked for. Or credits grow without end, or all of them come to
    more than the price, and no cap limits them. The first is one finding for each provider, what is paid for is one for
    each agreement.

    **Why it matters.** People do what is counted: calls are answered quickly and solved slowly, cases are closed
    unsolved and opened again. And a credit above the price is one that will be fought over, not paid.

    **How to fix it.** Hang the credits on what the customer needs, pair speed with a measure of quality, and cap them.

    **Example.** 5 % are owed for each month with slow answers; nothing is owed when nothing gets repaired.
    """
    yield from _only_answered(context)
    for name, promises in context.by_agreement.items():
        agreement = context.landscape.agreements[name]
        reasons = [*_only_paid_for_answers(agreement), *_only_closing(agreement), *_above_price(agreement)]
        if reasons:
            what = f"In {name} {'; '.join(reasons)}"
            yield _finding(context, promises, what, "what the credits are to bring about", "credits")


def _only_answered(context: Context) -> Iterator[Finding]:
    """What a provider answers on to customers and promises nobody to solve."""
    solved = {(_agreement(context, p).provider, p.service) for p in context.promises if p.metric in _SOLVING}
    found: dict[str, list[Promise]] = defaultdict(list)
    for promise in context.outermost_first:
        agreement = _agreement(context, promise)
        is_to_customers = agreement.kind is AgreementKind.SLA and promise.metric in _ANSWERING
        if is_to_customers and (agreement.provider, promise.service) not in solved:
            found[agreement.provider].append(promise)
    for promises in found.values():
        names = list(dict.fromkeys(promise.agreement for promise in promises))
        services = wording.listed(dict.fromkeys(context.landscape.label(promise.service) for promise in promises))
        what = (
            f"{wording.listed(names)} {'promises' if len(names) == 1 else 'promise'} that somebody answers on"
            f" {services}, and nobody promises that it is solved: a quick answer is all that counts"
        )
        yield _finding(context, promises, what, "how long it may take until it works again", "targets")


def _agreement(context: Context, promise: Promise) -> Agreement:
    return context.landscape.agreements[promise.agreement]


def _only_paid_for_answers(agreement: Agreement) -> Iterator[str]:
    paid = {credit.metric for credit in agreement.credits}
    more = [target.metric for _, target in agreement.stated if target.metric not in _ANSWERING]
    if paid and paid <= set(_ANSWERING) and more:
        others = wording.listed(dict.fromkeys(map(wording.metric_name, more)))
        yield f"credits hang on the response time only, and nothing on the {others}: a quick answer is all that pays"


def _only_closing(agreement: Agreement) -> Iterator[str]:
    paid = [credit.metric for credit in agreement.credits if credit.metric in _CLOSING]
    is_checked = agreement.clock_ends == "confirmed" or any(isinstance(t, ScaleTarget) for _, t in agreement.stated)
    if paid and not is_checked:
        closing = wording.listed(dict.fromkeys(map(wording.metric_name, paid)))
        yield f"credits hang on the {closing}, and nothing tells whether a case that was closed is solved"


def _above_price(agreement: Agreement) -> Iterator[str]:
    """Shares of the price that are owed when everything is missed at its worst."""
    if agreement.credit_cap is not None or agreement.credit_pool is not None:
        return
    if any(credit.per is not None for credit in agreement.credits):
        yield "credits grow for as long as it lasts, and no cap limits them"
        return
    worst: dict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
    for credit in agreement.credits:
        key = (credit.metric, credit.priority)
        worst[key] = max(worst[key], credit.credit.share if credit.credit else Decimal(0))
    total = sum(worst.values(), Decimal(0))
    owed = max(worst.values(), default=total) if agreement.credit_for_one_event == "largest" else total
    if owed > 1:
        yield f"credits may come to {(owed * 100).normalize():f} % of the price, and no cap limits them"


def _finding(context: Context, promises: Sequence[Promise], what: str, ask: str, key: str) -> Finding:
    agreement = _agreement(context, promises[0])
    owner, counterpart, name = sides(context.landscape, agreement)
    if len({promise.agreement for promise in promises}) > 1:
        name = "their customers"
    return Finding(
        "F002",
        Severity.NOTE,
        f"{what}. Settle with {name} {ask}.",
        agreement.id,
        promises[0].id,
        (agreement.id, promises[0].service),
        owner,
        counterpart,
        at=("agreements", agreement.id, key),
        stake=float(len(promises)),
        also=tuple(dict.fromkeys(promise.id for promise in promises[1:])) if key == "targets" else (),
        cause=(agreement.id, key),
    )
