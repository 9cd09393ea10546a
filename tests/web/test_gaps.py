"""Findings can be filtered, sorted and taken along exactly as they are on screen."""

import csv
from io import StringIO

import pytest

from slamodel.gaps import RULES
from tests.web.reading import AS_OF, CREDIT_CHECK, EXAMPLES, addresses, client_of, many, words, written


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return written(tmp_path_factory.mktemp("many"), many(70))


def exported(client, query):
    """The rows of the file, and its bytes."""
    answer = client.get(f"/m/model/gaps.csv?{AS_OF}&{query}")
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig")))), answer


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 13),
        ("severity=error", 4),
        ("severity=note", 3),
        ("code=A103", 2),
        ("party=hosting-one", 3),
        ("q=Dealer", 2),
        ("q=nothing+like+it", 0),
        ("severity=error&party=it", 3),
    ],
)
def test_what_is_exported_is_what_is_shown(client, query, count):
    page = client.get(f"/m/model/gaps?{AS_OF}&{query}").text
    rows, _ = exported(client, query)
    assert len(rows) == count
    assert page.count('<p class="said">') == count
    for row in rows:
        assert row["Finding"] in words(page)


@pytest.mark.parametrize("sort", ["", "missing", "agreement", "ends"])
def test_an_export_keeps_the_order_of_the_screen(client, sort):
    page = words(client.get(f"/m/model/gaps?{AS_OF}&sort={sort}").text)
    rows, _ = exported(client, f"sort={sort}")
    found = [page.index(f"{row['Code']} {row['Meaning']} {row['Finding']}") for row in rows]
    assert found == sorted(found)


def test_orders_differ(client):
    orders = {tuple(row["Finding"] for row in exported(client, f"sort={s}")[0]) for s in ("", "missing", "agreement")}
    assert len(orders) == 3


def test_a_long_list_is_exported_by_the_page_or_whole(crowd):
    page = crowd.get("/m/model/gaps?page=2").text
    total = len(exported(crowd, "all=1")[0])
    assert total > 100
    assert f"Findings 101 to {total} of {total}." in words(page) or "Findings 101 to 200" in words(page)
    one, every, *_ = addresses(page, "/m/model/gaps.csv")
    assert len(list(csv.reader(StringIO(crowd.get(one).data.decode("utf-8-sig"))))) - 1 == page.count('"said"')
    assert len(list(csv.reader(StringIO(crowd.get(every).data.decode("utf-8-sig"))))) - 1 == total


def test_the_file_says_that_it_is_utf8_and_is_kept_by_no_page(client):
    _, answer = exported(client, "")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == "attachment; filename=model-gaps.csv"
    assert answer.content_type == "text/csv; charset=utf-8"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_name_becomes_a_formula(tmp_path, start):
    name = f"{start}HYPERLINK(1)"
    text = CREDIT_CHECK.read_text(encoding="utf-8").replace("name: Hosting One Ltd", f"name: '{name}'")
    rows, _ = exported(written(tmp_path, text), "party=hosting-one")
    assert {row["Talk to"] for row in rows} == {f"'{name}"}


def test_levels_in_the_file_have_their_unit_and_say_of_what_they_are_and_what_is_missing(client):
    keys = ("Service", "Metric", "Priority", "Status", "Promised", "Supported", "Missing", "Unit", "Talk to")
    (row,) = exported(client, "code=T201")[0]
    assert [row[key] for key in keys] == [
        *("Online credit check", "resolution time", "P1", "gap", "240", "255", "15", "min", "IT"),
    ]
    (row,) = exported(client, "code=A101&q=dealer")[0]
    assert [row[key] for key in keys[4:8]] == ["99.5", "98.9", "0.6", "%"]
    (row,) = exported(client, "code=C602")[0]
    assert [row[key] for key in keys[3:8]] == ["unknown", "", "", "", ""]


def test_with_decimal_commas_semicolons_stand_between_the_values(client):
    text = client.get(f"/m/model/gaps.csv?{AS_OF}&code=A101&q=dealer&decimals=comma").data.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text), delimiter=";")
    assert (row["Promised"], row["Missing"], row["Unit"]) == ("99,5", "0,6", "%")
    assert row["Finding"] == exported(client, "code=A101&q=dealer")[0][0]["Finding"]


def test_a_finding_leads_to_its_promise_its_parties_and_its_line(client):
    page = client.get(f"/m/model/gaps?{AS_OF}&code=A101&q=dealer").text
    assert f"/m/model/promise?id=sla-car-leasing/dealer-portal/availability&{AS_OF}" in addresses(page, "/m/")
    assert f"/m/model/party?id=it&{AS_OF}" in addresses(page, "/m/")
    assert [a for a in addresses(page, "/m/model/text?") if "line=138" in a and "file=model.yaml" in a]


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_every_rule_explains_itself(client, code):
    page = client.get(f"/m/model/gaps/rule/{code}").text
    assert "<strong>Why it matters.</strong>" in page
    assert "**" not in page


def test_a_rule_that_is_not_there_is_said_in_a_sentence(client):
    answer = client.get("/m/model/gaps/rule/A999")
    assert answer.status_code == 404
    assert "There is no finding with this code." in words(answer.text)


def test_a_model_without_findings_says_so():
    page = words(client_of(EXAMPLES / "broken" / "K901.near.yaml").get(f"/m/model/gaps?{AS_OF}").text)
    assert "Nothing was found" in page


def one_cause(count):
    """A model in which one contract is too weak for so many promises."""
    names = [f"shop-{number:02}" for number in range(count)]
    services = "".join(f"  {name}: {{provider: it, needs: [hosting]}}\n" for name in names)
    promises = "".join(
        f"  sla-{name}: {{kind: SLA, provider: it, customers: [bank], services: [{name}],"
        f" targets: [{{metric: availability, at_least: 99.9 %}}]}}\n"
        for name in names
    )
    return (
        "slamodel: 1\nfindings: {ignore: A103}\n"
        "parties: {it: {kind: department}, host: {name: Hosting Ltd, kind: supplier}, bank: {kind: customer}}\n"
        f"services:\n  hosting: {{provider: host}}\n{services}agreements:\n{promises}"
        "  uc: {name: Hosting contract, kind: UC, provider: host, customers: [it], services: [hosting],"
        " targets: [{metric: availability, at_least: 99.5 %}]}\n"
    )


def test_one_cause_is_one_entry_with_its_promises_folded_below_it(tmp_path):
    client = written(tmp_path, one_cause(40))
    page = client.get(f"/m/model/gaps?{AS_OF}").text
    assert page.count('"said"') == 1
    assert "Hosting contract" in words(page)
    assert "<summary>35 more</summary>" in page
    assert "99.9 % promised, 99.5 % supported" in words(page)
    assert f"/m/model/promise?id=sla-shop-39/shop-39/availability&{AS_OF}" in addresses(page, "/m/model/promise")
    assert "1 finding of A103 is ignored by the model." in words(page)
    (row,) = exported(client, "")[0]
    assert len(row["More promises"].split()) == 39
    of_one = words(client.get(f"/m/model/promise?id=sla-shop-39/shop-39/availability&{AS_OF}").text)
    assert "sla-shop-39 promises 99.9 %" in of_one
    assert "more promises" not in of_one


SEVERAL = """\
slamodel: 1
title: Several
parties: {it: {kind: department}, mall: {kind: department}, shop: {kind: customer}, host: {kind: supplier}}
calendars: {office: {timezone: UTC, hours: {mon-fri: "08:00-17:00"}}}
services:
  web: {provider: it, needs: [machines]}
  till: {provider: it, needs: [machines]}
  machines: {provider: host}
agreements:
  sla: {kind: SLA, provider: it, customers: [shop], services: [web, till],
        targets: [{metric: availability, at_least: 90 %}]}
  uc: {kind: UC, provider: host, customers: [it], services: [machines], hours: office,
       targets: [{metric: availability, at_least: 99 %}]}
"""


@pytest.mark.parametrize("service", ["till", "web"])
def test_what_is_told_once_for_several_promises_stands_on_the_page_of_each(tmp_path, service):
    client = written(tmp_path, SEVERAL)
    shown = words(client.get(f"/m/model/promise?id=sla/{service}/availability").text)
    assert "What was found about it" in shown
    assert "H301" in shown.partition("What was found about it")[2]
    assert "H301" in words(client.get(f"/m/model/gaps?q=sla/{service}/availability").text)
