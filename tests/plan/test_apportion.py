"""Promises shared out over their links: answers from the literature, and what people would expect."""

from math import exp, isclose, log

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan import apportion_tiers
from slamodel.plan.apportion import apportioned
from slamodel.plan.apportion_weights import agree, importances, proportional
from slamodel.propagate import Standing
from tests.oracle.models import AS_OF

HEAD = """\
slamodel: 1
currency: EUR
parties:
  customer: {kind: customer}
  it: {kind: department}
  a: {kind: supplier}
  b: {kind: supplier}
  c: {kind: supplier}
  d: {kind: supplier}
"""


def model(needs, promised, levels, more="", *, metric="availability", word="at_least", own=""):
    """One promise on a service with these needs, and a contract with each party that has a level."""
    lines = [HEAD, "services:", f"  top: {{provider: it, needs: [{needs}]{own}}}", more.rstrip("\n")]
    lines += [f"  {name}: {{provider: {name}}}" for name in "abcd" if f"\n  {name}:" not in f"\n{more}"]
    lines += ["agreements:", _agreement("sla", "SLA", "it", "customer", "top", f"{metric}, {word}: {promised}")]
    lines += [
        _agreement(f"uc-{name}", "UC", name, "it", name, f"{metric}, {word}: {level}") for name, level in levels.items()
    ]
    found = analyse_text("\n".join(line for line in lines if line), AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def _agreement(name, kind, provider, customer, service, target):
    who = f"kind: {kind}, provider: {provider}, customers: [{customer}], services: [{service}]"
    return f"  {name}: {{{who}, targets: [{{metric: {target}}}]}}"


def shared(found, method="equal", basis="guaranteed", target="sla/top/availability"):
    return apportioned(found, found.target(target), method, basis)


def levels(found, *arguments, **names):
    return [portion.level for portion in shared(found, *arguments, **names).portions]


THREE = {"a": "99 %", "b": "99 %", "c": "99 %"}


def test_downtime_is_shared_out_equally_over_a_series_of_three():
    assert levels(model("a, b, c", "99.7 %", THREE)) == pytest.approx([0.001] * 3, rel=1e-6)


def test_mil_hdbk_338b_equal_apportionment_of_three_subsystems():
    """Three in series that are to have 0.8573 together: 0.95 each."""
    found = levels(model("a, b, c", "85.73 %", THREE), "equal", "independent")
    assert found == pytest.approx([1 - 0.8573 ** (1 / 3)] * 3, rel=1e-6)
    assert [round(1 - level, 2) for level in found] == [0.95] * 3


def test_mil_hdbk_338b_arinc_example_of_three_subsystems():
    """Failure rates of 0.003, 0.001 and 0.004 in an hour over 20 hours, and 0.90 is required of them together."""
    rates = (0.003, 0.001, 0.004)
    today = {name: f"{100 * exp(-20 * rate):.12f} %" for name, rate in zip("abc", rates, strict=True)}
    found = levels(model("a, b, c", "90 %", today), "proportional", "independent")
    weights = [rate / sum(rates) for rate in rates]
    assert weights == pytest.approx([0.375, 0.125, 0.5])
    assert [-log(1 - level) for level in found] == pytest.approx([-log(0.9) * one for one in weights], rel=1e-6)
    assert [1 - level for level in found] == pytest.approx([0.96, 0.99, 0.95], abs=0.005)  # as printed there


def test_proportional_downtimes_shrink_by_one_factor():
    found = levels(model("a, b, c", "99.7 %", {"a": "99.7 %", "b": "99.9 %", "c": "99.8 %"}), "proportional")
    assert found == pytest.approx([0.0015, 0.0005, 0.001], rel=1e-6)


def test_what_is_good_enough_stays_where_it_is_shared_out_in_proportion():
    found = shared(model("a, b", "99 %", {"a": "99.9 %", "b": "99.8 %"}), "proportional")
    assert found.is_enough
    assert not found.moves
    assert "nothing has to change" in found.because[0]


def test_agree_formula_with_the_numbers_of_a_system_of_nineteen_parts():
    """n_i (-ln R) / (N w_i): 4, 8, 1 and 6 parts that matter 1, 0.8, 1 and 0.9 in a system that is to have 0.95."""
    weights = agree([4, 8, 1, 6], [1.0, 0.8, 1.0, 0.9])
    rates = [weight * -log(0.95) / 19 for weight in weights]
    hours = (300, 100, 300, 100)
    per_million = [1e6 * rate / over for rate, over in zip(rates, hours, strict=True)]
    assert per_million == pytest.approx([35.995, 269.965, 8.999, 179.977], abs=0.01)


def test_agree_gives_more_to_what_is_made_of_more():
    below = "".join(
        f"  {name}: {{provider: {name}, needs: [{', '.join(f'{name}{n}' for n in range(many))}]}}\n"
        + "".join(f"  {name}{n}: {{provider: {name}}}\n" for n in range(many))
        for name, many in (("a", 3), ("b", 7), ("d", 5))
    )
    everything = model("a, b, c, d", "95 %", dict.fromkeys("abcd", "90 %"), below)
    found = levels(everything, "effort", "independent")[:4]
    assert [-log(1 - level) for level in found] == pytest.approx(
        [many / 19 * -log(0.95) for many in (4, 8, 1, 6)], rel=1e-6
    )


def test_half_depends_on_what_is_enough_one_of_two():
    services = model("a, {any_of: [b, c]}, {at_least: 2, of: [b, c, d]}", "99 %", {}).landscape.services
    assert importances(services, "top") == {"top": 1.0, "a": 1.0, "b": 0.5, "c": 0.5, "d": 0.5}


def test_of_alternatives_each_may_be_down_as_long_as_the_promise_may():
    pair = model("{any_of: [a, b]}", "99.9 %", {"a": "99 %", "b": "95 %"})
    assert levels(pair) == pytest.approx([0.001] * 2, rel=1e-6)
    assert levels(pair, "equal", "independent") == pytest.approx([0.001**0.5] * 2, rel=1e-6)


def test_two_of_three_share_what_two_of_them_may_lose_together():
    """Three that may each be down for q let two be down at once for 1.5 q at most."""
    assert levels(model("{at_least: 2, of: [a, b, c]}", "99.7 %", THREE)) == pytest.approx([0.002] * 3, rel=1e-6)


def test_what_nobody_commits_to_yet_takes_part():
    found = shared(model("a, b", "99.8 %", {"a": "99 %"}))
    assert [portion.asked for portion in found.portions] == ["99.9 %"] * 2
    assert found.after.target("sla/top/availability").standing is Standing.SUPPORTED
    assert found.portions[1].subject == "b, not agreed"
    assert proportional([0.01, None, 0.03]) == [0.01, 0.02, 0.03]


def test_a_model_without_any_contract_has_a_starting_point():
    found = shared(model("a, b, c", "99.7 %", {}))
    assert [portion.asked for portion in found.portions] == ["99.9 %"] * 3
    assert found.is_enough


def test_an_own_part_stays_and_the_others_share_what_it_leaves():
    found = shared(model("a, b", "99.7 %", {"a": "99 %", "b": "99 %"}, own=", own: {availability: 99.9 %}"))
    assert [portion.asked for portion in found.portions if not portion.stays] == ["99.9 %"] * 2
    assert [portion.stays for portion in found.portions if portion.stays] == ["stays as it is: the provider's own part"]


def test_why_nothing_is_enough_is_said_with_a_figure():
    found = shared(model("a, b", "99.7 %", {"a": "99 %"}, own=", own: {availability: 99 %}"))
    assert not found.is_enough
    assert not found.moves
    assert found.because == ("Even if none of these links ever failed, no more than 99 % would be ensured",)


def test_times_are_shared_out_along_the_steps():
    chain = model("a, b", "5 h", {"a": "3 h", "b": "4 h"}, metric="rto", word="within", own=", own: {rto: 1 h}")
    assert [portion.asked for portion in shared(chain, target="sla/top/rto").portions] == ["4 h", "4 h", "1 h"]


def test_of_times_side_by_side_each_may_take_all_of_the_promise_and_what_is_short_enough_stays():
    found = model("a, b, c", "8 h", {"a": "8 h", "b": "12 h", "c": "10 h"}, metric="resolution", word="within")
    portions = shared(found, "proportional", target="sla/top/resolution").portions
    assert [portion.asked for portion in portions if portion.agreement] == ["8 h", "8 h", "8 h"]


def test_an_amount_is_not_shared_out():
    rate = model("a, b", "500 per hour", {"a": "400 per hour"}, metric="throughput")
    found = shared(rate, target="sla/top/throughput")
    assert not found.is_enough
    assert found.because[0].startswith("An amount is not shared out")


def test_what_is_asked_for_in_print_is_enough():
    found = shared(model("a, b, c", "99.9 %", THREE))
    assert {portion.asked for portion in found.portions} == {"99.967 %"}
    assert found.after.target("sla/top/availability").standing is Standing.SUPPORTED


def test_two_views_are_used_up_each_by_what_only_it_rests_on():
    """Nobody looks below a contract in the direct view, so what lies there may lose as much again."""
    below = "  a: {provider: a, needs: [c]}\n"
    found = model("a, b", "99.8 %", {"a": "99 %", "b": "99 %"}, below)
    portions = {portion.service: portion.level for portion in shared(found).portions}
    assert isclose(portions["a"], 0.001, rel_tol=1e-6)
    assert isclose(portions["b"], 0.001, rel_tol=1e-6)
    assert isclose(portions["c"], 0.001, rel_tol=1e-6)


TIERS = """\
  uc-a:
    {kind: UC, provider: a, customers: [it], services: [a], tier: low, tiers: {
      low: {price: 100 per year, targets: [{metric: availability, at_least: 99 %}]},
      mid: {price: 150 per year, targets: [{metric: availability, at_least: 99.5 %}]},
      top: {price: 400 per year, targets: [{metric: availability, at_least: 99.9 %}]}}}
  uc-b:
    {kind: UC, provider: b, customers: [it], services: [b], tier: low, tiers: {
      low: {price: 100 per year, targets: [{metric: availability, at_least: 99 %}]},
      top: {price: 160 per year, targets: [{metric: availability, at_least: 99.6 %}]}}}
"""


@pytest.mark.parametrize(
    ("promised", "tiers"),
    [("98 %", []), ("98.5 %", ["mid"]), ("98.6 %", ["top"]), ("99.1 %", ["mid", "top"]), ("99.5 %", ["top", "top"])],
)
def test_the_cheapest_levels_on_offer_that_are_enough(promised, tiers):
    text = f"{HEAD}services:\n  top: {{provider: it, needs: [a, b]}}\n  a: {{provider: a}}\n  b: {{provider: b}}\n"
    sla = _agreement("sla", "SLA", "it", "customer", "top", f"availability, at_least: {promised}")
    found = shared(analyse_text(f"{text}agreements:\n{sla}\n{TIERS}", AS_OF), "cheapest")
    assert [portion.move.tier for portion in found.portions if portion.move] == tiers
    assert found.is_enough


def test_no_level_on_offer_may_be_enough():
    text = f"{HEAD}services:\n  top: {{provider: it, needs: [a, b]}}\n  a: {{provider: a}}\n  b: {{provider: b}}\n"
    sla = _agreement("sla", "SLA", "it", "customer", "top", "availability, at_least: 99.9 %")
    found = shared(analyse_text(f"{text}agreements:\n{sla}\n{TIERS}", AS_OF), "cheapest")
    assert found.because == (
        "No level on offer is enough: with the dearest of 6 combinations no more than 99.5 % would be ensured",
    )


def offered(promised, levels):
    """A promise on two services, both with such levels on offer, at 1, 2, 3 and so on a year."""
    tiers = ", ".join(
        f"t{n}: {{price: {price} per year, targets: [{{metric: availability, at_least: {level} %}}]}}"
        for n, (price, level) in enumerate(levels)
    )
    contracts = "\n".join(
        f"  uc-{one}: {{kind: UC, provider: {one}, customers: [it], services: [{one}], tier: t0, tiers: {{{tiers}}}}}"
        for one in "ab"
    )
    text = f"{HEAD}services:\n  top: {{provider: it, needs: [a, b]}}\n  a: {{provider: a}}\n  b: {{provider: b}}\n"
    sla = _agreement("sla", "SLA", "it", "customer", "top", f"availability, at_least: {promised} %")
    return analyse_text(f"{text}agreements:\n{sla}\n{contracts}\n", AS_OF)


def test_levels_that_another_beats_on_price_and_level_are_not_looked_at(monkeypatch):
    monkeypatch.setattr(apportion_tiers, "MOST_TRIED", 4)
    beaten = [(n, 90) for n in range(2, 30)]
    found = shared(offered(99.8, [(1, 90), *beaten, (30, 99.9)]), "cheapest")
    assert [portion.move.becomes for portion in found.portions] == ["t29", "t29"]


def test_where_the_best_of_many_levels_is_not_enough_no_other_is_tried(monkeypatch):
    monkeypatch.setattr(apportion_tiers, "first", None)
    (why,) = shared(offered(99.9, [(n, 90 + n) for n in range(10)]), "cheapest").because
    assert why == "No level on offer is enough: with the best of each no more than 98 % would be ensured"


def test_after_a_while_it_is_said_how_many_were_tried_and_that_the_best_would_be_enough(monkeypatch):
    monkeypatch.setattr(apportion_tiers, "SECONDS", 0.0)
    (why,) = shared(offered(97, [(n, 90 + n) for n in range(10)]), "cheapest").because
    assert why == (
        "None of the 1 cheapest combinations of levels on offer is enough, and no more were tried; the best of each"
        " would be"
    )
    monkeypatch.undo()
    assert shared(offered(97, [(n, 90 + n) for n in range(10)]), "cheapest").is_enough
