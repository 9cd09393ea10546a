"""The commands as a shell sees them: exit codes, what goes to which stream, files written."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from slamodel import cli

AS_OF = ("--as-of", "2026-11-23")
GOOD = "examples/broken/A101.near.yaml"
GAP = "examples/05-credit-check"
WRONG = "examples/broken/E104.yaml"


def run(*words):
    return CliRunner().invoke(cli.slamodel, [str(word) for word in words])


@pytest.mark.parametrize(("model", "code"), [(GOOD, 0), (GAP, 1), (WRONG, 2), ("examples/none.yaml", 2)])
def test_exit_codes_of_check(model, code):
    assert run("check", model, *AS_OF).exit_code == code


def test_a_fault_of_our_own_ends_with_3(monkeypatch, capsys):
    def broken(*_):
        raise RuntimeError("wires crossed")

    monkeypatch.setattr(sys, "argv", ["slamodel", "check", GOOD])
    monkeypatch.setattr("slamodel.analysis.analyse", broken)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 3
    told = capsys.readouterr().err
    assert "slamodel itself failed: RuntimeError: wires crossed" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("threshold", "model", "code"),
    [
        ("gap", "at_risk", 0),
        ("unknown", "at_risk", 0),
        ("risk", "at_risk", 1),
        ("gap", "unknown", 0),
        ("unknown", "unknown", 1),
        ("risk", "unknown", 1),
        ("gap", "gap", 1),
    ],
)
def test_the_threshold_of_failing(tmp_path, threshold, model, code):
    levels = {"at_risk": "at_least: 99.9 %", "unknown": "at_least: 99 %", "gap": "at_least: 99.99 %"}
    path = tmp_path / "model.yaml"
    below = {"at_risk": "99.95 %", "gap": "99.9 %"}.get(model)
    targets = f"[{{metric: availability, at_least: {below}}}]" if below else "[]"
    path.write_text(f"""
slamodel: 1
parties: {{user: {{kind: customer}}, it: {{kind: department}}, one: {{kind: supplier}}}}
services:
  web: {{provider: it, needs: [a, b]}}
  a: {{provider: one}}
  b: {{provider: one}}
agreements:
  sla:
    {{kind: SLA, provider: it, customers: user, services: [web], targets: [{{metric: availability, {levels[model]}}}]}}
  uc: {{kind: UC, provider: one, customers: it, services: [a, b], targets: {targets}}}
""")
    if model == "at_risk":
        path.write_text(path.read_text().replace("at_least: 99.9 %", "at_least: 99.90001 %"))
    assert run("check", path, *AS_OF, "--fail-on", threshold).exit_code == code


def test_json_is_what_the_format_says():
    answer = json.loads(run("check", GAP, *AS_OF, "--format", "json").stdout)
    assert answer["format"] == "slamodel-analysis/1"
    assert answer["as_of"] == "2026-11-23"
    assert set(answer["model"]) == {"title", "source", "sha256"}
    assert set(answer["verdict"]) == {"supported", "at_risk", "gap", "unknown", "accepted"}
    assert sum(answer["verdict"].values()) == len(answer["targets"])
    share = next(t for t in answer["targets"] if t["id"] == "sla-car-leasing/quick-score/availability")
    assert share["status"] == "gap"
    assert share["where"] == "below"
    assert share["direct"] == {"guaranteed": 0.998, "independent": 0.998001, "ceiling": 0.999}
    assert share["allowed_downtime_s"] == 12960
    row = share["because_end_to_end"][0]
    assert {"dependency", "agreement", "level", "importance", "required", "at"} <= set(row)
    time = next(t for t in answer["targets"] if t["id"] == "sla-retail-bank/credit-check/fulfilment")
    assert time["in"] == 0.95
    assert time["direct"]["within_s"] == 9000
    assert time["direct"]["in"]["guaranteed"] == pytest.approx(0.97)
    finding = answer["findings"][0]
    assert {"code", "severity", "agreement", "target", "message", "path", "owner", "counterpart"} <= set(finding)
    assert {"promised", "supported", "at", "waived"} <= set(finding)


def test_problems_go_to_standard_error_with_line_and_caret():
    ended = run("check", WRONG, *AS_OF)
    lines = ended.stderr.splitlines()
    assert ": error E104 unknown service" in lines[0]
    assert lines[2].strip() == "^"


def test_a_target_that_does_not_exist_is_answered_with_the_nearest():
    ended = run("explain", GAP, "sla-retail-bank/credit-check/availabilty", *AS_OF)
    assert ended.exit_code == 2
    assert 'did you mean "sla-retail-bank/credit-check/availability"?' in ended.stderr


def test_explain_prints_the_sum():
    ended = run("explain", GAP, "sla-retail-bank/credit-check/availability", *AS_OF)
    assert ended.exit_code == 0
    assert "0.001 + 0.001 + 0.01 + 0.0005 = 0.0125" in ended.stdout


AROUND_THE_CLOCK = """\
slamodel: 1
parties: {it: {kind: department}, shop: {kind: customer}, host: {kind: supplier}}
calendars: {office: {timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-17:00"}}}
services: {web: {provider: it, handled_by: [machines]}, machines: {provider: host}}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [shop], services: [web], term: {from: 2026-01-01, to: 2027-12-31},
     targets: [{metric: resolution, within: 24 h}]}
  uc:
    {kind: UC, provider: host, customers: [it], services: [machines], support_hours: office,
     targets: [{metric: resolution, within: 4 h}]}
"""
SUN, INCIDENT = "examples/08-follow-the-sun", "sla-incidents/reservations/resolution/P1"


def test_explain_names_the_worst_start_and_every_hand_off_in_local_times():
    ended = run("explain", SUN, INCIDENT, *AS_OF)
    assert ended.exit_code == 0
    assert "worst start: Thu 25 Mar 2027, 15:45 (UTC)" in ended.stdout
    assert "2 h on office-amsterdam hours: Thu 25 Mar 17:00 to Tue 30 Mar 11:00 (Europe/Amsterdam)" in ended.stdout


def test_explain_says_where_every_start_is_alike():
    ended = run("explain", "examples/04-customer-service", "sla-questions/product-question/resolution", *AS_OF)
    assert "every start is alike" in ended.stdout


@pytest.mark.parametrize(
    ("start", "begins"),
    [
        ("2026-12-24T16:00", "2026-12-24T16:00:00+00:00"),
        ("2026-12-24 16:00", "2026-12-24T16:00:00+00:00"),
        ("2026-12-24T16:00:30+01:00", "2026-12-24T15:00:30+00:00"),
        ("2026-12-24T16:00Z", "2026-12-24T16:00:00+00:00"),
        ("2026-12-24", "2026-12-24T00:00:00+00:00"),
    ],
)
def test_a_case_is_followed_from_a_named_start(start, begins):
    ended = run("explain", SUN, INCIDENT, "--start", start, "--format", "json", *AS_OF)
    answer = json.loads(ended.stdout)
    assert answer["start"] == begins
    assert [step["service"] for step in answer["steps"]] == ["duty-manager", "application-support", "software-maker"]
    assert answer["steps"][0]["start"] == begins
    assert answer["limit_s"] == 24 * 3600


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("24.12.2026", "write 2026-12-24T16:00"),
        ("2026-12-24T4pm", "write 2026-12-24T16:00"),
        ("2026-02-30", "no moment of the calendar"),
        ("2026-12-24T25:00", "no moment of the calendar"),
        ("1969-12-31", "outside 1970 to 2200"),
        ("2201-01-01", "outside 1970 to 2200"),
    ],
)
def test_a_start_that_nobody_can_read_is_answered_with_the_right_spelling(start, said):
    ended = run("explain", SUN, INCIDENT, "--start", start, *AS_OF)
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_what_is_to_be_said_of_a_start_stands_in_the_answer(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(AROUND_THE_CLOCK, encoding="utf-8")
    told = run("explain", str(model), "sla/web/resolution", "--start", "2026-10-25T02:30", *AS_OF)
    assert "A case that starts Sun 25 Oct 2026, 02:30 (Europe/Amsterdam)" in told.stdout
    assert "a second time at 2026-10-25T02:30+01:00." in told.stdout
    late = run("explain", str(model), "sla/web/resolution", "--start", "2028-01-03T10:00", *AS_OF)
    assert "The agreement is not in force then: its term runs from 2026-01-01 to 2027-12-31." in late.stdout
    asked = ("explain", str(model), "sla/web/resolution", "--start", "2028-01-03T10:00", "--format", "json", *AS_OF)
    assert json.loads(run(*asked).stdout)["notes"] == [
        "The agreement is not in force then: its term runs from 2026-01-01 to 2027-12-31."
    ]
    skipped = run("explain", str(model), "sla/web/resolution", "--start", "2026-03-29T02:30", *AS_OF)
    assert (skipped.exit_code, "write 2026-03-29T01:59 or 2026-03-29T03:00" in " ".join(skipped.stderr.split())) == (
        2,
        True,
    )


def test_a_share_has_no_start():
    ended = run("explain", GAP, "sla-retail-bank/credit-check/availability", "--start", "2026-12-24", *AS_OF)
    assert ended.exit_code == 2
    assert "--start" in ended.stderr


def test_explain_answers_programs_with_the_promise_and_its_worst_start():
    answer = json.loads(run("explain", SUN, INCIDENT, "--format", "json", *AS_OF).stdout)
    assert (answer["id"], answer["direct"]["worst_start"]) == (INCIDENT, "2027-03-25T15:45:00+00:00")
    assert answer["from_worst_start"]["start"] == answer["direct"]["worst_start"]
    assert answer["from_worst_start"]["length_s"] == answer["direct"]["within_s"]


@pytest.mark.parametrize("ending", ["html", "md", "json"])
def test_reports_are_written(tmp_path, ending):
    output = tmp_path / f"report.{ending}"
    assert run("report", "examples/01-one-promise", "-o", output, *AS_OF).exit_code == 0
    assert "99.9 %" in output.read_text() or ending == "json"


@pytest.mark.parametrize(("ending", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("dot", b"digraph")])
def test_diagrams_are_written(tmp_path, ending, start):
    output = tmp_path / f"picture.{ending}"
    ended = run("diagram", "examples/01-one-promise", "-o", output, *AS_OF)
    assert ended.exit_code == 0, ended.stderr
    content = output.read_bytes()
    assert content.startswith(start) or (ending == "svg" and content.startswith(b"<svg"))


def test_a_wrong_ending_is_refused(tmp_path):
    ended = run("report", GAP, "-o", tmp_path / "report.exe")
    assert ended.exit_code == 2
    assert ".html, .md, .json" in ended.stderr


def test_a_report_that_cannot_be_written_is_told_in_one_sentence(tmp_path):
    ended = run("report", "examples/01-one-promise", "-o", tmp_path / "none" / "report.md", *AS_OF)
    assert ended.exit_code == 2
    assert "cannot be written" in ended.stderr


@pytest.mark.parametrize("template", ["starter", "hand-offs"])
def test_a_new_model_is_sound_and_never_overwrites(tmp_path, template):
    output = tmp_path / "model.yaml"
    assert run("new", "--template", template, "-o", output).exit_code == 0
    assert run("check", output).exit_code in (0, 1)
    assert run("new", "-o", output).exit_code != 0


def test_schema_and_completion_print():
    assert json.loads(run("schema").stdout)["title"] == "slamodel model file"
    for shell in ("zsh", "fish"):
        assert "slamodel" in run("completion", shell).stdout


def test_no_colour_and_no_bar_in_a_pipe():
    command = [sys.executable, "-c", "from slamodel.cli import main; main()", "check", GAP, *AS_OF]
    ended = subprocess.run(command, capture_output=True, check=False)
    assert ended.returncode == 1
    assert b"\x1b" not in ended.stdout + ended.stderr
