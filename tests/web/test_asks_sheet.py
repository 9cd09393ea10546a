"""The sheet for one party: the page shows it, the files are those of the command and name nobody else."""

import re

import pytest
from click.testing import CliRunner

from slamodel import cli
from tests.web.reading import AS_OF, CREDIT_CHECK, client_of, words

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
