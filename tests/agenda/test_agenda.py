"""What stands among the dates of a small model, and what does not."""

from datetime import date

import pytest

from slamodel.agenda import Entry, Kind, agenda, first_decision
from slamodel.analysis import analyse_text
from slamodel.model import Status

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, host: {{kind: supplier}}, user: {{kind: customer}}}}
services:
  shop: {{provider: it, needs: [web]}}
  web: {{provider: host}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop], {sla}
        targets: [{{metric: availability, at_least: 99.9 %}}]}}
  uc: {{kind: UC, provider: host, customers: [it], services: [web], {uc}
       targets: [{{metric: availability, at_least: 99.95 %}}]}}
"""


def entries(uc: str = "", sla: str = "", as_of: date = AS_OF, assume: frozenset[Status] = frozenset()):
    analysis = analyse_text(MODEL.format(sla=sla, uc=uc), as_of, assume)
    assert analysis.is_sound
    return agenda(analysis.landscape, analysis.promises, as_of, assume)


def days(found: tuple[Entry, ...]) -> list[tuple[str, Kind]]:
    return [(f"{entry.day}", entry.kind) for entry in found]


def test_an_end_with_a_notice_period_is_two_dates_and_no_renewal():
    assert days(entries("term: {from: 2026-01-01, to: 2027-06-30, notice: 3 months},")) == [
        ("2027-03-30", Kind.FOLLOW_ON),
        ("2027-06-30", Kind.ENDS),
    ]


def test_what_renews_has_a_notice_day_and_a_renewal_for_each_of_the_next_ends():
    found = entries("term: {from: 2024-01-01, to: 2026-12-31, notice: 3 months, renews: 12 months},")
    assert days(found) == [
        ("2027-01-01", Kind.RENEWS),
        ("2027-09-30", Kind.NOTICE),
        ("2028-01-01", Kind.RENEWS),
        ("2028-09-30", Kind.NOTICE),
        ("2029-01-01", Kind.RENEWS),
    ]
    assert "the last day for notice was 30 September 2026" in found[0].act
    assert "renews by itself for 12 months, until 31 December 2028" in found[1].act


def test_what_has_renewed_already_goes_on_counting_from_its_written_end():
    found = entries("term: {to: 2024-01-31, notice: 1 month, renews: 1 month},")
    assert days(found)[:4] == [
        ("2026-11-30", Kind.NOTICE),
        ("2026-12-01", Kind.RENEWS),
        ("2026-12-31", Kind.NOTICE),
        ("2027-01-01", Kind.RENEWS),
    ]
    assert found[0].promises == ("sla/shop/availability",)


def test_the_day_itself_still_counts_and_the_day_before_does_not():
    term = "term: {to: 2026-11-23},"
    assert days(entries(term)) == [("2026-11-23", Kind.ENDS)]
    assert entries(term, as_of=date(2026, 11, 24)) == ()


def test_reviews_figures_and_accepted_risks_have_their_days():
    found = entries(
        "review: {every: 6 months, last: 2026-06-01}, source: {as_of: 2026-03-01},",
        "waivers: [{rule: A101, owner: head of IT, reason: settled soon, until: 2027-01-31}],",
    )
    assert days(found) == [
        ("2026-12-01", Kind.REVIEW),
        ("2027-01-31", Kind.WAIVER),
        ("2027-03-01", Kind.SOURCE),
    ]
    assert "head of IT" in found[1].act
    assert found[1].at == ("agreements", "sla", "waivers", 0)


def test_a_waiver_that_accepts_nothing_has_no_day():
    assert entries("waivers: [{rule: A101, reason: settled soon, until: 2027-01-31}],") == ()


def test_drafts_count_only_where_they_are_assumed():
    draft = "status: draft, term: {from: 2027-01-01, to: 2027-12-31},"
    assert entries(draft) == ()
    assert days(entries(draft, assume=frozenset({Status.DRAFT}))) == [
        ("2027-01-01", Kind.BEGINS),
        ("2027-12-31", Kind.ENDS),
    ]


def test_the_first_decision_is_the_first_one_that_a_promise_to_a_customer_rests_on():
    found = entries("term: {to: 2027-06-30}, review: {every: 1 month, last: 2026-11-01},", "term: {to: 2027-12-31},")
    decision = first_decision(found)
    assert decision is not None
    assert (decision.agreement, decision.day) == ("uc", date(2027, 6, 30))
    assert decision.to_customers == 1


def test_without_an_end_there_is_nothing_to_decide():
    assert first_decision(entries("term: {from: 2026-01-01, notice: 3 months},")) is None


@pytest.mark.parametrize("notice", ["9999 years", "0 d"])
def test_odd_notice_periods_do_no_harm(notice):
    assert entries(f"term: {{to: 2027-06-30, notice: {notice}, renews: 9999 years}},") is not None


def test_promises_that_are_over_by_then_do_not_rest_on_it():
    found = entries("term: {to: 2028-12-31},", "term: {to: 2027-12-31},")
    (end,) = (entry for entry in found if entry.agreement == "uc")
    assert (end.promises, end.to_customers) == ((), 0)
    assert end.act.startswith("What rests on it is over by then: let it end on 31 December 2028")
    (together,) = (
        one for one in entries("term: {to: 2027-12-31},", "term: {to: 2027-12-31},") if one.agreement == "uc"
    )
    assert (together.promises, together.to_customers) == (("sla/shop/availability",), 1)
