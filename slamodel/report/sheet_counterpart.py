"""An analysis and a party in; what a sheet for it may name out: its agreements with their dates, and who asks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.graph.covers import ancestry
from slamodel.model import ANY, Agreement
from slamodel.model.party import PartyKind
from slamodel.plan.levers import lever
from slamodel.report import wording
from slamodel.report.sheet_all import Whole
from slamodel.report.sheet_views import Paper

SOON = "as soon as you can"


@dataclass(frozen=True)
class Counterpart:
    """The party that a sheet is for."""

    whole: Whole
    party: str

    @property
    def analysis(self) -> Analysis:
        """The analysis that the sheet is made of."""
        return self.whole.analysis

    @cached_property
    def is_customer(self) -> bool:
        """Whether it is a customer: then it is told what can be promised instead."""
        entry = self.analysis.landscape.parties.get(self.party)
        return entry is not None and entry.kind is PartyKind.CUSTOMER

    @cached_property
    def provided(self) -> tuple[Agreement, ...]:
        """The agreements in which it promises something."""
        every = self.analysis.landscape.agreements.values()
        return tuple(agreement for agreement in every if agreement.provider == self.party)

    @cached_property
    def received(self) -> tuple[Agreement, ...]:
        """The agreements in which it is promised something; those for any customer are every customer's."""
        every = self.analysis.landscape.agreements.values()
        return tuple(agreement for agreement in every if self._receives(agreement))

    def _receives(self, agreement: Agreement) -> bool:
        is_any = self.is_customer and ANY in agreement.customers and agreement.provider != self.party
        return is_any or self.party in agreement.customers

    def has(self, agreement: str | None) -> Agreement | None:
        """An agreement, where this party is one of its sides; nothing is said of those of others."""
        entry = self.analysis.landscape.agreements.get(agreement or "")
        is_own = entry is not None and (entry.provider == self.party or self._receives(entry))
        return entry if is_own else None

    def paper(self, agreement: Agreement | None) -> Paper | None:
        """What to call an agreement, and from when on its terms can be others."""
        if agreement is None:
            return None
        day, notice = (found := lever(agreement, self.analysis.as_of)).day, found.notice
        if agreement.term.end is None:
            notice = None  # it could be given on any day, today among them
        term = wording.until(agreement, self.analysis.as_of)
        return Paper(agreement.id, wording.agreement_name(agreement), _source(agreement), term, day, notice)

    def askers(self, agreement: Agreement | None, service: str, consumer: str = "") -> tuple[str, ...]:
        """The names of those who rest on it: who has agreed it with this party, else who uses the service.

        Of several who have agreed it only those who use the service ask: the others may want nothing. Without a
        service it is about all that the agreement covers.
        """
        named = [name for name in agreement.customers if name != ANY] if agreement else []
        users = dict.fromkeys(
            user for name in self._about(agreement, service) for user in self.whole.users.get(name, ())
        )
        houses = {house for user in users for house in ancestry(self.analysis.landscape, user)}
        asking = [name for name in named if name in houses] or named or ([consumer] if consumer else [*users])
        return self.names(name for name in asking if name != self.party)

    def _about(self, agreement: Agreement | None, service: str) -> Iterable[str]:
        if service or agreement is None:
            return (service,)
        services = self.analysis.landscape.services.values()
        return agreement.services or [one.id for one in services if one.provider == agreement.provider]

    def names(self, parties: Iterable[str]) -> tuple[str, ...]:
        """The names of parties, each once."""
        return tuple(wording.party_name(self.analysis, name) for name in dict.fromkeys(parties) if name)

    def on(self, *codes: str) -> Iterator[Finding]:
        """The findings of some rules in which this party is the one to talk to."""
        found = (finding for code in codes for finding in self.whole.findings.get(code, ()))
        return (finding for finding in found if finding.counterpart == self.party)


def by_when(paper: Paper | None, soon: str = SOON) -> str:
    """From when on something is wanted, and from when on it can be had at the latest."""
    if paper is None or paper.lever is None:
        return soon
    until = f"; the last day for notice is {wording.day(paper.notice)}" if paper.notice else ""
    return f"{soon}, at the latest from {wording.day(paper.lever)}, when other terms may count{until}"


def _source(agreement: Agreement) -> str:
    found = agreement.source
    if found is None:
        return ""
    parts = (
        wording.isolated(found.document or ""),
        f"clause {wording.isolated(found.clause)}" if found.clause else "",
        f"as of {wording.day(found.as_of)}" if found.as_of else "",
    )
    return ", ".join(filter(None, parts))
