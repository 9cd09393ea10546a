"""A checked SVG and links in; the same SVG out, with a link around each box that has one and all else kept silent."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree import ElementTree as ET

from slamodel.diagram.drawing.label import printable

_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
_HARMLESS = re.compile(r"/(?!/)[^\\\s]*", re.ASCII)


class Link(NamedTuple):
    """Where a box leads, its name for those who do not see it, and what a script may want to know (`data-...`)."""

    address: str
    name: str
    data: tuple[tuple[str, str], ...] = ()


def linked(svg: str, links: Mapping[str, Link]) -> str:
    """Put links around the nodes with these names in an SVG of `render_svg`; the renderer never sees an address.

    An image has no parts that could be reached, so the picture becomes a group. Lines and words outside the linked
    boxes are hidden from screen readers, which have the links' names and the description.
    """
    root = ET.fromstring(svg.replace(_NAMESPACE, "", 1))  # noqa: S314 - rebuilt by `svg.read`, without any DOCTYPE
    root.set("role", "group")
    drawing = root.find("g")
    for group in list(drawing) if drawing is not None else ():
        link = links.get(group.get("id", ""))
        if link is not None and group.get("class", "").split(" ")[0] == "node":
            _wrap(group, link)
        else:
            group.set("aria-hidden", "true")
    return ET.tostring(root, encoding="unicode")


def _wrap(group: ET.Element, link: Link) -> None:
    """Move the content of a group into a link; addresses that lead out of this site are refused."""
    if not _HARMLESS.fullmatch(link.address):
        raise ValueError(f"an address inside this site is wanted, not {link.address!r}")
    content = list(group)
    attributes = {"href": link.address, "aria-label": printable(link.name)}
    attributes |= {f"data-{key}": printable(value) for key, value in link.data}
    for child in content:
        group.remove(child)
    anchor = ET.SubElement(group, "a", attributes)
    anchor.extend(content)
