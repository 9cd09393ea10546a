"""A file or a folder of files in; one tree of text out, with a fingerprint of the bytes it came from."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from slamodel.diagnostics import Diagnostic, Place
from slamodel.load.limits import COMMAND_LIMITS, Limits
from slamodel.load.reader import read
from slamodel.load.tree import Map, locate

ENDINGS = (".yaml", ".yml", ".json")


class Reading(NamedTuple):
    """What was read: the tree (None when there is nothing usable), its problems, and the fingerprint of the bytes."""

    tree: Map | None
    diagnostics: tuple[Diagnostic, ...]
    sha256: str


def read_path(path: Path) -> Reading:
    """Read a model file, or all model files that lie directly in a folder."""
    try:
        contents = [(shown_name(file), _bytes_of(file)) for file in model_files(path)]
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead round in a circle
        name = shown_name(Path(getattr(error, "filename", None) or path))
        return _unreadable(name, f"cannot be read: {getattr(error, 'strerror', None) or error}")
    if not contents:
        return _unreadable(shown_name(path), f"no model file lies in this folder ({', '.join(ENDINGS)})")
    return read_contents(contents)


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


def read_contents(contents: Iterable[tuple[str, bytes]], limits: Limits = COMMAND_LIMITS) -> Reading:
    """Read the bytes of named files as one tree."""
    fingerprint = sha256()
    diagnostics: list[Diagnostic] = []
    trees: list[Map] = []
    for name, data in contents:
        fingerprint.update(data)
        tree, problems = read(data, name, limits)
        diagnostics += problems
        if tree is not None:
            trees.append(tree)
    merged = _merged(trees, diagnostics)
    return Reading(merged, tuple(diagnostics), fingerprint.hexdigest())


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
