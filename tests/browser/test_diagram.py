"""The diagram in a browser: by keyboard alone, by hand, by search, without a script, on a phone."""

import re
from pathlib import Path

import pytest

from tests.diagram.landscapes import SHOP

EXAMPLES = Path(__file__).parents[2] / "examples"
CREDIT = EXAMPLES / "05-credit-check" / "model.yaml"
FEDERATION = EXAMPLES / "07-egi-federation"


@pytest.fixture
def diagram(server, page):
    """Opens the diagram of a model and waits for its picture; says the address."""

    def opened(model=CREDIT, query=""):
        page.goto(server(model))
        address = page.get_by_role("link", name="Diagram", exact=True).evaluate("link => link.href")
        page.goto(f"{address}{query}")
        page.wait_for_selector(".scripted .canvas svg a[tabindex='0']")
        return address

    return opened


def here(page):
    return page.evaluate("() => document.activeElement.dataset.of || document.activeElement.textContent")


def view(page):
    return [float(part) for part in page.locator(".canvas > svg").get_attribute("viewBox").split()]


def test_from_the_address_bar_to_a_panel_and_back_by_keyboard_alone(diagram, page):
    diagram()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => Boolean(document.activeElement.closest('.canvas'))"):
            break
    assert here(page) == "sla-car-leasing"
    page.keyboard.press("ArrowDown")
    below = here(page)
    assert below in {"quick-score", "dealer-portal"}
    page.keyboard.press("ArrowLeft")
    assert here(page) != below
    page.keyboard.press("ArrowRight")
    assert here(page) == below
    page.keyboard.press("ArrowUp")
    assert here(page) == "sla-car-leasing"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2:focus")
    assert "What rests on it" in page.locator(".panel").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator(".panel").is_hidden()
    assert here(page) == below
    page.keyboard.press("Tab")
    assert not page.evaluate("() => Boolean(document.activeElement.closest('.canvas'))")


def test_the_box_that_has_the_focus_is_always_in_sight(diagram, page):
    page.set_viewport_size({"width": 390, "height": 844})
    diagram()
    page.locator(".canvas a[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        inside = """() => {
            const canvas = document.querySelector(".canvas").getBoundingClientRect();
            const box = document.activeElement.getBoundingClientRect();
            return box.left >= canvas.left && box.right <= canvas.right
              && box.top >= canvas.top && box.bottom <= canvas.bottom;
        }"""
        assert page.evaluate(inside), key


IN_SIGHT = """box => {
    const canvas = document.querySelector(".canvas").getBoundingClientRect();
    const { left, right, top, bottom } = box.getBoundingClientRect();
    return left >= canvas.left && right <= canvas.right && top >= canvas.top && bottom <= canvas.bottom;
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_picture_around_something_opens_with_it_in_sight_and_readable(diagram, page, width):
    page.set_viewport_size({"width": width, "height": 844})
    for focus in ("bureau-three-api", "sla-car-leasing", "analyst-decision"):
        diagram(query=f"?focus={focus}&depth=all")
        box = page.locator(".canvas a[data-focus]")
        assert box.evaluate(IN_SIGHT), focus
        assert box.bounding_box()["height"] > 20


def test_on_a_phone_all_of_the_picture_is_seen_first(diagram, page):
    page.set_viewport_size({"width": 390, "height": 844})
    diagram()
    boxes = page.locator(".canvas .node > a")
    assert boxes.count() > 20
    assert all(box.evaluate(IN_SIGHT) for box in boxes.all())


def test_buttons_keys_and_wheel_zoom_and_fit_shows_all(diagram, page):
    diagram(FEDERATION)
    x, y, width, height = view(page)
    page.get_by_role("button", name="Zoom in").click()
    assert view(page)[2] == pytest.approx(width / 1.25, rel=0.01)
    page.locator(".canvas a[tabindex='0']").focus()
    page.keyboard.press("-")
    assert view(page)[2] == pytest.approx(width, rel=0.01)
    page.keyboard.press("Shift+ArrowRight")
    assert view(page)[0] > x
    box = page.locator(".canvas").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(f"() => document.querySelector('.canvas > svg').viewBox.baseVal.width < {width * 0.9}")
    page.get_by_role("button", name="Fit").click()
    left, top, wide, high = view(page)
    whole = page.evaluate("() => document.querySelector('.canvas > svg').getBBox().width")
    assert left <= 0
    assert left + wide >= whole - 1
    assert (top, high) == (pytest.approx(y, abs=30), pytest.approx(height, rel=0.3))


def test_dragging_moves_and_opens_nothing_while_a_click_opens(diagram, page):
    diagram(FEDERATION)
    link = page.locator(".canvas a[data-of='accounting-portal'], .canvas .node > a").first
    box = link.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    before = view(page)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 40, steps=5)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert view(page)[0] < before[0]
    assert page.locator(".panel").is_hidden()
    link.click()
    page.wait_for_selector(".panel h2")
    assert page.url.endswith("/diagram")


def test_a_search_announces_its_count_and_enter_goes_to_the_first(diagram, page):
    diagram()
    page.get_by_role("searchbox", name="Find").fill("bureau")
    page.wait_for_selector("#hits .hits")
    assert "Found 4 boxes in the picture" in page.locator("#hits[role=status]").inner_text()
    assert page.locator(".node.hit").count() == 4
    page.keyboard.press("Enter")
    assert "bureau" in page.evaluate("() => document.activeElement.getAttribute('aria-label').toLowerCase()")
    page.get_by_role("searchbox", name="Find").fill("")
    page.wait_for_selector(".node.hit", state="detached")


def test_what_is_not_drawn_is_found_and_looked_around(diagram, page):
    diagram(query="?focus=login&depth=1")
    assert page.locator(".canvas a[data-of='fraud-check']").count() == 0
    page.get_by_role("searchbox", name="Find").fill("fraud")
    page.get_by_role("link", name="Fraud check").click()
    page.wait_for_selector(".canvas a[data-of='fraud-check'][data-focus]")


def test_without_a_script_there_is_a_picture_with_links_and_a_list(server, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server(CREDIT))
    page.get_by_role("link", name="Diagram", exact=True).click()
    page.get_by_role("link", name="Show the picture and the list").click()
    page.get_by_role("link", name="Login, service of IT, department, supported").click()
    assert "around Login" in page.locator("h1").inner_text()
    page.locator("summary").click()
    assert page.get_by_role("rowheader", name="Identity cloud").is_visible()
    context.close()


def test_on_a_phone_the_picture_has_the_whole_width_and_the_panel_comes_from_below(diagram, page):
    page.set_viewport_size({"width": 390, "height": 844})
    diagram()
    assert page.locator(".canvas").bounding_box()["width"] == pytest.approx(390, abs=1)
    page.locator(".canvas a[tabindex='0']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2")
    panel = page.locator(".panel").bounding_box()
    assert (panel["x"], panel["width"]) == (0, 390)
    assert panel["y"] + panel["height"] == pytest.approx(844, abs=1)
    chosen = page.locator(".canvas .chosen").bounding_box()
    assert chosen["y"] + chosen["height"] < panel["y"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("model", [CREDIT, FEDERATION])
def test_axe_finds_nothing_with_panel_search_and_list_open(diagram, page, axe_clean, model):
    diagram(model)
    axe_clean(page)
    page.get_by_role("searchbox", name="Find").fill("o")
    page.wait_for_selector("#hits .hits")
    page.locator("summary").click()
    page.locator(".canvas a[tabindex='0']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2")
    axe_clean(page)


def test_it_prints_as_one_landscape_page_with_all_of_the_picture(diagram, page):
    diagram()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 84[12]", pdf)
    assert view(page)[2] < 1204


def test_hostile_names_stay_names(diagram, page, tmp_path):
    model = tmp_path / "hostile.yaml"
    evil = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    model.write_text(SHOP.replace("Web shop", evil).replace("Promise to buyers", evil).replace("One Ltd", evil))
    diagram(model)
    page.get_by_role("searchbox", name="Find").fill("script")
    page.wait_for_selector("#hits .hits")
    page.locator(f".canvas a[aria-label^='{evil}']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel h2")
    assert page.locator(".panel h2").inner_text() == evil
    page.locator("summary").click()
    assert page.locator("main img").count() == 0
