"""The rules of the house that a program can check: layers, doors, sizes, and what must not stand in any file."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted([*(ROOT / "slamodel").rglob("*.py"), *(ROOT / "web").rglob("*.py")])
HEAVY = {"graphviz", "highspy", "jinja2", "networkx", "numpy", "pydantic", "resvg_py", "wasmtime", "yaml"}
MADE_BY_TOOLS = {"out", "build", "dist", "htmlcov", "__pycache__"}
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|tmp|work|opt)/\w|\b[A-Z]:\\Users|\.\./shared/")


def test_layers_and_doors():
    # In a process of its own, since it sets up logging anew and silences every logger that is there already.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout


def is_a_module(name: str) -> bool:
    return (ROOT / "slamodel" / name).is_dir() or (ROOT / "slamodel" / f"{name}.py").is_file()


def imports_of_the_root(source: str) -> Iterator[int]:
    """The lines that import the package itself, or a name that only its root has, instead of one of its modules."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(name.name == "slamodel" for name in node.names):
            yield node.lineno
        if isinstance(node, ast.ImportFrom) and node.module == "slamodel" and node.level == 0:
            yield from (node.lineno for name in node.names if not is_a_module(name.name))


def test_nothing_inside_imports_the_package_root():
    inside = [path for path in CODE if path.is_relative_to(ROOT / "slamodel")]
    found = [f"{path}:{line}" for path in inside for line in imports_of_the_root(path.read_text(encoding="utf-8"))]
    assert not found


@pytest.mark.parametrize("source", ["import slamodel", "from slamodel import check", "if x:\n    import os, slamodel"])
def test_an_import_of_the_root_is_seen(source):
    assert list(imports_of_the_root(source))


def test_importing_a_module_is_no_import_of_the_root():
    assert not list(imports_of_the_root("from slamodel import units\nimport slamodel.units"))


def test_help_loads_no_heavy_library():
    program = f"""
import sys
from slamodel.cli import main
sys.argv = ["slamodel", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print("loaded:", *sorted({HEAVY!r} & sys.modules.keys()))
"""
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert "Usage:" in shown
    assert shown.splitlines()[-1].strip() == "loaded:"


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_idea_of_bounded_length(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def own_files() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = parts[0].startswith(".") and parts[0] != ".ci" and len(parts) > 1
        if path.is_file() and not hidden and not MADE_BY_TOOLS & set(parts):
            yield path


def test_no_file_tells_where_on_a_machine_it_was_made():
    found = []
    for path in own_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in PLACES_OF_ONE_MACHINE.finditer(text)]
    assert not found


def test_the_places_of_a_machine_are_recognised():
    for place in ("/home/" + "anna", "'/work/" + "main", "C:\\" + "Users", "../sha" + "red/"):
        assert PLACES_OF_ONE_MACHINE.search(f"see {place} there"), place
