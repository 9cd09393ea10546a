"""`asks`, and `report --for PARTY`: a sheet for each counterpart, to hand over; nothing of what is others' is in it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slamodel.cli.session import MODEL, analysed, as_of_and_assume, write

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slamodel.analysis import Analysis
    from slamodel.report.sheet_views import Sheet

ENDINGS = ("html", "md", "json")


def sheet_for(analysis: "Analysis", party: str, ending: str) -> str:
    """The sheet for one party as html, md or json; an unknown party is refused."""
    from slamodel.report.sheet import UnknownParty, sheet

    try:
        return _laid_out(sheet(analysis, party), ending)
    except UnknownParty as unknown:
        raise click.BadParameter(str(unknown), param_hint="--for") from None


def _laid_out(found: "Sheet", ending: str) -> str:
    from slamodel.report.sheet import sheet_html, sheet_markdown
    from slamodel.report.sheet_machine import sheet_json

    return {"html": sheet_html, "md": sheet_markdown, "json": sheet_json}[ending](found)


@click.command()
@MODEL
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help="The folder for the sheets."
)
@as_of_and_assume
def asks(model: Path, output: Path, as_of: str | None, assume: tuple[str, ...]) -> None:
    """What we ask of each counterpart, on a sheet to hand over.

    Writes an html and a md file for each party that something is asked of, or that there is a question for, and lists
    them. A sheet shows nothing of what others have agreed.
    """
    from slamodel.report.sheet import sheets

    analysis = analysed(model, as_of, assume)
    every = list(sheets(analysis))
    asked = [found for found in every if found.requests or found.questions]
    write_sheets(asked, output, model)
    if rest := [found.name for found in every if not (found.requests or found.questions)]:
        click.echo(f"Nothing is asked of {', '.join(rest)}.")
    if not analysis.is_sound:
        sys.exit(2)


def write_sheets(asked: "Iterable[Sheet]", output: Path, model: Path, *, err: bool = False) -> None:
    """Each as a page and as Markdown in a folder, and a line about each."""
    from slamodel.gaps.wording import number

    _folder(output)
    for found in asked:
        name = f"asks-{found.party}"  # ids that differ in capitals only are refused, so all machines keep them apart
        for ending in ("html", "md"):
            write(output / f"{name}.{ending}", _laid_out(found, ending), model)
        counts = f"{number(len(found.requests), 'ask')}, {number(len(found.questions), 'question')}"
        click.echo(f"{found.name}: {counts} ({name}.html, {name}.md)", err=err)


def _folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"{output} cannot be written: {error.strerror}") from None
