"""A plan that is applied is written whole, as what it can be read again as, or not at all."""

from collections.abc import Iterator
from errno import ENOSPC
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from slamodel.cli import applied, slamodel

MODEL = """slamodel: 1
parties: {shop: {kind: customer}, it: {kind: department}}
calendars: {office: {timezone: UTC, hours: {mon-fri: "08:00-18:00"}, holidays: {ics: days.ics}}}
services: {web: {provider: it, own: {availability: 99.9 %}}}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [shop], services: [web], hours: office,
     targets: [{metric: availability, at_least: 99.8 %}]}
"""
DAYS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
    b"DTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "from"
    folder.mkdir()
    (folder / "model.yaml").write_text(MODEL, encoding="utf-8")
    (folder / "days.ics").write_bytes(DAYS)
    (tmp_path / "to").mkdir()
    return folder / "model.yaml"


def apply(model: Path, new: Path) -> Result:
    return CliRunner().invoke(slamodel, ["plan", str(model), "--as-of", "2026-11-23", "--apply", str(new)])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_calendar_files_come_along_and_those_that_are_there_already_are_used(model: Path, tmp_path: Path) -> None:
    assert apply(model, tmp_path / "to" / "new.yaml").exit_code == 0
    assert apply(model, tmp_path / "to" / "again.yml").exit_code == 0
    assert (tmp_path / "to" / "days.ics").read_bytes() == DAYS
    assert apply(model.parent, tmp_path / "folder").exit_code == 0
    assert names(tmp_path / "folder") == ["days.ics", "model.yaml"]


def test_another_calendar_file_of_that_name_is_a_reason_to_write_nothing(model: Path, tmp_path: Path) -> None:
    (tmp_path / "to" / "days.ics").write_bytes(b"of somebody else")
    refused = apply(model, tmp_path / "to" / "new.yaml")
    assert (refused.exit_code, names(tmp_path / "to")) == (2, ["days.ics"])
    assert "is there already, and the model reads it; nothing was written" in " ".join(refused.output.split())


def test_no_link_is_followed(model: Path, tmp_path: Path) -> None:
    (tmp_path / "to" / "days.ics").symlink_to(tmp_path / "elsewhere.ics")
    assert apply(model, tmp_path / "to" / "new.yaml").exit_code == 2
    assert (names(tmp_path / "to"), (tmp_path / "elsewhere.ics").exists()) == (["days.ics"], False)


@pytest.mark.parametrize("name", ["new.ics", "new", "new.txt", "new.json"])
def test_a_name_that_would_not_be_read_as_this_model_is_refused(model: Path, tmp_path: Path, name: str) -> None:
    assert apply(model, tmp_path / "to" / name).exit_code == 2
    assert names(tmp_path / "to") == []


def test_where_a_step_fails_nothing_of_it_stays(model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = applied._written

    def stops(places: list[tuple[Path, bytes]], folder: Path | None) -> Iterator[Path]:
        yield from kept(places[:1], folder)
        raise OSError(ENOSPC, "no room")

    monkeypatch.setattr(applied, "_written", stops)
    for source, new in ((model, tmp_path / "to" / "new.yaml"), (model.parent, tmp_path / "folder")):
        assert "no room" in apply(source, new).output
    assert names(tmp_path / "to") == []
    assert not (tmp_path / "folder").exists()


def test_what_cannot_be_read_again_is_not_left_behind(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applied, "edited", lambda contents, _: [(name, b"") for name, _ in contents])
    assert apply(model, tmp_path / "to" / "new.yaml").exit_code != 0
    assert names(tmp_path / "to") == []
