"""Availability and success rate of every promise: a footing in, a view with three figures and required levels out."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from slamodel.propagate.commitments import Commitments
from slamodel.propagate.decision import TooComplex
from slamodel.propagate.figures import Figures, figures
from slamodel.propagate.footing import Footing, Question, Survey
from slamodel.propagate.independent import importances
from slamodel.propagate.modules import Levels
from slamodel.propagate.outcome import Found, Input, Lack, Link, Role, Standing, Unknown, View
from slamodel.propagate.required import required_all
from slamodel.units import TOLERANCE


@dataclass(frozen=True, slots=True)
class _Supported:
    """What can be said of a service without knowing what is promised on it."""

    footing: Footing
    find: Callable[[], Found]
    levels: Levels
    figures: Figures
    without_unknown: Figures | None = None
    unknown: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Availability:
    """Answers for share metrics; promises on the same service share one answer."""

    commitments: Commitments
    _surveys: dict[Question, Survey] = field(default_factory=dict, repr=False)
    _known: dict[tuple[Question, str, str], _Supported] = field(default_factory=dict, repr=False)

    def view(self, question: Question, provider: str, service: str, promised: float) -> View:
        """The view of a provider's promise on a service whose unavailability may be `promised`."""
        asked = (question, provider, service)
        support = self._known.get(asked)
        if support is None:
            support = self._known[asked] = self._support(question, provider, service)
        return View(
            standing_of(promised, support.figures, support.unknown),
            support.unknown,
            support.footing.is_grounded,
            support.find,
            partial(_links, support, promised),
            figures=support.figures,
            without_unknown=support.without_unknown,
            structure=support.footing.structure,
        )

    def _support(self, question: Question, provider: str, service: str) -> _Supported:
        survey = self._surveys.setdefault(question, Survey(self.commitments, question))
        footing = survey.footing(provider, service)
        find = partial(survey.found, provider, service)
        try:
            if footing.is_doubtful:
                return _doubtful(footing, find())
            return _Supported(footing, find, survey.levels, figures(footing.structure, survey.levels))
        except TooComplex:
            message = f"the structure below {service} is too entangled to be computed exactly"
            lack = Unknown(Lack.TOO_COMPLEX, service, provider, message)
            return _Supported(footing, find, survey.levels, Figures(0.0, 0.0, 0.0), Figures(1.0, 1.0, 1.0), (lack,))


def _doubtful(footing: Footing, found: Found) -> _Supported:
    """Each event at the level that this promise reaches it at, unknown ones once perfect and once never there."""
    given = dict(zip(found.events, found.inputs, strict=True))
    at_best = {event: 0.0 if one.level is None else one.level for event, one in given.items()}
    without = None
    if any(one.level is None for one in found.inputs):
        without = figures(footing.structure, {e: 1.0 if one.level is None else one.level for e, one in given.items()})
    unknown = tuple(one.unknown for one in found.inputs if one.unknown)
    return _Supported(footing, lambda: found, at_best, figures(footing.structure, at_best), without, unknown)


def _links(support: _Supported, promised: float) -> tuple[Link, ...]:
    found, structure = support.find(), support.footing.structure
    if any(lack.lack is Lack.TOO_COMPLEX for lack in support.unknown):
        return tuple(Link(given) for given in found.inputs)
    required = required_all(structure, support.levels, promised)
    weights = importances(structure, support.levels)
    # What can make no difference need not be anything where the promise is kept, and is no help where it is not.
    figures = (support.figures.guaranteed, support.figures.independent)
    idle = tuple(1.0 if figure <= promised + TOLERANCE else None for figure in figures)
    return tuple(
        Link(given, weights.get(event, 0.0), *(_within_reach(given, q) for q in required.get(event, idle)))
        for event, given in zip(found.events, found.inputs, strict=True)
        if given.role is not Role.ASSUMED
    )


def _within_reach(given: Input, required: float | None) -> float | None:
    """A required level, unless other agreements on the same service stand in the way of it."""
    return None if required is None or required < given.at_best - TOLERANCE else required


def standing_of(promised: float, supported: Figures, unknown: tuple[Unknown, ...]) -> Standing:
    """Promised against the three figures, all as unavailabilities; unknown never passes."""
    if supported.independent > promised + TOLERANCE:
        return Standing.GAP
    if unknown:
        return Standing.UNKNOWN
    return Standing.SUPPORTED if supported.guaranteed <= promised + TOLERANCE else Standing.AT_RISK
