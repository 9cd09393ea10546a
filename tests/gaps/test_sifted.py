"""Which findings are shown, which are known, and that neither makes a promise hold. The model is a broken example."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from slamodel.analysis import analyse_text
from slamodel.diagnostics import Severity
from slamodel.gaps import CODES, Codes, Ignored, in_words, unknown
from slamodel.gaps.baseline import BaselineError, read, written
from slamodel.propagate import Standing

AS_OF = date(2026, 11, 23)
TEXT = (Path(__file__).parents[2] / "examples" / "broken" / "A103.yaml").read_text(encoding="utf-8")


def analysed(head="", text=TEXT):
    return analyse_text(text.replace("slamodel: 1\n", f"slamodel: 1\n{head}\n"), AS_OF)


def shown(analysis):
    return {finding.code for finding in analysis.findings}


EVERY = shown(analysed())


def test_the_example_has_several_findings():
    assert {"A101", "A103"} <= EVERY


def test_the_longer_of_two_codes_counts():
    assert Codes(("A",), ("A101",)).shows("A103")
    assert not Codes(("A",), ("A101",)).shows("A101")
    assert Codes(("A101",), ("A",)).shows("A101")
    assert not Codes(("A101",), ("A",)).shows("A103")
    assert not Codes(("A",), ("A",)).shows("A101")
    assert not Codes(("T",)).shows("A101")
    assert Codes().shows("A101")


def test_what_the_model_ignores_is_counted_and_changes_no_verdict():
    analysis = analysed("findings: {ignore: [A103]}")
    assert shown(analysis) == EVERY - {"A103"}
    assert analysis.ignored == (Ignored("A103", 1, "by the model"),)
    assert [*in_words(analysis.ignored)] == ["1 finding of A103 is ignored by the model."]
    everything = analysed("findings: {ignore: [A, C, D, F, H, K, M, P, T, W]}")
    assert everything.findings == ()
    assert everything.fails_on("gap") == any(promise.standing is Standing.GAP for promise in everything.promises)
    assert everything.count(Standing.GAP) == analysed().count(Standing.GAP)


def test_the_call_counts_before_the_model():
    analysis = analysed("findings: {select: A101, ignore: A103}")
    assert shown(analysis) == {"A101"}
    assert shown(replace(analysis, codes=Codes(("A103",)))) == {"A103"}
    called = replace(analysed("findings: {ignore: A103}"), codes=Codes((), ("A101",)))
    assert shown(called) == EVERY - {"A101", "A103"}
    assert {ignored.whose for ignored in called.ignored} == {"on the command line", "by the model"}


def test_a_code_that_no_finding_has_is_told():
    assert [*unknown(("A1", "A101"), CODES)] == []
    assert next(unknown(("A109",), CODES))[1].startswith("did you mean")
    assert any("Q999" in line for line in analysed("findings: {select: Q999}").not_evaluated)


def test_how_much_reserve_is_asked_for_is_said_by_the_model():
    near = (Path(__file__).parents[2] / "examples" / "broken" / "T203.near.yaml").read_text(encoding="utf-8")
    assert "T203" not in shown(analysed(text=near))
    assert "T203" in shown(analysed("findings: {reserve: 90 %}", near))


def baseline_of(analysis):
    return read(written(analysis.findings, analysis.promises))


def test_what_is_known_fails_nothing_and_what_is_new_does():
    before = analysed()
    known = before.against(baseline_of(before))
    assert before.fails_on("at_risk")
    assert known.new == ()
    assert known.gone == ()
    assert not known.fails_on("at_risk")
    worse = analysed(text=TEXT.replace("99.9 %", "99.95 %")).against(known.known)
    assert worse.new == ()
    other = replace(known.known, findings=frozenset())
    assert before.against(other).new == before.findings


def test_what_got_worse_is_new_and_what_got_better_is_gone():
    before = analysed()
    (name, *_) = (promise.id for promise in before.promises if promise.standing.is_open)
    standing = before.target(name).standing
    risk = replace(baseline_of(before), promises={name: Standing.AT_RISK})
    gap = replace(baseline_of(before), promises={name: Standing.GAP, "sla-gone/web/availability": Standing.GAP})
    assert before.against(risk).foresaw(before.target(name)) is (standing is Standing.AT_RISK)
    assert before.against(gap).foresaw(before.target(name))
    assert "sla-gone/web/availability" in before.against(gap).gone


def test_a_baseline_has_no_figures_and_outlives_another_order():
    text = written(analysed().findings, analysed().promises)
    assert "99" not in text
    lines = TEXT.splitlines()
    assert written(analysed(text="\n".join([*lines, "", "# a line more"])).findings, analysed().promises) == text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "[]",
            "{",
            "null",
            "[" * 100_000,
            '{"format": "slamodel-analysis/1"}',
            '{"format": "slamodel-baseline/1"}',
        ),
        '{"format": "slamodel-baseline/1", "findings": [1], "promises": {}}',
        '{"format": "slamodel-baseline/1", "findings": [], "promises": {"a": "fine"}}',
        '{"format": "slamodel-baseline/1", "findings": [], "promises": {"a": []}}',
    ],
    ids=range(10),
)
def test_a_text_that_is_no_baseline_is_refused_in_a_sentence(text):
    with pytest.raises(BaselineError):
        read(text)


def test_a_finding_that_weighs_more_than_it_did_is_new():
    findings, promises = analysed().findings, analysed().promises
    heavier = next(finding for finding in findings if finding.severity is Severity.WARNING)
    known = read(written(findings, promises))
    assert known.knows(heavier)
    assert not known.knows(replace(heavier, severity=Severity.ERROR))
