"""Texts come to the desk and are read, judged and kept once; what is too large or stale never gets a number."""

from datetime import date

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.desk import Asked, slug, verdict_of
from slamodel_web.limits import TooLarge
from slamodel_web.store import Stale

from slamodel.starters import STARTERS

STARTER = (("model.yaml", STARTERS[0].text.encode()),)
TODAY = Asked(date.today())  # noqa: DTZ011 - the day where the user is
FAULTY = STARTERS[0].text.replace("provider: our-supplier\n", "provider: our-suplier\n", 1)


@pytest.fixture
def desk(user):
    return user.desk


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Web shop", "web-shop"),
        ("  Ärger & Söhne!", "arger-sohne"),
        ("日本", "model"),
        ("../..", "model"),
        ("x" * 200, "x" * 56),
    ],
)
def test_a_title_becomes_a_name_for_addresses(title, name):
    assert slug(title) == name


def test_a_revision_keeps_the_verdict_of_the_day(desk):
    workspace = desk.create(STARTER, "first")
    stamp = desk.store.history(workspace)[0]
    assert stamp.verdict == (("gap", 1),) == verdict_of(desk.analysed(STARTER, TODAY))


def test_a_faulty_text_is_kept_while_the_last_good_verdict_stays(desk):
    workspace = desk.create(STARTER, "first")
    seen = desk.open(workspace.name, TODAY).seen
    desk.save(workspace, seen, (("model.yaml", FAULTY.encode()),), "second")
    model = desk.open(workspace.name, TODAY)
    assert not model.is_sound
    assert model.mistakes == 1
    assert (model.good.number, model.revision.number) == (1, 2)
    assert model.analysis is desk.analysed(STARTER, TODAY)
    assert model.revision.stamp.verdict == ()


def test_a_text_is_read_and_analysed_once(desk):
    workspace = desk.create(STARTER, "first")
    first, second = (desk.open(workspace.name, TODAY) for _ in range(2))
    assert first.analysis is second.analysis


def test_the_title_of_the_model_is_that_of_its_workspace(user):
    user.post("/examples/starter")
    user.replace("our-first-model", "title: Our first model", "title: Renamed")
    assert user.desk.workspace("our-first-model").title == "Renamed"


def test_a_deleted_workspace_cannot_be_opened(desk):
    workspace = desk.create(STARTER, "first")
    desk.store.mark_deleted(workspace, is_deleted=True)
    with pytest.raises(KeyError):
        desk.open(workspace.name, TODAY)


def test_a_stale_text_is_refused(desk):
    workspace = desk.create(STARTER, "first")
    with pytest.raises(Stale):
        desk.save(workspace, "0" * 64, STARTER, "second")
    assert len(desk.store.history(workspace)) == 1


@pytest.mark.parametrize(
    ("most", "sentence"), [({"services": 1}, "2 services"), ({"dependencies": 0}, "name each other 1 times")]
)
def test_a_model_beyond_the_limits_is_refused_by_every_way_to_save(most, sentence):
    desk = create_app(Settings(**most)).extensions["desk"]
    with pytest.raises(TooLarge, match=sentence):
        desk.create(STARTER, "first")
    small = (("model.yaml", b"slamodel: 1\ntitle: Small\n"),)
    workspace = desk.create(small, "first")
    with pytest.raises(TooLarge, match=sentence):
        desk.save(workspace, desk.open(workspace.name, TODAY).seen, STARTER, "second")
    assert [stamp.message for stamp in desk.store.history(workspace)] == ["first"]
