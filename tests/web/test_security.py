"""Requests that carry more, or something else, than any page of ours sends: refused, never a fault."""

import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from slamodel_web.security import host_of
from werkzeug.routing import Rule

from tests.web.guarded import EXAMPLE, OURS, Application, guarded, revised
from tests.web.routes import CHANGES, Change, address, changing, reading, rules

WEB = Path(__file__).parent.parent.parent / "web"
ASKED = re.compile(r"""\b(?:args|form|values)(?:\.(?:get|getlist)\(\s*|\[)["'](\w+)["']""")
NAMED = re.compile(r"""\bname=["'](\w+)["']""")
HOSTILE = (
    b"",
    b" ",
    b"-1",
    b"0",
    b"1e400",
    b"9" * 10_000,
    b"9223372036854775808",
    b"\x00",
    b"\xed\xa0\x80",  # half of a letter
    b"\xff\xfe",
    b"../../../../etc/passwd",
    b"' OR 1=1 --",
    b'"; DROP TABLE revisions; --',
    b"%' ESCAPE '",
    b"<script>alert(1)</script>",
    b"{{7*7}}",
    b"%s%n{0.__class__}",
    "²".encode(),  # a digit that is no number
    "١٢٣".encode(),
    b"0000-00-00",
    b"0001-01-01",
    b"9999-12-31",
    b"2026-02-30",
    b"[1,2]",
    b'{"$ne": 1}',
    b"(a+)+$" + b"a" * 40 + b"!",
    b"x\r\nX-Injected: 1",
    "\u202eabc\u200b".encode(),
    b"draft,requested," + b"," * 1_000,
    b"text" * 5_000,
)


@pytest.fixture(scope="module")
def application(tmp_path_factory) -> Iterator[Application]:
    found = revised(guarded(tmp_path_factory.mktemp("guarded")))
    yield found
    found.desk.store.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory) -> Iterator[Application]:
    """One with a model that is drawn and written down quickly."""
    found = guarded(tmp_path_factory.mktemp("small"), EXAMPLE.parent.parent / "01-one-promise" / "model.yaml")
    yield found
    found.desk.store.close()


def parameters() -> list[str]:
    """The names of all fields and parameters that the code asks for and the templates send."""
    found = {"as_of", "assume", "saved", "page", "sort", "q", "id", "name"}
    for file in (*WEB.rglob("*.py"), *WEB.glob("templates/**/*.html")):
        text = file.read_text(encoding="utf-8")
        found |= {*ASKED.findall(text), *NAMED.findall(text)}
    return sorted(found)


def test_what_pages_ask_for_is_found():
    assert {"as_of", "assume", "seen", "message"} <= set(parameters())


def filled_in(app: Flask) -> Iterator[tuple[Rule, str]]:
    """The routes that take a form; those that do something at the press of a button look into none."""
    buttons = {"workspaces.delete", "workspaces.example", "workspaces.put_back"}
    yield from ((rule, method) for rule, method in changing(app) if rule.endpoint not in buttons)


def asked(name: str, *values: bytes) -> str:
    return "&".join(f"{name}={quote_from_bytes(value)}" for value in values)


@pytest.mark.slow
def test_no_route_fails_on_what_stands_in_its_address(small):
    """A few parameters alone, with a few of the values: which ones changes from route to route."""
    hostile, names = cycle(HOSTILE), cycle(parameters())
    for rule in reading(small.app):
        where = address(small.app, rule)
        for name in islice(names, 12):
            check(small, f"{where}?{asked(name, next(hostile))}")


@pytest.mark.slow
def test_no_page_fails_on_a_day_that_nobody_means(small):
    for rule in reading(small.app, name=True):
        where = address(small.app, rule)
        for value in HOSTILE:
            check(small, f"{where}?{asked('as_of', value)}&{asked('assume', value)}")


@pytest.mark.slow
@pytest.mark.parametrize("value", HOSTILE)
def test_no_route_fails_on_any_value_of_any_parameter(small, value):
    for rule in reading(small.app):
        where = address(small.app, rule)
        for name in parameters():
            check(small, f"{where}?{asked(name, value)}&{asked('drawn', b'')}")


@pytest.mark.slow
def test_no_route_fails_on_what_a_form_brings(application):
    hostile = cycle(HOSTILE)
    for rule, method in filled_in(application.app):
        where, change = address(application.app, rule), CHANGES.get(rule.endpoint, Change())
        for name in sorted({*parameters(), *change.fields}):
            data = {**{key: text.encode() for key, text in change.fields.items()}, "seen": b"0" * 64}
            body = "&".join(asked(key, given) for key, given in {**data, name: next(hostile)}.items())
            check(application, where, method=method, data=body, content_type="application/x-www-form-urlencoded")


@pytest.mark.parametrize(
    "was",
    [
        "[" * 20_000,
        '{"name": ' * 5_000,
        "[]",
        "null",
        "5",
        '{"name": 5}',
        '{"name": null, "kind": ["supplier"]}',
        '{"targets": 5, "needs": {"any_of": 7}, "services": {"a": 1}}',
        '{"targets": [5, null, [[]]], "needs": [{"any_of": [{"all_of": 3}]}], "own": []}',
        '{"": "", "\\u0000": "\\ud800"}',
    ],
)
@pytest.mark.parametrize(
    "section",
    [
        "agreements",
        "nothing",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in ("parties", "services", "calendars", "maintenance", "head")
        ),
    ],
)
def test_no_form_fails_on_what_it_claims_to_have_been(application, section, was):
    for rule, method in filled_in(application.app):
        if "section" in rule.arguments:
            where = address(application.app, rule, section=section)
            for field in ("was", "needs", "targets", "of"):
                data = {"whole": "yes", "seen": application.seen, "name": "x", "was": "{}", field: was, "act": ""}
                check(application, where, method=method, data=data, query_string={"id": "list-keeper"})


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"name": {"$ne": 1}, "seen": [1]}'),
        ("application/json", b"{" * 10_000),
        ("text/plain", b"seen=1"),
        ("multipart/form-data", b""),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x--"),
        ("multipart/form-data; boundary=" + "x" * 5_000, b"--x--"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"seen=+ADw-"),
        ("", b"\x00\xff"),
    ],
)
def test_no_route_fails_on_a_body_of_another_kind(application, kind, body):
    for rule, method in filled_in(application.app):
        check(application, address(application.app, rule), method=method, data=body, content_type=kind)


def test_no_route_fails_on_a_number_in_its_path(application):
    for rule in rules(application.app):
        for part in rule.arguments - {"name", "filename"}:
            for value in ("0", "9" * 30, "9" * 5_000, "%00", "..%2f..%2fetc", "%ed%a0%80", "²"):
                where = re.sub(rf"<(?:[^<>]*:)?{part}>", value, rule.rule).replace("<name>", "model")
                method = "GET" if "GET" in (rule.methods or ()) else "POST"
                check(application, where, method=method)


def check(application: Application, where: str, **named: object) -> None:
    """No fault, nothing let through into a header, and what was sent is shown as text."""
    answer = application.ask(where, **({"headers": OURS} | named))
    assert answer.status_code < 500 or answer.status_code == 503, f"{answer.status_code} {where[:200]}"
    assert "X-Injected" not in answer.headers
    if answer.mimetype == "text/html":
        assert "<script>alert" not in answer.text
        assert "Traceback" not in answer.text


@pytest.mark.slow
def test_a_form_of_too_many_fields_is_not_read(application):
    for rule, method in filled_in(application.app):
        where = address(application.app, rule)
        for body, kind in ((b"a=1&" * 10_000, "application/x-www-form-urlencoded"), many_parts(10_000)):
            query = CHANGES.get(rule.endpoint, Change()).query
            answer = application.ask(
                where, method=method, data=body, content_type=kind, headers=OURS, query_string=query
            )
            assert answer.status_code == 413, (rule, kind)


def many_parts(count: int) -> tuple[bytes, str]:
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    return part * count + b"--x--\r\n", "multipart/form-data; boundary=x"


def test_a_body_of_more_than_a_model_may_have_is_not_read(application):
    for rule, method in filled_in(application.app):
        where = address(application.app, rule)
        body = b"text=" + b"x" * 3 * 1024 * 1024
        kind = "application/x-www-form-urlencoded"
        answer = application.ask(where, method=method, data=body, content_type=kind, headers=OURS)
        assert answer.status_code == 413, rule


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:8765", "localhost"),
        ("LocalHost", "localhost"),
        ("[::1]:80", "[::1]"),
        ("[::1]", "[::1]"),
        ("127.0.0.1:", "127.0.0.1:"),
        ("127.0.0.1:x", "127.0.0.1:x"),
        ("a@localhost:1", "a@localhost"),
    ],
)
def test_the_name_of_a_host_is_what_stands_before_its_port(host, name):
    assert host_of(host) == name
