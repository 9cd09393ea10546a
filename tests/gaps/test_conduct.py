"""What agreements do not say, or say on one side only: which of it is found, and what is no noise."""

from datetime import date

import pytest

from slamodel.analysis import Analysis, analyse_text
from slamodel.diagnostics import Severity
from slamodel.gaps import Finding
from slamodel.gaps.intervals import Interval, interval_of

AS_OF = date(2026, 11, 23)
UP = "{metric: availability, at_least: 99 %}"
FIX = "{metric: resolution, within: 8 h}"
PARTIES = {
    "it": "kind: department",
    "ops": "kind: department",
    "one": "kind: supplier, name: One Ltd",
    "two": "kind: supplier",
    "group": "kind: supplier",
    "shop": "kind: customer",
    "bank": "kind: customer",
}
SERVICES = {
    "web": "provider: it, needs: [hosting], handled_by: [hosting]",
    "hosting": "provider: one",
}
SLA = f"kind: SLA, provider: it, customers: [shop], services: [web], targets: [{UP}]"
UC = f"kind: UC, provider: one, customers: [it], services: [hosting], targets: [{UP}]"


def section(name: str, entries: dict[str, str]) -> str:
    return f"{name}:\n" + "".join(f"  {key}: {{{text}}}\n" for key, text in entries.items())


def model(agreements: dict[str, str], services=SERVICES, parties=PARTIES, rest: str = "") -> Analysis:
    text = "slamodel: 1\n" + section("parties", PARTIES | parties) + section("services", services)
    found = analyse_text(text + section("agreements", agreements) + rest, AS_OF)
    assert not found.diagnostics, found.diagnostics
    return found


def found(code: str, analysis: Analysis) -> list[Finding]:
    return [finding for finding in analysis.findings if finding.code == code]


def the(code: str, analysis: Analysis) -> Finding:
    (finding,) = found(code, analysis)
    return finding


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("daily", Interval(1)),
        ("Monthly report by mail", Interval(30)),
        ("half-yearly", Interval(182)),
        ("every 2 weeks", Interval(14)),
        ("once every six months", Interval(180)),
        ("each quarter", Interval(91)),
        ("within 5 d after month end", Interval(30, 5)),
        ("monthly, within 10 working days", Interval(30, 14)),
        ("within 12 hours after the end of each day", Interval(1, 0.5)),
        ("on request", None),
        ("now and then", None),
        ("within 30 days", None),
    ],
)
def test_intervals_are_read_as_people_write_them(text, interval):
    assert interval_of(text) == interval


def test_a_report_is_rarer_or_later_only_where_it_is_so_for_sure():
    def pairs(above: str, below: str) -> bool:
        return bool(found("W507", model({"sla": f"{SLA}, reports: {above}", "uc": f"{UC}, reports: {below}"})))

    assert pairs("weekly", "monthly")
    assert pairs('"monthly, within 5 d"', '"monthly, within 10 d"')
    assert not pairs("monthly", "every 4 weeks")
    assert not pairs('"monthly, within 5 d"', "monthly")
    assert not pairs('"monthly, within 5 d"', '"daily, within 10 d"')
    assert not pairs("monthly", "on request")


def test_no_report_below_is_found_once_for_all_that_owe_one():
    other = SLA.replace("[shop]", "[bank]")
    finding = the("W507", model({"a": f"{SLA}, reports: monthly", "b": f"{other}, reports: monthly", "uc": UC}))
    assert finding.promises == ("a/web/availability", "b/web/availability")
    assert "uc owes no report at all" in finding.message


def test_an_aim_and_a_failure_left_out_are_found_with_all_that_rests_on_them():
    terms = f"{UC.replace('99 %}', '99 %, strength: aim}')}, excludes_failures: [carrier, power]"
    other = SLA.replace("[shop]", "[bank]")
    analysis = model({"a": SLA, "b": f"{other}, excludes_failures: [Carrier]", "uc": terms})
    assert the("C604", analysis).promises == ("a/web/availability", "b/web/availability")
    assert '"carrier" and "power"' in the("C605", analysis).message
    assert the("C605", analysis).counterpart == "one"


def test_what_one_contract_leaves_out_of_several_services_is_one_finding():
    services = {"web": "provider: it, needs: [a, b]", "a": "provider: one", "b": "provider: one"}
    terms = f"{UC.replace('[hosting]', '[a, b]').replace('99 %', '99.9 %')}, excludes_failures: [power]"
    assert "failures of a and b that come from" in the("C605", model({"sla": SLA, "uc": terms}, services)).message


def test_what_is_not_promised_everywhere_is_named_by_site_and_number():
    wide, small = "scope: {sites: [Leeds, York, Hull], users: 1200}", "scope: {sites: [leeds], users: 1000}"
    finding = the("C606", model({"sla": f"{SLA}, {wide}", "uc": f"{UC}, {small}"}))
    assert "2 sites (York and Hull) and 200 of the 1,200 users" in finding.message
    assert finding.severity is Severity.WARNING


def test_a_limit_under_a_promise_without_one_is_a_note():
    finding = the("C606", model({"sla": SLA, "uc": f"{UC}, scope: {{regions: [north], users: 50}}"}))
    assert "holds for north and 50 users only" in finding.message
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(("needs", "count"), [("{any_of: [a, b]}", 0), ("a, b", 2)])
def test_places_and_users_add_up_over_alternatives_only(needs, count):
    services = {"web": f"provider: it, needs: [{needs}]", "a": "provider: one", "b": "provider: two"}
    agreements = {
        "sla": f"{SLA}, scope: {{sites: [Leeds, York], users: 1000}}",
        "uc-a": f"{UC.replace('hosting', 'a')}, scope: {{sites: [Leeds], users: 600}}",
        "uc-b": f"{UC.replace('hosting', 'b').replace('one', 'two', 1)}, scope: {{sites: [York], users: 600}}",
    }
    assert len(found("C606", model(agreements, services))) == count


FIXED = {"sla": SLA.replace(UP, FIX), "uc": UC.replace(UP, FIX)}
OFFICE = (
    'calendars: {office: {hours: {mon-fri: "08:00-18:00"}}, rest: {hours: {mon-fri: "00:00-08:00, 18:00-24:00"}}}\n'
)


def test_a_model_without_any_contact_is_not_asked_for_one():
    assert not found("C608", model(FIXED))


def test_a_supplier_without_a_contact_is_a_note_where_others_have_one():
    finding = the("C608", model(FIXED, parties={"two": "kind: supplier, contact: two@two.example"}))
    assert (finding.severity, finding.counterpart) == (Severity.NOTE, "one")
    assert "One Ltd owes times (uc)" in finding.message


def test_teams_are_asked_where_another_team_has_a_contact():
    services = SERVICES | {"hosting": "provider: ops"}
    agreements = FIXED | {"uc": FIXED["uc"].replace("kind: UC, provider: one", "kind: OLA, provider: ops")}
    named = {"two": "kind: supplier, contact: two@two.example"}
    assert not found("C608", model(agreements, services, named))
    assert found("C608", model(agreements, services, {"it": "kind: department, contact: it@it.example"}))


def test_hours_of_a_contact_are_those_of_a_party_and_of_what_it_is_part_of():
    mine = {"one": "kind: supplier, part_of: group, contact: a@one.example, contact_hours: office"}
    whole = {"group": "kind: supplier, contact: a@group.example, contact_hours: rest"}
    alone = the("C608", model(FIXED, parties=mine, rest=OFFICE))
    assert alone.severity is Severity.WARNING
    assert "in 118 h a week of the hours of uc there is nobody to turn to, the first Monday 00:00" in alone.message
    both = the("C608", model(FIXED, parties=mine | whole, rest=OFFICE))
    assert "in 48 h a week" in both.message


def test_an_obligation_is_followed_through_the_house_to_the_first_that_lacks_it():
    services = {
        "web": "provider: it, needs: [platform]",
        "platform": "provider: it, needs: [hosting]",
        "hosting": "provider: one, needs: [room]",
        "room": "provider: two",
    }
    owes = "obligations: [iso-27001, Right to  audit]"
    room = UC.replace("one", "two", 1).replace("[it]", "[one]").replace("[hosting]", "[room]")
    other = SLA.replace("[shop]", "[bank]")
    agreements = {"a": f"{SLA}, {owes}", "b": f"{other}, {owes}", "uc": UC, "uc-room": room}
    finding = the("C611", model(agreements, services))
    assert (finding.path, finding.promises) == (
        ("a", "web", "platform", "hosting"),
        ("a/web/availability", "b/web/availability"),
    )
    agreements["uc"] += ", obligations: [ISO-27001, right to audit]"
    further = the("C611", model(agreements, services))
    assert further.path[-1] == "room"
    assert "Have One Ltd agree it with two" in further.message


def test_one_of_two_agreements_on_a_service_is_enough_to_hold_an_obligation():
    agreements = {"sla": f"{SLA}, obligations: [iso]", "uc-a": UC, "uc-b": f"{UC}, obligations: [iso]"}
    assert not found("C611", model(agreements))


def test_money_on_a_level_asks_where_it_is_measured_only_where_others_say_so():
    paid = f"{SLA}, credits: [{{metric: availability, below: 99 %, credit: 5 %}}]"
    assert not found("W506", model({"sla": paid, "uc": UC}))
    finding = the("W506", model({"sla": paid, "uc": f"{UC}, measured_at: service"}))
    assert (finding.severity, finding.agreement) == (Severity.NOTE, "sla")


def test_an_agreement_without_targets_is_told_once_and_not_where_its_target_is_missed():
    empty = UC.replace(f"targets: [{UP}]", "targets: []")
    assert not found("W506", model({"sla": SLA, "uc": empty}))
    spare = {**SERVICES, "spare": "provider: two"}
    other = empty.replace("one", "two", 1).replace("[hosting]", "[spare]")
    assert "states no target" in the("W506", model({"sla": SLA, "uc": UC, "uc-spare": other}, spare)).message


def test_a_duty_without_relief_or_stop_has_no_consequence():
    sla = f"{FIXED['sla']}, customer_duties: [{{duty: fill in the form}}]"
    assert "what comes of it" in the("F001", model({**FIXED, "sla": sla})).message
    assert not found("F001", model({**FIXED, "sla": f"{sla}, clock_stops: [form is missing]"}))


def test_a_stop_of_a_contract_is_left_to_what_rests_on_it():
    assert not found("F001", model({**FIXED, "uc": f"{FIXED['uc']}, clock_stops: [waiting-for-customer]"}))


def test_answers_without_a_solution_are_one_note_for_a_provider():
    answer = "{metric: response, within: 1 h}"
    agreements = {"a": SLA.replace(UP, answer), "b": SLA.replace(UP, answer).replace("[shop]", "any")}
    services = {"web": "provider: it, own: {response: 5 min}"}
    assert the("F002", model(agreements, services)).promises == ("a/web/response", "b/web/response")
    agreements["b"] = agreements["b"].replace(answer, f"{answer}, {FIX}")
    assert not found(
        "F002", model(agreements, services | {"web": "provider: it, own: {response: 5 min, resolution: 1 h}"})
    )


def test_credits_above_the_price_are_found_where_nothing_caps_them():
    owed = "{metric: availability, below: 99 %, credit: 60 %}, {metric: latency, above: 1 s, credit: 50 %}"
    sla = f"{SLA.replace(UP, f'{UP}, {{metric: latency, within: 1 s}}')}, credits: [{owed}]"
    services = {"web": "provider: it, own: {latency: 10 ms}"}
    assert "may come to 110 % of the price" in the("F002", model({"sla": sla}, services)).message
    assert not found("F002", model({"sla": f"{sla}, credit_for_one_event: largest"}, services))
    assert not found("F002", model({"sla": f"{sla}, credit_cap: 50 %"}, services))


def test_documents_of_a_supplier_are_one_note_and_a_review_that_is_pending_is_none():
    services = {"web": "provider: it, needs: [a, b, c]"} | dict.fromkeys("abc", "provider: one")
    terms = f"{UC}, source: {{document: terms.pdf}}"
    agreements = {"sla": SLA} | {f"uc-{name}": terms.replace("[hosting]", f"[{name}]") for name in "abc"}
    agreements["uc-b"] += ", review: {legal: pending}"
    agreements["uc-c"] += ", review: {legal: fine with us}"
    finding = the("F003", model(agreements, services))
    assert "(uc-a and uc-b)" in finding.message
