"""DOT text in; SVG text out that may stand in a page: drawn within limits, rebuilt, counted and named."""

from collections.abc import Callable
from typing import Literal

from slamodel.diagram.drawing import program, svg
from slamodel.diagram.drawing.limits import Limits, RenderFault

Renderer = Literal["wasm", "dot"]
"""`wasm`: Graphviz in a sandbox, part of the package; `dot`: the program installed on this machine."""


def render_svg(  # noqa: PLR0913 - one picture, seven facts about it
    dot: str,
    *,
    nodes: int,
    edges: int,
    title: str = "",
    description: str = "",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    renderer: Renderer = "wasm",
) -> str:
    """Draw DOT text and return SVG text that may stand in a page or a file; the same input gives the same bytes.

    `nodes` and `edges` are the numbers the drawing must contain. Raises RenderFault when no complete picture can be
    had within the limits.
    """
    raw = _drawer(renderer)(dot.encode("utf-8", "replace"), limits)
    try:
        picture = svg.read(raw)
    except svg.UnreadableError as error:
        raise RenderFault(renderer, f"The renderer printed something that is not a diagram ({error}).") from error
    _check_complete(renderer, svg.count(picture, "node"), nodes, "nodes")
    _check_complete(renderer, svg.count(picture, "edge"), edges, "edges")
    svg.lift_words(picture)
    svg.describe(picture, title, description)
    return svg.write(picture)


def _drawer(renderer: Renderer) -> Callable[[bytes, Limits], str]:
    """The function that draws; wasmtime is loaded only when a picture is wanted from it."""
    if renderer == "dot":
        return program.draw
    try:
        from slamodel.diagram.drawing import sandbox
    except (ImportError, OSError, RuntimeError) as error:
        # No wheel for this machine, or its library does not load.
        hint = "install slamodel again or use the renderer `dot`"
        raise RenderFault(renderer, f"The sandbox for Graphviz cannot be loaded ({error}): {hint}.") from error
    return sandbox.draw


def _check_complete(renderer: Renderer, drawn: int, expected: int, what: str) -> None:
    """Refuse a picture that leaves something out: Graphviz can lose edges between clusters without a word."""
    if drawn != expected:
        raise RenderFault(renderer, f"The drawing shows {drawn} of {expected} {what}, so it is not used.")
