"""A week drawn in a real browser, by mouse, by finger and by keyboard; the text of the model, byte for byte, out."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Serve

MODEL = """\
slamodel: 1
title: Desks
calendars:
  # Kept by the team of the desk.
  desk: {timezone: Europe/Berlin, hours: {mon-thu: "08:00-18:00", fri: '09:10-12:00, 12:00-15:05', sat: closed}}
  night:
    hours: {mon: "22:00-06:00", tue: "06:00-14:00, 22:00-06:00"}   # three shifts
"""


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model with two calendars, written in ways that a form would not choose."""
    path = tmp_path / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return path


def opened(server: Serve, page: Page, model: Path, calendar: str) -> str:
    home = server(model)
    page.goto(f"{home}m/model/model/calendars/edit?id={calendar}")
    expect(page.get_by_role("grid")).to_be_visible()
    return home


def cell(page: Page, label: str) -> Locator:
    return page.get_by_role("gridcell", name=label)


def hours(page: Page) -> list[str]:
    found: list[str] = page.locator("[data-week] .week input").evaluate_all("all => all.map(field => field.value)")
    return found


def drag(page: Page, start: Locator, end: Locator) -> None:
    start.scroll_into_view_if_needed()
    one, other = start.bounding_box(), end.bounding_box()
    assert one
    assert other
    page.mouse.move(one["x"] + one["width"] / 2, one["y"] + one["height"] / 2)
    page.mouse.down()
    page.mouse.move(other["x"] + other["width"] / 2, other["y"] + other["height"] / 2, steps=4)
    page.mouse.up()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("hours changed")


def text(tmp_path: Path) -> str:
    return (tmp_path / "server-0" / "model.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_rectangle_that_is_dragged_opens_hours_on_several_days(
    server: Serve, page: Page, model: Path, tmp_path: Path, width: int
):
    page.set_viewport_size({"width": width, "height": 2400})
    opened(server, page, model, "desk")
    drag(page, cell(page, "Saturday 09:00 to 09:30"), cell(page, "Sunday 12:30 to 13:00"))
    assert hours(page)[4:] == ["09:10-12:00, 12:00-15:05", "09:00-13:00", "09:00-13:00"]
    expect(page.locator(".sum")).to_have_text(
        "Monday to Thursday 08:00-18:00; Friday 09:10-12:00, 12:00-15:05; Saturday to Sunday 09:00-13:00. "
        "53 h 55 min a week."
    )
    save(page)
    assert text(tmp_path) == MODEL.replace("sat: closed", 'sat: "09:00-13:00", sun: "09:00-13:00"')


def test_opening_and_saving_a_form_changes_no_hours(server: Serve, page: Page, model: Path, tmp_path: Path):
    opened(server, page, model, "night")
    page.get_by_label("Name").fill("Night desk")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("status").first).to_contain_text("name changed")
    assert 'hours: {mon: "22:00-06:00", tue: "06:00-14:00, 22:00-06:00"}' in text(tmp_path)


def test_only_the_day_that_is_painted_is_written_anew(server: Serve, page: Page, model: Path, tmp_path: Path):
    opened(server, page, model, "night")
    cell(page, "Tuesday 15:00 to 15:30, closed").click()
    assert hours(page)[:3] == ["22:00-06:00", "06:00-14:00, 15:00-15:30, 22:00-06:00", ""]
    cell(page, "Tuesday 15:00 to 15:30, open").click()
    assert hours(page)[:3] == ["22:00-06:00", "06:00-14:00, 22:00-06:00", ""]
    cell(page, "Wednesday 05:30 to 06:00, open").click()
    save(page)
    assert text(tmp_path) == MODEL.replace('22:00-06:00"}', '22:00-05:30"}')


def test_hours_finer_than_a_cell_are_told_and_stay_until_they_are_painted(server: Serve, page: Page, model: Path):
    opened(server, page, model, "desk")
    part = cell(page, "Friday 09:00 to 09:30, partly open: 09:10-09:30")
    expect(part).to_have_attribute("aria-selected", "false")
    cell(page, "Monday 08:00 to 08:30, open").click()
    assert hours(page)[0] == "08:30-18:00"
    assert hours(page)[4] == "09:10-12:00, 12:00-15:05"
    page.get_by_label("Each cell is").select_option("5")
    cell(page, "Friday 15:05 to 15:10, closed").click()
    assert hours(page)[4] == "09:10-15:10"


def test_a_week_is_drawn_by_keyboard_alone(server: Serve, page: Page, model: Path, tmp_path: Path):
    opened(server, page, model, "desk")
    page.get_by_label("Each cell is").focus()
    page.keyboard.press("Tab")
    expect(cell(page, "Monday 08:00 to 08:30, open")).to_be_focused()
    status = page.locator(".drawn [role=status]")
    for key in ("Control+End", "Home", "ArrowUp", *["ArrowRight"] * 20):
        page.keyboard.press(key)
    expect(cell(page, "Saturday 10:00 to 10:30, closed")).to_be_focused()
    for key in ("Shift+ArrowRight", "Shift+ArrowDown"):
        page.keyboard.press(key)
    expect(status).to_have_text("Saturday to Sunday 10:00 to 11:00 marked")
    page.keyboard.press("Space")
    expect(status).to_contain_text("Saturday to Sunday 10:00 to 11:00 opened. Monday to Thursday 08:00-18:00; ")
    expect(status).to_contain_text("47 h 55 min a week.")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator(".cell.marked")).to_have_count(0)
    page.keyboard.press("Enter")
    assert hours(page)[5:] == ["10:00-11:00", "10:30-11:00"]
    save(page)
    assert 'sat: "10:00-11:00"' in text(tmp_path)


def test_painting_is_given_up_with_escape(server: Serve, page: Page, model: Path):
    opened(server, page, model, "desk")
    before = hours(page)
    cell(page, "Sunday 08:00 to 08:30").hover()
    page.mouse.down()
    cell(page, "Sunday 12:00 to 12:30").hover()
    expect(cell(page, "Sunday 10:00 to 10:30, open")).to_be_visible()
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(cell(page, "Sunday 10:00 to 10:30, closed")).to_be_visible()
    assert hours(page) == before


def test_a_day_whose_text_cannot_be_read_is_left_alone(server: Serve, page: Page, model: Path):
    opened(server, page, model, "desk")
    page.get_by_label("Tuesday").last.fill("eight to late")
    expect(page.locator(".sum")).to_contain_text("Tuesday: not drawn")
    drag(page, cell(page, "Monday 18:00 to 18:30"), cell(page, "Wednesday 18:00 to 18:30"))
    assert hours(page)[:3] == ["08:00-18:30", "eight to late", "08:00-18:30"]
    page.get_by_label("Tuesday").last.fill("8 to 9")
    expect(cell(page, "Tuesday 08:30 to 09:00, open")).to_be_visible()


def test_usual_weeks_and_copies_are_drawn_at_once(server: Serve, page: Page, model: Path):
    opened(server, page, model, "desk")
    page.get_by_role("button", name="Mon–Fri in two shifts").press("Enter")
    expect(cell(page, "Friday 21:30 to 22:00, open")).to_be_visible()
    expect(page.locator("#said")).to_have_text("The hours are now: Mon–Fri in two shifts, 06:00–22:00")
    page.get_by_label("Copy the hours of").select_option("Friday")
    page.get_by_label("to", exact=True).select_option("Saturday and Sunday")
    page.get_by_role("button", name="Copy these hours").click()
    expect(page.locator(".sum")).to_have_text("Monday to Sunday 06:00-22:00. 112 h a week.")


def test_a_finger_taps_or_holds_to_paint_and_otherwise_scrolls(server: Serve, chromium: Browser, model: Path):
    touching = chromium.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = touching.new_page()
    opened(server, page, model, "desk")
    expect(page.locator(".grid.tall")).to_be_visible()
    box = cell(page, "Sunday 08:00 to 08:30").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    cell(page, "Sunday 08:00 to 08:30").tap()
    assert hours(page)[6] == "08:00-08:30"
    begun = cell(page, "Sunday 10:00 to 10:30").bounding_box()
    assert begun
    tool = touching.new_cdp_session(page)
    at = {"x": begun["x"] + 10, "y": begun["y"] + 5}

    def touch(kind: str, down: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": at["x"], "y": at["y"] + down}]
        tool.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0)
    touch("touchMove", -60)
    touch("touchMove", -90)
    touch("touchEnd", 0)
    assert hours(page)[6] == "08:00-08:30"
    page.wait_for_timeout(300)
    begun = cell(page, "Sunday 10:00 to 10:30").bounding_box()
    assert begun
    at = {"x": begun["x"] + 10, "y": begun["y"] + 5}
    touch("touchStart", 0)
    page.wait_for_timeout(450)
    touch("touchMove", 24)
    touch("touchMove", 48)
    touch("touchEnd", 0)
    assert hours(page)[6] == "08:00-08:30, 10:00-11:30"
    touching.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_drawn_week_is_accessible(
    server: Serve, page: Page, model: Path, axe_clean: Callable[[Page], None], width: int
):
    page.set_viewport_size({"width": width, "height": 4000})
    opened(server, page, model, "desk")
    page.get_by_label("Tuesday").last.fill("eight to late")
    cell(page, "Monday 08:00 to 08:30").click()
    axe_clean(page)
    assert page.evaluate("document.querySelectorAll('[data-week] [style]').length") == 0


LAW = """async () => {
  const { DAY, minutes, rewritten, spansOf } = await import("/static/week/hours.js");
  let seed = 7;
  const any = (most) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % most; };
  const time = (at) => `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  const span = () => { const from = 5 * any(288); return `${time(from)}-${time((from + 5 + 5 * any(287)) % DAY)}`; };
  const wrong = [];
  for (let round = 0; round < 400; round += 1) {
    const texts = Array.from({ length: 7 }, () => Array.from({ length: any(3) }, span).join(", "));
    const [first, from] = [any(7), any(48)];
    const [last, to] = [first + any(7 - first), from + 1 + any(48 - from)];
    const wanted = minutes(texts).slice();
    for (let day = first; day <= last; day += 1) wanted.fill(round % 2, day * DAY + from * 30, day * DAY + to * 30);
    const found = rewritten(texts, wanted);
    const isWhole = minutes(found).every((minute, at) => minute === wanted[at]);
    const isFar = (day) => (day - first + 8) % 7 > last - first + 2;
    const isKept = texts.every((text, day) => !isFar(day) || found[day] === text);
    const isSound = found.every((text) => spansOf(text));
    if (!isWhole || !isKept || !isSound) wrong.push({ texts, first, last, from, to, found });
  }
  return wrong;
}"""


def test_whatever_is_painted_the_fields_say_it_and_days_further_off_keep_their_text(
    server: Serve, page: Page, model: Path
):
    opened(server, page, model, "desk")
    assert page.evaluate(LAW) == []
