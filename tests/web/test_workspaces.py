"""Models are listed, made, uploaded under limits, deleted and put back; what is refused leaves nothing behind."""

import logging
from io import BytesIO

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.forms.upload import Upload, contents_of
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from slamodel.starters import STARTERS
from tests.web.conftest import User
from tests.web.routes import ICS

STARTER = STARTERS[0].text.encode()
JSON = b'\xef\xbb\xbf {"slamodel": "1", "title": "From JSON"}\n'


def upload(user, *files, name="model.yaml"):
    sent = MultiDict(("files", FileStorage(BytesIO(data), name)) for data in files)
    boundary, body = encode_multipart(sent)
    return user.post("/upload", body, content_type=f"multipart/form-data; boundary={boundary}")


def titles(user):
    return [workspace.title for workspace in user.desk.store.workspaces() if not workspace.is_deleted]


def test_with_nothing_there_all_ways_to_start_are_shown(user):
    page = user.get("/").text
    for way in ("Answer five questions", "Start from an example", "Upload a model", *(one.title for one in STARTERS)):
        assert way in page
    assert "Your models" not in page


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)
def test_an_example_becomes_a_model_without_mistakes(user, starter):
    answer = user.post(f"/examples/{starter.name}")
    assert answer.status_code == 303
    assert user.get(answer.location).status_code == 200
    (workspace,) = user.desk.store.workspaces()
    assert user.desk.store.history(workspace)[0].is_sound


def test_an_example_that_there_is_not(user):
    assert user.post("/examples/nothing").status_code == 404


def test_the_list_says_how_each_model_stood_when_it_was_saved(user):
    user.post("/examples/starter")
    page = user.get("/").text
    assert "1 gap" in " ".join(page.split())
    user.replace("our-first-model", "at_least: 99.5 %", "at_least: 99.95 %")
    assert "1 supported" in " ".join(user.get("/").text.split())
    user.replace("our-first-model", "provider: our-supplier", "provider: nobody")
    assert "text with mistakes" in user.get("/").text


def test_models_of_one_title_are_told_apart(user):
    user.post("/examples/starter")
    assert "<b>our-first-model</b>" not in user.get("/").text
    user.post("/examples/starter")
    assert "<b>our-first-model</b>" in user.get("/").text
    assert "<b>our-first-model-2</b>" in user.get("/").text


def test_every_page_of_a_model_leads_to_all_models(user):
    user.post("/examples/starter")
    header = user.get("/m/our-first-model/gaps").text.split("</header>")[0]
    assert ">Your models</a>" in header
    assert '<a class="title" href="/m/our-first-model/"><bdi>Our first model</bdi></a>' in header


def test_an_upload_is_kept_as_it_is(user):
    answer = upload(user, STARTER)
    assert answer.status_code == 303
    assert user.head("our-first-model").contents == (("model.yaml", STARTER),)


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "a%0D%0AX: y.yaml", "x" * 300, "\u202eevil.yaml", "C:\\x.exe", "con.yaml", "model.json"],
)
def test_what_the_sender_called_a_file_does_not_matter(user, name):
    assert upload(user, b"slamodel: 1\ntitle: A\n", b"currency: EUR\n", name=name).status_code == 303
    assert [file for file, _ in user.head("a").contents] == ["model.yaml", "model-2.yaml"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (JSON, "model.json"),
        (b"{slamodel: 1, title: Flow}", "model.yaml"),
        (b"slamodel: 1", "model.yaml"),
        (b"{" * 100_000, "model.yaml"),
        (b'{"a":' * 100_000, "model.yaml"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "model.yaml"),
        ("\ufeff{}".encode("utf-16"), "model.yaml"),
        (b"", "model.yaml"),
    ],
)
def test_json_is_known_by_its_text(data, name):
    assert contents_of([Upload("x", data)]) == ((name, data),)


def test_json_is_read_as_such(user):
    assert upload(user, JSON, name="x").status_code == 303
    assert titles(user) == ["From JSON"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"slamodel: 1\nparties: {a: [b}\n", "E102"),
        (b"just a text\n", "E106"),
        (b"[" * 30_000, "E109"),
        (b"a: &x [*x]\n", "E1"),
        (b"slamodel: 1\nparties: !!python/object/apply:os.system [true]\n", "E1"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place_and_not_kept(user, caplog, data, code):
    answer = upload(user, data)
    if answer.status_code == 303:  # it reads, with mistakes: kept, and mended in its workspace
        assert not user.desk.store.history(user.desk.store.workspaces()[0])[0].is_sound
        return
    assert answer.status_code == 422
    assert code in answer.text
    assert "line 1" in answer.text or "line 2" in answer.text
    assert not user.desk.store.workspaces()
    (record,) = [record for record in caplog.records if record.name == "slamodel.web"]
    assert record.getMessage().startswith("import.rejected ")


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "C:\\list.xlsx", "list.xlsx is an Excel file."),
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", "sla.docx", "sla.docx is a Word file."),
        (b"PK\x03\x04\x14\x00\x06\x00", "a.zip", "a.zip is an Office file or an archive."),
        (b"%PDF-1.7", "\u202e<b>.pdf", "&lt;b&gt;.pdf is a PDF file."),
        (b"", "zero.yaml", "zero.yaml is empty."),
        (b" \n", "blank.yaml", "blank.yaml is empty."),
        (b"services: {web: {image: nginx}}\n", "compose.yaml", "This is not a slamodel file"),
    ],
)
def test_what_is_no_model_is_called_what_it_is_and_not_kept(user, data, name, sentence):
    answer = upload(user, data, name=name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Nothing was saved." in answer.text
    assert not user.desk.store.workspaces()


def test_mistakes_are_told_under_the_name_that_the_sender_knows(user):
    page = upload(user, b"slamodel: 1\nparties: {a: [b}\n", name="ours.yaml").text
    assert "<bdi>ours.yaml</bdi>, line 2" in page


def test_a_rejected_upload_is_one_line_in_the_log_whatever_it_held(user, caplog):
    with caplog.at_level(logging.WARNING, logger="slamodel.web"):
        upload(user, b"x: \x1b]0;owned\x07\n\r\nfake: [line\n")
        upload(user, "\u202e\u2028: [".encode())
    for record in caplog.records:
        assert record.getMessage().isprintable()


def test_a_file_with_mistakes_is_kept_and_opens_with_them(user):
    answer = upload(user, STARTER.replace(b"provider: our-supplier\n", b"provider: nobody\n", 1))
    assert answer.status_code == 303
    assert "1 mistake" in user.get(answer.location).text


def test_without_a_file_the_page_says_so(user):
    answer = user.post("/upload", {"files": (BytesIO(b""), "")}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose a file first" in answer.text
    assert user.post("/upload").status_code == 422


@pytest.mark.parametrize("size", [2 * 1024 * 1024 + 1, 4 * 1024 * 1024])
def test_more_than_two_megabytes_are_refused(user, size):
    answer = upload(user, b"slamodel: 1\n" + b"#" * size)
    assert answer.status_code == 413
    assert "2 MB" in answer.text
    assert not user.desk.store.workspaces()


def test_many_files_are_refused(user):
    answer = upload(user, *[b"slamodel: 1\n"] * 51)
    assert answer.status_code == 422
    assert "50 files" in answer.text


def test_a_model_with_too_many_services_is_refused():
    user = User(create_app(Settings(services=1)))
    answer = upload(user, STARTER)
    assert answer.status_code == 422
    assert "The model has 2 services; at most 1 fit" in answer.text
    assert not user.desk.store.workspaces()


def test_a_deleted_model_leaves_the_list_and_can_be_put_back(user):
    user.post("/examples/starter")
    answer = user.post("/m/our-first-model/delete")
    assert answer.status_code == 303
    page = user.get(answer.location).text
    assert "is deleted" in page
    assert "Deleted models (1)" in page
    assert user.get("/m/our-first-model/").status_code == 404
    back = user.post("/m/our-first-model/put-back")
    assert "is back" in user.get(back.location).text
    assert user.get("/m/our-first-model/").status_code == 200


def test_what_is_not_there_is_neither_deleted_nor_put_back(user):
    assert user.post("/m/nothing/delete").status_code == 404
    assert user.post("/m/nothing/put-back").status_code == 404


def test_with_a_file_on_disk_there_is_only_that(on_disk):
    assert on_disk.get("/").location == "/m/model/"
    for where in ("/upload", "/examples/starter", "/m/model/delete", "/m/model/put-back", "/start"):
        assert on_disk.post(where).status_code == 404
    assert on_disk.get("/start").status_code == 404


# --- calendar files ---------------------------------------------------------------------------------------------------

WITH_CALENDAR = b"""\
slamodel: 1
title: A
calendars:
  office: {hours: {mon-fri: "09:00-17:00"}, holidays: {ics: days.ics}}
"""


def upload_named(user, *files):
    sent = MultiDict(("files", FileStorage(BytesIO(data), name)) for name, data in files)
    boundary, body = encode_multipart(sent)
    return user.post("/upload", body, content_type=f"multipart/form-data; boundary={boundary}")


def add(user, name, data):
    seen = user.head("a").sha256
    boundary, body = encode_multipart({"seen": seen, "calendar": FileStorage(BytesIO(data), name)})
    return user.post("/m/a/calendar-file", body, content_type=f"multipart/form-data; boundary={boundary}")


def test_calendar_files_come_along_with_a_model_under_their_names(user):
    assert upload_named(user, ("folder/days.ics", ICS), ("any.yaml", WITH_CALENDAR)).status_code == 303
    assert user.head("a").contents == (("model.yaml", WITH_CALENDAR), ("days.ics", ICS))
    assert user.desk.store.last_sound(user.desk.workspace("a")) is not None


def test_a_calendar_file_alone_and_two_of_one_name_are_no_model(user):
    assert "a calendar file alone is none" in upload_named(user, ("days.ics", ICS)).text
    twice = upload_named(user, ("days.ics", ICS), ("m.yaml", WITH_CALENDAR), ("sub/days.ics", ICS))
    assert "Two of these calendar files are called days.ics" in twice.text
    assert titles(user) == []


def test_a_calendar_file_can_be_added_and_replaced_later(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR))
    assert user.desk.store.last_sound(user.desk.workspace("a")) is None
    answer = add(user, "days.ics", ICS)
    assert answer.status_code == 303
    assert user.get(answer.location).status_code == 200
    assert user.head("a").contents == (("model.yaml", WITH_CALENDAR), ("days.ics", ICS))
    assert user.head("a").stamp.message == "Calendar file days.ics added, with 1 day off"
    assert user.desk.store.last_sound(user.desk.workspace("a")) is not None
    add(user, "days.ics", ICS.replace(b"0501", b"0502"))
    assert [data for _, data in user.head("a").contents] == [WITH_CALENDAR, ICS.replace(b"0501", b"0502")]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("days.yaml", ICS, "Choose a calendar file first"),
        (".ics", ICS, "Choose a calendar file first"),
        ("NUL.ics", ICS, "none that Windows keeps for itself"),
        ("lpt1.days.ics", ICS, "none that Windows keeps for itself"),
        ("", b"", "Choose a calendar file first"),
        ("days.ics", b"<html>", "days.ics is no calendar file"),
        ("days.ics", b"BEGIN:VCALENDAR\n" + b" " * 1_000_000, "this is more"),
    ],
)
def test_what_is_no_calendar_file_is_not_kept(user, name, data, told):
    upload_named(user, ("m.yaml", WITH_CALENDAR))
    answer = add(user, name, data)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert user.head("a").number == 1


def test_a_name_that_differs_in_its_case_only_is_refused(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR), ("days.ics", ICS))
    answer = add(user, "DAYS.ics", ICS)
    assert (answer.status_code, "There is a file days.ics already" in answer.text) == (422, True)
    assert add(user, "days.ics", ICS.replace(b"0501", b"0502")).status_code == 303
    twice = upload_named(user, ("m.yaml", WITH_CALENDAR), ("days.ics", ICS), ("Days.ICS", ICS))
    assert "Two of these calendar files are called days.ics" in twice.text


def test_a_model_has_so_many_calendar_files_and_no_more(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR), *((f"{number}.ics", ICS) for number in range(49)))
    answer = add(user, "more.ics", ICS)
    assert (answer.status_code, "A model may have 50 files" in answer.text) == (422, True)
    assert add(user, "0.ics", ICS).status_code == 303


def test_the_calendar_files_of_a_model_are_so_large_together_and_no_larger(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR))
    large = ICS.ljust(1_000_000)
    assert [add(user, f"{number}.ics", large).status_code for number in range(3)] == [303, 303, 422]
    assert add(user, "1.ics", large).status_code == 303


def test_a_calendar_file_is_taken_along_as_it_is(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR), ("days.ics", ICS))
    answer = user.get("/m/a/history/1/text/2?download=1")
    assert answer.data == ICS
    assert "days.ics" in answer.headers["Content-Disposition"]


def test_a_form_changes_the_text_and_leaves_calendar_files_alone(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR + b"parties: {it: {kind: department}}\n"), ("days.ics", ICS))
    form = {"whole": "yes", "id": "desk", "name": "Desk", "kind": "department", "was": "{}"}
    answer = user.post("/m/a/model/parties/new", {**form, "seen": user.head("a").sha256})
    assert answer.status_code == 303
    (_, text), calendar = user.head("a").contents
    assert (b"Desk" in text, calendar) == (True, ("days.ics", ICS))


def test_a_form_names_calendar_files_that_the_model_has(user):
    upload_named(user, ("m.yaml", WITH_CALENDAR), ("days.ics", ICS))
    form = {"whole": "yes", "id": "shop", "name": "Shop", "hours.mon": "9-17", "was": "{}"}
    for file, status in (("gone.ics", 422), ("../days.ics", 422), ("days.ics", 303)):
        data = {**form, "holidays.ics": file, "seen": user.head("a").sha256}
        assert user.post("/m/a/model/calendars/new", data).status_code == status, file
