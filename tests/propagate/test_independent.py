"""Exact chance of failure and its slopes: known answers, enumeration of all states, many nines."""

from itertools import product
from math import comb, prod
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel.propagate import decision
from slamodel.propagate.decision import TooComplex
from slamodel.propagate.figures import figures
from slamodel.propagate.independent import importances, unavailability
from slamodel.propagate.structure import FAILED, PERFECT, Node, Structure, nodes

EVENTS = 6


def fails(node: Node, down: tuple[bool, ...]) -> bool:
    state: dict[Node, bool] = {}
    for part in nodes(node):
        working = sum(not state[child] for child in part.children)
        state[part] = down[part.event] if part.event >= 0 else working < part.k
    return state[node]


def enumerated(node: Node, q: list[float]) -> float:
    return sum(
        prod(q[i] if is_down else 1.0 - q[i] for i, is_down in enumerate(down))
        for down in product((False, True), repeat=len(q))
        if fails(node, down)
    )


@st.composite
def shared_structures(draw) -> Node:
    """Gates over events and earlier gates, so that much is shared."""
    structure = Structure()
    pool = [structure.event(i) for i in range(EVENTS)]
    for _ in range(draw(st.integers(1, 6))):
        children = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=5))
        pool.append(structure.vote(draw(st.integers(1, len(children))), children))
    return pool[-1]


levels = st.lists(
    st.one_of(st.floats(0.0, 1.0), st.sampled_from([0.0, 1.0, 0.001, 0.5])), min_size=EVENTS, max_size=EVENTS
)


@given(shared_structures(), levels)
def test_agrees_with_all_states(node, q):
    assert unavailability(node, q) == pytest.approx(enumerated(node, q), abs=1e-12)


@given(shared_structures(), levels)
def test_importance_is_the_difference_between_down_and_up(node, q):
    for event, slope in importances(node, q).items():
        down, up = ([*q[:event], level, *q[event + 1 :]] for level in (1.0, 0.0))
        assert slope == pytest.approx(enumerated(node, down) - enumerated(node, up), abs=1e-12)


@pytest.fixture
def structure() -> Structure:
    return Structure()


def bridge(structure: Structure) -> Node:
    a, b, c, d, e = (structure.event(i) for i in range(5))
    return structure.any_of(structure.all_of(path) for path in ([a, d], [b, e], [a, c, e], [b, c, d]))


def test_known_answers(structure):
    a, b, c = (structure.event(i) for i in range(3))
    assert unavailability(structure.all_of([a, b]), [0.0005, 0.0001]) == pytest.approx(1 - 0.99940005, abs=1e-15)
    assert unavailability(structure.any_of([a, b]), [0.0001, 0.001]) == pytest.approx(1e-7, rel=1e-14)
    assert unavailability(structure.vote(2, [a, b, c]), [0.1] * 3) == pytest.approx(0.028, rel=1e-14)
    assert unavailability(bridge(structure), [0.1] * 5) == pytest.approx(0.02152, rel=1e-14)
    assert unavailability(a, [0.25]) == 0.25
    assert unavailability(PERFECT, []) == 0.0
    assert unavailability(FAILED, []) == 1.0


def test_many_nines_keep_their_digits(structure):
    e = [structure.event(i) for i in range(6)]
    assert unavailability(structure.all_of(e), [1e-13] * 6) == pytest.approx(6e-13, rel=1e-12)
    assert unavailability(structure.vote(4, e), [1e-13] * 6) == pytest.approx(comb(6, 3) * 1e-39, rel=1e-11)
    assert unavailability(bridge(structure), [1e-13] * 5) == pytest.approx(2e-26, rel=1e-11)


def test_a_child_listed_twice_counts_twice(structure):
    a, b, c, d = (structure.event(i) for i in range(4))
    node = structure.vote(3, [a, a, b, b, c, d])
    q = [0.1, 0.2, 0.3, 0.4]
    assert unavailability(node, q) == pytest.approx(enumerated(node, q), rel=1e-13)


def test_levels_may_be_a_mapping(structure):
    node = structure.all_of([structure.event(7), structure.event(1000)])
    assert unavailability(node, {7: 0.1, 1000: 0.2}) == pytest.approx(0.28)


def ladder(structure: Structure, tiers: int, width: int) -> Node:
    """Each box needs one of two neighbours in the next tier: shared at every step."""
    event = iter(range(tiers * width))
    row: list[Node] = [structure.event(next(event)) for _ in range(width)]
    for _ in range(tiers - 1):
        row = [
            structure.all_of([structure.event(next(event)), structure.any_of([row[j], row[(j + 1) % width]])])
            for j in range(width)
        ]
    return structure.any_of(row)


def test_ladders_and_grids_are_quick(structure):
    began = perf_counter()
    diamonds = figures(ladder(structure, 30, 2), [0.01] * 60)
    assert diamonds.independent == pytest.approx(1 - (1 - 1e-4) ** 30, rel=1e-12)
    assert diamonds.guaranteed == pytest.approx(0.3, rel=1e-12)
    wide = figures(ladder(structure, 12, 3), [0.01] * 36)
    assert wide.guaranteed == pytest.approx(0.12, rel=1e-12)
    left, right = ([structure.event(i) for i in side] for side in (range(6), range(6, 12)))
    grid = structure.all_of(structure.any_of([a, b]) for a in left for b in right)
    q = [0.01 * (i + 1) for i in range(12)]
    both = figures(grid, q)
    assert both.guaranteed == pytest.approx(sum(q[:6]), rel=1e-12)
    up_left, up_right = prod(1 - x for x in q[:6]), prod(1 - x for x in q[6:])
    assert both.independent == pytest.approx((1 - up_left) * (1 - up_right), rel=1e-12)
    assert perf_counter() - began < 2.0


def test_deep_structures_need_no_recursion(structure):
    node = PERFECT
    for i in range(5_000):
        node = structure.all_of([structure.event(i), node])
    assert figures(node, [1e-6] * 5_000).guaranteed == pytest.approx(0.005, rel=1e-12)
    for i in range(1, 200):
        node = structure.any_of([structure.all_of([structure.event(i), node]), structure.event(6_000 + i)])
    assert 0.0 <= unavailability(node, [1e-3] * 9_000) <= 1.0


def test_too_large_a_diagram_is_refused(structure, monkeypatch):
    monkeypatch.setattr(decision, "BUDGETS", (10,))
    with pytest.raises(TooComplex, match="more than 10 nodes"):
        unavailability(ladder(structure, 12, 3), [0.01] * 36)
