"""The menu holds what is needed to close every gap that can be closed from below, and nothing that nobody rests on."""

from datetime import date
from pathlib import Path

import pytest

from slamodel.analysis import analyse, analyse_text
from slamodel.plan.made import tried
from slamodel.plan.menu import menu
from slamodel.plan.move import Kind

AS_OF = date(2026, 11, 23)
EXAMPLES = sorted(Path("examples").glob("[0-9]*"))
MODEL = """
slamodel: 1
currency: EUR
parties: {shop: {kind: customer}, it: {kind: department}, ops: {kind: department}, host: {kind: supplier}}
services:
  web: {provider: it, needs: [platform]}
  wiki: {provider: it, needs: [server]}
  platform: {provider: ops, needs: [server, idle]}
  server: {provider: host}
  idle: {provider: ops}
  spare: {provider: host}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web]
    targets: [{metric: availability, at_least: 99.9 %}]
  ola:
    kind: OLA
    provider: ops
    customers: [it]
    services: [platform]
    targets: [{metric: availability, at_least: 99 %}]
  uc:
    kind: UC
    provider: host
    customers: [ops]
    services: [server]
    targets: [{metric: availability, at_least: 99.5 %}]
  other:
    kind: UC
    provider: host
    customers: [it]
    services: [spare]
    targets: [{metric: availability, at_least: 90 %}]
"""


def closed(analysis):
    """All at its strictest; whoever then commits to more than what lies below gives, a step less, until all holds."""
    choices = menu(analysis)
    steps = {(choice.of, choice.subject): len(choice.moves) - 1 for choice in choices}
    while True:
        made = [choice.moves[steps[choice.of, choice.subject]] for choice in choices if _is_taken(steps, choice)]
        after = tried(analysis, made)
        short = {("agreements", promise.agreement) for promise in after.promises if promise.standing.is_open}
        loosened = [name for name, step in steps.items() if name[0] in short and step >= 0]
        if not short or not loosened:
            return after
        for name in loosened:
            steps[name] -= 1


def _is_taken(steps, choice):
    return steps[choice.of, choice.subject] >= 0


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_some_combination_of_the_menu_closes_every_gap_of_an_example(example):
    after = closed(analyse(example, AS_OF))
    assert [promise.id for promise in after.promises if promise.standing.is_open] == []
    assert not after.fails_on("gap")


def test_an_agreement_that_has_to_rise_brings_what_lies_below_it_into_the_menu():
    found = {(choice.of, choice.subject) for choice in menu(analyse_text(MODEL, AS_OF))}
    assert (("agreements", "ola"), "availability") in found
    assert (("agreements", "uc"), "availability") in found


def test_what_nobody_rests_on_is_not_in_the_menu():
    assert not any("other" in choice.of for choice in menu(analyse_text(MODEL, AS_OF)))


def test_where_all_holds_there_is_nothing_to_decide():
    assert menu(analyse_text(MODEL.replace("99.9 %", "98 %"), AS_OF)) == ()


def test_nobody_is_asked_for_more_than_anybody_commits_to():
    moves = [move for choice in menu(analyse_text(MODEL, AS_OF)) for move in choice.moves]
    assert {move.becomes for move in moves if move.kind is Kind.LEVEL} <= {
        "99.5 %", "99.9 %", "99.95 %", "99.99 %", "99.995 %", "99.999 %"
    }  # fmt: skip


def test_levels_come_in_order_the_strictest_last_with_how_far_each_is():
    choice = next(choice for choice in menu(analyse_text(MODEL, AS_OF)) if choice.of[1] == "ola")
    efforts = [move.effort for move in choice.moves]
    assert efforts == sorted(efforts)
    assert choice.strictest.becomes == "99.999 %"
    assert efforts[-1] == pytest.approx(3.0)


def test_contracts_with_tiers_offer_nothing_but_these():
    tiers = "tiers: {gold: {price: 5 per year, targets: [{metric: availability, at_least: 99.9 %}]}}"
    text = MODEL.replace("    targets: [{metric: availability, at_least: 99.5 %}]", f"    {tiers}")
    choices = [choice for choice in menu(analyse_text(text, AS_OF)) if choice.of[1] == "uc"]
    assert [[move.becomes for move in choice.moves] for choice in choices] == [["gold"]]
