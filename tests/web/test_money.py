"""The page of a promise says what outages cost and who gives what back; that of a party, what it owes and is owed."""

import re

import pytest

from tests.web.reading import CREDIT_CHECK, EXAMPLES, client_of, words, written

DAY = "as_of=2026-11-23"
CARDS = "sla-cards/cards/availability"
MODEL = """
slamodel: 1
parties: {it: {kind: department}, host: {kind: supplier}, shop: {kind: customer}}
services: {web: {provider: it, needs: [hosting]}, hosting: {provider: host}}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [shop], services: [web], price: 1000 per month, credit_cap: 15 %,
     credit_claim: {within: 30 d}, credits: [{metric: availability, below: 99 %, credit: 20 %}],
     targets: [{metric: availability, at_least: 99 %}]}
  uc:
    {kind: UC, provider: host, customers: [it], services: [hosting],
     credits: [{metric: availability, below: 99.5 %, credit: 10 %}],
     targets: [{metric: availability, at_least: 99.5 %}]}
"""


@pytest.fixture(scope="module")
def levels():
    return client_of(EXAMPLES / "11-three-levels" / "model.yaml")


@pytest.fixture(scope="module")
def unpriced(tmp_path_factory):
    return written(tmp_path_factory.mktemp("unpriced"), MODEL)


def of_promise(client, name):
    return client.get(f"/m/model/promise?id={name}&{DAY}").text


def of_party(client, name):
    return client.get(f"/m/model/party?id={name}&{DAY}").text


def test_each_outage_stands_with_what_is_owed_comes_back_and_is_left(levels):
    page = words(of_promise(levels, CARDS))
    head = "Outage Owed Comes back Left to us Caused by Limits and claims below"
    assert f"{head} 43 min 12 s as long as the contracts below allow 0 EUR 0 EUR 0 EUR Hosting" in page
    assert "1 h 0 EUR 150 EUR \N{MINUS SIGN}150 EUR Hosting Hosting contract: paid without a claim" in page
    assert "24 h 500 EUR 450 EUR 50 EUR Hosting Hosting contract: paid without a claim" in page


def test_what_the_same_outage_breaks_besides_is_said(levels):
    page = words(of_promise(levels, CARDS))
    assert "The same outage breaks 1 other promise (Mail: availability)" in page
    assert "Below zero, more comes back than is owed." in page


def test_amounts_are_cells_of_numbers_under_headings_of_columns(levels):
    (section,) = re.findall(r'<section aria-labelledby="money">.*?</section>', of_promise(levels, CARDS), re.DOTALL)
    assert len(re.findall(r'<th role="columnheader" scope="col" class="number">', section)) == 3
    assert len(re.findall(r'<td role="cell" class="number" data-label="Left to us">', section)) == 4


@pytest.mark.parametrize("name", ["sla-cards/cards/response", "uc-hosting/hosting/availability"])
def test_where_no_credit_hangs_on_a_promise_or_nothing_lies_below_there_is_no_money(levels, name):
    assert 'id="money"' not in of_promise(levels, name)


def test_cap_claim_and_what_is_not_known_are_said_in_words(unpriced):
    page = words(of_promise(unpriced, "sla/web/availability"))
    assert "price not stated price not stated hosting uc: how to claim is not stated" in page
    assert "Not known: the price of uc; once it is stated, the amounts follow." in page
    assert "What is owed by sla: at most 15 % of the price, to be claimed within 30 d." in page


def test_a_party_says_what_it_owes_and_what_it_is_owed(levels):
    page = words(of_party(levels, "it"))
    head = "Agreement and level 1 h out 4 h out 24 h out How it is paid"
    assert f"What IT owes when it is out {head} Frame agreement with the bank availability, sla-bank 0 EUR 80" in page
    assert "Card accounts of the bank availability, sla-cards 0 EUR 200 EUR 500 EUR paid without a claim" in page
    assert f"What IT is owed when others are out {head} Hosting contract availability, uc-hosting 150 EUR 150" in page


def test_a_cap_is_named_and_a_share_of_an_unknown_price_is_not_nothing(unpriced):
    page = words(of_party(unpriced, "it"))
    assert "0 0 150 capped to be claimed within 30 d" in page
    assert "uc availability 0 10 % of the price price not stated" in page


def test_a_party_without_credits_has_no_table_of_money():
    page = of_party(client_of(CREDIT_CHECK), "hosting-one")
    assert "What it promises" in page
    assert "money-1" not in page
