"""Rows in whole numbers, and a program that divides choices, in; inequalities that no choice that fits breaks, out.

What fits into one row is few enough to be looked through. So the program is told of each mixture that it makes whether
what fits can be mixed to it, and if not, which inequality it breaks most: a side of all that fits. With these the bound
is much closer to what can be had in whole numbers.
"""

from collections.abc import Mapping
from time import monotonic

from slamodel.plan.knapsacks import Column, Knapsack, most_worth
from slamodel.plan.master import Costs, Facet, Master
from slamodel.propagate.solver import Program

_SCALE = 10_000
_LEAST = 1e-4
_ENOUGH = 0.8
"""So much of what can be cut off at most is good enough."""
_MOST_COLUMNS = 80
_MOST_KEPT = 150
_STALLED = 0.005
"""The last rounds together moved the bound by less than this share of what all did, each on average."""
_LAST = 4


def tighten(master: Master, costs: Costs, until: float) -> None:
    """Add inequalities as long as they make the least that anything can cost noticeably dearer."""
    mixers = [Mixer(knapsack) for knapsack in master.knapsacks]
    bounds: list[float] = []
    while mixers and monotonic() < until and not _is_stalled(bounds):
        solved = master.program.divided(costs, until - monotonic())
        if solved is None or not solved.amounts:
            return
        bounds.append(solved.value)
        found = [facet for mixer in mixers if (facet := mixer.facet(master.shares(mixer.knapsack, solved.amounts)))]
        for facet in found:
            master.add_facet(facet)
        if not found:
            return


def _is_stalled(bounds: list[float]) -> bool:
    if len(bounds) <= _LAST:
        return False
    return bounds[-1] - bounds[-1 - _LAST] <= _LAST * _STALLED * (bounds[-1] - bounds[0])


class Mixer:
    """One row, and what fits into it as far as it was met."""

    def __init__(self, knapsack: Knapsack) -> None:
        """Nothing is met yet."""
        self.knapsack = knapsack
        self._met: list[list[Column]] = []

    def facet(self, shares: Mapping[Column, float]) -> Facet | None:
        """The inequality that a mixture breaks most, about; None where it is one of what fits."""
        columns = self.knapsack.columns
        place = {column: number for number, column in enumerate(columns)}
        program = Program([*((shares[column], shares[column]) for column in columns), (1.0, 1.0)])
        for number in range(len(columns)):
            program.add(1.0, [number], [1.0])
            program.add(1.0, [number], [-1.0])
        self._met = self._met[-_MOST_KEPT:]
        for fitting in self._met:
            program.add(0.0, [*(place[column] for column in fitting), len(columns)])
        worth = dict.fromkeys(columns, 0)
        for _ in range(_MOST_COLUMNS):
            if self._met:
                value, duals = program.solved()
                if value < _LEAST:
                    return None
                worth = {column: round(duals[number] * _SCALE) for column, number in place.items()}
            found = most_worth(self.knapsack, worth)
            if found is None:
                return None
            most, fitting = found
            if self._met and sum(worth[c] * shares[c] for c in columns) - most > _SCALE * value * _ENOUGH:
                return Facet(self.knapsack, worth, most)
            self._met.append(fitting)
            program.add(0.0, [*(place[column] for column in fitting), len(columns)])
        return None
