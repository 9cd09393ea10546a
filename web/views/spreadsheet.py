"""Findings in; a file for a spreadsheet out: UTF-8 that says so, and nothing in it that would run as a formula."""

import csv
from collections.abc import Iterable
from io import StringIO

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.report import wording

from .gaps import ACCEPTED, TITLES

_HEADINGS = (
    *("Code", "Severity", "Meaning", "Finding", "Agreement", "Promise", "Path"),
    *("Owner", "Talk to", "Promised", "Supported", "Place"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


def as_csv(analysis: Analysis, findings: Iterable[Finding]) -> bytes:
    """The findings in the order given, one in each row."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADINGS)
    for finding in findings:
        writer.writerow([_inert(value) for value in _values(analysis, finding)])
    return out.getvalue().encode("utf-8-sig", errors="backslashreplace")


def _values(analysis: Analysis, finding: Finding) -> tuple[str, ...]:
    return (
        finding.code,
        ACCEPTED if finding.waived else finding.severity.value,
        TITLES.get(finding.code, ""),
        finding.message,
        finding.agreement,
        finding.target,
        " > ".join(finding.path),
        wording.party_name(analysis, finding.owner),
        wording.party_name(analysis, finding.counterpart),
        "" if finding.promised is None else f"{finding.promised:.12g}",
        "" if finding.supported is None else f"{finding.supported:.12g}",
        wording.place(analysis, finding.at),
    )


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
