"""Agreements that support nothing, go round in a circle, or do not fit their parties: C603, C610 and C612."""

from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import Agreement, AgreementKind, Landscape, Status
from slamodel.model.party import PartyKind
from slamodel.propagate import Lack


def c603(context: Context) -> Iterator[Finding]:
    """An operational level agreement or underpinning contract is in force, and no promise rests on it.

    None of its customers provides a promised service that needs, is handled by or is fulfilled by what it covers; or
    another agreement, made closer to the consumer, counts instead. While a service or an agreement cannot be used as it
    is written, nobody knows what may rest on it, and nothing is said.

    **Why it matters.** Effort, and often money, is spent on a level that nobody above needs; or the model lacks a need.

    **How to fix it.** Add the need to the service that uses it, or end the agreement at its next date.

    **Example.** A contract with a third credit bureau was signed for a pilot, and the service still asks the first two.
    """
    used = _used(context)
    for agreement in context.landscape.agreements.values() if context.is_whole else ():
        counts = agreement.status is Status.AGREED and agreement.term.covers(context.graph.as_of)
        if agreement.kind is AgreementKind.SLA or not counts or agreement.id in used:
            continue
        landscape = context.landscape
        services = wording.listed([landscape.label(name) for name in agreement.services]) or "what it covers"
        customers = wording.listed([landscape.party_label(name) for name in agreement.customers])
        yield Finding(
            "C603",
            Severity.NOTE,
            f"No promise rests on {agreement.id}: nothing that {customers} promises needs {services}."
            f"{_cost(landscape, agreement)} Add the need where it is used, or end it with"
            f" {landscape.party_label(agreement.provider)}.",
            agreement.id,
            path=(agreement.id, *agreement.services[:1]),
            owner=agreement.customers[0],
            counterpart=agreement.provider,
            at=("agreements", agreement.id),
        )


def _cost(landscape: Landscape, agreement: Agreement) -> str:
    price = agreement.price
    if price is None:
        return ""
    currency = f" {landscape.currency}" if landscape.currency else ""
    return f" It costs {price.amount:f}{currency}{f' per {price.per}' if price.per else ''}."


def _used(context: Context) -> set[str]:
    """Agreements that back something a promise rests on."""
    graph, services = context.graph, context.landscape.services
    pairs = {(services[name].provider, below) for name in context.at_work for below in context.below[name]}
    promised = {(context.landscape.agreements[p.agreement].provider, p.service) for p in context.promises}
    found: set[str] = set()
    for consumer, service in pairs | promised:
        if services[service].provider != consumer:
            found.update(graph.backing(consumer, service).agreements)
    return found


def c610(context: Context) -> Iterator[Finding]:
    """Services need one another in a circle, so that none of them can be the first to work.

    The finding shows a shortest way round.

    **Why it matters.** Nothing can be computed for these services and for what rests on them. In operation such a
    circle shows when everything has to be started again.

    **How to fix it.** Take out the need that is not one: often a tool, or a service that is used but not needed.

    **Example.** The directory runs on the platform, and the platform asks the directory who may log in.
    """
    waiting = context.missing.get(Lack.CIRCLE, ())
    for circle in context.graph.circles:
        label, members = context.landscape.label, set(circle)
        resting = [p for missing in waiting if missing.unknown.service in members for p in missing.promises]
        first = min(resting, key=context.outermost_first.index) if resting else context.under_promise.get(circle[0])
        count = len({promise.id for promise in resting})
        consequence = f" {wording.number(count, 'promise')} cannot be judged because of it." if count else ""
        providers = context.parties(context.provider(service) for service in circle)
        yield Finding(
            "C610",
            Severity.ERROR,
            f"{wording.number(len(circle), 'service')} need one another in a circle: {' → '.join((*circle, circle[0]))}"
            f" ({wording.listed([label(service) for service in circle])}).{consequence} Settle with {providers}"
            " which need can go.",
            first.agreement if first else "",
            first.id if first else "",
            circle,
            context.provider(circle[0]),
            context.provider(circle[-1]),
            at=("services", circle[0], "needs"),
            stake=float(count),
        )


def c612(context: Context) -> Iterator[Finding]:
    """The kind of an agreement does not fit those who made it.

    An SLA is made with customers, an operational level agreement (OLA) between departments of one house, an
    underpinning contract (UC) with a supplier.

    **Why it matters.** The kind decides who negotiates and who signs. An OLA with a supplier is not enforceable as the
    contract it should be.

    **How to fix it.** Write the kind that fits, or correct the kind of the party.

    **Example.** An OLA whose provider is a hosting company.
    """
    for agreement in context.landscape.agreements.values():
        reason = _misfit(context.landscape, agreement) if agreement.status is not Status.RETIRED else ""
        if reason:
            yield Finding(
                "C612",
                Severity.WARNING,
                f"{agreement.id} is written as {'an' if agreement.kind is not AgreementKind.UC else 'a'}"
                f" {agreement.kind.value}, but {reason}.",
                agreement.id,
                path=(agreement.id,),
                owner=agreement.customers[0],
                counterpart=agreement.provider,
                at=("agreements", agreement.id, "kind"),
            )


def _misfit(landscape: Landscape, agreement: Agreement) -> str:
    parties, label = landscape.parties, landscape.party_label
    provider = parties[agreement.provider].kind if agreement.provider in parties else None
    customers = {name: parties[name].kind for name in agreement.customers if name in parties}
    if agreement.kind is AgreementKind.OLA:
        outside = [n for n, kind in {agreement.provider: provider, **customers}.items() if kind is PartyKind.SUPPLIER]
        if outside:
            return f"{label(outside[0])} is a supplier: that makes it an underpinning contract (UC)"
        if provider is PartyKind.CUSTOMER:
            return f"its provider {label(agreement.provider)} is a customer; an OLA is made between departments"
    if agreement.kind is AgreementKind.UC and provider and provider is not PartyKind.SUPPLIER:
        return f"its provider {label(agreement.provider)} is a {provider.value}, not a supplier"
    only_departments = bool(customers) and set(customers.values()) == {PartyKind.DEPARTMENT}
    if agreement.kind is AgreementKind.SLA and provider is PartyKind.SUPPLIER and only_departments:
        return f"{label(agreement.provider)} is a supplier to departments: that makes it an underpinning contract (UC)"
    return ""
