"""Faults and refusals: a page says one helpful sentence, the log has the rest on one line."""

import logging

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.ondisk import CannotWrite
from slamodel_web.server import OneLine
from slamodel_web.store import CannotKeep

from tests.web.guarded import OURS, Application

SECRET = "price 4711 \x1b]0;owned\x07\r\n2026-01-01 ERROR forged"  # noqa: S105 - what a message may carry along


class Planted(Exception):
    """A fault of the program."""


@pytest.fixture
def faulty(tmp_path):
    app = create_app(Settings())

    @app.get("/fault")
    def fault() -> str:
        raise Planted(SECRET)

    @app.get("/busy")
    def busy() -> str:
        raise CannotKeep("database is locked")

    @app.get("/full")
    def full() -> str:
        raise CannotKeep("database or disk is full")

    @app.get("/unwritable")
    def unwritable() -> str:
        raise CannotWrite("model.yaml cannot be written: Permission denied")

    @app.get("/missing-argument")
    def missing() -> str:
        from flask import request

        return str(request.form["nothing"])

    yield Application(app, tmp_path)
    app.extensions["desk"].store.close()


def test_a_fault_shows_no_more_than_where_to_look(faulty, caplog):
    answer = faulty.ask("/fault")
    assert answer.status_code == 500
    for hidden in ("Traceback", "Planted", "4711", "test_errors", ".py", "owned"):
        assert hidden not in answer.text
    (record,) = caplog.records
    mark = record.getMessage().split()[1]
    assert mark in answer.text
    assert record.exc_info is not None


def test_a_fault_is_one_line_of_the_log(faulty, caplog):
    faulty.ask("/fault")
    line = OneLine("%(levelname)s %(message)s").format(caplog.records[0])
    assert "Planted: price 4711 \\x1b]0;owned\\x07\\r\\n2026-01-01 ERROR forged" in line
    assert line.isprintable()


@pytest.mark.parametrize("letter", ["\n", "\r", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ud800", "\x7f"])
def test_nothing_from_outside_moves_a_line_of_the_log(letter):
    record = logging.LogRecord("slamodel.web", logging.ERROR, "", 0, "at %s", (f"/a{letter}b",), None)
    line = OneLine("%(message)s").format(record)
    assert line == f"at /a{ascii(letter)[1:-1]}b"
    line.encode("utf-8")


@pytest.mark.parametrize(
    ("where", "status", "sentence"),
    [
        ("/busy", 503, "Try again in a few seconds"),
        ("/full", 507, "Nothing was saved: database or disk is full."),
        ("/unwritable", 507, "model.yaml cannot be written: Permission denied."),
        ("/nothing-here", 404, "There is nothing at this address"),
        ("/missing-argument", 400, "could not be understood"),
    ],
)
def test_a_refusal_says_what_helps(faulty, where, status, sentence):
    answer = faulty.ask(where)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert "<h1>" in answer.text


def test_who_is_told_to_wait_is_told_how_long(faulty):
    assert int(faulty.ask("/busy").headers["Retry-After"]) > 0


def test_a_part_of_a_page_gets_its_refusal_as_a_part_of_a_page(faulty):
    answer = faulty.ask("/fault", headers={"HX-Request": "true"})
    assert answer.status_code == 500
    assert 'role="alert"' in answer.text
    assert "<html" not in answer.text


def test_a_fault_is_a_page_also_when_flask_would_debug(faulty, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    app = create_app(Settings())
    app.add_url_rule("/fault", "fault", lambda: 1 // 0)
    answer = app.test_client().get("/fault")
    assert answer.status_code == 500
    assert "ZeroDivisionError" not in answer.text
    app.extensions["desk"].store.close()


def test_a_method_that_an_address_does_not_take_names_those_it_takes(faulty):
    for method in ("POST", "TRACE", "CONNECT", "PATCH", "NONSENSE"):
        answer = faulty.ask("/", method=method, headers=OURS)
        assert answer.status_code == 405
        assert "GET" in answer.headers["Allow"]
