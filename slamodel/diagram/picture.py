"""An analysis in; a picture of it out: DOT text that can be drawn, and in words what it shows and leaves out."""

from dataclasses import dataclass
from typing import Literal

from slamodel.analysis import Analysis
from slamodel.compare.compared import compared
from slamodel.compare.outcome import Comparison
from slamodel.diagram import against, contents, dot, parties, services, wording
from slamodel.diagram.contents import Shown
from slamodel.diagram.drawing.limits import Limits
from slamodel.diagram.drawing.png import render_png
from slamodel.diagram.drawing.render import Renderer, render_svg
from slamodel.diagram.focus import Field, select
from slamodel.diagram.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as DOT text; `nodes` and `edges` are what a drawing of it must contain.

    `note` is for the user: what is left out, empty where nothing is; `description` is the text alternative; `boxes`
    are what stands in it and what that means in the model.
    """

    dot: str
    nodes: int
    edges: int
    note: str
    title: str
    description: str
    boxes: tuple[Shown, ...]
    is_collapsed: bool

    def svg(self, renderer: Renderer = "wasm", limits: Limits = Limits()) -> str:  # noqa: B008 - frozen
        """The picture as SVG text that may stand in a page; raises RenderFault when it cannot be drawn."""
        return render_svg(
            self.dot,
            nodes=self.nodes,
            edges=self.edges,
            title=self.title,
            description=self.description,
            limits=limits,
            renderer=renderer,
        )

    def rendered(self, kind: Literal["svg", "png", "dot"], renderer: Renderer = "wasm") -> str | bytes:
        """The content of a file of that kind; raises RenderFault when it cannot be drawn."""
        if kind == "dot":
            return self.dot
        drawn = self.svg(renderer)
        return drawn if kind == "svg" else render_png(drawn)


def draw(
    analysis: Analysis,
    *,
    focus: str | None = None,
    depth: int | None = None,
    collapse: bool = False,
    before: Analysis | None = None,
    named: str = "",
) -> Picture:
    """Draw the model, or with a focus what it rests on and what rests on it, `depth` steps far.

    A picture with too many services to be read shows parties instead, and its note says so. With another state of the
    model, what differs from that is marked; `named` is what the two are called. Raises UnknownFocus.
    """
    if before is not None:
        return _differing(compared(before, analysis), focus, depth, collapse=collapse, named=named)
    field = Field(analysis)
    selection = select(field, focus, depth, collapse=collapse)
    title = _title(analysis)
    if selection.wording:
        title = f"{title}: {selection.wording}"
    heading = (title, f"as of {analysis.as_of.isoformat()} · model {analysis.landscape.sha256[:12]}")
    if selection.collapsed:
        sketch, note = parties.sketch(field, selection, heading)
    else:
        sketch, note = services.sketch(field, selection, heading), selection.note
    return _picture(sketch, note, _description(analysis, sketch), is_collapsed=selection.collapsed)


def _differing(comparison: Comparison, focus: str | None, depth: int | None, *, collapse: bool, named: str) -> Picture:
    title = _title(comparison.after)
    sketch, selection = against.sketch(comparison, focus, depth, collapse=collapse, title=title, named=named)
    said = against.description(comparison, sketch)
    return _picture(sketch, selection.note, said, is_collapsed=selection.collapsed)


def _title(analysis: Analysis) -> str:
    return analysis.landscape.title or analysis.landscape.source or "Model"


def _picture(sketch: Sketch, note: str, description: str, *, is_collapsed: bool) -> Picture:
    return Picture(
        dot.write(sketch),
        len(sketch.boxes),
        len(sketch.lines),
        note,
        sketch.heading[0],
        description,
        contents.of(sketch),
        is_collapsed,
    )


def _description(analysis: Analysis, sketch: Sketch) -> str:
    """The text alternative: what the picture is of, and the verdict that it carries."""
    verdict = ", ".join(wording.counted(analysis.checked))
    broken = sum(line.mood == "broken" for line in sketch.lines)
    return (
        f"Dependency diagram as of {analysis.as_of.isoformat()}: customers and their promises on top, departments below"
        f" them, suppliers at the bottom; {len(sketch.boxes):,} boxes and {len(sketch.lines):,} lines,"
        f" {broken:,} of them on a broken path. Promises checked: {verdict or 'none'}."
    )
