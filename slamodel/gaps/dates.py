"""Contracts that end before the promises that rest on them: D801."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, Status
from slamodel.propagate import Promise, Role

_DAY = timedelta(days=1)


def d801(context: Context) -> Iterator[Finding]:
    """An agreement that a promise rests on today ends before the promise does.

    A successor that is agreed already, for the same services and for who needs them, without a day between, is taken
    into account. A contract that states how it renews is only noted: whether it does is for people to see to.

    **Why it matters.** From the day after, nothing is owed below while everything is still owed above.

    **How to fix it.** Renew or replace the contract before the date named, or let the promise end with it.

    **Example.** The bureau's contract ends on 2027-03-31, the customer's agreement on 2027-12-31.
    """
    successors = _by_service(context)
    for (contract, upper), promises in sorted(_rests(context).items()):
        ending, promising = context.landscape.agreements[contract], context.landscape.agreements[upper]
        last = _covered_until(ending, successors, frozenset(context.graph.ancestry(promising.provider)))
        if last is None or (promising.term.end is not None and promising.term.end <= last):
            continue
        yield _finding(context, ending, promising, promises, last)


def _rests(context: Context) -> Mapping[tuple[str, str], list[Promise]]:
    """Contracts with an end and the agreements directly above them, with the promises concerned."""
    ending = {a.id for a in context.landscape.agreements.values() if a.term.end is not None}
    found: dict[tuple[str, str], list[Promise]] = defaultdict(list)
    if not ending:
        return found
    for promise in context.promises:
        for name in {given.agreement for given in promise.direct.inputs if given.role is Role.COMMITMENT}:
            if name in ending and name is not None:
                found[name, promise.agreement].append(promise)
    return found


def _by_service(context: Context) -> Mapping[str, list[Agreement]]:
    found: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in context.landscape.agreements.values():
        if agreement.status is Status.AGREED:
            for service in agreement.services:
                found[service].append(agreement)
    return found


def _covered_until(
    contract: Agreement, successors: Mapping[str, list[Agreement]], consumer: frozenset[str]
) -> date | None:
    """The last day of the contract, or of those that follow it without a hole; None when there is no last day."""
    last = contract.term.end
    candidates = [
        other
        for service in contract.services
        for other in successors[service]
        if _follows(other, contract) and consumer & {*other.customers}
    ]
    while last is not None:
        next_ones = [other.term.end for other in candidates if other.term.covers(last + _DAY)]
        if not next_ones:
            return last
        last = None if None in next_ones else max(end for end in next_ones if end is not None)
    return None


def _follows(other: Agreement, contract: Agreement) -> bool:
    """Whether an agreement could take the place of a contract: all of its services, from the same provider."""
    is_same = other.provider == contract.provider
    return other.id != contract.id and is_same and {*contract.services} <= {*other.services}


def _finding(context: Context, ending: Agreement, promising: Agreement, promises: list[Promise], last: date) -> Finding:
    landscape, first = context.landscape, promises[0]
    path = context.way(first, next((s for s in ending.services if _rests_on(first, s)), first.service))
    until = f"runs until {promising.term.end}" if promising.term.end else "has no end"
    renews = ending.term.renews
    terms = (
        f" It states that it renews for {renews.number} {renews.unit}{'s' * (renews.number != 1)}." if renews else ""
    )
    return Finding(
        "D801",
        Severity.NOTE if renews else Severity.WARNING,
        f"{ending.id} ends on {last}, and {promising.id}, which rests on it, {until}: from {last + _DAY} on"
        f" {wording.number(len(promises), 'promise')} would stand on nothing there"
        f" ({wording.listed([promise.id for promise in promises], 2)}).{terms} Renew it with"
        f" {landscape.party_label(ending.provider)}, or let {promising.id} end with it.",
        promising.id,
        first.id,
        path,
        promising.provider,
        ending.provider,
        at=("agreements", ending.id, "term", "to"),
        stake=float(len(promises)),
        also=tuple(promise.id for promise in promises[1:]),
        cause=(ending.id, "", "term", str(last)),
        bites=last + _DAY,
    )


def _rests_on(promise: Promise, service: str) -> bool:
    return any(given.service == service for given in promise.direct.inputs)
