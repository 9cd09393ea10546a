"""What is accepted has a list of its own with its real figures, and is asked of nobody."""

import json
from datetime import date

from slamodel.analysis import analyse_text
from slamodel.report import markdown
from slamodel.report.accepted import table
from slamodel.report.document import document
from slamodel.report.leads import lead
from slamodel.report.machine import to_json

MODEL = """
slamodel: 1
parties: {it: {kind: department}, host: {kind: supplier}, shop-owner: {kind: customer}}
services:
  shop: {provider: it, needs: [web]}
  web: {provider: host}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop-owner]
    services: [shop]
    targets: [{metric: availability, at_least: 99.95 %}]
    waivers:
    - {rule: A101, owner: head of IT, reason: dual sourcing, until: 2027-06-30}
    - {rule: A103, owner: head of IT, reason: dual sourcing, until: 2027-06-30}
  uc-web:
    {kind: UC, provider: host, customers: [it], services: [web],
     term: {from: 2026-01-01, to: 2026-12-31},
     targets: [{metric: availability, at_least: 99.9 %}],
     waivers: [{rule: D801, owner: buyer, reason: renewed each winter, until: 2026-12-30}]}
"""
ANALYSIS = analyse_text(MODEL, date(2026, 12, 30))


def test_every_risk_stands_there_with_figures_owner_reason_and_days_left():
    found = table(ANALYSIS)
    assert found
    assert [group.heading[:4] for group in found.groups] == ["A101", "A103", "D801"]
    subject, promised, ensured, owner, reason, until, place = found.groups[0].rows[0]
    assert (subject.text, promised.text, ensured.text) == ("shop: availability", "99.95 %", "99.9 %")
    assert (owner.text, reason.text) == ("head of IT", "dual sourcing")
    assert (until.text, until.details, place.text) == ("30 June 2027", ("182 days left",), "model.yaml:15")
    assert found.groups[2].rows[0][5].details == ("today is the last day",)


def test_what_is_accepted_is_asked_of_nobody_and_has_no_section():
    report = document(ANALYSIS)
    assert not report.asks
    assert not report.sections
    assert "The only promise to a customer is an accepted risk." in report.headline
    assert "Accepted risks" in markdown(ANALYSIS)


def test_what_is_accepted_for_one_is_asked_for_the_other():
    waived = "waivers: [{rule: C601, owner: head of IT, reason: soon, until: 2027-06-30}], "
    text = (
        "{slamodel: 1, parties: {it: {kind: department}, host: {kind: supplier}, one: {kind: customer}}, services: {"
        "shop: {provider: it, needs: [web]}, web: {provider: host}}, agreements: {"
        f"a: {{kind: SLA, provider: it, customers: [one], services: [shop], {waived}"
        "targets: [{metric: availability, at_least: 99 %}]},"
        "b: {kind: SLA, provider: it, customers: [one], services: [shop], "
        "targets: [{metric: availability, at_least: 98 %}]}}}"
    )
    (group,) = document(analyse_text(text, date(2026, 12, 30))).asks
    (ask,) = group.asks
    assert [closed.text for closed in ask.closes] == ["shop: availability"]
    assert ask.closes[0].details == ("b, for one",)


def test_the_evidence_of_a_promise_says_who_accepts_it():
    assert "Head of IT accepts that until 30 June 2027. The reason: dual sourcing." in lead(
        ANALYSIS, ANALYSIS.target("sla/shop/availability")
    )


def test_the_answer_says_how_it_would_stand():
    answer = json.loads(to_json(ANALYSIS))
    assert answer["verdict"]["accepted"] == 1
    target = next(one for one in answer["targets"] if one["id"] == "sla/shop/availability")
    assert target["status"] == "accepted"
    assert target["accepted"] | {"status": "gap", "until": "2027-06-30"} == target["accepted"]
    assert all(finding["waived"] and finding["accepted"][0]["owner"] for finding in answer["findings"])
