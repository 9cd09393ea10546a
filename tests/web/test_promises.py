"""All promises can be found, filtered and sorted; the page of one says what it rests on, down to the sum."""

import pytest

from slamodel.analysis import analyse
from slamodel.report.explain import evidence, explain
from slamodel.units import parse_date
from tests.web.reading import AS_OF, CREDIT_CHECK, EXAMPLES, addresses, client_of, many, words, written

DEALER = "sla-car-leasing/dealer-portal/availability"


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    return written(tmp_path_factory.mktemp("many"), many(130))


def listed(page):
    """The ids of the promises on a page, in their order."""
    return [address.split("id=")[1].split("&")[0] for address in addresses(page, "/m/model/promise?")]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 37),
        ("status=gap", 5),
        ("kind=SLA", 9),
        ("kind=UC", 15),
        ("metric=resolution", 8),
        ("party=hosting-one", 3),
        ("party=retail-bank", 7),
        ("agreement=sla-car-leasing", 2),
        ("q=dealer+PORTAL", 1),
        ("q=dealer&status=supported", 0),
        ("status=gap&kind=SLA", 4),
    ],
)
def test_filters_leave_what_fits(client, query, count):
    page = client.get(f"/m/model/promises?{AS_OF}&{query}").text
    assert len(listed(page)) == count
    said = "No promise is like this." if not count else f"{count} promise{'s' if count > 1 else ''}"
    assert said in words(page)


def test_the_counts_beside_a_filter_are_those_of_the_other_filters(client):
    page = words(client.get(f"/m/model/promises?{AS_OF}&kind=SLA&status=gap").text)
    assert "9 in all" in page
    assert "4 gap" in page


def test_order_can_be_chosen(client):
    by_name = listed(client.get(f"/m/model/promises?{AS_OF}&sort=name").text)
    by_margin = listed(client.get(f"/m/model/promises?{AS_OF}&sort=margin&status=gap").text)
    assert by_name[0].startswith("ola-analysts")
    assert by_margin[0] == "ola-scoring-engine/scoring-engine/availability"
    assert by_margin[-1].endswith("resolution/P1")


def test_words_that_make_no_sense_are_as_good_as_none(client):
    page = client.get(f"/m/model/promises?{AS_OF}&sort=%00&page=x&status=").text
    assert len(listed(page)) == 37


def test_a_long_list_says_how_much_it_shows_and_goes_on(crowd):
    first, second = (crowd.get(f"/m/model/promises?page={number}").text for number in (1, 2))
    assert "Promises 1 to 100 of 260." in words(first)
    assert "Promises 101 to 200 of 260." in words(second)
    assert not set(listed(first)) & set(listed(second))
    assert [a for a in addresses(first, "/m/model/promises?") if "page=2" in a]


def test_the_next_page_keeps_the_filter(crowd):
    page = crowd.get("/m/model/promises?kind=SLA&sort=name").text
    (following,) = (a for a in addresses(page, "/m/model/promises?") if "page=2" in a)
    assert "kind=SLA" in following
    assert "sort=name" in following
    assert "Promises 101 to 130 of 130" in words(crowd.get(following).text)


def test_a_promise_says_what_is_missing_with_whom_and_why(client):
    page = words(client.get(f"/m/model/promise?id={DEALER}&{AS_OF}").text)
    assert "Credit Services promises Car Leasing plc availability of 99.5 % a month" in page
    assert "Missing: 4 h 19 min 12 s a month (0.6 percentage points)." in page
    assert "Who uses the 3 h 36 min a month" in page
    assert "Raise the availability of Login" in page


def test_both_views_stand_side_by_side_in_percent_and_minutes(client):
    page = words(client.get(f"/m/model/promise?id={DEALER}&{AS_OF}").text)
    assert "One step down the agreements right below, taken at their word ▲ gap 98.9 % 7 h 55 min 12 s" in page
    assert "End to end from the very bottom up ✓ supported 99.77 % 1 h 39 min 22 s" in page


def test_what_carries_it_leads_to_agreements_parties_and_lines_of_the_text(client):
    page = client.get(f"/m/model/promise?id={DEALER}&{AS_OF}").text
    assert f"/m/model/promises?agreement=ola-login&{AS_OF}" in addresses(page, "/m/model/promises")
    assert f"/m/model/party?id=identity-one&{AS_OF}" in addresses(page, "/m/model/party")
    assert [a for a in addresses(page, "/m/model/text?") if "line=200" in a]


def test_the_sum_is_the_one_that_explain_prints(client):
    found = analyse(CREDIT_CHECK, parse_date("2026-11-01"))
    page = client.get(f"/m/model/promise?id={DEALER}&{AS_OF}").text
    expected = evidence(found, found.target(DEALER)).replace(f"{CREDIT_CHECK.parent}/", "")
    assert words(expected) in words(page)
    assert explain(found, found.target(DEALER)).replace(f"{CREDIT_CHECK.parent}/", "").startswith(expected)


@pytest.mark.parametrize("standing", ["supported", "given", "unknown", "at_risk"])
def test_every_kind_of_promise_has_a_page(client, standing):
    page = client.get(f"/m/model/promises?{AS_OF}&status={standing}").text
    for address in addresses(page, "/m/model/promise?"):
        assert client.get(address).status_code == 200, address


def test_filtering_keeps_the_day(client):
    page = client.get(f"/m/model/promises?{AS_OF}").text
    assert '<input type="hidden" name="as_of" value="2026-11-01">' in page


def test_a_commitment_tells_which_promises_rest_on_it(client):
    page = client.get(f"/m/model/promise?id=uc-hosting-one/server-hosting/availability&{AS_OF}").text
    assert "What rests on it" in words(page)
    assert listed(page) == [
        "sla-car-leasing/quick-score/availability",
        "sla-retail-bank/credit-check/availability",
        "ola-scoring-engine/scoring-engine/availability",
    ]


def test_a_commitment_taken_as_given_claims_no_support(client):
    page = words(client.get(f"/m/model/promise?id=uc-identity-one/identity-cloud/availability&{AS_OF}").text)
    assert "Nothing is stated below it, so it is taken as given" in page
    assert "Guaranteed, whatever the timing" not in page
    assert "100 %" not in page


def test_a_promise_that_is_not_there_is_said_in_a_sentence(client):
    answer = client.get("/m/model/promise?id=no/such/promise")
    assert answer.status_code == 404
    assert "The model makes no such promise." in words(answer.text)


SEVERAL = """
slamodel: 1
parties:
  it: {kind: department}
  n: {name: North, kind: customer}
  s: {name: South, kind: customer}
  w: {name: West, kind: customer}
services: {pay: {name: Payroll, provider: it}}
agreements:
  sla: {name: SLA Payroll, kind: SLA, provider: it, customers: [n, s, w], services: [pay], targets: [
    {metric: resolution, within: 8 h}]}
"""


def test_several_customers_are_counted_beside_a_promise_and_named_at_its_agreement(tmp_path):
    served = written(tmp_path, SEVERAL)

    def read(query):
        return words(served.get(f"/m/model/promises?{query}&{AS_OF}").text)

    assert "SLA Payroll, for 3 customers" in read("")
    assert "for North" not in read("")
    assert "for North, South and West" in read("agreement=sla")
    assert "SLA Payroll, for 3 customers" in read("q=south")
    page = words(served.get(f"/m/model/promise?id=sla/pay/resolution&{AS_OF}").text)
    assert "SLA Payroll / 3 customers Payroll: resolution time" in page
    assert page.count("North, South") == 1


def test_of_a_supported_promise_there_is_nothing_to_close():
    client = client_of(EXAMPLES / "10-yearly-under-monthly" / "model.yaml")
    for name in ("sla-payments/payments/availability", "sla-archive/archive/availability"):
        assert "Ways out" not in client.get(f"/m/model/promise?id={name}").text
    assert "Ways out" in client.get("/m/model/promise?id=sla-mail/mail/availability").text
