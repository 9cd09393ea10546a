"""A sum whose inputs do not count in the same hours in; what is lost when, and why no timing is worse, out."""

from collections.abc import Iterator, Mapping
from math import fsum

from slamodel.propagate.because import Cut, Hours, Sum
from slamodel.propagate.figures import Figures
from slamodel.report.digits import number
from slamodel.units import TOLERANCE


def lines(line: Sum, values: Mapping[str, Figures], indent: str) -> Iterator[str]:
    """The guaranteed figure, by groups of hours."""
    yield f"{indent}guaranteed   worst timing, by hours:"
    if fsum(group.share for group in line.hours) > 1.0 + TOLERANCE:
        yield f"{indent}  (hours with all maintenance in them; without what the promise leaves out they come to 1)"
    for place, group in enumerate(line.hours, 1):
        yield f"{indent}  H{place}: {_which(group)}, {number(group.share)} of the time: {_lost(group)}"
    for limit in line.maintenance:
        yield f"{indent}  {limit.name} is in progress for {number(limit.at_most)} of the time at most"
    yield f"{indent}  together {number(line.figures.guaranteed)}"
    proof = [one for one in _proof(line, values) if one[1] > 0.0]
    if proof:
        prices = ", ".join(f"{name} at {number(price)}" for name, price, _ in proof)
        terms = " + ".join(f"{number(price)} x {number(amount)}" for _, price, amount in proof)
        yield f"{indent}  no timing is worse: whatever brings it down costs 1 or more with {prices}; {terms}"


def _which(group: Hours) -> str:
    if not group.idle:
        return "all count"
    return f"{', '.join(group.idle)} do{'es' if len(group.idle) == 1 else ''} not count"


def _lost(group: Hours) -> str:
    return "; ".join(map(_cut, group.cuts)) or "nothing is lost"


def _cut(cut: Cut) -> str:
    during = f" during {' and '.join(cut.during)}" if cut.during else ""
    return f"{' and '.join(cut.inputs) or 'as it is'} down {number(cut.time)}{during}"


def _proof(line: Sum, values: Mapping[str, Figures]) -> Iterator[tuple[str, float, float]]:
    """What is priced, at which price, and how much of it there is."""
    for name, price in zip(line.inputs, line.prices, strict=True):
        yield name, price, values[name].guaranteed
    yield from ((f"H{place}", group.price, group.share) for place, group in enumerate(line.hours, 1))
    yield from ((limit.name, limit.price, limit.at_most) for limit in line.maintenance)
    yield "time", line.price_of_time, 1.0


def by_chance(line: Sum, indent: str) -> Iterator[str]:
    """The independent figure, by what maintenance keeps down."""
    sums = " + ".join(f"{number(case.weight)} x {number(case.value)}" for case in line.cases)
    yield f"{indent}independent  by maintenance: {sums} = {number(line.figures.independent)}"
    for case in line.cases:
        down = f"with {' and '.join(case.down)} down" if case.down else "with none in progress"
        yield f"{indent}  {down}, {number(case.weight)} of the time: {number(case.value)} is lost"
