"""Ends, holes and notice days of contracts below the terms of promises above."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text, what_if
from slamodel.diagnostics import Severity
from slamodel.load import Plain
from slamodel.propagate import Standing

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, host: {{name: Host Ltd, kind: supplier}}, user: {{kind: customer}}}}
services:
  shop: {{provider: it, needs: [web]}}
  web: {{provider: host}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop], {sla},
        targets: [{{metric: availability, at_least: 99.9 %}}]}}
"""
CONTRACT = """
  {name}: {{kind: UC, provider: host, customers: [it], services: [web], {terms},
       targets: [{{metric: availability, at_least: 99.95 %}}]}}
"""


def model(sla: str, *contracts: str):
    terms = [CONTRACT.format(name=f"uc-{number}", terms=terms) for number, terms in enumerate(contracts)]
    analysis = analyse_text(MODEL.format(sla=sla) + "".join(terms), AS_OF)
    assert analysis.is_sound
    return analysis


def found(sla: str, *contracts: str):
    return [finding for finding in model(sla, *contracts).findings if finding.code.startswith("D80")]


def term(first: str = "", last: str = "", notice: str = "", renews: str = "") -> str:
    keys = {"from": first, "to": last, "notice": notice, "renews": renews}
    return f"term: {{{', '.join(f'{key}: {value}' for key, value in keys.items() if value)}}}"


def test_a_contract_that_has_renewed_by_itself_carries_the_promise():
    renewed = model(term(last="2026-12-31"), term(last="2025-12-31", notice="1 month", renews="12 months"))
    assert renewed.promises[0].standing is Standing.SUPPORTED
    ended = model(term(last="2026-12-31"), term(last="2025-12-31", notice="1 month"))
    (promise,) = ended.promises
    assert promise.standing is Standing.UNKNOWN


def test_a_change_of_renewal_is_what_the_changed_model_says():
    terms = term(last="2025-12-31", renews="12 months")
    before, after = model(term(), terms), model(term(), term(last="2025-12-31"))
    changed: dict[str, Plain] = {
        "kind": "UC", "provider": "host", "customers": ["it"], "services": ["web"], "term": {"to": "2025-12-31"},
        "targets": [{"metric": "availability", "at_least": "99.95 %"}],
    }  # fmt: skip
    tried = what_if(before, {("agreements", "uc-0"): changed})
    assert [promise.standing for promise in before.promises] == [Standing.SUPPORTED, Standing.SUPPORTED]
    assert [(promise.id, promise.standing) for promise in tried.promises] == [
        (promise.id, promise.standing) for promise in after.promises
    ]
    assert [finding.message for finding in tried.findings] == [finding.message for finding in after.findings]


def test_a_promise_that_renews_outlasts_a_contract_that_does_not():
    (finding,) = found(term(last="2027-12-31", renews="12 months"), term(last="2027-12-31"))
    assert finding.code == "D801"
    assert "sla, which rests on it, renews by itself after 2027-12-31: from 2028-01-01 on" in finding.message


def test_several_holes_in_a_row_are_several_findings_and_the_end_behind_them_another():
    findings = found(
        term(last="2028-12-31"),
        term(last="2026-12-31"),
        term("2027-01-02", "2027-06-30"),
        term("2027-07-15", "2027-12-31"),
    )
    assert {(finding.code, finding.bites) for finding in findings} == {
        ("D801", date(2028, 1, 1)),
        ("D802", date(2027, 1, 1)),
        ("D802", date(2027, 7, 1)),
    }
    told = {finding.bites: finding.message for finding in findings}
    assert "on 2027-01-01 (1 day)" in told[date(2027, 1, 1)]
    assert "from 2027-07-01 to 2027-07-14 (14 days)" in told[date(2027, 7, 1)]


def test_contracts_that_overlap_or_one_that_covers_the_others_hole_leave_none():
    overlapping = (term(last="2027-06-30"), term("2027-05-01", "2027-12-31"))
    assert found(term(last="2027-12-31"), *overlapping) == []
    bridged = (term(last="2027-06-30"), term("2027-08-01", "2027-12-31"), term("2027-06-01", "2027-08-31"))
    assert found(term(last="2027-12-31"), *bridged) == []


def test_a_hole_behind_the_promise_is_none():
    assert found(term(last="2027-06-30"), term(last="2027-06-30"), term("2027-08-01")) == []


def test_a_successor_that_begins_after_the_promise_is_none():
    (finding,) = found(term(last="2027-12-31"), term(last="2027-06-30"), term("2028-02-01"))
    assert (finding.code, finding.bites) == ("D801", date(2027, 7, 1))


def test_a_promise_that_begins_before_its_first_contract():
    (finding,) = found(term("2027-01-01", "2027-12-31"), term("2027-02-01"))
    assert finding.code == "D802"
    assert "uc-0 begins on 2027-02-01, sla on 2027-01-01: from 2027-01-01 to 2027-01-31 (31 days)" in finding.message


@pytest.mark.parametrize(
    ("above", "below", "told"),
    [
        # The customer may leave with one month's notice, the supplier wants six.
        (("1 month", "12 months"), ("6 months", "12 months"), "Agree with Host Ltd on notice of 1 month at most"),
        # The supplier may leave with one month's notice, the customer is promised six.
        (("6 months", "12 months"), ("1 month", "12 months"), "Agree with Host Ltd on notice of at least 6 months"),
        # The promise ends for good, the contract goes on.
        (("", ""), ("3 months", "12 months"), "366 days with nothing above it. Give Host Ltd notice by 2027-09-30"),
        # Nothing says until when it can be ended.
        (("1 month", "12 months"), ("", "12 months"), "states no notice period"),
        (("3 months", "12 months"), ("3 months", "12 months"), None),
        (("", ""), ("3 months", ""), None),
    ],
)
def test_notice_above_and_below(above, below, told):
    findings = found(term("", "2027-12-31", *above), term("", "2027-12-31", *below))
    assert [finding.code for finding in findings] == ["D803"] * (told is not None)
    assert all(str(told) in finding.message for finding in findings)


def test_a_notice_day_that_has_passed_binds_beyond_the_promise():
    (finding,) = found(term(last="2026-12-31"), term(last="2026-12-31", notice="3 months", renews="12 months"))
    assert finding.message.startswith(
        "uc-0 runs until 2027-12-31, as the last day to give notice for 2026-12-31 was 2026-09-30,"
        " and the last promise above ends on 2026-12-31: 365 days with nothing above it."
    )


def test_no_notice_is_advised_while_the_contract_is_still_needed():
    (finding,) = found(term(last="2027-12-31"), term(last="2027-01-31", notice="30 d", renews="12 months"))
    assert (
        "31 days with nothing above it. Agree with Host Ltd on a renewal that ends with the promise by 2027-01-01;"
        in (finding.message)
    )
    assert "notice now would end it 334 days before the promise does." in finding.message


IN_BETWEEN = """
slamodel: 1
parties: {it: {kind: department}, ops: {kind: department}, host: {kind: supplier}, user: {kind: customer}}
services: {shop: {provider: it, needs: [run]}, run: {provider: ops, needs: [web]}, web: {provider: host}}
agreements:
  sla: {kind: SLA, provider: it, customers: [user], services: [shop], term: {to: 2028-12-31},
        targets: [{metric: availability, at_least: 99 %}]}
  ola: {kind: OLA, provider: ops, customers: [it], services: [run], term: {to: 2027-12-31},
        targets: [{metric: availability, at_least: 99 %}]}
  uc: {kind: UC, provider: host, customers: [ops], services: [web], targets: [{metric: availability, at_least: 99 %}],
       term: {to: 2027-06-30, notice: 30 d, renews: 12 months}}
"""


def test_the_promises_above_are_those_all_the_way_up():
    assert "D803" not in {finding.code for finding in analyse_text(IN_BETWEEN, AS_OF).findings}
    shorter = IN_BETWEEN.replace("2028-12-31", "2027-12-31")
    assert "D803" in {finding.code for finding in analyse_text(shorter, AS_OF).findings}


def test_while_an_agreement_cannot_be_used_nothing_is_said_to_be_needed_by_nobody():
    faulty = analyse_text(IN_BETWEEN.replace("kind: SLA,", "kind: SLA, sort: x,").replace("2028", "2027"), AS_OF)
    assert not {"C603", "D803"} & {finding.code for finding in faulty.findings}
    assert any("while sla cannot be used as written" in line for line in faulty.not_evaluated)
    gone = analyse_text(
        IN_BETWEEN.replace("  sla: ", "  #").replace(
            "\n        targets: [{metric: availability, at_least: 99 %}]}\n  ola", "\n  ola"
        ),
        AS_OF,
    )
    assert "C603" in {finding.code for finding in gone.findings}


@pytest.mark.parametrize(("notice", "is_told"), [("40 d", False), ("129 d", True)])
def test_a_decision_that_is_due_soon_is_a_note(notice, is_told):
    terms = term(last="2027-06-30", notice=notice, renews="12 months")
    findings = found(terms, terms)
    assert [(finding.code, finding.severity) for finding in findings] == [("D803", Severity.NOTE)] * is_told


def test_figures_of_one_document_are_one_finding():
    source = "source: {document: terms.pdf, as_of: 2020-01-01}"
    findings = found(term(last="2027-12-31"), f"{source}, {term(last='2027-06-30')}", source)
    (finding,) = (finding for finding in findings if finding.code == "D804")
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("review", "told"),
    [
        ("{every: 6 months}", "no review has been noted yet; 1 promise rests on it"),
        ("{every: 6 months, last: 2026-05-22}", "so that one was due on 2026-11-22, 1 day ago"),
        ("{every: 6 months, last: 2026-05-23}", None),
        ("{last: 2010-01-01}", None),
    ],
)
def test_reviews(review, told):
    findings = found("status: agreed", f"review: {review}")
    assert [finding.code for finding in findings] == ["D805"] * (told is not None)
    assert all(str(told) in finding.message for finding in findings)


def test_reviews_of_one_day_are_told_together():
    terms = "review: {every: 1 year, last: 2025-01-01}"
    (finding,) = found(terms, terms)
    assert finding.message.startswith("sla and uc-0 are to be reviewed every 1 year, and the last time was 2025-01-01")
    assert "Review each with the other party" in finding.message


def test_a_review_counts_from_the_first_day_where_none_has_been_held():
    assert found("status: agreed", f"review: {{every: 1 year}}, {term('2026-01-01')}") == []
    (finding,) = found("status: agreed", f"review: {{every: 3 months}}, {term('2026-01-01')}")
    assert "no review has been noted yet, so that one was due on 2026-04-01" in finding.message
