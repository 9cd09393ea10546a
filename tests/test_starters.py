"""The models to start from read without a mistake whenever somebody begins; all but two have nothing to be found."""

import json
from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.load import load_contents
from slamodel.propagate import Standing
from slamodel.starters import STARTERS
from tests.test_cli import run

WITH_A_GAP = ("starter", "hand-offs")
COMPLETE = [starter for starter in STARTERS if starter.name not in WITH_A_GAP]
A_DAY = date(2026, 11, 23)


@pytest.mark.parametrize("starter", COMPLETE, ids=lambda starter: starter.name)
def test_a_complete_template_is_clean(starter):
    analysis = analyse_text(starter.on(A_DAY), as_of=A_DAY)
    assert not analysis.diagnostics
    assert not [(finding.code, finding.message) for finding in analysis.findings]
    assert {promise.standing for promise in analysis.promises} == {Standing.SUPPORTED}


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2027, 12, 31), date(2028, 2, 29)])
def test_a_template_is_clean_on_whatever_day_somebody_begins(day):
    starter = COMPLETE[-1]
    analysis = analyse_text(starter.on(day), as_of=day)
    assert (analysis.diagnostics, analysis.findings) == ((), ())
    assert len(analysis.promises) > 5


@pytest.mark.parametrize("starter", COMPLETE, ids=lambda starter: starter.name)
def test_a_template_has_all_that_an_agreement_is_asked_for(starter):
    text = starter.on(A_DAY)
    assert "YEAR" not in text
    assert "NEXT" not in text
    for said in ("term:", "notice:", "renews:", "review:", "reports:", "obligations:", "contact:", "legal: done", "# "):
        assert said in text or (starter.name, said) == ("it-department", "obligations:"), said


@pytest.mark.parametrize("starter", COMPLETE, ids=lambda starter: starter.name)
def test_a_template_says_the_same_as_json(starter):
    text = starter.on(A_DAY)
    tree = load_contents([("model.yaml", text.encode())], "model.yaml").tree
    again = analyse_text(json.dumps(tree), as_of=A_DAY)
    assert not again.diagnostics
    assert [one.id for one in again.promises] == [one.id for one in analyse_text(text, as_of=A_DAY).promises]


def test_a_template_that_is_written_to_a_file_passes_its_check(tmp_path):
    file = tmp_path / "model.yaml"
    assert run("new", "--template", "web-hosting", "-o", file).exit_code == 0
    assert run("check", file).exit_code == 0


def test_templates_are_listed_with_a_line_on_each():
    lines = run("new", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == [starter.name for starter in STARTERS]
    assert all(starter.about in line for starter, line in zip(STARTERS, lines, strict=True))
