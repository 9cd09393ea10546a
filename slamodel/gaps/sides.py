"""An agreement in; who has to put right what it says, and whom to talk to, out."""

from typing import NamedTuple

from slamodel.model import ANY, Agreement, AgreementKind, Landscape


class Sides(NamedTuple):
    """The party that has to act, the one to talk to, and what that one is called in a sentence."""

    owner: str
    counterpart: str
    name: str


def sides(landscape: Landscape, agreement: Agreement) -> Sides:
    """Who promises to a customer puts it right with the customer; who buys puts it right with the provider."""
    customer, provider = agreement.customers[0], agreement.provider
    if agreement.kind is AgreementKind.SLA:
        return Sides(provider, customer, "its customers" if customer == ANY else landscape.party_label(customer))
    return Sides(customer, provider, landscape.party_label(provider))
