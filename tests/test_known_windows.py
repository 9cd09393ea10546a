"""Windows, planned maintenance and counted hours: published figures, to the last digit they print, and those they hide.

Each test says in a comment where the question comes from, and the sum by which its answer is found by hand.
"""

from datetime import date

import pytest

from slamodel.analysis import Analysis, analyse_text

AS_OF = date(2026, 11, 23)
HOUR, DAY = 3600, 86400
MONTH_H, QUARTER_H, YEAR_H = 30 * 24, 91 * 24, 365 * 24


def over_one(above: str, below: str, more_above: str = "", more_below: str = "", head: str = "") -> Analysis:
    """A promise that rests on a single contract, each with its target and with whatever else it says."""
    model = f"""
slamodel: 1
{head}
parties: {{it: {{kind: department}}, host: {{kind: supplier}}, user: {{kind: customer}}}}
services: {{shop: {{provider: it, needs: [server]}}, server: {{provider: host}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop], {more_above}
        targets: [{{metric: availability, {above}}}]}}
  uc: {{kind: UC, provider: host, customers: [it], services: [server], {more_below}
       targets: [{{metric: availability, {below}}}]}}
"""
    found = analyse_text(model, as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def promise_of(analysis):
    return analysis.target("sla/shop/availability")


def guaranteed(analysis):
    """The unavailability that has to be reckoned with."""
    return promise_of(analysis).direct.figures.guaranteed


def experienced(analysis):
    """The same with nothing counted away."""
    return promise_of(analysis).direct.experienced.guaranteed


def codes(analysis: Analysis) -> set[str]:
    return {finding.code for finding in analysis.findings}


# --- windows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("below", "above", "lost_h", "window_h"),
    [
        # all of the year's 8.76 h in one month
        pytest.param("year", "month", 0.001 * YEAR_H, MONTH_H, id="a yearly contract under a month: 98.7833 %"),
        # all of the year's 8.76 h in one quarter
        pytest.param("year", "quarter", 0.001 * YEAR_H, QUARTER_H, id="a yearly contract under a quarter"),
        pytest.param("quarter", "month", 0.001 * QUARTER_H, MONTH_H, id="a quarterly contract under a month"),
        # three months lie in a quarter, twelve in a year, four quarters in a year
        pytest.param("month", "quarter", 3 * 0.001 * MONTH_H, QUARTER_H, id="a monthly contract under a quarter"),
        pytest.param("month", "year", 12 * 0.001 * MONTH_H, YEAR_H, id="a monthly contract under a year"),
        pytest.param("quarter", "year", 4 * 0.001 * QUARTER_H, YEAR_H, id="a quarterly contract under a year"),
        # a month of 30 days touches 4.29 weeks, which is six at worst; 30 days that roll have five weeks' worth
        pytest.param("week", "month", 6 * 0.001 * 168, MONTH_H, id="a weekly contract under a month"),
        pytest.param("rolling 7 d", "month", 5 * 0.001 * 168, MONTH_H, id="rolling weeks under a month"),
        pytest.param("rolling 30 d", "month", 0.001 * MONTH_H, MONTH_H, id="rolling months under a month"),
        pytest.param("rolling 90 d", "month", 0.001 * 90 * 24, MONTH_H, id="rolling 90 days under a month"),
    ],
)
def test_what_an_allowance_is_in_another_window(below, above, lost_h, window_h):
    found = over_one(f"at_least: 95 %, window: {above}", f"at_least: 99.9 %, window: {below}")
    assert guaranteed(found) == pytest.approx(lost_h / window_h, rel=1e-12)


def test_a_yearly_allowance_is_never_more_than_the_month():
    # 90 % of a year leave 876 h, a month has 720 h
    found = over_one("at_least: 50 %", "at_least: 90 %, window: year")
    assert guaranteed(found) == 1


@pytest.mark.parametrize(
    ("window", "allowed_s", "standing"),
    [
        pytest.param("month", 43.2 * 60, "gap", id="a month allows 43.2 min"),
        pytest.param("quarter", 129.6 * 60, "supported", id="a quarter of 90 days allows 129.6 min"),
        pytest.param("year", 8.76 * HOUR, "supported", id="a year allows 8.76 h"),
    ],
)
def test_a_single_outage_of_two_hours(window, allowed_s, standing):
    # PX-05: a contract that allows 2 h in a window is what one outage of 2 h is
    outage = f"at_most: 2 h, window: {window}"
    found = over_one(f"at_least: 99.9 %, window: {window}", outage, head="conventions: {quarter: 90 d}")
    promise = promise_of(found)
    assert promise.downtime_s(promise.promised) == pytest.approx(allowed_s)
    assert promise.standing == standing


def test_an_outage_of_a_quarter_breaks_the_month_that_it_falls_into():
    # PX-05, the contract measured by the quarter: two hours of one month, of which 43.2 min are allowed; spread evenly
    # over the quarter they are 40 min a month, so that it holds on average
    found = over_one("at_least: 99.9 %", "at_most: 2 h, window: quarter", head="conventions: {quarter: 90 d}")
    assert promise_of(found).standing == "at_risk"
    assert guaranteed(found) * MONTH_H == pytest.approx(2)
    assert "W501" in codes(found)


@pytest.mark.parametrize(
    ("share", "words", "standing", "hours"),
    [
        pytest.param("99.99 %", "1 h", "supported", 0.876, id="PX-04 up to 1 h a year: 14 % more than 99.99 %"),
        pytest.param("99.9 %", "8 h", "gap", 8.76, id="PX-04 up to 8 h a year: less than 99.9 %"),
    ],
)
def test_a_share_and_the_hours_beside_it_are_two_promises(share, words, standing, hours):
    # PX-04: Colorado's levels say both
    found = over_one(f"at_most: {words}, window: year", f"at_least: {share}, window: year")
    assert promise_of(found).standing == standing
    assert guaranteed(found) * YEAR_H == pytest.approx(hours)


def test_of_a_share_and_ten_minutes_the_stricter_backs_what_is_above():
    # PX-03: 99.9 % of 31 days are 44.64 min, and 10 min are 99.9776 %
    below = "at_least: 99.9 %}, {metric: availability, at_most: 10 min"
    found = over_one("at_least: 99.97 %", below, head="conventions: {month: 31 d}")
    assert guaranteed(found) == pytest.approx(600 / (31 * DAY))
    assert promise_of(found).standing == "supported"


# --- planned maintenance ----------------------------------------------------------------------------------------------

ANY_TIME = 'hours: {mon-sun: "00:00-24:00"}'
EXCLUDED = "excludes: [planned],"


def test_four_planned_days_a_year():
    # PX-01: 8,760 h less 96 h are 8,664 h; 1 % of them is 86.64 h; 182.64 h of 8,760 h: 97.915 %
    found = over_one(
        "at_least: 99 %, window: year",
        "at_least: 99 %, window: year",
        EXCLUDED,
        EXCLUDED,
        f"maintenance: {{planned: {{{ANY_TIME}, at_most: 4 d per year}}}}",
    )
    promise = promise_of(found)
    assert promise.standing == "supported"
    assert promise.downtime_s(promise.promised) == pytest.approx(86.64 * HOUR)
    assert guaranteed(found) == pytest.approx(0.01)
    assert experienced(found) == pytest.approx(182.64 / 8760)
    assert "A105" in codes(found)


def test_change_windows_beside_three_and_a_half_hours():
    # AV-29: 5 h of changes a month; 0.5 % of the other 715 h are 3.575 h, together 98.81 % for whoever uses it
    found = over_one(
        "at_least: 99.5 %",
        "at_least: 99.5 %",
        EXCLUDED,
        EXCLUDED,
        f"maintenance: {{planned: {{{ANY_TIME}, at_most: 5 h per month}}}}",
    )
    assert promise_of(found).standing == "supported"
    assert round(100 * (1 - experienced(found)), 2) == 98.81


def test_maintenance_that_only_the_contract_excludes():
    # PX-06: four hours of Sundays are down for nothing: 99.9 % of the other 716 h and the 4 h are lost to the user
    planned = 'maintenance: {planned: {hours: {sun: "02:00-06:00"}, at_most: 4 h per month}}'
    found = over_one("at_least: 99.5 %", "at_least: 99.9 %", "", EXCLUDED, planned)
    assert guaranteed(found) * MONTH_H == pytest.approx(4 + 0.001 * 716)
    assert promise_of(found).standing == "gap"
    assert {"A105", "A106"} & codes(found)


def test_maintenance_outside_the_hours_costs_nothing():
    # PX-06: on Sunday nobody counts
    head = """
calendars: {office: {hours: {mon-fri: "08:00-18:00"}}}
maintenance: {planned: {hours: {sun: "02:00-06:00"}}}
"""
    found = over_one("at_least: 99.9 %", "at_least: 99.9 %", "hours: office,", f"hours: office, {EXCLUDED}", head)
    assert promise_of(found).standing == "supported"
    assert not {"A105", "A106", "H301"} & codes(found)


# --- counted hours ----------------------------------------------------------------------------------------------------


def test_office_hours_over_a_contract_for_all_hours():
    # 99.9 % of 720 h are 43.2 min, and all of them may fall into the 50 h a week that count: 214.2857 h a month
    head = 'calendars: {office: {hours: {mon-fri: "08:00-18:00"}}}'
    found = over_one("at_least: 99.5 %", "at_least: 99.9 %", "hours: office,", "", head)
    counted_h = 50 * 30 / 7
    assert promise_of(found).counted_s == pytest.approx(counted_h * HOUR)
    assert guaranteed(found) == pytest.approx(0.72 / counted_h)
    assert promise_of(found).standing == "supported"


def test_two_contracts_that_together_cover_all_hours():
    # of two alternatives one covers the days and one the nights: an hour of a day is lost when both are down in it
    model = """
slamodel: 1
parties: {it: {kind: department}, one: {kind: supplier}, two: {kind: supplier}, user: {kind: customer}}
calendars:
  days: {hours: {mon-sun: "08:00-20:00"}}
  nights: {hours: {mon-sun: "20:00-08:00"}}
services: {shop: {provider: it, needs: [{any_of: [a, b]}]}, a: {provider: one}, b: {provider: two}}
agreements:
  sla: {kind: SLA, provider: it, customers: [user], services: [shop],
        targets: [{metric: availability, at_least: 99.8 %}]}
  uc-a: {kind: UC, provider: one, customers: [it], services: [a], hours: days,
         targets: [{metric: availability, at_least: 99.9 %}]}
  uc-b: {kind: UC, provider: two, customers: [it], services: [b], hours: nights,
         targets: [{metric: availability, at_least: 99.7 %}]}
"""
    promise = promise_of(analyse_text(model, as_of=AS_OF))
    # 0.1 % of 360 h by day, where the other is free to be down, and 0.3 % of 360 h by night
    assert promise.direct.figures.guaranteed == pytest.approx((0.36 + 1.08) / 720)
    assert promise.standing == "supported"


# --- the day on which a figure was looked up --------------------------------------------------------------------------


def test_a_published_level_has_a_day():
    # PX-07: a single machine at 99.5 % in April 2020, at 99.9 % later
    def of(day, level):
        return over_one("at_least: 99.8 %", f"at_least: {level}", more_below=f"source: {{as_of: {day}}},")

    old, new = of("2020-04-07", "99.5 %"), of("2026-11-01", "99.9 %")
    assert (promise_of(old).standing, promise_of(new).standing) == ("gap", "supported")
    assert old.landscape.agreements["uc"].source.as_of == date(2020, 4, 7)
