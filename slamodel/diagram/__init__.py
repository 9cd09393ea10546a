"""Analysis to picture: DOT text, and checked SVG and PNG drawn from it."""

from slamodel.diagram.drawing.limits import RenderFault
from slamodel.diagram.focus import UnknownFocus
from slamodel.diagram.picture import Picture, draw

__all__ = ["Picture", "RenderFault", "UnknownFocus", "draw"]
