"""Levels that are kept as text until their metric is known in; a diagnostic for each that is no number of it."""

from collections.abc import Iterator

from slamodel import units
from slamodel.load.complaints import Path, suggestion
from slamodel.load.entries import Entries
from slamodel.model import (
    BUILT_IN,
    Conventions,
    Measure,
    OwnMetricTarget,
    ScaleTarget,
    Service,
    Target,
    measure_of,
)
from slamodel.model.measure import is_stated_for, level_of, measures_of_own


def check_target(entries: Entries, target: Target, path: Path) -> None:
    """Report a level that cannot be read as a word of its scale, or in the unit of its metric.

    That none is stated, or of no scale, or the wrong way round, is no mistake of the text: nobody could measure it.
    """
    stated = level_of(target)
    if stated is None or not isinstance(target, ScaleTarget | OwnMetricTarget):
        return
    key, text = stated
    measure = measure_of(target, entries.sections["scales"], entries.sections["metrics"])
    if measure is not None and is_stated_for(measure, key):
        _read(entries, [measure], str(text), (*path, key))


def check_own(entries: Entries, service: Service) -> None:
    """Report what an own part says that is no word of any scale, or not in the unit of its metric."""
    path: Path = ("services", service.id, "own")
    for metric, text in _own_texts(service):
        measures = measures_of_own(metric, entries.sections["scales"], entries.sections["metrics"])
        if measures:
            _read(entries, measures, text, (*path, metric))


def _own_texts(service: Service) -> Iterator[tuple[str, str]]:
    if service.own.satisfaction is not None:
        yield "satisfaction", service.own.satisfaction
    yield from ((name, text) for name, text in (service.own.model_extra or {}).items() if name not in BUILT_IN)


def _read(entries: Entries, measures: list[Measure], text: str, path: Path) -> None:
    """Report a text that none of these can read, in the words of the first."""
    conventions = entries.head.conventions if entries.head else Conventions()
    errors = []
    for measure in measures:
        try:
            measure.read(text, conventions.working_day)
        except units.UnitError as error:
            errors.append(error)
        else:
            return
    words = [word for measure in measures for word, _ in measure.words]
    entries.report("E108", errors[0].message, path, suggestion(text, words) or errors[0].hint)
