"""Whoever watches pages must see what goes wrong in them: otherwise every other test here is green for nothing."""

from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def test_a_page_of_a_served_file_opens_with_nothing_to_complain_of(server, page, axe_clean):
    page.goto(server(EXAMPLES / "05-credit-check" / "model.yaml"))
    assert "Online credit checks" in page.title()
    axe_clean(page)


@pytest.mark.parametrize(
    ("deed", "seen"),
    [
        ("document.body.setAttribute('style', 'color: red')", "CSP style-src"),
        ("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))", "CSP script-src"),
        ("console.error('a complaint')", "a complaint"),
        ("setTimeout(() => { throw new Error('a fault') })", "error a fault"),
        ("setTimeout(() => alert('hello'))", "dialog alert hello"),
        ("fetch('/static/none.js').then(() => import('/static/none.js')).catch(() => 0)", "answer 404"),
    ],
)
def test_what_goes_wrong_in_a_page_is_seen(server, page, troubles, deed, seen):
    page.goto(server())
    page.evaluate(f"() => {{ {deed} }}")
    page.wait_for_timeout(300)
    assert any(seen in line for line in troubles.found), troubles.found
    troubles.allow("")


def test_what_keeps_somebody_from_reading_is_found_by_axe(server, page, axe_clean):
    page.goto(server())
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    with pytest.raises(AssertionError, match="button-name"):
        axe_clean(page)
