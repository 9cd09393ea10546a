"""Levels on offer as something to try: what the page offers, what choosing one changes, and what it costs."""

from datetime import date
from urllib.parse import urlencode

import pytest
from slamodel_web.views import levers
from slamodel_web.views.tiers import cost
from slamodel_web.views.trial import trial
from slamodel_web.views.wishes import wishes

from slamodel import analysis
from slamodel.analysis import analyse_text
from slamodel.edit import edited
from slamodel.propagate import Standing
from tests.web.guarded import EXAMPLE, guarded

AS_OF = date(2026, 11, 23)
MODEL = (EXAMPLE.parents[1] / "12-tiers-and-prices/model.yaml").read_text(encoding="utf-8")
SHOP = "sla-shop/ticket-shop/availability"
GOLD = ("tier:uc-hosting", "gold")
OWN = """    tier: bronze
    price: 11000 per year
    targets: [{metric: response, within: 1 h}, {metric: availability, at_least: 99.6 %}]
"""
BRONZE = "level:agreements/uc-hosting/tiers/bronze/targets/0/at_least"


@pytest.fixture(scope="module")
def theatre():
    return analyse_text(MODEL, AS_OF)


@pytest.fixture(scope="module")
def beside():
    """The same where a price and targets stand in the place of the tier."""
    return analyse_text(MODEL.replace("    tier: bronze\n", OWN), AS_OF)


def tried(model, *fields):
    return trial(model, wishes(fields))


def said(model, *fields):
    asked = tried(model, *fields)
    return cost(model, asked.moves, len(asked.said))


def choices(model, *fields):
    blocks = levers.blocks(model, wishes(fields), trial(model, wishes(fields)).mistakes)
    found = [tiers for block in blocks for tiers in block.tiers]
    return found + [lever.tiers for block in blocks for lever in block.levers if lever.tiers]


def test_a_promise_offers_the_tiers_of_what_carries_it_with_price_and_what_they_do(theatre):
    hosting, payment = choices(theatre, ("promise", SHOP))
    assert [(o.name, o.levels, o.price, o.dearer, o.does) for o in hosting.offers] == [
        ("bronze", ("availability 99.5 % a month",), "12,000 EUR a year", "", ""),
        ("silver", ("availability 99.8 % a month",), "17,000 EUR a year", "+5,000 EUR a year", ""),
        ("gold", ("availability 99.95 % a month",), "21,000 EUR a year", "+9,000 EUR a year", "enough alone"),
    ]
    assert (hosting.today, hosting.typed) == ("bronze", "bronze")
    assert [offer.price for offer in payment.offers][:2] == ["9,000 EUR a year", "15,000 EUR a year"]


def test_a_tier_that_is_said_to_be_enough_is_enough_and_no_other(theatre):
    for promise in theatre.promises:
        for tiers in choices(theatre, ("promise", promise.id)):
            for offer in tiers.offers:
                after = analysis.what_if(theatre, tried(theatre, (tiers.field, offer.name)).entries)
                closes = promise.standing is not Standing.SUPPORTED is after.target(promise.id).standing
                assert closes == bool(offer.does), (promise.id, offer)


def test_choosing_a_tier_is_told_with_what_a_year_costs_more(theatre):
    asked = tried(theatre, GOLD)
    assert asked.said == ("Hosting contract bronze \u2192 gold",)
    assert analysis.what_if(theatre, asked.entries).target(SHOP).standing is Standing.SUPPORTED
    assert said(theatre, GOLD) == ("+9,000 EUR a year", "")
    assert said(theatre, GOLD, ("tier:uc-mail", "economy")).known == "+6,000 EUR a year"
    assert said(theatre, ("tier:uc-mail", "economy")).known == "\u22123,000 EUR a year"


def test_what_has_no_price_is_never_counted_as_nothing(theatre):
    level = ("level:agreements/uc-line/tiers/standard/targets/0/at_least", "99.9 %")
    assert said(theatre, GOLD, level) == (
        "+9,000 EUR a year",
        "of what has a price; what 1 other change would cost is not stated",
    )
    silent = analyse_text(MODEL.replace("gold:   {price: 21000 per year, ", "gold:   {"), AS_OF)
    assert said(silent, GOLD) == ("", "What gold would cost is not stated.")
    assert [o.price for o in choices(silent, ("agreement", "uc-hosting"))[0].offers][-1] == "price not stated"


@pytest.mark.parametrize("fields", [[GOLD], [GOLD, ("tier:uc-payment", "plus")], [("tier:uc-hosting", "silver")]])
@pytest.mark.parametrize("own", [False, True])
def test_the_tier_that_is_tried_is_that_of_the_revision_that_is_applied(fields, own):
    text = MODEL.replace("    tier: bronze\n", OWN) if own else MODEL
    before = analyse_text(text, AS_OF)
    asked = tried(before, *fields)
    assert not asked.mistakes
    contents = edited((("model.yaml", text.encode()),), asked.changes)
    applied = analyse_text(contents[0][1].decode(), AS_OF)
    after = analysis.what_if(before, asked.entries)
    assert [(p.id, p.standing, p.promised) for p in after.promises] == [
        (p.id, p.standing, p.promised) for p in applied.promises
    ]
    assert [f.message for f in after.findings] == [f.message for f in applied.findings]


def test_a_tier_takes_out_what_stands_in_its_place_and_leaves_the_rest(beside):
    asked = tried(beside, GOLD, ("level:agreements/uc-hosting/targets/0/within", "30 min"))
    entry = asked.entries["agreements", "uc-hosting"]
    assert "price" not in entry
    assert entry["targets"] == [{"metric": "response", "within": "30 min"}]
    assert said(beside, GOLD).known == "+10,000 EUR a year"


@pytest.mark.parametrize("place", [BRONZE, "level:agreements/uc-hosting/targets/1/at_least"])
def test_a_level_in_whose_place_a_tier_states_its_own_is_told_and_everything_else_is_tried(beside, place):
    asked = tried(beside, GOLD, (place, "99.7 %"))
    assert asked.mistakes == {place: "Does not count with gold, which states its own level."}
    assert asked.entries == tried(beside, GOLD).entries


def test_the_field_of_a_level_in_whose_place_a_chosen_tier_stands_makes_way(beside):
    (block,) = levers.blocks(beside, wishes([("agreement", "uc-hosting"), GOLD]), {})
    assert {lever.field: lever.is_void for lever in block.levers} == {
        "level:agreements/uc-hosting/targets/0/within": False,
        "level:agreements/uc-hosting/targets/1/at_least": True,
        "level:agreements/uc-hosting/targets/1/window": True,
    }
    (block,) = levers.blocks(beside, wishes([("agreement", "uc-hosting")]), {})
    assert not any(lever.is_void for lever in block.levers)


def test_the_tier_of_today_is_no_change_and_one_that_nobody_offers_is_told(theatre):
    assert not tried(theatre, ("tier:uc-hosting", "bronze"), ("tier:nobody", "gold")).entries
    asked = tried(theatre, ("tier:uc-hosting", "golf"))
    assert asked.mistakes == {"tier:uc-hosting": 'Nothing called "golf" is on offer here. Did you mean "gold"?'}


def test_a_choice_stands_on_the_page_once_and_goes_along_in_the_address(tmp_path):
    app = guarded(tmp_path)
    app.desk.save(app.desk.workspace("model"), app.seen, (("model.yaml", MODEL.encode()),), "Tiers")
    query = [("as_of", "2026-11-23"), ("promise", SHOP), ("agreement", "uc-hosting"), GOLD]
    page = app.ask(f"/m/model/what-if?{urlencode(query)}").text
    assert page.count('name="tier:uc-hosting"') == 3 + 1, "three to choose from, and one to apply"
    assert 'value="gold" checked' in page
    assert "+9,000 EUR a year" in page
    app.post("/m/model/what-if/apply", {"seen": app.seen, "tier:uc-hosting": "gold"})
    found = app.desk.store.revision(app.desk.workspace("model"))
    assert found.stamp.message == "What-if: Hosting contract bronze \u2192 gold"
    assert b"    tier: gold\n" in found.contents[0][1]


def test_a_tier_that_no_start_shows_stands_among_what_is_tried_too(theatre):
    (block,) = levers.blocks(theatre, wishes([GOLD]), {})
    assert (block.heading, [tiers.typed for tiers in block.tiers]) == ("Also tried", ["gold"])
