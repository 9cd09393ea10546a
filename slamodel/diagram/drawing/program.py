"""DOT text to raw SVG with the `dot` program of this machine: a child process that cannot outlive its limits."""

import math
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from typing import IO

from slamodel.diagram.drawing.limits import MAX_OUTPUT, Limits, RenderFault, over_memory, over_time

RENDERER = "dot"
_PASSED_ON = ("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "GVBINDIR", "LD_LIBRARY_PATH")


def draw(dot: bytes, limits: Limits) -> str:
    """Lay the graph out with the installed `dot` and return its SVG; `dot` is UTF-8; raises RenderFault."""
    program = shutil.which("dot")
    if program is None:
        raise RenderFault(RENDERER, "The program `dot` is not installed: install Graphviz or use the renderer `wasm`.")
    try:
        # Files instead of pipes: nothing can block on a full pipe, or on one that a stray grandchild keeps open.
        with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as svg, tempfile.TemporaryFile() as errors:
            source.write(dot)
            source.seek(0)
            code = _run(program, limits, source, svg, errors)
            return _outcome(code, limits, _content(svg), _content(errors).decode(errors="replace"))
    except OSError as error:
        raise RenderFault(RENDERER, f"The program `dot` could not be run ({error.strerror}).") from error


def _run(program: str, limits: Limits, source: IO[bytes], svg: IO[bytes], errors: IO[bytes]) -> int:
    """Run the program in a process group of its own; the group is killed at the time limit."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 - no shell, a fixed argument, the text comes from a file
        [program, "-Tsvg"], stdin=source, stdout=svg, stderr=errors, env=environment, start_new_session=True
    )
    try:
        _limit(process.pid, limits)
        return process.wait(limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise over_time(RENDERER, limits) from error
    finally:
        _kill(process)


def _limit(pid: int, limits: Limits) -> None:
    """Set resource limits from outside, where the system can do that: no code runs between fork and exec."""
    if sys.platform != "linux":
        return
    import resource

    seconds = math.ceil(limits.seconds) + 1
    bounds = (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, MAX_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    )
    try:
        for what, bound in bounds:
            resource.prlimit(pid, what, (bound, bound))
    except (ProcessLookupError, PermissionError, ValueError):
        # The process is gone already, or a tighter limit of ours is inherited: both are safe.
        return


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill whatever is left of the group, also children of a program that has ended, and collect the program."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _content(file: IO[bytes]) -> bytes:
    """What the child has written, one byte more than allowed at most."""
    file.seek(0)
    return file.read(MAX_OUTPUT + 1)


def _outcome(code: int, limits: Limits, svg: bytes, errors: str) -> str:
    """Judge the exit code and the output."""
    reason = (errors.strip().splitlines() or ["no reason given"])[0][:200].rstrip(".")
    if len(svg) > MAX_OUTPUT or code == -getattr(signal, "SIGXFSZ", 0):
        raise RenderFault(RENDERER, "The drawing is too large to be shown.")
    if "out of memory" in errors:
        raise over_memory(RENDERER, limits)
    if code < 0:
        raise RenderFault(RENDERER, f"The program `dot` was ended by signal {-code}.")
    if code > 0:
        raise RenderFault(RENDERER, f"The program `dot` refused the diagram: {reason}.")
    if not svg.strip():
        raise RenderFault(RENDERER, "The program `dot` ended without drawing anything.")
    try:
        return svg.decode()
    except UnicodeDecodeError as error:
        raise RenderFault(RENDERER, "The program `dot` printed something that is not text.") from error
