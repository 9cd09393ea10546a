"""`plan`: what to ask of whom, so that every promise is supported, at the least cost."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from slamodel.cli.session import MODEL, analysed, as_of_and_assume

if TYPE_CHECKING:
    from slamodel.plan.outcome import Basis, Objective, Plan


@click.command()
@MODEL
@click.option(
    "--objective",
    type=click.Choice(["price", "changes", "effort"]),
    default="price",
    help="What is to be least: the price of a year, the agreements that change, or how far levels have to rise.",
    show_default=True,
)
@click.option(
    "--basis",
    type=click.Choice(["guaranteed", "independent"]),
    default="guaranteed",
    help="Whether promises have to be certain, or to hold on average if outages are unrelated.",
    show_default=True,
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to answer.",
    show_default=True,
)
@click.option("--apply", "new", type=click.Path(path_type=Path), metavar="NEW", help="Write the changed model there.")
@click.option(
    "--asks",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write a sheet for each party there, with what the plan asks of it.",
)
@as_of_and_assume
def plan(
    model: Path,
    *,
    objective: str,
    basis: str,
    output: str,
    new: Path | None,
    folder: Path | None,
    as_of: str | None,
    assume: tuple[str, ...],
) -> None:
    """What to ask of whom, so that every promise is supported, at the least cost."""
    from slamodel.cli.applied import refuse_place
    from slamodel.plan.outcome import Outcome
    from slamodel.plan.planning import plan as planned
    from slamodel.report.plan import to_json

    if new is not None:
        refuse_place(model, new)
    analysis = analysed(model, as_of, assume)
    found = planned(analysis, cast("Objective", objective), cast("Basis", basis))
    if output == "json":
        click.echo(to_json(found), nl=False)
    else:
        _print(found)
    if new is not None:
        _apply(found, model, new)
    if folder is not None:
        _asks(found, model, folder)
    if not analysis.is_sound:
        sys.exit(2)
    if found.status is Outcome.INFEASIBLE:
        sys.exit(1)


def _print(found: "Plan") -> None:
    from slamodel.report.plan import first, groups, open_still, proof

    landscape = found.before.landscape
    click.echo(f"{landscape.title or landscape.source}, {found.before.as_of}")
    click.echo(first(found))
    for group in groups(found):
        click.echo(f"\n{group.party}")
        widths = [max(len(line[place]) for line in group.lines) for place in range(3)]
        for one in group.lines:
            cells = (text.ljust(width) for text, width in zip(one, (*widths, 0), strict=True))
            click.echo(f"    {'  '.join(cells)}")
    rest = [*open_still(found)]
    if rest:
        click.echo("\nWhat stays open")
        for line in rest:
            click.echo(f"    {line}")
    click.echo(f"\n{proof(found)}")


def _asks(found: "Plan", model: Path, folder: Path) -> None:
    """Write the sheets; what is said of them is no part of the answer."""
    from slamodel.cli.sheets import write_sheets
    from slamodel.report.sheet import sheets

    asked = list(sheets(found.before, found))
    write_sheets(asked, folder, model, err=True)
    if not asked:
        click.echo("The plan asks nothing of anybody: there is no sheet to write.", err=True)


def _apply(found: "Plan", model: Path, new: Path) -> None:
    """Write the model with the changes made, and check what was written."""
    from slamodel.analysis import analyse
    from slamodel.cli.applied import take_back, write_changed
    from slamodel.edit import CannotEdit
    from slamodel.plan.made import changes_of

    try:
        made = write_changed(model, new, changes_of(found.moves))
    except CannotEdit as refusal:
        raise click.UsageError(f"the plan cannot be written into {model}: {refusal.message}") from None
    except OSError as error:
        raise click.UsageError(f"{new} cannot be written: {error.strerror}") from None
    after = analyse(new, found.before.as_of, found.before.assume)
    told = {promise.id: promise.standing for promise in found.after.promises}
    is_same = {promise.id: promise.standing for promise in after.promises} == told
    if not is_same or after.is_sound != found.after.is_sound:
        take_back(made)
        raise RuntimeError("the model that was written is not the one that was planned")
    click.echo(f"wrote {new}", err=True)
