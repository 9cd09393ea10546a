"""Where somebody starts to try something in; the fields to try it with, each beside what stands there today, out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.edit.needs import group_in, heading, placed
from slamodel.gaps.wording import capitalised, metric_name
from slamodel.model import ShareTarget, TimeTarget
from slamodel.model.measure import level_of as level_of_target
from slamodel.propagate import Link, Promise, Role
from slamodel.report import wording

from . import lacking, places
from .enough import ensured, offered, tiers_enough
from .fields import Block, Lever, NeedLine, Needs
from .filled import Fields
from .leaving import left_out
from .places import entry_of, level_at
from .wishes import ALSO, INSTEAD, NEW, STARTS, WITHOUT, Wishes

_MOST = 40
"""Fields of one block; whoever wants more of them looks for an agreement."""
_MOST_RELATED = 6
_MOST_LACKING = 3


def blocks(analysis: Analysis, typed: Wishes, mistakes: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks for all starts, and one for levels that stand in none of them; each level is there once.

    `typed` is what stands in the fields, whether it could be understood or not.
    """
    fields = Fields(analysis, typed, mistakes, set())
    found = tuple(block for kind, name in typed.starts() for block in _started(fields, kind, name))
    others = tuple(fields.lever(place, places.subject(analysis, place)) for place in fields.new(typed.levels))
    tiers = tuple(filter(None, map(fields.tiers, typed.tiers)))
    lacks = filter(None, (lacking.found(analysis, key) for key in typed.new if NEW + key not in fields.used))
    more = (*others, *filter(None, map(fields.new_one, lacks)))
    return (*found, Block(("", ""), "Also tried", "", more, tiers)) if more or tiers else found


def _started(fields: Fields, kind: str, name: str) -> Iterator[Block]:
    landscape = fields.analysis.landscape
    if kind == STARTS[0]:
        try:
            yield _of_promise(fields, fields.analysis.target(name))
        except KeyError:
            return
    elif kind == "agreement" and name in landscape.agreements:
        yield _of_agreement(fields, name)
    elif kind == "service" and name in landscape.services:
        yield _of_service(fields, name)


def _of_promise(fields: Fields, promise: Promise) -> Block:
    analysis = fields.analysis
    links = sorted(promise.deciding.links, key=_most_first)
    own = tuple(_promised(fields, promise, place) for place in fields.new((level_of(promise),)))
    carrying = [(link, place) for link in links for place in _places_of(analysis, link.source.at)]
    levers = tuple(_carrying(fields, promise, link, place) for link, place in carrying[:_MOST] if fields.new((place,)))
    lacks = tuple(lacking.lacking(analysis, promise))[:_MOST]
    new = tuple(filter(None, (fields.new_one(one) for one in lacks)))
    service = wording.service_name(analysis, promise.service)
    return Block(
        ("promise", promise.id),
        capitalised(wording.subject(analysis, promise)),
        wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),
        (*own, *levers, *new),
        note=" ".join(_notes(links, len(carrying), frozenset(one.link.source.service for one in lacks))),
        related=(
            ("service", promise.service, f"What {service} needs"),
            ("agreement", promise.agreement, _all_of(analysis, promise.agreement)),
        ),
    )


def _promised(fields: Fields, promise: Promise, place: str) -> Lever:
    enough = tuple(ensured(fields.analysis, promise, place))
    return fields.lever(place, "What is promised", enough=enough, named="ensured")


def _all_of(analysis: Analysis, name: str) -> str:
    what = "Levels and hours" if analysis.landscape.calendars else "Levels"
    return f"{what} of {wording.agreement_name(analysis.landscape.agreements[name])}"


def _notes(links: list[Link], carrying: int, offered_here: frozenset[str]) -> Iterator[str]:
    if carrying > _MOST:
        yield f"{carrying - _MOST} more levels carry it; look for them by name."
    others = (link.source for link in links if link.source.service not in offered_here)
    missing = [given.unknown.message for given in others if given.unknown and not given.at]
    yield from (f"{capitalised(message)}." for message in missing[:_MOST_LACKING])


def _most_first(link: Link) -> tuple[bool, float, str]:
    level = link.source.level
    return (level is not None, -(level or 0.0), link.source.service)


def level_of(promise: Promise) -> str:
    """Where the level of a promise is written; empty where it has none that is looked at."""
    if isinstance(promise.target, ShareTarget):
        key = "at_most" if promise.target.at_least is None else "at_least"
    else:
        stated = level_of_target(promise.target)
        key = "within" if isinstance(promise.target, TimeTarget) else stated[0] if stated else ""
    return "/".join(map(str, (*promise.at, key))) if key else ""


def _places_of(analysis: Analysis, path: tuple[str | int, ...]) -> Iterator[str]:
    """The place of the level that a figure was written as."""
    for keys in ((), ("at_least",), ("at_most",), ("within",)):
        place = "/".join(map(str, (*path, *keys)))
        found = level_at(analysis, place)
        if found is not None and found.today:
            yield place
            return


def _carrying(fields: Fields, promise: Promise, link: Link, place: str) -> Lever:
    """A level that carries a promise, with what would be enough of it alone."""
    analysis, given = fields.analysis, link.source
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    about = [wording.provider_name(analysis, given.service)]
    about += [wording.agreement_name(agreement)] if agreement else ["own part"] if given.role is Role.OWN else []
    about += [metric_name(given.metric)] if given.metric != promise.metric else []
    enough = () if place.endswith("/at_most") else tuple(offered(analysis, promise, link))
    label = wording.service_name(analysis, given.service)
    lever = fields.lever(place, label, ", ".join(filter(None, about)), enough)
    if agreement is None or not lever.void:
        return lever
    return replace(lever, tiers=fields.tiers(agreement.id, tiers_enough(analysis, promise, link, agreement)))


def _of_agreement(fields: Fields, name: str) -> Block:
    analysis = fields.analysis
    agreement = analysis.landscape.agreements[name]
    provider, customers = wording.party_name(analysis, agreement.provider), wording.customers(analysis, agreement)
    tiers = tuple(filter(None, (fields.tiers(name),)))
    levers = tuple(fields.lever(place) for place in fields.new(_levels_in(analysis, name))[:_MOST])
    return Block(
        ("agreement", name),
        wording.agreement_name(agreement),
        f"{agreement.kind}, {provider} to {customers}",
        levers,
        tiers,
        left_out=left_out(analysis, name, fields.typed.counted),
        note="" if levers or tiers else "Its levels stand above already, or it states none.",
        related=tuple(
            ("service", service, f"What {wording.service_name(analysis, service)} needs")
            for service in agreement.services[:1]
            if service in analysis.landscape.services
        ),
    )


def _levels_in(analysis: Analysis, name: str) -> Iterator[str]:
    stated = analysis.landscape.agreements[name].stated
    for path, target in stated:
        if isinstance(target, ShareTarget | TimeTarget):
            for key in ("at_least", "at_most", "within", "in"):
                yield "/".join(map(str, (*path, key)))
    for path, target in stated:
        if isinstance(target, ShareTarget):
            yield "/".join(map(str, (*path, "window")))
    kinds = {type(target) for _, target in stated} if analysis.landscape.calendars else set()
    yield from (f"agreements/{name}/hours" for kind in kinds if kind is ShareTarget)
    yield from (f"agreements/{name}/support_hours" for kind in kinds if kind is TimeTarget)


def _of_service(fields: Fields, name: str) -> Block:
    analysis = fields.analysis
    covering = (entry for entry in analysis.landscape.agreements.values() if name in entry.services)
    related = tuple(("agreement", entry.id, _all_of(analysis, entry.id)) for entry in covering)
    return Block(
        ("service", name),
        wording.service_name(analysis, name),
        wording.provider_name(analysis, name),
        tuple(fields.lever(place) for place in fields.new(_own_levels(analysis, name))[:_MOST]),
        needs=_needs(fields, name),
        related=related[:_MOST_RELATED],
    )


def _own_levels(analysis: Analysis, name: str) -> Iterator[str]:
    """What the provider adds as stated, and availability, which every service could state."""
    yield f"services/{name}/own/availability"
    own = (entry_of(analysis, ("services", name)) or {}).get("own", {})
    for metric, level in own.items() if isinstance(own, dict) else ():
        yield from (f"services/{name}/own/{metric}/{priority}" for priority in level if isinstance(level, dict))
        yield f"services/{name}/own/{metric}"


def _needs(fields: Fields, name: str) -> Needs:
    typed, mistakes = fields.typed, fields.mistakes
    lines = []
    for need in placed((entry_of(fields.analysis, ("services", name)) or {}).get("needs", "")):
        place = f"services/{name}/needs/{need.place}"
        mistake = mistakes.get(INSTEAD + place) or mistakes.get(f"{WITHOUT}={place}", "")
        label, is_group = heading(need.written, fields.analysis.landscape.label), bool(group_in(need.written)[0])
        is_out, alternative = place in typed.without, typed.instead.get(place, "")
        lines.append(NeedLine(place, label, need.depth, is_group, is_out, alternative, mistake))
    return Needs(name, tuple(lines), typed.also.get(name, ""), mistakes.get(ALSO + name, ""))
