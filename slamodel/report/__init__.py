"""An analysis in; the gap report for the meeting out, in HTML and Markdown; answers for programs and the evidence."""

from slamodel.analysis import Analysis
from slamodel.report import render
from slamodel.report.document import document

__all__ = ["document", "html", "markdown"]


def html(analysis: Analysis, diagram_svg: str | None, diagram_note: str = "") -> str:
    """The report as one printable page; `diagram_svg` has to be safe, `diagram_note` says what it leaves out."""
    return render.html(document(analysis), diagram_svg, diagram_note)


def markdown(analysis: Analysis) -> str:
    """The report as Markdown."""
    return render.markdown(document(analysis))
