"""Every address that answers with a page, found from the application itself: a new one is checked here too."""

from pathlib import Path

import pytest
from slamodel_web import Settings, create_app

from tests.web.routes import address, reading

MODEL = Path(__file__).parent.parent.parent / "examples/05-credit-check/model.yaml"
QUERIES = {
    "entries.edit": "id=credit-check",
    "entries.remove": "id=list-keeper",
    "parties.show": "id=it",
    "promises.show": "id=sla-car-leasing/dealer-portal/availability",
    "what_if.show": "promise=sla-car-leasing/dealer-portal/availability",
}
"""What a page has to be asked for beside its address."""
PARTS = {"entries.edit": {"section": "services"}}
NOT_OURS = {"papers.report"}
"""The report is a document of its own, with tests of its own."""


def pages():
    app = create_app(Settings(model=MODEL))
    client = app.test_client()
    for rule in reading(app):
        if rule.endpoint in NOT_OURS:
            continue
        where = address(app, rule, **PARTS.get(rule.endpoint, {}))
        where = f"{where}?{QUERIES[rule.endpoint]}" if rule.endpoint in QUERIES else where
        with client.get(where, follow_redirects=True) as answer:
            if answer.mimetype == "text/html" and answer.status_code == 200 and "<html" in answer.text:
                yield rule.endpoint, where


def test_every_page_is_found():
    found = dict(pages())
    assert len(found) >= 18
    assert set(QUERIES) <= set(found)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_can_be_read_by_everybody(server, page, axe_clean, width):
    base = server(MODEL)
    page.set_viewport_size({"width": width, "height": 900})
    for endpoint, where in pages():
        page.goto(base.rstrip("/") + where)
        page.wait_for_timeout(300)  # what the page asks for once it is there
        assert page.locator("h1").count() == 1, endpoint
        assert page.title().endswith("slamodel"), endpoint
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{endpoint} is too wide"
        axe_clean(page)
