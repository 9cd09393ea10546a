"""Times on clocks of their own, small enough to follow by hand: what is allowed, what may stop, what is never done."""

from datetime import UTC, date, datetime
from math import inf

import pytest

from slamodel.analysis import analyse_text
from slamodel.propagate import Lack, Standing
from slamodel.report.machine import target

AS_OF = date(2026, 11, 23)  # a Monday
HOUR = 3600
OFFICE = 'office: {hours: {mon-fri: "09:00-17:00"}}'
DAY_AND_NIGHT = 'day: {hours: {mon-sun: "08:00-20:00"}}, night: {hours: {mon-sun: "20:00-08:00"}}'


def model(above, below, calendars=OFFICE, services="top: {provider: it, handled_by: [x, y]}", metric="resolution"):
    """A promise on `top` over two parties; each is written as what stands before its targets, and its limit."""
    owners = {"sla": "it", "x": "one", "y": "other"}
    customers = {"sla": "user", "x": "it", "y": "it"}
    agreements = "\n".join(
        f"  {name}: {{kind: {'SLA' if name == 'sla' else 'UC'}, provider: {owners[name]}, customers: {customers[name]},"
        f" services: {'top' if name == 'sla' else name}{terms}, targets: [{{metric: {metric}, {limit}}}]}}"
        for name, (terms, limit) in {"sla": above, **below}.items()
    )
    return f"""
slamodel: 1
parties: {{user: {{kind: customer}}, it: {{kind: department}}, one: {{kind: supplier}}, other: {{kind: supplier}}}}
calendars: {{{calendars}}}
services: {{{services}, x: {{provider: one}}, y: {{provider: other}}}}
agreements:
{agreements}
"""


def promise(text, target="sla/top/resolution"):
    found = analyse_text(text, AS_OF)
    assert found.is_sound, found.diagnostics
    return found.target(target)


def at(view):
    return f"{datetime.fromtimestamp(view.step.start / 1e6, UTC):%a %H:%M}"


IN_OFFICE = ", support_hours: office"


def test_an_hour_and_then_three_of_the_office_are_worst_from_an_hour_before_the_weekend():
    found = promise(model(("", "within: 1 d"), {"x": ("", "within: 1 h"), "y": (IN_OFFICE, "within: 3 h")}))
    # Friday 17:00, when the hour is over, to Monday 12:00
    assert (found.direct.time.within_s, found.direct.is_just_after) == (68 * HOUR, False)
    assert at(found.direct) == "Fri 16:00"


@pytest.mark.parametrize(("limit", "allowed"), [(72, 7), (70, 5), (68, 3), (67, 2)])
def test_what_one_step_may_take_is_found_on_its_own_clock(limit, allowed):
    below = {"x": ("", "within: 1 h"), "y": (IN_OFFICE, "within: 3 h")}
    found = promise(model(("", f"within: {limit} h"), below))
    required = {link.source.service: link.required_guaranteed for link in found.direct.links}
    assert required["y"] == allowed * HOUR
    again = promise(model(("", f"within: {limit} h"), {**below, "y": (IN_OFFICE, f"within: {allowed} h")}))
    assert again.standing == "supported"
    more = promise(model(("", f"within: {limit} h"), {**below, "y": (IN_OFFICE, f"within: {allowed * 60 + 1} min")}))
    assert more.standing == "gap"


def test_a_promise_by_a_time_of_day_is_held_against_every_start():
    by = 'by: [{before: "12:00", due: "17:00"}, {due: "12:00", days: 1}]'
    below = {"x": (IN_OFFICE, "within: 1 h"), "y": (IN_OFFICE, "within: 2 h")}
    found = promise(model((IN_OFFICE, by), below))
    assert found.standing == "supported"
    # y hands on nothing, and x hands on within its resolution: 3 h. From 17:00 until 12:00 there are as many.
    assert (found.direct.limit_s, found.direct.time.within_s) == (3 * HOUR, 3 * HOUR)
    assert found.promised == 8 * HOUR  # from 09:00 to 17:00 is the longest that the rule leaves, whatever lies below
    late = promise(model((IN_OFFICE, by), {**below, "y": (IN_OFFICE, "within: 130 min")}))
    assert (late.standing, late.direct.time.within_s - late.direct.limit_s) == ("gap", 600)


def test_a_step_by_a_time_of_day_has_no_length_to_change():
    below = {
        "x": ("", "within: 1 h"),
        "y": (IN_OFFICE, 'by: [{before: "12:00", due: "17:00"}, {due: "12:00", days: 1}]'),
    }
    found = promise(model(("", "within: 4 d"), below))
    (_, link) = found.direct.links
    assert (link.source.level, link.required_guaranteed) == (8 * HOUR, None)
    # just after Friday 12:00, and not before Monday 12:00; the hour before begins at 11:00
    assert (at(found.direct), found.direct.is_just_after, found.direct.time.within_s) == ("Fri 11:00", True, 73 * HOUR)


STOPPED = ", clock_stops: [waiting for the customer]"


@pytest.mark.parametrize(
    ("above", "standing"), [("", "at_risk"), (", clock_stops: [Waiting for the customer]", "supported")]
)
def test_a_clock_below_that_may_stop_ensures_nothing_unless_the_promise_stops_too(above, standing):
    found = promise(model((above, "within: 4 h"), {"x": (STOPPED, "within: 1 h"), "y": ("", "within: 1 h")}))
    assert found.standing == standing
    assert [(source.service, stop) for source, stop in found.direct.stops] == [("x", "waiting for the customer")][
        : standing == "at_risk"
    ]


RARE = 'rare: {hours: {mon: "09:00-09:01"}}'


def rarely(limit, hours, above=""):
    """An hour, and then so many hours of a minute a week."""
    below = {"x": ("", "within: 1 h"), "y": (", support_hours: rare", f"within: {hours} h")}
    return analyse_text(model((above, f"within: {limit}"), below, RARE), AS_OF)


@pytest.mark.parametrize("hours", [1, 8, 100, 10_000])
def test_a_longer_step_never_makes_a_verdict_better(hours):
    found = rarely("1 d", hours)
    assert found.target("sla/top/resolution").standing is Standing.GAP
    (finding,) = (one for one in found.findings if one.code == "T201")
    assert finding.owner


def test_what_is_not_done_in_ten_years_has_no_length():
    found = rarely("1 d", 100)
    (finding,) = (one for one in found.findings if one.code == "T201")
    assert "The steps below are not done within 10 years" in finding.message
    assert finding.supported is None
    view = target(found, found.target("sla/top/resolution"))["direct"]
    assert (view["within_s"], view["limit_s"], "at_least_s" in view) == (None, 86400, False)
    assert found.target("sla/top/resolution").direct.unknown == ()


def test_whether_something_is_done_in_more_years_than_are_looked_at_is_not_known():
    found = rarely("20000 d", 100).target("sla/top/resolution")
    assert found.standing is Standing.UNKNOWN
    (unknown,) = found.direct.unknown
    assert (unknown.lack, unknown.service, unknown.agreements) == (Lack.NEVER, "y", ("y",))
    assert found.direct.time.within_s == HOUR


def test_what_is_done_after_the_last_hour_of_the_promise_that_is_looked_at_is_no_length_of_it():
    ends = "gone: {hours: {mon: '09:00-17:00'}, holidays: {dates: []}}"
    below = {"x": ("", "within: 1 h"), "y": ("", "within: 9000 d")}
    found = promise(model((", support_hours: gone", "within: 8 h"), below, ends))
    assert found.standing is Standing.GAP
    assert found.direct.time.within_s == inf


def test_of_alternatives_by_day_and_by_night_the_less_reliable_counts():
    services = "top: {provider: it, needs: [{any_of: [x, y]}]}"
    by_day = (", support_hours: day", "within: 2 h, in: 99 %")
    by_night = (", support_hours: night", "within: 1 h, in: 90 %")
    found = promise(
        model(("", "within: 8 h, in: 99 %"), {"x": by_day, "y": by_night}, DAY_AND_NIGHT, services, "rto"),
        "sla/top/rto",
    )
    # In the morning x is the faster one and keeps its limit more often, at night it is y, which does not.
    assert (found.direct.time.within_s, found.direct.time.in_guaranteed) == (3 * HOUR, pytest.approx(0.9))


def test_a_restart_waits_for_what_is_below():
    services = "top: {provider: it, needs: [x], own: {rto: 1 h}}"
    found = promise(
        model((IN_OFFICE, "within: 8 h"), {"x": ("", "within: 2 h")}, services=services, metric="rto"), "sla/top/rto"
    )
    assert [part.label for part in found.direct.step.parts] == ["x", "top"]


def test_where_all_clocks_are_alike_every_start_is():
    same = 'office: {hours: {mon-fri: "09:00-17:00"}}, bureau: {hours: {mon-thu: "09:00-17:00", fri: "09:00-17:00"}}'
    below = {"x": (", support_hours: bureau", "within: 1 h"), "y": (IN_OFFICE, "within: 3 h")}
    found = promise(model((IN_OFFICE, "within: 8 h"), below, same))
    assert (found.direct.time.within_s, found.direct.step.start) == (4 * HOUR, None)


def test_a_case_runs_from_whatever_start_is_named():
    found = promise(model(("", "within: 8 h"), {"x": ("", "within: 1 h"), "y": (IN_OFFICE, "within: 4 h")}))
    start = datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
    run = found.direct.begin(round(start.timestamp() * 1_000_000))
    assert datetime.fromtimestamp(run.step.finish / 1e6, UTC) == datetime(2026, 11, 30, 13, tzinfo=UTC)
    assert (run.step.time.within_s, run.limit_s) == (67.5 * HOUR, 8 * HOUR)


@pytest.mark.parametrize("hours", [1, 3, 20])
def test_what_a_rule_promises_is_the_same_whatever_lies_below(hours):
    by = 'by: [{before: "12:00", due: "17:00"}, {due: "12:00", days: 1}]'
    found = promise(model((IN_OFFICE, by), {"x": ("", "within: 1 h"), "y": (IN_OFFICE, f"within: {hours} h")}))
    assert found.promised == 8 * HOUR
