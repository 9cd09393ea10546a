"""One day that matters, as frozen values: what happens, whom it concerns, what to do, and what rests on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a day is about; of several on one day they stand in this order."""

    NOTICE = "notice"
    FOLLOW_ON = "follow-on"
    ENDS = "ends"
    RENEWS = "renews"
    WAIVER = "waiver"
    REVIEW = "review"
    SOURCE = "source"
    BEGINS = "begins"

    @property
    def label(self) -> str:
        """In two words."""
        return _LABELS[self]

    @property
    def is_mark(self) -> bool:
        """Whether it is a day before an end, by which something has to be decided."""
        return self in (Kind.NOTICE, Kind.FOLLOW_ON)


_LABELS = {
    Kind.NOTICE: "last day for notice",
    Kind.FOLLOW_ON: "settle what follows",
    Kind.ENDS: "ends",
    Kind.RENEWS: "renews by itself",
    Kind.WAIVER: "accepted until",
    Kind.REVIEW: "review due",
    Kind.SOURCE: "figures get old",
    Kind.BEGINS: "begins",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of one agreement.

    `event` says what happens, `act` what to do; `promises` are the ids of those that rest on the agreement, or that it
    makes where it is with customers, the ones to customers first, of which there are `to_customers`. `number` tells
    entries of one kind apart that one agreement has on one day.
    """

    day: date
    kind: Kind
    agreement: str
    provider: str
    customers: tuple[str, ...]
    event: str
    act: str
    at: tuple[str | int, ...]
    promises: tuple[str, ...] = ()
    to_customers: int = 0
    number: int = 0

    @property
    def is_decision(self) -> bool:
        """Whether something has to be decided by that day, or is over after it."""
        return self.kind.is_mark or self.kind is Kind.ENDS
