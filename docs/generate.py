"""Writes all generated parts of docs/, README.md and examples/; with `--check` it names what is not current instead."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs.writers import commands, console, examples, file_format, findings  # noqa: E402 - a script finds its own root
from slamodel.load.schema import model_schema  # noqa: E402 - as above

PAGES: dict[str, Callable[[], str]] = {
    "docs/file-format.md": file_format.page,
    "docs/commands.md": commands.page,
    "docs/findings.md": findings.page,
    "docs/model.schema.json": lambda: json.dumps(model_schema(), indent=1) + "\n",
}


def outputs() -> Iterator[tuple[Path, str]]:
    """Every generated file with what belongs into it, read off the code as it is now."""
    for name, page in PAGES.items():
        yield ROOT / name, page()
    by_hand = [path for path in (ROOT / "docs").glob("*.md") if path.relative_to(ROOT).as_posix() not in PAGES]
    for path in sorted([ROOT / "README.md", *by_hand]):
        yield path, console.filled(path.read_text(encoding="utf-8"), ROOT)
    for folder in examples.folders(ROOT):
        yield from examples.expected(folder)


def outdated() -> Iterator[tuple[Path, str]]:
    """Files that differ from what belongs into them."""
    for path, text in outputs():
        if not path.is_file() or path.read_bytes() != text.encode():
            yield path, text


def main(arguments: list[str]) -> int:
    """Write what is outdated, or with `--check` name it; the answer is the exit code."""
    found = list(outdated())
    for path, text in found:
        if arguments != ["--check"]:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
        print(f"{'not current' if arguments == ['--check'] else 'wrote'}: {path.relative_to(ROOT).as_posix()}")
    if not found:
        print("All generated parts are current.")
    if found and arguments == ["--check"]:
        print("Run `./dev docs` to write them anew.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
