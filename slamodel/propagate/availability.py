"""Availability and success rate of every promise: a footing in, a view with three figures and required levels out."""

from dataclasses import dataclass, field

from slamodel.propagate.commitments import Commitments
from slamodel.propagate.figures import Figures, figures
from slamodel.propagate.footing import Footing, Question, footing
from slamodel.propagate.independent import importances
from slamodel.propagate.outcome import Link, Standing, Unknown, View
from slamodel.propagate.required import required_all
from slamodel.units import TOLERANCE


@dataclass(frozen=True, slots=True)
class _Supported:
    """What can be said of a service without knowing what is promised on it."""

    footing: Footing
    levels: tuple[float, ...]
    figures: Figures
    without_unknown: Figures | None
    importances: dict[int, float]
    unknown: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """Answers for share metrics; promises on the same service share one answer."""

    commitments: Commitments
    _known: dict[Question, _Supported] = field(default_factory=dict, repr=False)

    def view(self, question: Question, promised: float) -> View:
        """The view of a promise whose unavailability may be `promised`."""
        if question not in self._known:
            self._known[question] = self._support(question)
        support = self._known[question]
        return View(
            standing_of(promised, support.figures, support.unknown),
            _links(support, promised),
            support.unknown,
            support.footing.assumed,
            figures=support.figures,
            without_unknown=support.without_unknown,
            structure=support.footing.structure,
        )

    def _support(self, question: Question) -> _Supported:
        found = footing(self.commitments, question)
        inputs = found.inputs
        levels = tuple(0.0 if given.level is None else given.level for given in inputs)
        unknown = tuple(given.unknown for given in inputs if given.unknown)
        without = None
        if any(given.level is None for given in inputs):
            without = figures(found.structure, [1.0 if given.level is None else given.level for given in inputs])
        return _Supported(
            found,
            levels,
            figures(found.structure, levels),
            without,
            importances(found.structure, levels),
            unknown,
        )


def _links(support: _Supported, promised: float) -> tuple[Link, ...]:
    required = required_all(support.footing.structure, support.levels, promised)
    links = []
    for number, given in enumerate(support.footing.inputs):
        guaranteed, independent = required.get(number, (1.0, 1.0))
        links.append(Link(given, support.importances.get(number, 0.0), guaranteed, independent))
    return tuple(links)


def standing_of(promised: float, supported: Figures, unknown: tuple[Unknown, ...]) -> Standing:
    """Promised against the three figures, all as unavailabilities; unknown never passes."""
    if supported.independent > promised + TOLERANCE:
        return Standing.GAP
    if unknown:
        return Standing.UNKNOWN
    return Standing.SUPPORTED if supported.guaranteed <= promised + TOLERANCE else Standing.AT_RISK
