"""A what-if takes over what its changes cannot reach, and comes to what the changed model comes to from scratch."""

from copy import deepcopy
from math import inf, isclose
from random import Random

import pytest

from slamodel import analysis
from slamodel.analysis import analyse_text
from slamodel.load import Loaded, Plain, load_contents, revised
from slamodel.propagate import Standing
from tests.oracle.models import AS_OF, LEVELS, LIMITS, random_model, with_clocks, with_hours
from tests.oracle.writing import dump

BATCHES = 5
RATES = ("50 per hour", "1 per minute", "900 per day")
POLISH = {"unit": "scratches", "better": "lower", "across_needs": "sum", "across_alternatives": "max"}
AMOUNTS = ("throughput", "satisfaction", "polish")
PARTIES = ("it", "ops", "lan", "north", "south")


def plain(tree):
    """A part of a model that was drawn, as the reader would hand it over: every scalar is text."""
    if isinstance(tree, dict):
        return {key: plain(value) for key, value in tree.items()}
    return [plain(part) for part in tree] if isinstance(tree, list) else str(tree)


# Each change takes a source of chance and a model, and changes it in place.


def another_level(rng, model):
    targets = [target for agreement in model["agreements"].values() for target in agreement["targets"]]
    target = rng.choice([target for target in targets if target["metric"] not in AMOUNTS] or [{"within": ""}])
    key, choices = ("at_least", LEVELS) if "at_least" in target else ("within", LIMITS)
    target[key] = rng.choice(choices)


def another_target(rng, model):
    targets = rng.choice(list(model["agreements"].values()))["targets"]
    if rng.random() < 0.5:
        targets.insert(rng.randint(0, len(targets)), {"metric": "availability", "at_least": rng.choice(LEVELS)})
    else:
        targets.insert(0, {"metric": rng.choice(("response", "resolution", "rto")), "within": rng.choice(LIMITS)})


def a_target_less(rng, model):
    targets = rng.choice(list(model["agreements"].values()))["targets"]
    targets.remove(rng.choice(targets))


def another_own_part(rng, model):
    own = rng.choice(list(model["services"].values())).setdefault("own", {})
    own["availability"] = rng.choice(LEVELS)
    own[rng.choice(("resolution", "escalation", "rto", "latency"))] = rng.choice(LIMITS)
    own |= rng.choice(({}, {"throughput": rng.choice(RATES)}, {"polish": str(rng.randint(0, 9))}))


def another_amount(rng, model):
    targets = rng.choice(list(model["agreements"].values()))["targets"]
    amount = rng.choice(
        (
            {"metric": "throughput", "at_least": rng.choice(RATES)},
            {"metric": "polish", "at_most": str(rng.randint(0, 9))},
            {"metric": "satisfaction", "at_least": rng.choice(("poor", "good"))},
        )
    )
    targets.insert(rng.randint(0, len(targets)), amount | rng.choice(({}, {}, {"strength": "aim"})))


def other_failures(rng, model):
    rng.choice(list(model["agreements"].values()))["excludes_failures"] = [rng.choice(("Strikes", "strikes", "power"))]


def a_need_less(rng, model):
    linked = [service for service in model["services"].values() if service.get("needs")]
    if linked:
        needs = rng.choice(linked)["needs"]
        needs.remove(rng.choice(needs))


def a_need_more(rng, model):
    """Perhaps one that closes a circle, or leads nowhere."""
    service = rng.choice(list(model["services"].values()))
    other = rng.choice([*model["services"], "nowhere"])
    service.setdefault(rng.choice(("needs", "needs", "handled_by", "fulfilled_by")), []).append(other)


def another_provider(rng, model):
    rng.choice(list(model["services"].values()))["provider"] = rng.choice(PARTIES)


def another_name(rng, model):
    rng.choice([*model["services"].values(), *model["agreements"].values()])["name"] = "Another name"


def another_status(rng, model):
    agreement = rng.choice(list(model["agreements"].values()))
    agreement["status"] = rng.choice(("agreed", "draft", "requested", "retired"))


def other_terms(rng, model):
    agreement = rng.choice(list(model["agreements"].values()))
    agreement |= rng.choice(
        (
            {"hours": "office"},
            {"support_hours": "office"},
            {"term": {"to": "2026-01-01"}},
            {"term": {"to": "2027-06-30"}},
            {"customers": ["ops"]},
        )
    )


def an_agreement_less(rng, model):
    del model["agreements"][rng.choice(list(model["agreements"]))]


def an_agreement_more(rng, model):
    copied = deepcopy(rng.choice(list(model["agreements"].values())))
    model["agreements"]["new"] = copied | {"customers": rng.choice(("any", ["it"], ["bank"]))}


def a_wide_agreement(rng, model):
    targets = [{"metric": "availability", "at_least": rng.choice(LEVELS)}]
    agreement = {"kind": "OLA", "level": "corporate", "provider": rng.choice(PARTIES), "targets": targets}
    model["agreements"]["wide"] = agreement | {"customers": rng.choice(("any", ["it"], ["ops", "bank"]))}


def a_level_above(rng, model):
    """One agreement extends another, in a circle perhaps; it may lose what it has stated itself."""
    names = list(model["agreements"])
    agreement = model["agreements"][rng.choice(names)]
    agreement["extends"] = rng.choice(names)
    if rng.random() < 0.5:
        agreement["targets"] = agreement["targets"][1:]


def a_service_less(rng, model):
    del model["services"][rng.choice(list(model["services"]))]


def a_service_more(rng, model):
    """The one that may be missing."""
    model["services"]["nowhere"] = {"provider": rng.choice(PARTIES), "own": {"availability": rng.choice(LEVELS)}}


def a_slip(rng, model):
    """What nobody can read: the entry is left out, with its diagnostic."""
    entry = rng.choice([*model["services"].values(), *model["agreements"].values()])
    entry[rng.choice(("name", "kind", "own", "customers"))] = rng.choice(("", "wrong", ["wrong"]))


def another_party(rng, model):
    parties = {**model["parties"]}
    parties[rng.choice(("ops", "lan", "branch"))] = {"kind": "department"}
    model["parties"] = parties


def a_waiver(rng, model):
    """Somebody accepts what is found, for all of an agreement; which is not found everywhere."""
    waiver = {
        "rule": rng.choice(("A101", "C601", "C602", "T201")),
        "owner": "it",
        "reason": "so",
        "until": "2027-06-01",
    }
    rng.choice(list(model["agreements"].values()))["waivers"] = [waiver]


CHANGES = (
    another_level, another_target, a_target_less, another_own_part, a_need_less, a_need_more, another_provider,
    another_name, another_amount, other_failures,
    another_status, other_terms, an_agreement_less, an_agreement_more, a_wide_agreement, a_level_above, a_service_less,
    a_service_more, a_slip, another_party, a_waiver,
)  # fmt: skip


def changed(rng, model):
    """The model after one to three changes, and the entries in which it differs."""
    other = deepcopy(model)
    for change in rng.choices(CHANGES, k=rng.randint(1, 3)):
        if all(entry.get("targets") != [] for entry in other["agreements"].values()) and other["agreements"]:
            change(rng, other)
    entries = {
        (section, name): plain(other[section][name]) if name in other[section] else None
        for section in ("parties", "services", "agreements")
        for name in model[section].keys() | other[section].keys()
        if model[section].get(name) != other[section].get(name)
    }
    return other, entries


def drawn(seed):
    model = deepcopy(random_model(Random(seed), 4 + seed % 9))
    model["calendars"] = {"office": {"timezone": "Europe/Amsterdam", "hours": {"mon-fri": "08:00-18:00"}}}
    model |= {"scales": {"survey": {"poor": 1, "good": 2}}, "metrics": {"polish": POLISH}}
    for turn in range(seed % 4 * 2):
        another_amount(Random(seed + turn), model)
    if seed % 3 == 0:
        a_wide_agreement(Random(seed), model)
    if seed % 4 == 1:
        a_level_above(Random(seed), model)
    if seed % 3 == 2:
        return with_clocks(Random(seed), model, "2026-11-20", "2026-12-01")
    return with_hours(Random(seed), model) if seed % 3 == 1 else model


def alike(one, other):
    """The same values; numbers to within rounding, since sums may run in another order."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12) or one == other == inf
    if isinstance(one, tuple | list) and isinstance(other, tuple | list):
        return len(one) == len(other) and all(map(alike, one, other))
    return one == other


def told(found):
    """Everything that is said of the promises of an analysis, in every view, but for the places."""
    return [
        (promise.id, promise.at, promise.promised, promise.promised_share, promise.counted_s, promise.standing,
         promise.where, promise.rests_on_nothing, *map(view_told, (promise.direct, promise.end_to_end)))
        for promise in found.promises
    ]  # fmt: skip


def view_told(view):
    links = sorted(map(link_told, view.links), key=lambda link: link[:2])
    unknown = sorted(view.unknown, key=str)
    start = (view.step.start if view.step else None, view.is_just_after, view.limit_s, view.conditions)
    amount = (view.amount.value if view.amount else None, view.without)
    shown = (view.figures, view.without_unknown, view.time, *amount, *start)
    return view.standing, unknown, view.is_grounded, *shown, view.assumed, links


def link_told(link):
    source = link.source
    identity = (str(source.at), source.service, source.role, source.level, source.agreement, source.share)
    rest = (source.unknown, source.at_best, source.rungs, link.importance)
    return (*identity, *rest, link.required_guaranteed, link.required_independent)


def findings_told(found):
    return sorted(
        (f.code, f.target, f.agreement, f.path, f.at, f.severity, f.message, f.stake, f.waived) for f in found.findings
    )


def check(seed, model, rng):
    before = analyse_text(dump(model), AS_OF)
    other, entries = changed(rng, model)
    after = analysis.what_if(before, entries)
    scratch = analyse_text(dump(other), AS_OF)
    problems = [sorted((d.code, d.message, d.hint) for d in one.diagnostics) for one in (after, scratch)]
    assert problems[0] == problems[1], seed
    for one, two in zip(told(after), told(scratch), strict=True):
        assert alike(one, two), (seed, one, two)
    assert alike(findings_told(after), findings_told(scratch)), seed
    assert after.not_evaluated == scratch.not_evaluated, seed


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_what_if_is_the_analysis_of_the_changed_model(batch):
    for seed in range(batch * 2, (batch + 1) * 2):
        check(seed, drawn(seed), Random(seed))


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_a_what_if_is_the_analysis_of_the_changed_model_many_more_times(batch):
    for seed in range(10_000 + batch * 60, 10_000 + (batch + 1) * 60):
        check(seed, drawn(seed), Random(seed))


MODEL = """\
slamodel: 1
parties:
  it: {kind: department}
  ops: {kind: department}
  bank: {kind: customer}
services:
  shop: {provider: it, needs: [web, store]}
  web: {provider: ops}
  store: {provider: ops}
  mail: {provider: it, needs: [store]}
agreements:
  sla: {kind: SLA, provider: it, customers: bank, services: shop, targets: [{metric: availability, at_least: 99 %}]}
  mail: {kind: SLA, provider: it, customers: bank, services: mail, targets: [{metric: availability, at_least: 99 %}]}
  web: {kind: OLA, provider: ops, customers: [it], services: [web], targets: [{metric: availability, at_least: 99.9 %}]}
  store:
    kind: OLA
    provider: ops
    customers: [it]
    services: [store]
    targets: [{metric: availability, at_least: 99.9 %}]
"""
WEB: dict[str, Plain] = {
    "kind": "OLA",
    "provider": "ops",
    "customers": ["it"],
    "services": ["web"],
    "targets": [{"metric": "availability", "at_least": "97 %"}],
}


def test_what_no_change_reaches_is_taken_over():
    before = analyse_text(MODEL, AS_OF)
    after = analysis.what_if(before, {("agreements", "web"): WEB})
    assert after.target("mail/mail/availability") is before.target("mail/mail/availability")
    assert after.target("sla/shop/availability").standing is Standing.GAP
    assert before.target("sla/shop/availability").standing is Standing.SUPPORTED


def test_an_agreement_that_is_taken_out_leaves_its_promises_out_and_the_one_above_unknown():
    after = analysis.what_if(analyse_text(MODEL, AS_OF), {("agreements", "web"): None})
    assert [promise.agreement for promise in after.promises] == ["mail", "sla", "store"]
    assert after.target("sla/shop/availability").standing is Standing.UNKNOWN


@pytest.mark.parametrize("metric", ["availability", "rto"])
def test_an_agreement_that_can_no_longer_be_read_leaves_what_rests_on_it_unknown_for_every_metric(metric):
    text = MODEL.replace(
        "{metric: availability, at_least", "{metric: rto, within: 9 h}, {metric: availability, at_least"
    )
    after = analysis.what_if(analyse_text(text, AS_OF), {("agreements", "web"): WEB | {"kind": "wrong"}})
    assert after.target(f"sla/shop/{metric}").standing is Standing.UNKNOWN


def test_a_service_that_is_new_counts():
    shop: Plain = {"provider": "it", "needs": ["web", "store", "cache"]}
    cache: Plain = {"provider": "it", "own": {"availability": "90 %"}}
    before = analyse_text(MODEL, AS_OF)
    after = analysis.what_if(before, {("services", "shop"): shop, ("services", "cache"): cache})
    assert after.target("sla/shop/availability").standing is Standing.GAP
    assert after.is_sound


def loaded(text: str) -> Loaded:
    return load_contents([("model.yaml", text.encode())], "model.yaml")


def test_a_mistake_in_a_change_is_told_where_the_old_entry_stands():
    wrong = WEB | {"targets": [{"metric": "availability", "at_least": "997 %"}]}
    found = revised(loaded(MODEL), {("agreements", "web"): wrong}).diagnostics
    assert [(d.code, str(d.place)) for d in found] == [("E108", "model.yaml:14:112")]
    found = revised(loaded(MODEL), {("agreements", "web"): WEB | {"provider": "opps"}}).diagnostics
    assert [(d.code, d.hint, str(d.place)) for d in found] == [("E104", 'did you mean "ops"?', "model.yaml:14:30")]


def test_the_text_as_read_stays_as_it_is():
    first = loaded(MODEL)
    before = plain(first.tree)
    other = revised(first, {("agreements", "web"): None, ("services", "web"): {"provider": "it"}})
    assert plain(first.tree) == before
    assert other.tree is not None
    assert "web" not in other.tree["agreements"]
    assert other.landscape.place(("services", "store")) == first.landscape.place(("services", "store"))
    assert other.landscape.sha256 == ""


def test_a_first_entry_of_a_section_that_was_not_there():
    first = loaded("slamodel: 1\nservices:\n")
    other = revised(first, {("parties", "it"): {"kind": "department"}, ("services", "web"): {"provider": "it"}})
    assert (*other.landscape.parties, *other.landscape.services) == ("it", "web")
    assert not other.diagnostics
