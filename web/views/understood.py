"""Wishes as they were typed in; those that change something, as a model says it, and what is wrong with others, out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised
from slamodel.load.complaints import suggestion
from slamodel.model import ALWAYS
from slamodel.units import UnitError

from . import lacking
from .places import is_hours, level_at
from .tiers import void_with
from .wishes import ALSO, INSTEAD, LEVEL, NEW, TIER, Wishes

_ISOLATES = "\u2068\u2069"
"""What keeps a name from right to left together where it is shown, and so where it is copied from."""
_NO_CALENDAR = (
    '"{}" is no calendar of this model. Choose one of its calendars here; for other hours, draw a calendar first, under'
    " Model, and come back to try it."
)
_MOST_LOOKED_AT = 5000
"""Names among which the nearest is looked for."""


def understood(analysis: Analysis, wishes: Wishes) -> tuple[Wishes, dict[str, str]]:
    """The wishes that differ from what is there, with services by their ids; and what is wrong with others."""
    wrong: dict[str, str] = {}
    levels = {place: text for place, text in wishes.levels.items() if _differs(analysis, place, text)}
    levels = dict(_with_calendars(analysis, levels, wrong))
    chosen = dict(_tiers(analysis, wishes.tiers, wrong))
    levels = dict(_still_stated(analysis, levels, chosen, wrong))
    new = dict(_new(analysis, wishes.new, wrong))
    instead = dict(_services(analysis, INSTEAD, wishes.instead, wrong))
    also = dict(_services(analysis, ALSO, wishes.also, wrong))
    return replace(wishes, levels=levels, new=new, tiers=chosen, instead=instead, also=also), wrong


def _differs(analysis: Analysis, place: str, text: str) -> bool:
    found = level_at(analysis, place)
    return found is not None and found.today != text


def _with_calendars(analysis: Analysis, levels: Mapping[str, str], wrong: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The levels, hours by the id of their calendar; people may write its name."""
    calendars = analysis.landscape.calendars
    by_name = {(entry.name or entry.id).casefold(): entry.id for entry in calendars.values()} | {
        "around the clock": ALWAYS
    }
    for place, text in levels.items():
        name = by_name.get(text.strip(_ISOLATES).casefold(), text)
        if not is_hours(place) or name == ALWAYS or name in calendars:
            yield place, name if is_hours(place) else text
        else:
            meant = capitalised(suggestion(text, [*by_name, *calendars]))
            wrong[LEVEL + place] = f"{_NO_CALENDAR.format(text)} {meant}".rstrip()


def _new(analysis: Analysis, wanted: Mapping[str, str], wrong: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Levels of what nobody has committed to, those that can be read."""
    for key, text in wanted.items():
        one = lacking.found(analysis, key)
        if one is None:
            continue
        try:
            lacking.move(analysis, one, text)
        except UnitError as error:
            wrong[NEW + key] = f"{capitalised(error.message)}{f': {error.hint}' if error.hint else ''}."
        else:
            yield key, text


def _tiers(analysis: Analysis, wanted: Mapping[str, str], wrong: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The tiers that are others than those of today."""
    for agreement, name in wanted.items():
        found = analysis.landscape.agreements.get(agreement)
        if found is not None and name not in found.tiers:
            meant = capitalised(suggestion(name, found.tiers))
            wrong[TIER + agreement] = f'Nothing called "{name}" is on offer here. {meant}'.rstrip()
        elif found is not None and name != found.tier:
            yield agreement, name


def _still_stated(
    analysis: Analysis, levels: Mapping[str, str], chosen: Mapping[str, str], wrong: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The levels but for those in whose place a tier states its own."""
    for place, text in levels.items():
        found = level_at(analysis, place)
        tier = chosen.get(str(found.path[1])) if found is not None else None
        if found is not None and tier is not None and tier in void_with(analysis, found.path):
            wrong[LEVEL + place] = f"Does not count with {tier}, which states its own level."
        else:
            yield place, text


def _services(
    analysis: Analysis, prefix: str, given: Mapping[str, str], wrong: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for place, text in given.items():
        service, complaint = _named(analysis, text)
        if complaint:
            wrong[prefix + place] = complaint
        else:
            yield place, service


def _named(analysis: Analysis, text: str) -> tuple[str, str]:
    """The service that is meant by an id or a name, or else what is wrong with the text."""
    services = analysis.landscape.services
    text = text.strip(_ISOLATES)
    if text in services:
        return text, ""
    alike = [service.id for service in services.values() if service.label.casefold() == text.casefold()]
    if len(alike) == 1:
        return alike[0], ""
    if alike:
        return "", f"Several services are called that: {', '.join(alike[:5])}. Write the id of the one you mean."
    known = [name for service in services.values() for name in (service.label, service.id)][:_MOST_LOOKED_AT]
    return "", f"No service is called that. {capitalised(suggestion(text, known))}".rstrip()
