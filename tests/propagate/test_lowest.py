"""A service that is committed to two customers on different terms, met twice below one promise: the lower counts."""

import pytest

from slamodel.analysis import analyse_text
from slamodel.report.explain import explain
from tests.oracle.models import AS_OF

MODEL = """
slamodel: 1
parties:
  user: {{kind: customer}}
  it: {{kind: department}}
  between: {{kind: supplier}}
  one: {{kind: supplier}}
  two: {{kind: supplier}}
calendars:
  day: {{hours: {{mon-sun: "00:00-12:00"}}}}
  night: {{hours: {{mon-sun: "12:00-24:00"}}}}
maintenance:
  early: {{hours: {{mon-sun: "00:00-06:00"}}, at_most: 36 h per month}}
services:
  top: {{provider: it, needs: [{needs}, mid]}}
  mid: {{provider: between, needs: [{needs}]}}
  shared: {{provider: one}}
  other: {{provider: two}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top, targets: [{{metric: availability, at_least: {promised}}}]}}
  mid: {{kind: UC, provider: between, customers: it, services: mid, targets: [{{metric: availability, at_least: 99.9 %}}]}}
  first: {{kind: UC, provider: one, customers: it, services: shared, {first}}}
  second: {{kind: UC, provider: one, customers: between, services: shared, {second}}}
  other: {{kind: UC, provider: two, customers: any, services: other, hours: night,
           targets: [{{metric: availability, at_least: 99.9 %}}]}}
"""  # noqa: E501 - a model is read as it stands
PAIR = "{any_of: [shared, other]}"


def level(share, window="month"):
    return f"targets: [{{metric: availability, at_least: {share} %, window: {window}}}]"


def analysed(first, second, needs="shared", promised="99 %"):
    found = analyse_text(MODEL.format(first=first, second=second, needs=needs, promised=promised), as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def end_to_end(*args, **kwargs):
    return analysed(*args, **kwargs).target("sla/top/availability").end_to_end


def shared(view):
    return next(given for given in view.inputs if given.service == "shared")


def test_the_hours_that_one_contract_leaves_out_do_not_hide_the_low_level_of_the_other():
    found = analysed(f"hours: day, {level(99.9)}", level(60), PAIR)
    promise = found.target("sla/top/availability")
    # By night `other` counts too; by day only `shared` does, and may be down for 40 % of the month.
    assert promise.end_to_end.figures.guaranteed == pytest.approx(0.4 + 0.0005)
    assert promise.standing == "at_risk"
    assert promise.where == "below"


def test_on_average_the_lower_level_counts_wherever_its_contract_applies():
    assert end_to_end(f"hours: day, {level(99.9)}", level(60)).figures.independent == pytest.approx(0.4)


def test_what_neither_contract_counts_together_may_be_down_for_good():
    figures = end_to_end(f"hours: day, {level(90)}", f"hours: night, {level(90)}").figures
    assert figures.guaranteed == pytest.approx(1.0)
    assert figures.ceiling == 0.0  # at best each is down in hours in which only it counts


def test_maintenance_of_one_contract_adds_to_the_level_of_the_other():
    view = end_to_end(f"excludes: early, {level(99)}", level(90))
    assert view.figures.guaranteed == pytest.approx(0.1 + 36 / 720)
    assert shared(view).loss == pytest.approx(view.figures.guaranteed)


def test_each_figure_takes_the_worse_of_two_levels_in_different_windows():
    view = end_to_end(level(99.9, "year"), level(99.5))
    assert view.figures.guaranteed == pytest.approx(8.76 / 720)
    assert view.figures.independent == pytest.approx(0.005)
    assert shared(view).agreement == "first"
    assert [one.agreement for one in shared(view).beside] == ["second"]


def test_no_better_level_of_one_contract_is_asked_for_beyond_what_the_other_lets_happen():
    level_of = {
        promised: next(link for link in end_to_end(level(99.9, "year"), level(99.5), promised=promised).links)
        for promised in ("99.4 %", "99.6 %")
    }
    assert level_of["99.4 %"].required_guaranteed == pytest.approx(0.006 * 720 / 8760)
    assert level_of["99.6 %"].required_guaranteed is None  # the other one may lose 0.5 % whatever this one promises
    assert level_of["99.4 %"].required_independent == pytest.approx(0.006)


def test_the_sum_names_the_other_contract_that_counts_too():
    found = analysed(f"hours: day, {level(99.9)}", level(60), PAIR)
    text = explain(found, found.target("sla/top/availability"))
    assert "is met at several levels, of which the lowest counts in every respect: here also first (0.001)" in text


def test_what_it_takes_end_to_end_names_hours():
    found = analysed(f"hours: day, {level(99.9)}", f"hours: night, {level(99.9)}", PAIR)
    messages = [one.message for one in found.findings if one.code == "A101" and one.target == "sla/top/availability"]
    assert any("shared and other have to count in more hours" in message for message in messages), messages
