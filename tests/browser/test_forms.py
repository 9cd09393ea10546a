"""A model changed through forms in a real browser: by keyboard, by drag, with checks on the way."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Serve, Troubles

EXAMPLES = Path(__file__).parents[2] / "examples"
CREDIT = EXAMPLES / "05-credit-check" / "model.yaml"


def needs_of(tree: Locator) -> str:
    """The tree as it would be sent."""
    return tree.locator("textarea").input_value()


def tab_to(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab until something has the focus."""
    for _ in range(80):
        if wanted.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def test_a_service_with_alternatives_is_built_by_keyboard_alone(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/services/new")
    tab_to(page, page.get_by_label("Name", exact=False).first)
    page.keyboard.type("Loan offer")
    tab_to(page, page.get_by_label("Provided by"))
    page.keyboard.type("Credit S")
    tree = page.locator("#tree-needs")
    tab_to(page, tree.get_by_label("Add a service to Needs"))
    for name in ("Web front", "Bureau One", "Bureau Two"):
        page.keyboard.type(name)
        page.keyboard.press("Escape")
        page.keyboard.press("Enter")
        expect(tree.get_by_role("button", name=f"Move up {name}")).to_be_visible()
    expect(tree.get_by_label("Add a service to Needs")).to_be_focused()
    tab_to(page, tree.get_by_role("button", name="Move into a group: Bureau Two"), back=True)
    page.keyboard.press("Enter")
    expect(tree.get_by_role("status")).to_contain_text("Bureau Two: now in a group of its own, Any one of these")
    tab_to(page, tree.get_by_role("button", name="Move into a group: Bureau One"), back=True)
    page.keyboard.press("Enter")
    assert needs_of(tree) == '["web-front",{"any_of":["bureau-one-api","bureau-two-api"]}]'
    down = tree.get_by_role("button", name="Move down Bureau One")
    tab_to(page, down)
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(tree.get_by_role("status")).to_contain_text("Bureau One: now 2 of 2 in Any one of these")
    tab_to(page, page.get_by_role("button", name="Save", exact=True).last)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Service “Loan offer” added")
    page.goto(page.url.partition("?")[0] + "/services/edit?id=loan-offer")
    assert needs_of(page.locator("#tree-needs")) == '["web-front",{"any_of":["bureau-two-api","bureau-one-api"]}]'


def drag(page: Page, handle: Locator, target: Locator, *, part: float) -> None:
    """Drag a handle to a height of a target."""
    start, end = handle.bounding_box(), target.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + end["height"] / 2)
    page.mouse.move(end["x"] + 40, end["y"] + end["height"] * part)
    page.mouse.up()


def test_needs_are_nested_and_taken_out_again_by_drag(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/services/edit?id=credit-check")
    tree = page.locator("#tree-needs")
    head = tree.locator(".node:not(.group) > .head")
    group = tree.locator(".node.group > .head")
    group.scroll_into_view_if_needed()
    drag(page, head.filter(has_text="Scoring engine").locator(".handle"), group, part=0.9)
    assert needs_of(tree) == '["web-front",{"any_of":["scoring-engine","bureau-one-api","bureau-two-api"]}]'
    drag(page, head.filter(has_text="Bureau Two").locator(".handle"), head.filter(has_text="Web front"), part=0.1)
    assert needs_of(tree) == '["bureau-two-api","web-front",{"any_of":["scoring-engine","bureau-one-api"]}]'
    drag(page, group.locator(".handle"), head.filter(has_text="Scoring engine"), part=0.9)
    assert needs_of(tree) == '["bureau-two-api","web-front",{"any_of":["scoring-engine","bureau-one-api"]}]'
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("Service “Online credit check”: needs changed")


def test_a_service_and_its_supplier_that_do_not_exist_yet_are_made_on_the_way(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/services/new")
    page.get_by_label("Name needed").fill("Letters")
    page.get_by_text("Not in the list? Add a new one").click()
    page.locator("[id='new.provider.name']").fill("Printing House")
    tree = page.locator("#tree-needs")
    tree.get_by_label("Add a service to Needs").fill("Paper")
    tree.get_by_role("button", name="Add the service to Needs").click()
    tree.get_by_label("provided by").select_option(label="Hosting One Ltd")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("Service “Letters” added, with Printing House and Paper")


def test_what_is_typed_but_not_added_is_saved_and_what_is_new_is_looked_at_first(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/services/edit?id=credit-check")
    hands = page.locator("#tree-handled_by")
    save = page.get_by_role("button", name="Save", exact=True).last
    hands.get_by_role("textbox").or_(hands.get_by_role("combobox")).last.fill("Cloud help")
    page.get_by_text("Who works on it").click()
    save.click()
    expect(hands.locator(".mistake")).to_contain_text("“Cloud help” is not in this model yet")
    provider = hands.get_by_label("provided by")
    expect(provider).to_be_focused()
    provider.select_option(label="Hosting One Ltd")
    tree = page.locator("#tree-needs")
    tree.get_by_label("Add a service to Needs").fill("Login")
    save.click()
    expect(page.get_by_role("status").first).to_contain_text(
        "Service “Online credit check”: needs, hand-offs of an incident changed, with Cloud help"
    )


def test_what_is_new_is_looked_at_first_also_where_something_known_is_typed_below_it(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/services/edit?id=credit-check")
    tree = page.locator("#tree-needs")
    tree.get_by_label("Add a service to the group").first.fill("Pager")
    tree.get_by_label("Add a service to Needs").fill("Login")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(tree.get_by_text("“Pager” is not in this model yet").first).to_be_visible()
    expect(tree.get_by_label("provided by")).to_be_focused()


def test_a_calendar_starts_where_its_author_is_and_days_are_picked(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/calendars/new")
    here = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    expect(page.get_by_label("Time zone")).to_have_value(here if "/" in here else "")
    page.get_by_text("Holidays", exact=True).click()
    for day in ("2026-12-24", "2026-12-25"):
        page.get_by_label("A day to add").fill(day)
        page.get_by_role("button", name="Add this day").click()
    expect(page.get_by_label("Days of your own")).to_have_value("2026-12-24\n2026-12-25")
    page.get_by_label("A day to add").fill("2026-12-31")
    page.get_by_label("Name").fill("Desk")
    page.get_by_role("textbox", name="Monday").fill("9-17")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("link", name="Desk", exact=True).click()
    expect(page.get_by_label("Days of your own")).to_have_value("2026-12-24\n2026-12-25\n2026-12-31")


def test_the_level_that_holds_follows_the_levels_that_are_being_written(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/agreements/edit?id=uc-bureau-one")
    holds = page.get_by_label("The level that holds today")
    page.get_by_role("button", name="Add a level").click()
    page.get_by_label("Name of the level").fill("gold")
    holds.select_option("gold")
    page.get_by_label("Name of the level").fill("gold plus")
    expect(holds).to_have_value("gold plus")
    page.get_by_role("button", name="Remove Level 1").click()
    expect(holds).to_have_value("")


def test_the_model_is_searched_while_typing(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model")
    page.get_by_label("Look for").press_sequentially("bureau uc")
    expect(page.locator("#results")).not_to_contain_text("Web front")
    expect(page.locator("#results")).to_contain_text("Bureau One")
    expect(page.get_by_label("Look for")).to_be_focused()


def test_a_check_tells_at_the_field_and_says_the_verdict_and_saves_nothing(server: Serve, page: Page):
    home = server(CREDIT)
    page.goto(home + "m/model/model/agreements/edit?id=uc-bureau-two")
    level = page.locator("[id='targets.0.level']")
    level.fill("9995")
    level.blur()
    told = page.locator("[id='told-targets.0.level']")
    expect(told).to_contain_text("more than 100 %")
    expect(level).to_have_attribute("aria-invalid", "true")
    level.fill("99,95")
    level.blur()
    expect(told).to_have_text("Taken as 99.95 %.")
    expect(level).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator("#verdict")).to_contain_text("With this: ")
    level.fill("98.5 %")
    level.blur()
    expect(told).to_have_text("")
    other = page.context.new_page()
    other.goto(home + "m/model/history")
    expect(other.get_by_role("main")).not_to_contain_text("targets changed")


def test_leaving_a_form_that_was_changed_is_asked_about(server: Serve, page: Page, troubles: Troubles):
    troubles.allow("dialog beforeunload")
    page.goto(server(CREDIT) + "m/model/model/parties/edit?id=it")
    page.get_by_label("Contact").fill("it@bank.example")
    with page.expect_event("dialog") as asked:
        page.get_by_role("link", name="Cancel").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    expect(page.get_by_label("Contact")).to_have_value("it@bank.example")


def test_rows_move_and_keep_the_focus(server: Serve, page: Page):
    page.goto(server(CREDIT) + "m/model/model/agreements/edit?id=uc-bureau-two")
    page.get_by_role("button", name="Move down Target 1").press("Enter")
    expect(page.get_by_role("button", name="Move down Target 2")).to_be_focused()
    expect(page.locator("#said")).to_have_text("Row moved down, now 2 of 3")
    page.get_by_role("button", name="Add a target").press("Enter")
    expect(page.locator("[id='targets.n0.metric']")).to_be_focused()
    page.locator("[id='targets.n0.metric']").select_option("notification")
    expect(page.locator("[id='targets.n0.level']")).to_have_attribute("placeholder", "4 h")
    page.locator("[id='targets.n0.level']").fill("1h")
    page.get_by_role("button", name="Remove Target 1").click()
    expect(page.locator("#said")).to_contain_text("removed, 3 left")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("targets changed")


def test_every_form_is_accessible(server: Serve, page: Page, axe_clean: Callable[[Page], None]):
    home = server(CREDIT)
    page.set_viewport_size({"width": 1280, "height": 4000})  # the bar with Save lies over nothing while axe measures
    for address in (
        "m/model/model",
        "m/model/model?q=nothing-like-it",
        "m/model/model/head",
        "m/model/model/parties/edit?id=it",
        "m/model/model/services/edit?id=credit-check",
        "m/model/model/agreements/edit?id=sla-retail-bank",
        "m/model/model/agreements/new",
        "m/model/model/calendars/edit?id=office",
        "m/model/model/maintenance/new",
        "m/model/model/parties/remove?id=it",
    ):
        page.goto(home + address)
        axe_clean(page)


def test_a_form_with_mistakes_is_accessible_and_leads_to_each(
    server: Serve, page: Page, axe_clean: Callable[[Page], None], troubles: Troubles
):
    troubles.allow("422")
    page.goto(server(CREDIT) + "m/model/model/services/new")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text(re.compile("Nothing was saved yet: 2 things"))
    axe_clean(page)
    page.get_by_role("alert").get_by_role("link", name="Provided by").click()
    expect(page.get_by_label("Provided by")).to_be_focused()
