"""The plan costs what the cheapest of all combinations of tiers costs, found by an oracle that knows no engine."""

import json
from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.plan.outcome import Basis
from slamodel.plan.planning import plan
from tests.oracle import plans

AS_OF = date(2026, 11, 23)
FEW = range(12)
MANY = range(12, 512)


def check(seed, most, *, is_full=False):
    case = plans.case(seed, most, is_full=is_full)
    analysis = analyse_text(json.dumps(case.tree), AS_OF)
    assert analysis.is_sound, analysis.diagnostics
    basis: Basis = "independent" if seed % 2 else "guaranteed"
    found = plan(analysis, "price", basis)
    wanted = plans.least(case, basis)
    assert (len(found.beyond), int(found.price)) == (wanted.failing, wanted.price), (seed, found.moves)
    assert found.gap == 0.0


@pytest.mark.parametrize("seed", FEW)
def test_a_plan_costs_what_the_cheapest_of_all_combinations_costs(seed):
    check(seed, 5)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_a_larger_plan_costs_what_the_cheapest_of_all_combinations_costs(seed):
    check(seed, 12 if seed % 10 == 0 else 9)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(600, 612))
def test_among_up_to_a_million_combinations_none_is_cheaper_than_the_plan(seed):
    check(seed, 12, is_full=True)
