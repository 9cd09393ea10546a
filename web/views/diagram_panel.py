"""One box of the diagram in; what its panel says out: its numbers with their because, with whom, and what to ask."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, listed, metric_of, number
from slamodel.model import ANY, Agreement, PartyKind
from slamodel.propagate import Promise, Standing
from slamodel.report import leads, promises, wording
from slamodel.report.views import Status

from .resting import resting_on_service
from .sought import Sought, in_words, sought, sought_for

_MOST_ROWS = 8
_MOST_ASKS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A promise: what it is about, its level, in which agreement and for whom, why it stands as it does."""

    text: str
    level: str
    whose: str
    because: str
    status: Status
    target: str


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with promises below it, of which `more` are not shown; `said` sums them up."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0
    said: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """What is said of one box; `party` is whose it is, `edit` the section and id of what can be changed.

    Whoever any customer may be has neither.
    """

    kind: str
    id: str
    name: str
    about: str
    status: Status | None
    asks: tuple[str, ...]
    parts: tuple[Part, ...]
    rests_on: str
    party: str
    edit: tuple[str, str] | None


def panel(analysis: Analysis, kind: str, name: str) -> Panel:
    """The panel of a promise, a service or a party; raises KeyError for anything else."""
    return {"promise": _of_agreement, "service": _of_service, "party": _of_party}[kind](analysis, name)


def _of_agreement(analysis: Analysis, name: str) -> Panel:
    agreement = analysis.landscape.agreements[name]
    held = promises.worst_first(analysis, (p for p in analysis.promises if p.agreement == name))
    services = [wording.service_name(analysis, service) for service in analysis.graph.covered(agreement)]
    provider = wording.party_name(analysis, agreement.provider)
    return Panel(
        "promise",
        name,
        agreement.label,
        f"{_kind(agreement)} of {provider} for {wording.customers_by_name(analysis, agreement, None)}",
        _worst(held),
        _asks(analysis, held),
        tuple(filter(None, (_part(analysis, "What is promised", held, about=_in_full),))),
        listed(services, 6),
        agreement.provider,
        ("agreements", name),
    )


def _of_service(analysis: Analysis, name: str) -> Panel:
    service = analysis.landscape.services[name]
    committed = [p for p in analysis.promises if p.service == name and not analysis.is_to_customer(p)]
    every = [line.promise for line in resting_on_service(analysis, name)]
    resting = [promise for promise in every if promise not in committed]
    wanted = [one for one in sought(analysis) if one.needed[0][0].source.service == name]
    needed = dict.fromkeys((*analysis.graph.needs.get(name, ()), *service.handled_by))
    return Panel(
        "service",
        name,
        service.label,
        f"Service of {wording.provider_name(analysis, name)}",
        _worst(committed),
        _asks(analysis, (promise for promise in every if promise.service == name), *wanted),
        tuple(
            filter(
                None,
                (
                    _part(
                        analysis, "What is committed for it", promises.worst_first(analysis, committed), about=_whose
                    ),
                    _part(analysis, "What rests on it", resting, about=_for_whom, said=_said(resting, wanted)),
                ),
            )
        ),
        listed((wording.service_name(analysis, other) for other in needed), 6),
        service.provider,
        ("services", name),
    )


def _of_party(analysis: Analysis, name: str) -> Panel:
    landscape = analysis.landscape
    label, about = ("Any customer", "Whoever is a customer") if name == ANY else _introduced(analysis, name)
    given = [p for p in analysis.promises if landscape.agreements[p.agreement].provider == name]
    owed = [p for p in analysis.promises if name in landscape.agreements[p.agreement].customers]
    parts = (
        _part(analysis, "What it promises", promises.worst_first(analysis, given)),
        _part(analysis, "What it is promised", promises.worst_first(analysis, owed)),
    )
    found = tuple(filter(None, parts))
    is_known = name in landscape.parties
    edit = ("parties", name) if is_known else None
    return Panel("party", name, label, about, _worst(given or owed), (), found, "", name if is_known else "", edit)


def _introduced(analysis: Analysis, name: str) -> tuple[str, str]:
    party = analysis.landscape.parties[name]
    provided = sum(service.provider == name for service in analysis.landscape.services.values())
    services = "" if party.kind is PartyKind.CUSTOMER else f", {number(provided, 'service')}"
    return party.label, f"{capitalised(party.kind.value)}{services}"


def _kind(agreement: Agreement) -> str:
    return f"{agreement.kind.value}, {agreement.status.value},"


def _worst(held: Iterable[Promise]) -> Status | None:
    """The worst of what has been checked; commitments that are taken as given only where there is nothing else."""
    every = list(held)
    checked = [promise for promise in every if not promise.rests_on_nothing]
    worst = min(checked or every, key=lambda promise: promise.standing.weight, default=None)
    return wording.status(worst) if worst else None


def _plain(analysis: Analysis, promise: Promise) -> tuple[str, str, str]:
    """What a promise is about, where it is one of several services."""
    return wording.subject(analysis, promise), "", ""


def _whose(analysis: Analysis, promise: Promise) -> tuple[str, str, str]:
    """The same for a service that is known: in which agreement, and for whom."""
    return (
        capitalised(metric_of(promise)),
        wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),
        "",
    )


def _for_whom(analysis: Analysis, promise: Promise) -> tuple[str, str, str]:
    """The same for promises of several agreements, of which two may be about the same."""
    return (
        wording.subject(analysis, promise),
        wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),
        "",
    )


def _in_full(analysis: Analysis, promise: Promise) -> tuple[str, str, str]:
    """The same for an agreement that is known: the sentences that say what there is for it and what is missing."""
    is_open = promise.standing is not Standing.SUPPORTED and not promise.rests_on_nothing
    return wording.subject(analysis, promise), "", leads.lead(analysis, promise) if is_open else ""


def _part(
    analysis: Analysis,
    heading: str,
    found: list[Promise],
    about: Callable[[Analysis, Promise], tuple[str, str, str]] = _plain,
    said: str = "",
) -> Part | None:
    shown = found[:_MOST_ROWS]
    lines = tuple(_line(promise, *about(analysis, promise)) for promise in shown)
    return Part(heading, lines, len(found) - len(shown), said) if lines else None


def _line(promise: Promise, about: str, whose: str, because: str) -> Line:
    down = wording.duration_down(promise, promise.promised, allowed=True) if promise.promised is not None else ""
    level = wording.promised(promise).removeprefix("of ")
    return Line(about, f"{level} ({down})" if down else level, whose, because, wording.status(promise), promise.id)


def _asks(analysis: Analysis, found: Iterable[Promise], *more: Sought) -> tuple[str, ...]:
    """What to ask for so that the worst of these are kept, and what else is to be asked for."""
    open_ones = (p for p in found if p.standing.is_open and not p.rests_on_nothing)
    every = (*(one for promise in open_ones for one in sought_for(analysis, promise)), *more)
    return tuple(islice(dict.fromkeys(in_words(analysis, one) for one in dict.fromkeys(every)), _MOST_ASKS))


def _said(resting: Collection[Promise], wanted: Iterable[Sought]) -> str:
    """How many promises rest on a service, and for how many of them it alone is asked for more."""
    closed = {promise.id for one in wanted for _, promise in one.closes}
    would = f"; a better level of it would close {len(closed):,}" if closed else ""
    return f"{number(len(resting), 'promise rests', 'promises rest')} on it{would}."
