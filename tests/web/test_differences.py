"""Any two revisions: what came of the step between them is told in words, in tables, as a picture and line by line."""

import re

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.views.differences import Wanted, wanted

from tests.web.conftest import User
from tests.web.test_diagram import HOSTILE

NAME = "our-first-model"


@pytest.fixture(scope="module")
def stepped():
    """Three revisions: in the second hosting promises more, in the third the shop is called otherwise."""
    found = User(create_app(Settings()))
    found.post("/examples/starter")
    found.replace(NAME, "at_least: 99.5 %", "at_least: 99.95 %", "More from hosting")
    found.replace(NAME, "name: Web shop", "name: Shop", "Another name")
    yield found
    found.desk.store.close()


def another(user, text):
    """Another model: the text of the first one, and one revision more."""
    first = user.head(NAME).contents
    name = user.desk.create(first, "first").name
    user.save(name, ((first[0][0], text(first[0][1])),))
    return name


def page(user, query="", where="difference", name=NAME):
    answer = user.get(f"/m/{name}/{where}{query}")
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_two_revisions_are_told_from_the_gap_down_to_the_line(stepped):
    said = page(stepped, "?old=1&new=3")
    assert "From revision 1 to revision 3" in said
    assert "More from hosting" not in said
    assert said.index("1 gap closed.") < said.index("Gaps that closed") < said.index("What was changed")
    assert said.index("What was changed") < said.index("As a diagram") < said.index("In the text")
    assert "percentage points" in said
    assert re.search(r"before 1 → , after 0 gaps\b", said)


def test_the_other_way_round_the_gap_opens(stepped):
    assert "1 gap opened." in page(stepped, "?old=3&new=1")


def test_without_numbers_it_is_the_newest_against_the_one_before(stepped):
    assert "From revision 2 to revision 3" in page(stepped)
    drawn = page(stepped, where="difference/picture")
    assert "~ was called Web shop" in drawn
    assert "2 boxes as before." in drawn


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, Wanted(6, 7)),
        ({"old": "0", "new": "99"}, Wanted(1, 7)),
        ({"old": "9" * 5000, "new": "-1"}, Wanted(7, 7)),
        ({"old": "x", "new": "3", "collapse": "party"}, Wanted(2, 3, parties=True)),
        ({"new": "1"}, Wanted(1, 1)),
        ({"old": "\u0662"}, Wanted(6, 7)),
    ],
)
def test_numbers_that_make_no_sense_are_the_nearest_that_do(query, found):
    assert wanted(query, 7) == found


def test_a_revision_against_itself_is_the_same(stepped):
    said = page(stepped, "?old=2&new=2")
    assert "The texts of both revisions are the same." in said
    assert "As a diagram" not in said


def test_the_picture_comes_after_the_page_and_without_scripts_by_a_link(stepped):
    text = stepped.get(f"/m/{NAME}/difference?old=1&new=3&as_of=2026-11-23").text
    assert "<svg" not in text
    assert re.search(r'hx-get="/m/[^"]*/difference/picture\?old=1&amp;new=3&amp;as_of=2026-11-23"', text)
    (link,) = re.findall(r'<noscript><p><a href="([^"]+)"', text)
    drawn = stepped.get(link.replace("&amp;", "&").partition("#")[0]).text
    assert "<svg" in drawn
    assert "~ changed" in drawn
    assert "revision 1 → 3, as of 23 November 2026" in drawn


def test_the_picture_is_a_list_too_and_a_file_to_take_along(stepped):
    said = page(stepped, "?old=1&new=3", where="difference/picture")
    assert "~ changed" in said
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        answer = stepped.get(f"/m/{NAME}/difference.{kind}?old=1&new=3")
        assert answer.data.startswith(start)
        assert answer.headers["Content-Disposition"] == f"attachment; filename=difference-{NAME}-1-3.{kind}"
    assert page(stepped, "?old=1&new=3&collapse=party", where="difference/picture") != said


def test_a_promise_leads_to_its_page_only_from_the_newest_revision(stepped):
    assert f'href="/m/{NAME}/promise' in stepped.get(f"/m/{NAME}/difference?old=1&new=3").text
    assert f'href="/m/{NAME}/promise?' not in stepped.get(f"/m/{NAME}/difference?old=1&new=2").text


def test_texts_with_mistakes_are_named_and_compared_as_text_only(stepped):
    name = another(stepped, lambda text: text.replace(b"provider: our-supplier\n", b"provider: nobody\n"))
    said = page(stepped, name=name)
    assert "The text of revision 2 has mistakes, so there is no verdict to compare." in said
    assert "In the text" in said
    assert "has mistakes" in page(stepped, where="difference/picture", name=name)
    assert stepped.get(f"/m/{name}/difference.svg").status_code == 404


def test_large_models_are_compared_once_the_page_is_there(stepped):
    name = another(stepped, lambda text: text.replace(b"99.95 %", b"99 %") + b"# padding\n" * 10_000)
    first = stepped.get(f"/m/{name}/difference").text
    assert f'hx-get="/m/{name}/difference?compare=1&amp;old=1&amp;new=2"' in first
    assert "1 gap opened." not in first
    assert "1 gap opened." in stepped.get(f"/m/{name}/difference?compare=1").text


def test_the_history_leads_to_any_two_revisions(stepped):
    text = stepped.get(f"/m/{NAME}/history?as_of=2026-11-23").text
    assert f'href="/m/{NAME}/difference?old=1&amp;new=3&amp;as_of=2026-11-23"' in text
    assert '<input type="hidden" name="as_of" value="2026-11-23">' in text
    assert f'/m/{NAME}/difference?old=1&amp;new=2#picture"' in stepped.get(f"/m/{NAME}/history/2").text


def test_hostile_names_are_words_here_too(stepped):
    named = "\n".join(
        f"  s{n}: {{name: '{name.replace(chr(39), chr(39) * 2)}', provider: p}}" for n, name in enumerate(HOSTILE)
    )
    text = f"slamodel: 1\ntitle: '{HOSTILE[0]}'\nparties:\n  p: {{name: '{HOSTILE[1]}', kind: department}}\nservices:\n"
    name = stepped.desk.create((("<b>.yaml", f"{text}  end: {{provider: p}}\n".encode()),), HOSTILE[1]).name
    stepped.save(name, (("<b>.yaml", f"{text}{named}\n".encode()),), HOSTILE[0])
    for where in (
        f"/m/{name}/difference",
        f"/m/{name}/difference/picture",
        f"/m/{name}/difference?drawn=yes&collapse=party",
    ):
        answer = stepped.get(where)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
