"""`slamodel dates` as a shell sees it."""

import json

from click.testing import CliRunner
from icalendar import Calendar

from slamodel.cli import slamodel

MODEL = "examples/05-credit-check"


def run(*words: str):
    return CliRunner().invoke(slamodel, ["dates", *words, "--as-of", "2026-11-23"])


def test_the_text_begins_with_what_is_to_be_decided_first():
    answer = run(MODEL)
    assert answer.exit_code == 0
    assert answer.stdout.splitlines()[1].startswith("First decision by 31 March 2027, in 128 days. uc-bureau-two ends")


def test_all_formats_have_the_same_dates():
    told = json.loads(run(MODEL, "--format", "json").stdout)
    events = Calendar.from_ical(run(MODEL, "--format", "ics").stdout_bytes).walk("VEVENT")
    assert [event.decoded("DTSTART").isoformat() for event in events] == [entry["date"] for entry in told["dates"]]
    assert told["first_decision"] == told["dates"][0]
    assert "model.yaml:" in told["dates"][0]["at"]


def test_a_model_without_dates_says_so_and_one_with_mistakes_fails():
    assert "No date ahead calls for a decision" in run("examples/broken/A101.near.yaml").stdout
    assert run("examples/broken/E104.yaml").exit_code == 2
