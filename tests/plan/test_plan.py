"""What a plan is: the cheapest of what can be chosen, never less above, and honest where nothing is enough."""

import json
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner

from slamodel.analysis import analyse_text
from slamodel.cli import slamodel
from slamodel.plan.move import Kind
from slamodel.plan.outcome import Outcome
from slamodel.plan.planning import plan
from slamodel.report.plan import first

AS_OF = date(2026, 11, 23)
HEAD = """slamodel: 1
currency: EUR
parties: {shop: {kind: customer}, it: {kind: department}, one: {kind: supplier}, two: {kind: supplier}}
"""
TIERS = (
    HEAD
    + """services:
  web: {provider: it, needs: [line, power]}
  line: {provider: one}
  power: {provider: two}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [shop], services: [web], targets: [{metric: availability, at_least: 99.8 %}]}
  uc-line:  # the line
    kind: UC
    provider: one
    customers: [it]
    services: [line]
    tier: basic
    tiers:
      basic: {price: 100 per year, targets: [{metric: availability, at_least: 99 %}]}
      good: {price: 10 per month, targets: [{metric: availability, at_least: 99.9 %}]}
      best: {price: 200 per year, targets: [{metric: availability, at_least: 99.99 %}]}
  uc-power:
    kind: UC
    provider: two
    customers: [it]
    services: [power]
    tier: best
    tiers:
      good: {price: 50 per year, targets: [{metric: availability, at_least: 99.9 %}]}
      best: {price: 90 per year, targets: [{metric: availability, at_least: 99.99 %}]}
"""
)


def planned(text, *asked):
    return plan(analyse_text(text, AS_OF), *asked)


def tiers(found):
    return {move.of[1]: move.tier for move in found.moves}


def test_the_cheapest_tiers_that_are_enough_are_chosen_and_a_cheaper_one_where_it_does():
    found = planned(TIERS)
    assert (found.status, found.gap, found.price) == (Outcome.OPTIMAL, 0.0, -20)
    assert tiers(found) == {"uc-line": "good", "uc-power": "good"}


def test_the_fewest_changes_leave_what_is_good_enough():
    found = planned(TIERS, "changes")
    assert tiers(found) == {"uc-line": "good"}
    assert found.price == 20


def test_what_holds_if_outages_are_unrelated_may_be_less():
    text = TIERS.replace("at_least: 99.8 %}]}\n  uc-line", "at_least: 99.8001 %}]}\n  uc-line")
    assert tiers(planned(text, "price", "independent")) == {"uc-line": "good", "uc-power": "good"}
    assert planned(text).price > planned(text, "price", "independent").price


def test_a_plan_is_the_analysis_of_the_model_with_its_moves_made():
    found = planned(TIERS)
    assert found.after.target("sla/web/availability").standing.value == "supported"
    assert found.after.landscape.agreements["uc-line"].tier == "good"


def test_a_price_that_nobody_knows_is_never_taken_where_a_known_one_does():
    text = TIERS.replace("price: 10 per month, ", "")
    found = planned(text)
    assert tiers(found) == {"uc-line": "best", "uc-power": "good"}
    assert found.unpriced == 0


def test_where_no_tier_is_enough_it_is_said_with_the_best_that_can_be_had():
    found = planned(TIERS.replace("at_least: 99.8 %}]}\n  uc-line", "at_least: 99.985 %}]}\n  uc-line"))
    assert found.status is Outcome.INFEASIBLE
    assert [(one.promise, one.best) for one in found.beyond] == [("sla/web/availability", "99.98 %")]
    assert "no tiers of uc-line and uc-power together are enough: at best 99.98 %" in found.beyond[0].because
    assert any(line.startswith("sla/web/availability") for line in found.because)


def test_levels_are_asked_for_where_there_are_no_tiers_and_no_more_than_needed():
    start, end = TIERS.index("    tier: basic"), TIERS.index("  uc-power:")
    text = TIERS[:start] + "    targets: [{metric: availability, at_least: 99 %}]\n" + TIERS[end:]
    (move,) = [move for move in planned(text, "changes").moves if move.kind is Kind.LEVEL]
    assert (move.of[1], move.becomes, move.price) == ("uc-line", "99.81 %", None)


def test_nothing_has_to_change_where_nothing_can_be_better():
    text = TIERS.replace("99.8 %", "99 %").replace("tier: basic", "tier: good").replace("tier: best", "tier: good")
    found = planned(text.replace("basic: {price: 100", "basic: {price: 300"))
    assert found.moves == ()
    assert found.after is found.before


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text(TIERS, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(slamodel, ["plan", *map(str, arguments), "--as-of", "2026-11-23"])


def test_the_answer_for_machines_has_the_keys_that_are_promised(model):
    answer = json.loads(run(model, "--format", "json").stdout)
    assert (answer["status"], answer["gap"], answer["price_change"]) == ("optimal", 0.0, -20)
    changes = [
        {key: one[key] for key in ("agreement", "from", "to", "tier", "price_change")} for one in answer["changes"]
    ]
    assert changes == [
        {"agreement": "uc-line", "from": "basic", "to": "good", "tier": "good", "price_change": 20},
        {"agreement": "uc-power", "from": "best", "to": "good", "tier": "good", "price_change": -40},
    ]
    assert answer["because"]


def test_the_answer_begins_with_one_sentence_and_is_grouped_by_party(model):
    lines = run(model).stdout.splitlines()
    assert lines[1].startswith("2 changes in 2 agreements make every promise supported, for 20 EUR less a year.")
    assert [line for line in lines if line in {"one", "two"}] == ["one", "two"]


def test_a_plan_that_is_applied_keeps_comments_and_the_model_itself(model, tmp_path):
    assert run(model, "--apply", tmp_path / "new.yaml").exit_code == 0
    assert "uc-line:  # the line\n" in (tmp_path / "new.yaml").read_text(encoding="utf-8")
    assert model.read_text(encoding="utf-8") == TIERS


def test_what_is_there_is_never_written_over(model, tmp_path):
    refused = run(model, "--apply", model)
    assert (refused.exit_code, model.read_text(encoding="utf-8")) == (2, TIERS)
    assert run(tmp_path, "--apply", tmp_path / "new").exit_code == 2


def test_a_promise_that_stays_open_ends_with_1(model):
    model.write_text(TIERS.replace("99.8 %", "99.999 %"), encoding="utf-8")
    assert run(model).exit_code == 1


def test_what_is_out_of_reach_is_told_by_the_names_that_people_know():
    text = TIERS.replace("99.8 %}]}\n  uc-line", "99.999 %}]}\n  uc-line").replace(
        "kind: UC", "name: The line\n    kind: UC", 1
    )
    assert planned(text).beyond[0].because.startswith("no tiers of The line (uc-line) and uc-power together are enough")


def test_without_time_nothing_is_said_to_be_impossible_that_is_not_proved():
    found = plan(analyse_text(TIERS, AS_OF), seconds=0.0)
    assert "not together" not in str(found.because)
    assert found.status is not Outcome.OPTIMAL or found.gap == 0.0


def test_a_price_that_nobody_has_stated_is_told_beside_those_that_are_known():
    found = planned(TIERS)
    priced, other = found.moves
    assert first(found) == "2 changes in 2 agreements make every promise supported, for 20 EUR less a year."
    mixed = replace(found, moves=(priced, replace(other, price=None)), price=priced.price, unpriced=1)
    assert first(mixed).endswith("; 1 of the 2 changes has no price yet.")
    unknown = replace(found, moves=(replace(priced, price=None),), unpriced=1)
    assert first(unknown).endswith("makes every promise supported. Nobody has stated a price for it.")
