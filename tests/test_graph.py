"""Who backs whom: the nearest customer, agreed and in force; circles as paths."""

from datetime import date
from time import process_time

import pytest

from slamodel import graph
from slamodel.load import load_contents
from slamodel.model import Status

PARTIES = """
slamodel: 1
parties:
  it: {kind: department}
  net: {kind: department, part_of: it}
  lab: {kind: department, part_of: net}
  carrier: {kind: supplier}
"""


def built(text, *assume):
    loaded = load_contents([("model.yaml", (PARTIES + text).encode())], "model.yaml")
    assert not loaded.diagnostics, loaded.diagnostics
    return graph.build(loaded.landscape, date(2026, 11, 23), frozenset(assume))


def test_the_nearest_customer_is_backed(request):
    """
    services:
      line: {provider: carrier}
    agreements:
      to-any: {kind: UC, provider: carrier, customers: any, services: [line]}
      to-it: {kind: UC, provider: carrier, customers: [it], services: [line]}
      to-net: {kind: UC, provider: carrier, customers: [net], services: [line]}
    """
    found = built(model_of(request))
    backing = {consumer: found.backing(consumer, "line").agreements for consumer in ("lab", "net", "it", "carrier")}
    assert backing == {"lab": ("to-net",), "net": ("to-net",), "it": ("to-it",), "carrier": ()}
    assert found.backing("carrier", "line").in_house


def test_only_what_is_agreed_and_in_force_backs(request):
    """
    services:
      line: {provider: carrier}
    agreements:
      over: {kind: UC, provider: carrier, customers: [it], services: [line], term: {to: 2026-11-22}}
      early: {kind: UC, provider: carrier, customers: [it], services: [line], term: {from: 2026-11-24}}
      draft: {kind: UC, provider: carrier, customers: [it], services: [line], status: draft}
      retired: {kind: UC, provider: carrier, customers: [it], services: [line], status: retired}
    """
    text = model_of(request)
    assert built(text).backing("it", "line").agreements == ()
    assert built(text).backing("it", "line").idle == ("draft", "early", "over", "retired")
    assert built(text, Status.DRAFT).backing("it", "line").agreements == ("draft",)


def test_an_agreement_without_services_covers_what_no_closer_one_covers(request):
    """
    services:
      line: {provider: carrier}
      trunk: {provider: carrier}
    agreements:
      all: {kind: UC, level: corporate, provider: carrier, customers: any}
      one: {kind: UC, provider: carrier, customers: [it], services: [trunk]}
    """
    found = built(model_of(request))
    assert found.covered(found.landscape.agreements["all"]) == ("line",)
    assert found.backing("it", "line").agreements == ("all",)
    assert found.backing("it", "trunk").agreements == ("one",)


def test_an_agreement_with_any_holds_for_whoever_has_nothing_else(request):
    """
    services:
      mail: {provider: it}
      shop: {provider: it}
      network: {provider: it}
      till: {provider: net, needs: [network]}
    agreements:
      all: {kind: SLA, level: corporate, provider: it, customers: any}
      mail-a: {kind: SLA, provider: it, customers: [a], services: [mail]}
      mail-b: {kind: SLA, provider: it, customers: [b], services: [mail]}
      shop-a: {kind: SLA, provider: it, customers: [a], services: [shop]}
      network-a: {kind: SLA, provider: it, customers: [a], services: [network]}
    """
    text = model_of(request)
    parties = "  a: {kind: customer}\n  b: {kind: customer}\n"
    found = built(parties + text)
    assert found.covered(found.landscape.agreements["all"]) == ("network",), "which somebody uses without an agreement"
    found = built(f"{parties}  c: {{kind: customer}}\n{text}")
    assert found.covered(found.landscape.agreements["all"]) == ("mail", "network", "shop"), "for c"


def test_an_agreement_between_departments_takes_nothing_from_customers_that_the_model_does_not_name(request):
    """
    services:
      mail: {provider: it}
    agreements:
      all: {kind: SLA, level: corporate, provider: it, customers: any}
      inside: {kind: OLA, provider: it, customers: [net], services: [mail]}
    """
    found = built(model_of(request))
    assert found.covered(found.landscape.agreements["all"]) == ("mail",)


def test_of_agreements_on_everything_the_closer_level_counts(request):
    """
    services:
      line: {provider: carrier}
      trunk: {provider: carrier}
    agreements:
      house: {kind: UC, level: corporate, provider: carrier, customers: [it, net]}
      for-it: {kind: UC, level: customer, provider: carrier, customers: [it]}
      trunk-it: {kind: UC, level: service, provider: carrier, customers: [it], services: [trunk]}
      trunk-by-customer: {kind: UC, level: customer, provider: carrier, customers: [it], services: [trunk]}
    """
    found = built(model_of(request))
    backing = {name: found.backing("net", name).agreements for name in ("line", "trunk")}
    assert backing == {"line": ("for-it",), "trunk": ("trunk-it",)}, "the level counts before the distance"
    covered = {name: found.covered(found.landscape.agreements[name]) for name in ("house", "for-it")}
    assert covered == {"house": (), "for-it": ("line",)}


def test_circles_are_told_by_their_shortest_way_round(request):
    """
    services:
      a: {provider: it, needs: [b]}
      b: {provider: it, needs: [c, d]}
      c: {provider: it, needs: [a]}
      d: {provider: it, needs: [b]}
      top: {provider: it, needs: [a]}
      aside: {provider: it}
    """
    found = built(model_of(request))
    assert found.circles == (("b", "d"),)
    assert found.beyond_order == {"a", "b", "c", "d", "top"}


@pytest.mark.parametrize("size", [2, 1000])
def test_a_long_circle_is_found_at_once(size):
    services = "\n".join(f"  s{i}: {{provider: it, needs: [s{(i + 1) % size}]}}" for i in range(size))
    before = process_time()
    assert len(built(f"services:\n{services}\n").circles[0]) == size
    assert process_time() - before < 5


def test_a_knot_of_hand_offs_is_no_circle(request):
    """
    services:
      desk: {provider: it, needs: [tickets]}
      tickets: {provider: it, handled_by: [desk]}
    """
    found = built(model_of(request))
    assert found.circles == ()
    assert not found.opens("tickets", "desk")


def model_of(request):
    return "\n".join(line[4:] for line in request.function.__doc__.splitlines()) + "\n"
