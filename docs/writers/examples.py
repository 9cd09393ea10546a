"""The numbered examples in; what slamodel says of each on a fixed day out, as the files of `expected/`."""

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.writers.console import Answer, run

AS_OF = "2026-11-23"


def folders(root: Path) -> list[Path]:
    """The examples in reading order."""
    return sorted(path for path in (root / "examples").iterdir() if path.is_dir() and path.name[:2].isdigit())


def expected(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every expected output of one; commands run in the root of the project, and paths in them are relative to it."""
    root = folder.parent.parent
    with chdir(root):
        model = folder.relative_to(root).as_posix()
        yield folder / "expected/check.txt", checked(model).output
        yield folder / "expected/check.json", checked(model, "--format", "json").output
        yield folder / "expected/report.md", _written("report", model, "report.md")
        yield folder / "expected/diagram.dot", _written("diagram", model, "diagram.dot")


def checked(model: str, *options: str) -> Answer:
    """What `slamodel check` says of an example."""
    answer = run("check", model, "--as-of", AS_OF, *options)
    if answer.exit_code not in (0, 1):
        raise RuntimeError(f"slamodel check {model} ended with {answer.exit_code}:\n{answer.output}")
    return answer


def _written(command: str, model: str, name: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        answer = run(command, model, "--as-of", AS_OF, "-o", str(file))
        if answer.exit_code:
            raise RuntimeError(f"slamodel {command} {model} ended with {answer.exit_code}:\n{answer.output}")
        return file.read_text(encoding="utf-8")
