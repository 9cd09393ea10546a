"""A party and a kind of file in; the sheet of what is asked of it out, with the same bytes that the commands write."""

from collections.abc import Mapping
from types import MappingProxyType

from slamodel.analysis import Analysis
from slamodel.plan.outcome import Plan
from slamodel.report.sheet import UnknownParty, sheet, sheet_html, sheet_markdown
from slamodel.report.sheet_machine import sheet_json
from slamodel.report.sheet_views import Sheet

KINDS: Mapping[str, str] = MappingProxyType(
    {"html": "text/html", "md": "text/markdown; charset=utf-8", "json": "application/json"}
)
_LAID_OUT = MappingProxyType({"html": sheet_html, "md": sheet_markdown, "json": sheet_json})


def of_party(analysis: Analysis, party: str, plan: Plan | None = None) -> Sheet:
    """What is asked of one party, with a plan what the plan asks of it; raises KeyError."""
    try:
        return sheet(analysis, party, plan)
    except UnknownParty as unknown:
        raise KeyError(str(unknown)) from None


def sheet_bytes(analysis: Analysis, party: str, kind: str, plan: Plan | None = None) -> bytes:
    """The sheet as `html`, `md` or `json`; raises KeyError."""
    return _LAID_OUT[kind](of_party(analysis, party, plan)).encode(errors="backslashreplace")
