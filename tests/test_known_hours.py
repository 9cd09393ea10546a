"""Working hours and due times: answers that others have published, to the minute, and the right one where they err.

Each test says in a comment where the question comes from, and the sum by which its answer is found by hand.
"""

import json
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from slamodel.analysis import Analysis, analyse_text
from slamodel.cli import slamodel
from slamodel.clock import Clocks, Stretch

AS_OF = date(2026, 11, 23)  # a Monday
MINUTE, HOUR = 60, 3600

HOURS = {
    "day": 'hours: {mon-fri: "08:00-17:00"}',
    "osticket": 'hours: {mon-fri: "09:00-18:00"}',
    "no-weekend": 'hours: {mon-fri: "00:00-24:00"}',
    "eight": 'hours: {mon-fri: "08:00-16:00"}',
    "office": 'hours: {mon-fri: "09:00-17:00"}',
}
CALENDARS = "\n".join(f"  {name}: {{{hours}}}" for name, hours in HOURS.items())


def one_step(clock: str, limit: str, above: str = "always", metric: str = "resolution") -> str:
    """A promise of 90 days on one clock; whoever keeps it has as long as the limit says, on a clock of their own."""
    return f"""
slamodel: 1
parties: {{desk: {{kind: department}}, team: {{kind: department}}, user: {{kind: customer}}}}
calendars:
{CALENDARS}
services:
  product: {{provider: desk, handled_by: [work]}}
  work: {{provider: team}}
agreements:
  sla: {{kind: SLA, provider: desk, customers: [user], services: [product], support_hours: {above},
        targets: [{{metric: {metric}, within: 2160 h}}]}}
  ola: {{kind: OLA, provider: team, customers: [desk], services: [work], support_hours: {clock},
        targets: [{{metric: {metric}, {limit}}}]}}
"""


def hand_offs(name: str, steps: tuple[str, ...], promised: str, clock: str, above: str) -> str:
    """A promise whose steps follow one another, each of them of the same team and on the same clock."""
    works = [f"step-{place}" for place in range(len(steps))]
    return "\n".join([
        "slamodel: 1",
        "parties: {desk: {kind: department}, team: {kind: department}, user: {kind: customer}}",
        "calendars:",
        CALENDARS,
        "services:",
        f"  product: {{provider: desk, {name}: [{', '.join(works)}]}}",
        *(f"  {work}: {{provider: team}}" for work in works),
        "agreements:",
        f"  sla: {{kind: SLA, provider: desk, customers: [user], services: [product], support_hours: {above},",
        f"        targets: [{promised}]}}",
        *(
            f"  ola-{work}: {{kind: OLA, provider: team, customers: [desk], services: [{work}], support_hours: {clock},"
            f" targets: [{step}]}}"
            for work, step in zip(works, steps, strict=True)
        ),
    ])  # fmt: skip


@pytest.fixture
def due(tmp_path):
    """What `explain` answers for a case of a model that starts at a named instant."""

    def answer(model, start, target="sla/product/resolution"):
        path = tmp_path / "model.yaml"
        path.write_text(model, encoding="utf-8")
        words = ["explain", str(path), target, "--start", start, "--format", "json", "--as-of", AS_OF.isoformat()]
        result = CliRunner().invoke(slamodel, words)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return answer


def direct(analysis, target="sla/product/resolution"):
    """What the commitments right below a promise come to."""
    return analysis.target(target).direct


def codes(analysis: Analysis, target: str | None = None) -> set[str]:
    assert analysis.is_sound, analysis.diagnostics
    return {finding.code for finding in analysis.findings if target is None or finding.concerns(target)}


# BH-11, ServiceNow: two business days by 4 pm, and a day more for what is logged after 10:00
TWO_DAYS_ON = 'by: [{before: "10:00", due: "16:00", days: 2}, {due: "16:00", days: 3}]'
# BH-12, Lincoln Estates: attended the same day if reported before 13:00, else before 09:00 of the next
SAME_DAY = 'by: [{before: "13:00", due: "17:00"}, {due: "09:00", days: 1}]'


# --- when it is due ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "start", "limit", "finish"),
    [
        # Monday 16-18 is 2 h, 6 h are left from Tuesday 09:00.
        pytest.param("osticket", "2026-11-23T16:00", "within: 8 h", "2026-11-24T15:00", id="BH-01 osTicket"),
        # Friday from 09:00 is 15 h, Monday 24 h, 9 h are left of Tuesday.
        pytest.param("no-weekend", "2026-11-27T09:00", "within: 48 h", "2026-12-01T09:00", id="BH-02 osTicket"),
        # 6 h on the 21st, 6 h on the 22nd.
        pytest.param("eight", "2028-02-21T10:00", "within: 12 h", "2028-02-22T14:00", id="BH-04 Thulium"),
        # A day is 24 h, and an office day has 8 of them: Monday, Tuesday, Wednesday.
        pytest.param("office", "2026-11-23T09:00", "within: 1 d", "2026-11-25T17:00", id="BH-06 ServiceNow"),
        pytest.param("office", "2026-11-23T09:00", "within: 1 working day", "2026-11-23T17:00", id="BH-06 meant"),
        pytest.param("always", "2020-01-01T10:00", "within: 7 d", "2020-01-08T10:00", id="BH-09 Motadata"),
        # Published as Tuesday 11:00. Friday has 1 h left; Monday's first 3 h make the rest.
        pytest.param("day", "2026-11-27T16:00", "within: 4 h", "2026-11-30T11:00", id="BH-10 published wrong"),
        pytest.param("office", "2026-11-23T09:59", TWO_DAYS_ON, "2026-11-25T16:00", id="BH-11 before the cut-off"),
        pytest.param("office", "2026-11-23T10:01", TWO_DAYS_ON, "2026-11-26T16:00", id="BH-11 after it"),
        pytest.param("office", "2026-11-24T12:59", SAME_DAY, "2026-11-24T17:00", id="BH-12 the same day"),
        pytest.param("office", "2026-11-27T13:01", SAME_DAY, "2026-11-30T09:00", id="BH-12 Friday afternoon"),
        # What is reported on a Saturday is there when Monday begins, and so before 13:00.
        pytest.param("office", "2026-11-28T15:00", SAME_DAY, "2026-11-30T17:00", id="BH-12 at the weekend"),
        pytest.param("always", "2026-11-23T10:00", "within: 30 min", "2026-11-23T10:30", id="TM-05 Summit"),
        pytest.param("office", "2026-11-27T17:30", "within: 4 h", "2026-11-30T13:00", id="QU-07"),
    ],
)
def test_due(due, clock, start, limit, finish):
    assert due(one_step(clock, limit), start)["finish"] == f"{finish}:00+00:00"


def test_without_hours_a_clock_runs_around_the_clock(due):
    # BH-07: no business hours selected
    model = one_step("always", "within: 30 h").replace(" support_hours: always,", "")
    assert due(model, "2026-11-28T10:00")["finish"] == "2026-11-29T16:00:00+00:00"


def test_supplier_answers_on_monday(due):
    # QU-07: 4 business hours, raised on Friday at 17:30: 6.5 h of Friday, 48 h, 13 h of Monday
    answer = due(one_step("office", "within: 4 h", metric="response"), "2026-11-27T17:30", "sla/product/response")
    assert answer["length_s"] == 67.5 * HOUR
    found = analyse_text(one_step("office", "within: 4 h", metric="response"), as_of=AS_OF)
    assert direct(found, "sla/product/response").time.within_s == 68 * HOUR  # from 17:00 on it is half an hour more


def test_clock_that_stands_still_while_it_waits():
    # BH-03: 8 h from Monday 16:00, pending from 17:00 for 2 business hours: 1 h is used, 7 h are left on Tuesday 10:00
    calendars = analyse_text(one_step("osticket", "within: 8 h"), as_of=AS_OF).landscape.calendars
    clock = Clocks(calendars, {}).clock("osticket", Stretch(date(2026, 11, 1), date(2026, 12, 31)))
    waiting = clock.without([(instant("2026-11-23T17:00"), instant("2026-11-24T10:00"))])
    assert waiting.spending(8 * HOUR).at(instant("2026-11-23T16:00")) == instant("2026-11-24T17:00")
    assert clock.spending(8 * HOUR).at(instant("2026-11-23T16:00")) == instant("2026-11-24T15:00")


def instant(text: str) -> int:
    """Microseconds since 1970 of a time in UTC."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("UTC")).timestamp()) * 1_000_000


# --- days that are no days --------------------------------------------------------------------------------------------


def test_one_day_on_an_eight_hour_calendar_is_answered_by_both_readings():
    # BH-06: 24 h of an 8 h calendar are three days; whoever means one day writes "1 working day"
    found = analyse_text(one_step("office", "within: 1 d", above="office"), as_of=AS_OF)
    (finding,) = [finding for finding in found.findings if finding.code == "T205"]
    assert finding.agreement == "ola"
    for reading in ("24 h", "8 h", "1 working day"):
        assert reading in finding.message
    meant = analyse_text(one_step("office", "within: 1 working day", above="office"), as_of=AS_OF)
    assert "T205" not in codes(meant)


def test_one_day_around_the_clock_needs_no_question():
    assert "T205" not in codes(analyse_text(one_step("always", "within: 1 d"), as_of=AS_OF))


# --- hours of the week ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "covered", "not_covered"),
    [
        pytest.param("09:00-17:00", 40, "128 h", id="BH-14 8x5: 23.8 %"),
        pytest.param("08:00-18:00", 50, "118 h", id="BH-14 10x5: 29.8 %"),
    ],
)
def test_office_hours_inside_all_hours(hours, covered, not_covered):
    model = f"""
slamodel: 1
parties: {{it: {{kind: department}}, host: {{kind: supplier}}, user: {{kind: customer}}}}
calendars: {{office: {{hours: {{mon-fri: "{hours}"}}}}}}
services: {{shop: {{provider: it, needs: [server]}}, server: {{provider: host}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop],
        targets: [{{metric: availability, at_least: 20 %}}]}}
  uc: {{kind: UC, provider: host, customers: [it], services: [server], hours: office,
       targets: [{{metric: availability, at_least: 99.9 %}}]}}
"""
    found = analyse_text(model, as_of=AS_OF)
    (finding,) = [finding for finding in found.findings if finding.code == "H301"]
    assert not_covered in finding.message
    # of the covered hours a thousandth may be lost, of the others all
    assert 1 - direct(found, "sla/shop/availability").figures.guaranteed == pytest.approx(
        covered / 168 * 0.999, abs=1e-12
    )


@pytest.mark.parametrize(
    ("targets", "standings"),
    [
        pytest.param(("business: 30 min", "always: 1 h"), ("supported", "supported"), id="BH-13 both are committed"),
        pytest.param(("business: 30 min",), ("supported", "gap"), id="BH-13 nobody is on call"),
    ],
)
def test_half_an_hour_in_business_hours_or_an_hour_on_call(targets, standings):
    # BH-13: "within .5 h business / 1 h on-call extended": two targets, each on hours of its own
    def written(lines):
        pairs = (line.split(": ") for line in lines)
        return ", ".join(f"{{metric: response, within: {limit}, hours: {hours}}}" for hours, limit in pairs)

    model = f"""
slamodel: 1
parties: {{desk: {{kind: department}}, team: {{kind: department}}, user: {{kind: customer}}}}
calendars: {{business: {{hours: {{mon-fri: "09:00-17:00"}}}}}}
services: {{product: {{provider: desk, handled_by: [work]}}, work: {{provider: team}}}}
agreements:
  sla: {{kind: SLA, provider: desk, customers: [user], services: [product],
        targets: [{written(("business: 30 min", "always: 1 h"))}]}}
  ola: {{kind: OLA, provider: team, customers: [desk], services: [work], targets: [{written(targets)}]}}
"""
    found = analyse_text(model, as_of=AS_OF)
    above = [promise for promise in found.promises if promise.agreement == "sla"]
    assert tuple(promise.standing for promise in above) == standings
    assert "W505" not in codes(found)


# --- hand-offs --------------------------------------------------------------------------------------------------------

CUSTOMER_SERVICE = (
    "{metric: escalation, within: 10 min}",
    "{metric: escalation, within: 1 h}",
    "{metric: resolution, within: 4 h}",
)
RESOLVED_IN_8_H = "{metric: resolution, within: 8 h}"


def test_hand_offs_on_one_clock_add_up_whatever_the_start(due):
    # TM-01 on office hours: 10 min + 1 h + 4 h = 5 h 10 min, on Monday as on Friday; Friday 15:00 leaves 2 h of Friday
    model = hand_offs("handled_by", CUSTOMER_SERVICE, RESOLVED_IN_8_H, "office", "office")
    found = analyse_text(model, as_of=AS_OF)
    assert found.target("sla/product/resolution").standing == "supported"
    assert direct(found).time.within_s == 5 * HOUR + 10 * MINUTE
    answer = due(model, "2026-11-27T15:00")
    assert (answer["finish"], answer["length_s"]) == ("2026-11-30T12:10:00+00:00", 5 * HOUR + 10 * MINUTE)


def test_the_same_hand_offs_under_hours_of_the_clock():
    # TM-01 below a promise that runs around the clock: from Friday 17:00 on nobody works for 64 h, then 5 h 10 min
    model = hand_offs("handled_by", CUSTOMER_SERVICE, RESOLVED_IN_8_H, "office", "always")
    found = analyse_text(model, as_of=AS_OF)
    assert found.target("sla/product/resolution").standing == "gap"
    assert direct(found).time.within_s == 69 * HOUR + 10 * MINUTE
    assert {"T201", "T205"} & codes(found, "sla/product/resolution")


def test_what_hand_offs_leave_for_the_fix(due):
    # TM-03: 15 min + 10 min + 30 min are used before the repair, 3 h 05 min of 4 h are left; Monday 08:30 to 12:30
    steps = (
        *(f"{{metric: escalation, within: {minutes} min}}" for minutes in (15, 10, 30)),
        "{metric: resolution, within: 185 min}",
    )
    model = hand_offs("handled_by", steps, "{metric: resolution, within: 4 h}", "day", "day")
    assert analyse_text(model, as_of=AS_OF).target("sla/product/resolution").standing == "supported"
    assert due(model, "2026-11-23T08:30")["steps"][3]["start"] == "2026-11-23T09:25:00+00:00"
    assert due(model, "2026-11-23T08:30")["finish"] == "2026-11-23T12:30:00+00:00"


@pytest.mark.parametrize(
    ("days", "promised", "standing", "finish"),
    [
        pytest.param((3, 2), 3, "gap", "2026-11-27T17:00", id="QU-01: short by two days"),
        pytest.param((1, 2, 2), 5, "supported", "2026-11-27T17:00", id="QU-03: no reserve"),
        pytest.param((5, 10), 15, "supported", "2026-12-11T17:00", id="QU-04: three weeks"),
    ],
)
def test_working_days_add_up(due, days, promised, standing, finish):
    # ServiceNow community; an office day has the 8 h of a working day, Monday 09:00 + 5 days ends on Friday at 17:00
    steps = tuple(f"{{metric: fulfilment, within: {count} working days}}" for count in days)
    target = f"{{metric: fulfilment, within: {promised} working days}}"
    model = hand_offs("fulfilled_by", steps, target, "office", "office")
    found = analyse_text(model, as_of=AS_OF)
    assert found.target("sla/product/fulfilment").standing == standing
    assert direct(found, "sla/product/fulfilment").time.within_s == sum(days) * 8 * HOUR
    assert due(model, "2026-11-23T09:00", "sla/product/fulfilment")["finish"] == f"{finish}:00+00:00"
