"""A risk is accepted with the keyboard alone, on a phone too, and what it changes is shown before it is saved."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

CREDIT_CHECK = Path(__file__).parent.parent.parent / "examples" / "05-credit-check" / "model.yaml"


@pytest.mark.parametrize("width", [390, 1280])
def test_a_risk_is_accepted_changed_and_ended_by_keyboard(server, page, axe_clean, width):
    start = server(CREDIT_CHECK)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{start}m/model/gaps?code=C602&as_of=2026-11-23")
    page.get_by_role("link", name="Accept this risk").first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Accepted by").focus()
    page.keyboard.type("Head of credit")
    page.keyboard.press("Tab")
    page.keyboard.type("The bureau answers in spring")
    page.keyboard.press("Tab")
    expect(page.get_by_role("heading", name="What it changes")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="accepted")).to_contain_text("Before:")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_clean(page)
    page.get_by_role("button", name="Accept this risk").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accepted risks")).to_be_visible()
    expect(page.get_by_text("until 23 May 2027")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_clean(page)
    page.get_by_role("link", name="Change or end").focus()
    page.keyboard.press("Enter")
    axe_clean(page)
    page.get_by_role("button", name="End it now").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("No risk is accepted.")).to_be_visible()
