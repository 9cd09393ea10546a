"""What can be chosen in the filters of lists: keys as addresses have them, and the words for them."""

from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.model.party import Party, PartyKind
from slamodel.report import wording

from ..ordered import natural
from .remembered import once

KINDS = {PartyKind.CUSTOMER: "Customers", PartyKind.DEPARTMENT: "Departments", PartyKind.SUPPLIER: "Suppliers"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    key: str
    label: str


@once
def party_choices(analysis: Analysis) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The parties by kind and name."""
    found = (
        (heading, tuple(Choice(party.id, wording.isolated(party.label)) for party in in_order(analysis, kind)))
        for kind, heading in KINDS.items()
    )
    return tuple((heading, choices) for heading, choices in found if choices)


def in_order(analysis: Analysis, kind: PartyKind | None = None) -> list[Party]:
    """The parties, or those of one kind, by name."""
    alike = (party for party in analysis.landscape.parties.values() if kind in (None, party.kind))
    return sorted(alike, key=lambda party: (natural(party.label), natural(party.id)))
