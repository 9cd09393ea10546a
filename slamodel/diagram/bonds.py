"""A selection of services in; what lies between each pair of parties out: agreements, promises, and what has none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from slamodel.model import ANY, AgreementKind
from slamodel.propagate import Promise, promising

from .focus import Field
from .selection import Selection

Pair = tuple[str, str]
"""A consumer and a provider."""


@dataclass(slots=True)
class Bond:
    """What lies between a consumer and a provider."""

    agreements: set[str] = field(default_factory=set)
    unbacked: set[str] = field(default_factory=set)
    promises: list[Promise] = field(default_factory=list)


def bonds(ground: Field, selection: Selection) -> Mapping[Pair, Bond]:
    """Every pair with something between them, in the order of ids."""
    found: dict[Pair, Bond] = defaultdict(Bond)
    _add_agreements(ground, selection, found)
    _add_dependencies(ground, selection, found)
    by_agreement: dict[str, list[Promise]] = defaultdict(list)
    for promise in ground.analysis.promises:
        if promise.service in selection.services:
            by_agreement[promise.agreement].append(promise)
    for bond in found.values():
        bond.promises.extend(promise for name in sorted(bond.agreements) for promise in by_agreement[name])
    return dict(sorted(found.items()))


def _add_agreements(ground: Field, selection: Selection, found: dict[Pair, Bond]) -> None:
    graph = ground.analysis.graph
    for agreement in promising(graph):
        chosen = (
            agreement.id in selection.promises
            if agreement.kind is AgreementKind.SLA
            else not selection.services.isdisjoint(graph.covered(agreement))
        )
        for customer in agreement.customers if chosen else ():
            if customer != ANY or agreement.kind is AgreementKind.SLA:
                found[customer, agreement.provider].agreements.add(agreement.id)


def _add_dependencies(ground: Field, selection: Selection, found: dict[Pair, Bond]) -> None:
    graph, services = ground.analysis.graph, ground.landscape.services
    for service in sorted(selection.services):
        consumer = services[service].provider
        for hop in ground.hops.down[service]:
            if hop.head not in selection.services or services[hop.head].provider == consumer:
                continue
            backing = graph.backing(consumer, hop.head)
            bond = found[consumer, services[hop.head].provider]
            bond.agreements.update(backing.agreements)
            if not backing.agreements:
                bond.unbacked.add(hop.head)


def of_party(ground: Field, selection: Selection) -> Mapping[str, list[Promise]]:
    """Party to the promises that it gives, and customer to those that it is given."""
    found: dict[str, list[Promise]] = defaultdict(list)
    agreements = ground.landscape.agreements
    for promise in ground.analysis.promises:
        if promise.service in selection.services:
            agreement = agreements[promise.agreement]
            found[agreement.provider].append(promise)
            for customer in _customers(agreement.kind, agreement.customers):
                found[customer].append(promise)
    return found


def _customers(kind: AgreementKind, customers: Iterable[str]) -> Iterable[str]:
    return customers if kind is AgreementKind.SLA else ()
