"""Scripts of others are what they were when they were taken over, each with its licence, and complete."""

import json
import re
from hashlib import sha256
from pathlib import Path

VENDOR = Path(__file__).parents[2] / "web" / "static" / "vendor"
SUMS = {
    name: digest for digest, name in (line.split("  ", 1) for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
}
IMPORTS = json.loads((VENDOR / "codemirror/imports.json").read_text(encoding="utf-8"))
IMPORT = re.compile(r"""^(?:import|export)\b[^;'"]*?\bfrom ['"]([^'"]+)['"]""", re.MULTILINE)
OWN = VENDOR.parent / "editor"


def test_every_script_has_its_fingerprint():
    found = {path.relative_to(VENDOR).as_posix(): path for path in VENDOR.rglob("*.js")}
    assert {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()} == SUMS


def test_every_script_has_its_version_in_its_name_and_its_licence_beside_it():
    for name in SUMS:
        path = VENDOR / name
        assert re.search(r"-\d+\.\d+\.\d+", name), name
        assert list(path.parent.glob("*LICENSE.txt")), name


def test_every_module_that_is_imported_by_name_is_there():
    modules = [*(VENDOR / "codemirror").rglob("*.js"), *OWN.glob("*.js")]
    wanted = {name for path in modules for name in IMPORT.findall(path.read_text(encoding="utf-8"))}
    assert {name for name in wanted if not name.startswith("./")} == IMPORTS.keys()
    assert not [file for file in IMPORTS.values() if not (VENDOR / "codemirror" / file).is_file()]


def test_the_readme_names_every_script():
    readme = (VENDOR / "README.md").read_text(encoding="utf-8")
    assert not [name for name in SUMS if f"`{name}`" not in readme and not name.startswith("codemirror/")]
    assert "`codemirror/*/index.js`" in readme
