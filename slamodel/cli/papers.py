"""`report` and `diagram`: the files that people carry into a meeting."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import click

from slamodel.cli.session import MODEL, analysed, as_of_and_assume, write
from slamodel.cli.sheets import sheet_for

Kind = Literal["svg", "png", "dot"]
Command = TypeVar("Command", bound=Callable[..., Any])

_REPORTS = (".html", ".md", ".json")
_PICTURES = (".svg", ".png", ".dot")


def _output(endings: tuple[str, ...]) -> Callable[[Command], Command]:
    return click.option(
        "-o", "--output", required=True, type=click.Path(path_type=Path), help=f"The file: {', '.join(endings)}."
    )


def _ending(output: Path, endings: tuple[str, ...]) -> str:
    if output.suffix.lower() not in endings:
        raise click.BadParameter(f"{output.name} should end in one of {', '.join(endings)}", param_hint="--output")
    return output.suffix.lower().removeprefix(".")


@click.command()
@MODEL
@_output(_REPORTS)
@click.option(
    "--for",
    "party",
    metavar="PARTY",
    help="Only what is asked of this party, to hand over: nothing of what is others'.",
)
@as_of_and_assume
def report(model: Path, *, output: Path, party: str | None, as_of: str | None, assume: tuple[str, ...]) -> None:
    """The gap report for the meeting, or with --for what is asked of one party."""
    ending = _ending(output, _REPORTS)
    analysis = analysed(model, as_of, assume)
    if party is not None:
        write(output, sheet_for(analysis, party, ending), model)
    elif ending == "json":
        from slamodel.report.machine import to_json

        write(output, to_json(analysis), model)
    elif ending == "md":
        from slamodel.report import markdown

        write(output, markdown(analysis), model)
    else:
        from slamodel.diagram import RenderFault, draw
        from slamodel.report import html

        picture: str | None
        try:
            picture, note = draw(analysis).svg(), ""
        except RenderFault as fault:
            picture, note = None, str(fault)
            click.echo(f"the report is without its diagram: {fault}", err=True)
        write(output, html(analysis, picture, note), model)
    if not analysis.is_sound:
        sys.exit(2)


@click.command()
@MODEL
@_output(_PICTURES)
@click.option(
    "--focus", metavar="ID", help="Only what this service, agreement or party rests on, and what rests on it."
)
@click.option("--depth", type=click.IntRange(1), metavar="N", help="With --focus: at most so many steps away.")
@click.option("--collapse", type=click.Choice(["party"]), help="One box for each party instead of its services.")
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    metavar="OLD",
    help="Another state of the model: what differs from it is marked.",
)
@click.option(
    "--renderer",
    type=click.Choice(["wasm", "dot"]),
    default="wasm",
    help="Draw with the built-in Graphviz or the system's.",
)
@as_of_and_assume
def diagram(
    model: Path,
    *,
    output: Path,
    focus: str | None,
    depth: int | None,
    collapse: str | None,
    against: Path | None,
    renderer: Literal["wasm", "dot"],
    as_of: str | None,
    assume: tuple[str, ...],
) -> None:
    """The dependency diagram, or what differs between two states of it."""
    import slamodel.diagram as pictures

    ending = _ending(output, _PICTURES)
    before = analysed(against, as_of, assume) if against else None
    analysis = analysed(model, as_of, assume)
    try:
        picture = pictures.draw(analysis, focus=focus, depth=depth, collapse=collapse == "party", before=before)
        content = picture.rendered(cast("Kind", ending), renderer)
    except pictures.UnknownFocus as unknown:
        raise click.BadParameter(str(unknown), param_hint="--focus") from None
    except pictures.RenderFault as fault:
        click.echo(f"the diagram could not be drawn: {fault}", err=True)
        sys.exit(3)
    write(output, content, model)
    if picture.note:
        hint = "; focus with --focus ID" if picture.is_collapsed and collapse is None else ""
        click.echo(f"{picture.note}{hint}", err=True)
    if not analysis.is_sound or not (before is None or before.is_sound):
        sys.exit(2)
