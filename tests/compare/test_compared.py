"""Two models are compared: what was changed in words, and how promises moved."""

from datetime import date
from decimal import Decimal

import pytest

from slamodel.analysis import analyse_text
from slamodel.compare.compared import compared
from slamodel.compare.outcome import Fate, Movement
from slamodel.compare.prices import PriceChange, price_change
from slamodel.compare.written import alike
from slamodel.report.comparison_moves import promises_less
from slamodel.report.comparison_words import follow_ups, headline

DAY = date(2026, 11, 23)
MODEL = """
slamodel: 1
parties: {user: {kind: customer}, it: {kind: department}, one: {kind: supplier}, two: {kind: supplier}}
services:
  web: {provider: it, needs: [host]}
  host: {provider: one}
  spare: {provider: two}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [user], services: [web],
     targets: [{metric: availability, at_least: 99.9 %}, {metric: resolution, priority: P1, within: 4 h}]}
  uc:
    {kind: UC, provider: one, customers: [it], services: [host], price: 100 per year,
     targets: [{metric: availability, at_least: 99.5 %}, {metric: resolution, within: 3 h}]}
  uc-spare:
    {kind: UC, provider: two, customers: [it], services: [spare],
     targets: [{metric: availability, at_least: 99 %}, {metric: resolution, within: 3 h}]}
"""
AVAILABILITY, FIX = "sla/web/availability", "sla/web/resolution/P1"


def analysed(*changes):
    text = MODEL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return analyse_text(text, DAY)


def changes(*replaced):
    return compared(analysed(), analysed(*replaced))


def moved(comparison):
    return {change.id: change.movement for change in comparison.promises if change.id.startswith("sla")}


def details(comparison):
    return {
        (change.entry[1], one.what): (one.was, one.becomes) for change in comparison.entries for one in change.details
    }


def test_a_model_does_not_differ_from_itself():
    found = changes()
    assert (found.entries, found.links, found.promises, found.opened, found.closed) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("old", "new", "movement"),
    [
        ("99.5 %", "99.95 %", Movement.CLOSED),
        ("99.5 %", "99.6 %", Movement.NARROWED),
        ("99.5 %", "99.4 %", Movement.WIDENED),
        ("{metric: availability, at_least: 99.5 %}, ", "", Movement.MOVED),
    ],
)
def test_a_gap_moves_with_the_level_below(old, new, movement):
    assert moved(changes((old, new))) == {AVAILABILITY: movement}


def test_a_gap_opens_when_a_time_below_gets_too_long():
    found = changes(("resolution, within: 3 h}]}\n  uc-spare", "resolution, within: 5 h}]}\n  uc-spare"))
    assert moved(found) == {FIX: Movement.OPENED}
    assert {finding.code for finding in found.opened} >= {"T201"}
    assert found.fails_on("gap")


def test_a_gap_that_becomes_unknown_is_not_closed():
    found = compared(analysed(), analysed(("{metric: availability, at_least: 99.5 %}, ", "")))
    assert [change.movement for change in found.promises if change.id == AVAILABILITY] == [Movement.MOVED]


def test_promises_are_new_and_gone():
    one = ("{metric: availability, at_least: 99.9 %}, ", "")
    assert moved(compared(analysed(), analysed(one))) == {AVAILABILITY: Movement.GONE}
    assert moved(compared(analysed(one), analysed())) == {AVAILABILITY: Movement.NEW}


def test_a_new_promise_with_a_gap_fails_and_one_that_is_gone_does_not():
    one = ("{metric: availability, at_least: 99.9 %}, ", "")
    assert compared(analysed(one), analysed()).fails_on("gap")
    assert not compared(analysed(), analysed(one)).fails_on("gap")


def test_the_gravest_stands_first():
    found = changes(("99.5 %", "99.95 %"), ("P1, within: 4 h", "P1, within: 2 h"))
    assert [change.movement for change in found.promises[:2]] == [Movement.OPENED, Movement.CLOSED]


def test_what_changed_is_told_in_words_and_values_as_written():
    found = changes(
        ("P1, within: 4 h}", "P1, within: 2 h, in: 95 %}"),
        ("100 per year", "120 per year"),
        ("needs: [host]", "needs: [{any_of: [host, spare]}]"),
        ("web: {", "web: {own: {resolution: {P1: 30 min}}, "),
    )
    assert details(found) == {
        ("sla", "resolution time for P1"): ("within 4 h", "within 2 h in 95 % of cases"),
        ("uc", "price"): ("100 per year", "120 per year"),
        ("web", "needs"): ("host", "host or spare"),
        ("web", "own resolution time for P1"): ("", "30 min"),
    }


def test_targets_are_told_apart_by_what_they_measure_not_by_where_they_stand():
    found = changes(
        (
            "[{metric: availability, at_least: 99.9 %}, {metric: resolution, priority: P1, within: 4 h}]",
            "[{metric: resolution, priority: P1, within: 4 h}, {metric: availability, at_least: 99.9 %}]",
        )
    )
    assert not found.entries
    assert not moved(found)


def test_entries_are_added_and_removed():
    found = changes(("  spare: {provider: two}\n", ""), ("two: {kind: supplier}", "three: {kind: supplier}"))
    fates = {change.entry: change.fate for change in found.entries}
    assert fates == {
        ("services", "spare"): Fate.REMOVED,
        ("parties", "two"): Fate.REMOVED,
        ("parties", "three"): Fate.ADDED,
    }


def test_links_are_added_removed_and_put_in_other_groups():
    found = changes(("needs: [host]", "needs: [{any_of: [host, spare]}], handled_by: [host]"))
    assert [(link.lower, link.by, link.fate) for link in found.links] == [
        ("host", "handled_by", Fate.ADDED),
        ("host", "needs", Fate.CHANGED),
        ("spare", "needs", Fate.ADDED),
    ]


def test_a_service_that_cannot_be_read_has_no_links_to_speak_of():
    found = changes(("needs: [host]", "needs: [{any_of: []}]"))
    assert not found.after.is_sound
    assert not found.links


@pytest.mark.parametrize(
    ("one", "other"),
    [("99.50 %", "99.5 %"), ("60 min", "1 h"), ("host", ["host"]), ({"a": "1 h", "b": "x"}, {"b": "x", "a": "60 min"})],
)
def test_another_way_to_write_the_same_is_no_change(one, other):
    assert alike(("price",), one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("99.5 %", "99.6 %"), ("1 h", "1 d"), (None, "x"), (["a", "b"], ["b", "a"])]
)
def test_another_value_is_a_change(one, other):
    assert not alike(("needs",), one, other)


def test_the_order_of_customers_says_nothing():
    assert alike(("customers",), ["a", "b"], ["b", "a"])


def test_findings_that_stay_are_neither_new_nor_gone_when_a_target_is_put_in_before_them():
    found = changes(
        (
            "targets: [{metric: availability, at_least: 99.9 %}",
            "targets: [{metric: response, within: 9 h}, {metric: availability, at_least: 99.9 %}",
        )
    )
    assert "A101" not in {finding.code for finding in (*found.opened, *found.closed)}


@pytest.mark.parametrize(
    ("replaced", "change"),
    [
        ([("100 per year", "20 per month")], PriceChange(paid=Decimal(140))),
        ([(" price: 100 per year,", "")], PriceChange(unknown=("uc",))),
        ([("services: [web],", "services: [web], price: 9 per year,")], PriceChange(unknown=("sla",))),
        ([("  uc-spare:", "  uc-other:")], PriceChange(unknown=("uc-other", "uc-spare"))),
        ([("99.5 %", "99.6 %")], PriceChange(unpriced=("uc",))),
        ([("99.5 %", "99.6 %"), ("100 per year", "120 per year")], PriceChange(paid=Decimal(20))),
        ([("99.9 %", "99.8 %")], PriceChange()),
        ([("slamodel: 1", "slamodel: 1\ncurrency: EUR"), ("100 per year", "20 per month")], PriceChange()),
    ],
)
def test_prices_are_compared_by_the_year_and_none_is_taken_for_nothing(replaced, change):
    assert price_change(analysed().landscape, analysed(*replaced).landscape) == change


def test_what_customers_pay_is_apart_from_what_suppliers_are_paid():
    paid = [("services: [web],", "services: [web], price: 9 per year,")]
    more = [("services: [web],", "services: [web], price: 12 per year,"), ("100 per year", "90 per year")]
    assert price_change(analysed(*paid).landscape, analysed(*more).landscape) == PriceChange(Decimal(-10), Decimal(3))


@pytest.mark.parametrize(
    ("old", "new", "is_less"),
    [
        ("99.9 %", "99 %", True),
        ("99.9 %", "99.95 %", False),
        ("P1, within: 4 h", "P1, within: 5 h", True),
        ("P1, within: 4 h", "P1, within: 4 h, in: 95 %", True),
        ("P1, within: 4 h", "P1, within: 2 h", False),
    ],
)
def test_a_promise_of_less_is_seen(old, new, is_less):
    found = [change for change in changes((old, new)).promises if change.id.startswith("sla")]
    assert [promises_less(change) for change in found] == [is_less]


@pytest.mark.parametrize(("old", "new", "is_less"), [("90", "80", True), ("80", "90", False)])
def test_less_throughput_is_less(old, new, is_less):
    rate = "{metric: throughput, at_least: %s per hour}, {metric: availability, at_least: 99.9 %%}"
    whole = "{metric: availability, at_least: 99.9 %}"
    below = ("at_least: 99.5 %}", "at_least: 99.5 %}, {metric: throughput, at_least: 100 per hour}")
    pair = compared(analysed((whole, rate % old), below), analysed((whole, rate % new), below))
    assert [promises_less(change) for change in pair.promises] == [is_less]


def test_what_is_missing_at_least_is_no_less_than_what_was_missing_exactly():
    gap = (("needs: [host]", "needs: [host, spare]"),)
    removed = (*gap, (MODEL[MODEL.index("  uc-spare:") :], ""))
    pair = compared(analysed(*gap), analysed(*removed))
    assert moved(pair)[AVAILABILITY] is Movement.MOVED
    assert moved(compared(pair.after, pair.before))[AVAILABILITY] is Movement.MOVED
    assert headline(pair, is_tried=True).startswith("Nobody would commit to spare any more: ")
    assert "of 1 gap it would not be known any more how wide it is" in headline(pair, is_tried=True)


def test_a_price_saved_by_taking_out_what_promises_rest_on_says_so():
    pair = compared(analysed(), analysed((MODEL[MODEL.index("  uc:") : MODEL.index("  uc-spare:")], "")))
    assert "Contracts below cost 100 a year less while nobody commits to host." in follow_ups(pair, is_tried=False)


def test_a_cut_off_rule_is_told_in_words():
    rule = "fulfilment, by: [{before: '13:00', due: '17:00'}, {due: '09:00', days: 1}]}"
    found = changes(("resolution, priority: P1, within: 4 h}", rule))
    assert details(found)["sla", "fulfilment time"][1] == (
        "by 17:00 the same working day if before 13:00, else by 09:00 the next working day"
    )
