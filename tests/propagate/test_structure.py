"""Structures: simplified without changing what they say, made once, and deep ones without recursion."""

from functools import reduce
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slamodel.propagate.modules import plan
from slamodel.propagate.structure import FAILED, PERFECT, Node, Structure, events, nodes

Tree = int | tuple[int, list["Tree"]]


def built(structure: Structure, tree: Tree) -> Node:
    if isinstance(tree, int):
        return structure.event(tree)
    return structure.vote(tree[0], [built(structure, child) for child in tree[1]])


def said(tree: Tree, working: tuple[bool, ...]) -> bool:
    if isinstance(tree, int):
        return working[tree]
    return sum(said(child, working) for child in tree[1]) >= tree[0]


def works(node: Node, working: tuple[bool, ...]) -> bool:
    state: dict[Node, bool] = {}
    for part in nodes(node):
        state[part] = working[part.event] if part.event >= 0 else sum(state[child] for child in part.children) >= part.k
    return state[node]


trees = st.recursive(
    st.integers(0, 5),
    lambda below: st.lists(below, max_size=4).flatmap(
        lambda children: st.tuples(st.integers(0, len(children) + 1), st.just(children))
    ),
    max_leaves=14,
)


@given(trees)
def test_simplifying_keeps_what_the_tree_says(tree):
    node = built(Structure(), tree)
    for working in product((False, True), repeat=6):
        assert works(node, working) == said(tree, working)


@given(trees)
def test_the_dual_swaps_works_and_fails_and_mirrors_back(tree):
    structure = Structure()
    node = built(structure, tree)
    mirror = structure.dual(node)
    for working in product((False, True), repeat=6):
        assert works(mirror, working) != works(node, tuple(not up for up in working))
    back = structure.dual(mirror)
    for working in product((False, True), repeat=6):
        assert works(back, working) == works(node, working)


@given(trees)
def test_only_events_that_matter_in_a_flat_gate_remain_and_none_is_invented(tree):
    node = built(Structure(), tree)
    assert set(events(node)) <= set(range(6))
    assert list(events(node)) == sorted(set(events(node)))


@given(trees)
def test_a_plan_uses_every_value_once(tree):
    steps = plan(built(Structure(), tree))
    used = [index for part in steps.parts for index in part.inputs]
    assert sorted(used) == list(range(len(steps.events) + len(steps.parts) - 1))


@pytest.fixture
def structure() -> Structure:
    return Structure()


@pytest.fixture
def abc(structure) -> list[Node]:
    return [structure.event(i) for i in range(3)]


def test_the_same_gate_is_made_once(structure, abc):
    a, b, c = abc
    assert structure.all_of([a, b]) is structure.all_of([b, a])
    assert structure.all_of([a, structure.all_of([b, c])]) is structure.all_of([c, b, a])
    assert structure.any_of([a, a]) is a
    assert structure.event(0) is a


def test_constants_disappear(structure, abc):
    a, b, c = abc
    assert structure.all_of([]) is PERFECT
    assert structure.any_of([]) is FAILED
    assert structure.all_of([a, PERFECT]) is a
    assert structure.all_of([a, FAILED]) is FAILED
    assert structure.any_of([a, PERFECT]) is PERFECT
    assert structure.any_of([a, FAILED]) is a
    assert structure.vote(2, [a, b, PERFECT]) is structure.any_of([a, b])
    assert structure.vote(2, [a, b, FAILED]) is structure.all_of([a, b])
    assert structure.vote(0, [a]) is PERFECT
    assert structure.vote(4, [a, b, c]) is FAILED


def test_what_cannot_matter_is_absorbed_and_what_is_common_is_drawn_out(structure, abc):
    a, b, c = abc
    assert structure.all_of([a, structure.any_of([a, b])]) is a
    assert structure.any_of([a, structure.all_of([a, b])]) is a
    both = structure.any_of([structure.all_of([a, b]), structure.all_of([a, c])])
    assert both is structure.all_of([a, structure.any_of([b, c])])


def test_a_child_listed_twice_counts_twice(structure):
    a, b, c, d = (structure.event(i) for i in range(4))
    node = structure.vote(3, [a, a, b, b, c, d])
    assert works(node, (True, True, False, False))
    assert not works(node, (True, False, False, False))
    assert works(node, (True, False, True, False))
    assert not works(node, (False, False, True, True))
    assert structure.vote(2, [a, a, b]) is a


def test_event_ids_start_at_zero(structure):
    with pytest.raises(ValueError, match="start at 0"):
        structure.event(-1)


def test_deep_structures_need_no_recursion(structure):
    chain = reduce(lambda node, i: structure.all_of([structure.event(i), node]), range(10_000), PERFECT)
    assert len(events(chain)) == 10_000
    mixed = PERFECT
    for i in range(0, 10_000, 2):
        mixed = structure.any_of([structure.event(i), structure.all_of([structure.event(i + 1), mixed])])
    assert len(events(structure.dual(mixed))) == len(events(mixed))
    assert all(part.network is None for part in plan(mixed).parts)


def test_only_what_is_shared_becomes_a_network(structure):
    e = [structure.event(i) for i in range(12)]
    two_of_three = structure.vote(2, [structure.all_of([e[0], e[1]]), structure.all_of([e[1], e[2]]), e[3]])
    node = structure.all_of([*e[4:10], two_of_three, structure.any_of(e[10:12])])
    networks = [part for part in plan(node).parts if part.network is not None]
    assert [len(part.inputs) for part in networks] == [4]
