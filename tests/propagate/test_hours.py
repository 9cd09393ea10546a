"""Shares in hours, windows and maintenance of their own: as every state of every hour has it, and by hand."""

from math import isclose
from random import Random

import pytest

from slamodel.analysis import analyse_text
from slamodel.units import TOLERANCE
from tests.oracle import verdict
from tests.oracle.models import AS_OF, random_model, with_hours
from tests.oracle.reading import promises
from tests.oracle.writing import dump, percent

CLOSE = 1e-9
HAIR = 1e-7


def drawn(seed):
    """A random model of shares alone, on calendars of one zone or two."""
    rng = Random(seed)
    model = with_hours(rng, random_model(rng, 4 + seed % 4))
    for agreement in model["agreements"].values():
        agreement["targets"] = [target for target in agreement["targets"] if target["metric"] == "availability"]
    stated = {name: agreement for name, agreement in model["agreements"].items() if agreement["targets"]}
    return {**model, "agreements": stated}


def analysed(model):
    found = analyse_text(dump(model), as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def close(ours, theirs):
    return all(isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) for one, other in zip(ours, theirs, strict=True))


def check(seed):
    model = drawn(seed)
    found = analysed(model)
    for promise in promises(model, AS_OF):
        ours, theirs = found.target(promise.id), verdict(model, AS_OF, promise)
        assert (ours.standing, ours.where) == (theirs.status, theirs.where), (seed, promise.id)
        for view in ("direct", "end_to_end"):
            one, other = getattr(ours, view), getattr(theirs, view)
            assert close(one.figures, other[:3]), (seed, promise.id, view, one.figures, other)


@pytest.mark.parametrize("batch", range(4))
def test_the_engine_agrees_with_a_program_over_all_states_and_hours(batch):
    for seed in range(batch * 3, batch * 3 + 3):
        check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(20))
def test_the_engine_agrees_with_a_program_over_all_states_and_hours_many_more_times(batch):
    for seed in range(1000 + batch * 15, 1000 + batch * 15 + 15):
        check(seed)


def sought(found):
    """What is asked of commitments that fall short of it, to be certain and on average."""
    for promise in found.promises:
        for link in promise.direct.links:
            for basis in ("guaranteed", "independent"):
                level = getattr(link, f"required_{basis}")
                if link.source.agreement and level is not None and HAIR < level < (link.source.level or 0.0) - HAIR:
                    yield promise, link, basis, level


def carries(model, promise, link, basis, level):
    """Whether a promise is carried with one commitment at another level."""
    _, name, section, number = link.source.at
    target = model["agreements"][name][section][number]
    before, target["at_least"] = target["at_least"], percent(level)
    figures = analysed(model).target(promise.id).direct.figures
    target["at_least"] = before
    return getattr(figures, basis) <= promise.promised + TOLERANCE


@pytest.mark.parametrize("batch", range(3))
def test_the_required_level_closes_the_gap_and_a_hair_less_does_not(batch):
    for seed in range(100 + batch * 8, 108 + batch * 8):
        model = drawn(seed)
        answers = list(sought(analysed(model)))
        for promise, link, basis, level in Random(seed).sample(answers, min(len(answers), 2)):
            assert carries(model, promise, link, basis, level - 1e-13), (seed, promise.id, link)
            assert not carries(model, promise, link, basis, level + HAIR), (seed, promise.id, link)


MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, two: {{kind: supplier}}, user: {{kind: customer}}}}
calendars:
  office: {{timezone: Europe/London, hours: {{mon-fri: "08:00-18:00"}}}}
  new-york: {{timezone: America/New_York, hours: {{mon-fri: "03:00-13:00"}}}}
maintenance:
  sunday: {{hours: {{sun: "02:00-06:00"}}}}
  tuesday: {{timezone: Europe/London, hours: {{tue: "12:00-16:00"}}, at_most: 3 h per month}}
services: {{shop: {{provider: it, needs: {needs}}}, a: {{provider: one}}, b: {{provider: two}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: shop{sla}, targets: [{{metric: availability, at_least: {promised}}}]}}
  a: {{kind: UC, provider: one, customers: it, services: a{a}, targets: [{{metric: availability, at_least: 99 %}}]}}
  b: {{kind: UC, provider: two, customers: it, services: b{b}, targets: [{{metric: availability, at_least: 99 %}}]}}
"""  # noqa: E501 - a model is read as it stands
MONTH_H = 720
OFFICE_H = 50 * 30 / 7


def shop(needs="[a, b]", sla="", a="", b="", promised="90 %"):
    text = MODEL.format(needs=needs, sla=sla, a=a, b=b, promised=promised)
    return analysed_text(text).target("sla/shop/availability")


def analysed_text(text):
    found = analyse_text(text, as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def lost_h(promise):
    """The hours that a window may lose, at worst."""
    return promise.downtime_s(promise.direct.figures.guaranteed) / 3600


def test_hours_without_cover_are_lost_whole_and_the_rest_adds_up():
    promise = shop(a=", hours: office")
    assert lost_h(promise) == pytest.approx(MONTH_H - OFFICE_H + 0.01 * OFFICE_H + 0.01 * MONTH_H)
    assert promise.direct.figures.independent == pytest.approx(1 - 0.99 * 0.99)  # on average it is as good as its level
    assert promise.direct.figures.ceiling == pytest.approx(0.01)


def test_an_alternative_that_does_not_cover_the_nights_leaves_them_to_the_other():
    promise = shop("[{any_of: [a, b]}]", a=", hours: office")
    assert lost_h(promise) == pytest.approx(0.01 * MONTH_H)  # all that the other one may lose falls into the nights


def test_two_that_go_home_at_the_same_time_leave_the_night_to_nobody():
    promise = shop("[{any_of: [a, b]}]", a=", hours: office", b=", hours: office")
    assert lost_h(promise) == pytest.approx(MONTH_H - OFFICE_H + 0.01 * OFFICE_H)


def test_maintenance_without_a_limit_is_always_in_progress_in_its_hours():
    promise = shop(a=", excludes: sunday", b=", excludes: sunday")
    sundays = 4 * 30 / 7
    assert lost_h(promise) == pytest.approx(sundays + 2 * 0.01 * (MONTH_H - sundays))
    up = 1 - sundays / MONTH_H
    assert promise.direct.figures.independent == pytest.approx(sundays / MONTH_H + up * (1 - 0.99 * 0.99))


def test_maintenance_with_a_limit_may_be_in_progress_at_the_worst_moment():
    promise = shop("[{any_of: [a, b]}]", a=", excludes: tuesday")
    # While it is in progress the other one is down; after that both use what they are allowed outside of it.
    assert lost_h(promise) == pytest.approx(0.01 * MONTH_H)
    assert shop(a=", excludes: tuesday").direct.figures.guaranteed * MONTH_H == pytest.approx(
        3 + 0.01 * (MONTH_H - 3) + 0.01 * MONTH_H
    )


def test_what_both_exclude_is_counted_by_neither_and_experienced_by_the_user():
    excluded = ", excludes: tuesday"
    promise = shop("[a]", excluded, excluded, promised="99 %")
    assert promise.standing == "supported"
    assert promise.counted_s == pytest.approx((MONTH_H - 3) * 3600)
    assert promise.direct.figures.guaranteed == pytest.approx(0.01)
    assert promise.direct.experienced.guaranteed * MONTH_H == pytest.approx(3 + 0.01 * (MONTH_H - 3))


def test_nothing_is_experienced_otherwise_where_nothing_is_excluded():
    assert shop(a=", hours: office").direct.experienced is None


def test_the_time_of_the_year_at_which_zones_are_farthest_apart_decides():
    # 03:00-13:00 in New York is 08:00-18:00 in London, but for the weeks in which only one of them has put its clocks
    # forward or back: then an hour of each day is not covered.
    promise = shop("[a]", ", hours: office", ", hours: new-york")
    assert lost_h(promise) == pytest.approx(5 * 30 / 7 + 0.01 * OFFICE_H)
    assert promise.direct.season == "as in the weeks from 2027-03-14"


def test_zones_that_are_always_as_far_apart_need_no_time_of_the_year():
    assert shop("[a]", ", hours: office", ", hours: office").direct.season == ""


def test_a_term_within_one_time_of_the_year_knows_no_other():
    promise = shop("[a]", ", hours: office, term: {from: 2026-11-23, to: 2027-02-28}", ", hours: new-york")
    assert promise.direct.season == ""
    assert lost_h(promise) == pytest.approx(0.01 * OFFICE_H)


def test_of_two_contracts_at_the_same_distance_the_one_counts_that_leaves_less_to_be_lost():
    better = """
  c: {kind: UC, provider: one, customers: it, services: a, targets: [{metric: availability, at_least: 98 %}]}
"""
    text = MODEL.format(needs="[a]", sla="", a=", hours: office", b="", promised="90 %") + better
    promise = analysed_text(text).target("sla/shop/availability")
    assert promise.direct.inputs[0].agreement == "c"
    assert lost_h(promise) == pytest.approx(0.02 * MONTH_H)


def test_too_many_ways_in_which_hours_differ_leave_a_promise_unknown():
    names = [f"m{number}" for number in range(10)]
    maintenance = ", ".join(f'{name}: {{hours: {{mon: "00:00-04:00"}}, at_most: 1 h per month}}' for name in names)
    services = ", ".join(f"s{number}: {{provider: one}}" for number in range(10))
    agreements = "\n".join(
        f"  {name}: {{kind: UC, provider: one, customers: it, services: s{number}, excludes: {name},"
        f" targets: [{{metric: availability, at_least: 99 %}}]}}"
        for number, name in enumerate(names)
    )
    promise = analysed_text(f"""
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, user: {{kind: customer}}}}
maintenance: {{{maintenance}}}
services: {{shop: {{provider: it, needs: [{", ".join(f"s{number}" for number in range(10))}]}}, {services}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: shop, targets: [{{metric: availability, at_least: 50 %}}]}}
{agreements}
""").target("sla/shop/availability")
    assert promise.standing == "unknown"
    assert "too entangled" in promise.direct.unknown[0].message
