"""Availability and success rate of every promise: a footing in, a view with three figures and required levels out."""

from dataclasses import dataclass, field
from functools import partial

from slamodel.propagate.commitments import Commitments
from slamodel.propagate.decision import TooComplex
from slamodel.propagate.figures import Figures, figures
from slamodel.propagate.footing import Footing, Question, footing
from slamodel.propagate.independent import importances
from slamodel.propagate.outcome import Input, Lack, Link, Role, Standing, Unknown, View
from slamodel.propagate.required import required_all
from slamodel.units import TOLERANCE


@dataclass(frozen=True, slots=True)
class _Supported:
    """What can be said of a service without knowing what is promised on it."""

    footing: Footing
    levels: tuple[float, ...]
    figures: Figures
    without_unknown: Figures | None
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """Answers for share metrics; promises on the same service share one answer."""

    commitments: Commitments
    _known: dict[Question, _Supported] = field(default_factory=dict, repr=False)

    def view(self, question: Question, promised: float) -> View:
        """The view of a promise whose unavailability may be `promised`."""
        support = self._known.get(question)
        if support is None:
            support = self._known[question] = self._support(question)
        return View(
            standing_of(promised, support.figures, support.unknown),
            support.footing.inputs,
            support.unknown,
            support.footing.assumed,
            figures=support.figures,
            without_unknown=support.without_unknown,
            structure=support.footing.structure,
            weigh=partial(_links, support, promised),
        )

    def _support(self, question: Question) -> _Supported:
        found = footing(self.commitments, question)
        levels = tuple(0.0 if given.level is None else given.level for given in found.inputs)
        unknown = tuple(given.unknown for given in found.inputs if given.unknown)
        without = None
        try:
            if any(given.level is None for given in found.inputs):
                without = figures(
                    found.structure, [1.0 if given.level is None else given.level for given in found.inputs]
                )
            return _Supported(found, levels, figures(found.structure, levels), without, unknown)
        except TooComplex:
            message = f"the structure below {question.service} is too entangled to be computed exactly"
            lack = Unknown(Lack.TOO_COMPLEX, question.service, question.provider, message)
            return _Supported(found, levels, Figures(0.0, 0.0, 0.0), Figures(1.0, 1.0, 1.0), (*unknown, lack))


def _links(support: _Supported, promised: float) -> tuple[Link, ...]:
    inputs, structure = support.footing.inputs, support.footing.structure
    if any(lack.lack is Lack.TOO_COMPLEX for lack in support.unknown):
        return tuple(Link(given) for given in inputs)
    required = required_all(structure, support.levels, promised)
    weights = importances(structure, support.levels)
    return tuple(
        Link(given, weights.get(number, 0.0), *(_within_reach(given, q) for q in required.get(number, (1.0, 1.0))))
        for number, given in enumerate(inputs)
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
