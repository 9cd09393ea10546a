"""What findings say where both sides count on other hours, clocks, windows or priorities."""

from datetime import date

import pytest

from slamodel.analysis import Analysis, analyse_text
from slamodel.diagnostics import Severity
from slamodel.gaps import Finding

AS_OF = date(2026, 11, 23)
HEAD = """\
slamodel: 1
parties:
  it: {name: IT, kind: department}
  ops: {name: Operations, kind: department}
  makers: {name: Makers Ltd, kind: supplier}
  bank: {name: Retail Bank, kind: customer}
calendars:
  office: {name: Office hours, timezone: Europe/Amsterdam, hours: {mon-fri: "09:00-17:00"}}
  dutch: {timezone: Europe/Amsterdam, hours: {mon-fri: "09:00-17:00"}, holidays: {country: NL}}
  london: {timezone: Europe/London, hours: {mon-fri: "09:00-17:00"}}
  new-york: {timezone: America/New_York, hours: {mon-fri: "09:00-17:00"}}
  weekdays: {timezone: Europe/Amsterdam, hours: {mon-fri: "00:00-24:00"}}
maintenance:
  night: {hours: {sun: "02:00-06:00"}, timezone: Europe/London, at_most: 2 h per month, notice: 2 d}
  planned: {hours: {mon-sun: "00:00-24:00"}, at_most: 1 h per year}
  daytime: {hours: {wed: "12:00-13:00"}, timezone: Europe/Amsterdam, notice: 5 d}
services:
  mail: {name: Mail, provider: it, handled_by: [support]}
  chat: {name: Chat, provider: it, handled_by: [support]}
  shop: {name: Shop, provider: it, needs: [web]}
  support: {name: Support, provider: makers}
  web: {name: Web, provider: makers}
agreements:
"""


def model(above: str, below: str, *more: str) -> Analysis:
    """A promise on the shop, of availability, or on mail, of times, and the contract below with these terms."""
    service = "shop" if "availability" in above else "mail"
    entries = (
        f"sla: {{kind: SLA, provider: it, customers: [bank], services: [{service}], {above}}}",
        f"uc: {{kind: UC, provider: makers, customers: [it], services: [support, web], {below}}}",
        *more,
    )
    found = analyse_text(HEAD + "".join(f"  {entry}\n" for entry in entries), AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def resolution(within: str, **keys: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in keys.items())
    return f"{{metric: resolution, within: {within}{extra}}}"


def availability(level: str, window: str = "month") -> str:
    return f"{{metric: availability, at_least: {level}, window: {window}}}"


def the(analysis: Analysis, code: str) -> Finding:
    (found,) = (finding for finding in analysis.findings if finding.code == code)
    return found


def codes(analysis: Analysis) -> set[str]:
    return {finding.code for finding in analysis.findings}


def test_hours_that_are_not_covered_are_counted_by_the_week():
    found = model(
        f"targets: [{availability('90 %')}, {resolution('200 h')}]",
        f"hours: office, targets: [{availability('99.9 %')}, {resolution('4 h')}]",
    )
    message = the(found, "H301").message
    assert message.startswith(
        "128 h of the 168 h a week that sla promises (around the clock) are not covered by uc (Office hours),"
        " the first Monday 00:00 to 09:00 (Europe/Amsterdam): what fails then counts above only and a case that comes"
        " in then has to wait. This concerns 2 promises (sla/shop/availability and sla/shop/resolution)."
    )
    assert (the(found, "H301").owner, the(found, "H301").counterpart) == ("it", "makers")


def test_one_finding_for_all_promises_that_rest_on_the_same_hours():
    chat = (
        f"sla-chat: {{kind: SLA, provider: it, customers: [bank], services: [chat], targets: [{resolution('200 h')}]}}"
    )
    found = model(f"targets: [{resolution('200 h')}]", f"hours: office, targets: [{resolution('4 h')}]", chat)
    assert "This concerns 2 promises (sla-chat/chat/resolution and sla/mail/resolution)." in the(found, "H301").message


def test_longer_hours_below_are_no_finding():
    found = model(f"hours: office, targets: [{resolution('8 h')}]", f"hours: weekdays, targets: [{resolution('4 h')}]")
    assert codes(found) == set()


def test_holidays_are_named_and_counted_over_the_term():
    found = model(
        f"hours: office, term: {{from: 2026-12-01, to: 2027-01-31}}, targets: [{resolution('40 h')}]",
        f"hours: dutch, targets: [{resolution('4 h')}]",
    )
    assert the(found, "H302").message.startswith(
        "On 2 days to come of the term uc is closed for a holiday, and sla is not: 2026-12-25 (Christmas Day) and"
        " 2027-01-01 (New Year's Day)."
    )
    assert codes(found) == {"H302"}


def test_the_same_hours_in_another_zone_fall_outside_by_season():
    found = model(f"hours: office, targets: [{resolution('30 h')}]", f"hours: new-york, targets: [{resolution('4 h')}]")
    message = the(found, "H303").message
    assert "uc has the same hours as sla, but in America/New_York, not in Europe/Amsterdam:" in message
    assert "30 h a week" in message
    assert "25 h a week" in message  # in the weeks in which only one of them has put its clocks forward
    assert "H301" not in codes(found)


def test_an_overrun_names_its_worst_start_on_the_clock_of_the_promise():
    found = model(f"targets: [{resolution('8 h')}]", f"hours: office, targets: [{resolution('4 h')}]")
    message = the(found, "T201").message
    assert (
        "take 2 d 21 h (Support 2 d 21 h) on the clock of the promise (around the clock), worst start Friday 29 October"
        " 2027 15:00 (UTC): 2 d 13 h too long. No level alone is enough: ask Makers Ltd to cover more hours"
        " (128 h a week are missing) (see H301), or promise 2 d 21 h."
    ) in message  # the weekend on which clocks are put back
    assert the(found, "T205").message.startswith(
        "As it is written, Support 4 h (Office hours) fits into the 8 h of sla/mail/resolution. On the clock of that"
        " promise (around the clock) it comes to 2 d 21 h: the figures agree, their clocks do not."
    )


def test_times_of_office_hours_are_never_told_in_days():
    found = model(f"hours: office, targets: [{resolution('50 h')}]", f"hours: office, targets: [{resolution('60 h')}]")
    message = the(found, "T201").message
    assert "sla promises a resolution time of 50 h on Mail." in message
    assert "take 60 h (Support 60 h): 10 h too long." in message
    assert message.endswith("Ask Makers Ltd for a resolution time of 50 h on Support, or promise 60 h.")


def test_a_day_on_a_clock_of_eight_hours_is_told_in_both_readings():
    found = model(f"hours: office, targets: [{resolution('1 d')}]", f"hours: office, targets: [{resolution('4 h')}]")
    assert the(found, "T205").message == (
        "sla states a resolution time in days on a clock that runs for 8 h a day (Office hours). It counts as 24 h,"
        " 3 of its days: a case of Monday 23 November 2026 09:00 (Amsterdam) is due Wednesday 25 November 2026 17:00."
        " Read as 1 working day it is 8 h, due Monday 23 November 2026 17:00. Agree with Retail Bank which is meant,"
        ' and write "24 h" or "1 working day".'
    )


def test_working_days_around_the_clock_are_told():
    found = model(f"targets: [{resolution('6 working days')}]", f"targets: [{resolution('3 working days')}]")
    messages = [finding.message for finding in found.findings if finding.code == "T205"]
    assert messages[1] == (
        "uc states a resolution time in working days on a clock that runs around the clock. A working day counts as 8 h"
        " in this model: it comes to 24 h, 1 of the days of that clock, where 3 may be meant. Agree with IT: name the"
        ' hours that are meant, or write "24 h".'
    )
    in_office = model(
        f"hours: office, targets: [{resolution('6 working days')}]",
        f"hours: office, targets: [{resolution('3 working days')}]",
    )
    assert codes(in_office) == set()


@pytest.mark.parametrize("hours", ["always", "weekdays"])
def test_a_day_of_24_hours_has_one_reading(hours):
    found = model(f"hours: {hours}, targets: [{resolution('1 d')}]", f"hours: {hours}, targets: [{resolution('4 h')}]")
    assert codes(found) == set()


def test_a_stopped_clock_further_down_is_told_of_the_outermost_promise():
    text = HEAD.replace("  support:", "  desk: {provider: ops, handled_by: [support]}\n  support:").replace(
        "mail: {name: Mail, provider: it, handled_by: [support]", "mail: {name: Mail, provider: it, handled_by: [desk]"
    )
    agreement = "{{kind: {}, provider: {}, customers: [{}], services: [{}]{}, targets: [{}]}}"
    entries = {
        "sla": agreement.format("SLA", "it", "bank", "mail", "", resolution("8 h")),
        "ola": agreement.format("OLA", "ops", "it", "desk", "", resolution("6 h")),
        "uc": agreement.format("UC", "makers", "ops", "support", ", clock_stops: [parts]", resolution("4 h")),
        "uc-web": agreement.format("UC", "makers", "it", "web", "", resolution("1 h")),
    }
    found = analyse_text(text + "".join(f"  {name}: {entry}\n" for name, entry in entries.items()), AS_OF)
    finding = the(found, "T206")
    assert (finding.agreement, finding.path) == ("sla", ("sla", "mail", "desk", "support"))
    assert "for 2 promises (sla/mail/resolution and ola/desk/resolution)" in finding.message


def test_a_duty_of_the_one_between_is_a_note():
    duty = "customer_duties: [{duty: send a form, relieves: resolution}, {duty: pay, relieves: availability}]"
    found = model(f"targets: [{resolution('8 h')}]", f"{duty}, targets: [{resolution('4 h')}]")
    assert the(found, "F001").severity is Severity.NOTE
    assert 'counts only while IT does what it has to ("send a form")' in the(found, "F001").message


def test_a_later_start_is_told_apart_from_an_earlier_end():
    found = model(
        f"clock_starts: detected, clock_ends: confirmed, targets: [{resolution('8 h')}]",
        f"clock_starts: reported, clock_ends: fixed, targets: [{resolution('4 h')}]",
    )
    messages = sorted(finding.message for finding in found.findings if finding.code == "T207")
    assert "starts when the case is reported, that of sla when the disturbance is detected" in messages[0]
    assert "stops when it is fixed, that of sla when the customer has confirmed it" in messages[1]


def test_late_cases_of_a_year_may_all_come_in_a_month():
    kept = {"in": "95 %"}
    found = model(
        f"targets: [{resolution('8 h', **kept)}]", f"targets: [{resolution('4 h', window='year', **{'in': '99 %'})}]"
    )
    assert "keeps its times in 99 % of the cases of a year, sla counts them over a month" in the(found, "W501").message


def test_maintenance_of_the_promise_itself_is_a_note_in_its_hours_and_none_outside():
    own = "excludes: [planned], targets: [{}]"
    found = model(own.format(availability("99 %")), f"excludes: [planned], targets: [{availability('99.9 %')}]")
    finding = the(found, "A106")
    assert (finding.agreement, finding.severity) == ("sla", Severity.NOTE)
    assert "planned (168 h a week within the hours of sla, at any time, at most 1 h per year)" in finding.message
    night = "hours: office, excludes: [night], targets: [{}]"
    assert codes(model(night.format(availability("99 %")), night.format(availability("99.9 %")))) == set()


def test_notice_is_compared_with_the_strictest_that_is_owed():
    found = model(
        f"hours: office, excludes: [daytime], targets: [{availability('99 %')}]",
        f"hours: office, excludes: [daytime, night], targets: [{availability('99.9 %')}]",
    )
    assert the(found, "D806").message.startswith(
        "uc announces the maintenance night 2 d before, and sla owes its customers 5 d for daytime:"
    )


def test_a_priority_that_only_the_promise_sets_is_told_to_its_customer():
    found = model(
        "priorities: {P1: {set_by: provider}, P2: {set_by: both}}, targets: [" + resolution("8 h", priority="P1") + "]",
        f"targets: [{resolution('4 h')}]",
    )
    finding = the(found, "P402")
    assert (finding.agreement, finding.counterpart) == ("sla", "bank")
    assert "IT alone decides whether a case is P1" in finding.message


def test_the_same_priority_with_another_impact():
    found = model(
        "priorities: {P1: {impact: all users}}, targets: [" + resolution("8 h", priority="P1") + "]",
        "priorities: {P1: {impact: a whole site}}, targets: [" + resolution("4 h", priority="P1") + "]",
    )
    assert 'P1 means "all users" in sla and "a whole site" in uc' in the(found, "P401").message


def test_a_priority_that_is_known_below_is_no_matter_of_mapping():
    found = model(
        "targets: [" + resolution("8 h", priority="P1") + "]",
        f"targets: [{resolution('4 h', priority='P2')}, {{metric: response, priority: P1, within: 1 h}}]",
    )
    assert "T204" in codes(found)
    assert "P401" not in codes(found)


def test_outages_that_are_told_by_other_signs():
    found = model(
        f"down: {{when: no login}}, targets: [{availability('99 %')}]",
        f"down: {{when: no answer, longer_than: 2 min}}, targets: [{availability('99.9 %')}]",
    )
    messages = " ".join(sorted(finding.message for finding in found.findings if finding.code == "W504"))
    assert 'calls the service down when "no answer", sla when "no login"' in messages
    assert "lasts longer than 2 min, sla counts it whatever its length" in messages


def test_hours_that_are_not_covered_are_no_matter_of_levels():
    found = model(f"targets: [{availability('99 %')}]", f"hours: office, targets: [{availability('99.9 %')}]")
    assert codes(found) == {"A101", "H301"}
    assert "No level alone is enough: ask Makers Ltd to cover more hours" in the(found, "A101").message


def desks(*hours: str, need: str = "any_of: [{}]") -> Analysis:
    """Support around the clock, by desks that each work at other hours."""
    names = [f"desk-{number}" for number in range(len(hours))]
    lines = [
        "slamodel: 1",
        "parties: {it: {kind: department}, ops: {kind: department}, bank: {kind: customer}}",
        "calendars:",
    ]
    lines += [f"  {name}: {{hours: {{mon-sun: {span!r}}}}}" for name, span in zip(names, hours, strict=True)]
    lines += ["services:", f"  help: {{provider: it, needs: [{{{need.format(', '.join(names))}}}]}}"]
    lines += [f"  {name}: {{provider: ops}}" for name in names]
    lines += ["agreements:", f"  sla: {{kind: SLA, provider: it, customers: [bank], services: [help], {RESOLVED}"]
    for name in names:
        lines.append(
            f"  {name}: {{kind: OLA, provider: ops, customers: [it], services: [{name}], hours: {name}, {RESOLVED}"
        )
    return analyse_text("\n".join(lines), AS_OF)


RESOLVED = "targets: [{metric: resolution, within: 40 h}]}"


def test_desks_that_follow_the_sun_cover_all_hours_together():
    assert "H301" not in codes(desks("00:00-08:00", "08:00-16:00", "16:00-24:00"))


def test_hours_that_no_desk_covers_are_one_finding():
    message = the(desks("00:00-08:00", "08:00-16:00", "16:00-22:00"), "H301").message
    assert message.startswith(
        "14 h of the 168 h a week that sla promises (around the clock) are not covered by desk-0 (desk-0), nor by"
        " desk-1 and desk-2, the first Monday 22:00 to 24:00 (UTC):"
    )


def test_hours_in_which_too_few_desks_are_there_are_not_covered():
    found = desks("00:00-12:00", "00:00-24:00", "06:00-24:00", need="at_least: 2, of: [{}]")
    assert "H301" not in codes(found)
    message = the(desks("00:00-12:00", "00:00-24:00", "13:00-24:00", need="at_least: 2, of: [{}]"), "H301").message
    assert message.startswith("7 h of the 168 h a week")
    assert "not covered by desk-0 (desk-0), nor by desk-2, the first Monday 12:00 to 13:00 (UTC)" in message


def test_a_holiday_on_which_another_desk_works_is_none():
    text = HEAD.replace(
        "  mail: {", "  help: {provider: it, needs: [{any_of: [support, other]}]}\n  other: {provider: ops}\n  mail: {"
    )
    agreement = "{{kind: {}, provider: {}, customers: [{}], services: [{}], hours: {}, targets: [{}]}}"
    entries = {
        "sla": agreement.format("SLA", "it", "bank", "help", "office", resolution("40 h")),
        "uc": agreement.format("UC", "makers", "it", "support", "dutch", resolution("4 h")),
        "ola": agreement.format("OLA", "ops", "it", "other", "office", resolution("4 h")),
    }
    found = analyse_text(text + "".join(f"  {name}: {entry}\n" for name, entry in entries.items()), AS_OF)
    assert found.is_sound
    assert codes(found) == set()


def test_who_is_needed_anyway_is_told_for_all_metrics_at_once():
    """Of the two parts of the shop one has an alternative; the other one is needed whatever that does."""
    text = HEAD.replace("needs: [web]}", "needs: [web, {any_of: [other, support]}]}\n  other: {provider: ops}")
    promised = f"{availability('99 %')}, {{metric: notification, within: 200 h}}"
    committed = f"{availability('99.9 %')}, {{metric: notification, within: 1 h}}"
    agreement = "{{kind: {}, provider: {}, customers: [{}], services: [{}], hours: {}, targets: [{}]}}"
    entries = {
        "sla": agreement.format("SLA", "it", "bank", "shop", "always", promised),
        "uc": agreement.format("UC", "makers", "it", "web, support", "office", committed),
        "ola": agreement.format("OLA", "ops", "it", "other", "always", committed),
    }
    found = analyse_text(text + "".join(f"  {name}: {entry}\n" for name, entry in entries.items()), AS_OF)
    assert "This concerns 2 promises (sla/shop/availability and sla/shop/notification)." in the(found, "H301").message
