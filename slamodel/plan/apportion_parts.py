"""A promise in; the links that it can be shared out over, and what stays as it is, out."""

from dataclasses import replace
from typing import NamedTuple, TypeAlias

from slamodel.analysis import Analysis
from slamodel.model import ALWAYS, TimeTarget
from slamodel.model.agreement import Path
from slamodel.plan.apportioned import Portion
from slamodel.plan.commitments import OPEN, commitments
from slamodel.plan.levels import Level, level_move
from slamodel.plan.move import Move
from slamodel.propagate import Input, Promise, Role
from slamodel.units import parse_duration, show_duration, show_required, show_share, to_ask

Key: TypeAlias = Path | tuple[str, str]


class Part(NamedTuple):
    """A link that can have another level: a target that is stated, or one that is not there yet."""

    given: Input
    services: tuple[str, ...]
    nominal: Move
    """The move to a level like today's, or to what is promised above: it says where the level is written."""

    @property
    def today(self) -> float | None:
        """The level of today."""
        return self.given.level


def parts_of(analysis: Analysis, promise: Promise) -> tuple[tuple[Part, ...], tuple[Portion, ...]]:
    """The links of both views, each once, and what is no part of what is shared out."""
    parts, fixed = dict[Key, Part](), dict[Key, Portion]()
    for given in (given for view in (promise.direct, promise.end_to_end) for given in view.inputs):
        key = given.at or (given.service, given.unknown.consumer if given.unknown else given.role.value)
        if key in parts:
            services = tuple(dict.fromkeys((*parts[key].services, given.service)))
            parts[key] = parts[key]._replace(services=services)
        elif why := _stays(given):
            fixed[key] = _portion(analysis, promise, given, why)
        elif move := move_to(analysis, promise, given, _nominal(given, promise)):
            parts[key] = Part(given, (given.service,), move)
        else:
            fixed[key] = _portion(analysis, promise, given, "stays as it is: it cannot be written in another way")
    return tuple(parts.values()), tuple(fixed.values())


def _nominal(given: Input, promise: Promise) -> float:
    return (promise.promised or 0.0) if given.level is None else given.level


def _stays(given: Input) -> str:
    """Why an input is no part of what is shared out; empty where it is."""
    if given.role is Role.OWN:
        return "stays as it is: the provider's own part"
    if given.role is Role.ASSUMED:
        return "taken as perfect: its own part is not stated"
    if given.unknown and given.unknown.lack not in OPEN:
        return f"is not known: {given.unknown.message}"
    return "stays as it is: due at a time of day" if given.due else ""


def move_to(analysis: Analysis, promise: Promise, given: Input, level: float) -> Move | None:
    """The move to a level of an input; None where it cannot be written."""
    if given.level is None:
        return next(commitments(analysis, given, promise, [Level(level)]), None)
    return level_move(analysis, given, promise, Level(level, max(0.0, 1.0 - given.share)))


def _portion(analysis: Analysis, promise: Promise, given: Input, why: str) -> Portion:
    level = None if given.role is Role.ASSUMED else given.level
    text = shown(promise, given, level, is_asked=False)
    subject = given.agreement or analysis.landscape.label(given.service)
    party, counted_s = _party(analysis, given), _counted_s(promise, given)
    return Portion(
        subject, given.service, given.agreement, party, level, level, text, text, why, counted_s=counted_s
    )  # fmt: skip


def portion_of(analysis: Analysis, promise: Promise, part: Part, level: float) -> Portion:
    """A link at a level, as it would be asked for."""
    given = part.given
    asked, was = shown(promise, given, level), shown(promise, given, given.level, is_asked=False)
    is_same = given.level is not None and rounded(promise, given, level) == rounded(promise, given, given.level)
    names = ", ".join(map(analysis.landscape.label, part.services))
    subject = f"{part.nominal.of[1]} on {names}" if given.agreement or given.unknown is None else f"{names}, not agreed"
    party, counted_s = _party(analysis, given), _counted_s(promise, given)
    found = Portion(
        subject, given.service, given.agreement, party, given.level, level, was, asked, counted_s=counted_s
    )  # fmt: skip
    return found if is_same else replace(found, move=move_to(analysis, promise, given, level))


def _counted_s(promise: Promise, given: Input) -> float | None:
    if promise.metric != "availability":
        return None
    return given.counted.own_s if given.counted else promise.counted_s


def _party(analysis: Analysis, given: Input) -> str:
    service = analysis.landscape.services.get(given.service)
    return service.provider if service else ""


def shown(promise: Promise, given: Input, level: float | None, *, is_asked: bool = True) -> str:
    """A level as people read it: what is asked for is enough as printed, what is there today is not flattered."""
    if level is None:
        return "nothing" if given.role is not Role.ASSUMED else "100 %"
    if isinstance(promise.target, TimeTarget):
        return show_duration(level, down=is_asked, in_hours=given.clock != ALWAYS)
    return "any level" if is_asked and level >= 1.0 else show_required(level) if is_asked else show_share(level)


def rounded(promise: Promise, given: Input, level: float) -> float:
    """A level as it is asked for in print, never worse."""
    if isinstance(promise.target, TimeTarget):
        return float(parse_duration(shown(promise, given, level)).seconds)
    return to_ask(level)
