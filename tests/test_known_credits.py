"""Published credit clauses, each with the figure that it comes to."""

from datetime import date
from decimal import Decimal

import pytest

from slamodel.analysis import analyse_text
from slamodel.model import Window
from slamodel.money import Miss, Owed, owed

MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, shop: {{kind: customer}}}}
services: {{web: {{provider: it}}}}
agreements:
  sla:
    {{kind: SLA, provider: it, customers: [shop], services: [web],
     targets: [{{metric: availability, at_least: 99 %}}], {terms}}}
"""
MONTH = Window("month")
LENGTH = Decimal(30 * 86400)
STEPS_EC2 = """price: 10000 per month, credits: [{metric: availability, below: 99.99 %, credit: 10 %},
 {metric: availability, below: 99 %, credit: 30 %}, {metric: availability, below: 95 %, credit: 100 %}]"""
STEPS_RDS = """credit_minimum: 1, credits: [{metric: availability, below: 99.95 %, credit: 10 %},
 {metric: availability, below: 99 %, credit: 25 %}, {metric: availability, below: 95 %, credit: 100 %}]"""
STEPS_LINE = """price: 1000 per month, credits: [{metric: availability, below: 99.99 %, credit: 5 %},
 {metric: availability, below: 99.5 %, credit: 10 %}, {metric: availability, below: 99 %, credit: 20 %}]"""


def credit(terms: str, *missed: Miss) -> Owed:
    analysis = analyse_text(MODEL.format(terms=terms), date(2026, 11, 23))
    assert analysis.is_sound, analysis.diagnostics
    return owed(analysis.landscape, analysis.landscape.agreements["sla"], MONTH, missed)


def at(level: str, metric: str = "availability") -> Miss:
    return Miss.outage(metric, (1 - Decimal(level)) * LENGTH, LENGTH)


def out(seconds: int) -> Miss:
    return Miss.outage("availability", Decimal(seconds), LENGTH)


def test_cr_01_the_deepest_step_below_which_the_level_falls_counts():
    assert credit(STEPS_EC2, at("0.985")).money == 3000


def test_cr_03_exactly_at_a_level_is_not_below_it():
    assert credit(f"price: 200 per month, {STEPS_RDS}", at("0.99")).money == 20


def test_cr_03_less_than_the_minimum_is_not_paid():
    assert credit(f"price: 9 per month, {STEPS_RDS}", at("0.99")).money == 0
    assert credit(f"price: 9 per month, {STEPS_RDS}", at("0.99")).limit == "credit_minimum"


def test_cr_04_a_share_of_the_pool_of_what_is_at_risk():
    terms = """price: 100000 per month, credit_pool: {at_risk: 10 %, pool: 50 %},
     credits: [{metric: availability, below: 99 %, allocation: 40 %}]"""
    assert credit(terms, at("0.98")).money == 2000


def test_cr_04_several_defaults_add_up_to_what_is_at_risk_at_most():
    terms = """price: 100000 per month, credit_pool: {at_risk: 10 %, pool: 200 %},
     credits: [{metric: availability, below: 99 %, allocation: 40 %},
      {metric: success_rate, below: 99 %, allocation: 40 %}]"""
    terms = terms.replace("pool: 200 %", "pool: 100 %").replace("allocation: 40 %", "allocation: 60 %")
    assert credit(terms, at("0.98")).money == 6000
    assert credit(terms, at("0.98"), at("0.98", "success_rate")).money == 10000


@pytest.mark.parametrize(("level", "money"), [("0.9999", 0), ("0.995", 50), ("0.993", 100), ("0.98", 200)])
def test_cr_06_steps_of_a_leased_line(level, money):
    assert credit(STEPS_LINE, at(level)).money == money


@pytest.mark.parametrize(("rule", "money"), [("largest", 100), ("all", 150)])
def test_cr_07_the_customer_picks_one_credit_of_one_event(rule, money):
    terms = f"""price: 1000 per month, credit_for_one_event: {rule},
     credits: [{{metric: availability, below: 99 %, credit: 10 %}}, {{metric: resolution, above: 4 h, credit: 5 %}}]"""
    assert credit(terms, at("0.98"), Miss("resolution", None, Decimal(18000))).money == money


def test_cr_08_five_percent_at_risk_over_55_levels_are_0_0909_percent_for_a_miss():
    part = Decimal(100) / 55
    steps = (f"{{metric: resolution, priority: P{n}, above: 4 h, allocation: {part:.12f} %}}" for n in range(1, 56))
    terms = f"price: 100000 per month, credit_pool: {{at_risk: 5 %}}, credits: [{', '.join(steps)}]"
    missed = [Miss("resolution", None, Decimal(18000), priority=f"P{n}") for n in range(1, 56)]
    assert round(credit(terms, missed[0]).share, 6) == Decimal("0.000909")
    assert round(credit(terms, *missed).share, 9) == Decimal("0.05")


@pytest.mark.parametrize(("hours", "money"), [(3, 30), (200, 1000)])
def test_cr_09_a_credit_for_each_hour_begun_up_to_the_price(hours, money):
    terms = "price: 1000 per month, credit_cap: 100 %, credits: [{metric: availability, credit: 1 %, per: 1 h}]"
    assert credit(terms, out(hours * 3600)).money == money


@pytest.mark.parametrize(("beyond", "days"), [(0, 0), (1, 1), (900, 1), (901, 2)])
def test_cr_10_a_day_of_service_for_each_quarter_of_an_hour_beyond_the_level(beyond, days):
    terms = "price: 300 per month, credits: [{metric: availability, below: 99.9 %, credit: 1 d, per: 15 min}]"
    money = credit(terms, out(2592 + beyond)).money
    assert money is not None
    assert round(money, 12) == 10 * days


def test_a_share_of_a_price_that_is_not_known_is_never_nothing():
    found = credit("credits: [{metric: availability, below: 99 %, credit: 10 %}]", at("0.98"))
    assert (found.money, found.share, found.is_nothing) == (None, Decimal("0.1"), False)


def test_points_are_worth_what_a_point_is_worth():
    terms = "point_credit: 250, credits: [{metric: availability, below: 99 %, points: 3}]"
    assert credit(terms, at("0.98")).money == 750


def test_a_price_of_a_year_is_twelve_bills():
    terms = "price: 120000 per year, credits: [{metric: availability, below: 99 %, credit: 10 %}]"
    assert credit(terms, at("0.98")).money == 1000


@pytest.mark.parametrize(("hours", "money"), [(16, 0), (17, 50)])
def test_a_step_of_working_days_is_reached_when_they_are_over(hours, money):
    terms = "price: 1000 per month, credits: [{metric: resolution, above: 2 working days, credit: 5 %}]"
    assert credit(terms, Miss("resolution", None, Decimal(hours * 3600))).money == money


def test_the_deepest_of_steps_of_working_days_counts():
    terms = """price: 1000 per month, credits: [{metric: resolution, above: 1 working days, credit: 5 %},
     {metric: resolution, above: 3 working days, credit: 9 %}]"""
    assert credit(terms, Miss("resolution", None, Decimal(30 * 3600))).money == 90


def test_lengths_begun_beyond_working_days_are_counted_from_there():
    terms = "price: 1000 per month, credits: [{metric: resolution, above: 2 working days, credit: 1 %, per: 1 h}]"
    assert credit(terms, Miss("resolution", None, Decimal(18 * 3600))).money == 20


def test_an_amount_capped_at_a_share_of_a_price_that_is_not_known_is_not_known():
    terms = "credits: [{metric: availability, below: 99 %, credit: 500}]"
    assert credit(terms, at("0.98")).money == 500
    found = credit(f"credit_cap: 10 %, {terms}", at("0.98"))
    assert (found.money, found.fixed, found.is_nothing) == (None, Decimal(500), False)


@pytest.mark.parametrize(("level", "money"), [("0.995", 0), ("0.99", 0), ("0.98", 100)])
def test_a_step_without_a_level_is_not_reached_while_the_target_is_met(level, money):
    assert credit("price: 1000 per month, credits: [{metric: availability, credit: 10 %}]", at(level)).money == money


def test_the_minimum_and_the_largest_of_a_price_that_is_not_known_are_not_known():
    terms = """credit_minimum: 50, credit_for_one_event: largest, credits:
     [{metric: availability, below: 99 %, credit: 10 %}, {metric: resolution, above: 4 h, credit: 500}]"""
    assert credit(terms, at("0.98"), Miss("resolution", None, Decimal(18000))).money is None
