"""`serve`: the web application on this machine; the one place of the engine that reaches for it."""

import signal
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click


@click.command()
@click.argument("model", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="0 takes any free one.")
@click.option("--open", "opens", is_flag=True, help="Open the page in the browser at once.")
@click.option(
    "--data", type=click.Path(path_type=Path, dir_okay=False), help="The file that keeps the workspaces, without MODEL."
)
def serve(model: Path | None, port: int, *, opens: bool, data: Path | None) -> None:
    """The web application, on this machine only.

    With MODEL it shows and edits that file or folder. Without, it keeps models and their history in workspaces.
    """
    if model and data:
        raise click.UsageError("--data is for workspaces; a MODEL keeps its text where it is")
    try:
        from slamodel_web.server import CannotServe
        from slamodel_web.server import serve as run
        from slamodel_web.settings import Settings
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("slamodel"):
            raise  # a part of ours that is not there is our fault, no installation mends it
        hint = "install it with: pip install 'slamodel[web]'"
        raise click.ClickException(f"the web application is not installed ({missing.name}); {hint}") from None

    def ready(address: str) -> None:
        click.echo(f"slamodel is at {address} (Ctrl+C ends it)", err=True)
        if opens:
            click.launch(address)

    _listen_to_signals()
    try:
        run(Settings(model=model) if model else Settings(database=_private(data or _usual_place())), port, ready)
    except CannotServe as refusal:
        raise click.ClickException(str(refusal)) from None
    except KeyboardInterrupt:  # before the first page could be asked for
        pass
    click.echo("ended", err=True)


def _listen_to_signals() -> None:
    """Whoever ends the program lets answers under way be given; whoever closes a page too early ends nothing."""
    signal.signal(signal.SIGTERM, _interrupt)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _usual_place() -> Path:
    from platformdirs import user_data_path

    return user_data_path("slamodel", appauthor=False) / "workspaces.db"


def _private(file: Path) -> Path:
    """The file in a folder of its own that only this user may read: contracts and prices lie in it."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600, exist_ok=True)
        return file.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        reason = getattr(error, "strerror", None) or error
        raise click.ClickException(f"{file} cannot keep the workspaces: {reason}") from None
