"""What a service owes a consumer for a metric, found in the agreements that back it; unknown where nothing does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import NamedTuple

from slamodel.graph import Backing, Graph
from slamodel.model import ALWAYS, TIMES, WORDING, Agreement, ShareTarget, Target, TimeTarget
from slamodel.propagate.conditions import may_ensure_nothing
from slamodel.propagate.counted import Hours
from slamodel.propagate.given import Input, Lack, Path, Role, Unknown
from slamodel.propagate.seasons import Seasons
from slamodel.propagate.terms import Apart, Terms, terms_of
from slamodel.propagate.walks import Walks


@dataclass(frozen=True)
class Commitments:
    """All that a graph's agreements commit to, looked up by consumer, service and metric."""

    graph: Graph
    _found: dict[tuple[str, str, str, str | None, Terms, float], Input] = field(default_factory=dict, repr=False)

    def again(self, graph: Graph) -> "Commitments":
        """Those of a graph with the same calendars and conventions, which need not be worked out again."""
        after = Commitments(graph)
        vars(after).update(hours=self.hours, seasons=self.seasons, walks=self.walks)
        return after

    @cached_property
    def hours(self) -> Hours:
        """The hours of all calendars and maintenance, and how they lie to one another."""
        return Hours(self.graph.landscape)

    @cached_property
    def seasons(self) -> Seasons:
        """How far the clocks of the time zones are apart in the course of the year."""
        return Seasons(self.graph.landscape, self.graph.as_of)

    @cached_property
    def walks(self) -> Walks:
        """The clocks of the calendars, and ways along them."""
        return Walks(self.graph.landscape, self.graph.as_of)

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
        if unbacked := self.unbacked(consumer, service, metric):
            return unbacked
        backing = self.graph.backing(consumer, service)
        if metric in TIMES:
            levels = list(self._levels(backing, metric, priority))
            return self._time(backing, metric, priority, self._measured(levels, terms.hours), share)
        return self._share_of(backing, metric, priority, terms)

    def unbacked(self, consumer: str, service: str, metric: str) -> Input | None:
        """The unknown input in place of a service that no usable agreement backs; None where one does."""
        if service not in self.graph.landscape.services:
            return lacking(Lack.FAULTY, service, consumer, metric, f'service "{service}" is not usable as written')
        backing = self.graph.backing(consumer, service)
        if backing.faulty:
            message = f"{', '.join(backing.faulty)} is not usable as written"
            return lacking(Lack.FAULTY, service, consumer, metric, message, backing.faulty)
        if not backing.agreements:
            return lacking(Lack.NO_AGREEMENT, service, consumer, metric, self._no_agreement(backing))
        return None

    def _share_of(self, backing: Backing, metric: str, priority: str | None, terms: Terms) -> Input:
        """The commitment that leaves the least to be lost on the terms of the promise."""
        found = [self._share_input(backing, level, terms) for level in self._levels(backing, metric, priority)]
        if not found:
            return self.no_target(backing, metric, priority)
        strictest = min(found, key=lambda given: (given.level is None, given.loss, given.level, given.agreement))
        zones = frozenset().union(*(given.zones for given in found))
        if may_ensure_nothing(strictest):
            others = sorted((given for given in found if given.level is not None), key=lambda given: given.loss)
            strictest = replace(strictest, instead=tuple(given for given in others if given is not strictest))
        return strictest if zones == strictest.zones else replace(strictest, zones=zones)

    def _time(self, backing: Backing, metric: str, priority: str | None, levels: list["_Level"], share: float) -> Input:
        """The time that several targets leave: of limits for several shares the shortest that keeps `share`."""
        rungs = _rungs(levels)
        if not rungs:
            return self.no_target(backing, metric, priority)
        chosen = next((rung for rung in rungs if _share(rung.target) >= share), rungs[-1])
        found = self._time_input(backing.service, backing.consumer, chosen)
        if may_ensure_nothing(found):
            others = (level for level in sorted(levels, key=_stricter_first) if level is not chosen)
            inputs = (self._time_input(backing.service, backing.consumer, level) for level in others)
            found = replace(found, instead=tuple(given for given in inputs if given.level is not None))
        return replace(found, rungs=tuple(_share(rung.target) for rung in rungs)) if len(rungs) > 1 else found

    def _measured(self, levels: list["_Level"], hours: str) -> list["_Level"]:
        """Several limits on different clocks as what each comes to on the clock of the promise alone."""
        if len(levels) < 2 or len({self._terms(level).hours for level in levels}) == 1:
            return levels
        inputs = (self._time_input("", "", level) for level in levels)
        lengths = (self.walks.longest_on(hours, given) for given in inputs)
        return [level._replace(burden=length) for level, length in zip(levels, lengths, strict=True)]

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

    def level(self, agreement: str, target: ShareTarget | TimeTarget, apart: Apart | None = None) -> float | None:
        """The level of a target: an unavailability, or seconds; None where it cannot be said."""
        landscape = self.graph.landscape
        if isinstance(target, TimeTarget):
            return self._length(landscape.agreements[agreement], target)
        if target.at_least is not None:
            return float(1 - target.at_least)
        counted = self.counted_s(agreement, target, apart)
        assert target.at_most is not None  # noqa: S101 - the model states one of the two
        downtime = target.at_most.on(landscape.conventions.working_day)
        return min(1.0, downtime / counted) if counted else None

    def _length(self, agreement: Agreement, target: TimeTarget) -> float | None:
        """The seconds of a time on its own clock, of a cut-off rule the most that it leaves; None for never."""
        hours = terms_of(agreement, target).hours
        if not self._can_run_on(hours):
            return None
        if target.within is not None:
            return target.within.on(self.graph.landscape.conventions.working_day)
        return self.walks.longest_by(hours, target.by)

    def no_length(self, agreement: Agreement, target: TimeTarget) -> tuple[Lack, str]:
        """Why a time has no length on any clock."""
        hours = terms_of(agreement, target).hours
        if self._can_run_on(hours):
            return Lack.NEVER, f"states a rule by which nothing ever comes to be due in the hours of {hours}"
        return Lack.FAULTY, f'runs on the calendar "{hours}", which is not usable as written'

    def _can_run_on(self, hours: str) -> bool:
        return hours == ALWAYS or hours in self.graph.landscape.calendars

    def counted_s(self, agreement: str, target: Target, apart: Apart | None = None) -> float | None:
        """The seconds of a share's window that count, as clocks are apart on the day unless another time is given."""
        if not isinstance(target, ShareTarget):
            return None
        return self._seconds(terms_of(self.graph.landscape.agreements[agreement], target), apart)

    def all_s(self, agreement: str, target: Target) -> float | None:
        """The same with the maintenance that does not count."""
        if not isinstance(target, ShareTarget):
            return None
        terms = terms_of(self.graph.landscape.agreements[agreement], target)
        return self._seconds(terms._replace(excludes=frozenset()), None)

    def _seconds(self, terms: Terms, apart: Apart | None) -> float | None:
        if self.hours.lacking(terms):
            return None
        return self.hours.base_s(self.seasons.today(terms) if apart is None else terms._replace(apart=apart))

    def _share_input(self, backing: Backing, stated: "_Level", terms: Terms) -> Input:
        """A share of the time or of the requests in its own hours, and what it means on the terms of the promise."""
        agreement, target = self.graph.landscape.agreements[stated.agreement], stated.target
        below, place = self._terms(stated), stated.path
        level, unknown, counted, zones = stated.level, None, None, frozenset[str]()
        if lacking_hours := self.hours.lacking(below):
            message = f'{agreement.id} counts by "{lacking_hours}", which is not usable as written'
            level, unknown = None, Unknown(Lack.FAULTY, backing.service, backing.consumer, message, (agreement.id,))
        elif below != terms._replace(apart=()):
            level = self.level(agreement.id, target, terms.apart) or 0.0
            counted, zones = self.hours.counted(terms, below, level), self.hours.zones(below) | self.hours.zones(terms)
        return Input(
            backing.service, Role.COMMITMENT, level, agreement.id, 1.0, target.metric, place, unknown,
            counted=counted, zones=zones,
            is_aim=target.strength == "aim", excludes_failures=agreement.excludes_failures,
        )  # fmt: skip

    def _time_input(self, service: str, consumer: str, stated: "_Level") -> Input:
        """A time on its own clock."""
        agreement, target = self.graph.landscape.agreements[stated.agreement], stated.target
        assert isinstance(target, TimeTarget)  # noqa: S101 - the metric is one of the times
        hours = terms_of(agreement, target).hours
        unknown = None
        if stated.level is None:
            lack, what = self.no_length(agreement, target)
            unknown = Unknown(lack, service, consumer, f"{agreement.id} {what}", (agreement.id,))
        return Input(
            service, Role.COMMITMENT, stated.level, agreement.id, _share(target), target.metric,
            stated.path, unknown,
            clock=hours, stops=agreement.clock_stops, due=target.by,
            is_aim=target.strength == "aim", excludes_failures=agreement.excludes_failures,
        )  # fmt: skip

    def _no_agreement(self, backing: Backing) -> str:
        landscape = self.graph.landscape
        label, consumer = landscape.label(backing.service), landscape.party_label(backing.consumer)
        if backing.idle:
            return f"{label} owes {consumer} nothing today: {', '.join(backing.idle)} is not agreed or not in force"
        return f"no agreement says what {label} owes {consumer}"

    def no_target(self, backing: Backing, metric: str, priority: str | None) -> Input:
        """The unknown input in place of a commitment that the agreements there do not make."""
        names = ", ".join(backing.agreements)
        wording = WORDING.get(metric, metric) + (f" for {priority}" if priority else "")
        answers = any(True for _ in self._levels(backing, "response", priority))
        if metric == "resolution" and answers:
            message = f"{names} commits to a response time, not to the {wording}"
            return lacking(Lack.RESPONSE_ONLY, backing.service, backing.consumer, metric, message, backing.agreements)
        message = f"{names} says nothing of {wording}"
        return lacking(Lack.NO_TARGET, backing.service, backing.consumer, metric, message, backing.agreements)


class _Level(NamedTuple):
    """What one target of an agreement states; `burden` is a time on the promise's clock where there are several."""

    level: float | None
    agreement: str
    target: ShareTarget | TimeTarget
    path: Path
    burden: float | None = None


def _rungs(levels: Iterable[_Level]) -> list[_Level]:
    """The stricter value of several; of times those that no other beats in limit and share, the shortest first."""
    rungs: list[_Level] = []
    for level in sorted(levels, key=_stricter_first):
        if not rungs or _share(level.target) > _share(rungs[-1].target):
            rungs.append(level)
    return rungs


def _stricter_first(level: _Level) -> tuple[float, float, float, str]:
    """The lower unavailability or the shorter time comes first, then the larger share of cases; unknown ones last."""
    stated = level.level if level.burden is None else level.burden
    of_its_own = inf if level.level is None else level.level
    return (inf if stated is None else stated, -_share(level.target), of_its_own, level.agreement)


def _share(target: ShareTarget | TimeTarget) -> float:
    return float(target.promised_share) if isinstance(target, TimeTarget) else 1.0


def lacking(
    lack: Lack, service: str, consumer: str, metric: str, message: str, agreements: tuple[str, ...] = ()
) -> Input:
    """An input that is not known, and why."""
    unknown = Unknown(lack, service, consumer, message, agreements)
    return Input(service, Role.UNKNOWN, None, agreements[0] if agreements else None, 1.0, metric, (), unknown)
