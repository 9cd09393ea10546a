"""`diff` and `what-if`: what changed between two models, and what would come of changes that are only tried."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from slamodel.cli.answers import FAIL_ON
from slamodel.cli.comparing import FORMATS, answered, threshold, width
from slamodel.cli.session import MODEL, analysed, as_of_and_assume, day_of, tell, write

if TYPE_CHECKING:
    from slamodel.compare.outcome import Comparison

Command = TypeVar("Command", bound=Callable[..., Any])
_FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="gap",
    show_default=True,
    help="From which verdict on something that opened or widened ends with exit code 1: gap, unknown or risk.",
)
_MODELS = 2


@click.command()
@click.argument("sides", nargs=-1, required=True, metavar="OLD NEW", type=click.Path(path_type=str))
@click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    help="How to answer; md is for a comment.  [default: as the file ends, else text]",
)
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), help="The file to write, instead of printing.")
@as_of_and_assume
@_FAIL_ON
@click.option("--git", "is_git", is_flag=True, help="Take what git hands to a diff driver; always ends with 0.")
def diff(
    sides: tuple[str, ...],
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
        _for_git(sides, as_of, assume)
        return
    old, new = _two(list(map(Path, sides)))
    comparison = _compared(old, new, as_of, assume)
    chosen = output or (file.suffix.lower().lstrip(".") if file else "text")
    if chosen not in FORMATS and chosen != "txt":
        raise click.BadParameter(f"say with --format how to write {file}", param_hint="--output")
    answer = answered(comparison, chosen)
    if file is None:
        click.echo(answer, nl=False)
    else:
        write(file, answer, old, new)
    _end(comparison, fail_on)


def _two(sides: Sequence[Path]) -> tuple[Path, Path]:
    if len(sides) != _MODELS:
        raise click.UsageError("two models are compared: OLD and NEW")
    for side in sides:
        if not side.exists():
            raise click.BadParameter(f"{side} does not exist", param_hint="OLD NEW")
    return sides[0], sides[1]


def _for_git(words: Sequence[str], as_of: str | None, assume: tuple[str, ...]) -> None:
    """The difference of one file between two states of a repository, as git shows it where it shows its own."""
    from slamodel.cli.git import NotOfGit, told

    try:
        answer = told(words, day_of(as_of), assume, width())
    except NotOfGit as refusal:
        raise click.UsageError(str(refusal)) from None
    click.echo(answer, nl=False)


def _compared(old: Path, new: Path, as_of: str | None, assume: tuple[str, ...]) -> "Comparison":
    from slamodel.compare.compared import compared

    return compared(analysed(old, as_of, assume), analysed(new, as_of, assume))


def _end(comparison: "Comparison", fail_on: str) -> None:
    if not (comparison.before.is_sound and comparison.after.is_sound):
        sys.exit(2)
    sys.exit(int(comparison.fails_on(threshold(fail_on))))


class _InOrder(click.Command):
    """A command that keeps the order in which different options were given, as `ctx.meta["order"]`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the name of every option, once for each time it is given."""
        if not ctx.resilient_parsing:
            given = self.make_parser(ctx).parse_args(list(args))[2]
            ctx.meta["order"] = [parameter.name for parameter in given]
        return super().parse_args(ctx, args)


def _wish(name: str, form: str, meaning: str) -> Callable[[Command], Command]:
    return click.option(f"--{name}", name.replace("-", "_"), multiple=True, metavar=form, help=meaning)


@click.command(name="what-if", cls=_InOrder)
@MODEL
@_wish(
    "set",
    "ENTRY.WHAT=VALUE",
    "Another level, own part or value: uc.availability=99.95%, web.own.rto=1h, uc.hours=office.",
)
@_wish("promise", "TARGET-ID=LEVEL", "Another level of a promise, by the id that `slamodel check` prints.")
@_wish("tier", "AGREEMENT=TIER", "Another of the levels on offer.")
@_wish("add-need", "SERVICE=NEED", "One need more; SERVICE/EXISTING=NEED makes it an alternative to one that is there.")
@_wish("remove", "AGREEMENT", "Without this agreement; SERVICE=NEED: without this need.")
@click.option(
    "--format", "output", type=click.Choice(FORMATS), default="text", help="How to answer.", show_default=True
)
@as_of_and_assume
@click.option("--fail-on", type=click.Choice(FAIL_ON), default="gap", show_default=True, help="As for `check`.")
@click.pass_context
def what_if(
    ctx: click.Context,
    /,
    model: Path,
    *,
    output: str,
    as_of: str | None,
    assume: tuple[str, ...],
    fail_on: str,
    **wishes: tuple[str, ...],
) -> None:
    """The verdict before and after some changes, which are tried in the order given; nothing is written."""
    from slamodel.compare.compared import compared
    from slamodel.plan.wishes import Wish, wished

    left = {name: iter(texts) for name, texts in wishes.items()}
    order = [name for name in ctx.meta["order"] if name in left]
    before = analysed(model, as_of, assume)
    found = wished(before, [Wish(name.replace("_", "-"), next(left[name])) for name in order])
    for wish, message in found.wrong:
        click.echo(f"--{wish.kind} {wish.text}: {message}", err=True)
    if found.wrong:
        sys.exit(2)
    after = found.tried(before)
    tell(tuple(one for one in after.diagnostics if one not in before.diagnostics))
    click.echo(answered(compared(before, after), output, is_tried=True), nl=False)
    if not after.is_sound:
        sys.exit(2)
    sys.exit(int(after.fails_on(threshold(fail_on))))
