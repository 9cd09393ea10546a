"""An analysis in; the machine-readable answer `slamodel-analysis/1` out."""

import json
from collections.abc import Mapping
from math import inf
from typing import Any

from slamodel.analysis import Analysis
from slamodel.diagnostics import Diagnostic
from slamodel.gaps import Accepted, Finding
from slamodel.model import Measure, TimeTarget, Waiver
from slamodel.propagate import Input, Kind, Link, Promise, Standing, Unknown, View, Where
from slamodel.propagate.compose import parts_first
from slamodel.propagate.figures import Figures
from slamodel.report import hand_offs, machine_amounts, money
from slamodel.units import share_of

FORMAT = "slamodel-analysis/1"


def to_json(analysis: Analysis) -> str:
    """The answer as indented JSON text; the same analysis always gives the same bytes."""
    return json.dumps(answer(analysis), indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def answer(analysis: Analysis) -> dict[str, Any]:
    """The answer as plain data: shares are fractions, times are seconds, null is not known or no value would do."""
    landscape = analysis.landscape
    return {
        "format": FORMAT,
        "model": {"title": landscape.title, "source": landscape.source, "sha256": landscape.sha256},
        "as_of": analysis.as_of.isoformat(),
        "verdict": {standing.value: analysis.count(standing) for standing in sorted(Standing, key=_by_name)},
        "targets": [target(analysis, promise) for promise in analysis.promises],
        "findings": [found(analysis, finding) for finding in analysis.findings],
        "money": money.for_machines(analysis),
        "ignored": [ignored._asdict() for ignored in analysis.ignored],
        "gone": list(analysis.gone),
        "not_evaluated": list(analysis.not_evaluated),
        "diagnostics": [told(diagnostic) for diagnostic in analysis.diagnostics],
    }


def _by_name(standing: Standing) -> int:
    return ("supported", "at_risk", "gap", "unknown", "accepted").index(standing.value)


def target(analysis: Analysis, promise: Promise) -> dict[str, Any]:
    """What is said of one promise."""
    direct, end_to_end = promise.direct, promise.end_to_end
    return {
        "id": promise.id,
        "agreement": promise.agreement,
        "kind": analysis.landscape.agreements[promise.agreement].kind.value,
        "service": promise.service,
        "metric": promise.metric,
        "priority": promise.target.priority,
        "promised": _promised(promise),
        "in": promise.promised_share if isinstance(promise.target, TimeTarget) and promise.target.share else None,
        "window": str(promise.target.window),
        "direct": _view(analysis, direct, promise),
        "end_to_end": _view(analysis, end_to_end, promise),
        "status": promise.standing.value,
        **({"accepted": {"status": promise.unwaived.value, **_waiver(promise.waiver)}} if promise.waiver else {}),
        "taken_as_given": promise.rests_on_nothing,
        "where": promise.where.value if promise.where else None,
        **_downtime(promise),
        "because": _links(analysis, direct, promise.measure),
        "because_end_to_end": _links(analysis, end_to_end, promise.measure),
        "assumed_perfect": sorted({*direct.assumed, *end_to_end.assumed}),
        **_conditions(direct, end_to_end),
        "unknown": [_unknown(lack) for lack in dict.fromkeys((*direct.unknown, *end_to_end.unknown))],
    }


def _promised(promise: Promise) -> float | None:
    if promise.promised is None:
        return None
    if promise.measure is not None:
        return machine_amounts.number(promise.promised)
    return promise.promised if isinstance(promise.target, TimeTarget) else share_of(promise.promised)


def _view(analysis: Analysis, view: View, promise: Promise) -> dict[str, Any] | None:
    if view.time is not None:
        return _times(analysis, view, promise)
    if promise.measure is not None:
        return machine_amounts.amount(view, promise.measure)
    if view.figures is None:
        return None
    known = not view.unknown and view.is_grounded
    shares: dict[str, Any] = _figures(view.figures, is_known=known, is_grounded=view.is_grounded)
    if view.without_unknown is not None:
        shares["without_unknown"] = share_of(view.without_unknown.guaranteed)
    if view.season:
        shares["season"] = view.season
    if view.experienced is not None:
        shares["experienced"] = _figures(view.experienced, is_known=known, is_grounded=view.is_grounded)
    return shares


def _figures(figures: Figures, *, is_known: bool, is_grounded: bool) -> dict[str, float | None]:
    """Shares; while something below is not known, only the most that there can be."""
    return {
        "guaranteed": share_of(figures.guaranteed) if is_known else None,
        "independent": share_of(figures.independent) if is_known else None,
        "ceiling": share_of(figures.ceiling) if is_grounded else None,
    }


def _times(analysis: Analysis, view: View, promise: Promise) -> dict[str, Any] | None:
    """A composed time from its worst start; while something in it is unknown, only what it takes at least."""
    assert view.time is not None and view.step is not None  # noqa: S101, PT018 - the caller looked
    known = not view.unknown and view.is_grounded
    time: dict[str, Any] = {
        "within_s": _length(view.time.within_s) if known else None,
        "limit_s": None if view.limit_s is None else _length(view.limit_s),
        "on_clock": _clock(promise),
        "clock": promise.clock,
        "worst_start": hand_offs.iso(analysis, promise.clock, view.step.start),
        "worst_start_is_after": view.is_just_after,
        "in": {
            "guaranteed": view.time.in_guaranteed if known else None,
            "independent": view.time.in_independent if known else None,
        },
        "may_stop": [
            {"dependency": source.service, "agreement": source.agreement, "stop": stop} for source, stop in view.stops
        ],
    }
    return {**time, "at_least_s": _length(view.time.within_s)} if view.unknown else time


def _conditions(*views: View) -> dict[str, Any]:
    """Aims and exclusions below without which it would not hold, if any; of the direct view first."""
    found = next((doubtful for view in views if (doubtful := _doubtful(view))), [])
    return {"conditions": found} if found else {}


def _doubtful(view: View) -> list[dict[str, Any]]:
    return [
        {"dependency": one.source.service, "agreement": one.source.agreement, "kind": one.kind.value, "what": one.what}
        for one in view.conditions
        if one.kind is not Kind.STOP
    ]


def _clock(promise: Promise) -> str:
    return promise.target.hours or "support_hours"


def _downtime(promise: Promise) -> dict[str, Any]:
    if promise.promised is None or promise.measure is not None or isinstance(promise.target, TimeTarget):
        return {}
    view = promise.end_to_end if promise.where is Where.BELOW else promise.direct
    figures = view.figures if view.is_grounded and not view.unknown else None
    supported = {
        "guaranteed": _downtime_s(promise, figures.guaranteed) if figures else None,
        "independent": _downtime_s(promise, figures.independent) if figures else None,
    }
    return {"allowed_downtime_s": _downtime_s(promise, promise.promised), "supported_downtime_s": supported}


def _downtime_s(promise: Promise, unavailability: float) -> float | None:
    seconds = promise.downtime_s(unavailability)
    return None if seconds is None else _seconds(seconds)


def _seconds(seconds: float) -> float:
    return round(seconds, 6)


def _length(seconds: float) -> float | None:
    """A time; None for one that is not over in all the years that are looked at."""
    return None if seconds == inf else _seconds(seconds)


def _links(analysis: Analysis, view: View, measure: Measure | None) -> list[dict[str, Any]]:
    """The links of a view; those of a time with their clocks and how long they take on that of the promise."""
    if measure is not None:
        return [machine_amounts.link(analysis, link, measure) for link in view.links]
    if view.step is None:
        return [_link(analysis, link, {}) for link in view.links]
    longest: dict[int, float] = {}
    for step in parts_first(view.step):
        if step.source is not None and step.source.level is not None:
            longest[id(step.source)] = max(longest.get(id(step.source), 0.0), step.time.within_s)
    return [_link(analysis, link, _on_clocks(link.source, longest)) for link in view.links]


def _on_clocks(source: Input, longest: Mapping[int, float]) -> dict[str, Any]:
    return {"clock": source.clock, "on_promise_clock_s": _length(longest.get(id(source), inf))}


def _link(analysis: Analysis, link: Link, clocks: dict[str, Any]) -> dict[str, Any]:
    source = link.source
    is_time = link.importance is None
    level = source.level if is_time or source.level is None else share_of(source.level)
    required = {"guaranteed": link.required_guaranteed, "independent": link.required_independent}
    most = inf if is_time else 1.0
    return {
        "dependency": source.service,
        "agreement": source.agreement,
        "role": source.role.value,
        "metric": source.metric,
        "level": level,
        **clocks,
        "in": source.share if is_time and source.level is not None else None,
        "importance": link.importance,
        "required": {basis: _required(level, is_time=is_time) for basis, level in required.items()},
        "any_value": {basis: level is not None and level >= most for basis, level in required.items()},
        "at": str(analysis.place(source.at).short) if source.at else None,
    }


def _required(level: float | None, *, is_time: bool) -> float | None:
    """A required level; None where no value would do, and for a time that may be as long as it likes."""
    if level is None or level == inf:
        return None
    return _seconds(level) if is_time else share_of(level)


def _unknown(lack: Unknown) -> dict[str, Any]:
    return {"service": lack.service, "consumer": lack.consumer, "why": lack.lack.value, "message": lack.message}


def found(analysis: Analysis, finding: Finding) -> dict[str, Any]:
    """What is said of one finding."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "agreement": finding.agreement,
        "target": finding.target,
        "also": list(finding.also),
        "cause": list(finding.cause),
        "consequences": [consequence._asdict() for consequence in finding.consequences],
        "bites": finding.bites.isoformat() if finding.bites else None,
        "exposure": None if finding.exposure is None else f"{finding.exposure:f}",
        "message": finding.message,
        "path": list(finding.path),
        "owner": finding.owner,
        "counterpart": finding.counterpart,
        "promised": finding.promised,
        "supported": finding.supported,
        "at": analysis.place(finding.at).short if finding.at else None,
        "waived": finding.waived,
        "known": analysis.known is not None and analysis.known.knows(finding),
        **({"accepted": [_accepted(analysis, accepted) for accepted in finding.accepted]} if finding.accepted else {}),
    }


def _accepted(analysis: Analysis, accepted: Accepted) -> dict[str, Any]:
    """For which promise a finding is accepted, and the waiver that says so."""
    at = analysis.place(accepted.at).short
    return {"target": accepted.promise, **_waiver(accepted.waiver), "at": at}


def _waiver(waiver: Waiver) -> dict[str, Any]:
    until = waiver.until.isoformat() if waiver.until else None
    return {"rule": waiver.rule, "owner": waiver.owner, "reason": waiver.reason, "until": until}


def told(diagnostic: Diagnostic) -> dict[str, Any]:
    """What is said of one thing that is wrong with the text."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "at": str(diagnostic.place) if diagnostic.place else None,
    }
