"""Plans where the fastest of alternatives counts, however often it is late: faster may be worse."""

import json
from datetime import date
from decimal import Decimal

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan.outcome import Outcome
from slamodel.plan.planning import plan

AS_OF = date(2026, 11, 23)
FAST = {"within": "1 h", "in": "90 %"}
SLOW = {"within": "4 h", "in": "90 %"}
SURE = {"within": "2 h"}
EXCLUDING = """slamodel: 1
currency: EUR
parties: {c: {kind: customer}, it: {kind: department}, p0: {kind: supplier}, p1: {kind: supplier}}
services:
  s0: {provider: p0}
  s1: {provider: p1}
  top0: {provider: it, needs: [{any_of: [s0, s1]}]}
  top1: {provider: it, needs: [s1]}
  top2: {provider: it, needs: [s0]}
calendars: {office: {timezone: UTC, hours: {mon-fri: 09:00-17:00}}}
agreements:
  u0:
    kind: UC
    provider: p0
    customers: any
    services: [s0]
    hours: office
    tier: t0
    tiers:
      t0:
        price: 28 per month
        targets: [{metric: availability, at_least: 99 %}, {metric: resolution, within: 4 h, in: 95 %}]
      t1:
        price: 4 per quarter
        targets: [{metric: availability, at_least: 99.5 %}, {metric: resolution, within: 2 h, in: 90 %}]
      t2:
        price: 17 per quarter
        targets: [{metric: availability, at_least: 98 %, window: year}, {metric: resolution, within: 1 h}]
  u1:
    kind: UC
    provider: p1
    customers: [it]
    services: [s1]
    tier: t0
    tiers:
      t0: {targets: [{metric: availability, at_least: 99.5 %, window: quarter}, {metric: resolution, within: 4 h}]}
      t1:
        price: 4 per quarter
        targets: [{metric: availability, at_least: 98 %, window: year}, {metric: resolution, within: 2 h}]
      t2: {price: 3 per month, targets: [{metric: availability, at_least: 99.9 %}, {metric: resolution, within: 4 h}]}
  sla0:
    kind: SLA
    provider: it
    customers: [c]
    services: [top0]
    targets: [{metric: availability, at_least: 95 %}, {metric: resolution, within: 8 h}]
  sla1:
    kind: SLA
    provider: it
    customers: [c]
    services: [top1]
    hours: office
    targets: [{metric: availability, at_least: 99.5 %}, {metric: resolution, within: 8 h}]
  sla2:
    kind: SLA
    provider: it
    customers: [c]
    services: [top2]
    hours: office
    targets: [{metric: availability, at_least: 99.5 %}, {metric: resolution, within: 8 h}]
"""


def agreement(kind, provider, customer, service, **rest):
    return {"kind": kind, "provider": provider, "customers": [customer], "services": [service], **rest}


def resolution(price, **level):
    return {"price": f"{price} per year", "targets": [{"metric": "resolution", **level}]}


def on_offer(one, other):
    return {"a": resolution(1, **one), "b": resolution(2, **other)}


def model(tier, other=SURE, limit="4 h"):
    return {
        "slamodel": 1,
        "currency": "EUR",
        "parties": {"c": {"kind": "customer"}, "it": {"kind": "department"}, "p": {"kind": "supplier"}},
        "services": {
            "top": {"provider": "it", "needs": [{"any_of": ["s", "r"]}]},
            "s": {"provider": "p"},
            "r": {"provider": "p"},
        },
        "agreements": {
            "u": agreement("UC", "p", "it", "s", tier=tier, tiers=on_offer(FAST, SLOW)),
            "v": agreement("UC", "p", "it", "r", tier="a", tiers=on_offer(other, SURE)),
            "sla": agreement("SLA", "it", "c", "top", targets=[{"metric": "resolution", "within": limit}]),
        },
    }


def found(*asked):
    return plan(analyse_text(json.dumps(model(*asked)), AS_OF))


def test_a_slower_alternative_is_taken_where_the_faster_one_is_late_more_often():
    plan = found("a")
    assert plan.status is Outcome.OPTIMAL
    assert [(move.of[1], move.tier) for move in plan.moves] == [("u", "b")]


def test_what_is_supported_today_is_never_out_of_reach():
    plan = found("b")
    assert (plan.status, plan.moves) == (Outcome.OPTIMAL, ())


@pytest.mark.parametrize("limit", ["1 h", "3 h", "4 h"])
@pytest.mark.parametrize("tier", ["a", "b"])
def test_what_is_out_of_reach_is_open_with_the_plan(tier, limit):
    plan = found(tier, SLOW, limit)
    assert {one.promise for one in plan.beyond} == {p.id for p in plan.after.promises if p.standing.is_open}


def test_of_promises_that_exclude_one_another_as_few_as_can_be_are_given_up():
    plan_found = plan(analyse_text(EXCLUDING, AS_OF), "price", "independent")
    assert (len(plan_found.beyond), plan_found.price, plan_found.gap) == (1, Decimal(-268), 0.0)
