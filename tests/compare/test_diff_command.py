"""`slamodel diff` as a shell, a page, a program and git see it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from click.testing import CliRunner

from slamodel import cli
from slamodel.analysis import analyse_text
from slamodel.compare.compared import compared
from slamodel.report.comparison import difference
from slamodel.report.comparison_text import text

GIT = which("git") or ""
AS_OF = ("--as-of", "2026-11-23")
BEFORE = """\
slamodel: 1
title: Web <shop>
parties: {user: {kind: customer}, it: {name: IT, kind: department}, one: {kind: supplier}}
services: {web: {name: Web, provider: it, needs: [host]}, host: {provider: one}}
agreements:
  sla: {kind: SLA, provider: it, customers: [user], services: [web], targets: [{metric: availability, at_least: 99 %}]}
  uc: {kind: UC, provider: one, customers: [it], services: [host], targets: [{metric: availability, at_least: 99.5 %}]}
"""
WORSE = BEFORE.replace("99.5 %", "98.5 %")


def run(*words):
    return CliRunner().invoke(cli.slamodel, [str(word) for word in words])


def test_prices_in_two_currencies_are_said_not_to_be_compared():
    priced = BEFORE.replace("slamodel: 1", "slamodel: 1\ncurrency: EUR").replace(
        "services: [host],", "services: [host], price: 9 per year,"
    )
    pair = [analyse_text(words, date(2026, 11, 23)) for words in (priced, priced.replace("EUR", "USD"))]
    assert "rices in USD are not compared with those in EUR" in text(difference(compared(*pair)))


@pytest.fixture
def sides(tmp_path):
    for name, words in (("old", BEFORE), ("new", WORSE), ("wrong", BEFORE.replace("needs: [host]", "needs: [hots]"))):
        (tmp_path / f"{name}.yaml").write_text(words, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("old", "old", 0),
        ("old", "new", 1),
        ("new", "old", 0),
        ("new", "new", 0),
        ("old", "wrong", 2),
        ("wrong", "old", 2),
    ],
)
def test_what_opened_decides_how_it_ends(sides, old, new, code):
    answer = run("diff", sides / f"{old}.yaml", sides / f"{new}.yaml", *AS_OF)
    assert answer.exit_code == code, answer.output


def test_the_first_sentence_counts_the_gaps_and_the_next_names_the_worst(sides):
    lines = run("diff", sides / "old.yaml", sides / "new.yaml", *AS_OF).output.splitlines()
    assert lines[:4] == [
        "What changed: Web <shop>",
        "1 gap opened.",
        "Availability of Web for user falls short by 3 h 36 min a month (0.5 percentage points).",
        "What 1 change costs is not stated.",
    ]
    assert (
        "    promised 99 %; ensured 99.5 % → 98.5 %; missing nothing → 3 h 36 min a month (0.5 percentage points)"
        in lines
    )
    assert "    availability: at least 99.5 % a month → at least 98.5 % a month" in lines


def test_the_same_the_other_way_round_closes_it(sides):
    assert "1 gap closed." in run("diff", sides / "new.yaml", sides / "old.yaml", *AS_OF).output


def test_two_that_say_the_same(sides):
    assert "Both say the same." in run("diff", sides / "old.yaml", sides / "old.yaml", *AS_OF).output


def test_of_a_faulty_version_the_usable_part_is_compared(sides):
    answer = run("diff", sides / "old.yaml", sides / "wrong.yaml", *AS_OF)
    assert "The second version has 1 mistake in its text" in answer.stdout
    assert 'unknown service "hots"' in answer.stderr


def test_the_answer_for_programs(sides):
    told = json.loads(run("diff", sides / "old.yaml", sides / "new.yaml", "--format", "json", *AS_OF).stdout)
    assert told["format"] == "slamodel-comparison/1"
    assert told["summary"] == "1 gap opened."
    (target,) = told["targets"]
    assert (target["id"], target["change"]) == ("sla/web/availability", "opened")
    assert (target["before"]["status"], target["after"]["status"]) == ("supported", "gap")
    assert target["after"]["missing"] == pytest.approx(0.005)
    assert [(one["id"], one["change"]) for one in told["entries"]] == [("uc", "changed")]
    assert told["opened"][0]["code"] == "A101"


def test_a_comment_shows_what_was_typed_as_it_is(sides):
    comment = run("diff", sides / "old.yaml", sides / "new.yaml", "--format", "md", *AS_OF).stdout
    assert comment.startswith("## What changed: Web &lt;shop&gt;\n\n**1 gap opened.**\n")
    assert "| ✓ supported" in comment


def test_the_page_for_a_meeting_needs_nothing_from_elsewhere(sides):
    page = sides / "difference.html"
    assert run("diff", sides / "old.yaml", sides / "new.yaml", "-o", page, *AS_OF).exit_code == 1
    html = page.read_text(encoding="utf-8")
    assert "Web &lt;shop&gt;" in html
    assert "<svg" in html
    assert "default-src 'none'" in html
    assert "<script" not in html


def test_a_model_is_never_written_over(sides):
    answer = run("diff", sides / "old.yaml", sides / "new.yaml", "-o", sides / "old.yaml", "--format", "md", *AS_OF)
    assert answer.exit_code == 2
    assert (sides / "old.yaml").read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize("words", [("old.yaml",), ("old.yaml", "none.yaml"), ("old.yaml", "new.yaml", "old.yaml")])
def test_two_models_are_needed(sides, words):
    assert run("diff", *(sides / word for word in words)).exit_code == 2


def test_a_narrow_terminal_folds_lines_between_words():
    day = date(2026, 11, 23)
    told = text(difference(compared(analyse_text(BEFORE, day), analyse_text(WORSE, day))), 40)
    assert max(map(len, told.splitlines())) <= 42
    assert "3 h 36 min" in " ".join(told.split())


# As a diff driver of git: seven words, nine with a rename, one for what is not merged.


@pytest.fixture
def repository(tmp_path):
    def git(*words):
        settings = ("-c", "user.name=n", "-c", "user.email=n@n.example")
        return subprocess.run([GIT, *settings, *words], cwd=tmp_path, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    (tmp_path / ".gitattributes").write_text("*.yaml diff=slamodel\n")
    program = f"'{Path(sys.executable).as_posix()}' -c 'from slamodel.cli import main; main()'"
    command = f"{program} diff --git --as-of 2026-11-23"
    git("config", "diff.slamodel.command", command)
    (tmp_path / "model.yaml").write_text(BEFORE, encoding="utf-8")
    git("add", ".")
    git("commit", "-q", "-m", "first")
    return tmp_path, git


@pytest.mark.slow
def test_git_shows_which_gaps_a_change_opens(repository):
    folder, git = repository
    (folder / "model.yaml").write_text(WORSE, encoding="utf-8")
    assert "model.yaml\nWhat changed: Web <shop>\n1 gap opened.\n" in git("diff")


def git_told(*words):
    answer = run("diff", "--git", *AS_OF, *words)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def test_a_file_that_is_new_gone_renamed_faulty_or_not_merged_stops_nothing(sides):
    old, new, wrong = (str(sides / f"{name}.yaml") for name in ("old", "new", "wrong"))
    assert "The model is new: 1 promise, 0 gaps." in git_told("m.yaml", "/dev/null", ".", ".", old, "a", "100644")
    assert "The model is gone: 1 promise, 1 gap." in git_told("m.yaml", new, "a", "100644", "/dev/null", ".", ".")
    renamed = git_told("m.yaml", old, "a", "100644", new, "b", "100644", "n.yaml", "similarity index 90%\n")
    assert renamed.startswith("m.yaml → n.yaml\n")
    assert "has 1 mistake" in git_told("m.yaml", old, "a", "100644", wrong, "b", "100644")
    assert git_told("m.yaml", old, "a", "100644", old, "a", "100755") == "m.yaml: mode 100644 → 100755\n"
    assert git_told("m.yaml") == "m.yaml: not merged yet\n"


def test_hashes_of_which_git_knows_none_say_nothing_of_the_content(sides):
    old, new = (str(sides / f"{name}.yaml") for name in ("old", "new"))
    none = "0" * 40
    assert "1 gap opened." in git_told("m.yaml", old, none, "100644", new, none, "100644")
    assert git_told("m.yaml", old, none, "100644", old, none, "100755") == "m.yaml: mode 100644 → 100755\n"


def test_a_file_of_several_is_read_with_the_others(sides, monkeypatch):
    whole = BEFORE.splitlines(keepends=True)
    (sides / "parts").mkdir()
    monkeypatch.chdir(sides)
    Path("parts/head.yaml").write_text("".join(whole[:4]), encoding="utf-8")
    Path("parts/terms.yaml").write_text("".join(whole[4:]), encoding="utf-8")
    Path("was.yaml").write_text("".join(whole[4:]).replace("99.5", "98.5"), encoding="utf-8")
    words = ("parts/terms.yaml", "was.yaml", "a", "100644", "parts/terms.yaml", "b", "100644")
    assert "1 gap closed." in git_told(*words)


def test_other_words_are_refused():
    assert run("diff", "--git", "a", "b").exit_code == 2


def keys_of(node):
    if isinstance(node, dict):
        return set(node).union(*map(keys_of, node.values()))
    return set().union(*map(keys_of, node)) if isinstance(node, list) else set()


def test_every_key_of_the_answer_is_documented(sides):
    told = json.loads(run("diff", sides / "old.yaml", sides / "new.yaml", "--format", "json", *AS_OF).stdout)
    pages = "".join(Path("docs", name).read_text(encoding="utf-8") for name in ("ci.md", "answers.md"))
    assert {key for key in keys_of(told) if f"`{key}`" not in pages} == set()
