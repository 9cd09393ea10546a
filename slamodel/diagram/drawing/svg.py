"""Raw SVG of Graphviz to an SVG that may stand in a page: rebuilt from allowed tags and attributes, named."""

import hashlib
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from slamodel.diagram.drawing.label import FONT_NAME, printable, width_of

FONT_STACK = f"'{FONT_NAME}', Verdana, 'Noto Sans', sans-serif"
"""Families of nearly the same width, so that text fits its box on every system."""

_SVG = "{http://www.w3.org/2000/svg}"
_TOOLTIP = "{http://www.w3.org/1999/xlink}title"
_DOCTYPE = re.compile(r'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1\.1//EN"\s+"[\w:/.]+svg11\.dtd">')
_MAX_DEPTH = 12
_BLANKS = " \xa0"

_KINDS = frozenset({"graph", "cluster", "node", "edge"})
_SHAPES = frozenset({"polygon", "polyline", "path", "ellipse", "text"})
_SIZE = ("width", "height", "viewBox")
_PAINT = ("fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray")
_GEOMETRY = ("points", "d", "cx", "cy", "rx", "ry", "x", "y")
_TEXT = ("text-anchor", "font-size", "font-weight", "font-style")
_VALUE = re.compile(r"[\w\s#.,%()+-]*", re.ASCII)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_ENDS = re.compile(r"([A-Za-z]\w*)->([A-Za-z]\w*)", re.ASCII)
_COUNTED_ID = re.compile(r"edge\d+", re.ASCII)


class UnreadableError(Exception):
    """What the renderer printed is not a drawing of Graphviz; the message says why."""


def read(raw: str) -> ET.Element:
    """Parse and rebuild; raises UnreadableError.

    Without a DOCTYPE an XML text can define no entity and name no other file. The one that Graphviz writes is taken
    out, any other is refused.
    """
    text = _DOCTYPE.sub("", raw, count=1)
    if "<!DOCTYPE" in text:
        raise UnreadableError("a document type of its own")
    try:
        source = ET.fromstring(text)  # noqa: S314 - see above
    except (ET.ParseError, ValueError) as error:
        raise UnreadableError(f"not well-formed: {error}") from error
    if source.tag != f"{_SVG}svg":
        raise UnreadableError("no SVG")
    root = ET.Element("svg", {"xmlns": _SVG.strip("{}"), **_kept(source, _SIZE), "font-family": FONT_STACK})
    _copy(source, root, depth=0)
    return root


def count(root: ET.Element, kind: str) -> int:
    """Number of groups of a kind: `node`, `edge` or `cluster`."""
    return sum(1 for _ in _groups(root, kind))


def lift_words(root: ET.Element) -> None:
    """Move the words of lines and frames to the end, each on a backing, so that no line strikes through them.

    Graphviz draws one thing after the other: what comes later would cross the words of what came before.
    """
    lifted = []
    for kind, paper in (("cluster", None), ("edge", "#ffffff")):
        for group in _groups(root, kind):
            words = ET.Element("g", {"class": f"words {group.get('class')}"})
            for text in group.findall("text"):
                group.remove(text)
                words.extend((_backing(text, paper or _fill(group)), text))
            lifted += [words] if len(words) else []
    drawing = root.find("g")
    if drawing is not None:
        drawing.extend(lifted)


def _fill(group: ET.Element) -> str:
    """The colour of the frame that a group draws."""
    fills = (child.get("fill", "none") for child in group)
    return next((fill for fill in fills if fill != "none"), "none")


def _backing(text: ET.Element, fill: str) -> ET.Element:
    """A patch behind a line of text through which what lies below still shows faintly."""
    size, x, y = (float(text.get(name, "0")) for name in ("font-size", "x", "y"))
    # The estimate is on the safe side for boxes; here a patch that is too small is better than one too large.
    width = 0.9 * width_of((text.text or "").strip(_BLANKS), size)
    left = x - width / 2 if text.get("text-anchor") == "middle" else x
    top, bottom = y - 0.8 * size, y + 0.25 * size
    corners = ((left, top), (left + width, top), (left + width, bottom), (left, bottom))
    points = " ".join(f"{across:.2f},{down:.2f}" for across, down in corners)
    return ET.Element("polygon", {"fill": fill, "fill-opacity": "0.85", "stroke": "none", "points": points})


def describe(root: ET.Element, title: str, description: str) -> None:
    """Give the picture its name and description for screen readers.

    The ids are made from the content: several pictures can stand in one page, and the same picture has the same bytes.
    """
    key = hashlib.sha256("\0".join([title, description, write(root)]).encode("utf-8", "replace")).hexdigest()[:12]
    root.set("role", "img")
    parts = [("title", title or "Diagram"), ("desc", description)]
    present = [(tag, printable(text)) for tag, text in parts if text]
    root.set("aria-labelledby", " ".join(f"{tag}-{key}" for tag, _ in present))
    for place, (tag, text) in enumerate(present):
        element = ET.Element(tag, {"id": f"{tag}-{key}"})
        element.text = text
        root.insert(place, element)


def write(root: ET.Element) -> str:
    """The SVG as text, one element a line, without an XML declaration so that it can stand in a page."""
    ET.indent(root, space=" ")
    return ET.tostring(root, encoding="unicode") + "\n"


def _copy(source: ET.Element, target: ET.Element, depth: int) -> None:
    """Copy the allowed children; a group or link without a kind of its own gives way to its content."""
    if depth > _MAX_DEPTH:
        raise UnreadableError("nested too deeply")
    for child in source:
        tag = child.tag.removeprefix(_SVG)
        if tag in _SHAPES:
            _copy_shape(child, tag, target)
        elif tag == "g" and _classes(child)[:1] in ([kind] for kind in _KINDS):
            _copy(child, _copy_group(child, target), depth + 1)
        elif tag in {"g", "a"}:
            _copy(child, target, depth + 1)


def _copy_group(source: ET.Element, target: ET.Element) -> ET.Element:
    """Open a group of the graph, a cluster, a node or an edge, with its id, classes and tooltip.

    The names of the nodes that an edge joins become classes of it.
    """
    classes = _classes(source)
    ends = _ENDS.fullmatch(source.findtext(f"{_SVG}title", "")) if classes[0] == "edge" else None
    classes += ends.groups() if ends else ()
    group = ET.SubElement(target, "g")
    name = _group_id(source, classes[0])
    if name:
        group.set("id", name)
    group.set("class", " ".join(classes))
    for key, value in _kept(source, ("transform",)).items():
        group.set(key, value)
    tooltip = next((a.get(_TOOLTIP) for a in source.iterfind(f"{_SVG}g/{_SVG}a") if a.get(_TOOLTIP)), None)
    if tooltip:
        ET.SubElement(group, "title").text = tooltip
    return group


def _group_id(source: ET.Element, kind: str) -> str | None:
    """Nodes and clusters keep their DOT name; an edge only an id given in DOT, since counted ones repeat in a page."""
    given = source.get("id") if kind == "edge" else source.findtext(f"{_SVG}title")
    usable = given and kind != "graph" and _NAME.fullmatch(given) and not (kind == "edge" and _COUNTED_ID.match(given))
    return given if usable else None


def _copy_shape(source: ET.Element, tag: str, target: ET.Element) -> None:
    """Copy a shape or a line of text; of the font only weight and size are kept, the family stands at the root."""
    shape = ET.SubElement(target, tag, _kept(source, _PAINT + _GEOMETRY + _TEXT))
    if tag == "text":
        shape.text = "".join(source.itertext())
        if "bold" in source.get("font-family", "").lower():
            shape.set("font-weight", "bold")


def _kept(source: ET.Element, names: tuple[str, ...]) -> dict[str, str]:
    """Those of the named attributes that are present with a plain value: no reference, no script, no style."""
    found = ((name, source.get(name, "")) for name in names)
    return {name: value for name, value in found if value and "url" not in value and _VALUE.fullmatch(value)}


def _classes(source: ET.Element) -> list[str]:
    """The classes of an element that are plain names."""
    return [name for name in source.get("class", "").split() if _NAME.fullmatch(name)]


def _groups(root: ET.Element, kind: str) -> Iterator[ET.Element]:
    """The groups whose first class, which Graphviz writes, is the kind."""
    return (group for group in root.iter("g") if group.get("class", "").split(" ")[0] == kind)
