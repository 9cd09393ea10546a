"""What is asked for or offered, granted as printed, leaves the promise supported: over random models and examples."""

import re
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from slamodel.analysis import analyse_text
from slamodel.gaps.ways import advice, ways
from slamodel.model import SHARES
from slamodel.propagate import Lack, Standing
from tests.oracle.models import AS_OF, random_model
from tests.oracle.writing import dump

BATCHES, MODELS, GRANTS = 10, 4, 2
EXAMPLES = Path(__file__).parents[1] / "examples"
MODELS_THERE = [*sorted(EXAMPLES.glob("broken/[ACDHKPTW][0-9]*.yaml")), *sorted(EXAMPLES.glob("[0-9]*"))]
OVERRUNS = {"T201", "T202", "T209", "K901", "K902"}
OFFER = re.compile(r"(?:, or|or) promise (.+?)( in (.+ %) of the cases)?\.$")
ENOUGH = {Standing.SUPPORTED}
NO_GAP = {Standing.SUPPORTED, Standing.AT_RISK, Standing.UNKNOWN}


def grants(found):
    """Everything that is asked for or offered: the promise, what is granted, and how the promise may stand then."""
    for promise in found.promises:
        for way in ways(promise):
            if way.is_enough:
                enough = ENOUGH if way.basis == "guaranteed" else ENOUGH | {Standing.AT_RISK}
                yield promise, [(way.source, way.wanted)], enough
    for finding in (one for together in found.findings for one in together.each):
        if finding.target:
            promise = found.target(finding.target)
            yield from asks(finding, promise)
            yield from offers(finding, promise)
            yield from would_do(found, finding, promise)


def asks(finding, promise):
    """What A101 and the overruns ask for, all of it granted together."""
    asked = finding.message.lower().count("ask ") + finding.message.lower().count("bring ")
    # What is asked for instead of a level, hours or maintenance, is tried in the model: it says so itself.
    if finding.code in {"A101", *OVERRUNS} and asked and "No level alone is enough" not in finding.message:
        is_least = "what is not known" in finding.message
        chosen = [way for way in advice(promise).ways if not (is_least and way.is_new)]
        assert asked == len(chosen), finding.message
        assert all(way.wanted in finding.message for way in chosen), finding.message
        yield promise, [(way.source, way.wanted) for way in chosen], NO_GAP if is_least else ENOUGH


def offers(finding, promise):
    match = OFFER.search(finding.message) if finding.code != "M705" else None  # its "more above" is no level
    if match and finding.code == "T208":
        yield promise, [(promise, ("in", match[1]))], ENOUGH
    elif match:
        yield promise, [(promise, match[1]), *([(promise, ("in", match[3]))] if match[3] else [])], ENOUGH


def would_do(found, finding, promise):
    """The level that is named where nothing is committed, and the share that each hand-off is asked for."""
    if match := re.search(r"; ([^;]+) would do\.$", finding.message):
        for other in found.promises:
            if other.id in finding.message:
                yield other, [(advice(promise).ways[0].source, match[1])], ENOUGH
    if match := re.search(r"([0-9.]+ %) for each of them would do", finding.message):
        missing = [given for given in promise.deciding.inputs if given.share < 1.0]
        yield promise, [(given, ("in", match[1])) for given in missing], ENOUGH


def granted(model, changes):
    """The model with each input or promise at the level in words, or kept in that share of the cases."""
    changed = deepcopy(model)
    for source, level in changes:
        if getattr(source, "unknown", None) is not None:
            commit(changed, source, level)
            continue
        entry = changed
        *path, last = source.at
        for key in path:
            entry = entry[int(key) if isinstance(entry, list) else key]
        if isinstance(level, tuple):
            entry[last]["in"] = level[1]
        elif path[0] == "services":
            entry[last] = level
        else:
            entry[last].pop("at_most", None)
            entry[last]["at_least" if source.metric in SHARES else "within"] = level
    return changed


def commit(model, source, level):
    """A commitment where there was none, in the agreement that lacks it or in a new one."""
    target = {"metric": source.metric, "at_least" if source.metric in SHARES else "within": level}
    if level == "any level":
        target |= {key: "1 %" if key == "at_least" else "1000 d" for key in target if key != "metric"}
    agreements = model["agreements"]
    if source.unknown.lack is Lack.NO_AGREEMENT:
        provider = model["services"][source.service]["provider"]
        parties = {"provider": provider, "customers": [source.unknown.consumer]}
        agreements["granted"] = {"kind": "UC", **parties, "services": [source.service], "targets": []}
    agreements[source.agreement or "granted"]["targets"].append(target)


def check(seed, model, most=None):
    found = analyse_text(dump(model), AS_OF)
    told = list(grants(found))
    chosen = told if most is None else Random(seed).sample(told, min(most, len(told)))
    for promise, changes, enough in chosen:
        after = analyse_text(dump(granted(model, changes)), AS_OF)
        messages = [finding.of(promise.id).message for finding in found.findings if finding.concerns(promise.id)]
        assert after.is_sound, (seed, changes, after.diagnostics)
        assert after.target(promise.id).standing in enough, (seed, promise.id, changes, messages)
    return len(chosen)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_granted_as_printed_is_enough(batch):
    seeds = range(batch * MODELS, (batch + 1) * MODELS)
    assert sum(check(seed, random_model(Random(seed), 4 + seed % 9), GRANTS) for seed in seeds) > MODELS


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_what_is_granted_as_printed_is_enough_in_many_more(batch):
    for seed in range(1000 + batch * 50, 1050 + batch * 50):
        check(seed, random_model(Random(seed), 4 + seed % 9))


@pytest.mark.parametrize("path", MODELS_THERE, ids=lambda path: path.stem)
def test_what_is_granted_in_an_example_is_enough(path):
    model: dict[str, Any] = {}
    for file in sorted(path.glob("*.yaml")) if path.is_dir() else [path]:
        tree = yaml.load(file.read_bytes(), yaml.BaseLoader)  # noqa: S506 - every value as the text that it is
        for section, entries in tree.items():
            model[section] = {**model.get(section, {}), **entries} if isinstance(entries, dict) else entries
    assert analyse_text(dump(model), AS_OF).is_sound
    check(0, model, 40)
