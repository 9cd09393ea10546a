"""`slamodel what-if`: changes in words come to what the same changes of the text come to, in the order given."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from slamodel import cli
from slamodel.analysis import Analysis, analyse, analyse_text
from slamodel.edit import edited
from slamodel.plan.wishes import Wish, wished

DAY = date(2026, 11, 23)
CREDIT, TIERS = (Path("examples", name, "model.yaml") for name in ("05-credit-check", "12-tiers-and-prices"))
DOTS = """
slamodel: 1
parties: {user: {kind: customer}, it: {kind: department}, one: {kind: supplier}}
calendars: {office: {timezone: UTC, hours: {mon-fri: "08:00-18:00"}}}
services:
  web: {provider: it, needs: [host.eu], own: {resolution: 30 min}}
  host: {provider: one}
  host.eu: {provider: one}
agreements:
  sla: {kind: SLA, provider: it, customers: [user], services: [web], targets: [{metric: availability, at_least: 99 %}]}
  frame: {kind: UC, level: corporate, provider: one, customers: any, targets: [{metric: availability, at_least: 99 %}]}
  uc:
    {kind: UC, provider: one, customers: [it], services: [host], targets: [{metric: availability, at_least: 99 %}]}
  uc.eu:
    kind: UC
    extends: [frame]
    provider: one
    customers: [it]
    services: [host.eu]
    targets: [{metric: resolution, priority: P1.5, within: 4 h}, {metric: resolution, priority: P2, within: 8 h}]
"""


@pytest.fixture(scope="module")
def credit():
    return analyse(CREDIT, DAY)


@pytest.fixture(scope="module")
def dots():
    return analyse_text(DOTS, DAY)


def run(model, *words):
    return CliRunner().invoke(cli.slamodel, ["what-if", str(model), "--as-of", DAY.isoformat(), *words])


def wishes(*words):
    return [Wish(*word.split(" ", 1)) for word in words]


def figures(analysis: Analysis):
    """How every promise stands; the last digits depend on the order in which parts were worked out."""
    views = [(one, one.deciding.figures or one.deciding.time or ()) for one in analysis.promises]
    return [(one.id, one.standing, one.promised, [round(number, 12) for number in found]) for one, found in views]


def same_as_edited(analysis, text, *words):
    """What is tried is what comes of the edited text; the changes are handed on."""
    found = wished(analysis, wishes(*words))
    assert found.wrong == ()
    ((_, data),) = edited((("model.yaml", text.encode()),), found.changes)
    applied = analyse_text(data.decode(), DAY)
    tried = found.tried(analysis)
    assert figures(tried) == figures(applied)
    assert [one.message for one in tried.findings] == [one.message for one in applied.findings]
    return tried


@pytest.mark.parametrize(
    "words",
    [
        ("set ola-login.availability=99.6 %",),
        ("set ola-login.availability=99.6 %", "promise ola-login/login/availability=99.7 %"),
        ("set web-front.own.availability=99.9 %", "set web-front.own.resolution.P1=30 min"),
        ("set uc-bureau-three.notification=1 h", "add-need credit-check/bureau-one-api=bureau-three-api"),
        ("add-need dealer-portal=scoring-engine", "remove dealer-portal=login"),
        ("remove uc-bureau-one",),
        ("set sla-retail-bank.support_hours=always", "set sla-retail-bank.price=", "set sla-retail-bank.term.to="),
        ("promise sla-retail-bank/credit-check/resolution/P1=6 h", "set sla-retail-bank.fulfilment.in=90 %"),
        ("set sla-retail-bank.availability.window=year", "set sla-car-leasing.availability=8 h"),
        ("set sla-retail-bank.response=", "remove credit-check=bureau-one-api"),
    ],
)
def test_what_is_tried_is_what_the_edited_text_comes_to(credit, words):
    same_as_edited(credit, CREDIT.read_text(encoding="utf-8"), *words)


def test_a_level_on_offer_closes_the_gaps_that_it_is_enough_for():
    text = TIERS.read_text(encoding="utf-8")
    tried = same_as_edited(analyse_text(text, DAY), text, "tier uc-payment=plus", "tier uc-payment=premium")
    assert tried.landscape.agreements["uc-payment"].tier == "premium"


def test_ids_may_hold_dots_and_the_longest_is_meant(dots):
    tried = same_as_edited(dots, DOTS, "set uc.eu.resolution.P1.5=2 h", "set uc.availability=99.5 %")
    eu, uc = (tried.landscape.agreements[name] for name in ("uc.eu", "uc"))
    assert [(target.priority, target.within.seconds) for target in eu.targets if target.priority] == [
        ("P1.5", 7200),
        ("P2", 28800),
    ]
    assert float(uc.targets[0].at_least) == pytest.approx(0.995)


def test_a_level_from_another_agreement_is_stated_anew_and_stays_there_for_others(dots):
    tried = same_as_edited(dots, DOTS, "set uc.eu.availability=99.9 %")
    assert float(tried.landscape.agreements["frame"].targets[0].at_least) == pytest.approx(0.99)
    assert tried.target("uc.eu/host.eu/availability").promised == pytest.approx(0.001)


def test_an_own_time_for_one_priority_leaves_that_of_the_others(dots):
    tried = same_as_edited(dots, DOTS, "set web.own.resolution.P1=10 min")
    own = tried.landscape.services["web"].own
    assert (own.time("resolution", "P1").seconds, own.time("resolution", "P2").seconds) == (600, 1800)


def test_the_order_decides(credit):
    levels = [
        wished(credit, wishes(*words)).tried(credit).target("ola-login/login/availability").promised
        for words in (
            ("set ola-login.availability=98 %", "promise ola-login/login/availability=97 %"),
            ("promise ola-login/login/availability=97 %", "set ola-login.availability=98 %"),
        )
    ]
    assert levels == pytest.approx([0.03, 0.02])


def test_the_command_keeps_the_order_of_different_options():
    first, second = "--set=ola-login.availability=98%", "--promise=ola-login/login/availability=97%"
    for words, level in (((first, second), "97 %"), ((second, first), "98 %")):
        assert f"availability: at least 99 % a month → at least {level} a month" in run(CREDIT, *words).output


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("set ola-logn.availability=99 %", 'unknown agreement or service "ola-logn" (did you mean "ola-login"?)'),
        ("set ola-login.availabilty=99 %", 'unknown metric or key "availabilty" (did you mean "availability"?)'),
        ("set ola-login.availability=99.6", '"99.6" has no unit (write 99.6 % or 0.996)'),
        ("set ola-login.hours=offce", 'unknown calendar "offce" (did you mean "office"?)'),
        ("set ola-login", "write it as AGREEMENT.METRIC=LEVEL"),
        ("set ola-login=3", "say what of ola-login to set"),
        ("set web-front.own.availabilty=99 %", 'unknown metric or key "availabilty"'),
        ("set ola-web-front.resolution=1 h", "by priority: say which, ola-web-front.resolution.P1"),
        ("set ola-login.resolution.in=95 %", "ola-login states no resolution"),
        ("add-need credit-check=login-2", 'unknown service "login-2"'),
        ("add-need credit-check/login=web-front", "credit-check needs no such service"),
        ("remove ola-logn", 'did you mean "ola-login"?'),
        ("remove login=web-front", "login needs no such service"),
        ("tier ola-login=gold", "it has none"),
        ("promise ola-login/login/availabilty=3 h", 'did you mean "ola-login/login/availability"?'),
    ],
)
def test_what_cannot_be_understood_is_told_with_what_may_be_meant(credit, word, message):
    found = wished(credit, wishes(word))
    ((wish, told),) = found.wrong
    assert message in told
    assert f"{wish.kind} {wish.text}" == word
    assert found.changes == ()


def test_one_mistake_does_not_hide_the_next(credit):
    found = wished(credit, wishes("set ola-login.availability=99.6", "set ola-login.hours=offce"))
    assert len(found.wrong) == 2


def test_mistakes_end_with_2_and_nothing_is_tried():
    answer = run(CREDIT, "--set", "ola-login.availability=99.6")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith("--set ola-login.availability=99.6: ")


def test_before_and_after_stand_side_by_side_and_the_file_stays():
    text = CREDIT.read_bytes()
    answer = run(CREDIT, "--set", "ola-login.availability=99.6%")
    assert answer.exit_code == 1  # other gaps stay, as `check` of the changed model would say
    assert answer.stdout.splitlines()[1] == "1 gap would close."
    assert "  ▲ gap → ✓ supported  Dealer portal: availability" in answer.stdout
    assert "ensured 98.9 % → 99.5 %" in answer.stdout
    assert "Promises: ▲ gap 5 → 4" in answer.stdout
    assert CREDIT.read_bytes() == text


def test_the_answer_for_programs():
    told = json.loads(run(CREDIT, "--set", "ola-login.availability=99.6%", "--format", "json").stdout)
    assert (told["before"]["verdict"]["gap"], told["after"]["verdict"]["gap"]) == (5, 4)
    assert [one["id"] for one in told["targets"] if one["change"] == "closed"] == [
        "sla-car-leasing/dealer-portal/availability"
    ]


def test_what_others_still_name_cannot_be_taken_out_unnoticed(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(DOTS, encoding="utf-8")
    answer = run(model, "--remove", "frame")
    assert answer.exit_code == 2
    assert 'unknown agreement "frame"' in answer.stderr


def test_a_section_before_an_id_says_which_of_two_is_meant():
    model = analyse_text(DOTS.replace("uc.eu", "host.eu").replace("  uc:", "  host:"), DAY)
    for words, section in (("agreements/host.name=A", "agreements"), ("services/host.name=A", "services")):
        assert wished(model, wishes(f"set {words}")).changes[0].path == (section, "host", "name")
    assert wished(model, wishes("set host.availability=99.9 %")).changes[0].path[:2] == ("agreements", "host")
    assert wished(model, wishes("set host.own.availability=99.9 %")).changes[0].path[:2] == ("services", "host")


def test_lists_are_said_with_commas(dots):
    (change,) = wished(dots, wishes("set web.needs=host, host.eu")).changes
    assert change.value == ["host", "host.eu"]


def test_a_level_in_place_of_that_of_a_tier_is_set_beside_what_is_in_effect():
    answer = run(TIERS, "--set", "uc-hosting.availability=99.99%")
    assert ", by tier bronze → at least 99.99 % a month" in " ".join(answer.output.split())
