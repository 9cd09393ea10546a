"""The page that shares a promise out over its links."""

import threading

import pytest
from slamodel_web.pages import apportion
from slamodel_web.views import apportion as view

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


def test_a_large_model_is_shared_out_while_the_page_waits(tiers, monkeypatch):
    gate, shared_out = threading.Event(), view.page

    def waiting(*question):
        gate.wait(20)
        return shared_out(*question)

    monkeypatch.setattr(apportion, "is_small", lambda _: False)
    monkeypatch.setattr(view, "page", waiting)
    where = f"/m/model/promise/apportion?id={SHOP}&basis=independent&as_of=2026-11-24"
    assert "It is being worked out." in words(tiers.get(where).text)
    assert tiers.get(where, headers={"HX-Request": "true"}).status_code == 204
    gate.set()
    assert "uc-payment on Card payment Quick Pay" in words(tiers.get(f"{where}&again=1").text)
    assert tiers.get(where, headers={"HX-Request": "true"}).status_code == 200


def test_what_cannot_be_shared_out_is_a_fault_and_a_page_that_waits_is_told(tiers, monkeypatch):
    monkeypatch.setattr(view, "page", lambda *_: int("x"))
    where = f"/m/model/promise/apportion?id={SHOP}&as_of=2026-11-25"
    assert tiers.get(where).status_code == 500
    assert tiers.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
