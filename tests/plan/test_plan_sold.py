"""What a plan leaves alone: what customers have been promised, and what is dearer and no better."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan.choices import things
from slamodel.plan.outcome import Outcome
from slamodel.plan.planning import plan

AS_OF = date(2026, 11, 23)
SOLD = """slamodel: 1
currency: EUR
parties:
  {c: {kind: customer}, d: {kind: customer}, it: {kind: department}, web: {kind: department}, p: {kind: supplier}}
services:
  shop: {provider: web, needs: [net]}
  net: {provider: it, needs: [s]}
  s: {provider: p}
agreements:
  u: {kind: UC, provider: p, customers: [it], services: [s], targets: [{metric: availability, at_least: 99.95 %}]}
  sla-net:
    kind: SLA
    provider: it
    customers: [c, web]
    services: [net]
    tier: gold
    tiers:
      silver: {price: 500 per year, targets: [{metric: availability, at_least: 99 %}]}
      gold: {price: 1000 per year, targets: [{metric: availability, at_least: 99.9 %}]}
  sla-shop:
    {kind: SLA, provider: web, customers: [d], services: [shop], targets: [{metric: availability, at_least: 98 %}]}
"""
BOUGHT = """slamodel: 1
currency: EUR
parties: {c: {kind: customer}, it: {kind: department}, p: {kind: supplier}}
services:
  top: {provider: it, needs: [s]}
  s: {provider: p}
agreements:
  u:
    kind: UC
    provider: p
    customers: [it]
    services: [s]
    tier: a
    tiers:
      a: {price: 1000 per year, targets: [{metric: availability, at_least: 99.9 %}]}
      b: {price: 9000 per year, targets: [{metric: availability, at_least: 99.5 %}]}
      d: {price: 9000 per year, targets: [{metric: availability, at_least: 99 %}]}
  sla: {kind: SLA, provider: it, customers: [c], services: [top], targets: [{metric: availability, at_least: 99 %}]}
"""


def analysed(text):
    return analyse_text(text, AS_OF)


@pytest.mark.parametrize("customers", ["[c, web]", "[web]", "any"])
def test_what_customers_have_been_promised_is_not_lowered_for_a_lower_price(customers):
    found = plan(analysed(SOLD.replace("[c, web]", customers)))
    assert (found.status, found.moves) == (Outcome.OPTIMAL, ())


def test_what_customers_would_pay_for_more_is_no_cost_and_no_price_of_the_plan():
    text = SOLD.replace("tier: gold", "tier: silver").replace("at_least: 98 %", "at_least: 99.8 %")
    found = plan(analysed(text))
    assert [(move.tier, move.price) for move in found.moves] == [("gold", None)]


def test_what_a_supplier_offers_to_whoever_buys_it_may_be_a_cheaper_tier():
    text = SOLD.replace("customers: [c, web]", "customers: any").replace(
        "it: {kind: department}", "it: {kind: supplier}"
    )
    assert plan(analysed(text)).price == -500


@pytest.mark.parametrize("objective", ["price", "changes", "effort"])
def test_a_level_that_is_worse_and_dearer_is_no_gain(objective):
    found = plan(analysed(BOUGHT), objective)
    assert (found.status, found.moves) == (Outcome.OPTIMAL, ())


def test_a_lower_level_is_no_gain_in_effort():
    text = BOUGHT.replace("price: 9000 per year, ", "")
    assert plan(analysed(text), "effort").moves == ()


def test_tiers_that_another_one_beats_on_price_and_on_every_level_are_not_looked_at():
    assert things(analysed(BOUGHT)) == ()


def test_where_there_is_nothing_to_choose_it_is_said_at_once(monkeypatch):
    monkeypatch.setattr("slamodel.plan.planning.searched", lambda *_: pytest.fail("searched"))
    found = plan(analysed(BOUGHT))
    assert (found.status, found.gap) == (Outcome.OPTIMAL, 0.0)
    assert plan(analysed(BOUGHT.replace("at_least: 99 %}]}\n  sla", "at_least: 98 %}]}\n  sla"))).gap == 0.0


def test_of_more_levels_than_can_be_tried_in_time_some_are_tried_and_nothing_is_said_to_be_proved():
    tiers = "".join(
        f"      t{n}: {{price: {n + 1} per year, targets: [{{metric: availability, at_least: {90 + n / 10} %}}]}}\n"
        for n in range(96)
    )
    start, end = BOUGHT.index("      a:"), BOUGHT.index("  sla:")
    text = (BOUGHT[:start] + tiers + BOUGHT[end:]).replace("tier: a", "tier: t0")
    found = plan(analysed(text), seconds=0.01)
    assert (found.status, found.gap, len(found.moves)) == (Outcome.FEASIBLE, None, 1)
    assert "before all levels on offer were tried" in str(found.because)
