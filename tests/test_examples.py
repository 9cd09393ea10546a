"""The numbered examples say today what their `expected/` folders say, byte for byte."""

import difflib
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from docs.writers import examples
from slamodel.analysis import analyse
from slamodel.units import parse_duration

ROOT = Path(__file__).parent.parent
FOLDERS = examples.folders(ROOT)
EXIT_CODES = {
    "01-one-promise": 1,
    "02-a-chain": 1,
    "03-redundancy": 1,
    "04-customer-service": 1,
    "05-credit-check": 1,
    "06-university-it": 1,
    "07-egi-federation": 1,
    "08-follow-the-sun": 1,
    "09-facilities": 1,
    "10-yearly-under-monthly": 1,
    "11-three-levels": 0,
    "12-tiers-and-prices": 1,
}
OUTPUTS = {"check.txt", "check.json", "report.md", "diagram.dot"}


def test_every_example_is_here():
    assert [folder.name for folder in FOLDERS] == list(EXIT_CODES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_says_what_is_expected(folder):
    written = {path.name: text for path, text in examples.expected(folder)}
    assert written.keys() == OUTPUTS
    for name, text in written.items():
        kept = (folder / "expected" / name).read_bytes().decode()
        if kept != text:
            difference = difflib.unified_diff(kept.splitlines(), text.splitlines(), "expected", "now", lineterm="")
            pytest.fail(f"{name}; `./dev docs` writes it anew\n" + "\n".join([*difference][:40]))


def test_nothing_else_is_expected():
    found = {path.name for folder in FOLDERS for path in (folder / "expected").iterdir()}
    assert found == OUTPUTS


@pytest.mark.parametrize("name", EXIT_CODES)
def test_an_example_ends_with_its_code(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert examples.checked(f"examples/{name}").exit_code == EXIT_CODES[name]


def by_hand(folder: Path) -> dict[str, tuple[str, str | None]]:
    """Target ids of the README with the verdict worked out there, from rows that end in `| **gap**, `direct` |`.

    A row without an id goes on with the one above it.
    """
    text = (folder / "README.md").read_text(encoding="utf-8")
    found, name = {}, ""
    for given, verdict, where in re.findall(
        r"^\| (?:`([^`]+)`[^|]*)?\|(?:.*\| \*\*([a-z ]+)\*\*(?:, `(\w+)`)?[^|]*\|)?", text, re.MULTILINE
    ):
        name = given or name
        if verdict:
            found[name] = (verdict.replace(" ", "_"), where or None)
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_verdicts_worked_out_by_hand_are_those_of_the_engine(folder):
    promises = {promise.id: promise for promise in analyse(folder, date.fromisoformat(examples.AS_OF)).promises}
    worked_out = by_hand(folder)
    assert worked_out.keys() <= promises.keys()
    found = {name: (promises[name].standing.value, promises[name].where) for name in worked_out}
    assert found == {name: (standing, where or found[name][1]) for name, (standing, where) in worked_out.items()}


def test_verdicts_are_worked_out_by_hand():
    assert sum(len(by_hand(folder)) for folder in FOLDERS) > 40


WORST_START = re.compile(
    r"^\| `(?P<target>[^`]+)` \|[^|]*\| (?P<day>\w+ \d+ \w+), (?P<after>just after )?(?P<time>[\d:]+)[^|]*"
    r"\| (?P<length>[^|]+?) \|",
    re.MULTILINE,
)


def worst_start(folder, row):
    """When a promise is at its worst, on its own clock; whether that is only just after; how long it takes."""
    analysis = analyse(folder, date.fromisoformat(examples.AS_OF))
    promise = analysis.target(row["target"])
    agreement = analysis.landscape.agreements[promise.agreement]
    calendar = analysis.landscape.calendars.get(agreement.time_clock)
    view = promise.deciding
    assert view.time
    assert view.step
    assert view.step.start is not None
    start = datetime.fromtimestamp(view.step.start / 1e6, ZoneInfo(calendar.timezone if calendar else "UTC"))
    return f"{start:%A} {start.day} {start:%B}, {start:%H:%M}", view.is_just_after, view.time.within_s


@pytest.mark.parametrize("folder", [FOLDERS[7], FOLDERS[8]], ids=lambda folder: folder.name)
def test_worst_starts_worked_out_by_hand_are_those_of_the_engine(folder):
    rows = [*WORST_START.finditer((folder / "README.md").read_text(encoding="utf-8"))]
    assert len(rows) == 3
    for row in rows:
        seconds = float(parse_duration(row["length"]).seconds)
        assert worst_start(folder, row) == (f"{row['day']}, {row['time']}", bool(row["after"]), seconds)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_expected_output_tells_where_it_was_made(folder):
    for path in (folder / "expected").iterdir():
        assert str(ROOT) not in path.read_text(encoding="utf-8")
