"""The plan for an example, applied to its text, leaves nothing for `slamodel check` to fail on."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from docs.writers import examples
from slamodel.cli import slamodel

ROOT = Path(__file__).parent.parent.parent
FOLDERS = {folder.name: folder for folder in examples.folders(ROOT)}
QUICK = ("01-one-promise", "12-tiers-and-prices")
DAY = ("--as-of", "2026-11-23")


def check(name, tmp_path):
    model, new = str(FOLDERS[name]), str(tmp_path / "new")
    planned = CliRunner().invoke(slamodel, ["plan", model, *DAY, "--apply", new])
    assert planned.exit_code == 0, planned.output
    checked = CliRunner().invoke(slamodel, ["check", new, *DAY])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("name", QUICK)
def test_a_plan_that_is_applied_closes_all_gaps(name, tmp_path):
    check(name, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FOLDERS if name not in QUICK])
def test_a_plan_for_any_example_closes_all_gaps(name, tmp_path):
    check(name, tmp_path)
