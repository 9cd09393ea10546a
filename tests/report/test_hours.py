"""The hours of a week: who covers what is counted, in one local time, drawn and in words."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.clock import NO_TIME, WHOLE_WEEK, Week
from slamodel.report import sections, weeks
from slamodel.report.document import document
from slamodel.report.hours import grid
from slamodel.report.render import html
from slamodel.report.uncovered import in_several

HOUR, DAY = 3600, 86_400
MODEL = """
slamodel: 1
parties: {us: {kind: department}, them: {kind: customer}, far: {kind: supplier}}
calendars:
  business: {name: Business hours, timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-18:00"}, holidays: {country: NL}}
  abroad: {name: Days in Manila, timezone: Asia/Manila, hours: {mon-fri: "08:00-17:00"}, holidays: {country: PH}}
maintenance:
  nightly: {name: Night of the dump, hours: {mon: "10:00-12:00"}, timezone: Asia/Manila, at_most: 4 h per month}
services:
  shop: {provider: us, needs: [database]}
  database: {name: Database, provider: far}
agreements:
  sla: {kind: SLA, provider: us, customers: [them], services: [shop], HOURS
        targets: [{metric: availability, at_least: 99 %}, {metric: resolution, within: 4 h}]}
  uc: {kind: UC, provider: far, customers: [us], services: [database], BELOW
       targets: [{metric: availability, at_least: 99.9 %}, {metric: resolution, within: 2 h}]}
"""


def analysed(above="", below=""):
    return analyse_text(MODEL.replace("HOURS", above).replace("BELOW", below), date(2026, 11, 23))


def drawn(above="", below="", metric="availability"):
    analysis = analysed(above, below)
    promise = analysis.target(f"sla/shop/{metric}")
    return grid(analysis, promise, promise.direct)


def spells(found, row, tone):
    return [(spell.start, spell.length) for spell in found.rows[row].spells if spell.tone == tone]


def test_nothing_is_drawn_where_all_count_around_the_clock():
    assert drawn() is None


def test_nothing_is_drawn_where_all_count_the_same_hours():
    assert drawn("hours: business,", "hours: business,") is None


def test_around_the_clock_above_business_hours_leaves_nights_and_weekends_open():
    found = drawn("", "hours: business,")
    assert [(row.label, row.note) for row in found.rows] == [
        ("Promised", "168 h a week"),
        ("Database", "50 h a week, 118 h not covered"),
    ]
    assert found.rows[1].text == (
        "Business hours: Mon-Fri 08:00-18:00; not covered Mon-Thu 18:00-08:00, Fri 18:00 to Mon 08:00"
    )
    assert found.notes[0] == "Times of day in Europe/Amsterdam."


def test_what_is_covered_beyond_what_is_counted_is_not_missing():
    found = drawn("hours: business,", "")
    assert found.rows[1].note == "168 h a week, all covered"
    assert {spell.tone for spell in found.rows[1].spells} == {"covered", "spare"}


def test_hours_of_another_zone_are_shown_in_the_local_time_of_the_promise_and_in_their_own():
    found = drawn("hours: business,", "hours: abroad,")
    # Manila is seven hours ahead in winter and six in summer, when two hours fewer are left of the day in Amsterdam.
    assert found.rows[1].detail == ("Days in Manila: Mon-Fri 01:00-10:00, which is Mon-Fri 08:00-17:00 in Asia/Manila")
    assert found.rows[1].note == "45 h a week, 40 h not covered"
    assert spells(found, 1, "covered")[0] == pytest.approx((100 * 8 / 168, 100 * 2 / 168), abs=0.001)
    assert "since 28 March 2027" in found.notes[1]


def test_days_on_which_only_the_link_is_closed_are_named():
    found = drawn("hours: business,", "hours: abroad,")
    told = next(note for note in found.notes if note.startswith("Database: closed on"))
    assert "30 November 2026 (Bonifacio Day)" in told
    assert "Christmas Day" not in told


def test_maintenance_that_a_link_leaves_out_is_marked_and_said():
    found = drawn("", "excludes: [nightly],")
    assert found.rows[1].note == "168 h a week, 2 h maintenance, not counted"
    assert found.notes == (
        "Times of day in Asia/Manila.",
        "Maintenance Night of the dump: Mon 10:00-12:00, at most 4 h per month.",
    )


def test_times_run_on_support_hours():
    found = drawn("", "support_hours: abroad,", "resolution")
    assert found.rows[1].note == "45 h a week, 123 h not covered"


def test_the_report_shows_it_with_the_same_in_words():
    analysis = analysed("hours: business,", "hours: abroad,")
    page = html(document(analysis), None, "")
    assert page.count('id="sla/shop/availability/hours"') == 1
    assert 'aria-label="Database: Days in Manila: Mon-Fri 01:00-10:00' in page
    assert "style=" not in page


def test_of_alternatives_only_the_hours_that_none_covers_are_not_covered_in_all():
    two = MODEL.replace("needs: [database]", "needs: [{any_of: [database, spare]}]").replace(
        "provider: far}\nagreements", "provider: far}\n  spare: {name: Spare, provider: us}\nagreements"
    )
    two += """
  ola: {kind: OLA, provider: us, customers: [us], services: [spare], hours: abroad,
        targets: [{metric: availability, at_least: 99 %}]}
"""
    two = two.replace("spare: {name: Spare, provider: us}", "spare: {name: Spare, provider: near}")
    two = two.replace("far: {kind: supplier}", "far: {kind: supplier}, near: {kind: supplier}")
    two = two.replace("ola: {kind: OLA, provider: us", "ola: {kind: OLA, provider: near")
    analysis = analyse_text(two.replace("HOURS", "").replace("BELOW", "hours: business,"), date(2026, 11, 23))
    promise = analysis.target("sla/shop/availability")
    found = grid(analysis, promise, promise.direct)
    assert found is not None
    assert [row.note for row in found.rows[1:3]] == ["50 h a week, 118 h not covered", "45 h a week, 123 h not covered"]
    # In winter the nights in Amsterdam begin when Manila has two hours of its day left, before it opens in Amsterdam.
    assert found.rows[3].label == "In all, not covered"
    assert "in UTC" in found.notes[0]


@pytest.mark.parametrize(("least", "hours"), [(1, ((0, 5),)), (2, ((1, 4),)), (3, ((2, 3),)), (4, ())])
def test_hours_in_several_weeks_are_counted_by_how_many_weeks_have_them(least, hours):
    weeks_in = [Week(((0, 3),)), Week(((1, 4),)), Week(((2, 5),))]
    assert in_several(weeks_in, least).spans == hours


def test_a_week_in_words_brings_alike_days_together_and_keeps_nights_whole():
    nights = [(day * DAY + 22 * HOUR, (day + 1) * DAY + 6 * HOUR) for day in range(6)]
    week = Week(((0, 6 * HOUR), *nights, (6 * DAY + 22 * HOUR, 7 * DAY)))
    assert weeks.in_words(week) == "Mon-Sun 22:00-06:00"
    assert weeks.in_words(Week(((8 * HOUR, 12 * HOUR), (13 * HOUR, 17 * HOUR)))) == "Mon 08:00-12:00 and 13:00-17:00"
    assert weeks.in_words(Week(((5 * DAY, 7 * DAY),))) == "Sat and Sun all day"
    assert weeks.in_words(Week(((0, 6 * DAY),))) == "Mon-Sat all day"
    assert weeks.in_words(Week(((0, 6 * HOUR), (5 * DAY, 7 * DAY)))) == "Sat 00:00 to Mon 06:00"
    assert weeks.in_words(WHOLE_WEEK) == "around the clock"
    assert weeks.in_words(NO_TIME) == "never"
    assert weeks.amount(37 * HOUR + 1800) == "37 h 30 min"


def test_hours_that_nobody_covers_have_a_bar_of_their_own_and_the_bars_add_up():
    analysis = analysed("", "hours: business,")
    picture = sections.section(analysis, analysis.target("sla/shop/availability")).picture
    assert picture is not None
    *users, together = picture.bars
    lost, database = users
    assert (lost.label, lost.tone, lost.detail) == ("Not covered: Database", "open", "118 h a week")
    assert (database.label, database.detail) == ("Database", "99.9 % a month")
    assert together.length == pytest.approx(lost.length + database.length, abs=0.02)


def test_maintenance_that_only_a_link_leaves_out_has_a_bar_and_what_is_experienced_a_sentence():
    analysis = analysed("", "excludes: [nightly],")
    section = sections.section(analysis, analysis.target("sla/shop/availability"))
    assert section.picture is not None
    assert [bar.label for bar in section.picture.bars if bar.tone == "maintenance"] == [
        "Maintenance: Night of the dump"
    ]
    assert section.experienced == ""
    both = analysed("excludes: [nightly],", "excludes: [nightly],")
    section = sections.section(both, both.target("sla/shop/availability"))
    assert "without Night of the dump" in section.facts
    assert section.experienced.startswith(
        "Experienced, with maintenance counted as any other downtime: guaranteed 99.3"
    )
    assert section.picture
    assert section.picture.bars[-1].label == "Experienced"


def test_a_yearly_allowance_says_that_it_may_fall_into_one_window():
    analysis = analyse_text(
        MODEL.replace("HOURS", "").replace("BELOW", "").replace("at_least: 99.9 %", "at_least: 99.9 %, window: year"),
        date(2026, 11, 23),
    )
    section = sections.section(analysis, analysis.target("sla/shop/availability"))
    assert section.picture is not None
    detail = section.picture.bars[0].detail
    assert detail == "99.9 % a year, of which all may fall into one window of the promise"
    assert section.carriers[0].groups[0].rows[0][2].details == ("a year", "8 h 45 min 36 s here")
    assert section.ways[0] == (
        "Ask far for availability of at least 99.918 % a year for Database, instead of 99.9 %, or of the same 99.9 %,"
        " measured over a month."
    )
