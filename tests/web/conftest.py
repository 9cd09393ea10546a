"""An application in memory with its one user, for tests of pages that begin with nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from slamodel_web import Settings, create_app
from slamodel_web.desk import Desk
from slamodel_web.store import Contents, Revision, Stamp
from werkzeug.test import TestResponse

OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class User:
    """Whoever sits in front of the application: reads pages, sends forms."""

    app: Flask

    @property
    def desk(self) -> Desk:
        found: Desk = self.app.extensions["desk"]
        return found

    def get(self, where: str, **named: Any) -> TestResponse:
        return self.app.test_client().get(where, buffered=True, **named)

    def post(self, where: str, data: Any = None, **named: Any) -> TestResponse:
        return self.app.test_client().post(where, data=data or {}, headers=OURS, buffered=True, **named)

    def head(self, name: str) -> Revision:
        found = self.desk.store.revision(self.desk.workspace(name))
        assert found
        return found

    def save(self, name: str, contents: Contents, message: str = "A change") -> Stamp:
        return self.desk.save(self.desk.workspace(name), self.head(name).sha256, contents, message)

    def replace(self, name: str, old: str, new: str, message: str = "A change") -> Stamp:
        """Save a revision in which one text stands in place of another."""
        ((file, data), *others) = self.head(name).contents
        assert old.encode() in data
        return self.save(name, ((file, data.replace(old.encode(), new.encode())), *others), message)


@pytest.fixture
def user() -> Iterator[User]:
    """Workspaces in memory, none yet."""
    found = User(create_app(Settings()))
    yield found
    found.desk.store.close()


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[User]:
    """The file `model.yaml` of a folder, with a comment."""
    model = tmp_path / "model.yaml"
    model.write_text("# ours\nslamodel: 1\ntitle: On disk   # a comment\n")
    found = User(create_app(Settings(model=model)))
    yield found
    found.desk.store.close()
