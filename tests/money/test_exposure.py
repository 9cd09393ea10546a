"""What an outage costs, worked out by hand from two contracts."""

from datetime import date
from decimal import Decimal

from slamodel.analysis import Analysis, analyse_text
from slamodel.money import MoneyLine
from slamodel.money.cuts import MOST, cuts
from slamodel.propagate.structure import Structure

MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, two: {{kind: supplier}}, shop: {{kind: customer}}}}
calendars: {{office: {{hours: {{mon-fri: "09:00-17:00"}}}}}}
services:
  web: {{provider: it, needs: [{needs}]}}
  other: {{provider: it, needs: [a]}}
  a: {{provider: one}}
  b: {{provider: two}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [shop], services: [{services}], {price}
    credits: [{{metric: availability, below: 99.5 %, credit: 10 %}}],
    targets: [{{metric: availability, at_least: 99 %}}]}}
  uc-a: {{kind: UC, provider: one, customers: [it], services: [a], price: 2000 per month, {hours}
    credits: [{{metric: availability, below: 99.5 %, credit: 10 %}}],
    targets: [{{metric: availability, at_least: 99.5 %}}]}}
  uc-b: {{kind: UC, provider: two, customers: [it], services: [b], price: 1000 per month,
    credits: [{{metric: availability, below: 99.5 %, credit: 10 %}}],
    targets: [{{metric: availability, at_least: 99.5 %}}]}}
"""


def analysed(needs="a", services="web", price="price: 10000 per month,", hours="") -> Analysis:
    text = MODEL.format(needs=needs, services=services, price=price, hours=hours)
    analysis = analyse_text(text, date(2026, 11, 23))
    assert analysis.is_sound, analysis.diagnostics
    return analysis


def line(analysis: Analysis, outage: str) -> MoneyLine:
    return next(line for line in analysis.context.money.by_promise["sla/web/availability"] if line.outage == outage)


def test_what_is_left_is_owed_less_what_comes_back():
    worst = line(analysed(), "4 h").worst
    assert (worst.owed.money, worst.recoverable, worst.net) == (Decimal(1000), Decimal(200), Decimal(800))


def test_within_the_levels_nobody_owes_anything():
    worst = line(analysed(), "1 h").worst
    assert (worst.owed.money, worst.recoverable) == (Decimal(0), Decimal(0))


def test_the_worst_of_several_causes_is_shown():
    found = line(analysed(needs="a, b"), "4 h")
    assert [cause.services for cause in found.causes] == [("b",), ("a",)]
    assert found.worst.net == 900


def test_alternatives_that_are_out_together_both_pay():
    found = line(analysed(needs="any_of: [a, b]"), "4 h")
    assert [(cause.services, cause.recoverable) for cause in found.causes] == [(("a", "b"), Decimal(300))]


def test_a_contract_pays_once_for_two_of_its_services_that_are_out_together():
    text = MODEL.format(needs="any_of: [a, b]", services="web", price="price: 10000 per month,", hours="")
    text = text[: text.index("  uc-b:")].replace("services: [a]", "services: [a, b], credit_cap: 10 %")
    analysis = analyse_text(text.replace("b: {provider: two}", "b: {provider: one}"), date(2026, 11, 23))
    assert analysis.is_sound, analysis.diagnostics
    worst = line(analysis, "4 h").worst
    assert (worst.services, worst.recoverable, worst.net) == (("a", "b"), Decimal(200), Decimal(800))
    assert [(one.agreement, one.service, one.also) for one in worst.recoveries] == [("uc-a", "a", ("b",))]
    assert worst.is_contracted


def test_hours_that_are_not_counted_below_bring_nothing_back():
    found = line(analysed(hours="hours: office,"), "4 h")
    assert (found.worst.owed.money, found.worst.recoverable) == (Decimal(1000), Decimal(0))


def test_one_outage_under_two_promises_is_paid_once():
    total = next(t for t in analysed(services="web, other").context.money.totals if t.outage == "4 h")
    assert (total.owed, total.recoverable, total.net) == (Decimal(2000), Decimal(200), Decimal(1800))


def test_without_a_price_what_is_left_is_not_known():
    analysis = analysed(price="")
    worst = line(analysis, "4 h").worst
    assert (worst.owed.money, worst.owed.share, worst.net) == (None, Decimal("0.1"), None)
    assert analysis.context.money.exposure("sla/web/availability") is None


def test_the_exposure_of_a_promise_is_the_most_that_is_left():
    assert analysed().context.money.exposure("sla/web/availability") == 800


def test_small_cuts_come_first_and_hold_no_smaller_one():
    build = Structure()
    a, b, c = map(build.event, range(3))
    found = cuts(build.all_of([a, build.any_of([b, c])]))
    assert [sorted(cut) for cut in found.sets] == [[0], [1, 2]]
    assert cuts(build.vote(2, [a, b, c])).sets == tuple(map(frozenset, ((0, 1), (0, 2), (1, 2))))


def test_where_causes_are_too_many_it_is_said():
    build = Structure()
    pairs = [build.all_of([build.event(2 * n), build.event(2 * n + 1)]) for n in range(10)]
    found = cuts(build.any_of(pairs))
    assert not found.is_complete
    assert len(found.sets) <= MOST


def test_what_a_contract_on_office_hours_allows_is_longer_than_the_hours_that_count():
    text = MODEL.format(needs="a", services="web", price="", hours="hours: office,").replace("99.5 %}]}", "90 %}]}")
    text = text.replace("at_least: 99 %", "at_least: 60 %")
    analysis = analyse_text(text, date(2026, 11, 23))
    found = line(analysis, "as long as the contracts below allow")
    # 10 % of the month are 17 h 8 min 34.286 s of its office hours: two days from nine to nine, and 1 h 8 min.
    assert found.length_s == 48 * 3600 + Decimal("4114.286")


def test_an_amount_capped_at_a_price_that_is_not_known_is_not_told_as_no_share():
    text = MODEL.format(needs="a", services="web", price="credit_cap: 10 %,", hours="hours: office,")
    text = text.replace("credit: 10 %", "credit: 500", 1)
    analysis = analyse_text(text, date(2026, 11, 23))
    told = next(finding.message for finding in analysis.findings if finding.code == "M701")
    assert "costs us at most 500, capped at a share of the price of sla" in told
