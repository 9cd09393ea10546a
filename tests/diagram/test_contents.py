"""Which box of a picture is what: generated names on the outside, the model's own ids and names within."""

import re

import pytest

from slamodel.diagram import draw
from slamodel.propagate import Standing
from tests.diagram.landscapes import shop


@pytest.fixture(scope="module")
def picture():
    return draw(shop())


@pytest.fixture(scope="module")
def boxes(picture):
    return {(box.subject.kind, box.subject.id): box for box in picture.boxes}


def test_every_promise_and_service_is_a_box_and_marks_are_none(picture, boxes):
    assert len(boxes) == len(picture.boxes) == 17
    assert ("promise", "sla") in boxes
    assert picture.nodes - len(boxes) == 2


def test_the_names_of_the_boxes_are_those_of_the_drawing(picture, boxes):
    for box in picture.boxes:
        drawn = re.search(rf'id="{box.node}" class="node">\s*<title>([^<]*)</title>', picture.svg())
        assert drawn
        assert drawn[1] == box.subject.id


def test_a_box_knows_its_name_its_frame_and_how_it_stands(boxes):
    sla = boxes["promise", "sla"]
    assert (sla.subject.name, sla.within, sla.standing) == ("Promise to buyers", "Buyers, customer", Standing.GAP)
    spare = boxes["service", "spare"]
    assert (spare.within, spare.standing, spare.in_focus) == ("Two Ltd, supplier", None, False)


def test_what_stands_below_the_name_is_told_apart_from_it(boxes):
    assert boxes["promise", "sla"].facts == ("SLA: ▲ gap", "▲ 99.9 % a month", "? resolution 8 h in 90 %")
    assert boxes["service", "card-b"].facts == ("UC 99.99 % a month",)


def test_walking_down_passes_over_marks(boxes):
    node = {key: box.node for key, box in boxes.items()}
    shop_box = boxes["service", "shop"]
    assert boxes["promise", "sla"].below == (node["service", "shop"],)
    assert node["service", "card-b"] in shop_box.below
    assert boxes["service", "card-b"].above == (node["service", "shop"],)
    assert shop_box.above == (node["promise", "sla"],)


def test_what_a_box_rests_on_is_said_with_its_alternatives(boxes):
    said = boxes["service", "shop"].rests_on
    assert "any of card-a, card-b" in said
    assert "2 of 3 disk-a, disk-b, disk-c" in said
    assert "pages" in said


def test_a_collapsed_picture_has_a_box_for_each_party():
    picture = draw(shop(), collapse=True)
    assert picture.is_collapsed
    assert {box.subject.kind for box in picture.boxes} == {"party"}
    facts = {box.subject.id: box.facts for box in picture.boxes}
    assert facts.keys() == {"buyers", "fans", "web", "desk", "one", "two"}
    assert facts["two"] == ("supplier", "6 services")


def test_what_is_in_focus_is_marked():
    focused = [box.subject.id for box in draw(shop(), focus="card-a").boxes if box.in_focus]
    assert focused == ["card-a"]
