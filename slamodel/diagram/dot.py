"""A sketch in; DOT text out, the same bytes every time, with generated names and quoted labels only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from slamodel.diagram import style
from slamodel.diagram.drawing.label import quote, width_of
from slamodel.diagram.sketch import Band, Box, Frame, Line, Mark, Row, Sketch
from slamodel.propagate import Standing

if TYPE_CHECKING:
    import graphviz

_POINTS_PER_INCH = 72
_SIDE = 16.0
"""Points of a box that its text cannot use."""


def write(sketch: Sketch) -> str:
    """The DOT text of a sketch."""
    import graphviz

    picture = graphviz.Digraph(
        graph_attr=dict(style.PICTURE),
        node_attr=dict(style.NODE),
        edge_attr=dict(style.EDGE),
    )
    if not sketch.boxes:
        # Frames without boxes are not drawn, and their words with them.
        picture.attr(label=_left((*sketch.heading, "There is nothing to draw yet.")))
    names = names_of(sketch)
    # Frames that are never seen hold everything, for words of two sizes above it and the legend below.
    with picture.subgraph(name="cluster_titled") as titled:
        titled.attr(label=_left(sketch.heading[:1]), labelloc="t", **style.TITLE)
        with titled.subgraph(name="cluster_dated") as dated:
            dated.attr(label=_left(sketch.heading[1:]), labelloc="t", **style.ASIDE)
            with dated.subgraph(name="cluster_all") as everything:
                everything.attr(label=_left(sketch.legend), labelloc="b", **style.ASIDE)
                _add_boxes(everything, sketch, names)
    if sketch.bands:
        _stack(picture, sketch.bands, names)
    else:
        for row, rank in ((Row.TOP, "min"), (Row.BOTTOM, "max")):
            _align(picture, rank, [names[box.key] for box in sketch.boxes if box.row is row])
    for line in sketch.lines:
        _add_line(picture, line, names)
    return str(picture.source)


def names_of(sketch: Sketch) -> Mapping[str, str]:
    """The key of each box to the generated name that stands for it in DOT text and in what is drawn from it."""
    return {box.key: f"n{number}" for number, box in enumerate(sketch.boxes)}


def _add_boxes(picture: "graphviz.Digraph", sketch: Sketch, names: Mapping[str, str]) -> None:
    framed: dict[str, list[Box]] = defaultdict(list)
    for box in sketch.boxes:
        framed[box.frame].append(box)
    for number, frame in enumerate(sketch.frames):
        with picture.subgraph(name=f"cluster_c{number}") as inner:
            inner.attr(**_frame_attributes(frame))
            _add_each(inner, framed[frame.key], names)
    _add_each(picture, framed[""], names)


def _frame_attributes(frame: Frame) -> dict[str, str]:
    place = "t" if frame.is_named_above else "b"
    return {"label": _left(frame.lines), "labelloc": place, **style.FRAME, **style.FRAMES[frame.kind]}


def _add_each(picture: "graphviz.Digraph", boxes: Iterable[Box], names: Mapping[str, str]) -> None:
    for box in boxes:
        look = {**style.BOXES[box.look], **_marking(style.MARKS, box.mark, is_loud=box.look == Standing.GAP)}
        lines = (*_marked(box), *box.lines)
        if box.in_focus:
            look |= {"penwidth": "3.2"}
        if not all(line.isascii() for line in lines):
            # Graphviz knows too little of the widths of signs and of other scripts than ours.
            size = float(look.get("fontsize", style.NODE["fontsize"]))
            width = width_of("\n".join(lines), size) + _SIDE
            look["width"] = f"{width / _POINTS_PER_INCH:.2f}"
        picture.node(
            names[box.key], label=_text(lines), tooltip=_text((box.subject.id if box.subject else "",)), **look
        )


def _marked(box: Box) -> tuple[str, ...]:
    """The word above a box for what has become of it; marks that join lines have room for none."""
    word = style.WORDS.get(box.mark) if box.mark and box.look != "mark" else None
    if word and box.is_as_written:
        word = style.STANDS_DIFFERENTLY
    return (word,) if word else ()


def _marking(looks: Mapping[Mark, style.Attributes], mark: Mark | None, *, is_loud: bool) -> style.Attributes:
    """What a mark makes of a look; what is the same recedes, but for where a promise breaks."""
    return {} if mark is None or (mark is Mark.SAME and is_loud) else looks[mark]


def _align(picture: "graphviz.Digraph", rank: str, names: list[str]) -> None:
    if names:
        with picture.subgraph() as row:
            row.attr(rank=rank)
            for name in names:
                row.node(name)


def _stack(picture: "graphviz.Digraph", bands: tuple[Band, ...], names: Mapping[str, str]) -> None:
    """Hold each band below the one before by a point and edges that are not drawn."""
    for number, (upper, lower) in enumerate(pairwise(bands)):
        point = f"b{number}"
        picture.node(point, label="", shape="point", style="invis")
        for key in upper.ends:
            picture.edge(names[key], point, style="invis")
        for key in lower.tops:
            picture.edge(point, names[key], style="invis")


def _add_line(picture: "graphviz.Digraph", line: Line, names: Mapping[str, str]) -> None:
    mood, is_broken = style.MOODS[line.mood], line.mood == "broken"
    look = {**style.LINES[line.look], **mood, **_marking(style.MARKED_LINES, line.mark, is_loud=is_broken)}
    if is_broken and line.mark is not Mark.GONE:
        look |= mood
    if line.lines:
        # A blank on either side keeps the words off the line that they belong to.
        look["label"] = _text(tuple(f" {words} " for words in line.lines))
    if line.reach > 1:
        look["minlen"] = str(line.reach)
    picture.edge(names[line.tail], names[line.head], **look)


def _text(lines: tuple[str, ...]) -> str:
    """The lines as a label, each in the middle."""
    return _label(quote(*lines))


def _left(lines: tuple[str, ...]) -> str:
    """The lines as a label, each from the left."""
    return _label('"' + "".join(quote(line)[1:-1] + r"\l" for line in lines) + '"')


def _label(quoted: str) -> str:
    """A quoted label as the writer of the DOT takes it: without the marks that it sets itself, and never as HTML."""
    import graphviz

    label: str = graphviz.nohtml(quoted[1:-1])
    return label
