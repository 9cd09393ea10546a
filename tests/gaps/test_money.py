"""Who is asked for credits, when an outage is paid twice above, and which cheaper level is enough."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
currency: EUR
parties:
  house: {{kind: department}}
  other: {{kind: department}}
  it: {{kind: department{it}}}
  team: {{kind: {kind}{team}}}
  shop: {{kind: customer}}
services: {{web: {{provider: it, needs: [hosting]}}, hosting: {{provider: team}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [shop], services: [web], price: 10000 per month,
    credits: [{{metric: availability, below: 99 %, credit: 10 %}}{more}],
    targets: [{{metric: availability, at_least: 99 %}}{target}]}}
  lower: {{kind: {agreement}, provider: team, customers: [it], services: [hosting], {terms}
    targets: [{{metric: availability, at_least: {level} %}}, {{metric: resolution, within: 2 h}}]}}
"""
PLAIN = {
    "it": "",
    "team": "",
    "kind": "supplier",
    "agreement": "UC",
    "more": "",
    "target": "",
    "terms": "price: 1000 per month,",
    "level": "99.5",
}
IN_HOUSE = {"kind": "department", "agreement": "OLA", "terms": ""}


def found(code, **terms):
    analysis = analyse_text(MODEL.format(**PLAIN | terms), AS_OF)
    assert analysis.is_sound, analysis.diagnostics
    return [finding for finding in analysis.findings if finding.code == code]


# --- M701: whom to ask for credits ------------------------------------------------------------------------------------


def test_a_supplier_under_a_contract_is_asked_for_credits():
    (finding,) = found("M701")
    assert "Ask team for credits" in finding.message


def test_a_team_of_the_same_house_is_not_asked_for_credits():
    assert not found("M701", **IN_HOUSE)
    assert not found("M701", **IN_HOUSE, it=", part_of: house", team=", part_of: house")
    assert not found("M701", **IN_HOUSE, it=", part_of: house", team=", part_of: it")


def test_a_department_of_another_house_is_asked_for_credits():
    assert found("M701", **IN_HOUSE, it=", part_of: house", team=", part_of: other")


def test_a_contract_within_a_house_is_still_a_contract():
    assert found("M701", **IN_HOUSE | {"agreement": "UC"})


# --- M704: what one event is paid for ---------------------------------------------------------------------------------

TWO = {
    "more": ", {metric: resolution, above: 4 h, credit: 5 %}",
    "target": ", {metric: resolution, within: 4 h}",
}
LARGEST = """price: 20000 per month, credit_for_one_event: largest,
    credits: [{metric: availability, below: 99.5 %, credit: 10 %}, {metric: resolution, above: 2 h, credit: 5 %}],"""


def test_two_metrics_credited_above_and_only_the_largest_below_are_paid_twice():
    (finding,) = found("M704", **TWO, terms=LARGEST)
    assert "One outage may miss the availability and resolution time of sla" in finding.message
    assert "lower gives back only the largest" in finding.message


@pytest.mark.parametrize(
    "terms",
    [
        {**TWO, "terms": LARGEST.replace("largest", "all")},
        {"terms": LARGEST},
    ],
    ids=["below pays all too", "one metric above"],
)
def test_nothing_is_paid_twice(terms):
    assert not found("M704", **terms)


# --- M705: a cheaper level that is enough -----------------------------------------------------------------------------


def tiers(*levels):
    offered = ", ".join(
        f"tier-{n}: {{price: {n} per month, targets: [{{metric: availability, at_least: {level} %}},"
        f" {{metric: resolution, within: 2 h}}]}}"
        for n, level in enumerate(levels, 1)
    )
    return f"price: 2000 per month, tier: gold, tiers: {{gold: {{price: 2000 per month}}, {offered}}},"


def test_exactly_enough_is_enough():
    (finding,) = found("M705", terms=tiers("99"))
    assert "tier-1" in finding.message


def test_a_tier_that_would_open_a_gap_above_is_never_named():
    assert not found("M705", terms=tiers("98.9999"))


def test_the_cheapest_that_is_enough_is_named_not_the_cheapest():
    (finding,) = found("M705", terms=tiers("98", "99.1", "99.4"))
    assert "its tier tier-2" in finding.message


@pytest.mark.parametrize("level", ["98.9999", "99", "99.00001", "99.2"])
def test_taking_a_tier_that_is_named_leaves_every_promise_supported(level):
    named = found("M705", terms=tiers(level))
    taken = analyse_text(MODEL.format(**PLAIN | {"level": level}), AS_OF)
    assert bool(named) == (taken.target("sla/web/availability").standing.value == "supported")


def test_nothing_is_said_of_a_contract_under_a_promise_that_is_not_supported():
    assert not found("M705", level="98", terms=tiers("98"))
