"""A risk is accepted on a page: by whom, why, until when and for which promises; and it ends there, or by itself."""

from html import unescape
from urllib.parse import urlencode

import pytest
from slamodel_web.forms import waiver as form

from slamodel.units import parse_date

MODEL = b"""slamodel: 1
title: Shop
parties: {it: {kind: department}, host: {kind: supplier}, one: {kind: customer}, two: {kind: customer}}
services:
  shop: {provider: it, needs: [web]}
  web: {provider: host}
  old: {provider: host}
agreements:
  a:
    kind: SLA
    provider: it
    customers: [one]
    services: [shop]
    targets: [{metric: rto, within: 4 h}]  # as the board wants it
  b: {kind: SLA, provider: it, customers: [two], services: [shop], targets: [{metric: rto, within: 8 h}]}
  uc: {kind: UC, provider: host, customers: [it], services: [web], targets: [{metric: availability, at_least: 99 %}]}
  uc-old: {kind: UC, provider: host, customers: [it], services: [old], targets: [{metric: rto, within: 4 h}]}
"""
DAY = {"as_of": "2026-11-23"}
SAID = {"owner": "Head of IT", "reason": "a second\n supplier comes", "until": "2027-05-23"}
BOTH = {"code": "C602", "target": "a/shop/rto"}
WAIVER = "{rule: C602, target: a/shop/rto, owner: Head of IT, reason: a second supplier comes, until: 2027-05-23}"


@pytest.fixture
def shop(user):
    user.desk.create((("model.yaml", MODEL),), "As uploaded", "Shop")
    return user


def seen(user):
    return user.head("shop").sha256


def at(part, **query):
    return f"/m/shop/waivers{part}?{urlencode({**DAY, **query})}"


def text(user):
    return user.head("shop").contents[0][1].decode()


def accept(user, code=303, query=BOTH, **fields):
    data = {"seen": seen(user), **SAID, "for": ["a/shop/rto"], **fields}
    answer = user.post(at("/new", **query), data)
    assert answer.status_code == code, answer.text
    return answer


def test_the_page_of_a_promise_and_that_of_gaps_lead_to_the_form(shop):
    for page in ("gaps", "promise?id=a/shop/rto"):
        assert "Accept this risk…" in shop.get(f"/m/shop/{page}").text
    html = shop.get(at("/new", **BOTH)).text
    assert 'value="2027-05-23"' in html
    assert html.count(" checked") == 2
    assert shop.get(at("/new", **BOTH, only="yes")).text.count(" checked") == 1


def test_what_is_ticked_is_accepted_and_nothing_else_is_touched(shop):
    accept(shop)
    before = MODEL.decode().splitlines()
    added = " ".join(line.strip() for line in text(shop).splitlines() if line not in before)
    assert added == f"waivers: [{WAIVER}]"
    assert [line for line in text(shop).splitlines() if line in before] == before
    page = shop.get("/m/shop/promise?as_of=2026-11-23&id=a/shop/rto").text
    assert "accepted by Head of IT until 23 May 2027" in page
    assert "Accept this risk…" not in page
    assert "Accept this risk…" in shop.get("/m/shop/promise?as_of=2026-11-23&id=b/shop/rto").text
    assert "a/shop/rto" in shop.head("shop").stamp.message
    listed = shop.get(at("")).text
    assert "until <strong>23 May 2027</strong>" in listed
    assert "(181 days left)" in listed
    assert shop.get(at("/new", **BOTH)).text.count('name="for"') == 1


def test_both_promises_make_the_finding_accepted_and_their_form_is_gone(shop):
    accept(shop, **{"for": ["a/shop/rto", "b/shop/rto"]})
    assert text(shop).count("rule: C602") == 2
    assert shop.get(at("/new", **BOTH)).status_code == 404


def test_a_form_that_is_sent_twice_is_saved_once(shop):
    data = {"seen": seen(shop), **SAID, "for": ["a/shop/rto", "b/shop/rto"]}
    for _ in range(2):
        assert shop.post(at("/new", **BOTH), data).status_code == 303
    assert text(shop).count("rule: C602") == 2


def test_what_concerns_no_promise_is_accepted_for_its_agreement(shop):
    accept(shop, query={"code": "C603", "at": "agreements/uc-old"})
    assert "rule: C603" in text(shop).split("uc-old:")[1]
    assert "target:" not in text(shop).split("uc-old:")[1]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"owner": " "}, "Say who accepts it"),
        ({"reason": ""}, "Say why"),
        ({"until": ""}, "Say until which day"),
        ({"until": "2026-11-22"}, "That day is over"),
        ({"until": "2028-01-01"}, "At most a year"),
        ({"until": "soon"}, '"soon"'),
        ({"for": []}, "Choose at least one promise"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(shop, fields, sentence):
    assert sentence in unescape(accept(shop, 422, **fields).text)
    assert text(shop).encode() == MODEL


def test_it_can_be_looked_at_first(shop):
    html = accept(shop, 200, act="look").text
    assert "What it changes" in html
    assert "1 accepted" in html
    assert text(shop).encode() == MODEL


def test_a_waiver_is_changed_and_ended(shop):
    accept(shop)
    where = {"agreement": "a", "number": "0"}
    html = shop.get(at("/edit", **where)).text
    assert 'value="Head of IT"' in html
    changed = {"seen": seen(shop), **SAID, "owner": "The board: all"}
    assert shop.post(at("/edit", **where), changed).status_code == 303
    assert "The board: all" in shop.get(at("")).text
    assert shop.post(at("/end", **where), {"seen": seen(shop)}).status_code == 303
    assert "No risk is accepted." in shop.get(at("")).text
    assert "waivers" not in text(shop)


def test_a_waiver_that_somebody_else_has_changed_is_shown_as_it_is_now(shop):
    accept(shop)
    old, where = seen(shop), {"agreement": "a", "number": "0"}
    shop.replace("shop", "owner: Head of IT", "owner: The board")
    for part in ("/edit", "/end"):
        answer = shop.post(at(part, **where), {"seen": old, "was": "{}", **SAID})
        assert answer.status_code == 409
        assert "The board" in answer.text
    assert "owner: The board" in text(shop)


def test_what_has_expired_is_to_be_looked_at(shop):
    accept(shop)
    html = shop.get("/m/shop/waivers?as_of=2027-06-01").text
    assert "To be looked at" in html
    assert "ended on 2027-05-23" in html


def test_what_is_on_disk_is_written_there(on_disk, tmp_path):
    file = tmp_path / "model.yaml"
    file.write_bytes(MODEL)
    where = f"/m/model/waivers/new?{urlencode(DAY | BOTH)}"
    on_disk.get(where)
    sent = {"seen": on_disk.head("model").sha256, **SAID, "for": ["a/shop/rto"]}
    assert on_disk.post(where, sent).status_code == 303
    assert "owner: Head of IT" in file.read_text()


@pytest.mark.parametrize(("day", "usual"), [("2026-08-31", "2027-02-28"), ("2026-01-15", "2026-07-15")])
def test_half_a_year_is_offered(day, usual):
    assert form.usual(parse_date(day)).isoformat() == usual
