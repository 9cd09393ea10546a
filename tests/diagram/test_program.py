"""The installed program: however it misbehaves, there is one sentence and no process left."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from slamodel.diagram.drawing.limits import Limits, RenderFault
from slamodel.diagram.drawing.render import render_svg


def fault(seconds: float = 5) -> RenderFault:
    """The fault that drawing two nodes ends with."""
    with pytest.raises(RenderFault) as caught:
        render_svg("digraph { n1 -> n2 }", nodes=2, edges=1, renderer="dot", limits=Limits(seconds=seconds))
    return caught.value


ON_UNIX = pytest.mark.skipif(os.name != "posix", reason="stands in for `dot` with a shell script")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a shell script called `dot` before everything else on the PATH."""

    def install(body: str, mode: int = 0o755) -> None:
        path = tmp_path / "dot"
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(mode)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin{os.pathsep}/bin")

    return install


def test_the_program_is_not_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    problem = fault()
    assert "install Graphviz" in str(problem)
    assert problem.renderer == "dot"


@ON_UNIX
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("exit 0", "without drawing anything"),
        ("echo junk", "not a diagram"),
        ("printf '\\377\\376'", "not text"),
        ("echo 'Error: syntax error in line 1' >&2; exit 1", "refused the diagram: Error: syntax error in line 1"),
        ("kill -SEGV $$", "signal 11"),
        ("echo 'dot: out of memory' >&2; exit 1", "more memory"),
        ("exec /nonexistent/interpreter", "refused the diagram"),
        ("echo '<svg xmlns=\"http://www.w3.org/2000/svg\"/>'", "0 of 2 nodes"),
    ],
)
def test_a_program_that_fails(program, body, words):
    program(body)
    assert words in str(fault())


@ON_UNIX
def test_a_program_that_cannot_be_started(program, tmp_path):
    program("")
    (tmp_path / "dot").write_text("#!/nonexistent/interpreter\n", encoding="utf-8")
    assert "could not be run" in str(fault())


@ON_UNIX
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the size is only looked at afterwards")
def test_a_program_that_never_stops_printing(program):
    program("exec cat /dev/zero")
    assert "too large" in str(fault(10))


@ON_UNIX
def test_a_program_that_hangs_is_killed_with_its_children(program, tmp_path):
    pids = tmp_path / "pids"
    program(f"trap '' TERM INT HUP\nsleep 60 &\necho $$ $! > {pids}\nwait\nsleep 60")
    start = time.monotonic()
    assert "not drawn within 0.5 s" in str(fault(0.5))
    assert time.monotonic() - start < 3
    for pid in pids.read_text(encoding="utf-8").split():
        assert gone(int(pid))


@ON_UNIX
def test_a_child_left_behind_is_killed(program, tmp_path):
    pid = tmp_path / "pid"
    program(f"sleep 60 &\necho $! > {pid}\nexit 1")
    fault()
    assert gone(int(pid.read_text(encoding="utf-8")))


def gone(pid: int) -> bool:
    """Whether a process ends within a moment; one that is dead but not collected by its new parent counts as gone."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
            state = subprocess.run(
                ["/bin/ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True
            )
        except (ProcessLookupError, FileNotFoundError):
            return not Path(f"/proc/{pid}").exists()
        if state.stdout.strip()[:1] in {"", "Z"}:
            return True
        time.sleep(0.02)
    return False
