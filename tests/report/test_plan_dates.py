"""A plan says from when it counts, that this takes consent where it comes too late, and which contract to renew."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan.planning import plan
from slamodel.report import plan_dates
from slamodel.report.plan import first, groups, open_still

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {it: {kind: department}, city: {kind: customer}, host: {kind: supplier}}
services:
  shop: {provider: it, needs: [hosting]}
  hosting: {provider: host}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [city], services: [shop], term: {from: 2026-01-01, to: SLA},
     targets: [{metric: availability, at_least: 99.5 %, window: month}]}
  uc:
    kind: UC
    provider: host
    customers: [it]
    services: [hosting]
    term: {from: 2026-01-01, to: UC}
    tier: bronze
    tiers:
      bronze: {targets: [{metric: availability, at_least: 99 %, window: month}]}
      silver: {targets: [{metric: availability, at_least: 99.7 %, window: month}]}
"""


def planned(sla, uc):
    return plan(analyse_text(MODEL.replace("to: SLA", f"to: {sla}").replace("to: UC", f"to: {uc}"), AS_OF))


def test_what_counts_only_after_the_promise_has_ended_takes_consent():
    found = planned("2026-12-31", "2026-12-31")
    assert first(found).endswith(
        "no change counts until a promise that it serves has ended: before that it takes the consent of the other side."
    )
    assert [line.when for group in groups(found) for line in group.lines] == [
        "from 2027-01-01, before that with their consent"
    ]
    assert plan_dates.of_party(found, found.moves, tuple(plan_dates.closed(found))) == (
        "By term or notice this counts from 1 January 2027, when a promise that needs it has ended (31 December 2026):"
        " before that with their consent."
    )
    assert not list(open_still(found))


def test_a_contract_that_ends_before_what_rests_on_it_has_to_be_renewed():
    found = planned("2027-12-31", "2027-03-31")
    assert first(found).endswith("By term or notice all of it counts from 1 April 2027.")
    said = "Renew uc: it ends on 31 March 2027, before what rests on it (sla)."
    assert list(open_still(found)) == [said]
    assert plan_dates.of_party(found, found.moves, tuple(plan_dates.closed(found))) == said


@pytest.mark.parametrize("uc", ["2027-06-30, renews: 1 year", "2027-12-31"])
def test_what_is_in_time_and_goes_on_is_left_unsaid(uc):
    found = planned("2027-12-31, renews: 1 year", uc)
    late = plan_dates.is_late(found, found.moves[0], tuple(plan_dates.closed(found)))
    assert not late
    assert ("Renew" in " ".join(open_still(found))) is ("renews" not in uc)
