"""The page that shares a promise out over its links."""

import pytest

from tests.web.reading import EXAMPLES, client_of, words, written

DAY = "as_of=2026-11-23"
SHOP = "sla-shop/ticket-shop/availability"


@pytest.fixture(scope="module")
def tiers():
    return client_of(EXAMPLES / "12-tiers-and-prices" / "model.yaml")


def test_levels_stand_side_by_side_by_method(tiers):
    shown = words(tiers.get(f"/m/model/promise/apportion?id={SHOP}&{DAY}").text)
    assert "uc-payment on Card payment Quick Pay 99.5 % 3 h 36 min 99.7 % 2 h 9 min 36 s" in shown
    assert "99.9 % (plus)" in shown
    assert "a year costs 6,000 EUR more" in shown


def test_the_basis_is_what_the_address_says(tiers):
    page = tiers.get(f"/m/model/promise/apportion?id={SHOP}&basis=independent&{DAY}").text
    assert '<option value="independent" selected>' in page


def test_a_promise_leads_there_and_back(tiers):
    promise = tiers.get(f"/m/model/promise?id={SHOP}&{DAY}").text
    assert f"/m/model/promise/apportion?id={SHOP}" in promise.replace("%2F", "/")
    shared = tiers.get(f"/m/model/promise/apportion?id={SHOP}&{DAY}").text
    assert f"/m/model/promise?id={SHOP}" in shared.replace("%2F", "/")


def test_what_the_model_does_not_promise_is_not_found(tiers):
    assert tiers.get("/m/model/promise/apportion?id=nothing").status_code == 404


def test_an_amount_says_why_it_is_not_shared_out(tmp_path):
    text = """
slamodel: 1
parties: {it: {kind: department}, bank: {kind: customer}}
services: {shop: {provider: it, own: {throughput: 900 per hour}}}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [bank], services: [shop],
     targets: [{metric: throughput, at_least: 500 per hour}]}
"""
    page = words(written(tmp_path, text).get("/m/model/promise/apportion?id=sla/shop/throughput").text)
    assert "an amount is not shared out" in page
