"""Bounds of rows and columns with their costs in; the least cost, and what a unit of each row is worth, out.

The only door to the linear solver, which is loaded when the first program is made.
"""

from collections.abc import Iterable, Sequence
from math import inf


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
