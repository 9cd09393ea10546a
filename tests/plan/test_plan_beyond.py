"""What is said of promises that a plan gives up."""

from datetime import date

from slamodel.analysis import analyse_text
from slamodel.plan.planning import plan
from tests.plan.test_plan_alternatives import EXCLUDING

AS_OF = date(2026, 11, 23)
PAIR = """slamodel: 1
currency: EUR
parties: {c: {kind: customer}, it: {kind: department}, p: {kind: supplier}, q: {kind: supplier}}
services:
  top: {provider: it, needs: [any_of: [s, r]]}
  s: {provider: p}
  r: {provider: q}
agreements:
  u: {kind: UC, provider: p, customers: [it], services: [s], tier: a, tiers: {a: LOW, b: HIGH}}
  v: {kind: UC, provider: q, customers: [it], services: [r], tier: a, tiers: {a: LOW, b: HIGH}}
  sla: {kind: SLA, provider: it, customers: [c], services: [top], targets: [{metric: availability, at_least: 99.9 %}]}
"""


def tier(price, level):
    return f"{{price: {price} per year, targets: [{{metric: availability, at_least: {level} %}}]}}"


def test_the_best_that_can_be_had_is_told_on_the_basis_that_was_asked_for():
    analysis = analyse_text(PAIR.replace("LOW", tier(1, 95)).replace("HIGH", tier(2, 96)), AS_OF)
    assert [one.best for one in plan(analysis).beyond] == ["96 %"]
    assert [one.best for one in plan(analysis, "price", "independent").beyond] == ["99.84 %"]


def test_a_promise_that_others_stand_in_the_way_of_names_them():
    (one,) = plan(analyse_text(EXCLUDING, AS_OF), "price", "independent").beyond
    assert one.because.startswith("it can be supported alone, but not together with sla0/top0/")
    assert "the others" not in one.because
