"""The plan and the ways out in a browser: they appear by themselves, become a draft, and lead to trying and back."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
TIERS = EXAMPLES / "12-tiers-and-prices" / "model.yaml"
DAY = "as_of=2026-11-23"
SHOP = f"{DAY}&id=sla-shop/ticket-shop/availability"


@pytest.fixture
def at(server, page):
    """Opens a page of a model and waits until nothing on it is being worked out any more."""

    def opened(where, model=TIERS):
        page.goto(f"{server(model)}m/model/{where}")
        page.wait_for_selector("main:not(:has(.awaited))")
        return page

    return opened


def test_the_plan_becomes_a_draft_and_is_taken_back(at):
    page = at(f"plan?{DAY}")
    assert "6,000 EUR more a year" in page.locator("#answer .lead").inner_text().replace("\xa0", " ")
    page.get_by_role("button", name="Save as a draft revision").click()
    page.get_by_text("Saved as revision 2: Draft: Plan for the lowest price: Hosting contract bronze → gold").wait_for()
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_text("All 3 promises are supported as it is: nothing has to change.").wait_for()
    page.go_back()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Saved as revision 3").wait_for()


def test_another_objective_and_basis_stand_in_the_address(at):
    page = at(f"plan?{DAY}")
    page.get_by_label("Look for").select_option("changes")
    page.get_by_label("at which all promises").select_option("independent")
    page.get_by_role("button", name="Show").click()
    page.wait_for_selector("main:not(:has(.awaited))")
    assert "objective=changes" in page.url
    assert "basis=independent" in page.url
    assert DAY in page.url


def test_a_way_out_is_tried_and_made_a_draft(at):
    page = at(f"promise?{SHOP}")
    page.get_by_role("link", name="Try it (Take tier plus of Payment contract)").click()
    page.locator(".summary .lead").wait_for()
    assert "would be supported" in page.locator(".summary .lead").inner_text()
    page.go_back()
    page.get_by_role("button", name="Save as a draft (Take tier plus of Payment contract)").click()
    page.get_by_text("Saved as revision 2: Draft: Payment contract basic → plus").wait_for()
    assert page.locator("h1").inner_text() == "Ticket shop: availability"
    assert page.locator(".verdict .chip.ok").is_visible()


def test_a_waiver_is_one_of_the_ways(at):
    page = at(f"promise?{SHOP}")
    page.locator(".options").get_by_role("link", name="Accept this risk").click()
    assert page.get_by_label("Why").or_(page.get_by_label("Reason")).first.is_visible()


@pytest.mark.parametrize("where", [f"plan?{DAY}", f"promise?{SHOP}"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing(at, axe_clean, where, width):
    page = at(where)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe_clean(page)


def test_the_plan_is_read_without_a_script(server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server(TIERS)}m/model/plan?{DAY}")
    if page.locator(".awaited").count():
        page.get_by_role("link", name="look again").click()
    assert page.get_by_text("What to ask of whom").first.is_visible()
    context.close()
