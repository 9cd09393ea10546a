"""Takes prices of inputs to cut sets and path sets of a diagram worth having, and to bounds that the prices prove.

This is what the programs in `bounds` need besides a solver. Levels are unavailabilities divided by `1 / total`, so that
`total` is all the time there is on their scale.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import fsum, inf

from slamodel.propagate.decision import Diagram

REPEATS = 40
"""Sets per look at the prices: what was just used becomes dearer, so that the next set is a different one."""
STEP = 0.2
"""How much dearer, as a share of the highest price."""
DENOMINATOR = 720
"""Right prices are fractions of small integers; the solver's are only near them."""
NOTHING = 1e-14
"""Room below this, on the scale of the answer, is rounding."""

Set = tuple[int, ...]


def snapped(prices: Sequence[float]) -> list[float]:
    """The nearest fractions of small integers."""
    return [float(Fraction(price).limit_denominator(DENOMINATOR)) for price in prices]


def filled_cuts(ways: Diagram, levels: Sequence[float], total: float) -> dict[Set, float]:
    """Cut sets filled with downtime one after the other, those with room first; often this is already the most."""
    left = list(levels)
    times: dict[Set, float] = {}
    while total > NOTHING:
        cost, cut = ways.cheapest_cut([1.0 / room if room > NOTHING else inf for room in left])
        if cost == inf:
            break
        time = min(total, *(left[i] for i in cut))
        times[cut] = times.get(cut, 0.0) + time
        total -= time
        for i in cut:
            left[i] -= time
    return times


def cheap_cuts(ways: Diagram, levels: Sequence[float], prices: Sequence[float]) -> Iterator[Set]:
    """Cut sets that cost less than the 1 they bring; the last price is that of time as such."""
    rising = list(prices[:-1])
    step = STEP * (max(rising) or 1.0)
    for _ in range(REPEATS):
        _, cut = _cheapest(ways, levels, rising)
        if fsum(prices[i] for i in cut) < 1.0 - prices[-1] - 1e-11:
            yield cut
        for i in cut:
            rising[i] += step


def proved_most(
    ways: Diagram, levels: Sequence[float], total: float, prices: Sequence[float]
) -> tuple[float, list[float]]:
    """An upper bound of downtime, and the prices that prove it: scaled so that every cut set costs at least 1."""
    cost, _ = _cheapest(ways, levels, prices[:-1])
    if cost <= 0.0:
        return total, [0.0] * len(levels) + [1.0]
    time = min(prices[-1], 1.0)
    proof = [price * (1.0 - time) / cost for price in prices[:-1]] + [time]
    return fsum(price * level for price, level in zip(proof, (*levels, total), strict=True)), proof


def cheap_paths(ways: Diagram, prices: Sequence[float]) -> Iterator[Set]:
    """Different path sets, the cheapest first."""
    rising = list(prices)
    step = STEP * (max(rising) or 1.0)
    for _ in range(REPEATS):
        _, path = ways.cheapest_path(rising)
        yield path
        for i in path:
            rising[i] += step


def proved_least(ways: Diagram, levels: Sequence[float], total: float, prices: Sequence[float]) -> float:
    """A lower bound of downtime: with prices scaled so that every path set costs at least 1."""
    cost, _ = ways.cheapest_path(prices)
    if cost <= 0.0:
        return 0.0
    proof = [price / cost for price in prices]
    spare = fsum((*proof, -1.0))
    return fsum((*(price * level for price, level in zip(proof, levels, strict=True)), -spare * total))


def fails_alone(ways: Diagram, i: int) -> bool:
    """Whether input i, failing alone, fails the top."""
    node = ways.top
    while node > 1:
        node = (ways.high if ways.inputs[node - 2] == i else ways.low)[node - 2]
    return node == 1


def _cheapest(ways: Diagram, levels: Sequence[float], prices: Sequence[float]) -> tuple[float, Set]:
    """The cheapest cut set of inputs that are ever down."""
    return ways.cheapest_cut([price if level > 0.0 else inf for price, level in zip(prices, levels, strict=True)])
