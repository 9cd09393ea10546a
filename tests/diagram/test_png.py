"""PNG: size, fonts, and a bound for huge pictures."""

import re
from functools import partial

import pytest
import resvg_py

from slamodel.diagram.drawing import png
from slamodel.diagram.drawing.limits import RenderFault
from slamodel.diagram.drawing.png import render_png
from slamodel.diagram.drawing.render import render_svg


@pytest.fixture(scope="module")
def picture() -> str:
    """Two boxes with text in the regular font below a title in the bold one."""
    node = 'node [shape=box fontname="DejaVu Sans"]; fontname="DejaVu Sans Bold"; label="Services"'
    return render_svg(f"digraph {{ {node}; n1 [label=Shop]; n2 [label=Line]; n1 -> n2; }}", nodes=2, edges=1)


def png_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def test_a_png_has_the_size_of_the_page_at_96_dots_an_inch_times_the_scale(picture):
    points = re.findall(r'(?:width|height)="([\d.]+)pt"', picture)
    width, height = (float(side) * 96 / 72 for side in points)
    assert png_size(render_png(picture, scale=1)) == pytest.approx((width, height), abs=1)
    assert png_size(render_png(picture)) == pytest.approx((2 * width, 2 * height), abs=1)


def test_text_is_drawn_on_a_machine_without_fonts(picture, monkeypatch):
    bare = partial(resvg_py.svg_to_bytes, skip_system_fonts=True)
    without_text = bare(svg_string=picture, zoom=2.0, dpi=96, background="white")
    with_system_fonts = render_png(picture)
    monkeypatch.setattr(resvg_py, "svg_to_bytes", bare)
    assert render_png(picture) == with_system_fonts
    assert render_png(picture) != without_text


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(300, 150, 2.0), (18_000, 30, 0.5), (9000, 9000, (40_000_000 / 12_000**2) ** 0.5), (0, 0, 2.0)],
)
def test_a_huge_picture_is_drawn_smaller(width, height, scale):
    assert png._zoom(f'<svg xmlns="x" width="{width}pt" height="{height}pt">', 2.0) == pytest.approx(scale)


def test_a_picture_that_cannot_be_drawn_is_a_fault():
    with pytest.raises(RenderFault, match="no size"):
        render_png("<svg/>")
    with pytest.raises(RenderFault, match="could not be drawn"):
        render_png('<svg xmlns="http://www.w3.org/2000/svg" width="10pt" height="10pt"><g>')
