"""Times on clocks of their own: as a walk along every start has them, and by hand."""

from datetime import date
from math import isclose
from random import Random

import pytest

from slamodel.analysis import analyse_text
from tests.oracle.models import random_model, with_clocks
from tests.oracle.on_clocks import longest
from tests.oracle.reading import SHARES, promises
from tests.oracle.writing import dump

AS_OF = date(2026, 10, 23)
FIRST, LAST = "2026-10-23", "2026-11-01"  # clocks are put back in Europe on 25 October, in New York on 1 November
VIEWS = ("direct", "end_to_end")
CLOSE = 1e-9


def drawn(seed):
    """A random model of times alone, each service on a clock of its own."""
    rng = Random(seed)
    model = with_clocks(rng, random_model(rng, 3 + seed % 5), FIRST, LAST)
    for agreement in model["agreements"].values():
        agreement["targets"] = [target for target in agreement["targets"] if target["metric"] not in SHARES]
    stated = {name: agreement for name, agreement in model["agreements"].items() if agreement["targets"]}
    return {**model, "agreements": stated}


def has_choice(tree):
    return tree.join == "quickest" or any(has_choice(part) for part in tree.parts)


def check(seed):
    model = drawn(seed)
    found = analyse_text(dump(model), as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    for promise in promises(model, AS_OF):
        if promise.id.startswith("sla-") and promise.metric != "escalation":
            for view in VIEWS:
                expected = longest(model, AS_OF, promise, end_to_end=view == "end_to_end")
                compare((seed, promise.id, view), getattr(found.target(promise.id), view), expected, promise)


def compare(name, ours, theirs, promise):
    assert ours.time.within_s == 60 * theirs.minutes, name
    shares = (float(theirs.guaranteed), float(theirs.independent))
    if has_choice(theirs.timing.tree):  # who is the fastest at one start need not be so at another
        assert all(own <= walked + CLOSE for own, walked in zip(ours.time[1:], shares, strict=True)), name
    else:
        assert all(isclose(*pair, abs_tol=CLOSE) for pair in zip(ours.time[1:], shares, strict=True)), name
        assert ours.standing == theirs.status(promise), name
    if ours.step.start is not None:
        assert theirs.from_start(ours.step.start, is_after=ours.is_just_after) == theirs.minutes, name


@pytest.mark.parametrize("batch", range(3))
def test_the_engine_agrees_with_a_walk_along_every_start(batch):
    for seed in range(batch * 5, batch * 5 + 5):
        check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(20))
def test_the_engine_agrees_with_a_walk_along_every_start_many_more_times(batch):
    for seed in range(1000 + batch * 15, 1000 + batch * 15 + 15):
        check(seed)
