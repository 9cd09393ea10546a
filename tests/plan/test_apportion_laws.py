"""Whatever a model looks like: what is shared out carries the promise, and a hair less does not."""

from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from slamodel.analysis import analyse_text
from slamodel.model import TimeTarget
from slamodel.plan.apportion import Sharing, apportioned
from slamodel.plan.apportion_carried import carries
from slamodel.plan.apportion_parts import parts_of
from tests.oracle.models import AS_OF, random_model, with_hours
from tests.oracle.writing import dump

METHODS = ("equal", "proportional", "effort")
BASES = ("guaranteed", "independent")


def check(seed, method, basis):
    rng = Random(seed)
    model = random_model(rng, 4 + seed % 6)
    analysis = analyse_text(dump(with_hours(rng, model) if seed % 3 == 0 else model), AS_OF)
    promises = [one for one in analysis.promises if not one.rests_on_nothing and one.measure is None]
    assume(promises)
    promise = rng.choice(promises)
    parts, fixed = parts_of(analysis, promise)
    assume(parts)
    sharing = Sharing(analysis, promise, method, basis, parts, fixed)
    levels = sharing.levels
    perfect = carries(sharing.at([0.0] * len(parts)), basis)
    assert (levels is not None) == perfect
    assume(levels is not None)
    assert levels is not None
    assert carries(sharing.at(levels), basis)
    most = 50 * (promise.promised or 0.0) if isinstance(promise.target, TimeTarget) else 0.999
    is_bound = all(
        level >= most or (method == "proportional" and part.today is not None and level >= part.today)
        for part, level in zip(parts, levels, strict=True)
    )
    if not is_bound and max(levels) > 1e-6:
        assert not carries(sharing.at([level * 1.001 for level in levels]), basis), (seed, levels)
    found = apportioned(analysis, promise, method, basis)
    assert found.after is not None
    assert found.is_enough == carries(found.after.target(promise.id), basis)
    assert found.is_enough or any("never failing" in one for one in found.because), (seed, found.because, levels)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(METHODS), st.sampled_from(BASES))
def test_what_is_shared_out_carries_the_promise_and_a_hair_less_does_not(seed, method, basis):
    check(seed, method, basis)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(METHODS), st.sampled_from(BASES))
def test_the_same_on_many_more_models(seed, method, basis):
    check(seed, method, basis)
