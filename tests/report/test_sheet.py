"""What a sheet for one party says: what it is asked for, from what to what, why, by when, and what can be offered."""

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner

from slamodel import cli
from slamodel.analysis import Analysis, analyse, analyse_text
from slamodel.report.sheet import UnknownParty, sheet, sheet_html, sheet_markdown
from slamodel.report.sheet_all import Whole
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_machine import answer
from slamodel.report.sheet_views import Matter

DAY = date(2026, 11, 23)
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SHOP = """
    slamodel: 1
    currency: EUR
    parties:
      guests: {kind: customer}
      others: {kind: customer}
      it: {kind: department}
      host: {name: Host Ltd, kind: supplier}
      line: {name: Line Ltd, kind: supplier}
    calendars:
      office: {timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-18:00"}}
      london: {timezone: Europe/London, hours: {mon-fri: "08:00-16:00"}}
    services:
      shop: {name: Shop, provider: it, needs: [hosting, access]}
      hosting: {name: Hosting, provider: host}
      access: {name: Access, provider: line}
    agreements:
      sla:
        kind: SLA
        provider: it
        customers: [guests, others]
        services: [shop]
        TERMS
        targets: [{metric: availability, at_least: 99.8 %}]
        customer_duties: [{duty: name a contact, relieves: resolution}]
      uc-host:
        kind: UC
        provider: host
        customers: [it]
        services: [hosting]
        term: {from: 2026-01-01, to: 2026-12-31, notice: 1 month, renews: 12 months}
        source: {document: host.pdf, clause: "4.2", as_of: 2026-03-01}
        tier: silver
        tiers:
          silver: {price: 12000 per year, targets: [{metric: availability, at_least: HOST}]}
          gold: {price: 1500 per month, targets: [{metric: availability, at_least: 99.95 %}]}
          plus: {targets: [{metric: availability, at_least: 99.99 %}]}
          iron: {price: 100 per year, targets: [{metric: availability, at_least: 99 %}]}
      uc-line:
        kind: UC
        provider: line
        customers: [it]
        services: [access]
        targets: [{metric: availability, at_least: LINE}]
"""


def shop(host: str = "99.5 %", line: str = "99.9 %", terms: str = "hours: always") -> Analysis:
    text = SHOP.replace("HOST", host).replace("LINE", line).replace("TERMS", terms)
    analysis = analyse_text(dedent(text), DAY)
    assert analysis.is_sound, analysis.diagnostics
    return analysis


def test_a_supplier_is_asked_from_which_level_to_which_and_why_and_by_when():
    (ask,) = sheet(shop(), "host").requests
    assert (ask.matter, ask.what, ask.today) == (Matter.LEVEL, "Availability of Hosting", "99.5 %")
    assert ask.wanted == "at least 99.9 % a month (43 min 12 s of downtime)"
    assert "at most 43 min 12 s a month; what is stated today allows 3 h 36 min" in ask.why[0]
    assert ask.askers == ("it",)
    assert ask.by_when == (
        "as soon as you can, at the latest from 1 January 2027, when other terms may count;"
        " the last day for notice is 30 November 2026"
    )


def test_the_agreement_is_named_with_its_clause_and_document():
    (paper,) = sheet(shop(), "host").papers
    assert (paper.id, paper.source) == ("uc-host", "host.pdf, clause 4.2, as of 1 March 2026")


def test_tiers_of_their_own_that_are_enough_are_offered_at_what_they_cost_more():
    (ask,) = sheet(shop(), "host").requests
    assert [offer.replace("\u00a0", " ") for offer in ask.offers] == [
        "your tier gold, 99.95 %, for 6,000 EUR a year more than today",
        "your tier plus, 99.99 %, at a price that is to be named",
    ]


def test_nobody_is_offered_what_the_model_does_not_say():
    (ask,) = sheet(shop("99.99 %", "99 %"), "line").requests
    assert ask.offers == ()
    assert "What we offer: \\_" in sheet_markdown(sheet(shop("99.99 %", "99 %"), "line"))


def test_of_what_several_have_to_bring_about_each_is_asked_for_its_share_in_proportion():
    analysis = shop("99.6 %", "99.7 %")
    (one,), (other,) = sheet(analysis, "host").requests, sheet(analysis, "line").requests
    assert (one.matter, other.matter) == (Matter.SHARE, Matter.SHARE)
    assert one.wanted.startswith("at least 99.89 %")
    assert other.wanted.startswith("at least 99.915 %")
    assert one.is_shared
    assert "Line" not in sheet_html(sheet(analysis, "host"))


def test_steps_side_by_side_are_not_asked_for_more_than_their_own_way_needs():
    analysis = analyse_text(
        dedent("""
            slamodel: 1
            parties: {guests: {kind: customer}, it: {kind: department}, a: {kind: supplier}, b: {kind: supplier}}
            services:
              desk: {provider: it, fulfilled_by: {in_parallel: [slow, quick]}}
              slow: {provider: a}
              quick: {provider: b}
            agreements:
              sla: {kind: SLA, provider: it, customers: [guests], services: [desk],
                    targets: [{metric: fulfilment, within: 1 h}]}
              uc-a: {kind: UC, provider: a, customers: [it], services: [slow],
                     targets: [{metric: fulfilment, within: 24 h}]}
              uc-b: {kind: UC, provider: b, customers: [it], services: [quick],
                     targets: [{metric: fulfilment, within: 2 h}]}
        """),
        DAY,
    )
    wanted = [request.wanted for party in ("a", "b") for request in sheet(analysis, party).requests]
    assert wanted == ["at most 1 h", "at most 1 h"]


@pytest.mark.parametrize(
    ("customers", "askers"),
    [("it, others", ("it",)), ("others, it", ("it",)), ("others", ("others",)), ("any", ("it",))],
)
def test_of_several_who_have_agreed_it_only_those_who_use_the_service_ask(customers, askers):
    text = dedent(SHOP.replace("HOST", "99.5 %").replace("LINE", "99.9 %").replace("TERMS", "hours: always"))
    text = text.replace(
        "customers: [it]\n    services: [hosting]", f"customers: [{customers}]\n    services: [hosting]"
    )
    host = analyse_text(text, DAY)
    agreement = host.landscape.agreements["uc-host"]
    assert Counterpart(Whole(host), "host").askers(agreement, "hosting") == askers
    assert Counterpart(Whole(host), "host").askers(agreement, "") == askers


def test_a_house_asks_for_what_its_parts_use():
    text = dedent(SHOP.replace("HOST", "99.5 %").replace("LINE", "99.9 %").replace("TERMS", "hours: always"))
    text = text.replace("it: {kind: department}", "it: {kind: department, part_of: house}\n  house: {kind: department}")
    text = text.replace("customers: [it]", "customers: [others, house]")
    (ask,) = sheet(analyse_text(text, DAY), "host").requests
    assert ask.askers == ("house",)


def test_a_customer_is_told_what_can_be_promised_instead_and_what_it_does_itself():
    found = sheet(shop(), "guests")
    (ask,) = found.requests
    assert (ask.matter, ask.today, ask.wanted) == (Matter.PROMISE, "99.8 % a month, as agreed", "99.4 % a month")
    assert found.duties == ("name a contact (sla); it relieves the resolution time while it is not done",)
    assert "others" not in sheet_markdown(found)


def test_hours_are_asked_for_in_the_time_zone_of_whoever_works_them():
    analysis = analyse(EXAMPLES / "08-follow-the-sun", DAY)
    (ask,) = sheet(analysis, "amsterdam").requests
    assert ask.wanted.startswith("also Mon-Sun 06:00-07:00 (Europe/Amsterdam): 7 h a week")
    assert ask.is_either


def test_a_contract_that_ends_too_early_and_a_commitment_that_is_missing_are_asked_for():
    requests = sheet(analyse(EXAMPLES / "05-credit-check", DAY), "bureau-two").requests
    assert [request.matter for request in requests] == [Matter.COMMITMENT, Matter.RENEWAL]
    assert requests[1].by_when == "before 31 March 2027"


def test_a_dearer_tier_than_anything_needs_can_be_left():
    analysis = analyse(EXAMPLES / "broken" / "M705.yaml", DAY)
    asks = [ask for party in analysis.landscape.parties for ask in sheet(analysis, party).requests]
    assert [ask.matter for ask in asks] == [Matter.TIER]
    assert "a year less than today" in asks[0].what


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("C604", "states an aim"),
        ("C611", "Can you commit to"),
        ("D804", "which of them have changed"),
        ("D805", "when do we meet"),
        ("F003", "for our lawyers to read"),
        ("M703", "Credits have to be claimed"),
        ("W503", "closer to the user"),
    ],
)
def test_what_findings_on_paperwork_raise_is_asked_as_a_question(code, words):
    analysis = analyse(EXAMPLES / "broken" / f"{code}.yaml", DAY)
    asked = [q for party in analysis.landscape.parties for q in sheet(analysis, party).questions if q.code == code]
    assert asked
    assert words in asked[0].text


def test_whoever_is_asked_for_nothing_is_told_so():
    found = sheet(shop("99.99 %", "99.99 %"), "host")
    assert not found.requests
    assert "Nothing is asked of Host Ltd at present." in sheet_html(found)


@pytest.mark.parametrize("meant", ["hots", "Host Limited"])
def test_of_a_party_that_is_not_there_it_is_said_which_may_be_meant(meant):
    with pytest.raises(UnknownParty, match='did you mean "host"'):
        sheet(shop(), meant)


def test_the_answer_for_programs_says_the_same():
    found = answer(sheet(shop(), "host"))
    (ask,) = found["asks"]
    assert (found["format"], found["from"]) == ("slamodel-sheet/1", ["it"])
    assert (ask["about"], ask["agreement"]["id"]) == ("level", "uc-host")
    assert ask["wanted"] == "at least 99.9 % a month (43 min 12 s of downtime)"


def test_the_page_on_sheets_names_every_key_of_the_answer():
    page = (EXAMPLES.parent / "docs" / "sheets.md").read_text(encoding="utf-8")
    analysis = analyse(EXAMPLES / "06-university-it", DAY)
    keys = {key for party in analysis.landscape.parties for key in keys_in(answer(sheet(analysis, party)))}
    assert {"format", "questions", "notice_until"} <= keys
    assert not {key for key in keys if f"`{key}`" not in page}


def keys_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for one in value.values() for key in keys_in(one))}
    return {key for one in value for key in keys_in(one)} if isinstance(value, list) else set()


def test_hours_that_no_promise_stands_or_falls_with_are_a_question():
    found = sheet(analyse(EXAMPLES / "09-facilities", DAY), "boiler-maker")
    assert [ask.matter for ask in found.requests] == [Matter.LEVEL]
    assert "Could you cover more hours" in found.questions[0].text


def test_all_sheets_are_written_at_once_and_listed_with_those_who_are_asked_for_nothing(tmp_path):
    asked = ["asks", str(EXAMPLES / "01-one-promise"), "-o", str(tmp_path / "out"), "--as-of", "2026-11-23"]
    done = CliRunner().invoke(cli.slamodel, asked)
    assert done.exit_code == 0, done.output
    files = {file.name for file in (tmp_path / "out").iterdir()}
    assert files == {f"asks-{party}.{ending}" for party in ("payments-one", "theatre") for ending in ("html", "md")}
    assert "Nothing is asked of Web Team." in done.stdout


def test_the_command_says_which_party_may_be_meant(tmp_path):
    asked = ["report", str(EXAMPLES / "05-credit-check"), "--for", "bureau-on", "-o", str(tmp_path / "sheet.md")]
    done = CliRunner().invoke(cli.slamodel, asked)
    assert done.exit_code == 2
    assert 'did you mean "bureau-one"?' in done.output
