"""`new`, `schema` and `completion`: what a first model, an editor and a shell need to start with."""

from pathlib import Path

import click

from slamodel.cli.session import write
from slamodel.starters import STARTERS

TEMPLATES = {starter.name: starter for starter in STARTERS}


@click.command()
@click.option(
    "--template",
    type=click.Choice(tuple(TEMPLATES)),
    default="starter",
    show_default=True,
    help="Which model to start from.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to write it.  [default: standard output]")
@click.option("--list", "is_listed", is_flag=True, help="List the templates with a line on each, and write nothing.")
def new(template: str, output: Path | None, *, is_listed: bool) -> None:
    """A commented model to start from.

    `starter` and `hand-offs` are small and have a gap to find. The others are complete, and everything in them fits
    together: replace names, levels and dates by your own. Their terms begin with the year in which they are written.
    """
    text = TEMPLATES[template].text
    if is_listed:
        click.echo(_listed(), nl=False)
    elif output is None:
        click.echo(text, nl=False)
    elif output.exists() or output.is_symlink():
        raise click.UsageError(f"{output} exists already; nothing was written")
    else:
        write(output, text)


def _listed() -> str:
    width = max(map(len, TEMPLATES))
    return "".join(f"{starter.name:<{width}}  {starter.about}\n" for starter in STARTERS)


@click.command()
def schema() -> None:
    """The JSON Schema of a model file, for editors.

    In an editor that knows YAML schemas: `slamodel schema > slamodel.schema.json`, and as the first line of the model
    `# yaml-language-server: $schema=slamodel.schema.json`.
    """
    import json

    from slamodel.load.schema import model_schema

    click.echo(json.dumps(model_schema(), indent=1))


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """The script that completes commands, options and target ids in a shell.

    For bash: `slamodel completion bash > ~/.local/share/bash-completion/completions/slamodel`.
    """
    from click.shell_completion import get_completion_class

    from slamodel.cli import slamodel

    kind = get_completion_class(shell)
    assert kind is not None  # noqa: S101 - the choice above names shells that click knows
    click.echo(kind(slamodel, {}, "slamodel", "_SLAMODEL_COMPLETE").source())
