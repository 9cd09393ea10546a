"""What is to be asked of somebody: the same figure wherever it stands, and only by promises that rest on it."""

from datetime import date

import pytest
from slamodel_web.views import levers, sought, trial
from slamodel_web.views.asked import asked_of
from slamodel_web.views.diagram_panel import panel
from slamodel_web.views.resting import resting_on_service
from slamodel_web.views.wishes import wishes

from slamodel import analysis
from slamodel.analysis import analyse_text
from tests.web.guarded import EXAMPLE

AS_OF = date(2026, 11, 23)
QUICK_SCORE = "sla-car-leasing/quick-score/availability"
CHAIN = """
slamodel: 1
title: Three links
parties:
  buyers: {kind: customer}
  shop: {kind: department}
  web: {kind: department}
  data: {kind: department}
  host: {kind: supplier}
services:
  shop: {provider: shop, needs: [front]}
  front: {provider: web, needs: [data]}
  data: {provider: data, needs: [machines]}
  machines: {provider: host}
agreements:
  sla: {kind: SLA, provider: shop, customers: [buyers], services: [shop], targets: [AT_LEAST]}
  front: {kind: OLA, provider: web, customers: [shop], services: [front], targets: [AT_LEAST]}
  data: {kind: OLA, provider: data, customers: [web], services: [data], targets: [AT_LEAST]}
  uc: {kind: UC, provider: host, customers: [data], services: [machines], targets: [AT_LEAST]}
""".replace("AT_LEAST", "{metric: availability, at_least: 99 %}")


@pytest.fixture(scope="module")
def credit():
    return analyse_text(EXAMPLE.read_text(encoding="utf-8"), AS_OF)


def part(found, heading):
    return next(part for part in found.parts if part.heading == heading)


def test_on_a_service_rests_what_it_carries_and_nothing_else_of_the_same_agreement(credit):
    found = part(panel(credit, "service", "server-hosting"), "What rests on it")
    assert {line.target for line in found.lines if line.target.endswith("/availability")} == {
        "ola-scoring-engine/scoring-engine/availability",
        "sla-car-leasing/quick-score/availability",
        "sla-retail-bank/credit-check/availability",
    }
    assert not any("response" in line.target or "fulfilment" in line.target for line in found.lines)
    assert found.said == "7 promises rest on it; a better level of it would close 2."


def test_on_a_service_for_customers_rest_the_promises_made_on_it(credit):
    found = panel(credit, "service", "quick-score")
    assert [line.target for line in part(found, "What rests on it").lines] == [QUICK_SCORE]
    assert found.asks == panel(credit, "service", "server-hosting").asks


def test_a_promise_rests_on_each_service_of_the_chain_below_it():
    chain = analyse_text(CHAIN, AS_OF)
    for service in ("front", "data", "machines"):
        assert "sla/shop/availability" in [line.promise.id for line in resting_on_service(chain, service)], service


def test_one_figure_is_asked_of_a_supplier_wherever_it_stands(credit):
    (ask,) = panel(credit, "service", "server-hosting").asks
    assert "at least 99.95 % a month" in ask
    assert ask.endswith("closes 2 promises; 99.63 % would close only Quick score: availability")
    assert ask in panel(credit, "service", "scoring-engine").asks
    assert ask in panel(credit, "promise", "sla-car-leasing").asks
    group = asked_of(credit, "hosting-one")
    assert group
    assert any("at least 99.95 %" in one.text for one in group.asks)
    (block,) = levers.blocks(credit, wishes([("promise", QUICK_SCORE)]), {})
    offered = [(enough.level, enough.does) for lever in block.levers for enough in lever.enough]
    own = ("99.37 %", "what is ensured today")
    assert offered == [own, ("99.95 %", "closes 2 promises"), ("99.63 %", "enough for this one only")]


def test_the_strictest_figure_closes_what_it_is_said_to_close_and_the_lesser_one_only_what_is_named(credit):
    one = next(one for one in sought.sought(credit) if one.lesser)
    closes, lesser = ({promise.id for _, promise in needed} for needed in (one.closes, one.lesser))
    place = "/".join(map(str, one.needed[0][0].source.at))
    for level, expected in ((one.wanted, closes), (one.lesser[0][0].wanted, lesser)):
        tried = trial.trial(credit, wishes([(f"level:{place}/at_least", level)]))
        after = analysis.what_if(credit, tried.entries)
        assert {name for name in closes if after.target(name).standing.word == "supported"} == expected
