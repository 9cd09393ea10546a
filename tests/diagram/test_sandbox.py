"""The sandbox: limits, broken modules and broken diagrams end in one sentence, and leave nothing behind."""

import gc
import os
import random
import sys
import threading
import time
from pathlib import Path

import pytest

from slamodel.diagram.drawing.limits import Limits, RenderFault
from slamodel.diagram.drawing.render import render_svg
from slamodel.diagram.drawing.sandbox import WASM_VARIABLE

TWO_NODES = "digraph { n1; n2; n1 -> n2; }"


def random_graph(nodes: int, edges: int) -> str:
    """A graph without layers, the hardest shape for Graphviz."""
    chance = random.Random(1)
    arrows = (f"n{chance.randrange(nodes)} -> n{chance.randrange(nodes)};" for _ in range(edges))
    return "digraph { newrank=true; " + "".join(arrows) + "}"


ENDLESS = random_graph(500, 1500)
"""Keeps Graphviz busy far beyond every limit used here, in little memory."""

HUNGRY = random_graph(3000, 9000)
"""Takes half a gigabyte in its first second."""


def fault(text: str = TWO_NODES, *, nodes: int = 2, edges: int = 1, **options) -> RenderFault:
    """The fault that drawing the text ends with."""
    with pytest.raises(RenderFault) as caught:
        render_svg(text, nodes=nodes, edges=edges, **options)
    return caught.value


@pytest.mark.parametrize(("nodes", "edges", "what"), [(3, 1, "2 of 3 nodes"), (2, 2, "1 of 2 edges")])
def test_an_incomplete_drawing_is_refused(nodes, edges, what):
    assert what in str(fault(nodes=nodes, edges=edges))


def test_a_drawing_stops_at_its_time_limit():
    start = time.monotonic()
    problem = fault(ENDLESS, limits=Limits(seconds=0.2))
    assert time.monotonic() - start < 2
    assert str(problem) == "The diagram was not drawn within 0.2 s."
    assert problem.renderer == "wasm"


def test_a_drawing_stops_at_its_memory_limit():
    assert "limit of 32 MiB" in str(fault(HUNGRY, limits=Limits(memory=32 * 1024 * 1024)))
    assert "limit of 8 MiB" in str(fault(f'digraph {{ a [label="{"x" * 1_000_000}"] }}', limits=Limits(memory=2**23)))


def test_one_that_runs_over_time_does_not_stop_another():
    caught = []
    other = threading.Thread(target=lambda: caught.append(fault(ENDLESS, limits=Limits(seconds=0.3))))
    other.start()
    drawings = 0
    while other.is_alive():
        render_svg(TWO_NODES, nodes=2, edges=1)
        drawings += 1
    other.join()
    assert drawings > 3
    assert len(caught) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("digraph { a [labe", "Graphviz refused the diagram"),
        ("", "Graphviz refused the diagram"),
        ("digraph {" + "subgraph {" * 20_000 + "}" * 20_000 + "}", "nested too deeply"),
    ],
)
def test_a_broken_diagram_is_one_sentence(text, words):
    assert words in str(fault(text))
    assert render_svg(TWO_NODES, nodes=2, edges=1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        (b"", "damaged"),
        (b"\0asm\1\0\0\0 junk", "damaged"),
        (b"\0asm\1\0\0\0", "does not answer as expected"),
    ],
)
def test_a_missing_or_broken_module(tmp_path, monkeypatch, content, words):
    module = tmp_path / "graphviz.wasm"
    if content is not None:
        module.write_bytes(content)
    monkeypatch.setenv(WASM_VARIABLE, str(module))
    assert words in str(fault())
    monkeypatch.delenv(WASM_VARIABLE)
    assert render_svg(TWO_NODES, nodes=2, edges=1)


def test_a_missing_runtime(monkeypatch):
    for name in ("wasmtime", "slamodel.diagram.drawing.sandbox"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delattr("slamodel.diagram.drawing.sandbox", raising=False)
    assert "use the renderer `dot`" in str(fault())


def held() -> tuple[int, int]:
    """Resident memory in bytes and open files of this process."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE"), len(list(Path("/proc/self/fd").iterdir()))


ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")


@pytest.mark.slow
@ON_LINUX
def test_hundreds_of_pictures_leave_nothing_behind():
    for _ in range(50):
        render_svg(TWO_NODES, nodes=2, edges=1)
    gc.collect()  # faults of other tests may still hold something
    _, files = held()
    assert min(grown_by(400) for _ in range(3)) < 2**19  # a heap grows once; what leaks grows each time
    assert held()[1] <= files


def grown_by(pictures):
    before, _ = held()
    for _ in range(pictures):
        render_svg(TWO_NODES, nodes=2, edges=1)
    return held()[0] - before


@pytest.mark.slow
@ON_LINUX
def test_a_fault_that_is_kept_does_not_keep_the_memory_of_its_drawing():
    fault(HUNGRY, limits=Limits(memory=2**26))
    before, _ = held()
    kept = [fault(HUNGRY, limits=Limits(memory=2**26)) for _ in range(4)]
    assert held()[0] - before < len(kept) * 2**25


@pytest.mark.slow
def test_the_limit_of_a_second_is_kept():
    start = time.monotonic()
    assert "within 1 s" in str(fault(ENDLESS, limits=Limits(seconds=1)))
    assert 0.9 < time.monotonic() - start < 4
