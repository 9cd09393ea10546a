"""Hours and holidays of a model: what nobody can count with is told at its place, and calendar files lie beside it."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from slamodel.analysis import analyse, of, what_if
from slamodel.load import Plain, load, load_contents, revised
from slamodel.load.mistakes import mistakes
from slamodel.model import Landscape

MODEL = """\
slamodel: 1
parties: {it: {kind: department}}
services: {mail: {provider: it}}
calendars:
  office: {hours: {mon-fri: "09:00-17:00"}}
"""
OFFICE = MODEL.splitlines()[-1]
ICS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:%s\nEND:VEVENT\nEND:VCALENDAR\n"


def with_office(entry):
    return MODEL.replace(OFFICE, f"  office: {entry}")


def loaded(entry, *files):
    return load_contents([("model.yaml", with_office(entry).encode()), *files], "model.yaml")


def told(entry, *files):
    return [(d.code, d.severity.value, d.place.column) for d in loaded(entry, *files).diagnostics]


# --- hours ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ('{mon: "09:00-09:00"}', ("E108", "error", 25)),
        ('{mon: "24:00-06:00"}', ("E108", "error", 25)),
        ('{mon: "08:00-24:30"}', ("E108", "error", 25)),
        ("{mon-sun: closed}", ("E115", "error", 19)),
        ("{}", ("E115", "error", 19)),
        ('{mon-fri: "09:00-17:00", wed: closed}', ("E113", "error", 44)),
        ('{sat-mon: "09:00-17:00", sun: "10:00-12:00"}', ("E113", "error", 44)),
        ('{mon-fri: "08:00-12:30, 12:00-17:00"}', ("E204", "warning", 29)),
        ('{sun: "22:00-09:00", mon: "08:00-12:00"}', ("E204", "warning", 45)),
    ],
)
def test_hours_that_nobody_can_count_with_are_told_at_their_place(hours, expected):
    assert told(f"{{hours: {hours}}}") == [expected]


@pytest.mark.parametrize(
    "hours",
    [
        '{mon-sun: "00:00-24:00"}',
        '{mon-sun: "22:00-06:00"}',
        '{mon: "08:00-12:00, 12:00-17:00"}',
        '{sun: "20:00-08:00", mon: "08:00-12:00"}',
        '{fri-mon: "08:00-12:00", tue-thu: closed}',
        '{mon: "13:00-17:00, 08:00-12:00"}',
    ],
)
def test_hours_that_touch_run_over_midnight_or_stand_in_any_order_are_in_order(hours):
    assert told(f"{{hours: {hours}}}") == []


def test_a_calendar_without_hours_is_left_out_and_a_maintenance_window_too():
    text = with_office("{hours: {mon: closed}}") + "maintenance: {night: {hours: {sun: closed}}}\n"
    found = load_contents([("model.yaml", text.encode())], "model.yaml")
    assert [d.code for d in found.diagnostics] == ["E115", "E115"]
    assert found.landscape.incomplete == {("calendars", "office"), ("maintenance", "night")}


# --- holidays ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("holidays", "expected"),
    [
        ("{country: NL}", []),
        ("{country: DE, subdivision: BY}", []),
        ("{country: XX}", [("E116", "error", 65)]),
        ("{country: DE, subdivision: QQ}", [("E116", "error", 82)]),
        ("{subdivision: BY}", [("E113", "error", 69)]),
        ("{dates: [2026-12-24]}", []),
    ],
)
def test_holidays_that_nobody_knows_are_told(holidays, expected):
    assert told(f'{{hours: {{mon-fri: "09:00-17:00"}}, holidays: {holidays}}}') == expected


def test_the_library_of_holidays_is_only_for_models_that_name_a_country_and_that_of_calendar_files_for_those():
    program = "\n".join(
        (
            "import sys, json",
            "from slamodel.load import load_contents",
            f"load_contents([('m.yaml', {MODEL!r}.encode())], 'm.yaml')",
            "print(json.dumps(sorted({'holidays', 'icalendar', 'numpy', 'dateutil'} & sys.modules.keys())))",
        )
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(ended.stdout) == []


# --- time zones -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Factory", "right/UTC", "posix/Europe/Amsterdam", "Mars"])
def test_a_time_zone_is_the_same_on_every_machine(zone):
    found = loaded(f'{{timezone: {zone}, hours: {{mon-fri: "09:00-17:00"}}}}')
    assert [d.message for d in found.diagnostics] == [f'"{zone}" is not a time zone']
    assert "Europe/Amsterdam" in found.diagnostics[0].hint


# --- calendar files ---------------------------------------------------------------------------------------------------


def with_file(name):
    return f'{{hours: {{mon-fri: "09:00-17:00"}}, holidays: {{ics: {json.dumps(name)}}}}}'


def many_calendars(number, text):
    entries = (f"  c{index}: {with_file(f'{index}.ics')}" for index in range(number))
    files = [(f"{index}.ics", text) for index in range(number)]
    return load_contents([("model.yaml", MODEL.replace(OFFICE, "\n".join(entries)).encode()), *files], "model.yaml")


def test_so_many_calendar_files_are_read_and_no_more():
    assert many_calendars(50, ICS % b"20260501").diagnostics == ()
    assert [d.code for d in many_calendars(51, ICS % b"20260501").diagnostics] == ["E117"]


def test_calendar_files_are_so_large_together_and_no_larger():
    large = (ICS % b"20260501").ljust(1_000_000)
    assert many_calendars(2, large).diagnostics == ()
    told = [d.message for d in many_calendars(3, large).diagnostics]
    assert told == ["the calendar files of a model are at most 50, with 2,000,000 bytes together"]


def test_the_days_of_a_calendar_file_are_known_by_its_name():
    found = loaded(with_file("days.ics"), ("some/folder/days.ics", ICS % b"20260501"), ("other.ics", b"no calendar"))
    assert found.diagnostics == ()
    assert found.landscape.days_off == {"days.ics": (date(2026, 5, 1),)}


@pytest.mark.parametrize(
    "name",
    [
        "../days.ics",
        "sub/days.ics",
        r"sub\days.ics",
        "/etc/days.ics",
        ".days.ics",
        "days.ical",
        "C:days.ics",
        "..ics",
        ".ics",
    ],
)
def test_a_calendar_file_lies_beside_the_model(name):
    assert [code for code, _, _ in told(with_file(name))] == ["E108"]


def test_a_calendar_file_that_is_missing_is_told_with_where_it_would_lie(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(with_office(with_file("days.ics")))
    found = load(model)
    assert [d.code for d in found.diagnostics] == ["E117"]
    assert f"{tmp_path}/days.ics" in found.diagnostics[0].message
    assert found.landscape.incomplete == {("calendars", "office")}


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_calendar_file_on_disk_is_read_from_the_folder_of_the_model(tmp_path, is_folder):
    model = tmp_path / "model.yaml"
    model.write_text(with_office(with_file("days.ics")))
    (tmp_path / "days.ics").write_bytes(ICS % b"20260501")
    found = load(tmp_path if is_folder else model)
    assert (found.diagnostics, found.landscape.days_off) == ((), {"days.ics": (date(2026, 5, 1),)})


def test_beside_a_model_file_only_what_it_names_is_read(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text(with_office(with_file("days.ics")))
    (tmp_path / "days.ics").write_bytes(ICS % b"20260501")
    (tmp_path / "private.ics").write_bytes(ICS % b"20260101")
    assert set(load(model).reading.beside.files) == {"days.ics"}


def test_a_link_out_of_the_folder_a_pipe_or_a_large_file_is_no_calendar_file(tmp_path):
    (tmp_path / "outside.ics").write_bytes(ICS % b"20260501")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "model.yaml").write_text(with_office(with_file("days.ics")))
    days = folder / "days.ics"
    for make in (
        lambda: days.symlink_to(tmp_path / "outside.ics"),
        lambda: days.symlink_to("days.ics"),
        lambda: days.write_bytes(b" " * 1_000_001),
        days.mkdir,
    ):
        make()
        assert [d.code for d in load(folder).diagnostics] == ["E117"]
        assert [d.code for d in load(folder / "model.yaml").diagnostics] == ["E117"]
        days.rmdir() if days.is_dir() else days.unlink()


def test_the_fingerprint_of_a_model_covers_its_calendar_files():
    one, other = (loaded(with_file("days.ics"), ("days.ics", ICS % day)) for day in (b"20260501", b"20260502"))
    assert one.landscape.sha256 != other.landscape.sha256


def test_a_calendar_file_that_is_no_calendar_leaves_the_calendar_out():
    found = loaded(with_file("days.ics"), ("days.ics", b"<html>"))
    assert [str(d) for d in found.diagnostics] == [
        "model.yaml:5:61: error E117 days.ics is no calendar file (it begins with BEGIN:VCALENDAR)"
    ]
    assert found.landscape.calendars == {}


def test_events_with_times_of_day_and_files_without_days_are_warned_of():
    for day in (b"20260501T080000", b"20990101T000000Z"):
        assert told(with_file("days.ics"), ("days.ics", ICS % day)) == [("E205", "warning", 61)]
    assert told(with_file("days.ics"), ("days.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR\n")) == [("E205", "warning", 61)]


def test_a_changed_model_keeps_its_calendar_files():
    before = loaded(with_file("days.ics"), ("days.ics", ICS % b"20260501"))
    after = revised(before, {("parties", "it"): {"kind": "supplier"}})
    assert after.landscape.days_off is not None
    assert after.landscape.days_off == before.landscape.days_off
    other: Plain = {"hours": {"mon": "10:00-12:00"}}
    assert revised(before, {("calendars", "office"): other}).landscape.days_off == {}


def test_a_what_if_on_a_model_with_calendar_files_is_what_an_analysis_from_scratch_is():
    folder = Path("tests/load")
    before = analyse(folder / "everything.yaml", date(2026, 11, 23))
    after = what_if(before, {("parties", "wards"): {"kind": "customer", "name": "All wards"}})
    again = of(after.loaded, date(2026, 11, 23))
    assert [(p.id, p.standing) for p in after.promises] == [(p.id, p.standing) for p in again.promises]


def test_of_a_changed_calendar_its_hours_are_checked_and_not_whether_its_file_is_there():
    office: dict[str, Plain] = {"hours": {"mon": "closed"}, "holidays": {"ics": "gone.ics"}}
    assert [mistake.path for mistake in mistakes(Landscape(), {}, {("calendars", "office"): office})] == [
        ("calendars", "office", "hours")
    ]
    office["hours"] = {"mon": "08:00-12:00, 11:00-13:00"}
    assert mistakes(Landscape(), {}, {("calendars", "office"): office}) == ()


# --- cut-offs ---------------------------------------------------------------------------------------------------------


def half_hours(count):
    before = [f'{{before: "{at // 2:02}:{30 * (at % 2):02}", due: "17:00", days: 1}}' for at in range(1, 48)]
    extra = [f'{{before: "23:{31 + at}", due: "17:00", days: 1}}' for at in range(count - 48)]
    return f"by: [{', '.join((*before, *extra))}, {{due: '17:00', days: 1}}]"


def cutoffs(rules):
    text = (
        MODEL
        + f"""agreements:
  sla:
    kind: SLA
    provider: it
    customers: any
    services: [mail]
    targets: [{{metric: fulfilment, {rules}}}]
"""
    )
    return [d.code for d in load_contents([("model.yaml", text.encode())], "model.yaml").diagnostics]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ('by: [{before: "13:00", due: "17:00"}, {due: "09:00", days: 1}]', []),
        ('by: [{before: "9:00", due: "09:00"}, {before: "13:00", due: "17:00"}, {due: "09:00", days: 2}]', []),
        ('by: [{due: "12:00", days: 1}]', []),
        ("within: 4 h", []),
        ('within: 4 h, by: [{due: "12:00", days: 1}]', ["E113"]),
        ("in: 95 %", ["E113"]),
        ("by: []", ["E113"]),
        ('by: [{due: "17:00"}]', ["E113"]),
        ('by: [{before: "13:00", due: "12:00"}, {due: "09:00", days: 1}]', ["E113"]),
        ('by: [{due: "09:00", days: 1}, {before: "13:00", due: "17:00"}]', ["E113"]),
        ('by: [{before: "13:00", due: "17:00"}]', ["E113"]),
        ('by: [{before: "13:00", due: "17:00"}, {before: "12:00", due: "17:00"}, {due: "9:00", days: 1}]', ["E113"]),
        ('by: [{before: "13:00", due: "17:00", days: 3}, {due: "09:00", days: 1}]', ["E113"]),
        ('by: [{due: "24:00", days: 1}]', ["E108"]),
        (half_hours(48), []),
        (half_hours(49), ["E113"]),
        ('by: [{due: "17.30", days: one}]', ["E108", "E108"]),
    ],
)
def test_cut_off_rules_say_for_every_time_of_day_when_it_is_due(rules, expected):
    assert cutoffs(rules) == expected


# --- what rests on what is left out -----------------------------------------------------------------------------------


def test_what_runs_on_a_calendar_that_is_left_out_is_unknown():
    text = (
        with_office("{hours: {mon: closed}}")
        + """agreements:
  sla:
    kind: SLA
    provider: it
    customers: any
    services: [mail]
    hours: office
    targets: [{metric: availability, at_least: 99 %}, {metric: resolution, within: 4 h}]
"""
    )
    text = text.replace("provider: it}}", "provider: it, own: {availability: 99.5 %, resolution: 1 h}}}")
    for model, standing in ((text, "unknown"), (text.replace("mon: closed", 'mon: "09:00-17:00"'), "supported")):
        found = of(load_contents([("model.yaml", model.encode())], "model.yaml"), date(2026, 11, 23))
        assert {promise.standing.value for promise in found.promises} == {standing}
