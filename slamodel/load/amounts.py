"""Levels that are kept as text until their metric is known in; a diagnostic for each that is no number of it."""

from collections.abc import Iterator

from slamodel import units
from slamodel.load.complaints import Path, suggestion
from slamodel.load.entries import Entries
from slamodel.model import (
    BUILT_IN,
    Conventions,
    Measure,
    Metric,
    OwnMetricTarget,
    ScaleTarget,
    Service,
    Target,
    measure_of,
)
from slamodel.model.measure import level_of, measures_of_own

_STATED = ("at_least", "at_most", "within")


def check_target(entries: Entries, target: Target, path: Path) -> None:
    """Report a level that cannot be read as a word of its scale, or in the unit of its metric."""
    if not isinstance(target, ScaleTarget | OwnMetricTarget):
        return
    scales, metrics = entries.sections["scales"], entries.sections["metrics"]
    if isinstance(target, OwnMetricTarget) and not _is_stated(entries, target, metrics.get(target.metric), path):
        return
    stated, measure = level_of(target), measure_of(target, scales, metrics)
    if stated is None:
        return
    key, text = stated
    if measure is not None:
        _read(entries, [measure], str(text), (*path, key))
    elif isinstance(target, ScaleTarget) and target.scale is None:
        hint = f"add scale: and one of {', '.join(scales)}" if scales else "add a section scales with its words"
        entries.report("E108", f'of which scale "{text}" is a word is not said', (*path, key), hint)


def _is_stated(entries: Entries, target: OwnMetricTarget, metric: Metric | None, path: Path) -> bool:
    """Whether a level is stated the way round in which it can be kept."""
    if metric is None:
        return False
    stated = [key for key in _STATED if getattr(target, key)]
    wanted = ("at_least",) if metric.better == "higher" else ("at_most", "within")
    if len(stated) == 1 and stated[0] in wanted:
        return True
    message = f"of {metric.id} {'more' if metric.better == 'higher' else 'less'} is better: say {' or '.join(wanted)}"
    if len(stated) > 1:
        message = f"a target for {metric.id} states one level: {' or '.join(wanted)}"
    entries.report("E113", message, (*path, stated[0]) if stated else path)
    return False


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
