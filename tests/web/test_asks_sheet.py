"""The sheet for one party: the page shows it, the files are those of the command and name nobody else."""

import re

import pytest
from click.testing import CliRunner
from slamodel_web import plans
from slamodel_web.background import Waits

from slamodel import cli
from tests.web.reading import AS_OF, CREDIT_CHECK, EXAMPLES, addresses, client_of, words

OTHERS = ("Retail Bank", "Car Leasing", "Bureau Two", "uc-bureau-two", "48000", "sla-retail-bank", "Online credit")


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


@pytest.mark.parametrize("kind", ["html", "md", "json"])
def test_the_file_is_the_one_that_the_command_writes_and_is_named_after_the_party(client, tmp_path, kind):
    out = tmp_path / f"sheet.{kind}"
    asked = [
        "report",
        str(CREDIT_CHECK),
        "--for",
        "bureau-one",
        "-o",
        str(out),
        "--as-of",
        AS_OF.removeprefix("as_of="),
    ]
    done = CliRunner().invoke(cli.slamodel, asked)
    assert done.exit_code == 0, done.output
    taken = client.get(f"/m/model/asks.{kind}?id=bureau-one&{AS_OF}")
    assert taken.data == out.read_bytes()
    assert taken.headers["Content-Disposition"] == f"attachment; filename=asks-bureau-one.{kind}"


def test_the_page_shows_what_is_asked_and_nobody_else(client):
    page = client.get(f"/m/model/asks?id=bureau-one&{AS_OF}").text
    sheet = re.search(r'<article class="sheet".*?</article>', page, re.DOTALL)
    assert sheet
    assert "at least 99.68 % a month" in words(sheet[0])
    assert not [name for name in OTHERS if name in sheet[0]]


def test_the_page_of_a_party_leads_to_its_sheet(client):
    assert "/m/model/asks?id=bureau-one" in client.get("/m/model/party?id=bureau-one").text


@pytest.mark.parametrize("where", ["asks", "asks.html", "asks.json"])
def test_a_party_that_is_not_there_is_not_found(client, where):
    assert client.get(f"/m/model/{where}?id=nobody").status_code == 404


PLANNED = f"objective=price&basis=guaranteed&{AS_OF}"


@pytest.fixture(scope="module")
def tiers():
    return client_of(EXAMPLES / "12-tiers-and-prices" / "model.yaml")


def test_the_page_of_a_plan_leads_to_the_sheets_of_what_it_asks(tiers):
    page = tiers.get(f"/m/model/plan?again=1&{AS_OF}").text
    (link, _) = addresses(page, "/m/model/asks?")
    assert "objective=price" in link
    shown = words(tiers.get(link).text).replace("\xa0", " ")
    assert "9,000 EUR a year more than today" in shown
    assert "It asks what the plan asks of this party" in shown


@pytest.mark.parametrize("kind", ["html", "md"])
def test_the_file_of_a_plan_is_the_one_that_the_command_writes(tiers, tmp_path, kind):
    model = str(EXAMPLES / "12-tiers-and-prices" / "model.yaml")
    day = AS_OF.removeprefix("as_of=")
    done = CliRunner().invoke(cli.slamodel, ["plan", model, "--asks", str(tmp_path / "out"), "--as-of", day])
    assert done.exit_code == 0, done.output
    files = {file.name for file in (tmp_path / "out").iterdir()}
    assert files == {f"asks-{party}.{ending}" for party in ("hoster", "mailer") for ending in ("html", "md")}
    taken = tiers.get(f"/m/model/asks.{kind}?id=hoster&{PLANNED}")
    assert taken.data == (tmp_path / "out" / f"asks-hoster.{kind}").read_bytes()


def test_a_sheet_waits_for_its_plan(tiers, monkeypatch):
    monkeypatch.setattr(plans.Plans, "whole", lambda *_: Waits.WORKED_OUT)
    where = f"/m/model/asks?id=hoster&{PLANNED}"
    page = tiers.get(where).text
    assert "The plan is being worked out." in page
    assert addresses(page, "/m/model/asks?id=hoster&again=1")
    assert tiers.get(where, headers={"HX-Request": "true"}).headers.get("HX-Refresh") is None
    assert tiers.get(f"/m/model/asks.md?id=hoster&{PLANNED}").status_code == 503
    monkeypatch.setattr(plans.Plans, "whole", lambda *_: Waits.FAILED)
    assert tiers.get(where).status_code == 500
    assert tiers.get(where, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
