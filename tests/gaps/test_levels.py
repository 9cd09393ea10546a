"""C609: what is weaker than the level above it, and what only looks so."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text

DAY = date(2026, 11, 23)
MODEL = """slamodel: 1
overrides: {overrides}
parties: {{bank: {{kind: customer}}, it: {{kind: department}}}}
calendars: {{office: {{timezone: UTC, hours: {{mon-fri: "08:00-18:00"}}}}}}
services: {{shop: {{provider: it, own: {{availability: 99.99 %, resolution: 1 h}}}}}}
agreements:
  corp: {{kind: SLA, level: corporate, provider: it, customers: any, targets: [{corp}]}}
  sla: {{kind: SLA, provider: it, customers: bank, services: [shop], extends: corp, {more}targets: [{sla}]}}
"""


def found(corp, sla, overrides="specific", more=""):
    analysis = analyse_text(MODEL.format(corp=corp, sla=sla, overrides=overrides, more=more), DAY)
    assert not analysis.diagnostics, analysis.diagnostics
    return [finding for finding in analysis.findings if finding.code == "C609"]


def available(level, *more):
    return f"{{{', '.join(('metric: availability', level, *more))}}}"


def resolved(within, *more):
    return f"{{{', '.join(('metric: resolution', f'within: {within}', *more))}}}"


@pytest.mark.parametrize(
    ("corp", "sla", "expected"),
    [
        (available("at_least: 99.5 %"), available("at_least: 99 %"), ["warning"]),
        (available("at_least: 99.5 %"), available("at_least: 99.5 %"), []),
        (available("at_least: 99.5 %"), available("at_most: 1 h"), []),
        (available("at_least: 99.5 %"), available("at_most: 9 h"), ["warning"]),
        (available("at_least: 99.5 %"), available("at_least: 99 %", "window: year"), ["warning"]),
        (available("at_least: 99.5 %"), available("at_least: 99.9 %", "window: year"), ["note"]),
        (available("at_least: 99.5 %", "window: year"), available("at_least: 99.9 %"), []),
        (available("at_least: 99 %"), available("at_least: 99 %", "window: week"), ["note"]),
        (available("at_least: 99 %"), available("at_least: 99 %", "window: rolling 14 d"), ["note"]),
        (available("at_least: 99 %"), available("at_least: 99 %", "window: rolling 1 d"), []),
        (available("at_least: 99 %", "window: rolling 14 d"), available("at_least: 99 %", "window: week"), ["note"]),
        (available("at_least: 99 %", "window: rolling 14 d"), available("at_least: 99 %", "window: rolling 7 d"), []),
        (
            available("at_most: 1 h", "window: year", "hours: office"),
            available("at_most: 1 h", "hours: office"),
            ["note"],
        ),
        (available("at_least: 99.5 %"), available("at_least: 99.5 %", "strength: aim"), ["warning"]),
        (available("at_least: 99.5 %"), available("at_least: 99.5 %", "hours: office"), ["note"]),
        (resolved("4 h"), resolved("8 h"), ["warning"]),
        (resolved("4 h", "hours: office"), resolved("4 h"), []),
        (resolved("4 h"), resolved("4 h", "hours: office"), ["warning"]),
        (resolved("4 h", "hours: office"), resolved("5 h"), ["note"]),
        (resolved("4 h"), resolved("8 h", "priority: P1"), ["warning"]),
        (resolved("4 h", "priority: P1"), resolved("8 h", "priority: P2"), []),
        (resolved("4 h", "priority: P1"), resolved("8 h"), ["warning"]),
        (
            f"{resolved('4 h', 'in: 90 %')}, {resolved('8 h', 'in: 99 %')}",
            f"{resolved('3 h', 'in: 90 %')}, {resolved('8 h', 'in: 99 %')}",
            [],
        ),
    ],
)
def test_targets_are_compared_on_their_terms(corp, sla, expected):
    assert [finding.severity.value for finding in found(corp, sla)] == expected


def test_where_the_strictest_counts_the_weaker_one_is_a_note():
    (finding,) = found(available("at_least: 99.5 %"), available("at_least: 99 %"), "strictest")
    assert finding.severity.value == "note"
    assert "no effect" in finding.message
    assert finding.at == ("agreements", "sla", "targets", 0)


def test_a_weaker_one_on_a_longer_window_still_counts_beside_the_strictest():
    (finding,) = found(available("at_least: 99.5 %"), available("at_least: 99 %", "window: year"), "strictest")
    assert finding.severity.value == "note"
    assert "no effect" not in finding.message
    assert "both are in effect" in finding.message


def test_two_that_both_count_are_no_contradiction_within_one_agreement():
    text = MODEL.format(
        corp=available("at_least: 99.5 %"), sla=available("at_most: 1 h"), overrides="strictest", more=""
    )
    assert [finding.code for finding in analyse_text(text, DAY).findings] == []


def test_what_the_level_above_says_twice_is_told_there_only():
    twice = f"{available('at_least: 99.5 %')}, {available('at_least: 99 %')}"
    text = MODEL.format(corp=twice, sla=resolved("2 h"), overrides="specific", more="")
    codes = [(finding.code, finding.agreement) for finding in analyse_text(text, DAY).findings]
    assert [code for code in codes if code[0] == "W505"] == [("W505", "corp")]


def test_own_hours_that_leave_out_hours_of_what_is_taken_are_told_once():
    corp = f"{available('at_least: 99.9 %')}, {resolved('4 h')}"
    (finding,) = found(corp, "", more="hours: office, ")
    assert finding.severity.value == "warning"
    assert finding.at == ("agreements", "sla", "hours")
    assert "availability and resolution time" in finding.message
    assert "(office, not around the clock)" in finding.message
    assert finding.also


@pytest.mark.parametrize(
    ("hours", "own", "expected"),
    [
        ("always", "office", ["warning"]),
        ("office", "always", []),
        ("office", "alike", []),
        ("office", "late", ["note"]),
        ("office", "office", []),
    ],
)
def test_hours_of_what_is_taken_are_compared_by_their_weeks(hours, own, expected):
    text = MODEL.format(overrides="specific", corp=resolved("4 h"), sla="", more=f"hours: {own}, ")
    calendars = """alike: {timezone: UTC, hours: {mon-fri: "08:00-18:00"}},
  late: {timezone: UTC, hours: {mon-fri: "10:00-20:00"}}, office:"""
    text = text.replace("office:", calendars, 1).replace("customers: any,", f"customers: any, hours: {hours},")
    findings = analyse_text(text, DAY).findings
    assert [finding.severity.value for finding in findings if finding.code == "C609"] == expected


def test_hours_that_a_taken_target_names_itself_go_with_it():
    assert not found(resolved("4 h", "hours: always"), "", more="hours: office, ")


@pytest.mark.parametrize(
    ("overrides", "order", "house", "expected"),
    [
        ("specific", "[house, corp]", "", ["warning"]),
        ("specific", "[corp, house]", "", []),
        ("strictest", "[house, corp]", "", []),
        ("specific", "[house, corp]", "extends: corp, ", ["warning"]),
    ],
)
def test_of_two_levels_the_weaker_one_listed_first_is_told_where_it_is_not_already(overrides, order, house, expected):
    text = MODEL.format(overrides=overrides, corp=available("at_least: 99.9 %"), sla="", more="")
    other = f"""  house: {{kind: SLA, level: customer, provider: it, customers: bank, {house}targets: [
    {available("at_least: 99.5 %")}]}}
"""
    findings = analyse_text(text.replace("extends: corp, targets", f"extends: {order}, targets") + other, DAY).findings
    told = [finding for finding in findings if finding.code == "C609"]
    assert [finding.severity.value for finding in told] == expected
    assert all(one.agreement == ("house" if house else "sla") for one in told)


def test_an_agreement_that_is_over_with_is_left_alone():
    assert not found(available("at_least: 99.5 %"), available("at_least: 99 %"), more="status: retired, ")
