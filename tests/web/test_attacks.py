"""Somebody who means harm, or only two tabs and a disk that changes: what such a model or moment does to the pages."""

import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from itertools import pairwise
from pathlib import Path

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.views.difference import difference

from tests.web.guarded import EXAMPLE, OURS

HEAD = "slamodel: 1\n"
LETTERS = "abcdefghij"
HOSTILE_TEXTS = {
    "an alias bomb": HEAD
    + "a: &a [x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise(LETTERS)),
    "an alias of itself": HEAD + "a: &a [*a]\n",
    "brackets": HEAD + "a: " + "[" * 30_000,
    "depth": HEAD + "".join(f"{' ' * depth}a:\n" for depth in range(1_100)),
    "merge keys": HEAD
    + f"x0: &x0 {{{', '.join(f'k{n}: 1' for n in range(500))}}}\n"
    + "".join(f"x{n}: &x{n}\n  <<: [*x{n - 1}, *x0]\n" for n in range(1, 60)),
    "a tag that runs something": HEAD + "a: !!python/object/apply:os.abort []\n",
    "NUL": HEAD + "a: \x00\n",
    "a title of 1 MB": HEAD + "title: " + "x" * 1_000_000,
    "a name of 100,000 letters": HEAD + f"parties: {{p: {{name: {'y' * 100_000}, kind: department}}}}\n",
    "letters that turn others": HEAD
    + 'title: "\u202eabc\u200b"\nparties: {p: {name: "\u202ecba", kind: department}}\n',
    "a link that is a script": HEAD + 'agreements: {a: {source: "javascript:alert(1)"}}\n',
}
PAGES = ("", "problems", "text", "model", "diagram", "history/2")


@pytest.fixture
def model(tmp_path) -> Path:
    to = tmp_path / "model.yaml"
    to.write_bytes(EXAMPLE.read_bytes())
    return Path(to)


@pytest.fixture
def app(model):
    found = create_app(Settings(model=model))
    yield found
    found.extensions["desk"].store.close()


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One that takes all hostile texts, one after the other."""
    to = tmp_path_factory.mktemp("kept") / "model.yaml"
    to.write_bytes(EXAMPLE.read_bytes())
    found = create_app(Settings(model=to))
    yield found
    found.extensions["desk"].store.close()


def save(app, text: str) -> int:
    """The answer to a text saved on top of the newest one."""
    desk = app.extensions["desk"]
    seen = desk.store.revision(desk.workspace("model")).sha256
    data = {"file": "model.yaml", "seen": seen, "text": text}
    return int(app.test_client().post("/m/model/text", data=data, headers=OURS).status_code)


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_no_text_breaks_a_page(kept, text):
    assert save(kept, text) == 303
    for page in PAGES:
        answer = kept.test_client().get(f"/m/model/{page}")
        assert answer.status_code == 200, page
        assert 'href="javascript:' not in answer.text
    checked = kept.test_client().post("/m/model/text/check?file=model.yaml", data={"text": text}, headers=OURS)
    assert checked.status_code == 200


def test_of_two_who_save_at_once_one_is_told_and_nothing_is_lost(app, model):
    """Four tabs save on what they see; whatever was acknowledged is a revision of its own."""

    def tab(number: int) -> list[int]:
        found = []
        for turn in range(4):
            found.append(save(app, f"{EXAMPLE.read_text(encoding='utf-8')}# {number} {turn}\n"))
            found.append(app.test_client().get("/m/model/").status_code)
        return found

    with ThreadPoolExecutor(4) as tabs:
        answers = Counter(status for tab_of in tabs.map(tab, range(4)) for status in tab_of)
    desk = app.extensions["desk"]
    workspace = desk.workspace("model")
    stamps = desk.store.history(workspace)
    assert answers[200] == 16
    assert answers[303] + answers[409] == 16
    assert [stamp.number for stamp in stamps] == list(range(answers[303] + 1, 0, -1))
    assert model.read_bytes() == desk.store.revision(workspace).contents[0][1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files, or keeps an open one")
@pytest.mark.parametrize("instead", ["pipe", "folder", "nothing", "a link to itself", "a link to a device"])
def test_a_file_that_turns_into_something_else_keeps_nobody_waiting(app, model, instead):
    model.unlink()
    if instead == "pipe":
        os.mkfifo(model)
    elif instead == "folder":
        model.mkdir()
    elif instead != "nothing":
        model.symlink_to(model if "itself" in instead else "/dev/zero")
    with ThreadPoolExecutor(1) as asking:
        answer = asking.submit(app.test_client().get, "/m/model/")
        try:
            assert answer.result(10).status_code == 200
        except Late:  # let go of the pipe, or the test would never end
            os.close(os.open(model, os.O_WRONLY))
            raise
    assert save(app, HEAD) == 507


def test_texts_that_share_much_are_compared_quickly():
    """150 lines over and over: comparing each with each would take minutes, so most of it counts as replaced."""
    theirs = "\n".join(f"# {n * 7 % 150}" for n in range(60_000))
    yours = "\n".join(f"# {n * 11 % 150}" for n in range(60_000))
    (found,) = difference((("m.yaml", theirs.encode()),), (("m.yaml", yours.encode()),))
    assert found.left > 100_000
