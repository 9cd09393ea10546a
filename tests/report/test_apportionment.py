"""What `slamodel apportion` answers: side by side for people, fractions and seconds for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from slamodel.cli import slamodel

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = ("--as-of", "2026-11-23")


def asked(example, target, *options):
    return CliRunner().invoke(slamodel, ["apportion", str(EXAMPLES / example / "model.yaml"), target, *DAY, *options])


def test_the_page_on_apportionment_shows_what_the_command_answers():
    page = (EXAMPLES.parent / "docs" / "apportionment.md").read_text(encoding="utf-8")
    shown = asked("12-tiers-and-prices", "sla-shop/ticket-shop/availability")
    assert shown.exit_code == 0
    assert shown.output.strip() in page


def test_programs_get_fractions_and_what_changes():
    answer = json.loads(
        asked(
            "12-tiers-and-prices", "sla-shop/ticket-shop/availability", "--format", "json", "--method", "equal"
        ).output
    )
    assert answer["promised"] == 0.994
    (method,) = answer["methods"]
    assert [link["today"] for link in method["links"]] == [0.995, 0.995]
    assert [link["level"] for link in method["links"]] == pytest.approx([0.997, 0.997])
    assert all(link["changes"] for link in method["links"])


def test_where_no_method_is_enough_the_exit_code_says_so():
    shown = asked("10-yearly-under-monthly", "sla-mail/mail/availability")
    assert shown.exit_code == 1
    assert "even if none of these links ever failed, no more than 99.44 % would be ensured" in shown.output


def test_a_target_that_is_not_there_is_refused_with_the_nearest():
    shown = asked("12-tiers-and-prices", "sla-shop/ticket-shop/availabilty")
    assert shown.exit_code == 2
    assert 'did you mean "sla-shop/ticket-shop/availability"' in shown.output
