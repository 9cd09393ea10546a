"""Every broken example gives exactly the codes that its first line names, and every code has its example."""

import re
from datetime import date
from pathlib import Path

import pytest

from slamodel.analysis import analyse, analyse_text
from slamodel.gaps import RULES
from slamodel.model import Status

AS_OF = date(2026, 11, 23)
FOLDER = Path(__file__).parents[2] / "examples" / "broken"
EXAMPLES = sorted(FOLDER.glob("*.yaml"), key=lambda path: path.stem)
DIAGNOSTICS = {*(f"E{number}" for number in (*range(101, 120), *range(201, 206)))}


def expected(path: Path) -> set[str]:
    first = path.read_text(encoding="utf-8", errors="replace").partition("\n")[0]
    match = re.fullmatch(r"# expects:((?: [A-Z]\d{3})*)", first)
    assert match, f"{path.name} does not say what it expects: {first}"
    return set(match[1].split())


def found(path: Path) -> set[str]:
    analysis = analyse(path, AS_OF)
    return {*(finding.code for finding in analysis.findings), *(problem.code for problem in analysis.diagnostics)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_gives_exactly_what_it_says(path):
    assert found(path) == expected(path)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_shows_or_just_misses_what_it_is_named_after(path):
    code, _, near = path.stem.partition(".")
    assert near in ("", "near")
    assert (code in expected(path)) is (not near)


def test_every_rule_has_an_example_and_a_near_miss():
    stems = {path.stem for path in EXAMPLES}
    assert {rule.code for rule in RULES} <= stems
    assert {f"{rule.code}.near" for rule in RULES} <= stems


def test_every_diagnostic_of_a_text_has_an_example():
    assert {path.stem for path in EXAMPLES if path.stem.startswith("E")} == DIAGNOSTICS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_finding_of_a_broken_example_is_complete(rule):
    analysis = analyse(FOLDER / f"{rule.code}.yaml", AS_OF)
    for finding in (finding for finding in analysis.findings if finding.code == rule.code):
        assert finding.severity is rule.severity
        assert finding.message.endswith(".")
        assert finding.owner in analysis.landscape.parties
        assert finding.counterpart in analysis.landscape.parties
        assert finding.path
        assert analysis.place(finding.at).line > 1
        if finding.target:
            assert analysis.target(finding.target).agreement == finding.agreement


def test_examples_are_small():
    assert all(len(path.read_text(encoding="utf-8").splitlines()) <= 40 for path in EXAMPLES)


def test_a_draft_backs_a_promise_only_when_it_is_assumed():
    text = (FOLDER / "C601.near.yaml").read_text(encoding="utf-8").replace("kind: UC", "kind: UC, status: draft")
    assert [finding.code for finding in analyse_text(text, AS_OF).findings] == ["C601"]
    assert analyse_text(text, AS_OF, frozenset({Status.DRAFT})).findings == ()
