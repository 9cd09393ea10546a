"""What an editor is told of a model file is what the loader accepts."""

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from slamodel.load.schema import model_schema

MODELS = [Path("tests/load/everything.yaml"), *sorted(Path("examples").glob("0*/*.yaml"))]
VALIDATOR = Draft7Validator(model_schema())


def problems(text):
    return [error.message for error in VALIDATOR.iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_models_that_load_are_valid(model):
    loaded = yaml.load(model.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    assert [error.message for error in VALIDATOR.iter_errors(loaded)] == []


@pytest.mark.parametrize(
    "text",
    [
        "{slamodel: 1, titel: misspelt}",
        "{slamodel: 2}",
        "{slamodel: 1, parties: {it: {kind: departmint}}}",
        "{slamodel: 1, services: {web: {needs: [line]}}}",
        "{slamodel: 1, services: {web: {provider: it, needs: [{any: [line]}]}}}",
    ],
)
def test_what_does_not_load_is_not_valid(text):
    assert problems(text)


def test_numbers_as_editors_read_them_are_valid():
    assert problems("{slamodel: 1, services: {web: {provider: it, needs: line, own: {availability: 0.999}}}}") == []
