"""Two revisions in a browser: chosen in the history, told in words, looked at as a picture by hand and by keyboard."""

from pathlib import Path

import pytest

CREDIT = Path(__file__).parents[2] / "examples" / "05-credit-check" / "model.yaml"
EDITS = (("login]", "login, mail-relay]"), ("  login:\n", "  mail-relay: {name: Mail relay, provider: it}\n  login:\n"))


@pytest.fixture
def history(server, page, tmp_path):
    """Opens the history of a model with two revisions; says its address."""
    model = tmp_path / "model.yaml"
    text = CREDIT.read_text(encoding="utf-8")
    model.write_text(text, encoding="utf-8")
    address = server(model)
    page.goto(address)
    served = next(path for path in tmp_path.rglob("model.yaml") if path != model)
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new, 1)
    served.write_text(text, encoding="utf-8")
    found = page.get_by_role("link", name="History", exact=True).evaluate("link => link.href")
    page.goto(found)
    return found


def test_from_the_history_to_the_marked_picture_and_into_it(history, page):
    page.get_by_role("link", name="What changed since revision 1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "From revision 1 to revision 2"
    picture = page.locator(".scripted .canvas svg")
    picture.wait_for()
    assert "+ new" in (picture.text_content() or "")
    before = picture.get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    zoomed = picture.get_attribute("viewBox")
    assert zoomed != before
    page.locator(".canvas").focus()
    page.keyboard.press("Shift+ArrowRight")
    assert picture.get_attribute("viewBox") != zoomed
    page.get_by_role("link", name="parties", exact=True).click()
    page.wait_for_selector(".scripted .canvas svg")
    assert "collapse=party" in page.url


def test_two_numbers_lead_to_the_same_page(history, page):
    page.get_by_label("From revision").fill("2")
    page.get_by_label("To revision").fill("1")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text() == "From revision 2 to revision 1"
    page.wait_for_selector(".scripted .canvas svg")
    assert "gone" in (page.locator(".canvas svg").text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it_on_a_phone_too(history, page, axe_clean, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(history.replace("history", "difference"))
    page.wait_for_selector(".scripted .canvas svg")
    page.locator(".as-list summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    axe_clean(page)
