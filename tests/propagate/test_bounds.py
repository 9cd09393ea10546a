"""Most and least downtime: known answers, the program over all states solved separately, laws, and a proof to redo."""

import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from slamodel.propagate.bounds import least_downtime, most_downtime
from slamodel.propagate.figures import figures
from slamodel.propagate.structure import FAILED, PERFECT, Node, Structure, nodes

EVENTS = 7
STATES = np.array(list(product((0.0, 1.0), repeat=EVENTS)))


def fails(node: Node, down: set[int]) -> bool:
    state: dict[Node, bool] = {}
    for part in nodes(node):
        working = sum(not state[child] for child in part.children)
        state[part] = part.event in down if part.event >= 0 else working < part.k
    return state[node]


def extremes(node: Node, q: list[float]) -> tuple[float, float]:
    """The most and the least share of time in failed states, over all ways to mix the states to these levels."""
    cost = np.array([float(fails(node, {i for i in range(EVENTS) if row[i]})) for row in STATES])
    rows, sums = np.vstack([STATES.T, np.ones(len(STATES))]), [*q, 1.0]
    most = linprog(-cost, A_eq=rows, b_eq=sums, method="highs")
    least = linprog(cost, A_eq=rows, b_eq=sums, method="highs")
    return -most.fun, least.fun


@st.composite
def shared_structures(draw) -> tuple[Structure, Node]:
    """Gates over events and earlier gates, so that much is shared."""
    structure = Structure()
    pool = [structure.event(i) for i in range(EVENTS)]
    for _ in range(draw(st.integers(1, 7))):
        children = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=5))
        pool.append(structure.vote(draw(st.integers(1, len(children))), children))
    return structure, pool[-1]


level = st.one_of(st.integers(0, 1000).map(lambda n: n / 1000), st.sampled_from([0.0, 0.001, 0.01, 0.5, 0.9]))
levels = st.lists(level, min_size=EVENTS, max_size=EVENTS)


@settings(max_examples=80)
@given(shared_structures(), levels)
def test_agrees_with_the_program_over_all_states(made, q):
    structure, node = made
    most, least = extremes(node, q)
    found = figures(node, q)
    assert found.guaranteed == pytest.approx(most, abs=1e-9)
    assert found.ceiling == pytest.approx(least, abs=1e-9)
    assert found.guaranteed >= found.independent - 1e-12 >= found.ceiling - 2e-12
    mirrored = 1.0 - most_downtime(structure.dual(node), [1.0 - x for x in q])
    assert found.ceiling == pytest.approx(mirrored, abs=1e-9)


@given(shared_structures(), levels, st.integers(0, EVENTS - 1), st.floats(0.0, 1.0))
def test_more_downtime_below_never_helps_above(made, q, event, share):
    _, node = made
    worse = [*q[:event], q[event] + share * (1.0 - q[event]), *q[event + 1 :]]
    for before, after in zip(figures(node, q), figures(node, worse), strict=True):
        assert after >= before - 1e-12


@pytest.fixture
def structure() -> Structure:
    return Structure()


def bridge(structure: Structure) -> Node:
    a, b, c, d, e = (structure.event(i) for i in range(5))
    return structure.any_of(structure.all_of(path) for path in ([a, d], [b, e], [a, c, e], [b, c, d]))


def pentagon(structure: Structure) -> Node:
    """Fails when two neighbours of a ring of five fail: half of every allowance is the most that can be packed."""
    e = [structure.event(i) for i in range(5)]
    return structure.all_of(structure.any_of([e[i], e[(i + 1) % 5]]) for i in range(5))


def test_known_answers(structure):
    a, b, c = (structure.event(i) for i in range(3))
    assert figures(structure.all_of([a, b]), [0.0005, 0.0001]) == pytest.approx((0.0006, 0.00059995, 0.0005))
    assert figures(structure.any_of([a, b]), [0.0001, 0.001]) == pytest.approx((0.0001, 1e-7, 0.0))
    assert figures(structure.all_of([a, b]), [1 / 24] * 2) == pytest.approx((2 / 24, 47 / 576, 1 / 24))
    assert figures(structure.vote(2, [a, b, c]), [0.1] * 3) == pytest.approx((0.15, 0.028, 0.0))
    assert figures(bridge(structure), [0.1] * 5) == pytest.approx((0.2, 0.02152, 0.0))
    assert figures(PERFECT, []) == (0.0, 0.0, 0.0)
    assert figures(FAILED, []) == (1.0, 1.0, 1.0)
    assert figures(a, [0.3]) == pytest.approx((0.3, 0.3, 0.3))


def test_half_of_an_odd_ring(structure):
    ring = pentagon(structure)
    assert most_downtime(ring, [0.01] * 5) == pytest.approx(0.025, rel=1e-13)
    assert least_downtime(ring, [0.8] * 5) == pytest.approx(extremes(ring, [0.8] * 5 + [0.0, 0.0])[1], abs=1e-12)


def test_many_nines_keep_their_digits(structure):
    e = [structure.event(i) for i in range(6)]
    chain, pair = structure.all_of(e), structure.any_of(e[:2])
    assert figures(chain, [1e-13] * 6) == pytest.approx((6e-13, 6e-13, 1e-13), rel=1e-11)
    assert least_downtime(pair, [0.75, 0.5]) == 0.25
    assert most_downtime(pentagon(structure), [1e-13] * 5) == pytest.approx(2.5e-13, rel=1e-12)
    assert most_downtime(pentagon(structure), [1e-13, 1e-13, 0.5, 0.5, 1e-13]) == pytest.approx(0.5, rel=1e-12)
    assert most_downtime(bridge(structure), [1e-13, 1e-12, 0.0, 0.0, 0.0]) == pytest.approx(1e-13, rel=1e-12)


def test_a_child_listed_twice_counts_twice(structure):
    a, b, c, d = (structure.event(i) for i in range(4))
    node = structure.vote(3, [a, a, b, b, c, d])
    q = [0.3, 0.2, 0.6, 0.5, 0.0, 0.0, 0.0]
    assert (most_downtime(node, q), least_downtime(node, q)) == pytest.approx(extremes(node, q), abs=1e-12)


def test_plain_trees_load_no_solver_and_the_solver_prints_nothing():
    script = """
import sys
from slamodel.propagate.figures import figures
from slamodel.propagate.structure import Structure
s = Structure()
e = [s.event(i) for i in range(8)]
figures(s.all_of([e[5], s.any_of(e[:2]), s.vote(2, e[2:5])]), [0.1] * 8)
assert "highspy" not in sys.modules
figures(s.all_of(s.any_of([e[i], e[(i + 1) % 5]]) for i in range(5)), [0.1] * 8)
assert "highspy" in sys.modules
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
