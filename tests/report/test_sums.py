"""The sums of a share that counts otherwise below: written so that a person can redo them."""

from datetime import date

from slamodel.analysis import analyse_text
from slamodel.report.explain import explain

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, two: {{kind: supplier}}, user: {{kind: customer}}}}
calendars: {{office: {{hours: {{mon-fri: "08:00-18:00"}}}}}}
maintenance: {{sunday: {{hours: {{sun: "02:00-06:00"}}, at_most: 3 h per month}}}}
services: {{shop: {{provider: it, needs: [a, b]}}, a: {{provider: one}}, b: {{provider: two}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: shop, targets: [{{metric: availability, at_least: 99 %}}]}}
  a: {{kind: UC, provider: one, customers: it, services: a{a}}}
  b: {{kind: UC, provider: two, customers: it, services: b{b}}}
"""
TARGET = ", targets: [{{metric: availability, at_least: 99.9 %{}}}]".format


def told(a, b):
    found = analyse_text(MODEL.format(a=a, b=b), AS_OF)
    assert found.is_sound, found.diagnostics
    return explain(found, found.target("sla/shop/availability")).split("End to end")[0]


def test_an_allowance_of_a_year_is_written_as_what_falls_into_a_month():
    text = told(TARGET(", window: year"), TARGET(""))
    assert (
        "0.001 x 8760 h a year = 8.76 h of the 720 h that the promise counts: at worst 0.0121666666667, at best 0.001\n"
    ) in text
    assert "guaranteed   0.0121666666667 + 0.001 = 0.0131666666667\n" in text


def test_an_allowance_of_a_week_is_written_with_how_often_it_counts():
    text = told(TARGET(", window: week"), TARGET(""))
    assert "0.001 x 168 h a week, 6 times = 1.008 h of the 720 h that the promise counts: at worst 0.0014" in text


def test_hours_without_cover_are_groups_with_what_is_lost_in_each():
    text = told(f", hours: office{TARGET('')}", TARGET(""))
    assert "does not count in 118 h a week that the promise counts" in text
    assert "all count, 0.297619047619 of the time: 1 down 0.000297619047619; 2 down 0.001\n" in text
    assert "1 does not count, 0.702380952381 of the time: 1 down 0.702380952381\n" in text
    assert "together 0.703678571429\n" in text
    assert "1 at 1, 2 at 1, H2 at 1; 1 x 0.000297619047619 + 1 x 0.001 + 1 x 0.702380952381\n" in text


def test_maintenance_that_may_be_in_progress_is_written_with_its_limit_and_its_chance():
    text = told(f", excludes: sunday{TARGET('')}", TARGET(""))
    assert "does not count during sunday: at most 3 h, on average 0.175 of its hours" in text
    assert "sunday is in progress for 0.00416666666667 of the time at most" in text
    assert "with 1 down, 0.00416666666667 of the time: 1 is lost" in text
    assert "experienced" not in text  # the promise counts all its hours: it is what the user experiences


def test_what_a_user_experiences_is_told_where_the_promise_leaves_something_out():
    excluded = MODEL.replace("services: shop,", "services: shop, excludes: sunday,")
    found = analyse_text(excluded.format(a=f", excludes: sunday{TARGET('')}", b=TARGET("")), AS_OF)
    text = explain(found, found.target("sla/shop/availability"))
    assert (
        "experienced, with no maintenance counted away: guaranteed 1 - 0.0061625 = 99.38 %; 0.0061625 x 720 h = "
        in text
    )
