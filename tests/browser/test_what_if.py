"""Trying a change in a browser: the verdict follows what is typed, is kept by keyboard alone, and can be undone."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
CREDIT = EXAMPLES / "05-credit-check" / "model.yaml"
THEATRE = EXAMPLES / "12-tiers-and-prices" / "model.yaml"
PORTAL = "promise=sla-car-leasing/dealer-portal/availability"


@pytest.fixture
def trying(server, page):
    """Opens the page with the fields of a promise."""

    def opened(query=PORTAL, model=CREDIT):
        base = server(model)
        page.goto(f"{base}m/model/what-if?{query}")
        page.wait_for_selector("html.scripted")
        return page

    return opened


def lead(page):
    return page.locator(".summary .lead")


def settled(page):
    """Until the findings have come too: what is still asked when a page goes is told as a mistake."""
    page.locator("#verdict section.findings").wait_for()


def login(page):
    return page.get_by_role("textbox", name="Login").first


def slider(page, name="Login scale"):
    return page.get_by_role("slider", name=name)


def test_the_verdict_follows_what_is_typed_and_so_does_the_address(trying):
    page = trying()
    login(page).fill("99.6 %")
    lead(page).wait_for()
    assert "1 promise would be supported" in lead(page).inner_text()
    page.get_by_text("Findings that would be gone").wait_for()
    assert page.url.count("level%3A") == 1
    page.reload()
    assert login(page).input_value() == "99.6 %"
    assert "1 promise would be supported" in lead(page).inner_text()
    login(page).fill("99 %")
    page.get_by_text("The verdict today").wait_for()
    assert "level" not in page.url


def test_a_mistake_stands_at_its_field_while_the_last_verdict_stays(trying):
    page = trying()
    field = login(page)
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
    page.get_by_role("textbox", name="Availability", exact=True).wait_for()
    assert page.get_by_label("without Bureau Two").is_checked()
    assert page.get_by_label("instead of Scoring engine").input_value() == "login"
    assert "q=" not in page.url


def test_on_a_phone_the_sentence_is_in_sight_while_a_field_is_changed(trying):
    page = trying(f"{PORTAL}&agreement=uc-hosting-one&agreement=uc-bureau-one&agreement=ola-login")
    page.set_viewport_size({"width": 390, "height": 800})
    login(page).fill("99.6 %")
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


def test_the_slider_the_field_and_the_words_say_the_same_whichever_is_moved(trying):
    page = trying()
    said = page.locator("#" + login(page).get_attribute("id") + "-words")
    slider(page).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert login(page).input_value() == "99.5 %"
    assert (
        slider(page).get_attribute("aria-valuetext")
        == f"99.5 %, {said.inner_text()}"
        == "99.5 %, 3 h 36 min down a month"
    )
    page.get_by_text("Login availability 99 % \u2192 99.5 %").wait_for()
    login(page).fill("99.63")
    page.get_by_text("Login availability 99 % \u2192 99.63 %").wait_for()
    assert said.inner_text() == "2 h 39 min 51 s down a month"
    assert 325 < int(slider(page).input_value()) < 375
    login(page).fill("")
    page.get_by_text("The verdict today").wait_for()
    assert slider(page).get_attribute("aria-valuetext") == "99 %, 7 h 12 min down a month"


def test_while_somebody_slides_one_question_at_a_time_is_asked_and_the_last_answer_stays(trying):
    page = trying()
    answered = []
    page.on("requestfinished", lambda request: answered.append(request.url))
    box = slider(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in range(30, 70):
        page.mouse.move(box["x"] + box["width"] * part / 100, box["y"] + box["height"] / 2)
    page.get_by_text("Login availability 99 % \u2192").wait_for()
    page.mouse.up()
    level = login(page).input_value()
    page.get_by_text(f"Login availability 99 % \u2192 {level}", exact=True).wait_for()
    settled(page)
    assert page.locator(".tried").inner_text() == f"Login availability 99 % \u2192 {level}"
    assert len([url for url in answered if "/verdict" in url]) < 40
    assert page.url.count("?") == 1


def test_after_an_answer_that_never_came_the_next_change_is_answered(trying, troubles):
    troubles.allow("sendError|afterRequest|ERR_FAILED")
    page = trying()
    page.route("**/verdict?*", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed"):
        slider(page).press("ArrowRight")
    slider(page).press("ArrowRight")
    page.get_by_text("Login availability 99 % \u2192 99.2 %").wait_for()
    settled(page)


def test_a_tier_is_chosen_by_keyboard_and_its_price_stands_beside_the_verdict(trying, axe_clean):
    page = trying("promise=sla-shop/ticket-shop/availability", THEATRE)
    level = page.get_by_role("textbox", name="Hosting")
    level.fill("99.6 %")
    page.get_by_text("\u2192 99.6 %").wait_for()
    page.get_by_role("radio", name="bronze").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_text("Hosting contract bronze \u2192 gold").wait_for()
    assert "+9,000 EUR a year" in page.locator(".summary .cost").inner_text()
    assert not level.is_visible()
    assert "level" not in page.url
    settled(page)
    axe_clean(page)
    page.reload()
    settled(page)
    assert page.get_by_role("radio", name="gold").is_checked()
    page.get_by_role("radio", name="bronze").check()
    page.get_by_text("The verdict today").wait_for()
    assert level.input_value() == "99.5 %"
    assert "tier" not in page.url


def test_without_a_script_there_are_no_sliders_and_a_tier_is_shown_by_a_button(server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server(THEATRE)}m/model/what-if?promise=sla-shop/ticket-shop/availability")
    assert page.get_by_role("slider").count() == 0
    page.get_by_role("radio", name="gold").check()
    page.get_by_role("button", name="Show the verdict").click()
    assert "+9,000 EUR a year" in page.locator(".summary .cost").inner_text()
    context.close()
