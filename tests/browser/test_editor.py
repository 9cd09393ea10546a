"""The text in a real browser: keys are offered, mistakes marked, saving makes a revision, Tab finds the way out."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

EXAMPLES = Path(__file__).parents[2] / "examples"
CREDIT_CHECK = EXAMPLES / "05-credit-check" / "model.yaml"
START = """slamodel: 1
parties:
  it: {kind: department}
  net: {kind: supplier}
  shop: {name: "Bad </textarea><script>alert(1)</script>", kind: customer}
services:
  web:
    provider: it
    needs: [line]
  line: {provider: net}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web]
    targets:
      - {metric: availability, at_least: 99 %}
"""


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.yaml"
    path.write_text(START, encoding="utf-8")
    return path


def opened(page: Page, address: str, query: str = "") -> Page:
    """The page of the text with its editor ready and the first check done."""
    page.goto(f"{address}m/model/text{query}")
    expect(page.locator(".cm-content")).to_be_visible()
    expect(page.locator("#verdict")).not_to_have_text("Reading the text …")
    return page


def type_at_the_end_of(page: Page, line: str, text: str) -> None:
    """Type behind a line that is on the screen; `\\n` starts a new one, as the Enter key does."""
    page.locator(".cm-line", has_text=line).first.click()
    page.keyboard.press("End")
    for part in text.splitlines(keepends=True):
        page.keyboard.type(part.rstrip("\n"))
        if part.endswith("\n"):
            page.keyboard.press("Enter")


def offered(page: Page) -> list[str]:
    options = page.locator(".cm-tooltip-autocomplete li .cm-completionLabel")
    expect(options.first).to_be_visible()
    return options.all_inner_texts()


def choose(page: Page) -> None:
    """Take the first one; a key that comes while the list is just appearing is not meant for it."""
    page.wait_for_timeout(150)
    page.keyboard.press("Enter")


def stored(page: Page, address: str) -> str:
    """What the server has, as the text field of a page without scripts would hold it."""
    return page.request.get(f"{address}m/model/text").text()


def test_a_key_is_offered_explained_and_written_with_what_comes_behind_it(server, page, small):
    opened(page, server(small))
    type_at_the_end_of(page, "provider: it", "\nhand")
    assert offered(page) == ["handled_by"]
    expect(page.locator(".cm-completionInfo")).to_contain_text("Through whose hands an incident goes")
    choose(page)
    expect(page.locator(".cm-content")).to_contain_text("handled_by: ")
    assert set(offered(page)) == {"web", "line"}


def test_words_ids_and_spellings_are_offered_where_they_fit(server, page, small):
    opened(page, server(small))
    type_at_the_end_of(page, "- {metric: availability", "\n- {metric: resol")
    assert offered(page) == ["resolution"]
    choose(page)
    page.keyboard.type(", with")
    assert offered(page) == ["within"]
    choose(page)
    page.keyboard.press("Control+Space")
    assert "15 min" in offered(page)
    page.keyboard.press("Escape")
    page.keyboard.type("4 h, hours: ")
    page.keyboard.press("Control+Space")
    assert offered(page) == ["always"]


def test_a_mistake_gets_a_mark_and_a_message_that_leads_to_it_and_the_verdict_follows(server, page, small, axe_clean):
    opened(page, server(small))
    expect(page.locator("#verdict")).to_contain_text("1 promise checked: ? 1 unknown")
    type_at_the_end_of(page, "provider: it", "\nnedes: line")
    expect(page.locator(".cm-lintRange-error")).to_have_text("nedes")
    message = page.locator("#messages li")
    expect(message).to_contain_text('unknown key "nedes" (did you mean "needs"?)')
    expect(page.locator("#verdict")).to_contain_text("1 mistake")
    axe_clean(page)
    message.get_by_role("button", name="Line 9").click()
    expect(page.locator(".cm-content")).to_be_focused()
    page.keyboard.press("Control+z")


def test_saving_makes_a_revision_keeps_the_place_and_a_faulty_text_is_told_of(server, page, small, axe_clean):
    address = server(small)
    opened(page, address)
    type_at_the_end_of(page, "provider: it", "\nnedes: line")
    expect(page.locator("#saved")).to_have_text("Not saved yet.")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved as revision 2")
    page.keyboard.type(" # more")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved as revision 3")
    page.goto(f"{address}m/model/problems")
    expect(page.locator("main")).to_contain_text('unknown key "nedes"')
    axe_clean(page)
    page.get_by_role("link", name="Mend line 9").click()
    expect(page.locator(".cm-activeLine")).to_have_text("    nedes: line # more")


def test_whoever_is_caught_in_the_text_gets_out_by_escape_and_tab(server, page, small, axe_clean):
    opened(page, server(small))
    axe_clean(page)
    type_at_the_end_of(page, "slamodel: 1", "\n")
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_be_focused()
    expect(page.locator(".cm-activeLine")).to_have_text("  ")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.keyboard.press("Escape")
    page.wait_for_timeout(2500)  # whoever needs time has it: there is no limit to the way out
    page.keyboard.press("Tab")
    expect(page.get_by_label("What did you change?")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".cm-content")).to_be_focused()


def test_two_tabs_change_the_same_text_and_nothing_is_lost(server, page, context, small, axe_clean):
    address = server(small)
    other = opened(context.new_page(), address)
    opened(page, address)
    type_at_the_end_of(other, "slamodel: 1", "\ntitle: Theirs")
    other.keyboard.press("Escape")
    other.keyboard.press("Control+s")
    expect(other.locator("#saved")).to_contain_text("Saved as revision 2")
    type_at_the_end_of(page, "slamodel: 1", "\ncurrency: EUR")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    expect(page.locator("#clash")).to_be_visible()
    expect(page.locator(".revised .out")).to_contain_text("title: Theirs")
    expect(page.locator(".revised .in")).to_contain_text("currency: EUR")
    expect(page.locator(".cm-content")).to_contain_text("currency: EUR")
    axe_clean(page)
    type_at_the_end_of(page, "currency: EUR", "\ntitle: Theirs")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved as revision 3")
    text = stored(page, address)
    assert "title: Theirs" in text
    assert "currency: EUR" in text


def test_leaving_with_unsaved_changes_asks_first(server, page, small, troubles):
    address = server(small)
    opened(page, address)
    page.goto(f"{address}m/model/text")  # nothing changed, nothing asked
    opened(page, address)
    type_at_the_end_of(page, "slamodel: 1", "\ntitle: New")
    troubles.allow("dialog beforeunload")
    with pytest.raises(Error, match="ERR_ABORTED"):
        page.goto(address)
    assert any("dialog beforeunload" in line for line in troubles.found)
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved as revision 2")


def test_a_line_of_the_address_is_on_the_screen_with_the_cursor_in_it(server, page):
    opened(page, server(CREDIT_CHECK), "?line=120")
    expect(page.locator(".cm-activeLineGutter, .cm-activeLine").first).to_be_in_viewport()
    expect(page.locator(".cm-content")).to_be_focused()


def test_each_file_of_a_folder_has_its_page_and_knows_the_ids_of_the_others(server, page, axe_clean):
    opened(page, server(EXAMPLES / "07-egi-federation"), "?file=services.yaml")
    expect(page.locator("nav.files a[aria-current]")).to_have_text("services.yaml")
    axe_clean(page)
    page.locator(".cm-content").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("  new: {provider: eg")
    assert offered(page) == ["egi"]
    page.keyboard.press("Escape")
    for _ in range(5):
        page.keyboard.press("Control+z")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_on_the_page_is_wider_than_the_screen(server, page, width):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, server(CREDIT_CHECK))
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_without_scripts_the_text_can_be_changed_and_saved(server, chromium, small):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    address = server(small)
    page.goto(f"{address}m/model/text")
    page.get_by_label("Text of small.yaml").fill(START + "# by hand\n")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".banner.done")).to_contain_text("Saved as revision 2")
    expect(page.get_by_label("Text of small.yaml")).to_have_value(START + "# by hand\n")
    context.close()


HEAD = "slamodel: 1\nparties:\n  it: {kind: department}\nservices:\n"
PLACES = [
    ("^", "", "key"),
    ("slamodel: 1\nti^", "", "key"),
    (HEAD + "  a:\n    ^", "services/a", "key"),
    (HEAD + "  a:\n    pro^\n    needs: [b]\n", "services/a", "key"),
    (HEAD + "  a:\n    provider:^", "services/a/provider", "value"),
    (HEAD + "  a:\n    needs:\n    - b\n    - ^", "services/a/needs/1", "item"),
    (HEAD + "  a:\n    needs:\n    - b\n    ^", "services/a", "key"),
    (HEAD + "  a:\n    needs:\n      - any_of:\n          - b\n          - c^", "services/a/needs/0/any_of/1", "item"),
    (HEAD + "  a:\n    needs: [b,\n      ^c]", "services/a/needs/1", "item"),
    (HEAD + "  a: {provider: it, own: {availability: ^}}", "services/a/own/availability", "value"),
    (HEAD + "  a:\n    needs: {all_of: [b, {any_of: [c, ^]}]}", "services/a/needs/all_of/1/any_of/1", "item"),
    (HEAD + "  a:\n    name: 'x: [y'\n    ^", "services/a", "key"),
    (HEAD + "  a:\n    provider: it\n  ^", "services", "key"),
    (HEAD + "  a:\n    name: |\n      text: ^", None, None),
    (HEAD + "  a: # a comment ^", None, None),
    (HEAD + "  a:\n    name: 'quoted ^", None, None),
]
FIND = """async texts => {
  const { EditorState } = await import("@codemirror/state");
  const { positionAt, sections } = await import("/static/editor/position.js");
  return texts.map(text => {
    const state = EditorState.create({ doc: text.replace("^", ""), extensions: [sections] });
    const found = positionAt(state, text.indexOf("^"));
    return found && [found.path.join("/"), found.at];
  });
}"""
CHANGE = """async text => {
  const { EditorState } = await import("@codemirror/state");
  const { sections } = await import("/static/editor/position.js");
  let state = EditorState.create({ doc: text, extensions: [sections] });
  let seed = 7;
  const random = below => (seed = (seed * 48271) % 2147483647) % below;
  const pieces = ["\\n", "", "x", "\\nmetrics:\\n  a: b", " ", "scales:", "\\n\\n"];
  for (let step = 0; step < 2000; step++) {
    const from = random(state.doc.length + 1), to = Math.min(state.doc.length, from + random(4) * random(9));
    state = state.update({ changes: { from, to, insert: pieces[random(pieces.length)] } }).state;
    const anew = EditorState.create({ doc: state.doc, extensions: [sections] });
    const told = one => JSON.stringify(one.field(sections).map(({ name, from }) => [name, from]));
    const [kept, right] = [told(state), told(anew)];
    if (kept !== right) return `step ${step}: ${kept} is not ${right}`;
  }
  return "";
}"""


def test_the_editor_knows_where_in_the_model_the_cursor_stands(server, page, small):
    opened(page, server(small))
    places = [(path, at) for _, path, at in PLACES]
    found = [tuple(place) if place else (None, None) for place in page.evaluate(FIND, [text for text, _, _ in PLACES])]
    assert found == places


def test_where_sections_begin_is_right_after_any_change(server, page, small):
    opened(page, server(small))
    assert page.evaluate(CHANGE, START) == ""
