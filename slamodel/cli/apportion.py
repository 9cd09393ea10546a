"""`apportion`: a promise shared out over its links, several ways side by side."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slamodel.cli.answers import FORMAT, target_of
from slamodel.cli.session import MODEL, analysed, as_of_and_assume

if TYPE_CHECKING:
    from slamodel.plan.apportioned import Method
    from slamodel.plan.outcome import Basis
    from slamodel.report.apportionment import Cell, SideBySide

_METHODS = ("equal", "proportional", "effort", "cheapest")


@click.command()
@MODEL
@click.argument("target")
@click.option(
    "--method",
    type=click.Choice([*_METHODS, "all"]),
    default="all",
    show_default=True,
    help="Every link the same; every link by the same factor (ARINC); by how much each is made of, and how much"
    " depends on it (AGREE); or the cheapest of the levels on offer.",
)
@click.option(
    "--basis",
    type=click.Choice(["guaranteed", "independent"]),
    default="guaranteed",
    show_default=True,
    help="Whatever the timing of outages, or if they are unrelated.",
)
@FORMAT
@as_of_and_assume
def apportion(
    model: Path, target: str, *, method: str, basis: "Basis", output: str, as_of: str | None, assume: tuple[str, ...]
) -> None:
    """Share a promise out over what it rests on: a starting point for contracts that are not there yet.

    TARGET is a target id as `slamodel check` prints it. Exit code 1: no method that was asked for is enough.
    """
    from slamodel.plan.apportioned import METHODS
    from slamodel.report import apportionment as report

    analysis = analysed(model, as_of, assume)
    promise = target_of(analysis, target)
    methods: Sequence[Method] = [one for one in METHODS if method in (one, "all")]
    shown = report.side_by_side(analysis, promise, methods, basis)
    if output == "json":
        click.echo(report.to_json(analysis, promise, shown), nl=False)
    else:
        for line in _lines(shown):
            click.echo(line)
    if not analysis.is_sound:
        sys.exit(2)
    sys.exit(int(not any(one.is_enough for one in shown.found)))


def _lines(shown: "SideBySide") -> Iterator[str]:
    from slamodel.report.apportionment import LABELS, MEANINGS

    yield shown.promise
    if shown.rows:
        yield ""
        yield from _table(shown, ["link", "today", *(LABELS[one.method] for one in shown.found)])
        yield ""
    yield from (f"{LABELS[one.method]}: {MEANINGS[one.method]}" for one in shown.found if shown.rows)
    yield from ("", *shown.notes) if shown.notes else ()


def _table(shown: "SideBySide", head: list[str]) -> Iterator[str]:
    rows = [[head]]
    for row in shown.rows:
        cells: list[Cell] = [row.today, *row.cells]
        lines = [[row.subject, *(cell.level for cell in cells)], [f"  {row.stays}", *(cell.time for cell in cells)]]
        rows.append([line for line in lines if any(map(str.strip, line))])
    widths = [max(len(line[at]) for lines in rows for line in lines) for at in range(len(head))]
    for lines in rows:
        for line in lines:
            yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
