"""A file that is served is the user's own: what others write is taken in, what we write is whole, or nothing."""

import os
import sys
from datetime import date
from pathlib import Path

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.desk import Asked
from slamodel_web.ondisk import CannotWrite, OnDisk
from slamodel_web.store import Stale

TODAY = Asked(date.today())  # noqa: DTZ011 - the day where the user is
BLOCKS_WRITING = os.name != "nt" and os.geteuid() != 0


def file_of(user):
    return Path(user.desk.settings.model)


def test_what_is_saved_is_in_the_file_and_all_else_of_it_stays(on_disk):
    on_disk.replace("model", "On disk", "Changed")
    assert file_of(on_disk).read_text() == "# ours\nslamodel: 1\ntitle: Changed   # a comment\n"


def test_a_change_from_outside_is_noticed_and_kept_as_a_revision(on_disk):
    file_of(on_disk).write_text("slamodel: 1\ntitle: By hand\n")
    model = on_disk.desk.open("model", TODAY)
    assert model.workspace.title == "By hand"
    assert [stamp.message for stamp in on_disk.desk.store.history(model.workspace)] == [
        "Changed outside of slamodel",
        "As opened",
    ]


def test_a_file_that_is_away_for_the_moment_does_not_blank_the_page(on_disk):
    file_of(on_disk).unlink()
    assert on_disk.desk.open("model", TODAY).workspace.title == "On disk"


def test_a_change_of_an_old_state_is_refused_and_the_file_untouched(on_disk):
    seen = on_disk.head("model").sha256
    workspace = on_disk.desk.workspace("model")
    file_of(on_disk).write_text("slamodel: 1\ntitle: By hand\n")
    with pytest.raises(Stale) as refused:
        on_disk.desk.save(workspace, seen, (("model.yaml", b"slamodel: 1\n"),), "late")
    assert refused.value.head.contents == (("model.yaml", b"slamodel: 1\ntitle: By hand\n"),)
    assert file_of(on_disk).read_text() == "slamodel: 1\ntitle: By hand\n"


def test_a_file_that_cannot_be_written_answers_507_and_keeps_the_old_text(on_disk, monkeypatch):
    on_disk.replace("model", "On disk", "Changed")
    before, head = file_of(on_disk).read_bytes(), on_disk.head("model")

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    answer = on_disk.post("/m/model/history/undo", {"seen": head.sha256})
    assert answer.status_code == 507
    assert "No space left on device" in answer.text
    assert file_of(on_disk).read_bytes() == before
    assert on_disk.head("model") == head
    assert [file.name for file in file_of(on_disk).parent.iterdir()] == ["model.yaml"]


def test_what_another_program_writes_while_a_change_is_saved_is_not_written_over(on_disk, monkeypatch):
    head, sync, text = on_disk.head("model"), os.fsync, "slamodel: 1\ntitle: A moment before\n"

    def slowly(handle):
        file_of(on_disk).write_text(text)
        sync(handle)

    monkeypatch.setattr(os, "fsync", slowly)
    changed = (("model.yaml", b"slamodel: 1\ntitle: Ours\n"),)
    with pytest.raises(Stale) as refused:
        on_disk.desk.save(on_disk.desk.workspace("model"), head.sha256, changed, "late")
    assert file_of(on_disk).read_text() == text
    assert refused.value.head.contents == (("model.yaml", text.encode()),)
    assert [file.name for file in file_of(on_disk).parent.iterdir()] == ["model.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_a_folder_that_stays_locked_is_not_waited_for_without_end(tmp_path):
    import fcntl

    contents = two_files(tmp_path)
    folder = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        with pytest.raises(CannotWrite, match=r"b\.yaml cannot be written: another program keeps"):
            OnDisk(tmp_path).write(contents, (contents[0], ("b.yaml", b"title: Other\n")))
    finally:
        os.close(folder)
    assert OnDisk(tmp_path).read() == contents


@pytest.mark.skipif(not BLOCKS_WRITING, reason="nothing is read-only for this user")
def test_a_file_that_its_owner_has_protected_is_not_replaced(on_disk):
    before = file_of(on_disk).read_bytes()
    file_of(on_disk).chmod(0o400)
    with pytest.raises(CannotWrite, match=r"model\.yaml cannot be written: it is write-protected"):
        on_disk.replace("model", "On disk", "Changed")
    assert file_of(on_disk).read_bytes() == before


def test_a_folder_that_cannot_be_listed_any_more_is_no_fault_of_ours(tmp_path):
    contents = two_files(tmp_path)
    found = OnDisk(tmp_path)
    (tmp_path / "c.yaml").symlink_to("/etc/hostname")
    with pytest.raises(CannotWrite, match="leads out of the folder"):
        found.write(contents, (contents[0], ("b.yaml", b"title: Other\n")))


@pytest.mark.skipif(not BLOCKS_WRITING, reason="nothing is read-only for this user")
def test_a_folder_that_is_read_only_answers_507(on_disk):
    on_disk.replace("model", "On disk", "Changed")
    file_of(on_disk).parent.chmod(0o500)
    try:
        answer = on_disk.post("/m/model/history/undo", {"seen": on_disk.head("model").sha256})
    finally:
        file_of(on_disk).parent.chmod(0o700)
    assert answer.status_code == 507


def test_permissions_of_the_file_stay(on_disk):
    file_of(on_disk).chmod(0o640)
    on_disk.replace("model", "On disk", "Changed")
    assert file_of(on_disk).stat().st_mode & 0o777 == 0o640


def two_files(folder):
    contents = (("a.yaml", b"slamodel: 1\n"), ("b.yaml", b"title: Two files\n"))
    for name, data in contents:
        (folder / name).write_bytes(data)
    return contents


def test_only_the_files_that_differ_are_written(tmp_path):
    contents = two_files(tmp_path)
    before = (tmp_path / "a.yaml").stat().st_ino
    OnDisk(tmp_path).write(contents, (contents[0], ("b.yaml", b"title: Other\n")))
    assert (tmp_path / "a.yaml").stat().st_ino == before
    assert (tmp_path / "b.yaml").read_bytes() == b"title: Other\n"


def test_of_several_files_all_are_written_or_none(tmp_path, monkeypatch):
    contents, replace = two_files(tmp_path), os.replace

    def only_a(source, target):
        if Path(target).name == "b.yaml":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", only_a)
    with pytest.raises(CannotWrite, match="No space left"):
        OnDisk(tmp_path).write(contents, (("a.yaml", b"slamodel: 1\n# new\n"), ("b.yaml", b"title: Other\n")))
    assert OnDisk(tmp_path).read() == contents


def test_a_state_with_other_files_is_not_mixed_with_those_of_now(tmp_path):
    contents = two_files(tmp_path)
    with pytest.raises(CannotWrite, match="other files"):
        OnDisk(tmp_path).write(contents, contents[:1])
    assert OnDisk(tmp_path).read() == contents


def test_a_restored_state_is_in_the_file(on_disk):
    on_disk.replace("model", "On disk", "Changed")
    answer = on_disk.post("/m/model/history/1/restore", {"seen": on_disk.head("model").sha256})
    assert answer.status_code == 303
    assert file_of(on_disk).read_text() == "# ours\nslamodel: 1\ntitle: On disk   # a comment\n"
    assert on_disk.head("model").number == 3


def test_a_model_of_any_size_is_opened_from_disk(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_text("slamodel: 1\ntitle: Mine\nparties: {a: {kind: supplier}}\nservices: {s: {provider: a}}\n")
    app = create_app(Settings(model=model, services=0))
    assert app.test_client().get("/m/model/").status_code == 200


# --- calendar files ---------------------------------------------------------------------------------------------------

ICS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501\nEND:VEVENT\nEND:VCALENDAR\n"
OFFICE = 'slamodel: 1\ntitle: On disk\ncalendars: {office: {hours: {mon: "09:00-17:00"}, holidays: {ics: days.ics}}}\n'


def days_of(user):
    return [data for name, data in user.head("model").contents if name == "days.ics"]


def test_a_calendar_file_that_the_model_names_is_part_of_it_and_its_changes_are_noticed(on_disk):
    file_of(on_disk).write_text(OFFICE)
    assert [d.code for d in on_disk.desk.open("model", TODAY).diagnostics] == ["E117"]
    days = file_of(on_disk).with_name("days.ics")
    days.write_bytes(ICS)
    file_of(on_disk).with_name("private.ics").write_bytes(ICS)
    assert on_disk.desk.open("model", TODAY).is_sound
    assert [name for name, _ in on_disk.head("model").contents] == ["model.yaml", "days.ics"]
    days.write_bytes(ICS.replace(b"0501", b"0502"))
    assert on_disk.desk.open("model", TODAY).analysis.landscape.days_off == {"days.ics": (date(2026, 5, 2),)}


def test_what_is_saved_leaves_calendar_files_on_disk_alone(on_disk):
    days = file_of(on_disk).with_name("days.ics")
    days.write_bytes(ICS)
    file_of(on_disk).write_text(OFFICE)
    on_disk.desk.open("model", TODAY)
    before = days.stat().st_mtime_ns
    on_disk.replace("model", "On disk", "Changed")
    assert (days.stat().st_mtime_ns, days_of(on_disk)) == (before, [ICS])
    assert "Changed" in file_of(on_disk).read_text()


def test_a_calendar_file_of_a_folder_is_part_of_the_model_and_can_be_written(tmp_path):
    (tmp_path / "a.yaml").write_text(OFFICE)
    (tmp_path / "days.ics").write_bytes(ICS)
    disk = OnDisk(tmp_path)
    before = disk.read()
    assert [name for name, _ in before] == ["a.yaml", "days.ics"]
    disk.write(before, (before[0], ("days.ics", ICS + b"\n")))
    assert (tmp_path / "days.ics").read_bytes() == ICS + b"\n"


def test_a_calendar_file_is_put_beside_a_file_on_disk_by_hand(on_disk):
    assert "put it into the folder of the model" in on_disk.get("/m/model/calendar-file").text
    answer = on_disk.post("/m/model/calendar-file", {"seen": on_disk.head("model").sha256})
    assert answer.status_code == 404
