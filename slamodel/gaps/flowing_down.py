"""Obligations that the agreements below do not hold, down to the first that lacks them: C611."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement
from slamodel.propagate import Promise


class _Owed(NamedTuple):
    """An obligation as it comes down: in which words, from which agreement, and on the way to which service."""

    words: str
    origin: str
    top: str


class _Reached(NamedTuple):
    """Where an obligation has come to: a service, for whom it is provided, and the service that led there."""

    service: str
    consumer: str
    above: str
    owed: _Owed


def c611(context: Context) -> Iterator[Finding]:
    """An obligation of a promise (`obligations`) does not stand in an agreement that its service needs.

    It is followed down through services of the house and through the agreements below, to the first on each way that
    lacks it; there is one finding for that agreement, with all that is missing. Obligations are the same where they
    are written alike. Where there is no agreement at all, that has a finding of its own.

    **Why it matters.** Who promises that data stay in the EU, or that an auditor may look, cannot keep it alone:
    whoever holds the data below has to have promised the same.

    **How to fix it.** Have the obligation taken into the agreement below, or find a provider who holds it.

    **Example.** The bank was promised ISO 27001 and data in the EU; the contract with the hoster says neither.
    """
    for lower, owed in _lacking(context).items():
        agreement = context.landscape.agreements[lower]
        first = owed[0]
        missing = wording.listed(dict.fromkeys(f'"{one.owed.words}"' for one in owed), 6)
        origins = dict.fromkeys(one.owed.origin for one in owed)
        promises = _promises(context, lower, owed)
        yield Finding(
            "C611",
            Severity.WARNING,
            f"{wording.listed(origins)} {'owes' if len(origins) == 1 else 'owe'} {missing}, and {lower}, which"
            f" {context.landscape.label(first.owed.top)} needs, does not. {_ask(context, first, agreement)}, or have"
            f" {context.landscape.label(first.service)} from somebody who does.",
            first.owed.origin,
            promises[0].id if promises else "",
            _path(context, first, promises),
            first.consumer,
            agreement.provider,
            at=("agreements", lower),
            stake=float(len(promises)),
            also=tuple(promise.id for promise in promises[1:]),
            cause=(lower, first.service, "obligations"),
        )


def _lacking(context: Context) -> Mapping[str, list[_Reached]]:
    """By agreement that lacks something what is lacking; each obligation passes a service once."""
    found: dict[str, list[_Reached]] = defaultdict(list)
    seen = set[tuple[str, str, str]]()
    # The first to come is the last to be taken: all ways down from one agreement are gone before those of the next.
    stack = [*_starts(context)][::-1]
    while stack:
        reached = stack.pop()
        key = (reached.service, reached.consumer, _plain(reached.owed.words))
        if key in seen:
            continue
        seen.add(key)
        backing = context.graph.backing(reached.consumer, reached.service)
        if backing.in_house or any(_holds(context, name, reached.owed) for name in backing.agreements):
            stack.extend(_further(context, reached))
        elif backing.agreements:
            found[backing.agreements[0]].append(reached)
    return found


def _starts(context: Context) -> Iterator[_Reached]:
    """What every agreement in force owes, those with customers first."""
    names = {promise.agreement: None for promise in context.outermost_first}
    for agreement in (context.landscape.agreements[name] for name in names):
        for words in dict.fromkeys(agreement.obligations):
            for service in context.graph.covered(agreement):
                yield _Reached(service, agreement.provider, "", _Owed(words, agreement.id, service))


def _further(context: Context, reached: _Reached) -> Iterator[_Reached]:
    provider = context.provider(reached.service)
    for name in context.below[reached.service]:
        yield _Reached(name, provider, reached.service, reached.owed)


def _holds(context: Context, agreement: str, owed: _Owed) -> bool:
    stated = context.landscape.agreements[agreement].obligations
    return _plain(owed.words) in map(_plain, stated)


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _promises(context: Context, lower: str, owed: list[_Reached]) -> list[Promise]:
    """A promise of each agreement that owes what is lacking: first the ones it came from, then what rests on it."""
    found: dict[str, Promise] = {}
    for one in owed:
        for promise in context.by_agreement.get(one.owed.origin, ()):
            if promise.service == one.owed.top:
                found.setdefault(promise.agreement, promise)
    missing = {_plain(one.owed.words) for one in owed}
    for entry in context.resting.get(lower, ()):
        if missing & set(map(_plain, entry.upper.obligations)):
            found.setdefault(entry.upper.id, entry.promise)
    return list(found.values())


def _ask(context: Context, reached: _Reached, lower: Agreement) -> str:
    """Who has to take it on; further down it is not for whoever owes it to ask."""
    party, label = context.landscape.party_label(lower.provider), context.landscape.party_label
    if reached.consumer == context.landscape.agreements[reached.owed.origin].provider:
        return f"Ask {party} to take it on"
    return f"Have {label(reached.consumer)} agree it with {party}"


def _path(context: Context, reached: _Reached, promises: list[Promise]) -> tuple[str, ...]:
    """From the agreement that owes it to the service that is provided without."""
    start = (reached.owed.origin, reached.owed.top)
    if promises and start == (promises[0].agreement, promises[0].service):
        return context.way(promises[0], reached.service)
    return start if reached.service == reached.owed.top else (*start, reached.service)
