"""Aims, and failures that nobody answers for: figures stay, and nothing is ensured by them unless others do."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.report.machine import target

AS_OF = date(2026, 11, 23)
AIM = "strength: aim, "
LEFT_OUT = ", excludes_failures: [Power  supply, strikes]"


def model(needs, below, above="", promised="metric: availability, at_least: 99 %"):
    """A promise on `top`; each service below is written as what its target says, and what stands beside the targets."""
    agreements = "\n".join(
        f"  uc-{name}: {{kind: UC, provider: p-{name}, customers: it, services: {name}{terms}, targets: [{targets}]}}"
        for name, (targets, terms) in below.items()
    )
    parties = ", ".join(f"p-{name}: {{kind: supplier}}" for name in below)
    services = ", ".join(f"{name}: {{provider: p-{name}}}" for name in below)
    return f"""
slamodel: 1
parties: {{user: {{kind: customer}}, it: {{kind: department}}, {parties}}}
services: {{top: {{provider: it, {needs}}}, {services}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top{above}, targets: [{{{promised}}}]}}
{agreements}
"""


def share(level, aim=""):
    return f"{{metric: availability, {aim}at_least: {level} %}}"


def time(limit, aim=""):
    return f"{{metric: resolution, {aim}within: {limit}}}"


def promise(text):
    found = analyse_text(text, AS_OF)
    assert found.is_sound, found.diagnostics
    return found.promises[[one.agreement for one in found.promises].index("sla")]


def conditions(found):
    return [(one.source.agreement, one.kind, one.what) for one in found.direct.conditions]


def test_an_aim_ensures_nothing_and_the_figures_stay_as_they_are():
    found = promise(model("needs: [a, b]", {"a": (share(99.9, AIM), ""), "b": (share(99.9), "")}))
    assert (found.standing, conditions(found)) == ("at_risk", [("uc-a", "aim", "")])
    assert found.direct.figures.guaranteed == pytest.approx(0.002)


def test_what_an_alternative_carries_without_the_aim_is_supported():
    needs = "needs: [{any_of: [a, b]}]"
    found = promise(model(needs, {"a": (share(99.9), ""), "b": (share(99.99, AIM), "")}))
    assert (found.standing, conditions(found)) == ("supported", [])
    both = promise(model(needs, {"a": (share(99.9, AIM), ""), "b": (share(99.99, AIM), "")}))
    assert (both.standing, len(both.direct.conditions)) == ("at_risk", 2)


def test_an_alternative_that_is_an_aim_is_none_of_the_conditions_of_what_needs_another():
    needs = "needs: [a, {any_of: [b, c]}]"
    below = {"a": (share(99.9, AIM), ""), "b": (share(99.9), ""), "c": (share(99.9, AIM), "")}
    assert conditions(promise(model(needs, below))) == [("uc-a", "aim", "")]


def test_a_commitment_beside_an_aim_for_more_holds_without_it():
    weaker = f"{share(99.9, AIM)}, {{metric: availability, at_least: 99.5 %, window: month}}"
    assert promise(model("needs: [a]", {"a": (weaker, "")})).standing == "supported"
    too_weak = weaker.replace("99.5", "98.5")
    assert promise(model("needs: [a]", {"a": (too_weak, "")})).standing == "at_risk"


@pytest.mark.parametrize(
    ("above", "standing"),
    [
        ("", "at_risk"),
        (", excludes_failures: [STRIKES]", "at_risk"),
        (LEFT_OUT.replace("Power  s", "power S"), "supported"),
    ],
)
def test_failures_that_only_the_agreement_below_excludes_are_answered_for_by_nobody(above, standing):
    found = promise(model("needs: [a]", {"a": (share(99.9), LEFT_OUT)}, above))
    assert found.standing == standing
    left = {"": ["Power  supply", "strikes"], ", excludes_failures: [STRIKES]": ["Power  supply"]}.get(above, [])
    assert conditions(found) == [("uc-a", "excluded", what) for what in left]


def test_a_gap_stays_a_gap_and_names_the_aims_that_carry_what_is_left():
    found = promise(model("needs: [a]", {"a": (share(98, AIM), "")}))
    assert (found.standing, conditions(found)) == ("gap", [("uc-a", "aim", "")])


RESOLVED = "metric: resolution, within: 8 h"


def test_a_time_that_rests_on_an_aim_is_at_risk_unless_an_alternative_is_back_soon_enough():
    chain = promise(model("handled_by: [a]", {"a": (time("4 h", AIM), "")}, promised=RESOLVED))
    assert (chain.standing, conditions(chain)) == ("at_risk", [("uc-a", "aim", "")])
    needs = "own: {resolution: 1 h, escalation: 1 h}, needs: [{any_of: [a, b]}]"
    for limit, standing in (("6 h", "supported"), ("9 h", "at_risk")):
        below = {"a": (time("4 h", AIM), ""), "b": (time(limit), "")}
        found = promise(model(needs, below, promised=RESOLVED))
        assert found.standing == standing
        assert found.direct.time.within_s == 5 * 3600


def test_the_answer_for_machines_names_the_conditions():
    text = model("needs: [a]", {"a": (share(99.9, AIM), LEFT_OUT)})
    said = target(analysis := analyse_text(text, AS_OF), analysis.target("sla/top/availability"))["conditions"]
    assert said[0] == {"dependency": "a", "agreement": "uc-a", "kind": "aim", "what": ""}
    assert [one["what"] for one in said[1:]] == ["Power  supply", "strikes"]


@pytest.mark.parametrize(("strength", "severity"), [("", "error"), (AIM, "warning")])
def test_what_falls_short_of_an_aim_is_a_gap_that_warns(strength, severity):
    promised = f"metric: availability, {strength}at_least: 99 %"
    found = analyse_text(model("needs: [a]", {"a": (share(98), "")}, promised=promised), AS_OF)
    assert found.target("sla/top/availability").standing == "gap"
    assert {finding.severity for finding in found.findings if finding.code == "A101"} == {severity}
