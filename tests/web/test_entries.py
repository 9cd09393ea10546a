"""Entries changed through forms: what is written, what stays, what is refused."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from slamodel_web import Settings, create_app
from slamodel_web.forms.sections import FORMS

from tests.web.forms import fields_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = {"Origin": "http://localhost"}
MODELS = [
    EXAMPLES / "01-one-promise" / "model.yaml",
    EXAMPLES / "03-redundancy" / "model.yaml",
    EXAMPLES / "05-credit-check" / "model.yaml",
    EXAMPLES / "06-university-it" / "model.yaml",
    EXAMPLES / "07-egi-federation",
]


class Site:
    """A model behind the application, and forms of it as a browser fills them in."""

    def __init__(self, contents: tuple[tuple[str, bytes], ...]) -> None:
        app = create_app(Settings())
        self.desk = app.extensions["desk"]
        self.desk.create(contents, "start", "model")
        self.client: FlaskClient = app.test_client()

    @property
    def contents(self) -> tuple[tuple[str, bytes], ...]:
        workspace = self.desk.workspace("model")
        return self.desk.store.revision(workspace).contents

    @property
    def text(self) -> str:
        return "".join(data.decode() for _, data in self.contents)

    def form(self, address: str) -> dict[str, list[str]]:
        answer = self.client.get(f"/m/model/model/{address}")
        assert answer.status_code == 200, answer.text
        return fields_of(answer.text)

    def send(self, address: str, fields: dict[str, list[str]], **changed: str | list[str]):
        sent = {**fields, **{name: [value] if isinstance(value, str) else value for name, value in changed.items()}}
        return self.client.post(f"/m/model/model/{address}", data=sent, headers=HOME)

    def save(self, address: str, **changed: str | list[str]):
        answer = self.send(address, self.form(address), **changed)
        assert answer.status_code == 303, answer.text
        return answer


def contents_of(path: Path) -> tuple[tuple[str, bytes], ...]:
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return tuple((file.name, file.read_bytes()) for file in files)


@pytest.fixture
def credit() -> Site:
    return Site(contents_of(EXAMPLES / "05-credit-check" / "model.yaml"))


def entries_of(site: Site) -> Iterator[tuple[str, str]]:
    landscape = site.desk.read(site.contents).landscape
    for section in FORMS:
        yield from ((section, name) for name in getattr(landscape, section))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new, where both texts differ."""
    old, new = before.split("\n"), after.split("\n")
    top = next((at for at in range(min(len(old), len(new))) if old[at] != new[at]), min(len(old), len(new)))
    shorter = min(len(old), len(new)) - top
    end = next((at for at in range(shorter) if old[-1 - at] != new[-1 - at]), shorter)
    return old[top : len(old) - end], new[top : len(new) - end]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name if path.suffix else path.name)
def test_a_form_that_is_saved_as_it_was_opened_leaves_every_byte_of_the_model(path: Path):
    site = Site(contents_of(path))
    before, entries = site.contents, list(entries_of(site))
    for section, name in entries:
        site.save(f"{section}/edit?{urlencode({'id': name})}")
    site.save("head")
    assert len(entries) > 3
    assert site.contents == before
    assert site.desk.workspace("model").head == 1


@pytest.mark.parametrize(
    ("address", "field", "value", "old", "new"),
    [
        ("parties/edit?id=it", "name", "IT Department", "{name: IT, ", "{name: IT Department, "),
        ("parties/edit?id=bureau-three", "contact", "sla@three.example", None, "contact: sla@three.example"),
        ("calendars/edit?id=office", "hours.sat", "9-13", None, '"09:00-13:00"'),
        ("services/edit?id=web-front", "provider", "it", "provider: network-team", "provider: it"),
        ("services/edit?id=credit-check", "own.0.value", "99,9 %", "99.95 %", "99.9 %"),
        ("agreements/edit?id=sla-retail-bank", "targets.0.level", "99.2 %", "at_least: 99 %", "at_least: 99.2 %"),
        ("agreements/edit?id=sla-retail-bank", "term.to", "2028-12-31", "to: 2027-12-31", "to: 2028-12-31"),
        ("agreements/edit?id=uc-bureau-one", "price", "50000 per year", "price: 48000", "price: 50000"),
    ],
)
def test_one_changed_field_changes_one_line(credit: Site, address: str, field: str, value: str, old, new):
    before = credit.text
    credit.save(address, **{field: value})
    gone, come = changed_lines(before, credit.text)
    assert len(gone) == len(come) == 1
    assert old is None or old in gone[0]
    assert new in come[0]
    assert gone[0].partition("#")[2].strip() == come[0].partition("#")[2].strip()
