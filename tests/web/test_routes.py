"""What holds for every route there is: the tests walk the map of addresses, so that a new route is asked the same."""

import re
from collections.abc import Iterator

import pytest
from flask import Response, redirect
from slamodel_web import Settings, create_app
from werkzeug.test import TestResponse

from tests.web.guarded import EXAMPLE, OURS, Application, guarded, revised
from tests.web.routes import (
    CHANGES,
    KEPT_BY_BROWSERS,
    POLICIES,
    POLICY,
    WITHOUT_SEEN,
    Change,
    address,
    changing,
    reading,
    rules,
)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory) -> Iterator[Application]:
    """Requests that change nothing share one application."""
    found = revised(guarded(tmp_path_factory.mktemp("guarded")))
    yield found
    found.desk.store.close()


@pytest.fixture
def application(tmp_path) -> Iterator[Application]:
    found = revised(guarded(tmp_path))
    yield found
    found.desk.store.close()


def all_answers(application: Application) -> Iterator[tuple[str, str, TestResponse]]:
    """Every route by every method, asked without anything else, as a stranger and as a page of ours does."""
    app = application.app
    for rule in rules(app):
        for method in sorted(rule.methods or ()):
            for headers in ({}, OURS):
                yield rule.endpoint, method, application.ask(address(app, rule), method=method, headers=headers)


def test_every_route_is_known_here(untouched):
    app = untouched.app
    for rule in rules(app):
        address(app, rule)  # KeyError: PARTS has no example for a part of the address
    assert {rule.endpoint for rule, _ in changing(app)} == CHANGES.keys() | WITHOUT_SEEN.keys()
    assert not CHANGES.keys() & WITHOUT_SEEN.keys()
    assert app.view_functions.keys() >= POLICIES.keys() | KEPT_BY_BROWSERS


def test_every_answer_has_the_strict_headers(untouched):
    for endpoint, method, answer in all_answers(untouched):
        where = f"{method} {endpoint} {answer.status_code}"
        policy = re.sub("'nonce-[-_A-Za-z0-9]{24}'", "'nonce-*'", answer.headers["Content-Security-Policy"])
        assert policy in (POLICY, POLICIES.get(endpoint)), where
        assert answer.headers["X-Content-Type-Options"] == "nosniff", where
        assert answer.headers["X-Frame-Options"] == "DENY", where
        assert answer.headers["Referrer-Policy"] == "same-origin", where
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", where
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", where
        assert answer.headers.get("Cache-Control") == "no-store" or endpoint in KEPT_BY_BROWSERS, where
        assert "Set-Cookie" not in answer.headers, where


def test_a_nonce_is_used_once(untouched):
    found = set()
    for _ in range(3):
        answer = untouched.ask("/m/model/text")
        found.update(re.findall("'nonce-([^']+)'", answer.headers["Content-Security-Policy"]))
    assert len(found) == 3


FOREIGN = [
    pytest.param({}, id="from nowhere"),
    pytest.param({"Origin": "https://evil.example"}, id="from elsewhere"),
    pytest.param({"Origin": "null"}, id="from a frame in a sandbox"),
    pytest.param({"Origin": "http://localhost:8080"}, id="from another port"),
    pytest.param({"Origin": "https://localhost"}, id="over another protocol"),
    pytest.param({"Origin": "http://localhost.evil.example"}, id="from a name that begins alike"),
    pytest.param({"Origin": ""}, id="from an empty origin"),
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="from another site"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="from another server on this machine"),
    pytest.param({"Sec-Fetch-Site": "none"}, id="from an address bar"),
    pytest.param({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, id="in two voices"),
    pytest.param({"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"}, id="in two other voices"),
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_no_route_takes_a_change_that_comes(untouched, headers):
    app, before = untouched.app, untouched.kept()
    for rule, method in changing(app):
        data = {"seen": untouched.seen, **CHANGES.get(rule.endpoint, Change()).sent}
        answer = untouched.ask(address(app, rule), method=method, data=data, headers=headers)
        assert answer.status_code == 403, rule
    assert untouched.kept() == before


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
def test_a_get_is_never_taken_for_something_else(untouched, header):
    app, before = untouched.app, untouched.kept()
    for rule, method in changing(app):
        where = address(app, rule)
        untouched.ask(where, query_string={"_method": method, "seen": untouched.seen}, headers={header: method})
    assert untouched.kept() == before


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "127.0.0.2", "[::2]", "", "a b"]
)
def test_no_route_answers_to_another_name(untouched, host):
    for rule in rules(untouched.app):
        for method in sorted(rule.methods or ()):
            answer = untouched.ask(address(untouched.app, rule), method=method, headers={**OURS, "Host": host})
            assert answer.status_code == 400, (method, rule)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1", "127.0.0.1:1", "[::1]:8765"])
def test_the_names_of_this_machine_are_answered_to(untouched, host):
    assert untouched.ask("/", headers={"Host": host}).status_code == 200


def test_no_part_of_a_page_is_shown_by_another_site(untouched):
    for rule in reading(untouched.app):
        for site in ("cross-site", "same-site"):
            for destination in ("image", "iframe", "empty", "script", "object"):
                headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": destination}
                assert untouched.ask(address(untouched.app, rule), headers=headers).status_code == 403, rule


def test_another_site_may_link_to_a_page(untouched):
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert untouched.ask("/m/model/", headers=headers).status_code == 200


def test_reading_changes_nothing(untouched):
    before = untouched.kept()
    for rule in reading(untouched.app):
        for query in ({}, {"seen": untouched.seen, "delete": "yes", "undo": "1", "restore": "1", "save": "1"}):
            untouched.ask(address(untouched.app, rule), query_string=query)
    assert untouched.kept() == before


def but_for_reading(file):
    """All that the system keeps of a file but when it was last read, which it may note."""
    kept = file.stat()
    return (*kept[:7], kept.st_mtime_ns, kept.st_ctime_ns)


def test_reading_leaves_a_file_on_disk_alone(tmp_path):
    model = tmp_path / "model.yaml"
    model.write_bytes(EXAMPLE.read_bytes())
    before = but_for_reading(model)
    app = create_app(Settings(model=model))
    for rule in reading(app):
        app.test_client().get(address(app, rule), buffered=True)
    assert (model.read_bytes(), but_for_reading(model)) == (EXAMPLE.read_bytes(), before)
    assert [file.name for file in tmp_path.iterdir()] == ["model.yaml"]
    app.extensions["desk"].store.close()


@pytest.mark.parametrize("endpoint", sorted(CHANGES))
def test_a_change_says_what_it_was_made_on(application, endpoint):
    change, before = CHANGES[endpoint], application.kept()
    where = next(address(application.app, rule) for rule, _ in changing(application.app) if rule.endpoint == endpoint)
    statuses = [
        application.post(where, data, query_string=change.query).status_code
        for data in (change.sent, {**change.sent, "seen": ""}, {**change.sent, **(change.stale or {})})
    ]
    assert statuses == [428, 428, 428 if change.stale is None else 409]
    assert application.kept() == before


@pytest.mark.parametrize("endpoint", sorted(CHANGES))
def test_a_change_of_what_was_seen_is_one_revision(application, endpoint):
    change, before = CHANGES[endpoint], application.desk.workspace("model").head
    where = next(address(application.app, rule) for rule, _ in changing(application.app) if rule.endpoint == endpoint)
    data = {**change.sent, "seen": application.seen}
    answer = application.post(where, data, query_string=change.query)
    assert answer.status_code in (200, 302, 303), answer.text
    assert application.desk.workspace("model").head == before + 1


@pytest.mark.parametrize("name", ["nope", "gone", "Model", "model%00", "..", "%2e%2e", "'%20OR%201=1%20--", "x" * 5000])
def test_every_route_of_a_workspace_that_is_not_there_is_not_there(untouched, name):
    app, before = untouched.app, untouched.kept()
    texts = set()
    for rule in rules(app, name=True):
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
            change = CHANGES.get(rule.endpoint, Change())
            data = {} if method == "GET" else {**change.sent, "seen": untouched.seen}
            where = address(app, rule).replace("/m/model", f"/m/{name}", 1)
            query = {**change.query, "deleted": "1"}
            if (name, rule.endpoint) == ("gone", "workspaces.put_back"):
                continue
            answer = untouched.ask(where, method=method, data=data, query_string=query, headers=OURS)
            assert answer.status_code == 404, (method, rule)
            texts.add(answer.text)
    assert len(texts) <= 2  # with and without what belongs around a page, and nothing that tells gone from never there
    assert untouched.kept() == before


def test_no_redirect_leaves_this_server(untouched):
    for where in (
        "//evil.example",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/m//",
    ):
        for rest in ("", "m/model", "/m/model/..", "?next=//evil.example&as_of=2026-01-01"):
            answer = untouched.ask(where + rest)
            assert_stays(answer)


@pytest.mark.slow
def test_no_address_says_where_a_redirect_goes(untouched):
    for rule in reading(untouched.app):
        where = address(untouched.app, rule).rstrip("/") or "/"
        for name in ("next", "url", "to", "back", "return", "continue"):
            for target in ("//evil.example", "/\\evil.example", "https:evil.example", "%2f%2fevil.example"):
                assert_stays(untouched.ask(where, query_string={name: target}))


def assert_stays(answer: TestResponse) -> None:
    location = answer.headers.get("Location", "/")
    assert re.match(r"(http://localhost)?/(?![/\\])", location), location


def test_a_redirect_that_leaves_would_be_seen():
    app = create_app(Settings())
    app.add_url_rule("/away", "away", lambda: redirect("//evil.example"))
    with pytest.raises(AssertionError):
        assert_stays(app.test_client().get("/away"))
    app.extensions["desk"].store.close()


def test_a_route_that_loosens_its_policy_would_be_seen(tmp_path):
    found = guarded(tmp_path)

    def loose() -> Response:
        return Response("", headers={"Content-Security-Policy": POLICY.replace("'none'", "'self'", 1)})

    found.app.add_url_rule("/loose", "loose", loose)
    found.app.add_url_rule("/write", "write", loose, methods=["POST"])
    with pytest.raises(AssertionError, match="GET loose 200"):
        test_every_answer_has_the_strict_headers(found)
    with pytest.raises(AssertionError):
        test_every_route_is_known_here(found)
    found.desk.store.close()
