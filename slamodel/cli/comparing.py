"""A comparison and a format in; the answer as a command prints or writes it out."""

import shutil
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from slamodel.compare.outcome import Comparison

FORMATS = ("text", "json", "html", "md")


def answered(comparison: "Comparison", output: str, *, is_tried: bool = False) -> str:
    """What is said of a comparison, in one of the formats."""
    if output == "json":
        from slamodel.report.comparison_machine import to_json

        return to_json(comparison, is_tried=is_tried)
    if output == "md":
        from slamodel.report.comparison_pages import markdown

        return markdown(comparison, is_tried=is_tried)
    if output == "html":
        return _html(comparison, is_tried=is_tried)
    from slamodel.report.comparison import difference
    from slamodel.report.comparison_text import text

    return text(difference(comparison, is_tried=is_tried), width())


def width() -> int:
    """That of the terminal, as far as it reads well."""
    return min(shutil.get_terminal_size().columns, _READABLE) if sys.stdout.isatty() else _READABLE


_READABLE = 118


def _html(comparison: "Comparison", *, is_tried: bool) -> str:
    from slamodel.diagram import RenderFault, draw
    from slamodel.report.comparison_pages import html

    try:
        picture = draw(comparison.after, before=comparison.before)
        return html(comparison, picture.svg(), picture.note, is_tried=is_tried)
    except RenderFault as fault:
        click.echo(f"the page is without its diagram: {fault}", err=True)
        return html(comparison, None, str(fault), is_tried=is_tried)


def threshold(fail_on: str) -> str:
    """The verdict that is meant by a word of `--fail-on`."""
    return {"risk": "at_risk"}.get(fail_on, fail_on)
