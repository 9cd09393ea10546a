"""A model, changes and a new place in; the changed model written there, with the calendar files that it reads."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click

from slamodel.edit import Change, edited
from slamodel.load.files import ENDINGS, calendar_files, is_calendar, model_files


def refuse_place(model: Path, new: Path) -> None:
    """Nothing that is there is written over, and nothing becomes a part of the model itself."""
    if new.exists() or new.is_symlink():
        raise click.UsageError(f"{new} is there already; nothing was written")
    if model.is_dir() and new.resolve().is_relative_to(model.resolve()):
        raise click.UsageError(f"{new} would be part of the model itself; nothing was written")
    if not new.parent.is_dir():
        raise click.UsageError(f"{new} cannot be written: there is no folder {new.parent}")
    if not model.is_dir():
        _refuse_ending(model.suffix.lower(), new)


def _refuse_ending(ending: str, new: Path) -> None:
    """What is written has to be read again as what it is; a folder may have any name."""
    if new.suffix.lower() not in ENDINGS:
        raise click.UsageError(f"{new} is no name of a model ({', '.join(ENDINGS)}); nothing was written")
    if new.suffix.lower() == ".json" != ending:
        raise click.UsageError(f"{new}: this model is not written in JSON; nothing was written")


def write_changed(model: Path, new: Path, changes: Sequence[Change]) -> tuple[Path, ...]:
    """The model with the changes made, as a file or a folder as it is itself; comments stay.

    Gives what was made, the last first, for `take_back`. Where a step fails nothing of it stays.

    Raises:
        CannotEdit: when a change cannot be written into this text.
        OSError: when nothing can be written there.
    """
    files = [(path.name, path.read_bytes()) for path in model_files(model)]
    calendars = [(path.name, path.read_bytes()) for path in calendar_files(model, files)]
    contents = edited((*files, *calendars), changes)
    if model.is_dir():
        places = [(new / name, data) for name, data in contents]
    else:
        places = [((new.parent / name if is_calendar(name) else new), data) for name, data in contents]
    made: list[Path] = []
    try:
        for path in _written([*_missing(places)], folder=new if model.is_dir() else None):
            made.insert(0, path)
    except OSError:
        take_back(made)
        raise
    return tuple(made)


def take_back(made: Sequence[Path]) -> None:
    """Remove what was made."""
    for path in made:
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _missing(places: Sequence[tuple[Path, bytes]]) -> Iterator[tuple[Path, bytes]]:
    """What is to be written, calendars first; one that lies there already with the same content is used as it is."""
    for path, data in sorted(places, key=lambda place: not is_calendar(place[0].name)):
        if not is_calendar(path.name) or not (path.exists() or path.is_symlink()):
            yield path, data
        elif not _is_read(path) or path.read_bytes() != data:
            raise click.UsageError(f"another {path} is there already, and the model reads it; nothing was written")


def _is_read(path: Path) -> bool:
    """Whether the model would read it: a link that leads elsewhere is passed over."""
    return path.is_file() and path.resolve().is_relative_to(path.parent.resolve())


def _written(places: Sequence[tuple[Path, bytes]], folder: Path | None) -> Iterator[Path]:
    """Each thing as soon as it is made: a file is one before its content is, so that half of it goes too."""
    if folder is not None:
        folder.mkdir()
        yield folder
    for path, data in places:
        with path.open("xb") as file:
            yield path
            file.write(data)
