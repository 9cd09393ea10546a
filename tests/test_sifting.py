"""`check` with codes and a baseline: what is shown, how it ends, and what is refused in a sentence."""

import json
from pathlib import Path

import pytest

from docs.writers.console import run

BROKEN = Path(__file__).parent.parent / "examples" / "broken"
MODEL, DAY = str(BROKEN / "A103.yaml"), ("--as-of", "2026-11-23")


def test_what_is_ignored_is_counted_and_a_gap_stays_one():
    answer = run("check", MODEL, *DAY, "--ignore", "A103,D", "--ignore", "T")
    assert answer.exit_code == run("check", MODEL, *DAY).exit_code
    assert "1 finding of A103 is ignored on the command line." in answer.output
    assert "alone brings" not in answer.output


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_is_none_is_refused(option):
    answer = run("check", MODEL, option, "A1003")
    assert answer.exit_code == 2
    assert 'no finding has the code "A1003", did you mean "A103"?' in answer.output


def test_what_is_known_is_not_shown_and_fails_nothing(tmp_path):
    file = tmp_path / "known.json"
    assert run("check", MODEL, *DAY).exit_code == 1
    assert run("check", MODEL, *DAY, "--write-baseline", str(file)).exit_code == 0
    answer = run("check", MODEL, *DAY, "--baseline", str(file))
    assert answer.exit_code == 0
    assert "known from the baseline" in answer.output
    found = json.loads(run("check", MODEL, *DAY, "--baseline", str(file), "--format", "json").output)["findings"]
    assert found
    assert all(finding["known"] for finding in found)
    other = run("check", str(BROKEN / "A101.yaml"), *DAY, "--baseline", str(file))
    assert "of the baseline are gone" in other.output


def test_a_file_that_is_no_baseline_is_refused(tmp_path):
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00")
    for name in ("bytes.json", "missing.json"):
        answer = run("check", MODEL, "--baseline", str(tmp_path / name))
        assert answer.exit_code == 2
        assert "cannot be used: " in answer.output


def test_a_baseline_is_never_written_over_the_model(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_bytes(Path(MODEL).read_bytes())
    assert run("check", str(model), "--write-baseline", str(model)).exit_code == 2
    assert model.read_bytes() == Path(MODEL).read_bytes()
