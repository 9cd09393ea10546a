"""One party in; its page out: what it owes and is owed, what is asked of it, what it provides, and what ends."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, number
from slamodel.model.party import PartyKind
from slamodel.propagate import Standing
from slamodel.report import records, wording
from slamodel.report.views import AskGroup, Cell, Column, Group, HoursGrid, Table

from .asked import asked_of
from .choices import in_order
from .gaps import parties_of
from .lines import GIVEN, GROUP_OF_REQUESTS, Line, concerns, lines
from .money import of_party
from .party_hours import grid
from .promises import grouped, verdicts
from .remembered import once
from .verdicts import Count

_MOST = 25
"""Rows of each table."""
_SERVICES = (
    Column("Service"),
    Column("Services it needs", is_number=True),
    Column("Services that need it", is_number=True),
)
_WORDS = {Standing.GAP.value: "not supported", Standing.ACCEPTED.value: "accepted as a risk", GIVEN: "taken as given"}


@dataclass(frozen=True, slots=True)
class Owed:
    """Promises that a party makes or receives: how they stand, the first of them, and in which hours they count."""

    heading: str
    verdicts: tuple[Count, ...]
    table: Table
    more: int
    hours: HoursGrid | None


@dataclass(frozen=True, slots=True)
class Services:
    """The first services that a party provides."""

    table: Table
    more: int


@dataclass(frozen=True, slots=True)
class About:
    """One party; what is empty is left out."""

    id: str
    name: str
    kind: str
    contact: str
    above: Cell | None
    parts: tuple[Cell, ...]
    lead: str
    owed: tuple[Owed, ...]
    asks: AskGroup | None
    services: Services | None
    money: tuple[Table, ...]
    ending: Table | None
    findings: int


def about(analysis: Analysis, name: str) -> About:
    """The page of one party; raises KeyError."""
    party = analysis.landscape.parties[name]
    makes, receives = _made(analysis, name), _received(analysis, name)
    owed = (
        _owed(analysis, makes, "What it promises", "The hours of what it promises"),
        _owed(analysis, receives, "What it is promised", "The hours of what it is promised"),
    )
    return About(
        name,
        wording.party_name(analysis, name),
        party.kind.value,
        wording.isolated(party.contact or ""),
        wording.party_cell(analysis, party.part_of) if party.part_of else None,
        tuple(wording.party_cell(analysis, part.id) for part in in_order(analysis) if part.part_of == name),
        " ".join(_sentences(analysis, name, makes, receives)),
        tuple(filter(None, owed)),
        asked_of(analysis, name),
        _services(analysis, name),
        of_party(analysis, name),
        _ending(analysis, name),
        sum(name in parties_of(analysis, finding) for finding in analysis.findings),
    )


def _made(analysis: Analysis, name: str) -> list[Line]:
    return [line for line in lines(analysis) if line.provider == name]


def _received(analysis: Analysis, name: str) -> list[Line]:
    is_customer = analysis.landscape.parties[name].kind is PartyKind.CUSTOMER
    others = (line for line in lines(analysis) if line.provider != name)
    return [line for line in others if concerns(line, name, is_customer=is_customer)]


def _sentences(analysis: Analysis, name: str, makes: list[Line], receives: list[Line]) -> Iterator[str]:
    party, asks = wording.party_name(analysis, name), asked_of(analysis, name)
    if makes:
        count = len({line.promise.agreement for line in makes})
        yield f"{party} makes {number(len(makes), 'promise')} in {number(count, 'agreement')}: {_in_words(makes)}."
    requests = [line for line in receives if line.group == GROUP_OF_REQUESTS]
    if given := [line for line in receives if line.group != GROUP_OF_REQUESTS]:
        what = f"{number(len(given), 'promise')} from {_givers(analysis, given)}: {_in_words(given)}"
        yield f"{'It' if makes else party} receives {what}."
    if requests:
        what = f"{number(len(requests), 'level')} from {_givers(analysis, requests)}: {_in_words(requests)}"
        yield f"{'It' if makes or given else party} asks for {what}."
    if not makes and not receives:
        yield f"No agreement names {party} yet."
    if asks:
        yield f"{number(len(asks.asks), 'thing is', 'things are')} to be asked of it."


def _givers(analysis: Analysis, found: Iterable[Line]) -> str:
    givers = dict.fromkeys(line.provider for line in found)
    return listed(wording.party_name(analysis, giver) for giver in givers)


def _in_words(found: Iterable[Line]) -> str:
    """Such as `2 not supported, 1 at risk and 3 supported`."""
    every = [(verdict.count, _WORDS.get(verdict.key, verdict.status.word)) for verdict in verdicts(found)]
    if len(every) == 1:
        ((count, word),) = every
        return f"{'it is' if count == 1 else 'all are'} {word}"
    return listed((f"{count:,} {word}" for count, word in every), None)


def _owed(analysis: Analysis, found: list[Line], heading: str, hours: str) -> Owed | None:
    if not found:
        return None
    shown = found[:_MOST]
    more = len(found) - len(shown)
    return Owed(heading, verdicts(found), grouped(analysis, shown, heading), more, grid(analysis, found, hours))


def _services(analysis: Analysis, name: str) -> Services | None:
    provided = [service.id for service in analysis.landscape.services.values() if service.provider == name]
    if not provided:
        return None
    shown = tuple(_service(analysis, service) for service in provided[:_MOST])
    return Services(Table("Services it provides", _SERVICES, (Group("", shown),)), len(provided) - len(shown))


def _service(analysis: Analysis, service: str) -> tuple[Cell, ...]:
    is_named = analysis.landscape.services[service].name is not None
    heading = Cell(wording.service_name(analysis, service), (service,) if is_named else (), entry=f"services/{service}")
    needs, users = len(analysis.graph.needs.get(service, ())), _users(analysis).get(service, 0)
    return (heading, Cell(f"{needs:,}"), Cell(f"{users:,}"))


@once
def _users(analysis: Analysis) -> Mapping[str, int]:
    """How many services need each."""
    return Counter(needed for needs in analysis.graph.needs.values() for needed in needs)


def _ending(analysis: Analysis, name: str) -> Table | None:
    """The agreements of this party that end, the next first."""
    own = frozenset(
        agreement.id
        for agreement in analysis.landscape.agreements.values()
        if name in (agreement.provider, *agreement.customers)
    )
    found = records.dates(analysis, own)
    if found is None:
        return None
    (group,) = found.groups
    return replace(found, groups=(Group("", group.rows[:_MOST]),))
