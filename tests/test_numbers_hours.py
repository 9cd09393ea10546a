"""The tables on hours, windows, maintenance and clocks of `numbers.md` come out of the engine as they are printed."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from slamodel.analysis import analyse_text
from slamodel.cli import slamodel
from slamodel.units import parse_duration

NUMBERS = (Path(__file__).parent.parent / "docs/numbers.md").read_text(encoding="utf-8")
MONDAY = date(2026, 11, 23)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
CUT_OFF = 8
"""From so many decimals on, a printed share is taken for one that was cut off; fewer are all that there are."""


def table(*columns: str) -> list[list[str]]:
    """The rows of the table with these columns."""
    head = f"| {' | '.join(columns)} |\n"
    rows = NUMBERS.split(head)[1].split("\n\n")[0].splitlines()[1:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def same(printed: str, unavailability: float) -> bool:
    """Whether a printed share is the figure."""
    number = printed.removesuffix(" %")
    decimals = len(number.partition(".")[2])
    allowed = 10.0 ** -(decimals + 2) if decimals >= CUT_OFF else 1e-12
    return abs(float(number) / 100 - (1 - unavailability)) < allowed


def calendars(*hours: str) -> dict[str, str]:
    """The hours as they are printed, each with the id of its calendar."""
    known = {"all hours": "always", "around the clock": "always"}
    return {one: known.get(one, f"c{number}") for number, one in enumerate(hours)}


def written(ids: dict[str, str]) -> str:
    """The section of a model that defines these calendars; hours without days are those of all days."""
    lines = []
    for hours, name in ids.items():
        if name != "always":
            days, span = hours.split() if " " in hours else ("mon-sun", hours)
            lines.append(f'  {name}: {{hours: {{{days}: "{span}"}}}}')
    return "\n".join(["calendars:", *lines]) if lines else ""


def on_one_contract(above, below, head=""):
    """A promise of availability that rests on a single contract, each as its lines say."""
    model = f"""
slamodel: 1
{head}
parties: {{us: {{kind: department}}, c: {{kind: customer}}, p: {{kind: supplier}}}}
services: {{top: {{provider: us, needs: [part]}}, part: {{provider: p}}}}
agreements:
  sla: {{kind: SLA, provider: us, customers: [c], services: [top], {above}}}
  uc: {{kind: UC, provider: p, customers: [us], services: [part], {below}}}
"""
    analysis = analyse_text(model, MONDAY)
    assert analysis.is_sound, analysis.diagnostics
    return analysis


def share(level: str, window: str = "month") -> str:
    return f"targets: [{{metric: availability, at_least: {level}, window: {window}}}]"


@pytest.mark.parametrize("row", table("99.9 % in", "promise counts in", "guaranteed", "independent", "ceiling"))
def test_hours_that_count(row):
    below, above, *printed = row
    ids = calendars(below, above)
    analysis = on_one_contract(
        f"hours: {ids[above]}, {share('10 %')}", f"hours: {ids[below]}, {share('99.9 %')}", written(ids)
    )
    figures = analysis.target("sla/top/availability").direct.figures
    assert all(same(text, down) for text, down in zip(printed, figures, strict=True)), figures


@pytest.mark.parametrize(
    "row", table("contract", "window of the promise", "allowed there at the worst", "guaranteed"), ids=str
)
def test_windows(row):
    contract, window, allowed, guaranteed = row
    level, below = re.split(r" by (?:the )?", contract)
    promise = on_one_contract(share("90 %", window), share(level, below)).target("sla/top/availability")
    assert same(guaranteed, promise.direct.figures.guaranteed)
    lost_s = promise.downtime_s(promise.direct.figures.guaranteed)
    assert lost_s == pytest.approx(float(parse_duration(allowed).seconds), rel=1e-9)


@pytest.mark.parametrize("row", table("99.9 % excluding", "promise excludes", "guaranteed", "experienced"))
def test_maintenance(row):
    below, above, guaranteed, experienced = row
    excludes = {"nothing": "", "4 h of Sundays": "excludes: [sundays], "}
    analysis = on_one_contract(
        f"{excludes[above]}{share('90 %')}",
        f"{excludes[below]}{share('99.9 %')}",
        'maintenance: {sundays: {hours: {sun: "02:00-06:00"}, at_most: 4 h per month}}',
    )
    view = analysis.target("sla/top/availability").direct
    assert same(guaranteed, view.figures.guaranteed)
    assert same(experienced, (view.experienced or view.figures).guaranteed)


# --- clocks -----------------------------------------------------------------------------------------------------------


def a_time_below(hours: str, limit: str, above: str = "around the clock") -> str:
    """A promise of 100 days on one clock over a single step on another."""
    ids = calendars(hours, above)
    return f"""
slamodel: 1
{written(ids)}
parties: {{us: {{kind: department}}, c: {{kind: customer}}, p: {{kind: supplier}}}}
services: {{top: {{provider: us, handled_by: [part]}}, part: {{provider: p}}}}
agreements:
  sla: {{kind: SLA, provider: us, customers: [c], services: [top], support_hours: {ids[above]},
        targets: [{{metric: resolution, within: 2400 h}}]}}
  uc: {{kind: UC, provider: p, customers: [us], services: [part], support_hours: {ids[hours]},
       targets: [{{metric: resolution, within: {limit}}}]}}
"""


def view_of(model):
    """What supports the one promise of a model."""
    return analyse_text(model, MONDAY).target("sla/top/resolution").direct


def moment(text: str) -> datetime:
    """A day of the week and a time, in the week of the day on which the page is worked out."""
    day, time = text.split()
    on = MONDAY + timedelta(DAYS.index(day))
    return datetime.fromisoformat(f"{on}T{time}").replace(tzinfo=UTC)


@pytest.mark.parametrize("row", table("hours", "time", "begins", "due"), ids=str)
def test_due(row, tmp_path):
    hours, limit, begins, due = row
    path = tmp_path / "model.yaml"
    path.write_text(a_time_below(hours, limit), encoding="utf-8")
    start = moment(begins).strftime("%Y-%m-%dT%H:%M")
    words = ["explain", str(path), "sla/top/resolution", "--start", start, "--format", "json"]
    answer = CliRunner().invoke(slamodel, [*words, "--as-of", MONDAY.isoformat()])
    assert answer.exit_code == 0, answer.output
    found, expected = datetime.fromisoformat(json.loads(answer.stdout)["finish"]), moment(due)
    assert (found - expected) in (timedelta(0), timedelta(7))


@pytest.mark.parametrize("row", table("hours below", "time below", "promise runs", "longest", "worst start"), ids=str)
def test_the_worst_start(row):
    hours, limit, above, longest, worst = row
    view = view_of(a_time_below(hours, limit, above))
    assert view.time.within_s == float(parse_duration(longest).seconds)
    found = None if view.step.start is None else datetime.fromtimestamp(view.step.start / 1e6, UTC)
    assert found == (None if worst == "any" else moment(worst))
