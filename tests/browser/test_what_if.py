"""Trying a change in a browser: the verdict follows what is typed, is kept by keyboard alone, and can be undone."""

from pathlib import Path

import pytest

CREDIT = Path(__file__).parents[2] / "examples" / "05-credit-check" / "model.yaml"
PORTAL = "promise=sla-car-leasing/dealer-portal/availability"


@pytest.fixture
def trying(server, page):
    """Opens the page with the fields of a promise."""

    def opened(query=PORTAL):
        base = server(CREDIT)
        page.goto(f"{base}m/model/what-if?{query}")
        page.wait_for_selector("html.scripted")
        return page

    return opened


def lead(page):
    return page.locator(".summary .lead")


def test_the_verdict_follows_what_is_typed_and_so_does_the_address(trying):
    page = trying()
    page.get_by_label("Login").fill("99.6 %")
    lead(page).wait_for()
    assert "1 promise would be supported" in lead(page).inner_text()
    page.get_by_text("Findings that would be gone").wait_for()
    assert page.url.count("level%3A") == 1
    page.reload()
    assert page.get_by_label("Login").input_value() == "99.6 %"
    assert "1 promise would be supported" in lead(page).inner_text()
    page.get_by_label("Login").fill("99 %")
    page.get_by_text("The verdict today").wait_for()
    assert "level" not in page.url


def test_a_mistake_stands_at_its_field_while_the_last_verdict_stays(trying):
    page = trying()
    field = page.get_by_label("Login")
    field.fill("99.6 %")
    lead(page).wait_for()
    field.fill("often")
    mistake = page.locator("form").get_by_text("is not a number")
    mistake.wait_for()
    assert field.get_attribute("aria-invalid") == "true"
    assert "1 promise would be supported" in lead(page).inner_text()
    field.fill("99.7 %")
    page.get_by_text("Login availability 99 % → 99.7 %").wait_for()
    assert field.get_attribute("aria-invalid") is None
    assert not mistake.is_visible()


def test_a_suggestion_is_taken_applied_and_undone_by_keyboard_alone(trying):
    page = trying()
    tab_to(page, "Take 99.6 % for Login")
    page.keyboard.press("Enter")
    lead(page).wait_for()
    assert page.evaluate("document.activeElement.value") == "99.6 %"
    tab_to(page, "Apply as a revision")
    page.keyboard.press("Enter")
    page.get_by_text("Saved as revision 2: What-if: Login availability 99 % → 99.6 %").wait_for()
    tab_to(page, "Undo")
    page.keyboard.press("Enter")
    page.get_by_text("Saved as revision 3").wait_for()


def tab_to(page, name):
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    raise AssertionError(name)


def test_needs_are_left_out_replaced_and_added_and_more_fields_keep_what_is_typed(trying):
    page = trying("service=credit-check")
    page.get_by_label("without Bureau Two").check()
    page.get_by_text("Online credit check without Bureau Two").wait_for()
    page.get_by_label("instead of Scoring engine").press_sequentially("login")
    page.get_by_text("Online credit check with Login as an alternative to Scoring engine").wait_for()
    page.get_by_label("Change something else too").press_sequentially("ola-web")
    page.get_by_role("button", name="ola-web-front").click()
    page.get_by_label("Availability", exact=True).wait_for()
    assert page.get_by_label("without Bureau Two").is_checked()
    assert page.get_by_label("instead of Scoring engine").input_value() == "login"
    assert "q=" not in page.url


def test_on_a_phone_the_sentence_is_in_sight_while_a_field_is_changed(trying):
    page = trying(f"{PORTAL}&agreement=uc-hosting-one&agreement=uc-bureau-one&agreement=ola-login")
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_label("Login").first.fill("99.6 %")
    lead(page).wait_for()
    box = lead(page).bounding_box()
    assert box["y"] + box["height"] <= 800
    assert page.locator(".tried").bounding_box()["y"] > 800


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing(trying, axe_clean, width):
    page = trying(
        f"{PORTAL}&service=credit-check&without=services/credit-check/needs/0&q=login&also:credit-check=nobody"
    )
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_text("Findings that would be new").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_clean(page)


def test_without_a_script_the_buttons_do_it(server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server(CREDIT)}m/model/what-if?{PORTAL}")
    page.get_by_role("button", name="Take 99.6 % for Login").click()
    assert "1 promise would be supported" in lead(page).inner_text()
    page.get_by_role("link", name="See which findings").click()
    assert page.get_by_text("Findings that would be gone").is_visible()
    context.close()
