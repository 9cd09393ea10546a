"""Findings in; a file for a spreadsheet out: UTF-8 that says so, and nothing in it that would run as a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.gaps.wording import metric_name
from slamodel.model import TimeTarget
from slamodel.propagate import Promise
from slamodel.report import wording

from .gaps import ACCEPTED, TITLES

_HEADINGS = (
    *("Code", "Severity", "Meaning", "Service", "Metric", "Priority", "Status"),
    *("Promised", "Supported", "Missing", "At stake", "Unit", "Talk to", "Owner"),
    *("Finding", "Agreement", "Promise", "More promises", "From", "Path", "Place", "Accepted by", "Accepted until"),
)
_MINUTE_S = 60.0
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def as_csv(analysis: Analysis, findings: Iterable[Finding], *, comma: bool = False) -> bytes:
    """The findings in the order given, one in each row; with a decimal `comma`, semicolons stand between the values."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";" if comma else ",")
    writer.writerow(_HEADINGS)
    for finding in findings:
        amounts = (*_numbers(analysis, finding), finding.exposure)
        numbers = (f"{number:.12g}" if number is not None else "" for number in amounts)
        before, after = _values(analysis, finding)
        found = (*before, *(number.replace(".", "," if comma else ".") for number in numbers), *after)
        writer.writerow([_inert(value) for value in found])
    return out.getvalue().encode("utf-8-sig", errors="backslashreplace")


def _values(analysis: Analysis, finding: Finding) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before the numbers and after them."""
    promise = _promise(analysis, finding)
    before = (
        finding.code,
        ACCEPTED if finding.waived else finding.severity.value,
        TITLES.get(finding.code, ""),
        wording.service_name(analysis, promise.service) if promise else "",
        metric_name(promise.metric) if promise else "",
        (promise.target.priority or "") if promise else "",
        wording.status(promise).word if promise else "",
    )
    after = (
        "" if promise is None or finding.promised is None else _unit(promise),
        wording.party_name(analysis, finding.counterpart),
        wording.party_name(analysis, finding.owner),
        finding.message,
        finding.agreement,
        finding.target,
        " ".join(finding.also),
        finding.bites.isoformat() if finding.bites else "",
        " > ".join(finding.path),
        wording.place(analysis, finding.at),
        *_accepted(finding),
    )
    return before, after


def _accepted(finding: Finding) -> tuple[str, str]:
    """Who has accepted all of it, and until which day; empty where something of it is open."""
    if not finding.waived:
        return "", ""
    waivers = [one.waiver for one in finding.accepted]
    owners = dict.fromkeys(waiver.owner or "" for waiver in waivers)
    return ", ".join(owners), min(waiver.until.isoformat() for waiver in waivers if waiver.until)


def _numbers(analysis: Analysis, finding: Finding) -> tuple[float | None, float | None, float | None]:
    """What is promised, supported and missing: percent, or minutes."""
    promise, promised, supported = _promise(analysis, finding), finding.promised, finding.supported
    if promise is None or promised is None or supported is None:
        return None, None, None
    if promise.measure is not None:
        times = 100 if promise.measure.kind == "share" else 1
        missing = max(promise.measure.shortfall(supported, promised), 0.0)
        return times * promised, times * supported, times * missing
    if _is_time(promise):
        return promised / _MINUTE_S, supported / _MINUTE_S, max(supported - promised, 0.0) / _MINUTE_S
    return 100 * promised, 100 * supported, 100 * max(promised - supported, 0.0)


def _promise(analysis: Analysis, finding: Finding) -> Promise | None:
    return analysis.target(finding.target) if finding.target in analysis.ids else None


def _unit(promise: Promise) -> str:
    return promise.measure.label if promise.measure else "min" if _is_time(promise) else "%"


def _is_time(promise: Promise) -> bool:
    return isinstance(promise.target, TimeTarget)


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
