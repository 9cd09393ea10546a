"""Bounds of rows and columns with their costs in; the least cost, and what a unit of each row is worth, out.

The only door to the linear solver, which is loaded when the first program is made.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple


class Program:
    """A linear program that grows by columns."""

    def __init__(self, rows: Iterable[tuple[float, float]]) -> None:
        """An empty program with these bounds of rows; columns follow."""
        # The bare class: the public one prints a banner before it can be told not to.
        from highspy._core import _Highs as Solver  # noqa: PLC0415 (heavy, and most promises never need it)

        self._solver = Solver()
        self._solver.setOptionValue("output_flag", False)  # noqa: FBT003
        self._solver.setOptionValue("presolve", "off")
        self._solver.setOptionValue("solver", "simplex")
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("primal_feasibility_tolerance", 1e-10)
        self._solver.setOptionValue("dual_feasibility_tolerance", 1e-10)
        for low, high in rows:
            self._solver.addRow(low, high, 0, [], [])

    def add(self, cost: float, rows: Sequence[int], entries: Sequence[float] = ()) -> None:
        """One more column: what a unit of it costs, the rows that it counts in, and how much there: 1 if unsaid."""
        self._solver.addCol(cost, 0.0, inf, len(rows), list(rows), list(entries) or [1.0] * len(rows))

    def solved(self) -> tuple[float, list[float]]:
        """The value of the program and the price of every row."""
        self._solver.run()
        return self._solver.getInfo().objective_function_value, list(self._solver.getSolution().row_dual)

    def amounts(self) -> list[float]:
        """How much of every column the last solution uses."""
        return list(self._solver.getSolution().col_value)


class Solved(NamedTuple):
    """The best that was found, and what no solution can be better than; no amounts where none was found in time."""

    value: float
    bound: float
    amounts: tuple[float, ...]
    is_optimal: bool


class WholeProgram:
    """A program some of whose columns take whole numbers only; it grows by rows and columns."""

    def __init__(self) -> None:
        """Without columns and rows."""
        from highspy._core import HighsVarType  # noqa: PLC0415
        from highspy._core import _Highs as Solver  # noqa: PLC0415

        self._whole = HighsVarType.kInteger
        self._solver = Solver()
        for name, value in _WHOLE_OPTIONS.items():
            self._solver.setOptionValue(name, value)
        self._columns = 0

    def column(self, high: float = 1.0, *, is_whole: bool = True) -> int:
        """One more column from 0 to `high`; its number."""
        self._solver.addCol(0.0, 0.0, high, 0, [], [])
        if is_whole:
            self._solver.changeColIntegrality(self._columns, self._whole)
        self._columns += 1
        return self._columns - 1

    def bound(self, column: int, low: float, high: float) -> None:
        """Other bounds of a column."""
        self._solver.changeColBounds(column, low, high)

    def row(self, low: float, high: float, entries: Mapping[int, float]) -> None:
        """One more row: by column, how much a unit of it counts."""
        self._solver.addRow(low, high, len(entries), list(entries), list(entries.values()))

    def divided(self, costs: Mapping[int, float], seconds: float) -> Solved | None:
        """The same if whole numbers could be divided."""
        self._solver.setOptionValue("solve_relaxation", True)  # noqa: FBT003
        solved = self.least(costs, seconds)
        self._solver.setOptionValue("solve_relaxation", False)  # noqa: FBT003
        return solved

    def least(self, costs: Mapping[int, float], seconds: float) -> Solved | None:
        """The solution of the least cost, searched for so long; None when there is none at all."""
        from highspy._core import HighsModelStatus  # noqa: PLC0415

        every = list(range(self._columns))
        self._solver.changeColsCost(len(every), every, [costs.get(column, 0.0) for column in every])
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + max(seconds, 0.01))
        self._solver.run()
        status, info = self._solver.getModelStatus(), self._solver.getInfo()
        if status in (HighsModelStatus.kInfeasible, HighsModelStatus.kUnboundedOrInfeasible):
            return None
        amounts = tuple(self._solver.getSolution().col_value) if info.primal_solution_status == _FEASIBLE else ()
        is_optimal = status == HighsModelStatus.kOptimal
        return Solved(info.objective_function_value, info.mip_dual_bound, amounts, is_optimal)


_FEASIBLE = 2
_WHOLE_OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 1e-6,
    "mip_heuristic_effort": 0.15,
    # Narrower ones make presolve call wrong what is right: rows leave more room than this.
    "mip_feasibility_tolerance": 1e-6,
    "primal_feasibility_tolerance": 1e-7,
}
