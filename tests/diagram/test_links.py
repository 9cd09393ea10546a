"""Links: which addresses may stand in a picture."""

import pytest

from slamodel.diagram.links import safe_link


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?x=1&y=2#z",
        "http://localhost:8000",
        "mailto:desk@example.org",
        "#n17",
        "services/erp.html",
        "/models/3/erp",
        "?service=erp",
    ],
)
def test_allowed_links(href):
    assert safe_link(href) == href


@pytest.mark.parametrize(
    "href",
    [
        "",
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "\x01javascript:alert(1)",
        " \njavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/\t/evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https://[broken",
        "java script:alert(1)",
        "1:2",
    ],
)
def test_refused_links(href):
    assert safe_link(href) is None
