"""Trying a change: what the page offers, what it says of it, and that what is applied is what was tried."""

import os
import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from slamodel_web.store import Revision
from slamodel_web.views import found, levers, places, trial, what_if
from slamodel_web.views.wishes import wishes

from slamodel import analysis
from slamodel.analysis import analyse_text
from slamodel.edit import edited
from slamodel.edit.needs import Swap, swapped
from slamodel.load import Plain
from tests.web.guarded import EXAMPLE, Application, guarded
from tests.web.test_starts import MODEL as HOURS

AS_OF = date(2026, 11, 23)
DAY = ("as_of", AS_OF.isoformat())
LOGIN = "level:agreements/ola-login/targets/0/at_least"
WITHOUT_BUREAU_TWO = ("without", "services/credit-check/needs/2/any_of/1")
PORTAL = "sla-car-leasing/dealer-portal/availability"


@pytest.fixture(scope="module")
def credit():
    return analyse_text(EXAMPLE.read_text(encoding="utf-8"), AS_OF)


@pytest.fixture
def app(tmp_path) -> Application:
    return guarded(tmp_path)


def ask(app: Application, part: str = "", *fields: tuple[str, str], code: int = 200) -> str:
    answer = app.ask(f"/m/model/what-if{part}?{urlencode([DAY, *fields])}")
    assert answer.status_code == code, answer.text
    return answer.text


def newest(app: Application) -> Revision:
    found = app.desk.store.revision(app.desk.workspace("model"))
    assert found
    return found


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def tried(model, *fields):
    return trial.trial(model, wishes(fields))


def test_a_better_level_closes_the_gap_that_it_leaves(credit):
    asked = tried(credit, (LOGIN, "99.6 %"))
    after = analysis.what_if(credit, asked.entries)
    said = what_if.outcome(credit, after)
    assert said.lead.startswith("1 promise would be supported that today is not; ")
    assert asked.message == "What-if: Login availability 99 % → 99.6 %"
    gap = next(tally for tally in said.tallies if tally.status.word == "gap")
    assert (gap.before, gap.after) == (5, 4)
    assert any("Ask IT for 99.6 % on Login" in line.message for line in what_if.findings(credit, after).closed)


@pytest.mark.parametrize(
    "fields",
    [
        [(LOGIN, "99.6 %")],
        [(LOGIN, "99.6 %"), WITHOUT_BUREAU_TWO],
        [("instead:services/credit-check/needs/1", "Login"), ("also:quick-score", "login")],
        [("level:services/web-front/own/resolution/P1", "5 h"), ("level:services/login/own/availability", "99.9 %")],
        [("level:agreements/sla-retail-bank/targets/1/in", "50 %")],
    ],
)
def test_the_verdict_that_is_tried_is_that_of_the_revision_that_is_applied(credit, fields):
    asked = tried(credit, *fields)
    assert asked.entries
    assert not asked.mistakes
    contents = edited((("model.yaml", EXAMPLE.read_bytes()),), asked.changes)
    applied = analyse_text(contents[0][1].decode(), AS_OF)
    after = analysis.what_if(credit, asked.entries)
    assert [(p.id, p.standing, p.where, p.promised) for p in after.promises] == [
        (p.id, p.standing, p.where, p.promised) for p in applied.promises
    ]
    assert [finding.message for finding in after.findings] == [finding.message for finding in applied.findings]


HOSTING = "level:agreements/uc-hosting-one/targets/0/at_least"


def test_what_does_not_close_says_how_much_stays_missing_of_the_worst(credit):
    said = what_if.outcome(credit, analysis.what_if(credit, tried(credit, (HOSTING, "99.55 %")).entries))
    assert said.lead == (
        "Quick score: availability stays a gap: 34 min 34 s missing instead of 56 min 10 s;"
        " 2 other promises would keep their status on other figures."
    )
    after = analysis.what_if(
        credit, tried(credit, ("level:agreements/uc-bureau-one/targets/0/at_least", "99.2 %")).entries
    )
    assert what_if.outcome(credit, after).lead.startswith("Online credit check: availability stays at risk: 3 h 27 min")


def test_the_promise_somebody_started_from_is_spoken_of_even_if_others_are_closed(credit):
    after = analysis.what_if(credit, tried(credit, (HOSTING, "99.6 %"), (LOGIN, "99.6 %")).entries)
    lead = what_if.outcome(credit, after, ["sla-car-leasing/quick-score/availability"]).lead
    assert lead.startswith("Quick score: availability stays a gap: ")
    assert "; 1 other promise would be supported that today is not; " in lead


SILENT_BANK = """
slamodel: 1
parties: {it: {kind: department}, c: {kind: customer}, h: {kind: supplier}, b: {name: Bank B, kind: supplier}}
services:
  pay: {name: Payroll, provider: it, needs: [host, bank]}
  host: {provider: h}
  bank: {name: Bank interface B, provider: b}
agreements:
  sla: {kind: SLA, provider: it, customers: [c], services: [pay], targets: [{metric: availability, at_least: 99.5 %}]}
  uc: {kind: UC, provider: h, customers: [it], services: [host], targets: [{metric: availability, at_least: 99.4 %}]}
"""


def test_what_only_waits_for_somebody_to_commit_is_said_to_miss_nothing_and_to_be_unknown():
    before = analyse_text(SILENT_BANK, AS_OF)
    (lever,) = (lever for block in _blocks(before) for lever in block.levers if lever.enough)
    assert [(enough.level, enough.does) for enough in lever.enough] == [("99.5 %", "closes what is missing")]
    after = analysis.what_if(before, tried(before, (lever.field, "99.5 %")).entries)
    assert what_if.outcome(before, after).lead == (
        "Nothing is missing any more for Payroll: availability; it is unknown until Bank B commits to Bank interface B."
    )


def _blocks(model):
    return levers.blocks(model, wishes([("promise", "sla/pay/availability")]), {})


def test_a_level_that_is_taken_as_given_is_no_row_of_what_would_be_different(credit):
    said = what_if.outcome(credit, analysis.what_if(credit, tried(credit, (HOSTING, "99.63 %")).entries))
    assert said.table
    rows = [row[0].anchor for group in said.table.groups for row in group.rows]
    assert "sla-car-leasing/quick-score/availability" in rows
    assert not any(name.startswith("uc-hosting-one/") for name in rows)


def test_every_promise_to_a_customer_that_does_not_hold_is_a_place_to_start(credit):
    leasing, bank = ("for Car Leasing plc", "for Retail Bank plc")
    about = [hit.about for hit in found.open_ones(credit)]
    assert about == [f"gap, {leasing}", f"gap, {bank}", f"gap, {leasing}", f"unknown, {bank}", f"at risk, {bank}"]


def test_what_is_counted_stands_in_the_plural(credit):
    words = {tally.status.word: tally.word for tally in what_if.outcome(credit, credit).tallies}
    assert words == {"gap": "gaps", "unknown": "unknown", "at risk": "at risk", "supported": "supported"}


def test_what_is_as_today_is_no_change(credit):
    assert not tried(credit, (LOGIN, "99 %"), (LOGIN.replace("login", "nobody"), "5 %"), ("also:login", "")).entries


@pytest.mark.parametrize("typed", ["99,6", "99.6", "99,6%", "99.6 %"])
def test_a_level_is_understood_as_in_forms(credit, typed):
    assert tried(credit, (LOGIN, typed)).said == ("Login availability 99 % \u2192 99.6 %",)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (LOGIN, "996", "more than 100 %"),
        (LOGIN, "a\u202eb", "not allowed"),
        ("level:services/web-front/own/resolution/P1", "4 parsecs", "parsecs"),
        ("also:credit-check", "scoring engin", 'Did you mean "Scoring engine"?'),
        ("also:credit-check", "credit-check", "needs itself"),
        ("without", "services/credit-check/needs/9", ""),
    ],
)
def test_what_is_wrong_is_said_of_its_field_and_everything_else_is_tried(credit, field, text, said):
    asked = tried(credit, (field, text), ("level:agreements/ola-web-front/targets/0/at_least", "99.8 %"))
    assert len(asked.said) == 1
    assert list(asked.entries) == [("agreements", "ola-web-front")]
    assert [said in message for message in asked.mistakes.values()] == [True] * bool(said)
    assert set(asked.mistakes) <= {field}


@pytest.mark.parametrize(
    "place",
    [
        "agreements/ola-login/kind", "agreements/ola-login/targets/0/metric", "agreements/ola-login/targets/9/at_least",
        "services/login/provider", "services/login/needs/0", "parties/it/kind", "title", "agreements/../login", "",
    ],
)  # fmt: skip
def test_only_levels_are_levels(credit, place):
    assert places.level_at(credit, place) is None


GROUP: Plain = {"any_of": ["b", "c"]}
OF_THREE: Plain = {"at_least": "2", "of": ["d", "e", {"all_of": ["f", "g"]}]}
LESS: Plain = {"at_least": "2", "of": ["d", "e", "f"]}
NEEDS: list[Plain] = ["a", GROUP, OF_THREE]


@pytest.mark.parametrize(
    ("without", "instead", "also", "expected"),
    [
        ((), {}, "", NEEDS),
        (("0",), {}, "", NEEDS[1:]),
        (("1/any_of/0",), {}, "", ["a", "c", NEEDS[2]]),
        (("1/any_of/0", "1/any_of/1"), {}, "", ["a", NEEDS[2]]),
        (("2/of/2/all_of/1",), {}, "", [*NEEDS[:2], LESS]),
        ((), {"0": "x"}, "", [{"any_of": ["a", "x"]}, *NEEDS[1:]]),
        ((), {"1/any_of/1": "x"}, "", ["a", {"any_of": ["b", "c", "x"]}, NEEDS[2]]),
        (("1/any_of/1",), {"1/any_of/1": "x"}, "", ["a", {"any_of": ["b", "x"]}, NEEDS[2]]),
        (("0",), {"0": "x"}, "y", ["x", *NEEDS[1:], "y"]),
    ],
)
def test_needs_go_come_and_get_alternatives(without, instead, also, expected):
    assert swapped(NEEDS, Swap(frozenset(without), instead, also)) == expected


def test_a_promise_offers_every_level_that_carries_it_with_what_would_be_enough(credit):
    (block,) = levers.blocks(credit, wishes([("promise", PORTAL)]), {})
    assert [lever.label for lever in block.levers] == ["What is promised", "Login", "Web front"]
    assert [lever.today for lever in block.levers] == ["99.5 %", "99 %", "99.9 %"]
    assert [enough.level for lever in block.levers for enough in lever.enough] == ["98.9 %", "99.6 %"]


def test_every_level_that_is_offered_as_enough_is_enough(credit):
    offered = 0
    for promise in credit.promises:
        for lever in levers.blocks(credit, wishes([("promise", promise.id)]), {})[0].levers:
            for enough in (one for one in lever.enough if "unrelated" not in one.does):
                after = analysis.what_if(credit, tried(credit, (lever.field, enough.level)).entries)
                assert after.target(promise.id).deciding.standing.weight >= promise.standing.weight
                view = after.target(promise.id)
                name = "direct" if promise.deciding is promise.direct else "end_to_end"
                assert getattr(view, name).standing.word in ("supported", "unknown"), (promise.id, lever)
                offered += 1
    assert offered > 5


def test_a_level_stands_on_the_page_once(app):
    page = ask(app, "", ("promise", PORTAL), ("agreement", "ola-login"), ("service", "login"))
    fields = re.findall(r'name="(level:[^"]+)"', page)
    assert len(fields) == len(set(fields)) > 3


def test_a_pressed_suggestion_and_a_start_that_is_dropped_work_without_a_script(app):
    page = ask(app, "", ("promise", PORTAL), (LOGIN, "99 %"), ("take", f"{LOGIN.removeprefix('level:')}=99.6 %"))
    assert "1 promise would be supported" in words(page)
    page = ask(app, "", ("promise", PORTAL), ("drop", f"promise={PORTAL}"))
    assert "What is promised" not in words(page)


def test_a_wrong_field_is_told_alone_so_that_the_last_verdict_stays(app):
    answer = app.ask(f"/m/model/what-if/verdict?{urlencode([(LOGIN, 'often')])}")
    assert answer.headers["HX-Reswap"] == "none"
    assert "is not a number" in words(answer.text)
    assert "verdict" not in answer.text
    answer = app.ask(f"/m/model/what-if/verdict?{urlencode([(LOGIN, '99.6 %')])}")
    assert "HX-Reswap" not in answer.headers
    assert "1 promise would be supported" in words(answer.text)


def test_what_is_applied_is_a_revision_with_its_message_and_comes_with_an_undo(app):
    first = newest(app)
    app.post("/m/model/what-if/apply", {"seen": app.seen, LOGIN: "99.6 %", "message": ""})
    revision = newest(app)
    assert (revision.number, revision.stamp.message) == (first.number + 1, "What-if: Login availability 99 % → 99.6 %")
    before, after = (found.contents[0][1].splitlines() for found in (first, revision))
    differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert [(one.replace(b"99 %", b"99.6 %"), other) for one, other in differing] == [(differing[0][1],) * 2]


def test_nothing_is_saved_on_top_of_a_state_that_nobody_has_seen(app):
    seen, first = app.seen, newest(app).number
    app.post("/m/model/what-if/apply", {"seen": seen, LOGIN: "99.6 %"})
    answer = app.post("/m/model/what-if/apply", {"seen": seen, LOGIN: "99.8 %"})
    assert answer.status_code == 409
    assert "nothing was saved" in words(answer.text)
    assert f'value="{app.seen}"' in answer.text
    assert 'value="99.8 %"' in answer.text
    assert newest(app).number == first + 1


def test_what_cannot_be_written_to_the_file_is_still_on_the_page(on_disk, monkeypatch):
    model = on_disk.desk.disk.path
    model.write_bytes(EXAMPLE.read_bytes())
    seen = on_disk.head("model").sha256

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = on_disk.post("/m/model/what-if/apply", {"seen": seen, LOGIN: "99.6 %"})
    assert answer.status_code == 507
    assert "Nothing was saved: model.yaml cannot be written: No space left on device." in words(answer.text)
    assert 'value="99.6 %"' in answer.text
    assert model.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize("fields", [{}, {LOGIN: "99 %"}, {LOGIN: "nonsense"}])
def test_nothing_is_saved_where_nothing_can_be_changed(app, fields):
    before = app.kept()
    assert app.post("/m/model/what-if/apply", {"seen": app.seen, **fields}).status_code == 422
    assert app.kept() == before


def test_while_the_text_is_faulty_the_last_verdict_is_tried_on_and_nothing_applied(app):
    workspace = app.desk.workspace("model")
    app.desk.save(workspace, app.seen, (("model.yaml", EXAMPLE.read_bytes() + b"wrong: 1\n"),), "A slip")
    page = words(ask(app, "", (LOGIN, "99.6 %")))
    assert "1 promise would be supported" in page
    assert "Apply as a revision" not in page
    assert app.post("/m/model/what-if/apply", {"seen": app.seen, LOGIN: "99.6 %"}).status_code == 409


def test_services_and_agreements_are_found_by_a_part_of_their_name(credit, app):
    assert [hit.id for hit in found.search(credit, "LOGIN")] == ["ola-login", "login"]
    assert found.search(credit, "") == ()
    assert "ola-login" in ask(app, "/search", ("q", "logi"))
    assert "called that" in ask(app, "/search", ("q", "nothing like it"))
    assert 'value="Login"' in ask(app, "/services", ("q", "logi"))


def test_findings_that_only_say_other_figures_are_neither_gone_nor_new(credit):
    after = analysis.what_if(credit, tried(credit, (LOGIN, "99.1 %")).entries)
    told = what_if.findings(credit, after)
    assert not told.closed
    assert not told.opened
    assert [f.message for f in credit.findings] != [f.message for f in after.findings]


def test_starts_that_the_model_does_not_have_are_passed_over(app):
    page = ask(app, "", ("promise", "no/such"), ("agreement", "<b>"), ("service", "nobody"), ("level:x", "1"))
    assert "The verdict today" in words(page)


def test_other_hours_are_tried_and_a_calendar_that_is_none_is_told():
    model = analyse_text(HOURS, AS_OF)
    place = "level:agreements/uc/support_hours"
    asked = tried(model, ("agreement", "uc"), (place, "always"))
    assert not asked.mistakes
    assert asked.said == ("machines and lines support hours office \u2192 always",)
    after = analysis.what_if(model, asked.entries)
    assert [after.target("sla/web/resolution/P1").standing.value] == ["supported"]
    wrong = tried(model, (place, "ofice"))
    assert "office" in wrong.mistakes[place]
    hours = tried(model, (place, "08:00-18:00"))
    assert hours.mistakes[place].startswith('"08:00-18:00" is no calendar of this model. Choose one of its calendars')
    assert not hours.mistakes[place].endswith("?")
    assert tried(model, (place, "Around the clock")).entries == asked.entries
    assert not wrong.entries


def test_the_hours_of_an_agreement_are_offered_where_it_has_targets_that_count_in_them():
    model = analyse_text(HOURS, AS_OF)
    (block,) = levers.blocks(model, wishes([("agreement", "sla-phone")]), {})
    (lever,) = block.levers[-1:]
    assert (lever.label, lever.today) == ("Support hours", "")
    assert lever.choices == (("always", "Around the clock"), ("office", "Office hours"))
    (block,) = levers.blocks(model, wishes([("agreement", "uc")]), {})
    assert [lever.label for lever in block.levers[-2:]] == ["Hours in which it counts", "Support hours"]


def test_an_agreement_is_found_by_the_name_of_what_it_covers():
    model = analyse_text(HOURS.replace("machines: {", "machines: {name: Engine room, "), AS_OF)
    assert ("agreement", "uc") in [(hit.kind, hit.id) for hit in found.search(model, "engine")]


def test_what_is_supported_since_less_is_promised_says_so_and_today_stands_by_its_own_level(credit):
    level = "level:agreements/sla-car-leasing/targets/0/at_least"
    after = analysis.what_if(credit, tried(credit, (level, "90 %")).entries)
    said = what_if.outcome(credit, after)
    assert "since less is promised" in said.lead
    row = next(row for group in said.table.groups for row in group.rows if row[0].anchor == PORTAL)
    assert row[2].details[0] == f"of {row[1].details[-1].removeprefix('today ')} promised today"


def test_what_a_better_level_below_would_cost_is_not_taken_for_nothing(app):
    assert "What 1 change would cost is not stated." in words(ask(app, "/verdict", (LOGIN, "99.6 %")))
