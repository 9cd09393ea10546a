"""A plain tree goes in; the text of a model file that says the same, in this or another order, comes out."""

from random import Random
from typing import Any

import yaml

from .reading import Model

ORDERED = frozenset({"handled_by", "fulfilled_by", "in_order"})


def percent(missing: float) -> str:
    """An unavailability as the share that is left, with every digit that a float holds."""
    return f"{100 * (1 - missing):.14f}".rstrip("0").rstrip(".") + " %"


def dump(model: Model, shuffle: Random | None = None) -> str:
    """The model as YAML; with a source of chance, in another order that means the same."""
    tree = shuffled(shuffle, model, "") if shuffle else model
    return yaml.safe_dump(tree, sort_keys=False, width=120)


def shuffled(rng: Random, tree: Any, key: str) -> Any:
    """The same tree with its keys, and the lists whose order means nothing, in another order."""
    if isinstance(tree, dict):
        return {name: shuffled(rng, tree[name], name) for name in rng.sample(list(tree), len(tree))}
    if isinstance(tree, list):
        inner = [shuffled(rng, part, "") for part in tree]
        return inner if key in ORDERED else rng.sample(inner, len(inner))
    return tree
