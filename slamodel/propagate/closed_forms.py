"""Figures of a single gate without sharing: it fails when `failing` of its inputs fail; inputs are unavailabilities.

All sums are of positive terms or of single subtractions, so that small unavailabilities keep their digits.
"""

from collections.abc import Iterator
from itertools import accumulate
from math import fsum, prod
from operator import mul


def independent_gate(failing: int, values: list[float]) -> float:
    """The probability that at least `failing` inputs are down at once, each independent of the others."""
    if failing == 1:
        down = 0.0
        for value in values:
            down += value * (1.0 - down)
        return down
    if failing == len(values):
        return prod(values)
    row: list[float] = []
    for row in _counts(failing, values):  # noqa: B007 (only the last row counts, the others need not be kept)
        pass
    return row[failing]


def independent_slopes(failing: int, values: list[float]) -> list[float]:
    """For each input, how fast `independent_gate` grows with it: the probability that the others leave it to decide."""
    if failing == 1:
        return _products_of_others([1.0 - value for value in values])
    if failing == len(values):
        return _products_of_others(values)
    before = list(_counts(failing, values))
    after = list(_counts(failing, values[::-1]))[::-1]
    return [fsum(before[i][j] * after[i + 1][failing - 1 - j] for j in range(failing)) for i in range(len(values))]


def most_gate(failing: int, values: list[float]) -> float:
    """The longest that `failing` inputs can be down together, if each spends its downtime at the worst moment.

    Shape: `min over j < failing of (sum without the j largest) / (failing - j)`, at most 1.
    """
    if failing == 1:
        return min(1.0, fsum(values))
    if failing == len(values):
        return min(values, default=1.0)
    sums = list(accumulate(sorted(values)))
    return min(1.0, *(sums[-1 - j] / (failing - j) for j in range(failing)))


def least_gate(failing: int, values: list[float]) -> float:
    """The shortest that `failing` inputs must be down together, if outages overlap as kindly as possible.

    Shape: `max over r >= failing of (sum of the r largest - failing + 1) / (r - failing + 1)`, at least 0.
    """
    if failing == 1:
        return max(values, default=0.0)
    sums = list(accumulate(sorted(values, reverse=True), initial=0.0))
    spare = failing - 1
    return max(0.0, *((sums[r] - spare) / (r - spare) for r in range(failing, len(sums))))


def _products_of_others(factors: list[float]) -> list[float]:
    before = accumulate(factors, mul, initial=1.0)
    after = list(accumulate(reversed(factors), mul, initial=1.0))
    return [left * right for left, right in zip(before, after[-2::-1], strict=False)]


def _counts(most: int, values: list[float]) -> Iterator[list[float]]:
    """Row i, column j: the probability that j of the first i inputs are down; the last column means "or more"."""
    row = [1.0] + [0.0] * most
    yield row
    for value in values:
        up = 1.0 - value
        new = [row[0] * up]
        new += [row[j] * up + row[j - 1] * value for j in range(1, most)]
        new.append(row[most] + row[most - 1] * value)
        row = new
        yield row
