"""An analysis and a kind of file in; the report out, with the same bytes that `slamodel report` writes."""

from collections.abc import Mapping
from types import MappingProxyType

from slamodel.analysis import Analysis
from slamodel.diagram import RenderFault, draw
from slamodel.report import html, markdown
from slamodel.report.machine import to_json

from .remembered import once

KINDS: Mapping[str, str] = MappingProxyType(
    {"html": "text/html", "md": "text/markdown; charset=utf-8", "json": "application/json"}
)


def report_bytes(analysis: Analysis, kind: str) -> bytes:
    """The report as `html`, `md` or `json`."""
    made = {"html": _html, "md": _markdown, "json": _json}[kind](analysis)
    return made.encode(errors="backslashreplace")


@once
def _html(analysis: Analysis) -> str:
    try:
        return html(analysis, draw(analysis).svg())
    except RenderFault as fault:
        return html(analysis, None, str(fault))


@once
def _markdown(analysis: Analysis) -> str:
    return markdown(analysis)


def _json(analysis: Analysis) -> str:
    return to_json(analysis)
