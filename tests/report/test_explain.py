"""The chain of evidence: every sum that `explain` prints can be redone with a pocket calculator."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest

from slamodel.analysis import analyse, analyse_text
from slamodel.report.explain import evidence, explain
from tests.oracle.models import AS_OF, random_model
from tests.oracle.writing import dump

EXAMPLES = sorted(path for path in Path("examples").iterdir() if path.name[:2] in ("02", "03", "04", "05", "06", "07"))
FORMULA = re.compile(r"(?:guaranteed|independent|ceiling|by cases:|from [\w, ]+:) +(.+) = ([\d.e-]+)$")


def redone(formula):
    """The value of a printed formula, worked out from its words."""
    formula = formula.split("worst timing: ")[-1].split("by cases: ")[-1]
    if " together " in formula or formula == "nothing can fail":
        return sum(float(number) for number in re.findall(r"together ([\d.e-]+)", formula))
    if coefficients := re.fullmatch(r"in (.+), the coefficients from z\^(\d+) on", formula):
        return counted(coefficients[1], int(coefficients[2]))
    for word, choose in (("smallest of ", min), ("largest of ", max)):
        if formula.startswith(word):
            return choose(map(number, formula.removeprefix(word).split(", ")))
    if formula.startswith("no more than 1, from "):
        return min(1.0, number(formula.removeprefix("no more than 1, from ")))
    if formula.endswith(", at least 0"):
        return max(0.0, number(formula.removesuffix(", at least 0")))
    return number(formula)


def number(formula):
    assert re.fullmatch(r"[\d.e+*/() x-]+", formula), formula
    return eval(formula.replace("x", "*"))  # noqa: S307 - only digits and signs, see the line above


def counted(factors, least):
    """The sum of the coefficients of a product of (works + fails z)."""
    row = [1.0]
    for works, fails in re.findall(r"\(([\d.e-]+) \+ ([\d.e-]+) z\)", factors):
        row = [a * float(works) + b * float(fails) for a, b in zip([*row, 0.0], [0.0, *row], strict=True)]
    return sum(row[least:])


def formulas(text):
    lines = [line for line in text.splitlines() if " = " in line and "decision diagram" not in line]
    return [(match[1], float(match[2])) for line in lines if (match := FORMULA.search(line))]


def check(analysis):
    found = 0
    for promise in analysis.promises:
        for formula, value in formulas(evidence(analysis, promise)):
            if not formula.startswith(("1 -", "by the mirror")) or " x " in formula:
                found += 1
                assert redone(formula) == pytest.approx(value, rel=1e-9, abs=1e-11), (promise.id, formula)
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_sums_of_the_examples_can_be_redone(example):
    assert check(analyse(example, date(2026, 11, 23))) > 0


def test_the_sums_of_random_models_can_be_redone():
    found = sum(check(analyse_text(dump(random_model(Random(seed), 12)), AS_OF)) for seed in range(12))
    assert found > 80


BRIDGE = """
slamodel: 1
parties: {bank: {kind: customer}, it: {kind: department}, carrier: {kind: supplier}}
services:
  link:
    provider: it
    needs: [{any_of: [{all_of: [a, d]}, {all_of: [b, e]}, {all_of: [a, c, e]}, {all_of: [b, c, d]}]}]
  a: {provider: carrier}
  b: {provider: carrier}
  c: {provider: carrier}
  d: {provider: carrier}
  e: {provider: carrier}
agreements:
  sla: {kind: SLA, provider: it, customers: bank, services: [link], targets: [{metric: availability, at_least: 97 %}]}
  uc:
    kind: UC
    provider: carrier
    customers: it
    services: [a, b, c, d, e]
    targets: [{metric: availability, at_least: 90 %}]
"""


def test_a_bridge_is_told_by_cases_and_by_its_worst_timing():
    analysis = analyse_text(BRIDGE, AS_OF)
    text = explain(analysis, analysis.target("sla/link/availability"))
    assert "by cases:" in text
    assert "worst timing:" in text
    assert "97.84 %" in text
    assert check(analysis) > 4


def test_a_time_is_told_step_by_step_with_its_places():
    analysis = analyse(Path("examples/02-a-chain"), date(2026, 11, 23))
    text = explain(analysis, analysis.target("sla-bakers/order-portal/resolution"))
    assert "5 h 10 min" in text
    assert text.count("model.yaml:") >= 6


def test_two_views_that_are_the_same_are_written_once():
    analysis = analyse(Path("examples/05-credit-check/model.yaml"), AS_OF)
    texts = [explain(analysis, promise) for promise in analysis.checked]
    once = [text for text in texts if text.endswith("need nothing\n  the same, line by line\n")]
    assert 0 < len(once) < len(texts)
    for text in texts:
        direct, deeper = re.split(r"\n\n(?:Direct|End to end): .*\n", text)[1:]
        assert direct.strip() != deeper.strip()
