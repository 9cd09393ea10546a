"""A model file in; an application that keeps it in a workspace of a database on disk out, and ways to ask it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask
from slamodel_web import Settings, create_app
from slamodel_web.desk import Desk
from slamodel_web.store import Contents
from werkzeug.test import TestResponse

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "05-credit-check" / "model.yaml"
OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Application:
    """An application with a workspace called `model`, and one called `gone` that has been deleted."""

    app: Flask
    database: Path

    @property
    def desk(self) -> Desk:
        found: Desk = self.app.extensions["desk"]
        return found

    @property
    def seen(self) -> str:
        revision = self.desk.store.revision(self.desk.workspace("model"))
        assert revision
        return str(revision.sha256)

    def ask(self, where: str, **named: Any) -> TestResponse:
        """The answer to a request, read to its end."""
        return self.app.test_client().open(where, buffered=True, **named)

    def post(self, where: str, data: Mapping[str, str], **named: Any) -> TestResponse:
        """The answer to a change, sent as a page of ours does."""
        return self.ask(where, method="POST", data=data, headers=OURS, **named)

    def kept(self) -> str:
        """A fingerprint of all that the database keeps."""
        connection = sqlite3.connect(self.database)
        try:
            return sha256("\n".join(connection.iterdump()).encode()).hexdigest()
        finally:
            connection.close()


def guarded(folder: Path, model: Path = EXAMPLE) -> Application:
    database = folder / "workspaces.db"
    application = Application(create_app(Settings(database=database)), database)
    contents: Contents = (("model.yaml", model.read_bytes()),)
    desk = application.desk
    made = desk.create(contents, "As uploaded", "Model")
    assert made.name == "model"
    desk.store.mark_deleted(desk.create(contents, "As uploaded", "Gone"), is_deleted=True)
    return application


def revised(application: Application) -> Application:
    """The same with a second revision, so that there is something to undo, to remove, and a risk that is accepted."""
    desk, was = application.desk, application.desk.workspace("model")
    revision = desk.store.revision(was)
    assert revision
    ((name, text),) = revision.contents
    text = text.replace(b"parties:\n", b"parties:\n  unused: {name: Unused, kind: supplier}\n", 1)
    accepted = b"    waivers: [{rule: C603, owner: Head of credit, reason: A pilot, until: 2027-06-30}]\n"
    start = text.index(b"\n", text.index(b"  uc-bureau-three:")) + 1
    text = text[:start] + accepted + text[start:]
    desk.save(was, application.seen, ((name, text),), "A supplier that nothing names")
    return application
