"""A file or a folder of files in; one tree of text out, with a fingerprint of the bytes it came from."""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from slamodel.diagnostics import Diagnostic, Place
from slamodel.load.ics_lines import MOST_BYTES
from slamodel.load.limits import COMMAND_LIMITS, Limits
from slamodel.load.reader import read
from slamodel.load.text import encoding_of
from slamodel.load.tree import Map, locate
from slamodel.model.calendar import is_calendar_file

ENDINGS = (".yaml", ".yml", ".json")


class Beside(NamedTuple):
    """The calendar files beside a model, by name, and the folder in which they lie, where that is known."""

    files: Mapping[str, bytes] = MappingProxyType({})
    folder: str = ""


class Reading(NamedTuple):
    """What was read: the tree (None when there is nothing usable), its problems, and the fingerprint of the bytes."""

    tree: Map | None
    diagnostics: tuple[Diagnostic, ...]
    sha256: str
    beside: Beside = Beside()


def read_path(path: Path) -> Reading:
    """Read a model file, or all model files that lie directly in a folder."""
    try:
        contents = [(shown_name(file), _bytes_of(file)) for file in model_files(path)]
        calendars = [(shown_name(file), _bytes_of(file)) for file in calendar_files(path, contents)]
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        name = shown_name(Path(getattr(error, "filename", None) or path))
        return _unreadable(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if not contents:
        return _unreadable(shown_name(path), f"no model file lies in this folder ({', '.join(ENDINGS)})")
    return read_contents((*contents, *calendars), folder=shown_name(_folder_of(path)))


def _unreadable(name: str, message: str) -> Reading:
    return Reading(None, (Diagnostic("E100", message, Place(name, 1, 1)),), "")


def _bytes_of(file: Path) -> bytes:
    if file.exists() and not file.is_file():
        raise OSError(f"{shown_name(file)} is no regular file")  # a pipe would be waited for without end
    return file.read_bytes()


def shown_name(path: Path) -> str:
    """The name of a file as it may be printed anywhere: on one line, without control characters or broken letters."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in str(path))


def model_files(path: Path) -> list[Path]:
    """The file itself, or the model files that lie directly in a folder; raises OSError."""
    return _files_in(path) if path.is_dir() else [path]


def _files_in(folder: Path) -> list[Path]:
    """Model files of a folder in the order of their names; a link that leads out of the folder is refused."""
    names = sorted(folder.iterdir())
    files = [file for file in names if file.suffix.lower() in ENDINGS and file.name[0] != "." and not file.is_dir()]
    root = folder.resolve()
    for file in files:
        if not file.resolve().is_relative_to(root):
            raise OSError(f"{shown_name(file)} is a link that leads out of the folder")
    return files


def calendar_files(path: Path, contents: Sequence[tuple[str, bytes]]) -> list[Path]:
    """The calendar files in the folder of a model; beside a single model file only those that it names.

    `contents` are the model files. Whatever is no regular file, too large, or a link that leads elsewhere, is passed
    over.
    """
    if path.is_dir():
        return _calendars_in(path)
    if not any(_names(data.lower(), ".ics") for _, data in contents):
        return []
    return [file for file in _calendars_in(_folder_of(path)) if any(_names(data, file.name) for _, data in contents)]


def _folder_of(path: Path) -> Path:
    """The folder of a model; of a link to a model file, that in which the file lies."""
    return path if path.is_dir() else (path.resolve() if path.is_symlink() else path).parent


def _calendars_in(folder: Path) -> list[Path]:
    root = folder.resolve()
    with suppress(OSError, RuntimeError):  # a folder that may not be listed has none
        files = [file for file in sorted(folder.iterdir()) if is_calendar_file(file.name) and _is_usable(file)]
        return [file for file in files if file.resolve().is_relative_to(root)]
    return []


def _is_usable(file: Path) -> bool:
    return file.is_file() and os.access(file, os.R_OK) and file.stat().st_size <= MOST_BYTES


def _names(data: bytes, name: str) -> bool:
    """Whether a text has a name somewhere, as it is or as JSON may write it."""
    encoding, _ = encoding_of(data)
    return any(spelling.encode(encoding) in data for spelling in (name, json.dumps(name)[1:-1]))


def read_contents(
    contents: Iterable[tuple[str, bytes]], limits: Limits = COMMAND_LIMITS, *, folder: str = ""
) -> Reading:
    """Read the bytes of named files as one tree, with the calendar files among them beside it."""
    fingerprint = sha256()
    diagnostics: list[Diagnostic] = []
    trees: list[Map] = []
    calendars: dict[str, bytes] = {}
    for name, data in contents:
        fingerprint.update(data)
        if is_calendar(name):
            calendars[re.split(r"[/\\]", name)[-1]] = data
            continue
        tree, problems = read(data, name, limits)
        diagnostics += problems
        if tree is not None:
            trees.append(tree)
    merged = _merged(trees, diagnostics)
    beside = Beside(MappingProxyType(calendars), folder)
    return Reading(merged, tuple(diagnostics), fingerprint.hexdigest(), beside)


def is_calendar(name: str) -> bool:
    """Whether a file of a model, by its name, is a calendar file and no text of the model."""
    return name.lower().endswith(".ics")


def _merged(trees: list[Map], diagnostics: list[Diagnostic]) -> Map | None:
    """One tree of several: sections are put together, anything defined twice is reported with both places."""
    if not trees:
        return None
    whole, *others = trees
    for tree in others:
        for key, value in tree.items():
            if key not in whole or whole[key] == "":
                whole.take(key, tree)
            elif value in ("", whole[key]):
                continue
            elif isinstance(value, Map) and isinstance(whole[key], Map):
                _merge_section(whole[key], value, key, diagnostics)
            else:
                diagnostics.append(_twice(whole, tree, key))
    return whole


def _merge_section(section: object, addition: Map, name: str, diagnostics: list[Diagnostic]) -> None:
    assert isinstance(section, Map)  # noqa: S101 - the caller looked
    for key in addition:
        if key in section:
            diagnostics.append(_twice(section, addition, key, f"{name} "))
        else:
            section.take(key, addition)


def _twice(first: Map, second: Map, key: str, section: str = "") -> Diagnostic:
    source, offset = locate(second, (key,), key=True)
    before, at = locate(first, (key,), key=True)
    return source.diagnostic(
        "E105", f'{section}"{key}" is defined twice', offset, f"first defined at {before.place(at)}"
    )
