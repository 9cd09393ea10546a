"""An analysis in; everything that a report says out, as frozen views in the order in which it is read."""

from pathlib import PurePath

from slamodel.analysis import Analysis
from slamodel.diagnostics import Severity
from slamodel.gaps.wording import listed, metric_name, number
from slamodel.report import accepted, asks, glossary, money, records, timeline, wording
from slamodel.report.leads import follow_ups, headline
from slamodel.report.promises import MOST_ROWS, tables, worst_table
from slamodel.report.sections import sections, wanted
from slamodel.report.whole import Report
from slamodel.units import show_duration

_MOST_NAMES = 200
_ASKS_INTRO = (
    "Each ask for a level closes the promises named with it, with everything else as it is, unless it says otherwise "
    "there; where one party is asked for the same thing on the same service more than once, these are alternatives and "
    "the strictest covers the others. An ask for hours, or about maintenance, says what is missing: whether it is "
    "enough shows once it stands in the model."
)
_METHOD = (
    (
        "Every promise is compared with what the agreements below it support, in two views: one step down, where the "
        "agreements right below are taken at their word, and end to end, where only those at the very bottom are. "
        "A promise is as good as the worse of the two."
    ),
    (
        "The verdict rests on the guaranteed figure, which needs no assumption about when outages happen. The figure "
        "for unrelated outages is an average over them. A service that several others share fails once for all."
    ),
    (
        "A commitment counts as it is written: in its own hours, over its own window, without the maintenance that it "
        "leaves out. In other hours of the promise it ensures nothing. A time runs on the clock of whoever works on "
        "it, is followed from the worst start of the term, and is measured on the clock of the promise."
    ),
    "Availability is rounded down and times are rounded up; what is asked for is rounded so that it is enough.",
)


def document(analysis: Analysis) -> Report:
    """The whole report."""
    unsupported = wanted(analysis)
    details, details_note = sections(analysis, unsupported)
    anchors = frozenset(section.anchor for section in details)
    return Report(
        title=wording.isolated(analysis.landscape.title or "Model without a title"),
        headline=headline(analysis),
        follow_ups=follow_ups(analysis),
        facts=_facts(analysis),
        warnings=_warnings(analysis),
        worst=worst_table(analysis, anchors),
        asks=(*asks.groups(analysis, unsupported[:MOST_ROWS], anchors), *asks.to_renew(analysis)),
        asks_intro=_ASKS_INTRO,
        asks_note=_asks_note(len(unsupported)),
        next_to_end=records.next_to_end(analysis),
        promises=tables(analysis, anchors),
        sections=details,
        sections_note=details_note,
        findings=records.findings(analysis, anchors),
        accepted=accepted.table(analysis),
        money=money.table(analysis),
        given=records.given(analysis),
        dates=timeline.section(analysis),
        method=_method(analysis),
        assumed=_assumed(analysis),
        unknown=_unknown(analysis),
        not_evaluated=analysis.not_evaluated,
        diagnostics=records.diagnostics(analysis),
        glossary=glossary.terms(),
        sources=records.sources(analysis),
    )


def _asks_note(count: int) -> str:
    return f"Worked out for the {MOST_ROWS:,} worst of {count:,} promises." if count > MOST_ROWS else ""


def _facts(analysis: Analysis) -> tuple[str, ...]:
    return (
        f"As of {wording.day(analysis.as_of)}",
        f"Model {wording.isolated(PurePath(analysis.landscape.source).name)}, SHA-256 {analysis.landscape.sha256[:12]}",
    )


def _warnings(analysis: Analysis) -> tuple[str, ...]:
    errors = sum(entry.severity is Severity.ERROR for entry in analysis.diagnostics)
    if not errors:
        return ()
    mistakes = number(errors, "mistake")
    return (
        f"The text of the model has {mistakes}. What rests on a faulty entry is unknown, or missing from this report.",
    )


def _method(analysis: Analysis) -> tuple[str, ...]:
    conventions = analysis.landscape.conventions
    month, quarter, year = (
        show_duration(float(length.seconds)) for length in (conventions.month, conventions.quarter, conventions.year)
    )
    return (*_METHOD, f"A month counts {month}, a quarter {quarter}, a year {year}.")


def _assumed(analysis: Analysis) -> tuple[str, ...]:
    """Services whose own part is taken as perfect below some promise, with the metrics it is taken for."""
    found: dict[str, dict[str, None]] = {}
    for promise in analysis.checked:
        for service in (*promise.direct.assumed, *promise.end_to_end.assumed):
            found.setdefault(service, {})[metric_name(promise.metric)] = None
    lines = [
        f"{wording.service_name(analysis, service)}: {listed(metrics, None)}"
        for service, metrics in sorted(found.items())
    ]
    return _cut(lines)


def _unknown(analysis: Analysis) -> tuple[str, ...]:
    """What has to be known and is not, with the promises that wait for it."""
    found: dict[str, dict[str, None]] = {}
    for promise in analysis.promises:
        for lack in (*promise.direct.unknown, *promise.end_to_end.unknown):
            found.setdefault(lack.message, {})[promise.id] = None
    return _cut([f"{message} (for {listed(waiting)})" for message, waiting in sorted(found.items())])


def _cut(lines: list[str]) -> tuple[str, ...]:
    hidden = len(lines) - _MOST_NAMES
    return (*lines[:_MOST_NAMES], f"and {hidden:,} more") if hidden > 0 else tuple(lines)
