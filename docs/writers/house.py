"""The packages in; the listing of every module out, with the first sentence of its docstring."""

import ast
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

BEGIN, END = "<!-- written by ./dev docs: the house -->\n", "<!-- end -->"
PACKAGES = ("slamodel", "web")


def filled(text: str, root: Path) -> str:
    """A page with the listing between its two marks."""
    before, rest = text.split(BEGIN)
    return f"{before}{BEGIN}{listing(root)}\n{END}{rest.split(END, 1)[1]}"


def listing(root: Path) -> str:
    """A tree of all modules, from the words at the bottom to the commands on top, one line each."""
    order = _order(root)
    lines = [line for package in PACKAGES for line in _folder(root / package, 0, order)]
    return "```text\n" + "".join(f"{line}\n" for line in lines) + "```"


def _order(root: Path) -> Sequence[str]:
    """The layers of the import contract, the lowest first."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name for layer in reversed(layers) for name in re.findall(r"\w+", layer)]


def _folder(folder: Path, depth: int, order: Sequence[str]) -> Iterator[str]:
    start = folder / "__init__.py"
    yield _line(f"{folder.name}/", start, depth)
    rooms = [path for path in folder.glob("*.py") if path != start]
    rooms += [path.parent for path in folder.glob("*/__init__.py")]
    for room in sorted(rooms, key=lambda path: (order.index(path.stem) if path.stem in order else -1, path.name)):
        if room.is_dir():
            yield from _folder(room, depth + 1, ())
        else:
            yield _line(room.name, room, depth + 1)


def _line(name: str, module: Path, depth: int) -> str:
    docstring = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    sentence = " ".join(docstring.split("\n\n")[0].split())
    return f"{'  ' * depth}{name}".ljust(26) + sentence
