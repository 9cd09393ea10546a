"""What a row of a plan is told beyond the row: never anything that a choice that fits would break."""

from itertools import product
from random import Random

from slamodel.plan.facets import Mixer
from slamodel.plan.knapsacks import Knapsack, Use, most_worth


def knapsack(rng):
    """Four contracts with three tiers, and a pair whose better half counts; the first contract counts twice."""
    singles = [tuple(Use(rng.randint(0, 9), ((c, v),)) for v in range(3)) for c in range(4)]
    levels = [[rng.randint(0, 9) for _ in range(3)] for _ in range(2)]
    pair = tuple(Use(min(levels[0][v], levels[1][w]), ((4, v), (5, w))) for v, w in product(range(3), repeat=2))
    again = tuple(Use(v, ()) for v in range(3))
    return Knapsack("one", (*singles, pair, again), rng.randint(8, 20))


def fitting(found):
    """All combinations that fit, as the columns that are chosen."""
    for uses in product(*found.parts):
        if sum(use.used for use in uses) <= found.room:
            yield [column for use in uses for column in use.columns]


def test_the_most_that_fits_is_what_trying_all_combinations_finds():
    rng = Random(1)
    for _ in range(20):
        found = knapsack(rng)
        worth = {column: rng.randint(-9, 9) for column in found.columns}
        best = max((sum(worth[c] for c in chosen) for chosen in fitting(found)), default=None)
        told = most_worth(found, worth)
        assert (told[0] if told else None) == best
        assert told is None or sum(worth[c] for c in told[1]) == best


def test_a_facet_cuts_off_a_mixture_and_nothing_that_fits():
    rng = Random(2)
    cut_off = 0
    for _ in range(20):
        found = knapsack(rng)
        shares: dict[tuple[int, int], float] = {}
        for thing in range(6):
            parts = [rng.random() for _ in range(3)]
            shares |= {(thing, value): part / sum(parts) for value, part in enumerate(parts)}
        facet = Mixer(found).facet(shares)
        if facet is not None:
            cut_off += 1
            assert sum(facet.worth[c] * shares[c] for c in found.columns) > facet.most
            assert all(sum(facet.worth[c] for c in chosen) <= facet.most for chosen in fitting(found))
    assert cut_off > 5


def test_a_mixture_of_what_fits_is_left_alone():
    rng = Random(3)
    for _ in range(10):
        found = knapsack(rng)
        some = list(fitting(found))
        if some:
            picked = rng.choices(some, k=5)
            shares = {column: sum(column in chosen for chosen in picked) / 5 for column in found.columns}
            assert Mixer(found).facet(shares) is None
