"""What a service owes a consumer for a metric, found in the agreements that back it; unknown where nothing does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from slamodel.graph import Backing, Graph
from slamodel.model import ALWAYS, WORDING, Agreement, ShareTarget, Target, TimeTarget, Window
from slamodel.propagate.outcome import Input, Lack, Path, Role, Unknown


class Terms(NamedTuple):
    """The clock and the window on which a promise counts: what is below must count alike to be comparable yet."""

    hours: str
    window: Window
    excludes: frozenset[str]


def terms_of(agreement: Agreement, target: ShareTarget | TimeTarget) -> Terms:
    """The terms of one target: its own hours, else its agreement's; times run on support hours and in any window."""
    if isinstance(target, ShareTarget):
        return Terms(target.hours or agreement.hours, target.window, frozenset(agreement.excludes))
    return Terms(target.hours or agreement.time_clock, Window("month"), frozenset())


@dataclass(frozen=True, slots=True)
class Commitments:
    """All that a graph's agreements commit to, looked up by consumer, service and metric."""

    graph: Graph
    _found: dict[tuple[str, str, str, str | None, Terms, float], Input] = field(default_factory=dict, repr=False)

    def input(
        self, consumer: str, service: str, metric: str, priority: str | None, terms: Terms, share: float = 0.0
    ) -> Input:
        """The commitment as an input on the given terms; worked out once for each question.

        Where several limits are stated for several shares of cases, it is the shortest that keeps at least `share`.
        """
        question = (consumer, service, metric, priority, terms, share)
        if question not in self._found:
            self._found[question] = self._look_up(*question)
        return self._found[question]

    def circle(self, consumer: str, service: str, metric: str, *, end_to_end: bool) -> Input | None:
        """The unknown input in place of a service that would be opened but needs itself in a circle; else None."""
        entry = self.graph.landscape.services.get(service)
        if entry is None or service not in self.graph.beyond_order:
            return None
        if not (end_to_end or entry.provider == consumer):
            return None
        return lacking(Lack.CIRCLE, service, consumer, metric, f"{entry.label} needs itself in a circle")

    def _look_up(
        self, consumer: str, service: str, metric: str, priority: str | None, terms: Terms, share: float
    ) -> Input:
        landscape = self.graph.landscape
        if service not in landscape.services:
            return lacking(Lack.FAULTY, service, consumer, metric, f'service "{service}" is not usable as written')
        backing = self.graph.backing(consumer, service)
        if backing.faulty:
            message = f"{', '.join(backing.faulty)} is not usable as written"
            return lacking(Lack.FAULTY, service, consumer, metric, message, backing.faulty)
        if not backing.agreements:
            return lacking(Lack.NO_AGREEMENT, service, consumer, metric, self._no_agreement(backing))
        levels = list(self._levels(backing, metric, priority))
        alike = [level for level in levels if self._terms(level) == terms]
        rungs = _rungs(alike or levels)
        if not rungs:
            return self._no_target(backing, metric, priority)
        chosen = next((rung for rung in rungs if _share(rung.target) >= share), rungs[-1])
        found = self._input(service, consumer, chosen, terms)
        return replace(found, rungs=tuple(_share(rung.target) for rung in rungs)) if len(rungs) > 1 else found

    def _levels(self, backing: Backing, metric: str, priority: str | None) -> Iterator["_Level"]:
        """Every target of the backing agreements for this metric, with its level and share of cases."""
        for name in backing.agreements:
            stated = [found for found in self.graph.landscape.agreements[name].stated if found[1].metric == metric]
            wanted = priority if any(target.priority == priority for _, target in stated) else None
            for path, target in stated:
                if target.priority == wanted and isinstance(target, ShareTarget | TimeTarget):
                    yield _Level(self.level(name, target), name, target, path)

    def _terms(self, level: "_Level") -> Terms:
        return terms_of(self.graph.landscape.agreements[level.agreement], level.target)

    def level(self, agreement: str, target: ShareTarget | TimeTarget) -> float | None:
        """The level of a target: an unavailability, or seconds.

        None for downtime in a window of which only some hours count: how many they are is not evaluated yet.
        """
        landscape = self.graph.landscape
        if isinstance(target, TimeTarget):
            return None if target.within is None else target.within.on(landscape.conventions.working_day)
        if target.at_least is not None:
            return float(1 - target.at_least)
        counted = self.counted_s(agreement, target)
        assert target.at_most is not None  # noqa: S101 - the model states one of the two
        downtime = target.at_most.on(landscape.conventions.working_day)
        return None if counted is None else min(1.0, downtime / counted)

    def counted_s(self, agreement: str, target: Target) -> float | None:
        """The seconds of a target's window that count; None while calendars are not evaluated and some do not."""
        entry = self.graph.landscape.agreements[agreement]
        if (target.hours or entry.hours) != ALWAYS or entry.excludes:
            return None
        return self.graph.landscape.seconds_in(target.window)

    def _input(self, service: str, consumer: str, stated: "_Level", terms: Terms) -> Input:
        made = self._share_input if isinstance(stated.target, ShareTarget) else self._time_input
        return made(service, consumer, stated, terms)

    def _share_input(self, service: str, consumer: str, stated: "_Level", terms: Terms) -> Input:
        return self._compared(service, consumer, stated, terms)

    def _time_input(self, service: str, consumer: str, stated: "_Level", terms: Terms) -> Input:
        return self._compared(service, consumer, stated, terms)

    def _compared(self, service: str, consumer: str, stated: "_Level", terms: Terms) -> Input:
        agreement, target = self.graph.landscape.agreements[stated.agreement], stated.target
        path: Path = ("agreements", agreement.id, *stated.path)
        level, unknown = stated.level, None
        if level is None:
            message = f"{agreement.id} states downtime in hours that are not counted yet"
            unknown = Unknown(Lack.NOT_EVALUATED, service, consumer, message, (agreement.id,))
        if differing := self._differing(terms, terms_of(agreement, target)):
            message = f"{agreement.id} and the promise differ in {differing}"
            unknown = Unknown(Lack.NOT_EVALUATED, service, consumer, message, (agreement.id,))
            level = level if _is_at_best(terms, target) else None
        return Input(service, Role.COMMITMENT, level, agreement.id, _share(target), target.metric, path, unknown)

    def _differing(self, above: Terms, below: Terms) -> str:
        """What differs between two terms, in words; empty when they count alike."""
        differences = []
        if above.hours != below.hours:
            differences.append(f"hours ({self._hours(above)} above, {self._hours(below)} below)")
        if above.window != below.window:
            differences.append(f"window ({above.window} above, {below.window} below)")
        if above.excludes != below.excludes:
            differences.append("excluded maintenance")
        return " and ".join(differences)

    def _hours(self, terms: Terms) -> str:
        """The name of the hours."""
        if terms.hours == ALWAYS:
            return "around the clock"
        calendar = self.graph.landscape.calendars.get(terms.hours)
        return calendar.name if calendar and calendar.name else terms.hours

    def _no_agreement(self, backing: Backing) -> str:
        landscape = self.graph.landscape
        label, consumer = landscape.label(backing.service), landscape.party_label(backing.consumer)
        if backing.idle:
            return f"{label} owes {consumer} nothing today: {', '.join(backing.idle)} is not agreed or not in force"
        return f"no agreement says what {label} owes {consumer}"

    def _no_target(self, backing: Backing, metric: str, priority: str | None) -> Input:
        names = ", ".join(backing.agreements)
        wording = WORDING.get(metric, metric) + (f" for {priority}" if priority else "")
        answers = any(True for _ in self._levels(backing, "response", priority))
        if metric == "resolution" and answers:
            message = f"{names} commits to a response time, not to the {wording}"
            return lacking(Lack.RESPONSE_ONLY, backing.service, backing.consumer, metric, message, backing.agreements)
        message = f"{names} says nothing of {wording}"
        return lacking(Lack.NO_TARGET, backing.service, backing.consumer, metric, message, backing.agreements)


class _Level(NamedTuple):
    """What one target of an agreement states."""

    level: float | None
    agreement: str
    target: ShareTarget | TimeTarget
    path: Path


def _rungs(levels: Iterable[_Level]) -> list[_Level]:
    """The stricter value of several; of times those that no other beats in limit and share, the shortest first."""
    rungs: list[_Level] = []
    for level in sorted(levels, key=_stricter_first):
        if not rungs or _share(level.target) > _share(rungs[-1].target):
            rungs.append(level)
    return rungs


def _stricter_first(level: _Level) -> tuple[float, float, str]:
    """The lower unavailability or the shorter time comes first, then the larger share of cases; unknown ones last."""
    return (inf if level.level is None else level.level, -_share(level.target), level.agreement)


def _is_at_best(terms: Terms, target: ShareTarget | TimeTarget) -> bool:
    """Whether a level on other terms is the best that it could be on the promise's own.

    Downtime that the promise does not count, and time on a clock that stands still, could make up for any shortfall.
    """
    return not terms.excludes if isinstance(target, ShareTarget) else terms.hours == ALWAYS


def _share(target: ShareTarget | TimeTarget) -> float:
    return float(target.promised_share) if isinstance(target, TimeTarget) else 1.0


def lacking(
    lack: Lack, service: str, consumer: str, metric: str, message: str, agreements: tuple[str, ...] = ()
) -> Input:
    """An input that is not known, and why."""
    unknown = Unknown(lack, service, consumer, message, agreements)
    return Input(service, Role.UNKNOWN, None, agreements[0] if agreements else None, 1.0, metric, (), unknown)
