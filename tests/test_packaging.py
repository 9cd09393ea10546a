"""What is installed: the packages that pyproject.toml names, the lock, the licences, and the wheel as built."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
REQUIREMENTS = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
    *PROJECT["project"]["optional-dependencies"]["web"],
]


def name_of(requirement: str) -> str:
    return re.split(r"[^\w-]", requirement)[0].lower()


def test_every_folder_with_code_is_a_listed_package():
    folders = {path.parent.relative_to(ROOT) for name in ("slamodel", "web") for path in (ROOT / name).rglob("*.py")}
    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    assert listed == {re.sub("^web", "slamodel_web", ".".join(folder.parts)) for folder in folders}


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_every_requirement_is_locked(requirement):
    assert re.search(rf"^{re.escape(name_of(requirement))}==\S+.*\\\n +--hash=sha256:", LOCK, re.MULTILINE)


def test_the_lock_names_no_place_to_download_from():
    assert "://" not in LOCK
    assert "--index" not in LOCK
    assert "--find-links" not in LOCK


@pytest.mark.parametrize(
    "requirement", [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["web"]]
)
def test_every_dependency_is_in_the_notice(requirement):
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    assert re.search(rf"^  {re.escape(name_of(requirement))} ", notice, re.MULTILINE)


@pytest.mark.slow
def test_the_wheel_holds_code_templates_and_licences(tmp_path):
    tree, wheels = tmp_path / "tree", tmp_path / "wheels"
    for folder in ("slamodel", "web"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / file, tree / file)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(tree)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        entry_points = next(name for name in held if name.endswith("entry_points.txt"))
        assert "slamodel = slamodel.cli:main" in archive.read(entry_points).decode()
    source = {
        f"{package}/{path.relative_to(ROOT / folder).as_posix()}"
        for folder, package in (("slamodel", "slamodel"), ("web", "slamodel_web"))
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert {name for name in source if "__pycache__" not in name} - held == set()
    assert {name.rsplit("/", 1)[-1] for name in held} >= {"LICENSE", "NOTICE", "py.typed"}
    assert "slamodel_web/__init__.py" in held
