"""Throughput, scales and metrics of the model's own by hand: what adds up, what is shared, what cannot be said."""

from datetime import date
from math import inf

import pytest

from slamodel.analysis import analyse_text
from slamodel.propagate import Standing
from slamodel.report.explain import explain
from slamodel.report.machine import target as for_machines

AS_OF = date(2026, 11, 23)
METRICS = """
scales: {survey: {poor: 2, fair: 3, good: 4}, stars: {one: 1, five: 5}}
metrics:
  accuracy: {unit: percent, better: higher, across_needs: product, across_alternatives: min}
  scratches: {unit: scratches, better: lower, across_needs: sum, across_alternatives: max, own: max}
  wait: {unit: hours, better: lower, across_needs: sum, across_alternatives: min}
"""


def model(needs, promised, more="", **below):
    """A promise on `top`, which needs `needs`; each supplier's service below is written as its targets."""
    agreements = "\n".join(
        f"  uc-{name}: {{kind: UC, provider: p-{name}, customers: it, services: {name}, targets: [{targets}]}}"
        for name, targets in below.items()
    )
    parties = ", ".join(f"p-{name}: {{kind: supplier}}" for name in below)
    services = "\n".join(f"  {name}: {{provider: p-{name}}}" for name in below)
    return f"""
slamodel: 1
{METRICS}
parties: {{user: {{kind: customer}}, it: {{kind: department}}, {parties}}}
services:
  top: {{provider: it, {needs}}}
{services}
{more}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: top, targets: [{promised}]}}
{agreements}
"""


def promise(text):
    found = analyse_text(text, AS_OF)
    assert found.is_sound, found.diagnostics
    return found.promises[[one.agreement for one in found.promises].index("sla")]


def rate(text):
    return f"{{metric: throughput, at_least: {text}}}"


def throughput(needs, more="", **below):
    text = model(needs, rate("500 per hour"), more, **{name: rate(level) for name, level in below.items()})
    return promise(text)


@pytest.mark.parametrize(
    ("needs", "carried"),
    [
        ("needs: [a, b]", 300),
        ("needs: [{service: a, usage: 3}, b]", 300),
        ("needs: [{service: a, usage: 4}, b]", 240),
        ("needs: [{any_of: [a, b]}]", 1260),
        ("needs: [{at_least: 1, of: [a, b]}]", 300),
        ("needs: [{at_least: 2, of: [a, b, {service: b, usage: 3}]}]", 300),
        ("own: {throughput: 1 per minute}, needs: [a]", 60),
        ("needs: [{service: a, usage: 0}]", inf),
    ],
)
def test_throughput_comes_to_the_smallest_and_alternatives_to_their_sum(needs, carried):
    found = throughput(needs, a="16 per minute", b="300 per hour")
    assert found.direct.amount.value == pytest.approx(carried)
    assert found.standing is (Standing.SUPPORTED if carried >= 500 else Standing.GAP)


IN_HOUSE = "  mid: {provider: it, needs: [{service: a, usage: 2}]}"


def test_what_is_reached_on_two_ways_has_to_carry_both():
    found = throughput("needs: [a, mid]", IN_HOUSE, a="900 per hour")
    assert found.direct.amount.value == pytest.approx(300)
    assert [link.required_guaranteed for link in found.direct.links] == [1500]


def test_alternatives_that_share_what_lies_below_are_spread_over_it():
    found = throughput("needs: [mid, {any_of: [a, b]}]", IN_HOUSE, a="1200 per hour", b="100 per hour")
    assert found.direct.amount.value == pytest.approx(1300 / 3)
    assert [link.required_guaranteed for link in found.direct.links] == pytest.approx([1400, 300])


def test_what_is_unknown_never_passes_and_what_holds_without_it_is_said():
    text = model("needs: [{any_of: [a, b]}]", rate("500 per hour"), a=rate("600 per hour"), b="")
    found = promise(text)
    assert (found.standing, found.direct.without) == (Standing.UNKNOWN, 600)
    short = promise(text.replace("{any_of: [a, b]}", "a, b").replace("600", "400"))
    assert (short.standing, short.direct.amount.value) == (Standing.GAP, 400)


def test_the_lowest_word_of_a_scale_counts_and_other_scales_cannot_be_compared():
    word = "{{metric: satisfaction, at_least: {}, scale: {}}}".format
    needs = "own: {satisfaction: Good}, needs: [{any_of: [a, b]}]"
    found = promise(model(needs, word("good", "survey"), a=word("good", "survey"), b=word("fair", "survey")))
    assert (found.standing, found.direct.amount.value) == (Standing.GAP, 3)
    other = promise(model(needs, word("good", "survey"), a=word("five", "stars"), b=word("good", "survey")))
    assert other.standing is Standing.UNKNOWN
    assert "cannot be compared with survey" in other.direct.unknown[0].message
    text = model(needs, word("good", "survey"), a=word("five", "stars"), b=word("good", "survey"))
    (finding,) = (one for one in analyse_text(text, AS_OF).findings if one.target.startswith("sla/"))
    assert (finding.code, finding.counterpart) == ("C602", "p-a")


def own(metric, bound, level):
    return f"{{metric: {metric}, {bound}: {level}}}"


def test_a_metric_of_the_model_comes_together_by_its_own_rules():
    accuracy = promise(
        model("needs: [a, b]", own("accuracy", "at_least", "90 %"), a=own("accuracy", "at_least", "95 %"),
              b=own("accuracy", "at_least", "94 %"))
    )  # fmt: skip
    assert (accuracy.standing, accuracy.direct.amount.value) == (Standing.GAP, pytest.approx(0.893))
    assert accuracy.direct.links[0].required_guaranteed == pytest.approx(0.9 / 0.94)
    wait = promise(
        model("own: {wait: 1 h}, needs: [a, {at_least: 2, of: [a, b, b]}]", own("wait", "within", "7 h"),
              a=own("wait", "within", "2 h"), b=own("wait", "within", "240 min"))
    )  # fmt: skip
    assert wait.standing is Standing.UNKNOWN  # the sum over what is reached twice is not said
    once = promise(
        model("own: {wait: 1 h}, needs: [a, {any_of: [b, c]}]", own("wait", "within", "7 h"),
              a=own("wait", "within", "2 h"), b=own("wait", "within", "240 min"), c=own("wait", "within", "9 h"))
    )  # fmt: skip
    assert (once.standing, once.direct.amount.value) == (Standing.SUPPORTED, 7 * 3600)


def test_sums_and_products_count_once_what_is_reached_on_several_ways():
    more = "  mid: {provider: it, needs: [a]}"
    levels = {"a": own("accuracy", "at_least", "95 %"), "b": own("accuracy", "at_least", "99 %")}
    found = promise(model("needs: [a, mid, b]", own("accuracy", "at_least", "94 %"), more, **levels))
    assert found.direct.amount.value == pytest.approx(0.95 * 0.99)


def test_an_own_part_by_a_rule_of_its_own_stands_beside_the_sum_of_the_needs():
    levels = {name: own("scratches", "at_most", level) for name, level in (("a", 2), ("b", 3))}
    found = promise(model("own: {scratches: 4}, needs: [a, b]", own("scratches", "at_most", 5), **levels))
    assert (found.standing, found.direct.amount.value) == (Standing.SUPPORTED, 5)
    more = promise(model("own: {scratches: 9}, needs: [a, b]", own("scratches", "at_most", 5), **levels))
    assert (more.standing, more.direct.amount.value) == (Standing.GAP, 9)


def test_so_many_of_several_are_unknown_where_the_rules_add_up():
    text = model("needs: [{at_least: 1, of: [a, b]}]", own("accuracy", "at_least", "90 %"),
                 a=own("accuracy", "at_least", "95 %"), b=own("accuracy", "at_least", "94 %"))  # fmt: skip
    summed = text.replace("across_alternatives: min}\n  scratches", "across_alternatives: sum}\n  scratches")
    assert promise(text).standing is Standing.SUPPORTED
    assert promise(summed).standing is Standing.UNKNOWN


def test_an_aim_carries_nothing_unless_alternatives_do():
    needs = "needs: [{any_of: [a, b]}]"
    aim = "{metric: throughput, strength: aim, at_least: 300 per hour}"
    alone = promise(model(needs, rate("500 per hour"), a=rate("400 per hour"), b=aim))
    assert (alone.standing, alone.direct.amount.value) == (Standing.AT_RISK, 700)
    assert [one.source.agreement for one in alone.direct.conditions] == ["uc-b"]
    assert promise(model(needs, rate("500 per hour"), a=rate("500 per hour"), b=aim)).standing is Standing.SUPPORTED


def test_a_promise_that_is_carried_further_down_only_is_short_on_paper():
    services = "  deep: {provider: deeper}"
    text = model("needs: [a]", rate("500 per hour"), services, a=rate("400 per hour"))
    text = text.replace("a: {provider: p-a}", "a: {provider: p-a, needs: [deep]}").replace(
        "parties: {", "parties: {deeper: {kind: supplier}, "
    )
    deep = (
        f"  uc-deep: {{kind: UC, provider: deeper, customers: p-a, services: deep, targets: [{rate('900 per hour')}]}}"
    )
    found = promise(text + deep + "\n")
    assert (found.standing, found.where) == (Standing.GAP, "paper")


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("{metric: satisfaction, at_least: godo, scale: survey}", "E108"),
        ("{metric: accuracy, at_least: 95}", "E108"),
        ("{metric: wait, within: 4}", "E108"),
        ("{metric: scratches, at_most: few}", "E108"),
    ],
)
def test_a_level_that_is_no_number_of_its_metric_is_told_with_its_place(target, code):
    found = analyse_text(model("needs: [a]", target, a=rate("5 per hour")), AS_OF)
    (problem,) = found.diagnostics
    assert (problem.code, problem.place and problem.place.line) == (code, 16)


def test_own_parts_are_read_alike():
    found = analyse_text(model("own: {accuracy: most, satisfaction: meh}, needs: [a]", rate("5 per hour"), a=""), AS_OF)
    assert [problem.code for problem in found.diagnostics] == ["E108", "E108"]


def test_machines_and_people_read_the_same_sums():
    text = model("needs: [{service: a, usage: 2}]", rate("500 per hour"), a=rate("900 per hour"))
    analysis = analyse_text(text, AS_OF)
    found = analysis.target("sla/top/throughput")
    said = for_machines(analysis, found)
    assert (said["promised"], said["direct"]) == (500, {"value": 450, "unit": "per hour", "words": "450 per hour"})
    assert (said["because"][0]["level"], said["because"][0]["required"]["guaranteed"]) == (900, 1000)
    assert "900 per hour for 2 calls each = 450 per hour" in explain(analysis, found)
    (finding,) = analysis.findings
    assert (finding.code, finding.promised, finding.supported) == ("A101", 500, 450)
    assert (
        "short by 50 per hour. Ask p-a for a throughput of 1000 per hour on a, or promise 450 per hour."
        in finding.message
    )
