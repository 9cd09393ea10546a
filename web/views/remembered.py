"""A function of an analysis in; the same out, worked out once for each analysis and kept as long as that lives."""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from slamodel.analysis import Analysis

T = TypeVar("T")


def once(make: Callable[[Analysis], T]) -> Callable[[Analysis], T]:
    """What `make` says of an analysis; what it hands out must be frozen and must not hold the analysis itself."""
    kept: dict[int, T] = {}

    @wraps(make)
    def found(analysis: Analysis) -> T:
        key = id(analysis)
        if key not in kept:
            kept[key] = make(analysis)
            weakref.finalize(analysis, kept.pop, key, None)
        return kept[key]

    return found
