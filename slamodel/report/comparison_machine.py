"""A comparison in; the machine-readable answer `slamodel-comparison/1` out."""

import json
from collections.abc import Sequence
from typing import Any

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Comparison, EntryChange, PromiseChange
from slamodel.compare.shortfall import shortfall
from slamodel.propagate import Promise, Standing
from slamodel.report import machine
from slamodel.report.comparison import difference

FORMAT = "slamodel-comparison/1"


def to_json(comparison: Comparison, *, is_tried: bool = False) -> str:
    """The answer as indented JSON text; the same two models always give the same bytes."""
    return json.dumps(answer(comparison, is_tried=is_tried), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def answer(comparison: Comparison, *, is_tried: bool = False) -> dict[str, Any]:
    """The answer as plain data: shares are fractions, times are seconds, null is not known or not there."""
    before, after = comparison.before, comparison.after
    return {
        "format": FORMAT,
        "summary": difference(comparison, is_tried=is_tried).headline,
        "before": _side(before),
        "after": _side(after),
        "entries": [_entry(change) for change in comparison.entries],
        "links": [
            {"service": link.upper, "names": link.lower, "by": link.by, "change": link.fate.value}
            for link in comparison.links
        ],
        "targets": [_promise(comparison, change) for change in comparison.promises],
        "opened": [machine.found(after, finding) for finding in comparison.opened],
        "closed": [machine.found(before, finding) for finding in comparison.closed],
    }


def _side(analysis: Analysis) -> dict[str, Any]:
    landscape = analysis.landscape
    return {
        "model": {"title": landscape.title, "source": landscape.source, "sha256": landscape.sha256},
        "as_of": analysis.as_of.isoformat(),
        "verdict": {standing.value: analysis.count(standing) for standing in Standing},
        "diagnostics": [machine.told(one) for one in analysis.diagnostics],
    }


def _entry(change: EntryChange) -> dict[str, Any]:
    section, name = change.entry
    details = [
        {"what": one.what, "before": one.was or None, "after": one.becomes or None, "path": _path(one.path)}
        for one in change.details
    ]
    return {"section": section or None, "id": name or None, "change": change.fate.value, "details": details}


def _path(path: Sequence[str | int]) -> str:
    return "/".join(map(str, path))


def _promise(comparison: Comparison, change: PromiseChange) -> dict[str, Any]:
    return {
        "id": change.id,
        "change": change.movement.value,
        "before": _stand(comparison.before, change.before),
        "after": _stand(comparison.after, change.after),
    }


def _stand(analysis: Analysis, promise: Promise | None) -> dict[str, Any] | None:
    """How a promise stands on one side, as `slamodel check` says it, and what is missing."""
    if promise is None:
        return None
    missing = shortfall(promise)
    return {**machine.target(analysis, promise), "missing": missing.level, "missing_cases": missing.cases}
