"""Pages written by hand in; the same pages out, the output below every `$ slamodel ...` line as it is today.

A block of the kind `console` starts with a command. It runs on the last model of the page above it, saved as
`model.yaml` in an empty folder, or in the root of the project where it names one of the examples.
"""

import re
from contextlib import chdir
from pathlib import Path
from shlex import split
from tempfile import TemporaryDirectory
from typing import NamedTuple

from click.testing import CliRunner

from docs.writers import house
from slamodel.cli import slamodel

PLAIN = dict.fromkeys(("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "COLUMNS", "NO_COLOR"))
"""Settings of a terminal that must not reach a page."""
BLOCK = re.compile(r"^```(yaml|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Answer(NamedTuple):
    """What a command printed, on both of its streams, and its exit code."""

    output: str
    exit_code: int


def run(*words: str) -> Answer:
    """Run slamodel as a shell would, without a terminal."""
    result = CliRunner(env=PLAIN).invoke(slamodel, words, prog_name="slamodel")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.output, result.exit_code)


def filled(text: str, root: Path) -> str:
    """A page with the output of every command in it, and with the listing of the house between the marks for it."""
    model = ""

    def fill(block: re.Match[str]) -> str:
        nonlocal model
        kind, content = block.groups()
        if kind == "yaml":
            model = content if is_model(content) else model
            return block[0]
        command = content.splitlines()[0]
        return f"```console\n{command}\n{_said(command, model, root)}```"

    page = BLOCK.sub(fill, text)
    return house.filled(page, root) if house.BEGIN in page else page


def is_model(yaml: str) -> bool:
    """Whether a block is a whole model, not a part of one."""
    return re.search(r"^slamodel:", yaml, re.MULTILINE) is not None


def _said(command: str, model: str, root: Path) -> str:
    words = split(command.removeprefix("$ slamodel "))
    if any(word.startswith("examples/") for word in words):
        with chdir(root):
            output = run(*words).output
    else:
        with TemporaryDirectory() as folder, chdir(folder):
            Path("model.yaml").write_text(model, encoding="utf-8")
            output = run(*words).output
    return "".join(f"{line.rstrip()}\n" for line in output.splitlines())
