"""The landscape: everything that one model says, frozen, with the place of every entry."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Literal

from slamodel.diagnostics import Place
from slamodel.model.agreement import Agreement
from slamodel.model.calendar import Calendar, Maintenance
from slamodel.model.choice import Choice
from slamodel.model.conventions import Conventions
from slamodel.model.metric import Metric, Scale
from slamodel.model.party import Party
from slamodel.model.service import Service
from slamodel.model.words import Window

_DAYS_IN = {"day": 86400.0, "week": 604800.0}
_NOWHERE = Place("model", 1, 1)


def _nowhere(_path: Sequence[str | int]) -> Place:
    return _NOWHERE


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Landscape:
    """A whole model. Mappings are by id, sorted, and cannot be changed.

    `days_off` are the days of the calendar files beside the model that its calendars name, by the name of the file.
    `incomplete` names entries that were left out because the text of them is faulty, as (section, id), and of the
    agreements among them `faulty_agreements` tells provider, customers and services, as far as they can be read;
    `place` finds where a path such as ("agreements", "sla", "targets", 0) was written. `agreements` hold what is in
    effect, with what they take from those that they extend; `written` are those that extend others, without it.
    """

    title: str = ""
    currency: str = ""
    conventions: Conventions = field(default_factory=Conventions)
    overrides: Literal["specific", "strictest"] = "specific"
    findings: Choice = field(default_factory=Choice)
    parties: Mapping[str, Party] = field(default_factory=_empty)
    calendars: Mapping[str, Calendar] = field(default_factory=_empty)
    maintenance: Mapping[str, Maintenance] = field(default_factory=_empty)
    services: Mapping[str, Service] = field(default_factory=_empty)
    agreements: Mapping[str, Agreement] = field(default_factory=_empty)
    written: Mapping[str, Agreement] = field(default_factory=_empty)
    scales: Mapping[str, Scale] = field(default_factory=_empty)
    metrics: Mapping[str, Metric] = field(default_factory=_empty)
    days_off: Mapping[str, tuple[date, ...]] = field(default_factory=_empty)
    incomplete: frozenset[tuple[str, str]] = frozenset()
    faulty_agreements: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = field(default_factory=_empty)
    place: Callable[[Sequence[str | int]], Place] = _nowhere
    source: str = ""
    sha256: str = ""

    def seconds_in(self, window: Window) -> float:
        """The length of a window in seconds, by the model's conventions."""
        if window.rolling is not None:
            return window.rolling.on(self.conventions.working_day)
        if window.name in _DAYS_IN:
            return _DAYS_IN[window.name]
        length = {
            "month": self.conventions.month,
            "quarter": self.conventions.quarter,
            "year": self.conventions.year,
        }[window.name]
        return float(length.seconds)

    def label(self, service: str) -> str:
        """The name of a service, or its id where the model does not know it."""
        return self.services[service].label if service in self.services else service

    def party_label(self, party: str) -> str:
        """The name of a party, or its id where the model does not know it."""
        return self.parties[party].label if party in self.parties else party
