"""Where a verdict could flatter: hours that are not counted, faulty contracts, ladders, circles, who covers whom."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text

AS_OF = date(2026, 11, 23)
HEAD = """
slamodel: 1
parties: {user: {kind: customer}, other: {kind: customer}, it: {kind: department}, one: {kind: supplier}}
calendars: {office: {hours: {mon-fri: "09:00-18:00"}}}
maintenance: {sunday: {hours: {sun: "00:00-24:00"}}}
"""
SERVICES = """
services:
  top: {provider: it, needs: [x], handled_by: [x]}
  x: {provider: one}
"""


def standing(body, target="sla/top/availability"):
    return analyse_text(
        HEAD + (body if "services:" in body.split("agreements:")[0] else SERVICES + body), AS_OF
    ).target(target)


def agreements(above, below, more_above="", more_below=""):
    return f"""
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top{more_above}, targets: [{above}]}}
  uc: {{kind: UC, provider: one, customers: it, services: x{more_below}, targets: [{below}]}}
"""


AVAILABLE = "{{metric: availability, {}}}".format
SOLVED = "{{metric: resolution, {}}}".format


OFFICE_S = 45 * 3600 * 30 / 7


def test_downtime_is_a_share_of_the_hours_that_count():
    body = agreements(AVAILABLE("at_least: 99.9 %"), AVAILABLE("at_most: 40 min"), ", hours: office", ", hours: office")
    promise = standing(body)
    assert promise.standing == "gap"  # 0.1 % of 192.9 h are less than 12 minutes
    assert promise.direct.figures.guaranteed == pytest.approx(2400 / OFFICE_S)
    assert promise.downtime_s(0.001) == pytest.approx(OFFICE_S / 1000)


@pytest.mark.parametrize(("share", "expected"), [("99.66 %", "supported"), ("99.65 %", "gap")])
def test_a_promise_of_downtime_is_one_of_the_hours_that_count(share, expected):
    # 40 min of 192.86 h are 0.3457 %
    body = agreements(
        AVAILABLE("at_most: 40 min"), AVAILABLE(f"at_least: {share}"), ", hours: office", ", hours: office"
    )
    assert standing(body).standing == expected


def test_minutes_are_those_without_maintenance():
    same = ", excludes: sunday"
    promise = standing(agreements(AVAILABLE("at_least: 99 %"), AVAILABLE("at_least: 99.5 %"), same, same))
    assert promise.standing == "supported"
    assert promise.downtime_s(0.01) == pytest.approx(0.01 * 6 * 86400 * 30 / 7)


def test_hours_that_a_calendar_cannot_tell_leave_the_promise_unknown():
    body = agreements(AVAILABLE("at_least: 99 %"), AVAILABLE("at_least: 99.9 %"), more_below=", hours: broken")
    text = HEAD.replace("calendars: {", 'calendars: {broken: {hours: {mon: "25:00-26:00"}}, ') + SERVICES + body
    promise = analyse_text(text, AS_OF).target("sla/top/availability")
    assert promise.standing == "unknown"
    assert 'uc counts by "broken", which is not usable as written' in promise.direct.unknown[0].message


def test_a_promise_none_of_whose_time_counts_is_unknown():
    never = HEAD.replace("calendars: {", "calendars: {never: {hours: {mon: closed}}, ") + SERVICES
    body = agreements(AVAILABLE("at_least: 99 %"), AVAILABLE("at_least: 99.9 %"), ", hours: never")
    promise = analyse_text(never + body, AS_OF).target("sla/top/availability")
    assert promise.standing == "unknown"
    assert promise.downtime_s(0.01) is None


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        # x hands on to itself, so that its time counts twice: 48 running hours hold at most 18 of the office.
        ("hours: office, within: 18 h", "within: 24 h", "supported"),
        ("hours: office, within: 17 h", "within: 24 h", "gap"),
        ("within: 8 h", "hours: office, within: 10 h", "gap"),  # 10 office hours take longer than 10 running ones
        # Twice 4 office hours that begin just after Friday 10:00 are done on Monday at 09:00.
        ("within: 71 h", "hours: office, within: 4 h", "supported"),
        ("within: 70 h", "hours: office, within: 4 h", "gap"),
    ],
)
def test_times_on_another_clock(above, below, expected):
    assert standing(agreements(SOLVED(above), SOLVED(below)), "sla/top/resolution").standing == expected


@pytest.mark.parametrize(("level", "expected"), [("98.78 %", "supported"), ("98.79 %", "at_risk"), ("99.91 %", "gap")])
def test_what_is_allowed_in_a_year_may_fall_into_one_month(level, expected):
    body = agreements(AVAILABLE(f"at_least: {level}"), AVAILABLE("at_least: 99.9 %, window: year"))
    assert standing(body).standing == expected


def test_of_two_windows_the_one_that_leaves_less_to_be_lost_counts():
    below = f"{AVAILABLE('at_least: 99.5 %')}, {AVAILABLE('at_least: 99.9 %, window: year')}"
    promise = standing(agreements(AVAILABLE("at_least: 99.5 %"), below))
    assert promise.standing == "supported"
    assert promise.direct.inputs[0].level == pytest.approx(0.005)


@pytest.mark.parametrize(
    ("share", "limit", "expected"), [("99 %", "8 h", "supported"), ("90 %", "4 h", "supported"), ("99 %", "4 h", "gap")]
)
def test_a_ladder_of_limits_carries_each_of_its_rungs(share, limit, expected):
    below = f"{SOLVED('within: 4 h, in: 90 %')}, {SOLVED('within: 8 h, in: 99 %')}"
    body = "services: {top: {provider: it, handled_by: x}, x: {provider: one}}" + agreements(
        SOLVED(f"within: {limit}, in: {share}"), below
    )
    assert standing(body, "sla/top/resolution").standing == expected


def test_a_faulty_contract_is_not_replaced_by_a_farther_one():
    body = agreements(AVAILABLE("at_least: 99 %"), AVAILABLE("at_least: 99.9 %"), more_below=", prise: 5")
    body += (
        f"  all: {{kind: UC, provider: one, customers: any, services: x, targets: [{AVAILABLE('at_least: 99.9 %')}]}}\n"
    )
    promise = standing(body)
    assert promise.standing == "unknown"
    assert "uc is not usable as written" in promise.direct.unknown[0].message


@pytest.mark.parametrize("state", ["term: {to: 2020-01-01}", "status: requested", "status: retired"])
def test_what_is_not_in_force_takes_no_service_out_of_a_wide_promise(state):
    body = agreements(AVAILABLE("at_least: 99 %"), AVAILABLE("at_least: 99.5 %"), more_above=f", {state}")
    wide = AVAILABLE("at_least: 99.99 %")
    body += f"  corp: {{kind: SLA, level: corporate, provider: it, customers: any, targets: [{wide}]}}\n"
    assert standing(body, "corp/top/availability").standing == "gap"


def test_a_specific_agreement_outranks_a_wide_one_that_is_nearer():
    body = agreements(AVAILABLE("at_least: 99.9 %"), AVAILABLE("at_least: 99 %")).replace(
        "customers: it", "customers: any"
    )
    wide = AVAILABLE("at_least: 99.99 %")
    body += f"  wide: {{kind: UC, level: corporate, provider: one, customers: it, targets: [{wide}]}}\n"
    assert standing(body).standing == "gap"


@pytest.mark.parametrize("chain", ["fulfilled_by", "handled_by"])
def test_hand_offs_in_a_circle_are_never_finished(chain):
    metric = {"fulfilled_by": "fulfilment", "handled_by": "resolution"}[chain]
    own = f"own: {{{metric}: 5 min, escalation: 1 min}}"
    body = f"""
services:
  top: {{provider: it, {chain}: [d1]}}
  d1: {{provider: it, {chain}: [d2], {own}}}
  d2: {{provider: it, {chain}: [d1], {own}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top, targets: [{{metric: {metric}, within: 30 min}}]}}
"""
    analysis = analyse_text(HEAD + body, AS_OF)
    assert analysis.target(f"sla/top/{metric}").standing == "unknown"
    assert "C610" in {finding.code for finding in analysis.findings}


def test_a_target_of_the_current_tier_counts_as_stated():
    tiers = ", tier: gold, tiers: {gold: {targets: [{metric: availability, at_least: 99.9 %}]}}"
    promise = standing(agreements(AVAILABLE("at_least: 99.5 %"), "", more_below=tiers))
    assert promise.standing == "supported"
    assert promise.direct.inputs[0].at == ("agreements", "uc", "tiers", "gold", "targets", 0)


def test_the_less_favourable_of_two_equal_views_is_shown():
    body = f"""
services:
  top: {{provider: it, needs: [x, y]}}
  x: {{provider: one, needs: y}}
  y: {{provider: one, own: {{availability: 98 %}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top, targets: [{AVAILABLE("at_least: 99.9 %")}]}}
  uc: {{kind: UC, provider: one, customers: it, services: [x, y], targets: [{AVAILABLE("at_least: 99.5 %")}]}}
"""
    promise = standing(body)
    assert promise.deciding.figures.guaranteed == max(
        view.figures.guaranteed for view in (promise.direct, promise.end_to_end)
    )
