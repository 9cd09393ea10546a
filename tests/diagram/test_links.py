"""Links are put around boxes after the drawing, and nothing but an address inside the site can be one."""

import pytest
from defusedxml.ElementTree import fromstring

from slamodel.diagram import Link, draw, linked
from tests.diagram.landscapes import shop

HOSTILE = 'a"><script>alert(1)</script>&amp;'


@pytest.fixture(scope="module")
def drawn():
    picture = draw(shop())
    return picture.boxes[0].node, picture.svg()


def test_a_link_carries_its_address_its_name_and_its_data_literally(drawn):
    node, svg = drawn
    root = fromstring(linked(svg, {node: Link("/m/x/services/a?b=1&c=2", HOSTILE, (("of", HOSTILE),))}))
    (anchor,) = root.iter("a")
    assert anchor.attrib == {"href": "/m/x/services/a?b=1&c=2", "aria-label": HOSTILE, "data-of": HOSTILE}
    assert not list(root.iter("script"))


def test_the_box_is_inside_its_link_and_everything_else_is_silent(drawn):
    node, svg = drawn
    root = fromstring(linked(svg, {node: Link("/m/x", "Box")}))
    assert root.get("role") == "group"
    groups = list(root.find("g"))
    spoken = [group.get("id") for group in groups if group.get("aria-hidden") is None and group.tag == "g"]
    assert spoken == [node]
    assert next(iter(root.iter("a"))).find("text") is not None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "/\\evil.example", "https://evil.example", "", "/a b", "m/x"]
)
def test_an_address_that_leads_elsewhere_is_refused(drawn, address):
    node, svg = drawn
    with pytest.raises(ValueError, match="inside this site"):
        linked(svg, {node: Link(address, "Box")})
