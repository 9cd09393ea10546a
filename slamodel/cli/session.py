"""What every command starts with: a model analysed under a progress bar, the problems of its text told."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from slamodel.analysis import Analysis
    from slamodel.diagnostics import Diagnostic

Watch = Callable[[int, int], None]
_CARET_UP_TO, _MOST_TOLD = 200, 100

MODEL = click.argument("model", type=click.Path(exists=True, path_type=Path))


def as_of_and_assume(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say on which day, and what counts as agreed."""
    command = click.option(
        "--assume",
        type=click.Choice(["draft", "requested"]),
        multiple=True,
        help="Count agreements of this status as if they were agreed.",
    )(command)
    return click.option("--as-of", metavar="DATE", help="The day to look at, such as 2026-12-31.  [default: today]")(
        command
    )


def analysed(model: Path, as_of: str | None, assume: tuple[str, ...]) -> "Analysis":
    """The analysis of a model; problems of its text go to standard error."""
    from slamodel.analysis import analyse
    from slamodel.model import Status

    day = day_of(as_of)
    with progress() as watch:
        analysis = analyse(model, day, frozenset(Status(status) for status in assume), watch)
    # What was made stays until the end of the command: nothing of it has to be looked through for garbage again.
    gc.freeze()
    tell(analysis.diagnostics)
    return analysis


def day_of(as_of: str | None) -> date:
    """The day to look at: today where none is named."""
    from slamodel.units import UnitError, parse_date

    try:
        return parse_date(as_of) if as_of else date.today()  # noqa: DTZ011 - the day where the user is
    except UnitError as error:
        raise click.BadParameter(f"{error.message}: {error.hint}", param_hint="--as-of") from None


@contextmanager
def progress() -> Iterator[Watch | None]:
    """A bar on a terminal, once there is something to wait for; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("[progress.description]{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading the model", total=None)

        def watch(done: int, total: int) -> None:
            bar.update(task, description="checking promises", completed=done, total=total)

        yield watch


def tell(diagnostics: "tuple[Diagnostic, ...]") -> None:
    """Problems of the text on standard error, each with its line and a caret."""
    for diagnostic in diagnostics[:_MOST_TOLD]:
        click.echo(str(diagnostic), err=True)
        if diagnostic.line_text and diagnostic.place:
            click.echo(f"    {diagnostic.line_text}", err=True)
            if diagnostic.place.column <= _CARET_UP_TO:
                click.echo(f"    {' ' * (diagnostic.place.column - 1)}^", err=True)
    if len(diagnostics) > _MOST_TOLD:
        click.echo(f"and {len(diagnostics) - _MOST_TOLD} more", err=True)


def write(path: Path, content: str | bytes, *models: Path) -> None:
    """Write a file, or say in one sentence why not; a model that it was made from is never written over."""
    if any(_is_read(path, model) for model in models):
        raise click.UsageError(f"{path} is part of the model itself; nothing was written")
    try:
        path.write_bytes(content.encode(errors="backslashreplace") if isinstance(content, str) else content)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror}") from None
    click.echo(f"wrote {path}", err=True)


def _is_read(path: Path, model: Path) -> bool:
    if not path.exists():
        return False
    from slamodel.load.files import ENDINGS

    is_inside = model.is_dir() and path.suffix.lower() in ENDINGS and path.resolve().parent == model.resolve()
    return is_inside or path.samefile(model)
