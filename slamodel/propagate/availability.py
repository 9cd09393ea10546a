"""Availability and success rate of every promise: a footing in, a view with three figures and required levels out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from slamodel.clock import Stretch
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.conditions import left, reasons, that_matter
from slamodel.propagate.counted import Counted
from slamodel.propagate.decision import TooComplex
from slamodel.propagate.figures import Figures
from slamodel.propagate.footing import Footing, Question, Survey
from slamodel.propagate.given import Input, Lack, Link, Role, Unknown
from slamodel.propagate.ground import Ground, Instead, Uneven
from slamodel.propagate.modules import Levels
from slamodel.propagate.outcome import Condition, Found, View
from slamodel.propagate.required import required_all
from slamodel.propagate.segments import segments
from slamodel.propagate.standing import Standing
from slamodel.propagate.structure import events
from slamodel.propagate.terms import Terms
from slamodel.units import TOLERANCE

_NOTHING, _EVERYTHING = Figures(0.0, 0.0, 0.0), Figures(1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class _Supported:
    """What can be said of a service without knowing what is promised on it."""

    footing: Footing
    find: Callable[[], Found]
    ground: Ground
    figures: Figures
    without_unknown: Figures | None = None
    unknown: tuple[Unknown, ...] = ()


class Asked(NamedTuple):
    """A promise on a service: who makes it, and over which days it holds."""

    provider: str
    service: str
    promised: float
    stretch: Stretch
    excluded: frozenset[str] = frozenset()
    """Failures that the promise does not answer for, in plain words."""


@dataclass(frozen=True, slots=True)
class Availability:
    """Answers for share metrics; promises on the same service share one answer."""

    commitments: Commitments
    _surveys: dict[Question, Survey] = field(default_factory=dict, repr=False)
    _known: dict[tuple[Question, str, str], _Supported] = field(default_factory=dict, repr=False)
    _problems: dict[Terms, tuple[Lack, str] | None] = field(default_factory=dict, repr=False)

    def view(self, question: Question, asked: Asked) -> View:
        """The view of a provider's promise on a service, at the time of the year at which it is worst."""
        if question.terms not in self._problems:
            self._problems[question.terms] = self._problem(question.terms)
        if problem := self._problems[question.terms]:
            unknown = Unknown(problem[0], asked.service, asked.provider, problem[1])
            return View(Standing.UNKNOWN, (unknown,), is_grounded=True, find=lambda: Found((), (), ()))
        seasons = self._seasons(question, asked)
        views = [self._view(one, asked) for _, one in seasons]
        if len(views) == 1 or all(view.figures == views[0].figures for view in views):
            return views[0]
        worst = min(range(len(views)), key=lambda at: _worst_first(views[at]))
        return replace(views[worst], season=seasons[worst][0])

    def _problem(self, terms: Terms) -> tuple[Lack, str] | None:
        """Why nothing can be said of any promise on these terms, if so."""
        if name := self.commitments.hours.lacking(terms):
            return Lack.FAULTY, f'the promise counts by "{name}", which is not usable as written'
        if self.commitments.hours.base_s(self.commitments.seasons.today(terms)) <= 0.0:
            return Lack.NEVER, "none of the time that the promise speaks of counts"
        return None

    def _seasons(self, question: Question, asked: Asked) -> list[tuple[str, Question]]:
        """The question at every time of the year that makes a difference below, with its name."""
        if len(self.commitments.seasons.zones) < 2:
            return [("", question)]
        zones = self._survey(question).footing(asked.provider, asked.service).zones
        if len(zones) < 2:
            return [("", question)]
        over = self.commitments.seasons.over(question.terms, zones, asked.stretch)
        found = [(name, question._replace(terms=terms)) for name, terms in over]
        counting = [one for one in found if self.commitments.hours.base_s(one[1].terms) > 0.0]
        return counting or [("", question._replace(terms=self.commitments.seasons.today(question.terms)))]

    def _view(self, question: Question, asked: Asked) -> View:
        support = self._asked(question, asked.provider, asked.service)
        standing = standing_of(asked.promised, support.figures, support.unknown)
        conditions = _conditions(support, asked)
        return View(
            Standing.AT_RISK if conditions and standing is Standing.SUPPORTED else standing,
            support.unknown,
            support.footing.is_grounded,
            support.find,
            partial(_links, support, asked.promised),
            figures=support.figures,
            without_unknown=support.without_unknown,
            structure=support.footing.structure,
            ground=support.ground,
            conditions=conditions,
            experience=partial(self._experienced, question, asked),
        )

    def _experienced(self, question: Question, asked: Asked) -> Figures | None:
        """The figures with nothing counted away: the promise in all its hours, what lies below as it is."""
        terms = question.terms
        support = self._asked(question, asked.provider, asked.service)
        if not terms.excludes:
            excluded = (given.counted for given in support.find().inputs if given.counted)
            return support.figures if any(one.spells or one.maintained for one in excluded) else None
        everything = question._replace(terms=terms._replace(excludes=frozenset()), own=terms)
        return self._asked(everything, asked.provider, asked.service).figures

    def _asked(self, question: Question, provider: str, service: str) -> _Supported:
        key = (question, provider, service)
        if key not in self._known:
            self._known[key] = self._support(*key)
        return self._known[key]

    def _survey(self, question: Question) -> Survey:
        if question not in self._surveys:
            self._surveys[question] = Survey(self.commitments, question)
        return self._surveys[question]

    def _support(self, question: Question, provider: str, service: str) -> _Supported:
        survey = self._survey(question)
        footing = survey.footing(provider, service)
        find = partial(survey.found, provider, service)
        levels = (survey.worst, survey.average, survey.kindest)
        try:
            if footing.is_doubtful:
                return self._doubtful(question, footing, find())
            within = () if footing.is_even else events(footing.structure)
            ground = self._ground(question, footing, levels, ((event, survey.inputs[event]) for event in within))
            return _Supported(footing, find, ground, ground.figures())
        except TooComplex:
            message = f"what lies below {service} is too entangled to be computed exactly"
            lack = Unknown(Lack.TOO_COMPLEX, service, provider, message)
            ground = Ground(footing.structure, *levels)
            return _Supported(footing, find, ground, _NOTHING, _EVERYTHING, (lack,))

    def _doubtful(self, question: Question, footing: Footing, found: Found) -> _Supported:
        """Each event at the level that this promise reaches it at, unknown ones once perfect and once never there."""
        given = dict(zip(found.events, found.inputs, strict=True))
        columns = zip(*(one.figures for one in found.inputs), strict=True)
        levels = [dict(zip(found.events, column, strict=True)) for column in columns] or [{}, {}, {}]
        ground = self._ground(question, footing, levels, given.items())
        unknown = tuple(one.unknown for one in found.inputs if one.unknown)
        without = None
        if absent := [event for event, one in given.items() if one.level is None]:
            worst, average, kindest = ({**column, **dict.fromkeys(absent, 1.0)} for column in levels)
            without = Ground(footing.structure, worst, average, kindest, ground.uneven).figures()
        return _Supported(footing, lambda: found, ground, ground.figures(), without, unknown)

    def _ground(
        self, question: Question, footing: Footing, levels: Iterable[Levels], inputs: Iterable[tuple[int, Input]]
    ) -> Ground:
        worst, average, kindest = levels
        if not (uneven := dict(_uneven(inputs))):
            return Ground(footing.structure, worst, average, kindest)
        matter = {event: uneven[event] for event in events(footing.structure) if event in uneven}
        if not matter:
            return Ground(footing.structure, worst, average, kindest)
        found = segments(self.commitments.hours, question.terms, matter)
        return Ground(footing.structure, worst, average, kindest, Uneven(footing.structure, found))


def _conditions(support: _Supported, asked: Asked) -> tuple[Condition, ...]:
    """The aims and exclusions without which no more than today, or than what is promised, would be ensured."""
    if not support.footing.is_conditional or any(lack.lack is Lack.TOO_COMPLEX for lack in support.unknown):
        return ()
    found, ground = support.find(), support.ground
    doubtful = {event: given for event, given in _by_event(found) if any(reasons(given, asked.excluded))}
    enough = max(asked.promised, support.figures.guaranteed) + TOLERANCE

    def holds_without(absent: Sequence[Input]) -> bool:
        chosen = (event for event, given in doubtful.items() if given in absent)
        instead = {event: _loss(left(doubtful[event], asked.excluded)) for event in chosen}
        return ground.guaranteed(Instead(ground.worst, instead)) <= enough

    matter = that_matter(tuple(doubtful.values()), holds_without)
    return tuple(condition for given in matter for condition in reasons(given, asked.excluded))


def _by_event(found: Found) -> Iterable[tuple[int, Input]]:
    return zip(found.events, found.inputs, strict=True)


def _loss(given: Input | None) -> float:
    """What may be lost with another level in place of one that ensures nothing; all of it where there is none."""
    return 1.0 if given is None else given.loss


def _worst_first(view: View) -> tuple[float, ...]:
    """Sorts views by their standing, then by what is ensured and by what is likely; the last digits are noise."""
    figures = view.figures or _NOTHING
    return view.standing.weight, -round(figures.guaranteed, 12), -round(figures.independent, 12)


def _uneven(inputs: Iterable[tuple[int, Input]]) -> Iterator[tuple[int, Counted]]:
    """What does not count wherever the promise does."""
    for event, given in inputs:
        if given.counted is not None and not given.counted.is_even:
            yield event, given.counted


def _links(support: _Supported, promised: float) -> tuple[Link, ...]:
    found = support.find()
    if any(lack.lack is Lack.TOO_COMPLEX for lack in support.unknown):
        return tuple(Link(given) for given in found.inputs)
    required = required_all(support.ground, promised)
    _, weights = support.ground.chance()
    # What can make no difference need not be anything where the promise is kept, and is no help where it is not.
    figures = (support.figures.guaranteed, support.figures.independent)
    idle = tuple(1.0 if figure <= promised + TOLERANCE else None for figure in figures)
    return tuple(
        Link(given, weights.get(event, 0.0), *_wanted(given, *required.get(event, idle)))
        for event, given in zip(found.events, found.inputs, strict=True)
        if given.role is not Role.ASSUMED
    )


def _wanted(given: Input, worst: float | None, average: float | None) -> tuple[float | None, float | None]:
    """Required levels as they would be stated."""
    if worst is not None and given.counted is not None:
        worst = given.counted.stated(worst) if worst < 1.0 else 1.0
    on_average = max((one.level or 0.0 for one in given.beside), default=given.at_best)
    return _within_reach(worst, given.at_best), _within_reach(average, on_average)


def _within_reach(required: float | None, at_best: float) -> float | None:
    """A required level, unless other agreements on the same service stand in the way of it."""
    return None if required is None or required < at_best - TOLERANCE else required


def standing_of(promised: float, supported: Figures, unknown: tuple[Unknown, ...]) -> Standing:
    """Promised against the three figures, all as unavailabilities; unknown never passes."""
    if supported.guaranteed <= promised + TOLERANCE:
        return Standing.UNKNOWN if unknown else Standing.SUPPORTED
    if supported.independent > promised + TOLERANCE:
        return Standing.GAP
    return Standing.UNKNOWN if unknown else Standing.AT_RISK
