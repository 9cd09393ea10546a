"""A chain in groups of hours with limited maintenance: its closed form against a program, its proof and its timing."""

from collections import Counter
from math import fsum
from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from slamodel.propagate.chains import chain_spread, is_apart
from slamodel.propagate.modes import Mode, Setting


def drawn(rng):
    """A few groups, some not covered by an input, some open to one of two maintenances."""
    inputs, lengths, modes = rng.randint(1, 4), [], []
    for group in range(rng.randint(1, 5)):
        lengths.append(rng.choice((0.05, 0.1, 0.25, 0.5)))
        free = frozenset({rng.randrange(inputs)} if rng.random() < 0.3 else ())
        modes.append(Mode(group, (), free))
        if rng.random() < 0.6:
            modes.append(Mode(group, (rng.randrange(2),), free | {rng.randrange(inputs)}))
    at_most = tuple(rng.choice((0.0, 0.02, 0.2)) for _ in range(2))
    levels = [rng.choice((0.0, 0.001, 0.05, 0.3)) for _ in range(inputs)]
    return levels, Setting(tuple(lengths), at_most, tuple(modes))


def by_program(levels, given):
    """The same as a program with a variable for every mode and input that fails in it."""
    columns = []
    for mode in given.modes:
        for i in range(len(levels)):
            column = np.zeros(len(levels) + len(given.lengths) + len(given.at_most) + 1)
            column[i] = i not in mode.free
            column[len(levels) + mode.group] = column[-1] = 1
            for name in mode.in_progress:
                column[len(levels) + len(given.lengths) + name] = 1
            columns.append(column)
    limits = (*levels, *given.lengths, *given.at_most, 1.0)
    return -linprog(-np.ones(len(columns)), A_ub=np.array(columns).T, b_ub=limits, method="highs").fun


@pytest.mark.parametrize("seed", range(200))
def test_the_closed_form_agrees_with_the_program_and_proves_itself(seed):
    levels, given = drawn(Random(seed))
    assert is_apart(given)
    found = chain_spread(levels, given)
    assert found.value == pytest.approx(by_program(levels, given), abs=1e-9)
    limits = (*levels, *given.lengths, *given.at_most, 1.0)
    prices = (*found.prices, *found.of_groups, *found.of_maintenance, found.of_time)
    assert found.value == pytest.approx(fsum(p * limit for p, limit in zip(prices, limits, strict=True)), abs=1e-12)
    for mode in given.modes:
        beside = found.of_time + found.of_groups[mode.group] + sum(found.of_maintenance[i] for i in mode.in_progress)
        assert all(beside + (0 if i in mode.free else price) >= 1 for i, price in enumerate(found.prices))
    used: Counter[object] = Counter()
    for use in found.uses:
        used.update(dict.fromkeys((*use.charged, f"group {use.mode.group}", "time"), use.time))
        used.update({f"maintenance {name}": use.time for name in use.mode.in_progress})
    assert used["time"] == pytest.approx(found.value, abs=1e-12)
    names = (*range(len(levels)), *(f"group {i}" for i in range(len(given.lengths))), "maintenance 0", "maintenance 1")
    assert all(used[name] <= limit + 1e-12 for name, limit in zip(names, limits, strict=False))


def test_two_maintenances_in_the_same_hours_are_left_to_the_program():
    modes = (Mode(0, (), frozenset()), Mode(0, (0,), frozenset({0})), Mode(0, (1,), frozenset({1})))
    assert not is_apart(Setting((1.0,), (0.1, 0.1), modes))
