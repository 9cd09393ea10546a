"""Nothing in; what every key of a model file means out, in words: for the documentation, for forms and for editors."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

Words = Mapping[str, Mapping[str, str]]


@cache
def key_words() -> Words:
    """The sentence for every key of every kind of entry, by the names of `model_schema`; `about` is the kind itself."""
    text = resources.files("slamodel.load").joinpath("keys.toml").read_text(encoding="utf-8")
    words: Words = tomllib.loads(text)
    return words
