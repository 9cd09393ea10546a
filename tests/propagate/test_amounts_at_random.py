"""Throughput of models drawn at random: the engine agrees with listed routes, its asks are just enough."""

from copy import deepcopy
from datetime import date
from math import inf
from random import Random

import pytest

from slamodel.analysis import analyse_text
from slamodel.propagate import Standing
from tests.oracle.amounts import UNITS, carried, random_model
from tests.oracle.writing import dump

AS_OF = date(2026, 11, 23)
TARGET = "sla/v0/throughput"


def check(seed):
    model = random_model(Random(seed), 3 + seed % 4)
    analysis = analyse_text(dump(model), AS_OF)
    assert analysis.is_sound, (seed, analysis.diagnostics)
    promise = analysis.target(TARGET)
    assert promise.measure is not None
    assert promise.promised is not None
    unit = UNITS[promise.measure.unit]
    for view, is_deep in ((promise.direct, False), (promise.end_to_end, True)):
        most, is_known = carried(model, end_to_end=is_deep)
        expected = inf if most is None else float(most / unit)
        value = inf if view.amount is None else view.amount.value
        assert value == pytest.approx(expected, rel=1e-8), (seed, is_deep)
        assert bool(view.unknown) is not is_known, (seed, is_deep)
        if not is_known:
            least, _ = carried(model, end_to_end=is_deep, unknown_is_nothing=True)
            expected = inf if least is None else float(least / unit)
            assert (view.without or 0.0) == pytest.approx(expected, rel=1e-8), (seed, is_deep)
        is_short = value < promise.promised * (1 - 1e-9)
        wanted = Standing.GAP if is_short else Standing.SUPPORTED if is_known else Standing.UNKNOWN
        assert view.standing is wanted, (seed, is_deep)
    check_asks(seed, model, promise)


def check_asks(seed, model, promise):
    """What is required of a commitment is enough in the direct view, and less is not."""
    for link in promise.direct.links:
        required = link.required_guaranteed
        if link.source.agreement is None or promise.direct.unknown or not required:
            continue
        for times, is_enough in ((1.000001, True), (0.999, False)):
            other = deepcopy(model)
            level = f"{required * times:.9f} per {promise.measure.unit}"
            other["agreements"][link.source.agreement]["targets"][0]["at_least"] = level
            found = analyse_text(dump(other), AS_OF).target(TARGET).direct.standing
            assert (found is Standing.SUPPORTED) is is_enough, (seed, link.source.agreement, times)


@pytest.mark.parametrize("seed", range(12))
def test_throughput_is_what_all_routes_together_carry(seed):
    check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_throughput_is_what_all_routes_together_carry_in_many_more(batch):
    for seed in range(1_000 + batch * 30, 1_000 + (batch + 1) * 30):
        check(seed)
