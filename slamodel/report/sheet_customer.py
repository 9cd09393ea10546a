"""The promises to a customer in; what we could promise it instead, and what it does for it, out."""

from collections.abc import Iterator

from slamodel.gaps.ways import Offer, offer
from slamodel.gaps.wording import capitalised, in_cases, metric_name, metric_of, share_of, window_of
from slamodel.model import Status
from slamodel.propagate import Promise
from slamodel.report import wording
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_views import Matter, Request

_AGREED = "as soon as you agree"
_INSTEAD = "This is what we can stand by as things are today."


def promises(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """What can be promised instead, each with the place of the promise among all."""
    received = {agreement.id for agreement in to.received} if to.is_customer else set()
    for rank, promise in enumerate(to.whole.wanted):
        if promise.agreement in received and (offered := offer(promise)) is not None:
            yield rank, _request(to, promise, offered)


def _request(to: Counterpart, promise: Promise, offered: Offer) -> Request:
    agreement = to.analysis.landscape.agreements[promise.agreement]
    is_request = agreement.status is not Status.AGREED
    paper, service = to.paper(agreement), wording.service_name(to.analysis, promise.service)
    today, wanted = wording.promised(promise).removeprefix("of "), _level(promise, offered)
    return Request(
        Matter.PROMISE,
        f"{capitalised(metric_of(promise))} of {service}",
        f"{today}, {'as you ask for' if is_request else 'as agreed'}",
        wanted,
        tuple(_why(promise, offered)),
        (service,),
        metric_name(promise.metric),
        promise.target.priority or "",
        to.askers(None, "", agreement.provider),
        paper,
        _AGREED if is_request else by_when(paper, _AGREED),
    )


def _level(promise: Promise, offered: Offer) -> str:
    if promise.measure is not None:
        return promise.measure.show(offered.level, up=promise.measure.is_lower_better)
    if promise.direct.time is not None:
        return f"within {wording.length(promise, offered.level)}{in_cases(1 - offered.share)}"
    return f"{share_of(promise, offered.level)} {window_of(promise.target.window)}"


def _why(promise: Promise, offered: Offer) -> Iterator[str]:
    behind = "With what stands behind it today it"
    if promise.direct.time is not None:
        yield f"{behind} takes up to {wording.length(promise, offered.level)}{in_cases(1 - offered.share)}."
    elif promise.measure is None and (today := wording.downtime(promise, offered.level)):
        agreed = wording.downtime(promise, promise.promised or 0.0, allowed=True)
        yield f"{behind} may be out for {today}; the level today leaves room for {agreed}."
    yield _INSTEAD


def duties(to: Counterpart) -> Iterator[str]:
    """What this customer does, and what is relieved while it is not done."""
    for agreement in to.received if to.is_customer else ():
        for duty in agreement.customer_duties:
            relieves = f"; it relieves the {metric_name(duty.relieves)} while it is not done" if duty.relieves else ""
            yield f"{wording.isolated(duty.duty)} ({wording.agreement_name(agreement)}){relieves}"
