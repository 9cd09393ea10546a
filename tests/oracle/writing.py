"""A plain tree goes in; the text of a model file that says the same, in this or another order, comes out."""

from random import Random
from typing import Any

import yaml

from .reading import Model

FASTEST: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

ORDERED = frozenset({"handled_by", "fulfilled_by", "in_order"})
"""Lists whose order means something."""

AS_WRITTEN = ORDERED | {"needs", "any_of", "all_of", "of", "in_parallel"}
"""Lists in whose order people read a service."""


def percent(missing: float) -> str:
    """An unavailability as the share that is left, with every digit that a float holds."""
    return f"{100 * (1 - missing):.14f}".rstrip("0").rstrip(".") + " %"


def dump(model: Model, shuffle: Random | None = None, kept: frozenset[str] = ORDERED) -> str:
    """The model as YAML; with a source of chance, in another order but for the lists that are kept."""
    tree = shuffled(shuffle, model, "", kept) if shuffle else model
    return str(yaml.dump(tree, Dumper=FASTEST, sort_keys=False, width=120))


def shuffled(rng: Random, tree: Any, key: str, kept: frozenset[str]) -> Any:
    """The same tree with its keys and lists in another order."""
    if isinstance(tree, dict):
        return {name: shuffled(rng, tree[name], name, kept) for name in rng.sample(list(tree), len(tree))}
    if isinstance(tree, list):
        inner = [shuffled(rng, part, "", kept) for part in tree]
        return inner if key in kept else rng.sample(inner, len(inner))
    return tree
