"""Hostile texts come in through every door, and no page of the application takes them for anything but words."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from slamodel_web import Settings, create_app

from tests.browser.hostile import COMPUTED, PAYLOADS, faulty_model, hostile_model

VARIANTS = 6
"""Pages of one address that differ in their query only: so many are looked at."""
MOST_PAGES = 150
ADDRESSES = """() => [
  ...Array.from(document.querySelectorAll('a[href]'), a => a.href.baseVal ?? a.href),
  ...Array.from(document.querySelectorAll('[hx-get]'), e => e.getAttribute('hx-get')),
  ...Array.from(document.querySelectorAll('form[method=get], form:not([method])'), f => f.action),
]"""
FORMS = """() => Array.from(
  document.querySelectorAll('form[method=post]'), f => f.getAttribute('action') || location.pathname
)"""
FILL = """([index, words]) => {
  const form = document.querySelectorAll('form[method=post]')[index];
  let turn = 0;
  for (const field of form.elements) {
    if (field.matches('textarea, input:not([type]), input[type=text], input[type=search]')) {
      field.value = words[turn++ % words.length];
    }
  }
  form.noValidate = true;
  form.requestSubmit(form.querySelector('button:not([formaction]):not([name=act]), button[value=save]'));
}"""


@pytest.fixture
def address(server, page, tmp_path):
    """A server with the hostile model and the faulty one in it, uploaded as anybody would."""
    found = server()
    for data in (hostile_model(), faulty_model()):
        page.goto(found)
        file = tmp_path / "<img src=x onerror=alert(1)>.json"
        file.write_bytes(data)
        page.set_input_files("#files", file)
        page.get_by_role("button", name="Upload", exact=True).click()
        page.wait_for_url("**/m/**")
    return found


def places(address, page):
    """The pages to begin with: all that can be asked for with the names of the two models and nothing else."""
    page.goto(address)
    names = sorted(set(re.findall(r'href="/m/([^/"]+)/"', page.content())))
    assert len(names) == 2
    yield address
    for rule in create_app(Settings()).url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= {"name"}:
            yield from (urljoin(address, rule.rule.replace("<name>", name)) for name in names)


def crawled(address, page):
    """Go to every page that can be reached; yields the address of each when it is there."""
    waiting = list(places(address, page))
    seen: set[str] = set()
    variants: Counter[str] = Counter()
    while waiting and len(seen) < MOST_PAGES:
        where = urldefrag(waiting.pop(0)).url
        kind = re.sub(r"history/\d+", "history/n", urlsplit(where).path)
        if where in seen or not where.startswith(address) or variants[kind] >= VARIANTS:
            continue
        seen.add(where)
        variants[kind] += 1
        answer = page.request.get(where)
        assert answer.status < 500, f"{answer.status} {where}"
        if is_taken_along(answer.headers) or answer.status >= 400 or answer.status == 204:  # nothing to show yet
            continue
        page.goto(where, wait_until="load")
        page.wait_for_timeout(150)  # what the page asks for once it is there
        waiting += [urljoin(where, link) for link in page.evaluate(ADDRESSES) if link]
        yield where


def is_taken_along(headers):
    """Whether a browser saves an answer instead of showing it: a file, or the calendar that others subscribe to."""
    kind = headers.get("content-type", "")
    return "attachment" in headers.get("content-disposition", "") or kind.startswith("text/calendar")


def test_hostile_names_are_words_on_every_page(address, page, troubles):
    """The watch of `page` fails the test on a dialog, a complaint, a violation, or a fault."""
    visited = []
    for where in crawled(address, page):
        assert COMPUTED not in page.content(), where
        assert page.locator("img[src='x']").count() == 0, where
        assert page.locator("a[href^='javascript']").count() == 0, where
        assert not troubles.left(), (where, troubles.left())
        visited.append(urlsplit(where).path)
    assert len(visited) > 60
    assert len({path.split("/")[-1] for path in visited}) > 12


def test_hostile_texts_sent_through_every_form_are_words_too(address, context, page, troubles):
    troubles.allow("Response Status Error Code 4")  # that is how a script says that a form was refused
    sent = set()
    for where in list(crawled(address, page)):
        if page.request.get(where).status == 204:  # a form sent meanwhile has changed the model: it is worked out anew
            continue
        page.goto(where)
        for index, action in enumerate(page.evaluate(FORMS)):
            kind = re.sub(r"/m/[^/]+/|\d+", "", urlsplit(action).path)
            if kind not in sent and not kind.endswith(("delete", "upload")):
                sent.add(kind)
                content = answered(context.new_page(), where, index)
                assert COMPUTED not in content, (where, action)
                assert not troubles.left(), (where, action, troubles.left())
    assert len(sent) > 8, sent


def answered(tab, where, index):
    """What stands in a tab after one of its forms has been sent, each field with a payload."""
    tab.goto(where)
    with tab.expect_response(lambda answer: answer.request.method == "POST"):
        tab.evaluate(FILL, [index, PAYLOADS])
    tab.wait_for_timeout(300)
    tab.wait_for_load_state()
    content = tab.content()
    tab.close()
    return content
