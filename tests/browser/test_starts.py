"""A promised time in a real browser: a case is followed from a start without leaving the page, by everybody."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve
from tests.web.test_starts import MODEL


@pytest.mark.parametrize("width", [390, 1280])
def test_a_case_is_followed_where_one_stands(
    server: Serve, page: Page, tmp_path: Path, axe_clean: Callable[[Page], None], width: int
):
    model = tmp_path / "model.yaml"
    model.write_text(MODEL, encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server(model) + "m/model/promise?id=sla/web/resolution/P1&as_of=2026-11-27")
    page.get_by_label("A case that starts at").fill("2026-11-27T16:00")
    page.get_by_role("button", name="Follow it").click()
    answer = page.locator("#begun")
    expect(answer).to_contain_text("Done by Mon 30 Nov 2026, 11:00")
    expect(answer.get_by_text("Fri 27 Nov 16:00 to Mon 30 Nov 11:00").first).to_be_visible()
    assert "start=2026-11-27T16%3A00" in page.url
    assert "as_of=2026-11-27" in page.url
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    axe_clean(page)
    page.reload()
    expect(answer).to_contain_text("Done by Mon 30 Nov 2026, 11:00")


def test_the_hours_of_a_party_are_accessible(
    server: Serve, page: Page, tmp_path: Path, axe_clean: Callable[[Page], None]
):
    model = tmp_path / "model.yaml"
    model.write_text(MODEL, encoding="utf-8")
    page.goto(server(model) + "m/model/party?id=it&as_of=2026-11-27")
    expect(page.get_by_text("Mon-Fri 08:00\u201117:00").first).to_be_visible()
    axe_clean(page)
