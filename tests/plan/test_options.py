"""What is called a way out is one: written into the text and analysed from scratch, the promise stands as was said."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from slamodel import analysis as pipeline
from slamodel.analysis import analyse_text
from slamodel.edit import Change, edited
from slamodel.load import load_contents
from slamodel.plan.made import changes_of
from slamodel.plan.move import Kind
from slamodel.plan.options import options
from tests.oracle.models import AS_OF as DRAWN_ON
from tests.oracle.writing import dump
from tests.test_what_if import drawn

AS_OF = date(2026, 11, 23)
EXAMPLES = sorted(Path("examples").glob("[0-9]*"))
QUICK = [example for example in EXAMPLES if example.name[:2] in ("01", "04", "10", "12")]
SLOW = [example for example in EXAMPLES if example not in QUICK]
BROKEN = sorted(Path("examples/broken").glob("*.yaml"))
MODEL = """
slamodel: 1
currency: EUR
parties: {shop: {kind: customer}, it: {kind: department}, host: {kind: supplier}, line: {kind: supplier}}
services:
  web: {provider: it, needs: [server, net]}
  server: {provider: host}
  net: {provider: line}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web]
    targets: [{metric: availability, at_least: 99.5 %}]
  uc:
    kind: UC
    provider: host
    customers: [it]
    services: [server]
    term: {from: 2026-01-01, to: 2026-12-31, notice: 30 d, renews: 12 months}
    tier: bronze
    tiers:
      bronze: {price: 1000 per year, targets: [{metric: availability, at_least: 99 %}]}
      silver: {price: 1500 per year, targets: [{metric: availability, at_least: 99.5 %}]}
      gold: {price: 200 per month, targets: [{metric: availability, at_least: 99.9 %}]}
  carrier:
    kind: UC
    provider: line
    customers: [it]
    services: [net]
    targets: [{metric: availability, at_least: 99.8 %}]
"""


def contents_of(model):
    if model.is_file():
        return ((model.name, model.read_bytes()),)
    return tuple((path.name, path.read_bytes()) for path in sorted(model.glob("*.yaml")))


def check(contents, day):
    """Every option of every open promise stands in the text for what it says; how many there are."""
    count = 0
    analysis = pipeline.of(load_contents(contents, "model"), day)
    for promise in analysis.promises if analysis.is_sound else ():
        for option in options(analysis, promise):
            if option.promise is not None:
                written = edited(contents, changes_of(option.moves))
                after = pipeline.of(load_contents(written, "model"), day)
                assert after.is_sound, (promise.id, option.label)
                assert after.target(promise.id).standing is option.promise.standing, (promise.id, option.label)
                assert option.is_enough == (not option.promise.standing.is_open)
                count += 1
    return count


@pytest.mark.parametrize("example", QUICK, ids=lambda example: example.name)
def test_an_option_is_what_its_text_comes_to(example):
    assert check(contents_of(example), AS_OF) > 0


@pytest.mark.slow
@pytest.mark.parametrize("example", [*SLOW, *BROKEN], ids=lambda example: example.name)
def test_an_option_is_what_its_text_comes_to_elsewhere(example):
    check(contents_of(example), AS_OF)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_an_option_is_what_its_text_comes_to_in_random_models(seed):
    check((("model.yaml", dump(drawn(seed)).encode()),), DRAWN_ON)


def found(text=MODEL, promise="sla/web/availability"):
    analysis = analyse_text(text, AS_OF)
    return options(analysis, analysis.target(promise))


def test_tiers_are_sorted_by_what_they_cost_more_and_say_from_when_they_can_be_had():
    first = found()[0]
    (move,) = first.moves
    assert (move.tier, first.price, first.is_enough) == ("gold", Decimal(1400), True)
    assert (move.lever.day, move.lever.notice) == (date(2027, 1, 1), date(2026, 12, 1))


def test_what_is_not_enough_is_said_with_how_far_it_goes():
    text = MODEL.replace("at_least: 99.9 %", "at_least: 99.6 %")
    tried = [option for option in found(text) if not option.moves]
    assert [option.label for option in tried] == ["No tier of uc is enough alone: at best 99.4 %"]
    assert not any(move.tier for option in found(text) for move in option.moves)


@pytest.mark.parametrize(("level", "is_enough"), [("99.98 %", True), ("99.97 %", False)])
def test_the_level_that_is_asked_for_is_the_least_that_is_enough(level, is_enough):
    text = Path("examples/02-a-chain/model.yaml").read_text(encoding="utf-8")
    (option, *_) = found(text, "sla-supermarkets/order-portal/availability")
    (move,) = option.moves
    assert move.becomes == "99.98 %"
    changed = edited((("model.yaml", text.encode()),), [Change(move.changes[0].path, level)])
    after = analyse_text(changed[0][1].decode(), AS_OF).target("sla-supermarkets/order-portal/availability")
    assert after.standing.is_open != is_enough


def test_a_promise_is_lowered_to_exactly_what_is_supported():
    (option,) = [option for option in found() if option.moves and option.moves[0].kind is Kind.PROMISE]
    assert (option.moves[0].becomes, option.moves[0].party) == ("98.8 % a month", "shop")
    assert option.is_enough


def test_a_waiver_accepts_nothing_before_somebody_fills_it_in():
    option = next(option for option in found() if option.moves and option.moves[0].kind is Kind.WAIVER)
    assert not option.is_enough
    assert option.moves[0].changes[0].value == {"rule": "A101", "target": "sla/web/availability"}
    assert "who accepts it" in option.note


def test_several_are_raised_together_where_no_one_is_enough():
    chain = MODEL[: MODEL.index("  uc:")] + (
        "  uc: {kind: UC, provider: host, customers: [it], services: [server],"
        " targets: [{metric: availability, at_least: 99 %}]}\n"
        "  carrier: {kind: UC, provider: line, customers: [it], services: [net],"
        " targets: [{metric: availability, at_least: 99 %}]}\n"
    )
    (first, *_) = found(chain)
    assert {(move.agreement, move.becomes) for move in first.moves} == {("uc", "99.75 %"), ("carrier", "99.75 %")}
    assert first.is_enough


def test_a_promise_that_is_supported_has_no_way_out():
    assert found(MODEL.replace("99.5 %}]\n  uc:", "90 %}]\n  uc:")) == ()


SEVERAL = """
slamodel: 1
currency: EUR
parties:
  shop: {kind: customer}
  it: {kind: department}
  host: {kind: supplier}
  line: {kind: supplier}
  crew: {kind: department}
services:
  web: {provider: it, needs: [server, net, data]}
  server: {provider: host}
  net: {provider: line}
  data: {provider: crew}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web]
    targets: [{metric: availability, at_least: 99.5 %, window: month}, {metric: resolution, within: 8 h}]
  uc-server:
    kind: UC
    provider: host
    customers: [it]
    services: [server]
    tier: basic
    tiers:
      basic:
        {price: 100 per year, targets: [{metric: availability, at_least: 99.5 %}, {metric: resolution, within: 8 h}]}
      plus:
        {price: 200 per year, targets: [{metric: availability, at_least: 99.9 %}, {metric: resolution, within: 4 h}]}
      max:
        {price: 900 per year, targets: [{metric: availability, at_least: 99.99 %}, {metric: resolution, within: 1 h}]}
  uc-net:
    kind: UC
    provider: line
    customers: [it]
    services: [net]
    tier: s
    tiers:
      s: {price: 100 per year, targets: [{metric: availability, at_least: 99.7 %}, {metric: resolution, within: 12 h}]}
      m: {price: 150 per year, targets: [{metric: availability, at_least: 99.9 %}, {metric: resolution, within: 6 h}]}
      l: {targets: [{metric: availability, at_least: 99.99 %}, {metric: resolution, within: 1 h}]}
  ola:
    kind: OLA
    provider: crew
    customers: [it]
    services: [data]
    targets: [{metric: availability, at_least: 99.7 %}, {metric: resolution, within: 10 h}]
"""


def tiers_of(option):
    return [(move.tier or move.becomes) for move in option.moves]


def test_of_tiers_that_are_enough_only_together_the_cheapest_are_named():
    (first, *_) = found(SEVERAL)
    assert (tiers_of(first), first.price, first.is_enough) == (["plus", "m"], Decimal(150), True)


def test_tiers_that_are_not_enough_together_are_named_with_the_levels_that_the_others_need():
    ways = found(SEVERAL, "sla/web/resolution")
    assert [tiers_of(option) for option in ways if option.moves and option.moves[0].tier] == [["m", "8 h"]]


def test_of_times_side_by_side_each_is_shortened_by_what_its_own_way_is_too_long():
    ways = found(SEVERAL, "sla/web/resolution")
    (joint,) = [option for option in ways if option.moves and not option.moves[0].tier and len(option.moves) > 1]
    assert {(move.agreement, move.becomes) for move in joint.moves} == {("uc-net", "8 h"), ("ola", "8 h")}
    assert joint.is_enough
