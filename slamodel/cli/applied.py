"""A model, changes and a new place in; the changed model written there, with the calendar files that it reads."""

from collections.abc import Sequence
from pathlib import Path

import click

from slamodel.edit import Change, edited
from slamodel.load.files import calendar_files, model_files


def refuse_place(model: Path, new: Path) -> None:
    """Nothing that is there is written over, and nothing becomes a part of the model itself."""
    if new.exists() or new.is_symlink():
        raise click.UsageError(f"{new} is there already; nothing was written")
    if model.is_dir() and new.resolve().is_relative_to(model.resolve()):
        raise click.UsageError(f"{new} would be part of the model itself; nothing was written")
    if not new.parent.is_dir():
        raise click.UsageError(f"{new} cannot be written: there is no folder {new.parent}")


def write_changed(model: Path, new: Path, changes: Sequence[Change]) -> None:
    """The model with the changes made, as a file or a folder as it is itself; comments stay.

    Raises:
        CannotEdit: when a change cannot be written into this text.
        OSError: when nothing can be written there.
    """
    files = [(path.name, path.read_bytes()) for path in model_files(model)]
    calendars = [(path.name, path.read_bytes()) for path in calendar_files(model, files)]
    contents = edited((*files, *calendars), changes)
    if not model.is_dir():
        ((_, data),) = contents[:1]
        with new.open("xb") as file:
            file.write(data)
        contents = contents[1:]
    else:
        new.mkdir()
    folder = new if model.is_dir() else new.parent
    for name, data in contents:
        if not (folder / name).exists():
            (folder / name).write_bytes(data)
