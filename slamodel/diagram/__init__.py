"""Analysis to picture: DOT text, and checked SVG and PNG drawn from it."""

from .focus import UnknownFocus
from .limits import RenderFault
from .picture import Picture, draw

__all__ = ["Picture", "RenderFault", "UnknownFocus", "draw"]
