"""Contracts that end before what rests on them, or leave days between them: D801 and D802."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.cover import DAY, Cover, Hole, begin
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, Status
from slamodel.propagate import Lack, Promise, Role, Unknown


def d801(context: Context) -> Iterator[Finding]:
    """An agreement that a promise rests on today ends before the promise does.

    A successor that is agreed already, for the same services and for who needs them, is taken into account. What states
    that it renews has no such end: it goes on until somebody gives notice, below as above.

    **Why it matters.** From the day after, nothing is owed below while everything is still owed above.

    **How to fix it.** Renew or replace the contract before the date named, or let the promise end with it.

    **Example.** The bureau's contract ends on 2027-03-31, the customer's agreement on 2027-12-31.
    """
    for ending, promising, promises, found in _covers(context):
        upper = promising.term.last
        if found.last is not None and (upper is None or upper > found.last):
            yield _ends_early(context, ending, promising, promises, found)


def d802(context: Context) -> Iterator[Finding]:
    """Between two contracts that follow one another, or before the first, there are days on which neither is in force.

    Looked at are the days that are still to come and that the promise above counts. What renews by itself leaves none.

    **Why it matters.** An outage on one of these days is owed to the customer, and nobody owes it below. Everybody
    thinks that there is a contract.

    **How to fix it.** Let the second one begin the day after the first one ends, or extend the first one.

    **Example.** The line is contracted until 2027-06-30, and the new contract begins on 2027-07-15.
    """
    for _, promising, promises, found in _covers(context):
        for hole in found.holes:
            yield _between(context, promising, promises, hole)
    yield from _before_the_first(context)


def _covers(context: Context) -> Iterator[tuple[Agreement, Agreement, Sequence[Promise], Cover]]:
    """Each contract with an end, each agreement right above it, the promises concerned, and what covers those."""
    agreements = context.landscape.agreements
    for (contract, upper), promises in sorted(_rests(context).items()):
        ending, promising = agreements[contract], agreements[upper]
        consumers = tuple(context.graph.ancestry(promising.provider))
        yield ending, promising, promises, context.successors.cover(ending, consumers, promising.term)


def _rests(context: Context) -> Mapping[tuple[str, str], list[Promise]]:
    """Contracts with an end and the agreements directly above them, with the promises concerned."""
    ending = {a.id for a in context.landscape.agreements.values() if a.term.last is not None}
    found: dict[tuple[str, str], list[Promise]] = defaultdict(list)
    if not ending:
        return found
    for promise in context.promises:
        for name in {given.agreement for given in promise.direct.inputs if given.role is Role.COMMITMENT}:
            if name in ending and name is not None:
                found[name, promise.agreement].append(promise)
    return found


def _ends_early(
    context: Context, ending: Agreement, promising: Agreement, promises: Sequence[Promise], found: Cover
) -> Finding:
    landscape, first, last = context.landscape, promises[0], found.last
    assert last is not None  # noqa: S101 - the caller looked
    follows = found.latest.id != ending.id
    what = f"{ending.id}, followed by {found.latest.id}, is over after {last}"
    if not follows:
        what = f"{ending.id} ends on {last}"
    return Finding(
        "D801",
        Severity.WARNING,
        f"{what}, and {promising.id}, which rests on it, {_until(promising)}: from {last + DAY} on"
        f" {_concerned(promises)} would stand on nothing there. Renew it with"
        f" {landscape.party_label(ending.provider)}, or let {promising.id} end with it.",
        promising.id,
        first.id,
        _path(context, first, ending),
        promising.provider,
        ending.provider,
        at=found.latest.at("term", "to"),
        stake=float(len(promises)),
        also=tuple(promise.id for promise in promises[1:]),
        cause=(ending.id, "", "term", str(last)),
        bites=last + DAY,
    )


def _until(agreement: Agreement) -> str:
    if agreement.term.goes_on:
        return f"renews by itself after {agreement.term.end}"
    return f"runs until {agreement.term.end}" if agreement.term.end else "has no end"


def _between(context: Context, promising: Agreement, promises: Sequence[Promise], hole: Hole) -> Finding:
    before, after, party = hole.before, hole.after, context.landscape.party_label(hole.after.provider)
    when = f"on {hole.first}" if hole.days == 1 else f"from {hole.first} to {hole.last}"
    ends = f"{before.id} ends on {before.term.end} and {after.id}" if before else after.id
    starts = promises[0].agreement
    what = f"{ends} begins on {after.term.start}" + ("" if before else f", {starts} on {promising.term.start}")
    extend = f", or extend {before.id}" if before else f", or let {starts} begin with it"
    return Finding(
        "D802",
        Severity.WARNING,
        f"{what}: {when} ({wording.number(hole.days, 'day')}) {_concerned(promises)} would stand on nothing there."
        f" Agree with {party} that {after.id} begins on {hole.first}{extend}.",
        promising.id,
        promises[0].id,
        _path(context, promises[0], after),
        promising.provider,
        after.provider,
        at=after.at("term", "from"),
        stake=float(len(promises)),
        also=tuple(promise.id for promise in promises[1:]),
        cause=(after.id, "", "hole", str(hole.last)),
        bites=hole.first,
    )


def _before_the_first(context: Context) -> Iterator[Finding]:
    """A promise that is still to begin, and whose first contract begins even later."""
    agreements = context.landscape.agreements
    found: dict[tuple[str, str], list[Promise]] = defaultdict(list)
    for missing in context.missing.get(Lack.NO_AGREEMENT, ()):
        first = _coming(context, missing.unknown)
        for promise in missing.promises if first else ():
            if first and context.graph.as_of < begin(agreements[promise.agreement]) < begin(first):
                found[first.id, promise.agreement].append(promise)
    for (contract, upper), promises in found.items():
        after, promising = agreements[contract], agreements[upper]
        yield _between(context, promising, promises, Hole(None, after, begin(promising), begin(after) - DAY))


def _coming(context: Context, unknown: Unknown) -> Agreement | None:
    """The first agreed contract on what is not covered yet, of those that begin after the day looked at."""
    idle = context.graph.backing(unknown.consumer, unknown.service).idle
    found = (context.landscape.agreements[name] for name in idle)
    coming = (one for one in found if one.status is Status.AGREED and begin(one) > context.graph.as_of)
    return min(coming, key=lambda one: (begin(one), one.id), default=None)


def _concerned(promises: Sequence[Promise]) -> str:
    names = wording.listed([promise.id for promise in promises], 2)
    return f"{wording.number(len(promises), 'promise')} ({names})"


def _path(context: Context, promise: Promise, contract: Agreement) -> tuple[str, ...]:
    """The way from a promise to the service of a contract that it rests on."""
    below = {given.service for given in promise.direct.inputs}
    return context.way(promise, next((service for service in contract.services if service in below), promise.service))
