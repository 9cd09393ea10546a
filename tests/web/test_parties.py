"""The page of a party says what it owes and is owed, in words before numbers."""

import pytest

from tests.web.reading import AS_OF, CREDIT_CHECK, EXAMPLES, addresses, client_of, words


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


def test_all_parties_are_listed_by_kind(client):
    page = words(client.get(f"/m/model/parties?{AS_OF}").text)
    assert "15 parties." in page
    assert page.index("Customers") < page.index("Retail Bank plc") < page.index("Departments") < page.index("Suppliers")


def test_every_party_has_a_page(client):
    found = addresses(client.get(f"/m/model/parties?{AS_OF}").text, "/m/model/party?")
    assert len(found) == 15
    assert {client.get(address).status_code for address in found} == {200}


def test_a_department_owes_and_is_owed(client):
    page = words(client.get(f"/m/model/party?id=it&{AS_OF}").text)
    assert "IT makes 6 promises in 3 agreements: 1 not supported, 3 supported and 2 taken as given." in page
    assert (
        "It receives 7 promises from Carrier One Ltd, Hosting One Ltd and Identity One Ltd: all are taken as given."
        in page
    )
    assert "2 things are to be asked of it." in page


def test_what_a_customer_asks_for_is_not_what_it_was_promised(client):
    page = words(client.get(f"/m/model/party?id=retail-bank&{AS_OF}").text)
    assert "Retail Bank plc receives 5 promises from Credit Services" in page
    assert "It asks for 2 levels from Credit Services: 1 not supported and 1 unknown." in page


def test_what_is_asked_of_a_supplier_names_the_promises_it_helps(client):
    page = client.get(f"/m/model/party?id=hosting-one&{AS_OF}").text
    assert "Ask for availability of at least 99.95 % a month" in words(page)
    assert [a for a in addresses(page, "/m/model/promise?") if "quick-score" in a]
    assert "7 promises rest on it" in words(page)


def test_what_is_promised_to_any_customer_is_promised_to_each():
    page = words(client_of(EXAMPLES / "07-egi-federation").get(f"/m/model/party?id=climate&{AS_OF}").text)
    assert "Corporate-level SLA, for any customer" in page


def test_a_party_that_is_not_there_is_said_in_a_sentence(client):
    answer = client.get("/m/model/party?id=nobody")
    assert answer.status_code == 404
    assert "The model knows no such party." in words(answer.text)


def test_what_several_have_to_bring_about_together_is_asked_of_each(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(
        """
slamodel: 1
parties:
  c: {kind: customer}
  it: {kind: department}
  team: {name: Application Team, kind: department}
  host: {name: CloudHost, kind: supplier}
services:
  pay: {name: Payroll, provider: it, needs: [cloud], handled_by: [application]}
  application: {provider: team}
  cloud: {provider: host}
agreements:
  sla: {kind: SLA, provider: it, customers: [c], services: [pay], targets: [{metric: resolution, within: 4 h}]}
  ola: {kind: OLA, provider: team, customers: [it], services: [application],
        targets: [{metric: resolution, within: 6 h}]}
  uc: {kind: UC, provider: host, customers: [it], services: [cloud], targets: [{metric: resolution, within: 5 h}]}
""",
        encoding="utf-8",
    )
    client = client_of(model)
    team, host = (words(client.get(f"/m/model/party?id={party}").text) for party in ("team", "host"))
    assert "For Payroll: resolution time, with CloudHost: 11 h has to become 4 h" in team
    assert "For Payroll: resolution time, with Application Team: 11 h has to become 4 h" in host
    assert "Its own share of that: Resolution time of application, 6 h → at most 2 h 10 min 54 s" in team
    assert "at most 1 h 49 min" in host
    assert "Application Team and CloudHost together 11 h has to become 4 h" in words(client.get("/m/model/").text)


def test_of_several_of_whom_one_is_enough_all_are_named_once():
    text = words(client_of(EXAMPLES / "08-follow-the-sun").get(f"/m/model/party?id=denver&{AS_OF}").text)
    assert "What to ask of it Ask IT Denver to stay 1 h longer or IT Kuala Lumpur to begin 1 h earlier" in text
