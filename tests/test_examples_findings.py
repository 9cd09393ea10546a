"""What a person listed for an example, findings and money, is what comes out there: no more and no fewer."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from docs.writers import examples
from slamodel.analysis import analyse
from slamodel.money import Book

ROOT = Path(__file__).parent.parent
LISTED = ("06-university-it", "07-egi-federation", "09-facilities", "11-three-levels", "12-tiers-and-prices")
ROW = re.compile(r"^\| ([A-Z]\d{3}) \| ((?:`[^`]+`(?:, )?)+) \|", re.MULTILINE)


def listed(name: str) -> Counter[tuple[str, frozenset[str]]]:
    """How often the README has each code, with the promises that it concerns."""
    text = (ROOT / "examples" / name / "README.md").read_text(encoding="utf-8").split("Findings expected")[1]
    return Counter((code, frozenset(re.findall("`([^`]+)`", where))) for code, where in ROW.findall(text))


def found(name: str) -> Counter[tuple[str, frozenset[str]]]:
    """The same of the findings; where a finding is about no promise, its agreement."""
    analysis = analyse(ROOT / "examples" / name, date.fromisoformat(examples.AS_OF))
    return Counter((one.code, frozenset(one.promises or (one.agreement,))) for one in analysis.findings)


@pytest.mark.parametrize("name", LISTED)
def test_what_is_found_in_an_example_is_what_a_person_listed(name):
    assert found(name) == listed(name)


@pytest.mark.parametrize("name", LISTED)
def test_a_list_has_its_lines(name):
    assert listed(name).total() >= 2


LEVELS = ROOT / "examples/11-three-levels"
MONEY = re.compile(r"^\| (\d+ h) \| [\d.]+ % \| (\d+) \| (\d+) \| (\d+) \| (-?\d+) \|$", re.MULTILINE)


def test_money_worked_out_by_hand_is_that_of_the_engine():
    rows = MONEY.findall((LEVELS / "README.md").read_text(encoding="utf-8"))
    analysis = analyse(LEVELS, date.fromisoformat(examples.AS_OF))
    book = Book(analysis.landscape, analysis.promises, analysis.as_of)
    worst = {(line.promise.split("/")[1], line.outage): line.worst for line in book.lines}
    assert [row[0] for row in rows] == ["1 h", "4 h", "24 h"]
    for outage, cards, mail, hoster, left in rows:
        causes = worst["cards", outage], worst["mail", outage]
        assert [cause.owed.money for cause in causes] == [int(cards), int(mail)]
        assert {cause.recoverable for cause in causes} == {int(hoster)}
        assert int(cards) + int(mail) - int(hoster) == int(left)
