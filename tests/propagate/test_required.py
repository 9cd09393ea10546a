"""Required levels: granted they do, a little more does not; and small sums that can be redone by hand."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slamodel.propagate.bounds import most_downtime
from slamodel.propagate.ground import Ground
from slamodel.propagate.independent import importances, unavailability
from slamodel.propagate.required import required_all
from slamodel.propagate.structure import Node, Structure, events

EVENTS = 7
FIGURES: dict[str, Callable[[Node, list[float]], float]] = {
    "guaranteed": most_downtime,
    "independent": unavailability,
}


@st.composite
def structures(draw) -> Node:
    """Gates over events and earlier gates: trees, and parts that share."""
    structure = Structure()
    pool = [structure.event(i) for i in range(EVENTS)]
    for _ in range(draw(st.integers(1, 6))):
        children = draw(st.lists(st.sampled_from(pool), min_size=2, max_size=5))
        pool.append(structure.vote(draw(st.integers(1, len(children))), children))
    return pool[-1]


level = st.one_of(st.integers(0, 100).map(lambda n: n / 100), st.sampled_from([0.0, 0.0005, 0.0001, 0.001, 1.0]))
levels = st.lists(level, min_size=EVENTS, max_size=EVENTS)


def with_level(q: list[float], event: int, value: float) -> list[float]:
    return [*q[:event], value, *q[event + 1 :]]


def required(node, q, event, allowed, basis):
    return required_all(Ground(node, q, q, q), allowed)[event][list(FIGURES).index(basis)]


@settings(max_examples=60)
@given(structures(), levels, level)
def test_what_is_required_does_and_a_little_more_does_not(node, q, allowed):
    found = required_all(Ground(node, q, q, q), allowed)
    assert tuple(sorted(found)) == events(node)
    for event, rooms in found.items():
        slope = importances(node, q)[event]
        for basis, room in zip(FIGURES, rooms, strict=True):

            def figure(value, event=event, basis=basis):
                return FIGURES[basis](node, with_level(q, event, value))

            if room is None:
                assert figure(0.0) > allowed
                continue
            assert figure(room) <= allowed + 1e-12
            if room < 1.0 and (basis == "guaranteed" or slope > 1e-3):
                assert figure(min(1.0, room + 1e-9)) > allowed + 1e-13


@pytest.fixture
def structure() -> Structure:
    return Structure()


def test_a_chain_gets_what_the_others_leave(structure):
    chain = structure.all_of(structure.event(i) for i in range(3))
    q = [0.0003, 0.0002, 0.0009]
    found = required_all(Ground(chain, q, q, q), 0.001)
    guaranteed, independent = found[2]
    assert guaranteed == pytest.approx(0.0005, rel=1e-12)
    assert independent == pytest.approx((0.001 - 0.00049994) / (1 - 0.00049994), rel=1e-12)
    assert found[0] == (None, None)
    assert required_all(Ground(chain, q, q, q), 1.0) == dict.fromkeys(range(3), (1.0, 1.0))
    assert required_all(Ground(chain, q, q, q), -0.1) == dict.fromkeys(range(3), (None, None))


def test_others_that_use_up_the_sum_leave_perfection(structure):
    chain = structure.all_of(structure.event(i) for i in range(3))
    q = [0.1, 0.2, 0.3]
    guaranteed, independent = required_all(Ground(chain, q, q, q), 0.1 + 0.2)[2]
    assert guaranteed == pytest.approx(0.0, abs=1e-15)
    assert independent == pytest.approx(0.02 / 0.72)


def test_a_chain_never_gives_away_more_than_is_left(structure):
    chain = structure.all_of(structure.event(i) for i in range(12))
    q = [0.9, *(10.0**-i for i in range(2, 13))]
    for event, (room, _) in required_all(Ground(chain, q, q, q), 0.95).items():
        if room is not None:
            assert sum(with_level(q, event, room)) <= 0.95 + 1e-15
    assert required_all(Ground(chain, q, q, q), 0.95)[0][0] == pytest.approx(0.95 - sum(q[1:]), rel=1e-14)


def test_with_a_good_alternative_anything_will_do(structure):
    pair = structure.any_of([structure.event(0), structure.event(1)])
    assert required(pair, [0.001, 0.5], 1, 0.001, "guaranteed") == 1.0
    assert required(pair, [0.002, 0.5], 1, 0.001, "guaranteed") == pytest.approx(0.001, rel=1e-12)
    assert required(pair, [0.002, 0.5], 1, 0.001, "independent") == pytest.approx(0.5, rel=1e-12)


def test_two_of_three_by_hand(structure):
    node = structure.vote(2, [structure.event(i) for i in range(3)])
    assert required(node, [0.1, 0.1, 0.1], 0, 0.15, "guaranteed") == pytest.approx(0.1, rel=1e-12)
    assert required(node, [0.1, 0.05, 0.1], 0, 0.15, "guaranteed") == 1.0
    assert required(node, [0.1, 0.2, 0.2], 0, 0.15, "guaranteed") is None
    assert required(node, [0.1, 0.0, 0.2], 0, 0.15, "guaranteed") == pytest.approx(0.15, rel=1e-12)


def test_nothing_is_said_of_an_event_that_cannot_matter(structure):
    chain, q = structure.all_of([structure.event(0), structure.event(1)]), [0.1, 0.1, 0.9]
    assert sorted(required_all(Ground(chain, q, q, q), 0.2)) == [0, 1]
