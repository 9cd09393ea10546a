"""`diff` and `what-if`: what changed between two models, and what would come of changes that are only tried."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from slamodel.cli.answers import FAIL_ON
from slamodel.cli.session import analysed, as_of_and_assume, write

if TYPE_CHECKING:
    from slamodel.compare.outcome import Comparison

_FORMATS = ("text", "json", "html", "md")
_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="gap",
    show_default=True,
    help="From which verdict on something that opened or widened ends with exit code 1: gap, unknown or risk.",
)
_MODELS = 2


@click.command()
@click.argument("sides", nargs=-1, required=True, metavar="OLD NEW", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "output",
    type=click.Choice(_FORMATS),
    help="How to answer; md is for a comment.  [default: as the file ends, else text]",
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="The file to write, instead of printing.")
@as_of_and_assume
@_FAIL_ON
@click.option(
    "--git", "is_git", is_flag=True, help="Take the arguments that git hands to a diff driver; always ends with 0."
)
def diff(
    sides: tuple[Path, ...],
    *,
    output: str | None,
    file: Path | None,
    as_of: str | None,
    assume: tuple[str, ...],
    fail_on: str,
    is_git: bool,
) -> None:
    """What changed between two models, or two versions of one, and which gaps opened and closed.

    OLD and NEW are model files or folders of them.
    """
    if is_git:
        _for_git(tuple(map(str, sides)), as_of, assume)
        return
    old, new = _two(sides)
    comparison = _compared(old, new, as_of, assume)
    chosen = output or (file.suffix.lower().lstrip(".") if file else "text")
    if chosen not in _FORMATS and chosen != "txt":
        raise click.BadParameter(f"say with --format how to write {file}", param_hint="--output")
    answer = _answer(comparison, chosen)
    if file is None:
        click.echo(answer, nl=False)
    else:
        write(file, answer, new)
    _end(comparison, fail_on)


def _two(sides: Sequence[Path]) -> tuple[Path, Path]:
    if len(sides) != _MODELS:
        raise click.UsageError("two models are compared: OLD and NEW")
    for side in sides:
        if not side.exists():
            raise click.BadParameter(f"{side} does not exist", param_hint="OLD NEW")
    return sides[0], sides[1]


def _compared(old: Path, new: Path, as_of: str | None, assume: tuple[str, ...]) -> "Comparison":
    from slamodel.compare.compared import compared

    return compared(analysed(old, as_of, assume), analysed(new, as_of, assume))


def _answer(comparison: "Comparison", output: str, *, is_tried: bool = False) -> str:
    if output == "json":
        from slamodel.report.comparison_machine import to_json

        return to_json(comparison, is_tried=is_tried)
    if output == "md":
        from slamodel.report.comparison_pages import markdown

        return markdown(comparison, is_tried=is_tried)
    if output == "html":
        return _html(comparison)
    from slamodel.report.comparison import difference
    from slamodel.report.comparison_text import text

    return text(difference(comparison, is_tried=is_tried), _width())


def _width() -> int:
    """That of the terminal, as far as it reads well."""
    return min(shutil.get_terminal_size().columns, _READABLE) if sys.stdout.isatty() else _READABLE


_READABLE = 118


def _html(comparison: "Comparison") -> str:
    from slamodel.diagram import RenderFault, draw
    from slamodel.report.comparison_pages import html

    try:
        picture = draw(comparison.after, before=comparison.before)
        return html(comparison, picture.svg(), picture.note)
    except RenderFault as fault:
        click.echo(f"the page is without its diagram: {fault}", err=True)
        return html(comparison, None, str(fault))


def _end(comparison: "Comparison", fail_on: str) -> None:
    if not (comparison.before.is_sound and comparison.after.is_sound):
        sys.exit(2)
    sys.exit(int(comparison.fails_on({"risk": "at_risk"}.get(fail_on, fail_on))))


def _for_git(words: tuple[str, ...], as_of: str | None, assume: tuple[str, ...]) -> None:
    raise NotImplementedError
