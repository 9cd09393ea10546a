"""Parties: the customers, departments and suppliers between whom agreements are made."""

from enum import StrEnum

from slamodel.model.words import Id, Link, Name, Word


class PartyKind(StrEnum):
    """What a party is to the provider organisation."""

    CUSTOMER = "customer"
    DEPARTMENT = "department"
    SUPPLIER = "supplier"


class Party(Word):
    """A customer, department or supplier; `part_of` names the party it belongs to."""

    id: Id
    name: Name | None = None
    kind: PartyKind
    part_of: Id | None = None
    contact: Link | None = None
    contact_hours: Id | None = None

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return self.name or self.id
