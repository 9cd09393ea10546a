"""A checked SVG to PNG bytes, with the fonts of the package before those of the system."""

import math
import re
from pathlib import Path

from slamodel.diagram.drawing.label import FONT_NAME
from slamodel.diagram.drawing.limits import RenderFault

RENDERER = "resvg"
MAX_SIDE = 12_000
MAX_PIXELS = 40_000_000
"""Bounds of the bitmap: 40 million pixels take 160 MB while they are drawn."""

_FONTS = Path(__file__).parent / "fonts"
_PIXELS_PER_POINT = 96 / 72
_ROOT_SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)pt" height="([\d.]+)pt"')


def render_png(svg: str, *, scale: float = 2.0) -> bytes:
    """Draw the SVG of `render_svg` on white; `scale` 1 means 96 pixels an inch, huge pictures get a smaller one.

    Characters that the shipped font lacks (East Asian scripts) come from the system's fonts, where there are some.
    """
    try:
        import resvg_py
    except ImportError as error:
        raise RenderFault(RENDERER, "PNG pictures need the package `resvg-py`, which is not installed.") from error
    zoom = _zoom(svg, scale)
    fonts = [str(path) for path in sorted(_FONTS.glob("*.ttf"))]
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg, zoom=zoom, dpi=96, background="white", font_files=fonts, sans_serif_family=FONT_NAME
        )
    except ValueError as error:
        raise RenderFault(RENDERER, f"The picture could not be drawn ({error}).") from error


def _zoom(svg: str, scale: float) -> float:
    """The wanted scale, or the largest one that keeps both bounds."""
    size = _ROOT_SIZE.match(svg)
    if size is None:
        raise RenderFault(RENDERER, "The picture has no size in points.")
    width, height = (max(1.0, float(points) * _PIXELS_PER_POINT) for points in size.groups())
    return min(scale, MAX_SIDE / max(width, height), math.sqrt(MAX_PIXELS / (width * height)))
