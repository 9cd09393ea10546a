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
    "sla": ("SLA", "what we promise our customer"),
    "ola": ("OLA", "what another department of ours promises us"),
    "uc": ("UC", "an underpinning contract: what the supplier promises us"),
}
_OF = {SUPPLIER: "uc", DEPARTMENT: "ola"}
_COLUMN = 40
"""Where comments stand behind a line, if it leaves room."""

_Ids = Mapping[str, str]


def first_model(given: Answers) -> str:
    """The text of the model, in YAML."""
    needs = [need for _, need in given.used]
    services = _ids([given.service, *(need.name for need in needs)], "service")
    with_others = [need for need in needs if need.kind != OURSELVES]
    parties = _ids([given.customer, given.team, *(need.by for need in with_others)], "party")
    title = f"{given.service} for {given.customer}"
    return _HEAD.format(
        title=_scalar(title if len(title) <= 120 else given.service),
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


def _scalar(text: str) -> str:
    """A text as YAML holds it, within braces or not."""
    return token(text, "", "", flow=True)


def _parties(given: Answers, others: Iterable[Need], ids: _Ids) -> Iterator[str]:
    kinds = {given.customer.casefold(): "customer", given.team.casefold(): "department"}
    names = {given.customer.casefold(): given.customer, given.team.casefold(): given.team}
    for need in others:
        kinds.setdefault(need.by.casefold(), need.kind)
        names.setdefault(need.by.casefold(), need.by)
    for key, kind in kinds.items():
        yield f"  {_scalar(ids[key])}: {{name: {_scalar(names[key])}, kind: {kind}}}"


def _services(given: Answers, needs: Iterable[Need], ids: _Ids, parties: _Ids) -> Iterator[str]:
    team = _scalar(parties[given.team.casefold()])
    yield f"  {_id(ids, given.service)}:"
    yield f"    name: {_scalar(given.service)}"
    yield f"    provider: {team}"
    yield "    needs:"
    spare = [_id(ids, need.name) for need in needs if need.can_stand_in]
    yield from (f"      - {_id(ids, need.name)}" for need in needs if not need.can_stand_in)
    if spare:
        yield _commented(f"      - any_of: [{', '.join(spare)}]", "one of these is enough")
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
    team, customer = parties[given.team.casefold()], parties[given.customer.casefold()]
    levels = given.availability, given.repair
    yield tuple(_agreement("sla", ids[given.service.casefold()], (team, customer), levels))
    for need in others:
        if need.availability or need.repair:
            between = parties[need.by.casefold()], team
            levels = need.availability, need.repair
            yield tuple(_agreement(_OF[need.kind], ids[need.name.casefold()], between, levels))


def _agreement(prefix: str, service: str, between: tuple[str, str], levels: tuple[str, str]) -> Iterator[str]:
    kind, meaning = _KINDS[prefix]
    availability, repair = levels
    yield _commented(f"  {prefix}-{service}:", f"{kind}: {meaning}")
    yield f"    kind: {kind}"
    yield f"    provider: {_scalar(between[0])}"
    yield f"    customers: [{_scalar(between[1])}]"
    yield f"    services: [{_scalar(service)}]"
    yield "    targets:"
    if availability:
        yield f"      - {{metric: availability, at_least: {availability}, window: month}}"
    if repair:
        yield _commented(f"      - {{metric: resolution, within: {repair}}}", "it works again")


def _commented(line: str, comment: str) -> str:
    return f"{line.ljust(_COLUMN)} # {comment}"
