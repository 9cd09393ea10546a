"""What must hold for every model: the engine agrees with the oracle, and the laws of promises are kept."""

from copy import deepcopy
from math import isclose
from random import Random

import pytest

from slamodel.analysis import analyse_text
from slamodel.report.machine import answer
from tests.oracle import verdicts
from tests.oracle.availability import TOLERANCE, Figures
from tests.oracle.models import AS_OF, LEVELS, LIMITS, random_model
from tests.oracle.reading import SHARES, seconds, share
from tests.oracle.times import Timing
from tests.oracle.writing import AS_WRITTEN, dump, percent

BATCHES = 20
CLOSE = 1e-9
HAIR, HAIR_S = 1e-9, 0.01
VIEWS = ("direct", "end_to_end")


def models(batch, count):
    """The random models of one batch, each with its seed; small ones and large ones take turns."""
    for seed in range(batch * count, (batch + 1) * count):
        yield seed, random_model(Random(seed), 4 + seed % 9)


def analysed(model, *order):
    found = analyse_text(dump(model, *order), as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def views(promise):
    return [getattr(promise, view) for view in VIEWS]


def numbers(view):
    """The numbers of one view: unavailabilities, or seconds and the shares of cases in which they are kept."""
    if isinstance(view, Figures | Timing):
        return tuple(map(float, view[:3]))
    if view.figures is not None:
        return view.figures.guaranteed, view.figures.independent, view.figures.ceiling
    return tuple(view.time)


def close(ours, theirs):
    return all(isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) for one, other in zip(ours, theirs, strict=True))


def check_against_oracle(seed, model):
    found = analysed(model)
    expected = verdicts(model, AS_OF)
    assert {promise.id for promise in found.promises if promise.metric != "escalation"} == set(expected)
    for name, verdict in expected.items():
        promise = found.target(name)
        for ours, theirs in zip(views(promise), views(verdict), strict=True):
            assert close(numbers(ours), numbers(theirs)), (seed, name, ours, theirs)
        assert (promise.standing, promise.where) == (verdict.status, verdict.where), (seed, name)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_agrees_with_the_oracle(batch):
    for seed, model in models(batch, 3):
        check_against_oracle(seed, model)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_agrees_with_the_oracle_on_many_more(batch):
    for seed, model in models(BATCHES + batch, 120):
        check_against_oracle(seed, model)


def improved(rng, model):
    """The same model with one level of an agreement or of an own part one step better."""
    better = deepcopy(model)
    stated = [target for agreement in better["agreements"].values() for target in agreement["targets"]]
    stated += [service["own"] for service in better["services"].values() if "own" in service]
    entry = rng.choice(stated)
    key = rng.choice([key for key in entry if key not in {"metric", "in", "priority"}])
    if entry[key].endswith("%"):
        entry[key] = min((level for level in LEVELS if share(level) > share(entry[key])), key=share, default="100 %")
    else:
        entry[key] = max(
            (limit for limit in LIMITS if seconds(limit) < seconds(entry[key])), key=seconds, default="1 s"
        )
    return better


@pytest.mark.parametrize("batch", range(2))
def test_a_better_level_never_lowers_a_result(batch):
    for seed, model in models(batch, 6):
        before, after = analysed(model), analysed(improved(Random(seed), model))
        for promise in before.promises:
            for old, new in zip(views(promise), views(after.target(promise.id)), strict=True):
                if promise.metric in SHARES:
                    pairs = zip(numbers(new), numbers(old), strict=True)
                    assert all(less <= more + TOLERANCE for less, more in pairs), (seed, promise.id)
                elif promise.metric != "escalation":
                    assert new.time.within_s <= old.time.within_s, (seed, promise.id)


def told(found):
    """All that is told of a model but for the places in the file."""
    tree = answer(found)
    return without_places({key: tree[key] for key in ("verdict", "targets", "findings")})


def without_places(tree):
    if isinstance(tree, dict):
        return {key: without_places(value) for key, value in tree.items() if key != "at"}
    return [without_places(part) for part in tree] if isinstance(tree, list) else tree


@pytest.mark.parametrize("batch", range(2))
def test_the_order_in_the_file_changes_nothing(batch):
    for seed, model in models(batch, 5):
        assert told(analysed(model)) == told(analysed(model, Random(seed), AS_WRITTEN)), seed


@pytest.mark.parametrize("batch", range(2))
def test_the_order_of_needs_changes_no_verdict_and_no_finding(batch):
    for seed, model in models(batch, 5):
        one, other = analysed(model), analysed(model, Random(seed))
        assert list(map(verdict_of, one.promises)) == list(map(verdict_of, other.promises)), seed
        assert found_in(one) == found_in(other), seed
        for promise in one.promises:
            for ours, theirs in zip(views(promise), views(other.target(promise.id)), strict=True):
                assert close(numbers(ours), numbers(theirs)), (seed, promise.id)


def verdict_of(promise):
    return promise.id, promise.standing, promise.where, [view.standing for view in views(promise)]


def found_in(analysis):
    return sorted((finding.code, finding.severity, finding.agreement, finding.target) for finding in analysis.findings)


@pytest.mark.parametrize("batch", range(2))
def test_an_unused_service_changes_nothing(batch):
    for seed, model in models(batch, 6):
        larger = deepcopy(model)
        larger["services"]["unused"] = {"provider": "it", "own": {"availability": "50 %"}, "needs": ["portal"]}
        before, after = analysed(model), analysed(larger)
        assert [*map(everything, before.promises)] == [*map(everything, after.promises)], seed


def everything(promise):
    return (
        promise.id,
        promise.standing,
        promise.where,
        [(view.standing, view.figures, view.time) for view in views(promise)],
    )


@pytest.mark.parametrize("batch", range(2))
def test_guaranteed_is_at_most_independent_is_at_most_the_ceiling(batch):
    for seed, model in models(batch, 12):
        for promise in analysed(model).promises:
            for view in filter(lambda view: view.figures, views(promise)):
                worst, likely, kindest = numbers(view)
                assert worst >= likely - TOLERANCE, (seed, promise.id)
                assert likely >= kindest - TOLERANCE, (seed, promise.id)


@pytest.mark.parametrize("seed", range(10))
def test_a_chain_is_never_better_than_its_weakest_link(seed):
    rng = Random(seed)
    levels = rng.choices(LEVELS, k=rng.randint(2, 8))
    parts = {f"part-{place}": {"provider": "it", "own": {"availability": level}} for place, level in enumerate(levels)}
    target = {"metric": "availability", "at_least": "90 %"}
    model = {
        "slamodel": "1",
        "parties": {"it": {"kind": "department"}},
        "services": {"whole": {"provider": "it", "needs": list(parts)}, **parts},
        "agreements": {
            "sla": {"kind": "SLA", "provider": "it", "customers": "any", "services": ["whole"], "targets": [target]}
        },
    }
    worst, likely, kindest = numbers(analysed(model).target("sla/whole/availability").direct)
    weakest = max(float(1 - share(level)) for level in levels)
    assert kindest == pytest.approx(weakest)
    assert worst >= likely - TOLERANCE >= weakest - 2 * TOLERANCE


def granted(model, source, level):
    """The same model in which one input of a sum stands at another level."""
    changed = deepcopy(model)
    entry = changed
    *path, last = source.at
    for key in path:
        entry = entry[key]
    if path[0] == "services":
        entry[last] = percent(level) if source.metric in SHARES else f"{level:.6f} s"
    elif source.metric in SHARES:
        entry[last]["at_least"] = percent(level)
    else:
        entry[last]["within"] = f"{level:.6f} s"
    return changed


def asked(found):
    """Every level that is asked of an input which falls short of it, per promise, view and basis."""
    for promise in found.promises:
        for name in VIEWS:
            for link in getattr(promise, name).links:
                for basis in ("guaranteed", "independent"):
                    level = getattr(link, f"required_{basis}")
                    if level is not None and link.source.level is not None and link.source.level > level + HAIR:
                        yield promise, name, basis, link, level


def carries(model, promise, name, basis):
    """Whether one figure of one view carries the promise."""
    view = getattr(analysed(model).target(promise.id), name)
    if view.figures is not None:
        return getattr(view.figures, basis) <= promise.promised + TOLERANCE
    return (
        view.time.within_s <= promise.promised + 1e-6
        and promise.promised_share <= getattr(view.time, f"in_{basis}") + TOLERANCE
    )


@pytest.mark.parametrize("batch", range(10))
def test_the_required_level_closes_the_gap_and_a_hair_less_does_not(batch):
    for seed, model in models(batch, 3):
        answers = list(asked(analysed(model)))
        for promise, name, basis, link, level in Random(seed).sample(answers, min(len(answers), 4)):
            context = (seed, promise.id, name, basis, link)
            assert carries(granted(model, link.source, level), promise, name, basis), context
            hair = HAIR / max(link.importance or 1.0, 1e-6) if promise.metric in SHARES else HAIR_S
            assert not carries(granted(model, link.source, level + hair), promise, name, basis), context
