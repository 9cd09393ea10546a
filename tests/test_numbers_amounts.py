"""The tables on amounts, aims and levels of `numbers.md` come out of the engine as they are printed."""

from datetime import date

import pytest

from slamodel.analysis import Analysis, analyse_text
from tests.test_numbers_hours import table

THROUGHPUT = table("needs", "hold per hour", "carries", "because")
OWN = table("metric", "needs", "hold", "comes to")
AIMS = table("below a promise of 99 %", "stands", "finding")
LEVELS = table("inherited", "own", "counts by `specific`", "counts by `strictest`", "finding")
HEAD = """
slamodel: 1
parties: {us: {kind: department}, them: {kind: supplier}, you: {kind: customer}}
"""


def found(text: str) -> Analysis:
    """The analysis of a model without mistakes."""
    analysis = analyse_text(HEAD + text, date(2026, 11, 23))
    assert not analysis.diagnostics
    return analysis


def over(needs: str, promised: str, held: dict[str, str], more: str = "") -> Analysis:
    """A promise on a service with such needs, over contracts that hold so much."""
    services = "".join(f"  {name}: {{provider: them}}\n" for name in held)
    contracts = "".join(
        f"  uc-{name}: {{kind: UC, provider: them, customers: [us], services: [{name}], targets: [{{{target}}}]}}\n"
        for name, target in held.items()
    )
    return found(
        f"{more}\nservices:\n  top: {{provider: us, needs: {needs.strip('`')}}}\n{services}agreements:\n"
        f"  sla: {{kind: SLA, provider: us, customers: [you], services: [top], targets: [{{{promised}}}]}}\n{contracts}"
    )


def held(cell: str, target: str) -> dict[str, str]:
    """`a 600, b 450` as a target for each service."""
    return {name: target.format(level) for name, level in (one.split() for one in cell.split(", "))}


@pytest.mark.parametrize("row", THROUGHPUT, ids=lambda row: row[0])
def test_throughput_comes_out_as_printed(row):
    needs, hold, carries, _ = row
    rate = "metric: throughput, at_least: {} per hour"
    for promised, stands in ((carries, "supported"), (str(int(carries) + 1), "gap")):
        analysis = over(needs, rate.format(promised), held(hold, rate))
        assert analysis.target("sla/top/throughput").standing.value == stands


@pytest.mark.parametrize("row", OWN, ids=lambda row: row[0] + row[1])
def test_metrics_of_a_model_come_out_as_printed(row):
    metric, needs, hold, comes = row
    key, worse = ("at_most", -1) if "better: lower" in metric else ("at_least", 1)
    target = f"metric: mine, {key}: '{{}}{' %' if 'percent' in metric else ''}'"
    for promised, stands in ((comes, "supported"), (str(int(comes) + worse), "gap")):
        more = f"metrics: {{mine: {metric.strip('`')}}}"
        analysis = over(needs, target.format(promised), held(hold, target), more)
        assert analysis.target("sla/top/mine").standing.value == stands


SHARE = "metric: availability, at_least: {}"
BELOW = {
    "a commitment of 99.5 %": ("[a]", {"a": SHARE.format("99.5 %")}, ""),
    "an aim of 99.5 %": ("[a]", {"a": SHARE.format("99.5 %, strength: aim")}, ""),
    "a commitment of 99.5 % or an aim of 99.5 %": (
        "[{any_of: [a, b]}]",
        {"a": SHARE.format("99.5 %"), "b": SHARE.format("99.5 %, strength: aim")},
        "",
    ),
    "a commitment of 99.5 % that excludes failures of the carrier": ("[a]", {}, "below"),
    "the same, where the promise excludes them too": ("[a]", {}, "both"),
    "an aim of 98 %": ("[a]", {"a": SHARE.format("98 %, strength: aim")}, ""),
}


@pytest.mark.parametrize("row", AIMS, ids=lambda row: row[0])
def test_aims_and_exclusions_come_out_as_printed(row):
    below, stands, code = row
    needs, contracts, excluded = BELOW[below]
    promised = SHARE.format("99 %")
    analysis = excluding(upper=excluded == "both") if excluded else over(needs, promised, contracts)
    assert analysis.target("sla/top/availability").standing.value.replace("_", " ") == stands
    assert code in ("", *(finding.code for finding in analysis.findings))
    assert code or not {"A101", "C604", "C605"} & {finding.code for finding in analysis.findings}


def excluding(*, upper: bool) -> Analysis:
    """A contract that does not answer for the carrier, under a promise that does, or does not either."""
    above = "excludes_failures: [carrier]," if upper else ""
    return found(f"""
services: {{top: {{provider: us, needs: [a]}}, a: {{provider: them}}}}
agreements:
  sla: {{kind: SLA, provider: us, customers: [you], services: [top], {above}
        targets: [{{{SHARE.format("99 %")}}}]}}
  uc: {{kind: UC, provider: them, customers: [us], services: [a], excludes_failures: [carrier],
       targets: [{{{SHARE.format("99.5 %")}}}]}}
""")


@pytest.mark.parametrize("row", LEVELS, ids=lambda row: f"{row[0]} {row[1]}")
def test_levels_come_out_as_printed(row):
    inherited, own, *counts, code = row
    for rule, counting in zip(("specific", "strictest"), counts, strict=True):
        targets = "" if own == "none" else f", targets: [{{{SHARE.format(own)}}}]"
        analysis = found(f"""
overrides: {rule}
services: {{top: {{provider: us}}}}
agreements:
  all: {{kind: SLA, level: corporate, provider: us, customers: any, targets: [{{{SHARE.format(inherited)}}}]}}
  one: {{kind: SLA, extends: [all], provider: us, customers: [you], services: [top]{targets}}}
""")
        assert analysis.target("one/top/availability").promised == pytest.approx(1 - float(counting[:-2]) / 100)
        assert ("C609" in {finding.code for finding in analysis.findings}) == bool(code)
