"""C607: what is promised to several and held once, counted for every customer, and never where some split would do."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text

AS_OF = date(2026, 11, 23)


Promised = tuple[str, str, str, dict[str, str]]


def model(*agreements, services="shop: {provider: it, needs: [x]}", x="1000 per hour"):
    """Promises on services that rest on x and y; each is written as customers, service, level and what else it says."""
    upper = "\n".join(
        f"  sla-{number}: {{kind: SLA, provider: {more.get('provider', 'it')}, customers: [{customers}],"
        f" services: [{service}], status: {more.get('status', 'agreed')},"
        f" targets: [{{metric: throughput, at_least: {level}, strength: {more.get('strength', 'commitment')}}}]}}"
        for number, (customers, service, level, more) in enumerate(agreements)
    )
    return f"""
slamodel: 1
parties:
  it: {{kind: department}}
  apps: {{kind: department, part_of: it}}
  data: {{kind: department, part_of: it}}
  east: {{kind: customer}}
  west: {{kind: customer}}
  one: {{kind: supplier}}
  two: {{kind: supplier}}
services:
  {services}
  x: {{provider: one}}
  y: {{provider: two}}
agreements:
{upper}
  uc-x: {{kind: UC, provider: one, customers: it, services: x, targets: [{{metric: throughput, at_least: {x}}}]}}
  uc-y: {{kind: UC, provider: two, customers: it, services: y, targets: [{{metric: throughput, at_least: 500 per h}}]}}
"""


def found(text):
    analysis = analyse_text(text, AS_OF)
    assert analysis.is_sound, analysis.diagnostics
    return [finding for finding in analysis.findings if finding.code == "C607"]


@pytest.mark.parametrize(
    ("customers", "level", "needed"),
    [("east, west", "500 per hour", None), ("east, west", "501 per hour", 1002), ("any", "900 per hour", None)],
)
def test_every_customer_of_an_agreement_may_use_it_in_full(customers, level, needed):
    findings = found(model((customers, "shop", level, {})))
    assert [finding.promised for finding in findings] == [needed][: needed is not None]


def test_several_promises_are_one_finding_that_names_them_all_and_what_would_do():
    (finding,) = found(model(("east", "shop", "10 per minute", {}), ("west", "shop", "700 per hour", {})))
    assert (finding.promised, finding.supported) == (1300, 1000)
    assert (finding.target, finding.also) == ("sla-1/shop/throughput", ("sla-0/shop/throughput",))
    assert "short by 300 per hour. Ask one for 1300 per hour" in finding.message


@pytest.mark.parametrize("more", [{"status": "requested"}, {"strength": "aim"}])
def test_what_is_not_owed_demands_nothing(more):
    assert not found(model(("east", "shop", "600 per hour", {}), ("west", "shop", "700 per hour", more)))


ALTERNATIVES = "shop: {provider: it, needs: [{any_of: [x, y]}]}"


def test_what_alternatives_can_share_fits():
    east: Promised = ("east", "shop", "700 per hour", {})
    west: Promised = ("west", "shop", "800 per hour", {})
    assert not found(model(east, west, services=ALTERNATIVES))
    assert found(model(east, west, ("west", "shop", "1 per hour", {}), services=ALTERNATIVES))


def test_what_others_need_for_sure_leaves_less_to_share():
    services = "shop: {provider: it, needs: [{any_of: [x, y]}]}\n  store: {provider: it, needs: [x]}"
    assert not found(
        model(("east", "shop", "600 per hour", {}), ("west", "store", "900 per hour", {}), services=services)
    )
    (short,) = found(
        model(("east", "shop", "700 per hour", {}), ("west", "store", "900 per hour", {}), services=services)
    )
    assert (short.path[-1], short.promised, short.supported) == ("x", pytest.approx(1100), 1000)


def test_departments_share_what_was_promised_to_what_they_are_part_of():
    services = "shop: {provider: apps, needs: [x]}\n  store: {provider: data, needs: [x]}"
    promises = (
        ("east", "shop", "600 per hour", {"provider": "apps"}),
        ("west", "store", "600 per hour", {"provider": "data"}),
    )
    (finding,) = found(model(*promises, services=services))
    assert finding.promised == 1200


def test_an_own_part_is_promised_once_as_well():
    services = "shop: {provider: it, own: {throughput: 900 per hour}, needs: [x]}"
    (finding,) = found(
        model(("east", "shop", "500 per hour", {}), ("west", "shop", "450 per hour", {}), services=services)
    )
    assert (finding.promised, finding.supported) == (950, 900)
    assert "Bring the own part of shop to 950 per hour" in finding.message
