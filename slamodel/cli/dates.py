"""`dates`: every day that matters in the agreements, the next first, also as a calendar to subscribe to."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slamodel.cli.session import MODEL, analysed, as_of_and_assume

if TYPE_CHECKING:
    from slamodel.analysis import Analysis


@click.command()
@MODEL
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json", "ics"]),
    default="text",
    help="How to answer; ics is a calendar for others to import or subscribe to.",
    show_default=True,
)
@as_of_and_assume
def dates(model: Path, output: str, as_of: str | None, assume: tuple[str, ...]) -> None:
    """What ends, renews, is to be ended or reviewed, and what rests on it."""
    from slamodel.report import dates as report

    analysis = analysed(model, as_of, assume)
    if output == "ics":
        click.echo(report.to_ics(analysis), nl=False)
    elif output == "json":
        click.echo(report.to_json(analysis), nl=False)
    else:
        _print(analysis)
    if not analysis.is_sound:
        sys.exit(2)


def _print(analysis: "Analysis") -> None:
    from slamodel.agenda.feed import rests
    from slamodel.report import dates as report

    found = report.entries(analysis)
    click.echo(f"{analysis.landscape.title or analysis.landscape.source}, {analysis.as_of}")
    click.echo(report.first(analysis, found))
    for entry in found:
        click.echo(
            f"\n{entry.day}  {report.to_go(analysis, entry):<14}{entry.kind.label:<22}{entry.agreement}"
            f"  ({analysis.place(entry.at).short})"
        )
        for line in filter(None, (entry.event, entry.act, rests(entry))):
            click.echo(f"    {line}")
