"""Analysis to picture: DOT text, and checked SVG and PNG drawn from it."""

from slamodel.diagram.contents import Shown
from slamodel.diagram.drawing.limits import Limits, RenderFault
from slamodel.diagram.drawing.links import Link, linked
from slamodel.diagram.focus import ALL_STEPS, MOST_SERVICES, Field, UnknownFocus
from slamodel.diagram.picture import Picture, draw
from slamodel.diagram.sketch import Subject

__all__ = [
    "ALL_STEPS",
    "MOST_SERVICES",
    "Field",
    "Limits",
    "Link",
    "Picture",
    "RenderFault",
    "Shown",
    "Subject",
    "UnknownFocus",
    "draw",
    "linked",
]
