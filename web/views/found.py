"""A few letters in; promises, agreements and services whose name or id has them out, as more to try something with."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from slamodel.analysis import Analysis
from slamodel.propagate import Promise
from slamodel.report import promises, wording

_MOST = 12
_MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to start from: a kind and an id, its name, what it is, and what else it can be found by."""

    kind: str
    id: str
    name: str
    about: str
    also: str = ""


def search(analysis: Analysis, text: str) -> tuple[Hit, ...]:
    """The first few that have the text in their name or id, agreements and services before single promises."""
    wanted = text.casefold().strip()
    every = (*_agreements(analysis), *_services(analysis)) if wanted else ()
    return tuple(
        islice((hit for hit in every if wanted in f"{hit.name} {hit.id} {hit.about} {hit.also}".casefold()), _MOST)
    )


def _agreements(analysis: Analysis) -> Iterator[Hit]:
    for agreement in analysis.landscape.agreements.values():
        provider, customers = wording.party_name(analysis, agreement.provider), wording.customers(analysis, agreement)
        about = f"{agreement.kind}, {provider} to {customers}"
        services = " ".join(wording.service_name(analysis, service) for service in agreement.services)
        yield Hit("agreement", agreement.id, wording.agreement_name(agreement), about, services)


def _services(analysis: Analysis) -> Iterator[Hit]:
    for service in analysis.landscape.services.values():
        about = f"service of {wording.party_name(analysis, service.provider)}"
        yield Hit("service", service.id, wording.service_name(analysis, service.id), about)


def open_ones(analysis: Analysis) -> tuple[Hit, ...]:
    """The promises to start with where nobody says what to start from: those to customers that do not hold."""
    found = (promise for promise in promises.to_customers(analysis) if promise.standing.is_open)
    return tuple(
        Hit("promise", promise.id, wording.subject(analysis, promise), _stands(analysis, promise))
        for promise in islice((promise for promise in found if promise.promised is not None), _MOST)
    )


def _stands(analysis: Analysis, promise: Promise) -> str:
    customers = wording.customers(analysis, analysis.landscape.agreements[promise.agreement])
    return f"{wording.status(promise).word}, for {customers}"


def services(analysis: Analysis, text: str) -> tuple[Hit, ...]:
    """Services to offer while a name is typed."""
    wanted = text.casefold().strip()
    return tuple(
        islice((hit for hit in _services(analysis) if wanted in f"{hit.name} {hit.id}".casefold()), _MOST_OFFERED)
    )
