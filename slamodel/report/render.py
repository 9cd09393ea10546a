"""A report's views in; HTML and Markdown out. The templates lay out and compute nothing. The only door to Jinja2."""

import re
from functools import cache
from typing import TYPE_CHECKING

from slamodel.report.comparison_views import Difference, Tables
from slamodel.report.sheet_views import Sheet
from slamodel.report.whole import Report
from slamodel.report.wording import day
from slamodel.units import tied

if TYPE_CHECKING:
    from jinja2 import Environment

_SPECIAL = re.compile(r"([\\`*_\[\]#|~$])")
_AT_THE_START = re.compile(r"^(\d+(?=[.)](?: |$))|(?=[-+=]))")


def html(report: Report, diagram_svg: str | None, diagram_note: str) -> str:
    """A page of its own: one style, no script, nothing from elsewhere. The diagram has to be safe as it is."""
    return _environment().get_template("report.html.j2").render(report=report, diagram=diagram_svg, note=diagram_note)


def markdown(report: Report) -> str:
    """The same in Markdown with tables, as wikis and repositories show it."""
    text = _environment().get_template("report.md.j2").render(report=report)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def sheet(found: Sheet, kind: str) -> str:
    """What is asked of one party, as `html` or `md`."""
    text = _environment().get_template(f"sheet.{kind}.j2").render(sheet=found)
    return text if kind == "html" else re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def difference_html(found: Difference, tables: Tables, diagram_svg: str | None, diagram_note: str) -> str:
    """A comparison as a page of its own."""
    template = _environment().get_template("comparison.html.j2")
    return template.render(difference=found, tables=tables, diagram=diagram_svg, note=diagram_note)


def difference_markdown(found: Difference, tables: Tables) -> str:
    """A comparison as a comment: the verdict first, long lists folded away."""
    text = _environment().get_template("comparison.md.j2").render(difference=found, tables=tables)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 - only a report needs it

    environment = Environment(
        loader=PackageLoader("slamodel.report"),
        autoescape=select_autoescape(disabled_extensions=("md.j2",), default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["md"] = escaped_for_markdown
    environment.filters["tied"] = tied
    environment.filters["day"] = day
    return environment


def escaped_for_markdown(text: str) -> str:
    """Text that Markdown shows as it is, in a table cell, a heading or a list: no markup, no links, one line."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # Bare addresses would become links; a word joiner after @ keeps mail addresses and mentions from it.
    line = line.replace("://", "&#58;//").replace("www.", "www&#46;").replace("@", "@\u2060")
    return _AT_THE_START.sub(r"\1\\", line, count=1)
