"""The two documents as a whole: well-formed, self-contained, the same every time, and deaf to hostile names."""

import re
import socket
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from defusedxml import ElementTree

from slamodel import report
from slamodel.analysis import Analysis, analyse, analyse_text

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2026, 11, 23)
VOID = {"meta", "br", "link", "img", "input", "hr"}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0"/></svg>'


def example(name: str) -> Analysis:
    return analyse(EXAMPLES / name, DAY)


@pytest.fixture(scope="module", params=["01-one-promise", "03-redundancy", "05-credit-check", "07-egi-federation"])
def analysis(request):
    return example(request.param)


@pytest.fixture(scope="module")
def written_html(analysis):
    return report.html(analysis, DRAWING)


@pytest.fixture(scope="module")
def without_picture(analysis):
    return report.html(analysis, None)


@pytest.fixture(scope="module")
def written_markdown(analysis):
    return report.markdown(analysis)


class Page(HTMLParser):
    """Tags, ids, links and headings of a page; an end tag that does not fit is an error."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert not self._open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if "style" not in self._open:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


def test_the_page_is_well_formed_also_as_xml(written_html):
    text = written_html
    Page(text)
    body = text[text.index("<body>") :].removesuffix("</html>\n")
    assert ElementTree.fromstring(body).tag == "body"


def test_the_page_is_self_contained_and_has_no_script(written_html):
    text = written_html
    page = Page(text)
    assert not {"script", "iframe", "object", "embed", "link", "img", "form"} & set(page.tags)
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "style")]
    assert page.tags.count("style") == 1
    assert not re.search(r"url\((?!#)", text)
    assert "@import" not in text
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page.values("content")


def test_ids_are_unique_and_every_link_inside_has_its_aim(written_html):
    page = Page(written_html)
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    aims = {link[1:] for link in page.values("href") if link.startswith("#")}
    named = {
        name for value in page.values("aria-labelledby") + page.values("aria-describedby") for name in value.split()
    }
    assert aims | named <= set(ids)


def test_the_page_can_be_read_without_seeing_it(written_html):
    text = written_html
    page = Page(text)
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert ("html", "lang", "en") in page.attributes
    assert {"header", "nav", "main", "footer"} <= set(page.tags)
    assert page.tags.count("table") == page.tags.count("caption")
    assert page.tags.count("th") == len(page.values("scope"))
    named = [value for tag, name, value in page.attributes if tag == "svg" and name == "aria-label"]
    assert page.values("role").count("img") == len(list(filter(None, named)))
    hidden = [value for tag, name, value in page.attributes if tag == "svg" and name == "aria-hidden"]
    assert page.tags.count("svg") == len(named) + len(hidden) + DRAWING.count("<svg")


def test_every_promise_is_named_in_both(analysis, written_markdown, without_picture):
    page, text = Page(without_picture).text, written_markdown.replace("\\", "")
    for promise in analysis.promises:
        assert promise.id in page
        assert promise.id in text


def test_every_unsupported_promise_has_its_section():
    analysis = example("05-credit-check")
    ids = Page(report.html(analysis, None)).values("id")
    wanted = {promise.id for promise in analysis.promises if promise.standing != "supported"}
    assert wanted == {promise.id for promise in analysis.promises} & set(ids)


def test_two_runs_give_the_same_bytes():
    one, two = (example("05-credit-check") for _ in range(2))
    assert report.html(one, DRAWING) == report.html(two, DRAWING)
    assert report.markdown(one) == report.markdown(two)


def test_where_the_model_lies_does_not_show(analysis, written_markdown, without_picture):
    text = without_picture + written_markdown
    assert str(EXAMPLES) not in text
    assert socket.gethostname() not in text


def rows(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("|")]


def cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row)) - 1


def test_markdown_tables_have_as_many_cells_as_headings(written_markdown):
    text = written_markdown
    blocks = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    assert blocks
    for block in blocks:
        assert len({cells(row) for row in block.splitlines()}) == 1
        assert set(block.splitlines()[1]) <= set("|-: ")


def test_a_missing_diagram_says_why_and_a_given_one_stands_as_it_is():
    analysis = example("01-one-promise")
    assert DRAWING in report.html(analysis, DRAWING)
    assert "took &lt;too&gt; long" in report.html(analysis, None, "took <too> long")
    assert DRAWING in report.html(analysis, DRAWING, "300 services are not drawn")
    assert "300 services are not drawn" in report.html(analysis, DRAWING, "300 services are not drawn")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style><b>bold</b>",
    "{{ 7*7 }} {% raw %}",
    "a|b|c",
    "`code` **bold** _it_ [x](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "www.evil.example @everyone me@evil.example",
    "# heading",
    "&lt;b&gt; &amp;",
    "$x$ ~~gone~~ https://evil.example",
]

MODEL = """\
slamodel: 1
title: {name}
parties:
  c: {{name: {name}, kind: customer}}
  p: {{name: {name}, kind: department}}
  q: {{name: {name}, kind: supplier, contact: {name}}}
services:
  top: {{name: {name}, provider: p, needs: [low, lost]}}
  low: {{name: {name}, provider: q}}
  lost: {{name: {name}, provider: q}}
agreements:
  sla:
    name: {name}
    kind: SLA
    provider: p
    customers: [c]
    services: [top]
    term: {{to: 2027-01-01}}
    source: {{document: contract.pdf, clause: {name}}}
    targets:
      - {{metric: availability, at_least: 99.9 %}}
      - {{metric: resolution, within: 4 h}}
  uc:
    name: {name}
    kind: UC
    provider: q
    customers: [p]
    services: [low]
    source: {{clause: {name}}}
    targets: [{{metric: availability, at_least: 99 %}}]
"""


def hostile(name: str) -> Analysis:
    quoted = "'" + name.replace("'", "''") + "'"
    return analyse_text(MODEL.format(name=quoted), DAY)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text_in_html(name):
    harmless, attacked = (Page(report.html(hostile(given), None)) for given in ("plain name", name))
    assert attacked.tags == harmless.tags
    assert name in attacked.text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_text_in_markdown(name):
    text = report.markdown(hostile(name))
    assert "<" not in text.replace("<br>", "")
    assert not re.search(r"://|www\.|@\w|(?<!\\)[`$~\[]", text)
    assert [cells(row) for row in rows(text)] == [cells(row) for row in rows(report.markdown(hostile("plain")))]
    assert len(re.findall(r"^#", text, re.MULTILINE)) == len(
        re.findall(r"^#", report.markdown(hostile("plain")), re.MULTILINE)
    )


@pytest.mark.parametrize("document", ["sources", "javascript:alert(1)", "//evil.example/x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(document):
    text = MODEL.format(name="n").replace("contract.pdf", f"'{document}'")
    assert Page(report.html(analyse_text(text, DAY), None)).values("rel") == []


def test_a_web_address_becomes_a_link():
    text = MODEL.format(name="n").replace("contract.pdf", "https://contracts.example/1")
    assert "https://contracts.example/1" in Page(report.html(analyse_text(text, DAY), None)).values("href")


def test_names_from_right_to_left_turn_nothing_around_them():
    text = Page(report.html(hostile("שירות"), None)).text
    assert "\u2068שירות\u2069" in text
    assert "\u2068" not in Page(report.html(hostile("service"), None)).text


def test_a_text_with_mistakes_still_gives_a_report():
    page = Page(report.html(analyse_text(MODEL.format(name="n").replace("kind: UC", "knd: UC"), DAY), None))
    assert "The text of the model has 2 mistakes" in page.text
    assert "knd" in page.text


def test_an_empty_model_has_no_empty_headings():
    page = Page(report.html(analyse_text("slamodel: 1\ntitle: Nothing yet\n", DAY), None))
    assert "makes no promise to a customer yet" in page.text
    assert "table" not in page.tags
