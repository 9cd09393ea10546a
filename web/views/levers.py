"""Where somebody starts to try something in; the fields to try it with, each beside what stands there today, out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import inf

from slamodel.analysis import Analysis
from slamodel.edit.needs import group_in, heading, placed
from slamodel.gaps.wording import capitalised, metric_name, number
from slamodel.model import ALWAYS, Measure, ShareTarget, TimeTarget
from slamodel.model.measure import level_of as level_of_target
from slamodel.propagate import Link, Promise, Role
from slamodel.report import wording
from slamodel.units import TOLERANCE, show_duration, show_required

from . import places
from .fields import Block, Enough, Lever, NeedLine, Needs
from .places import entry_of, level_at
from .sought import sought_at
from .wishes import ALSO, INSTEAD, LEVEL, STARTS, WITHOUT, Wishes

_MOST = 40
"""Fields of one block; whoever wants more of them looks for an agreement."""
_MOST_RELATED = 6
_MOST_LACKING = 3


def blocks(analysis: Analysis, typed: Wishes, mistakes: Mapping[str, str]) -> tuple[Block, ...]:
    """The blocks for all starts, and one for levels that stand in none of them; each level is there once.

    `typed` is what stands in the fields, whether it could be understood or not.
    """
    fields = _Fields(analysis, typed, mistakes, set())
    found = tuple(block for kind, name in typed.starts() for block in _started(fields, kind, name))
    others = tuple(fields.lever(place, places.subject(analysis, place)) for place in fields.new(typed.levels))
    return (*found, Block(("", ""), "Also tried", "", others)) if others else found


@dataclass(frozen=True, slots=True)
class _Fields:
    """Makes fields, one for each place."""

    analysis: Analysis
    typed: Wishes
    mistakes: Mapping[str, str]
    used: set[str]

    def lever(self, place: str, label: str = "", about: str = "") -> Lever:
        self.used.add(place)
        found = level_at(self.analysis, place)
        today = found.today if found else ""
        typed, mistake = self.typed.levels.get(place, today), self.mistakes.get(LEVEL + place, "")
        label = label or places.label(self.analysis, place)
        choices = _calendars(self.analysis, today, typed) if places.is_hours(place) else ()
        return Lever(LEVEL + place, label, about, today, typed, mistake, places.hint(place), choices=choices)

    def new(self, wanted: Iterable[str]) -> list[str]:
        return [place for place in dict.fromkeys(wanted) if place not in self.used and level_at(self.analysis, place)]


def _calendars(analysis: Analysis, *written: str) -> tuple[tuple[str, str], ...]:
    """The calendars of the model by name; what is written and is none of them stays, to be seen."""
    known = {ALWAYS: "Around the clock"} | {
        entry.id: entry.name or entry.id for entry in analysis.landscape.calendars.values()
    }
    others = dict.fromkeys(name for name in written if name and name not in known)
    return (*known.items(), *((name, name) for name in others))


def _started(fields: _Fields, kind: str, name: str) -> Iterator[Block]:
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


def _of_promise(fields: _Fields, promise: Promise) -> Block:
    analysis = fields.analysis
    links = sorted(promise.deciding.links, key=_most_first)
    own = tuple(fields.lever(place, "What is promised") for place in fields.new((level_of(promise),)))
    carrying = [(link, place) for link in links for place in _places_of(analysis, link.source.at)]
    levers = tuple(_carrying(fields, promise, link, place) for link, place in carrying[:_MOST] if fields.new((place,)))
    service = wording.service_name(analysis, promise.service)
    return Block(
        ("promise", promise.id),
        capitalised(wording.subject(analysis, promise)),
        wording.made_for(analysis, analysis.landscape.agreements[promise.agreement]),
        (*own, *levers),
        note=" ".join(_notes(links, len(carrying))),
        related=(
            ("service", promise.service, f"What {service} needs"),
            ("agreement", promise.agreement, _all_of(analysis, promise.agreement)),
        ),
    )


def _all_of(analysis: Analysis, name: str) -> str:
    what = "Levels and hours" if analysis.landscape.calendars else "Levels"
    return f"{what} of {wording.agreement_name(analysis.landscape.agreements[name])}"


def _notes(links: list[Link], carrying: int) -> Iterator[str]:
    if carrying > _MOST:
        yield f"{carrying - _MOST} more levels carry it; look for them by name."
    lacking = [link.source.unknown.message for link in links if link.source.unknown and not link.source.at]
    yield from (f"{capitalised(message)}." for message in lacking[:_MOST_LACKING])


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


def _carrying(fields: _Fields, promise: Promise, link: Link, place: str) -> Lever:
    """A level that carries a promise, with what would be enough of it alone."""
    analysis, given = fields.analysis, link.source
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    about = [wording.provider_name(analysis, given.service)]
    about += [wording.agreement_name(agreement)] if agreement else ["own part"] if given.role is Role.OWN else []
    about += [metric_name(given.metric)] if given.metric != promise.metric else []
    lever = fields.lever(place, wording.service_name(analysis, given.service), ", ".join(filter(None, about)))
    if place.endswith("/at_most"):
        return lever
    return replace(lever, enough=tuple(_offered(analysis, promise, link)))


def _offered(analysis: Analysis, promise: Promise, link: Link) -> Iterator[Enough]:
    """What is to be asked for anyway, for whichever promise, before what would be enough for this one."""
    if promise.measure is not None:
        yield from _offered_amount(promise.measure, link)
        return
    is_time = isinstance(promise.target, TimeTarget)
    certain = _enough(link, link.required_guaranteed, is_time=is_time)
    alone = certain or _enough(link, link.required_independent, is_time=is_time)
    if not alone:
        return
    sought = sought_at(analysis, link.source.at) if certain else None
    is_open = bool(promise.direct.unknown or promise.end_to_end.unknown)
    closes = len({closed.id for _, closed in sought.closes} | {promise.id}) if sought else 1
    if sought and closes > 1 and sought.is_askable and sought.level <= (link.required_guaranteed or 0.0):
        yield Enough(sought.wanted, f"closes {'what is missing of ' if is_open else ''}{number(closes, 'promise')}")
        if sought.wanted != alone:
            yield Enough(alone, "closes what is missing of this one only" if is_open else "enough for this one only")
    else:
        does = "closes what is missing" if is_open else "enough alone"
        yield Enough(alone, does if certain else f"{does}, if outages are unrelated")


def _offered_amount(measure: Measure, link: Link) -> Iterator[Enough]:
    """The amount that would be enough, where today's is not."""
    required, today = link.required_guaranteed, link.source.level
    if required is None or today is None or measure.reaches(today, required):
        return
    words = {value: word for word, value in measure.words}
    typed = words.get(required) or measure.show(required, up=not measure.is_lower_better)
    yield Enough(typed, "enough alone")


def _enough(link: Link, required: float | None, *, is_time: bool) -> str:
    """A required level as somebody types it; empty where today's does, or where none would or nobody could keep it."""
    today = link.source.level
    if required is None or required == inf or today is None or today <= required + TOLERANCE:
        return ""
    if is_time:
        return show_duration(required, down=True) if required >= 1 else ""
    return "" if required >= 1 or wording.is_unrealistic(required) else show_required(required)


def _of_agreement(fields: _Fields, name: str) -> Block:
    analysis = fields.analysis
    agreement = analysis.landscape.agreements[name]
    provider, customers = wording.party_name(analysis, agreement.provider), wording.customers(analysis, agreement)
    levers = tuple(fields.lever(place) for place in fields.new(_levels_in(analysis, name))[:_MOST])
    return Block(
        ("agreement", name),
        wording.agreement_name(agreement),
        f"{agreement.kind}, {provider} to {customers}",
        levers,
        note="" if levers else "Its levels stand above already, or it states none.",
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
    kinds = {type(target) for _, target in stated} if analysis.landscape.calendars else set()
    yield from (f"agreements/{name}/hours" for kind in kinds if kind is ShareTarget)
    yield from (f"agreements/{name}/support_hours" for kind in kinds if kind is TimeTarget)


def _of_service(fields: _Fields, name: str) -> Block:
    analysis = fields.analysis
    covering = (entry for entry in analysis.landscape.agreements.values() if name in entry.services)
    related = tuple(("agreement", entry.id, _all_of(analysis, entry.id)) for entry in covering)
    return Block(
        ("service", name),
        wording.service_name(analysis, name),
        wording.provider_name(analysis, name),
        tuple(fields.lever(place) for place in fields.new(_own_levels(analysis, name))[:_MOST]),
        _needs(fields, name),
        related=related[:_MOST_RELATED],
    )


def _own_levels(analysis: Analysis, name: str) -> Iterator[str]:
    """What the provider adds as stated, and availability, which every service could state."""
    yield f"services/{name}/own/availability"
    own = (entry_of(analysis, ("services", name)) or {}).get("own", {})
    for metric, level in own.items() if isinstance(own, dict) else ():
        yield from (f"services/{name}/own/{metric}/{priority}" for priority in level if isinstance(level, dict))
        yield f"services/{name}/own/{metric}"


def _needs(fields: _Fields, name: str) -> Needs:
    typed, mistakes = fields.typed, fields.mistakes
    lines = []
    for need in placed((entry_of(fields.analysis, ("services", name)) or {}).get("needs", "")):
        place = f"services/{name}/needs/{need.place}"
        mistake = mistakes.get(INSTEAD + place) or mistakes.get(f"{WITHOUT}={place}", "")
        label, is_group = heading(need.written, fields.analysis.landscape.label), bool(group_in(need.written)[0])
        is_out, alternative = place in typed.without, typed.instead.get(place, "")
        lines.append(NeedLine(place, label, need.depth, is_group, is_out, alternative, mistake))
    return Needs(name, tuple(lines), typed.also.get(name, ""), mistakes.get(ALSO + name, ""))
