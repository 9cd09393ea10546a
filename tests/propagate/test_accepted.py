"""A waiver makes a promise accepted for the finding that says why it is not supported, and only while it holds."""

from datetime import date, timedelta

import pytest
from yaml import BaseLoader

from slamodel.analysis import analyse_text, what_if
from slamodel.propagate import Standing
from tests.test_what_if import plain

MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, host: {{kind: supplier}}, shop-owner: {{kind: customer}}}}
services:
  shop: {{provider: it, needs: [web]}}
  web: {{provider: host}}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop-owner]
    services: [shop]
    targets:
    - {{metric: availability, at_least: {promised}}}
    - {{metric: rto, within: 4 h}}
    waivers: [{above}]
  uc-web:
    kind: UC
    provider: host
    customers: [it]
    services: [web]
    targets: [{{metric: availability, at_least: 99.9 %}}]
    waivers: [{below}]
"""
LAST = date(2027, 6, 30)
SAID = f"owner: head of IT, reason: dual sourcing, until: {LAST}"
SHARE, RECOVERY = "sla/shop/availability", "sla/shop/rto"


def text(above: str = "", below: str = "", promised: str = "99.95 %") -> str:
    return MODEL.format(above=above, below=below, promised=promised)


def standing(target: str, model: str, as_of: date = LAST) -> Standing:
    return analyse_text(model, as_of).target(target).standing


def waivers(found):
    return {promise.id: promise.waiver for promise in found.promises}


def test_is_accepted_to_the_last_day_and_open_again_by_itself_on_the_next():
    model = text(f"{{rule: A101, {SAID}}}")
    assert standing(SHARE, model) is Standing.ACCEPTED
    assert standing(SHARE, model, LAST + timedelta(days=1)) is Standing.GAP
    assert analyse_text(model, LAST).target(SHARE).unwaived is Standing.GAP


@pytest.mark.parametrize("missing", ["owner: head of IT, ", "reason: dual sourcing, ", f", until: {LAST}"])
def test_without_owner_reason_or_day_nothing_is_accepted(missing):
    assert standing(SHARE, text(f"{{rule: A101, {SAID.replace(missing, '')}}}")) is Standing.GAP


@pytest.mark.parametrize("code", ["A102", "A103", "C602", "T201"])
def test_another_finding_of_the_same_promise_does_not_accept_it(code):
    assert standing(SHARE, text(f"{{rule: {code}, {SAID}}}")) is Standing.GAP


def test_a_target_limits_it_to_that_promise():
    assert standing(SHARE, text(f"{{rule: A101, target: {SHARE}, {SAID}}}")) is Standing.ACCEPTED
    assert standing(SHARE, text(f"{{rule: A101, target: {RECOVERY}, {SAID}}}")) is Standing.GAP


def test_a_supported_promise_is_not_accepted():
    assert standing(SHARE, text(f"{{rule: A101, {SAID}}}", promised="99.9 %")) is Standing.SUPPORTED


def test_what_is_unknown_is_accepted_above_or_where_it_is_not_said():
    assert standing(RECOVERY, text()) is Standing.UNKNOWN
    assert standing(RECOVERY, text(f"{{rule: C602, {SAID}}}")) is Standing.ACCEPTED
    assert standing(RECOVERY, text(below=f"{{rule: C602, {SAID}}}")) is Standing.ACCEPTED


def test_of_two_that_accept_the_same_the_longer_one_counts():
    model = text(f"{{rule: A101, {SAID}}}, {{rule: A101, owner: cio, reason: later, until: 2028-01-01}}")
    waiver = analyse_text(model, LAST).target(SHARE).waiver
    assert waiver
    assert waiver.owner == "cio"


@pytest.mark.parametrize(("agreement", "key"), [("sla", "above"), ("uc-web", "below")])
def test_a_what_if_takes_a_waiver_in_and_out(agreement, key):
    models = text(), text(**{key: f"{{rule: C602, {SAID}}}"})
    without, with_it = (analyse_text(model, LAST) for model in models)
    taken_out, put_in = (plain(BaseLoader(model).get_single_data()["agreements"][agreement]) for model in models)
    assert waivers(what_if(without, {("agreements", agreement): put_in})) == waivers(with_it)
    assert waivers(what_if(with_it, {("agreements", agreement): taken_out})) == waivers(without)


def test_an_aim_that_also_falls_short_has_to_be_accepted_as_both():
    def aiming(waived: str) -> str:
        return text(waived).replace("at_least: 99.9 %", "at_least: 99.9 %, strength: aim")

    assert standing(SHARE, aiming(f"{{rule: A101, {SAID}}}")) is Standing.GAP
    assert standing(SHARE, aiming(f"{{rule: A101, {SAID}}}, {{rule: C604, {SAID}}}")) is Standing.ACCEPTED


def test_a_waiver_of_an_agreement_that_is_over_accepts_nothing():
    model = text(below=f"{{rule: C602, {SAID}}}")
    assert standing(RECOVERY, model) is Standing.ACCEPTED
    assert standing(RECOVERY, model.replace("kind: UC", "kind: UC\n    status: retired")) is Standing.UNKNOWN
