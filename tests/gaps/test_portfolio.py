"""On a portfolio of 2,000 agreements the first twenty lines are the twenty causes that were planted, one each."""

import json
from datetime import date

import pytest

from slamodel.analysis import of
from slamodel.diagnostics import Severity
from slamodel.load import load_contents
from tests.portfolio import PLANTS, plants, portfolio

AS_OF = date(2026, 11, 23)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_first_twenty_findings_are_the_planted_causes(seed):
    model = portfolio(seed)
    assert len(model["agreements"]) == 2000
    found = of(load_contents([("model.json", json.dumps(model).encode())], "model.json"), AS_OF).findings
    told = [(finding.code, "".join(finding.path[-1:])) for finding in found[: len(PLANTS)]]
    assert sorted(told) == sorted(plants(seed))
    assert all(len(finding.promises) > 8 for finding in found[: len(PLANTS)])
    assert len(found) > len(PLANTS)
    assert all(finding.severity is not Severity.ERROR for finding in found[len(PLANTS) :])
