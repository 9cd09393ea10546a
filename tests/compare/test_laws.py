"""What holds of any two models: seen the other way round, everything is the other way round."""

from random import Random

import pytest

from slamodel.analysis import Analysis, analyse_text
from slamodel.compare.compared import compared
from slamodel.compare.outcome import Fate, Movement
from slamodel.report.comparison import difference
from slamodel.report.comparison_machine import to_json
from slamodel.report.comparison_text import text
from tests.oracle.models import AS_OF, random_model
from tests.oracle.writing import dump
from tests.test_what_if import CHANGES

TURNED = {
    Movement.OPENED: Movement.CLOSED,
    Movement.WIDENED: Movement.NARROWED,
    Movement.NEW: Movement.GONE,
    Movement.MOVED: Movement.MOVED,
}
TURNED |= {other: one for one, other in TURNED.items()}


def pair(seed: int) -> tuple[Analysis, Analysis]:
    """A random model, and the same with some changes."""
    rng = Random(seed)
    model = random_model(rng, 8)
    before = analyse_text(dump(model), AS_OF)
    for change in rng.choices(CHANGES, k=3):
        change(rng, model)
    return before, analyse_text(dump(model), AS_OF)


def turned_round(seed: int) -> None:
    before, after = pair(seed)
    there, back = compared(before, after), compared(after, before)
    moves = {change.id: change.movement for change in back.promises}
    for change in there.promises:
        # A gap that becomes unknown is not closed; one that is found where nothing was known is opened.
        is_lost = Movement.MOVED in (change.movement, moves[change.id])
        assert is_lost or moves[change.id] is TURNED[change.movement]
    assert moves.keys() == {change.id for change in there.promises}
    assert [one.message for one in there.opened] == [one.message for one in back.closed]
    fates = {Fate.ADDED: Fate.REMOVED, Fate.REMOVED: Fate.ADDED, Fate.CHANGED: Fate.CHANGED}
    assert {(one.entry, fates[one.fate]) for one in there.entries} == {(one.entry, one.fate) for one in back.entries}
    assert {(one.upper, one.lower, fates[one.fate]) for one in there.links} == {
        (one.upper, one.lower, one.fate) for one in back.links
    }


def told_twice(seed: int) -> None:
    before, after = pair(seed)
    first, second = compared(before, after), compared(*pair(seed))
    assert to_json(first) == to_json(second)
    assert text(difference(first)) == text(difference(second))


@pytest.mark.parametrize("seed", range(4))
def test_everything_turns_round(seed):
    turned_round(seed)


@pytest.mark.parametrize("seed", range(2))
def test_the_same_two_models_give_the_same_bytes(seed):
    told_twice(seed)


@pytest.mark.slow
def test_both_hold_of_many_models():
    for seed in range(100, 250):
        turned_round(seed)
        told_twice(seed)
