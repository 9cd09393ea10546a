"""The answers to the five questions in; a first model out, written and commented as people write theirs."""

from collections.abc import Iterable, Iterator, Mapping

from slamodel.edit.scalars import token
from slamodel.model import ANY

from ..desk import slug
from .start import DEPARTMENT, OURSELVES, SUPPLIER, Answers, Need

_HEAD = """\
# A first model, started with five questions: what is promised, what that rests on, who has committed to what.
slamodel: 1
title: {title}

# Who is involved: customers, departments of your own, suppliers.
parties:
{parties}

# What is provided, by whom, and what it needs to work.
services:
{services}

# Who promised what to whom. An agreement without a term is always in force.
agreements:
{agreements}
"""
_KINDS = {
    "sla": ("SLA", "what we promise our customer", "SLA"),
    "ola": ("OLA", "what another department of ours promises us", "OLA"),
    "uc": ("UC", "an underpinning contract: what the supplier promises us", "Contract"),
}
_OF = {SUPPLIER: "uc", DEPARTMENT: "ola"}
_LONGEST = 120
"""Characters that a name or title may have."""
_COLUMN = 40
"""Where comments stand behind a line, if it leaves room."""

_Ids = Mapping[str, str]


def first_model(given: Answers) -> str:
    """The text of the model, in YAML."""
    needs = [need for _, need in given.used]
    services = _ids([given.service, *(need.name for need in needs)], "service")
    with_others = [need for need in needs if need.kind != OURSELVES]
    parties = _ids([*given.customers, given.team, *(need.by for need in with_others)], "party")
    return _HEAD.format(
        title=_scalar(_title(given)),
        parties="\n".join(_parties(given, with_others, parties)),
        services="\n".join(_services(given, needs, services, parties)),
        agreements="\n\n".join("\n".join(lines) for lines in _agreements(given, with_others, services, parties)),
    )


def _ids(names: Iterable[str], fallback: str) -> _Ids:
    """An id for each name, by the name in small letters; the same name has the same id, no two names share one."""
    found: dict[str, str] = {}
    for name in names:
        if name.casefold() not in found:
            wanted = slug(name, fallback)
            taken = {*found.values(), ANY}
            numbers = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
            found[name.casefold()] = next(free for free in numbers if free not in taken)
    return found


def _title(given: Answers) -> str:
    """The service, and for whom where that is one customer: the names of several would drown it."""
    alone = given.customers[0] if len(given.customers) == 1 else ""
    return (_fitting(f"{given.service} for {alone}") if alone else "") or given.service


def _fitting(name: str) -> str:
    return name if len(name) <= _LONGEST else ""


def _scalar(text: str) -> str:
    """A text as YAML holds it, within braces or not."""
    return token(text, "", "", flow=True)


def _parties(given: Answers, others: Iterable[Need], ids: _Ids) -> Iterator[str]:
    kinds: dict[str, tuple[str, str]] = {}
    customers = ((customer, "customer") for customer in given.customers)
    for name, kind in (*customers, (given.team, DEPARTMENT), *((need.by, need.kind) for need in others)):
        kinds.setdefault(name.casefold(), (name, kind))
    for key, (name, kind) in kinds.items():
        yield f"  {_scalar(ids[key])}: {{name: {_scalar(name)}, kind: {kind}}}"


def _services(given: Answers, needs: Iterable[Need], ids: _Ids, parties: _Ids) -> Iterator[str]:
    team = _scalar(parties[given.team.casefold()])
    yield f"  {_id(ids, given.service)}:"
    yield f"    name: {_scalar(given.service)}"
    yield f"    provider: {team}"
    yield "    needs:"
    for group in given.replaceable:
        names = ", ".join(_id(ids, need.name) for need in group)
        several = _commented(f"      - any_of: [{names}]", "one of these is enough")
        yield several if len(group) > 1 else f"      - {names}"
    for need in needs:
        provider = team if need.kind == OURSELVES else _scalar(parties[need.by.casefold()])
        own = _own(need) if need.kind == OURSELVES else ""
        yield f"  {_id(ids, need.name)}: {{name: {_scalar(need.name)}, provider: {provider}{own}}}"


def _own(need: Need) -> str:
    """What we ourselves keep needs no agreement: it is a property of the service."""
    levels = (("availability", need.availability), ("resolution", need.repair))
    said = ", ".join(f"{metric}: {level}" for metric, level in levels if level)
    return f", own: {{{said}}}" if said else ""


def _id(ids: _Ids, name: str) -> str:
    return _scalar(ids[name.casefold()])


def _agreements(given: Answers, others: Iterable[Need], ids: _Ids, parties: _Ids) -> Iterator[tuple[str, ...]]:
    yield tuple(_agreement("sla", given, (given.team, given.customers), ids, parties))
    for need in others:
        if need.availability or need.repair:
            yield tuple(_agreement(_OF[need.kind], need, (need.by, (given.team,)), ids, parties))


def _agreement(
    prefix: str, promised: Answers | Need, between: tuple[str, tuple[str, ...]], ids: _Ids, parties: _Ids
) -> Iterator[str]:
    kind, meaning, called = _KINDS[prefix]
    service = promised.service if isinstance(promised, Answers) else promised.name
    provider, customers = between
    yield _commented(f"  {prefix}-{ids[service.casefold()]}:", f"{kind}: {meaning}")
    about = (service,) if prefix == "sla" else (provider, service)
    if name := _fitting(f"{called} {', '.join(about)}"):
        yield f"    name: {_scalar(name)}"
    yield f"    kind: {kind}"
    yield f"    provider: {_id(parties, provider)}"
    yield f"    customers: [{', '.join(_id(parties, customer) for customer in customers)}]"
    yield f"    services: [{_id(ids, service)}]"
    yield "    targets:"
    if promised.availability:
        yield f"      - {{metric: availability, at_least: {promised.availability}, window: month}}"
    if promised.repair:
        yield _commented(f"      - {{metric: resolution, within: {promised.repair}}}", "it works again")


def _commented(line: str, comment: str) -> str:
    return f"{line.ljust(_COLUMN)} # {comment}"
