"""Agreements that extend others: what is in effect, where it is written, and what cannot be known."""

import json
from datetime import date
from random import Random
from typing import Any

import pytest

from slamodel import analysis
from slamodel.load import load_contents
from slamodel.load.levels import CREDITS, NEVER, PIECEWISE, WHOLE
from slamodel.model import Agreement
from tests.oracle.levels import MONEY, PLAIN, written_out

DAY = date(2026, 11, 23)
HEAD = """
parties: {bank: {kind: customer}, it: {kind: department}}
calendars: {office: {timezone: UTC, hours: {mon-fri: "08:00-18:00"}}}
services: {shop: {provider: it}}
"""
CORP = "corp: {kind: SLA, level: corporate, provider: it, customers: any, %s}"
SLA = "sla: {kind: SLA, provider: it, customers: bank, services: [shop], extends: corp, %s}"


def loaded(*agreements, head="slamodel: 1"):
    text = f"{head}{HEAD}agreements:\n" + "".join(f"  {one}\n" for one in agreements)
    return load_contents([("model.yaml", text.encode())], "model.yaml")


def effective(corp, sla="targets: []", head="slamodel: 1"):
    found = loaded(CORP % corp, SLA % sla, head=head)
    assert not found.diagnostics, found.diagnostics
    return found.landscape.agreements["sla"]


def levels(agreement):
    return [str(getattr(target, "at_least", None) or target.within.seconds) for _, target in agreement.stated]


def test_every_key_of_an_agreement_is_either_taken_or_its_own():
    assert sorted((*WHOLE, *CREDITS, *PIECEWISE, *NEVER)) == sorted(Agreement.model_fields)


def test_what_is_not_stated_is_taken_and_keeps_its_place():
    found = effective("hours: office, targets: [{metric: resolution, within: 8 h}]")
    assert found.hours == "office"
    assert found.stated[0][0] == ("agreements", "corp", "targets", 0)
    assert found.at("hours") == ("agreements", "corp", "hours")
    assert found.at("reports") == ("agreements", "sla", "reports")


def test_a_place_in_what_is_taken_is_that_where_it_is_written():
    found = loaded(CORP % "hours: office", SLA % "reports: monthly").landscape
    assert found.place(("agreements", "sla", "hours")) == found.place(("agreements", "corp", "hours"))
    assert found.place(("agreements", "sla", "reports")).line > found.place(("agreements", "corp", "hours")).line


def test_an_own_target_without_priority_replaces_all_of_its_metric_and_one_with_a_priority_only_that():
    corp = "targets: [{metric: resolution, within: 8 h}, {metric: resolution, priority: P1, within: 2 h}]"
    assert levels(effective(corp, "targets: [{metric: resolution, within: 6 h}]")) == ["21600"]
    found = effective(corp, "targets: [{metric: resolution, priority: P1, within: 3 h}]")
    assert levels(found) == ["10800", "28800"]


def test_the_strictest_of_two_on_the_same_terms_counts_and_both_where_the_terms_differ():
    head = "slamodel: 1\noverrides: strictest"
    corp = "targets: [{metric: availability, at_least: 99.5 %}]"
    assert levels(effective(corp, "targets: [{metric: availability, at_least: 99 %}]", head)) == ["0.995"]
    assert levels(effective(corp, "targets: [{metric: availability, at_least: 99.9 %}]", head)) == ["0.999"]
    yearly = effective(corp, "targets: [{metric: availability, at_least: 99.9 %, window: year}]", head)
    assert levels(yearly) == ["0.999", "0.995"]


def test_a_cap_is_taken_obligations_add_up_and_a_review_is_each_ones_own():
    corp = "credit_cap: 10 %, obligations: [iso], review: {every: 6 months, last: 2026-01-01, legal: done}"
    found = effective(corp, "obligations: [gdpr, iso]")
    assert (str(found.credit_cap), found.obligations) == ("0.1", ("gdpr", "iso"))
    assert (found.review.every.number, found.review.last, found.review.legal) == (6, None, None)


def test_what_makes_up_the_credits_is_taken_together_and_how_they_are_paid_singly():
    steps = "credits: [{metric: availability, below: 99 %, credit: 10 %}]"
    corp = f"{steps}, credit_cap: 20 %, credit_minimum: 1, credit_claim: {{within: 60 d}}"
    found = effective(corp, "credit_claim: {within: 30 d}", "slamodel: 1\ncurrency: EUR")
    assert (len(found.credits), str(found.credit_cap), found.credit_claim.within.number) == (1, "0.2", 30)
    found = effective(corp, "credit_cap: 10 %", "slamodel: 1\ncurrency: EUR")
    assert (found.credits, str(found.credit_cap), found.credit_claim.within.number) == ((), "0.1", 60)
    assert found.at("credit_claim") == ("agreements", "corp", "credit_claim")
    assert found.at("credit_minimum") == ("agreements", "corp", "credit_minimum")


def test_the_current_tier_counts_before_what_is_taken():
    sla = "tier: gold, tiers: {gold: {targets: [{metric: availability, at_least: 99.9 %}]}}"
    found = effective("targets: [{metric: availability, at_least: 99 %}]", sla)
    assert found.stated[0][0] == ("agreements", "sla", "tiers", "gold", "targets", 0)
    assert levels(found) == ["0.999"]


def test_a_target_for_a_priority_of_the_level_above_is_no_slip():
    sla = "priorities: {P2: {impact: some}}, targets: [{metric: resolution, priority: P1, within: 2 h}]"
    assert not loaded(CORP % "priorities: {P1: {impact: all}}", SLA % sla).diagnostics
    assert [d.code for d in loaded(CORP % "reports: no", SLA % sla).diagnostics] == ["E104"]


def test_a_circle_is_told_once_and_all_that_extends_it_is_left_out():
    first = "first: {kind: SLA, level: customer, provider: it, customers: bank, extends: [corp, corp]}"
    found = loaded(CORP % "extends: first", first, SLA % "reports: monthly")
    assert [d.code for d in found.diagnostics] == ["E119", "E118"]
    assert "corp → first → corp" in found.diagnostics[1].message
    assert not found.landscape.agreements
    assert set(found.landscape.faulty_agreements) == {"corp", "first", "sla"}


def test_what_extends_something_unknown_or_faulty_is_left_out_with_it():
    found = loaded(SLA % "reports: monthly")
    assert [d.code for d in found.diagnostics] == ["E104"]
    assert found.landscape.faulty_agreements["sla"] == ("it", ("bank",), ("shop",))
    found = loaded(CORP % "hourz: office", SLA % "reports: monthly")
    assert [d.code for d in found.diagnostics] == ["E119", "E103"]


def test_long_ways_are_walked_and_each_circle_is_told():
    level = "{kind: SLA, level: customer, provider: it, customers: bank, "
    many = [f"a{n}: {level}extends: a{n + 1}}}" for n in range(900)]
    assert loaded(*many, f"a900: {level}hours: office}}").landscape.agreements["a0"].hours == "office"
    pairs = [f"p{n}: {level}extends: p{n ^ 1}}}" for n in range(40)]
    assert [d.code for d in loaded(*pairs).diagnostics] == ["E118"] * 20


# --- laws -------------------------------------------------------------------------------------------------------------


def drawn(rng):
    """Agreements of which each extends some that stand before it."""
    agreements: dict[str, Any] = {}
    for name in ("corp", "house", "mid", "sla"):
        entry: dict[str, Any] = {"kind": "SLA", "provider": "it", "customers": ["bank"], "services": ["shop"]}
        choices = {
            "hours": "always", "measured_at": rng.choice(("user", "service")), "reports": rng.choice(("monthly", "no")),
            "clock_stops": rng.sample(("customer", "supplier"), rng.randint(1, 2)), "credit_cap": "10 %",
            "credit_claim": {"within": rng.choice(("30 d", "60 d"))},
            "credit_pool": {"at_risk": "15 %"}, "obligations": rng.sample(("iso", "gdpr", "pci"), rng.randint(1, 2)),
            "priorities": {"P1": {"impact": rng.choice(("all", "some"))}, "P2": {"impact": "one"}},
        }  # fmt: skip
        entry |= {key: value for key, value in choices.items() if rng.random() < 0.4}
        entry["targets"] = [a_target(rng) for _ in range(rng.randint(0, 3))]
        if rng.random() < 0.3:
            entry |= {"tier": "gold", "tiers": {"gold": {"targets": [a_target(rng)]}}}
        if agreements and rng.random() < 0.8:
            entry["extends"] = rng.sample(list(agreements), rng.randint(1, min(2, len(agreements))))
        agreements[name] = entry
    return agreements


def a_target(rng):
    if rng.random() < 0.5:
        window = {"window": "year"} if rng.random() < 0.3 else {}
        return {"metric": "availability", "at_least": f"{rng.choice((99, 99.5, 99.9))} %", **window}
    priority = {"priority": rng.choice(("P1", "P2"))} if rng.random() < 0.6 else {}
    return {"metric": "resolution", "within": f"{rng.choice((2, 4, 8))} h", **priority}


def read(agreements, overrides):
    text = f"slamodel: 1\noverrides: {overrides}{HEAD}agreements: {json.dumps(agreements)}\n"
    found = load_contents([("model.yaml", text.encode())], "model.yaml")
    assert not [d for d in found.diagnostics if d.code != "E104"], found.diagnostics
    return found


def hold(seed):
    rng = Random(seed)
    overrides = rng.choice(("specific", "strictest"))
    agreements = drawn(rng)
    taken, by_hand = read(agreements, overrides), read(written_out(agreements, overrides), overrides)
    for name, expected in by_hand.landscape.agreements.items():
        found = taken.landscape.agreements[name]
        for key in (*PLAIN, *MONEY, "obligations", "priorities"):
            assert getattr(found, key) == getattr(expected, key), (seed, name, key)
        assert [target for _, target in found.stated] == [target for _, target in expected.stated], (seed, name)
    verdicts = [
        [(promise.id, promise.promised, promise.standing) for promise in analysis.of(one, DAY).promises]
        for one in (taken, by_hand)
    ]
    assert verdicts[0] == verdicts[1], seed


@pytest.mark.parametrize("seed", range(12))
def test_levels_are_as_if_somebody_had_written_them_out(seed):
    hold(seed)


@pytest.mark.slow
def test_many_levels_are_as_if_somebody_had_written_them_out():
    for seed in range(1000, 1800):
        hold(seed)


def test_a_chain_that_piles_up_has_a_limit():
    head = "slamodel: 1\nparties: {it: {kind: department}}\nagreements:\n"
    line = "  {0}: {{kind: SLA, level: corporate, provider: it, customers: any, obligations: [{0}], extends: [{1}]}}\n"
    text = head + "".join(line.format(f"a{n}", f"a{n - 1}" if n else "") for n in range(500))
    (problem,) = load_contents([("model.yaml", text.encode())], "model.yaml").diagnostics
    assert (problem.code, problem.place and problem.place.line) == ("E109", 450)
