"""A graph that takes over from an earlier one is the graph that is built anew."""

from itertools import product
from random import Random

import pytest

from slamodel import graph
from slamodel.graph.changed import changed
from slamodel.load import load_contents, revised
from tests.oracle.models import AS_OF
from tests.oracle.writing import dump
from tests.test_what_if import changed as varied
from tests.test_what_if import drawn


def told(found):
    """All that a graph says, of every party and service; who names whom in any order."""
    landscape = found.landscape
    pairs = product((*landscape.parties, "nobody"), (*landscape.services, "nowhere"))
    covered = {agreement.id: found.covered(agreement) for agreement in landscape.agreements.values()}
    using = {name: sorted(names) for name, names in found.using.items() if names}
    backing = [found.backing(*pair) for pair in pairs]
    return found.needs, found.circles, found.beyond_order, found.knots, found.going_round, using, covered, backing


@pytest.mark.parametrize("seed", range(40))
def test_whatever_has_changed_nothing_is_taken_over_that_is_other_than_before(seed):
    model = drawn(seed)
    first = load_contents([("model.yaml", dump(model).encode())], "model.yaml")
    before = graph.build(first.landscape, AS_OF)
    for turn in range(3):
        _, entries = varied(Random(100 * seed + turn), model)
        after = revised(first, entries).landscape
        assert told(graph.rebuild(before, after)) == told(graph.build(after, AS_OF))


def test_what_differs_is_found_wherever_it_stands():
    before = {"a": "a1", "b": "b1", "c": "c1"}
    assert [*changed(before, {"a": "a1", "b": "b2", "c": "c1"})] == [("b", "b1", "b2")]
    assert [*changed(before, {"a": "a1", "c": "c1"})] == [("b", "b1", None)]
    assert [*changed(before, {"a": "a1", "b": "b1", "bb": "bb1", "c": "c1"})] == [("bb", None, "bb1")]
    assert [*changed(before, {"a": "a1", "bb": "bb1", "c": "c1"})] == [("b", "b1", None), ("bb", None, "bb1")]
