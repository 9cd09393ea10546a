"""What must hold for every model: the engine agrees with the oracle, and the laws of promises are kept."""

from copy import deepcopy
from datetime import timedelta
from random import Random

import pytest

from slamodel.analysis import analyse_text
from tests.oracle import Verdict, verdicts
from tests.oracle.availability import Figures
from tests.oracle.models import AS_OF, LEVELS, LIMITS, random_model
from tests.oracle.reading import share
from tests.oracle.writing import dump, percent

BATCH = 10
CLOSE = 1e-9
VIEWS = ("direct", "end_to_end")


def models(batch, size=BATCH):
    """The random models of one batch, each with its seed; small ones and large ones take turns."""
    for seed in range(batch * size, (batch + 1) * size):
        yield seed, random_model(Random(seed), 4 + seed % 9)


def analysed(model, shuffle=None):
    return analyse_text(dump(model, shuffle), as_of=AS_OF)


def numbers(view):
    """The numbers of one view: unavailabilities, or seconds and the shares in which they are kept."""
    if isinstance(view, Figures):
        return view[:3]
    if hasattr(view, "known"):
        return tuple(map(float, view[:3]))
    if view.figures is not None:
        return view.figures.guaranteed, view.figures.independent, view.figures.ceiling
    return view.time.within_s, view.time.in_guaranteed, view.time.in_independent


def everything(target):
    """Verdict and numbers of a target, for comparison."""
    return target.standing, target.where, [numbers(getattr(target, view)) for view in VIEWS]


def check_against_oracle(seed, model):
    found = analysed(model)
    expected = verdicts(model, AS_OF)
    for name, verdict in expected.items():
        target = found.target(name)
        context = f"seed {seed}, {name}\n{dump(model)}"
        assert (target.standing, target.where) == (verdict.status, verdict.where), context
        for view in VIEWS:
            assert numbers(getattr(target, view)) == pytest.approx(
                numbers(getattr(verdict, view)), rel=CLOSE, abs=CLOSE
            ), f"{view}, {context}"
