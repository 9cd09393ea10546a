"""Steps on the clock of the promise and in calendar time: who waits for which hours, from the worst start on."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from slamodel.analysis import analyse_text
from slamodel.clock import instant_of
from slamodel.report import sections
from slamodel.report.ticks import ticks

MODEL = """
slamodel: 1
parties: {us: {kind: department}, them: {kind: customer}, far: {name: Far Away, kind: supplier}}
calendars:
  office: {name: Office hours, timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-17:00"}}
  abroad: {name: Days in Manila, timezone: Asia/Manila, hours: {mon-fri: "08:00-17:00"}}
services:
  shop: {provider: us, handled_by: [desk, vendor]}
  desk: {name: Desk, provider: us, own: {escalation: 1 h}}
  vendor: {name: Vendor, provider: far}
agreements:
  sla: {kind: SLA, provider: us, customers: [them], services: [shop], support_hours: office,
        targets: [{metric: resolution, within: 8 h}]}
  uc: {kind: UC, provider: far, customers: [us], services: [vendor], support_hours: BELOW,
       targets: [{metric: resolution, LIMIT}]}
"""


def section(below="abroad", limit="within: 2 h"):
    analysis = analyse_text(MODEL.replace("BELOW", below).replace("LIMIT", limit), date(2026, 11, 23))
    assert analysis.is_sound, analysis.diagnostics
    return sections.section(analysis, analysis.target("sla/shop/resolution"))


def test_where_all_clocks_are_alike_there_is_no_worst_start():
    found = section("office")
    assert found.timeline is None
    assert [bar.detail for bar in found.picture.bars] == ["", "", ""]


def test_a_step_says_its_length_on_the_clock_of_the_promise_and_on_its_own():
    desk, vendor, together = section().picture.bars
    assert (desk.value, desk.detail) == ("1 h", "")
    assert vendor.detail == "2 h on Days in Manila"
    assert vendor.start == pytest.approx(desk.start + desk.length, abs=0.02)
    assert together.over > 0


def test_calendar_time_shows_the_local_times_of_every_hand_off():
    found = section().timeline
    assert found is not None
    assert found.heading.startswith("The same in calendar time, from the worst start: ")
    assert [row.label for row in found.rows] == ["1 Desk itself, escalation", "2 Vendor", "Together"]
    vendor = found.rows[1]
    assert "in Asia/Manila" in vendor.detail
    assert vendor.text.startswith(vendor.note)
    assert {spell.tone for spell in vendor.spells} == {"closed", "waiting", "worked"}


def test_a_bar_is_worked_on_for_as_long_as_it_takes_on_its_own_clock():
    found = section().timeline
    waiting = next(spell for spell in found.rows[1].spells if spell.tone == "waiting")
    worked = sum(spell.length for spell in found.rows[1].spells if spell.tone == "worked")
    together = next(row for row in found.rows if row.label == "Together")
    assert waiting.start <= together.spells[-1].start + together.spells[-1].length
    assert 0 < worked < waiting.length


def test_what_is_late_is_drawn_beyond_the_moment_at_which_it_is_due():
    found = section().timeline
    late = [spell for spell in found.rows[-1].spells if spell.tone == "open"]
    assert [spell.start for spell in late] == [found.limit]
    assert found.limit_label.startswith("due ")


def test_a_cut_off_rule_is_said_in_words():
    found = section("office", 'by: [{before: "13:00", due: "17:00"}, {due: "09:00", days: 1}]')
    rule = "by 17:00 the same working day if before 13:00, else by 09:00 the next working day, on Office hours"
    assert found.picture.bars[1].detail == rule


@pytest.mark.parametrize(
    ("hours", "labels"),
    [
        (4, ("23:00", "Fri 27", "01:00", "02:00")),
        (30, ("Fri 27", "06:00", "12:00", "18:00", "Sat 28")),
        (24 * 12, ("Sat 28", "Mon 30", "Wed 2", "Fri 4", "Sun 6")),
    ],
)
def test_a_scale_has_as_many_labels_as_have_room(hours, labels):
    start = instant_of(datetime(2026, 11, 26, 22, 0, tzinfo=UTC))
    found = ticks(start, start + hours * 3_600_000_000, ZoneInfo("Europe/Amsterdam"))
    assert tuple(tick.label for tick in found if tick.label) == labels
    assert all(0 <= tick.at <= 96 for tick in found)


def test_all_priorities_of_a_promise_stand_side_by_side_once():
    two = MODEL.replace(
        "targets: [{metric: resolution, within: 8 h}]",
        "targets: [{metric: resolution, priority: P1, within: 1 h}, {metric: resolution, priority: P2, within: 2 h}]",
    )
    analysis = analyse_text(two.replace("BELOW", "office").replace("LIMIT", "within: 2 h"), date(2026, 11, 23))
    found, _ = sections.sections(analysis, sections.wanted(analysis))
    first, second = (section.priorities for section in found)
    assert second is None
    assert first is not None
    assert [(bar.label, bar.value, bar.detail) for bar in first.bars] == [
        ("P1, within 1 h", "3 h: gap", "Desk 1 h + Vendor 2 h"),
        ("P2, within 2 h", "3 h: gap", "Desk 1 h + Vendor 2 h"),
    ]
    assert [round(bar.length - bar.over - first.limit, 1) for bar in first.bars] == [0, 0]


def test_a_promised_cut_off_rule_is_said_where_a_length_would_stand():
    """What comes in just after ten on a Friday is due at noon on Monday; the vendor has Mondays and Tuesdays for it."""
    rule = 'by: [{before: "10:00", due: "12:00"}, {due: "12:00", days: 1}]'
    text = MODEL.replace("within: 8 h", rule).replace("BELOW", "office").replace("LIMIT", "within: 12 h")
    analysis = analyse_text(text, date(2026, 11, 23))
    promise = analysis.target("sla/shop/resolution")
    found = sections.section(analysis, promise)
    short = "by 12:00 if before 10:00, else 12:00 next day"
    assert found.figures[0].value == "by cut-off"
    assert found.figures[0].detail == f"{short}, in every case"
    assert "by 12:00 the same working day if before 10:00, else by 12:00 the next working day" in found.lead
    assert found.picture
    assert found.picture.limit_label.startswith("due after ")
    assert found.timeline is not None


def test_while_a_step_is_not_known_the_others_take_at_least_so_long():
    text = MODEL.replace("BELOW", "abroad").replace("LIMIT", "within: 2 h")
    text = text.replace("[desk, vendor]", "[desk, other, vendor]").replace(
        "  vendor: {name", "  other: {name: Other, provider: far}\n  vendor: {name"
    )
    analysis = analyse_text(text, date(2026, 11, 23))
    found = sections.section(analysis, analysis.target("sla/shop/resolution"))
    assert found.timeline
    assert found.timeline.rows[-1].label == "Together, at least"
    assert "2 Other" not in [row.label for row in found.timeline.rows]
