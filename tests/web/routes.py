"""The map of addresses in; every route with what is expected of it out. One without an entry here fails the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
WITH_NONCE = POLICY.replace("'self'; style-src 'self'", "'self' 'nonce-*'; style-src 'self' 'nonce-*'")
POLICIES = {
    "diagram.file": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "differences.file": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "papers.report": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    "sheets.file": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "text.show": WITH_NONCE,
    "text.save": WITH_NONCE,
}
"""The only routes whose answers may have a policy of their own, and which."""

KEPT_BY_BROWSERS = {"look", "sheets.look", "static", "text.words"}
"""The only routes whose answers a browser may keep: they are the same for every model."""


STALE = "0" * 64


@dataclass(frozen=True)
class Change:
    """A route that writes: what a form brings besides `seen`, what stands in the address, and what makes it stale.

    Forms merge: what has changed elsewhere in the model does not matter to them, so that `stale` says more for those.
    None is for what cannot be stale.
    """

    fields: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    stale: dict[str, str] | None = field(default_factory=lambda: {"seen": STALE})
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    @property
    def sent(self) -> dict[str, Any]:
        """The fields with the files, which can be read once."""
        return {**self.fields, **{name: (BytesIO(data), called) for name, (called, data) in self.files.items()}}


HEAD = '{"title": "Online credit checks", "currency": "EUR"}'
_OTHER = {"seen": STALE, "was": '{"name": "Another", "kind": "department"}'}
_LISTS = {"id": "list-keeper"}
_FORM = {
    "whole": "yes",
    "name": "Lists",
    "kind": "supplier",
    "was": '{"name": "Sanctions Lists Ltd", "kind": "supplier"}',
}

_DAY = {"as_of": "2026-11-23"}
_ACCEPTED = {"owner": "Head of IT", "reason": "Until May", "until": "2027-05-31"}
_WAIVER = {"agreement": "uc-bureau-three", "number": "0", **_DAY}
_UNKNOWN = "sla-retail-bank/credit-check/notification"

ICS = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260501\nEND:VEVENT\nEND:VCALENDAR\n"

CHANGES = {
    "calendars.add": Change(files={"calendar": ("days.ics", ICS)}),
    "entries.edit": Change(_FORM, _LISTS, _OTHER),
    "entries.head": Change({"whole": "yes", "title": "Another", "currency": "EUR", "was": HEAD}, stale=_OTHER),
    "entries.new": Change({"whole": "yes", "name": "New", "kind": "supplier", "id": "new", "was": "{}"}, stale=None),
    "entries.remove": Change({}, {"id": "unused"}),
    "history.keep": Change(),
    "history.restore": Change(),
    "history.undo": Change(),
    "plan.draft": Change({"changes": '[[["agreements", "ola-login", "targets", 0, "at_least"], "99.7 %"]]'}),
    "text.save": Change({"file": "model.yaml", "text": "slamodel: 1\ntitle: Another\n"}),
    "waivers.edit": Change(_ACCEPTED, _WAIVER),
    "waivers.end": Change({}, _WAIVER),
    "waivers.new": Change({**_ACCEPTED, "for": _UNKNOWN}, {"code": "C602", "target": _UNKNOWN, **_DAY}, stale=None),
    "what_if.apply": Change({"level:agreements/ola-login/targets/0/at_least": "99.7 %"}),
}
"""The routes that change a model, and so demand to be told which state of it somebody has seen."""

WITHOUT_SEEN = {
    "entries.check": "says what is wrong with a form",
    "start.create": "makes a new model",
    "text.check": "says what is wrong with a text",
    "text.verdict": "says what the verdict on a text would be",
    "workspaces.delete": "takes a model out of the list, which can be taken back",
    "workspaces.example": "makes a new model",
    "workspaces.put_back": "takes that back",
    "workspaces.upload": "makes a new model",
}
"""The routes that take a POST and add no revision to a model that somebody has seen, and what they do instead."""

PARTS = {
    "code": "A101",
    "filename": "app.css",
    "kind": "svg",
    "name": "model",
    "number": "1",
    "papers.report kind": "html",
    "place": "1",
    "section": "parties",
    "sheets.file kind": "html",
    "starter": "starter",
}
"""What stands for the variable parts of an address, of one route where it needs something else."""


def rules(app: Flask, *, name: bool | None = None) -> Iterator[Rule]:
    """All routes in the order of their addresses; `name` picks those with the name of a workspace, or without."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        if name is None or name is ("name" in rule.arguments):
            yield rule


def reading(app: Flask, *, name: bool | None = None) -> Iterator[Rule]:
    """The routes that answer to GET."""
    yield from (rule for rule in rules(app, name=name) if "GET" in (rule.methods or ()))


def changing(app: Flask) -> Iterator[tuple[Rule, str]]:
    """The routes that answer to anything else, with that method."""
    for rule in rules(app):
        yield from ((rule, method) for method in sorted((rule.methods or set()) - {"GET", "HEAD", "OPTIONS"}))


def address(app: Flask, rule: Rule, **parts: str) -> str:
    """The address of a route with examples in place of its variable parts; KeyError where none is known."""
    filled = {part: PARTS.get(f"{rule.endpoint} {part}") or PARTS[part] for part in rule.arguments} | parts
    return app.url_map.bind("127.0.0.1").build(rule.endpoint, filled)
