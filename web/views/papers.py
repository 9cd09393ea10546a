"""An analysis and a kind of file in; the report out, with the same bytes that `slamodel report` writes."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from slamodel.analysis import Analysis
from slamodel.report import document, render
from slamodel.report.machine import to_json

from .remembered import once

KINDS: Mapping[str, str] = MappingProxyType(
    {"html": "text/html", "md": "text/markdown; charset=utf-8", "json": "application/json"}
)
Draw = Callable[[], tuple[str | None, str]]
"""Draws the diagram, where it is needed: the picture or none, and what there is to say of it."""

_document = once(document)


def report_bytes(analysis: Analysis, kind: str, draw: Draw) -> bytes:
    """The report as `html`, `md` or `json`."""
    if kind == "json":
        text = to_json(analysis)
    elif kind == "md":
        text = render.markdown(_document(analysis))
    else:
        text = render.html(_document(analysis), *draw())
    return text.encode(errors="backslashreplace")
