"""The map of addresses in; every route with what is expected of it out. One without an entry here fails the tests."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
WITH_NONCE = POLICY.replace("'self'; style-src 'self'", "'self' 'nonce-*'; style-src 'self' 'nonce-*'")
POLICIES = {
    "diagram.file": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "papers.report": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    "text.show": WITH_NONCE,
    "text.save": WITH_NONCE,
}
"""The only routes whose answers may have a policy of their own, and which."""

KEPT_BY_BROWSERS = {"look", "static", "text.words"}
"""The only routes whose answers a browser may keep: they are the same for every model."""


@dataclass(frozen=True)
class Change:
    """A route that writes: what a form brings besides `seen`, and what stands in the address."""

    fields: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)


CHANGES = {
    "text.save": Change({"file": "model.yaml", "text": "slamodel: 1\ntitle: Another\n"}),
}
"""The routes that change a model, and so demand to be told which state of it somebody has seen."""

WITHOUT_SEEN = {
    "text.check": "reads a text and says what is wrong with it",
    "text.verdict": "works out what a text would promise",
}
"""The routes that take a POST and add no revision to a model that somebody has seen, and what they do instead."""

PARTS = {"code": "A101", "filename": "app.css", "kind": "svg", "name": "model", "papers.report kind": "html"}
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
