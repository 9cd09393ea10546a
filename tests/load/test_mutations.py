"""Whatever stands at whatever place of a model file: diagnostics or a clean analysis, never a fault of our own."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random

import pytest
import yaml

from slamodel.analysis import of
from slamodel.load import load_contents
from slamodel.report import html, markdown, sections
from slamodel.report.explain import evidence, explain
from slamodel.report.machine import to_json

AS_OF = date(2026, 11, 23)
VALUES: tuple[object, ...] = (
    "",
    [],
    {},
    [[]],
    [{}],
    "x" * 5000,
    "12",
    None,
    {"a": {"b": "c"}},
    ["a", "a"],
    "any",
    "-1",
    "99.9",
    {"": ""},
    "<b>",
)
DAYS = ("clinic-days.ics", Path("tests/load/clinic-days.ics").read_bytes())
BASE = yaml.load(Path("tests/load/everything.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text only


def paths(node, path=()):
    """Every place in a tree, keys and items."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in entries:
        yield (*path, key)
        yield from paths(value, (*path, key))


def mutants():
    for path in paths(BASE):
        for value in VALUES:
            yield path, value


def mutated(path, value):
    tree = deepcopy(BASE)
    node = tree
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return json.dumps(tree, ensure_ascii=False)


EVERY = 40
"""Of so many mutants one also has its ways out tried, each by an analysis of its own."""


@pytest.fixture
def untried(monkeypatch):
    """Reports without the ways out, to be tried with some mutants only."""
    return lambda: monkeypatch.setattr(sections, "MOST_TRIED", 0)


def check(path, value, told=explain):
    text = mutated(path, value).encode()
    analysis = of(load_contents([("model.yaml", text), DAYS], "model.yaml"), AS_OF)
    assert all(diagnostic.place and diagnostic.place.line for diagnostic in analysis.diagnostics), (path, value)
    to_json(analysis)
    markdown(analysis)
    html(analysis, None)
    for promise in analysis.promises:
        told(analysis, promise)


def test_a_sample_of_mutants_is_answered(untried):
    untried()
    for path, value in Random(1).sample(list(mutants()), 12):
        check(path, value, evidence)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_every_mutant_is_answered(part, untried):
    mine = list(mutants())[part::4]
    for path, value in mine[::EVERY]:
        check(path, value)
    untried()
    for path, value in mine:
        check(path, value, evidence)
