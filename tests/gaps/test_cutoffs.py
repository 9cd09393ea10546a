"""Cut-off rules in words: the same in findings, reports and pictures."""

import pytest

from slamodel.gaps import cutoffs
from slamodel.model import Cutoff


def line(**said: str) -> Cutoff:
    return Cutoff.model_validate(said)


RULE = (line(before="13:00", due="17:00"), line(due="09:00", days="1"))


def test_a_rule_says_by_when_on_which_day_something_is_due():
    assert cutoffs.in_words(RULE) == (
        "by 17:00 the same working day if before 13:00, else by 09:00 the next working day"
    )


def test_there_is_a_shorter_way_to_say_it():
    assert cutoffs.in_short(RULE) == "by 17:00 if before 13:00, else 09:00 next day"


@pytest.mark.parametrize(("days", "words"), [("1", "the next working day"), ("3", "3 working days later")])
def test_a_single_line_has_no_condition(days, words):
    assert cutoffs.in_words((line(due="12:00", days=days),)) == f"by 12:00 {words}"
