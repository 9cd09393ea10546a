"""What of a model is drawn: focus and depth by hand, collapse where it is asked for or needed, and always said."""

import re

import pytest

from slamodel.analysis import analyse_text
from slamodel.diagram import UnknownFocus, draw
from slamodel.diagram.focus import MOST_SERVICES, Field, select
from slamodel.diagram.parties import MOST_LINES, MOST_PARTIES
from tests.diagram.landscapes import AS_OF, layered, shop

CHAIN = """
slamodel: 1
title: Chain
parties: {c: {kind: customer}, top: {kind: department}, low: {kind: supplier}}
services:
  a: {provider: top, needs: [b]}
  b: {provider: top, needs: [c1, c2]}
  c1: {provider: low}
  c2: {provider: low, needs: [d]}
  d: {provider: low}
  other: {provider: top, needs: [d]}
agreements:
  sla-a: {kind: SLA, provider: top, customers: [c], services: [a, other],
          targets: [{metric: availability, at_least: 99 %}]}
  uc-c: {kind: UC, provider: low, customers: [top], services: [c2], targets: [{metric: availability, at_least: 99 %}]}
"""


@pytest.fixture(scope="module")
def field():
    return Field(analyse_text(CHAIN, AS_OF))


@pytest.mark.parametrize(
    ("focus", "depth", "services", "promises"),
    [
        ("b", None, "a b c1 c2 d", "sla-a"),
        ("b", 1, "a b c1 c2", ""),
        ("b", 2, "a b c1 c2 d", "sla-a"),
        ("d", 1, "c2 d other", ""),
        ("sla-a", None, "a b c1 c2 d other", "sla-a"),
        ("sla-a", 1, "a other", "sla-a"),
        ("uc-c", 1, "b c2 d", ""),
        ("sla-a/other/availability", None, "d other", "sla-a"),
        ("uc-c/c2/availability", None, "a b c2 d", "sla-a"),
        ("c", 1, "a other", "sla-a"),
        ("low", 1, "b c1 c2 d other", ""),
    ],
)
def test_a_focus_shows_what_it_rests_on_and_what_rests_on_it(field, focus, depth, services, promises):
    chosen = select(field, focus, depth, collapse=False)
    assert sorted(chosen.services) == services.split()
    assert sorted(chosen.promises) == promises.split()
    assert not chosen.collapsed


def test_the_note_counts_what_is_shown(field):
    assert select(field, "d", 1, collapse=False).note == "shows 3 of 6 services: around d, 1 step"
    assert select(field, "sla-a", None, collapse=False).note == ""
    assert select(field, None, None, collapse=False).note == ""


def test_a_mark_stays_when_some_of_its_members_are_out_of_sight():
    picture = draw(shop(), focus="card-b", depth=1)
    assert (picture.nodes, picture.edges) == (3, 2)
    assert "any of" in picture.dot
    assert picture.title == "Shop: around card-b, 1 step"


@pytest.mark.parametrize(
    ("focus", "hint"),
    [
        ("card_a", "did you mean card-a?"),
        ("sla/shop/availabilty", "did you mean sla/shop/availability?"),
        ("\x00?", "give the id"),
    ],
)
def test_an_unknown_focus_says_what_was_perhaps_meant(focus, hint):
    with pytest.raises(UnknownFocus, match=re.escape(hint)):
        draw(shop(), focus=focus)


def test_collapsed_there_is_one_box_for_each_party_and_one_line_for_each_pair():
    picture = draw(shop(), collapse=True)
    # buyers and fans to web; web to desk, one and two.
    assert (picture.nodes, picture.edges) == (6, 5)
    assert "Web · department\\n4 services\\n▲ 1 gap" in picture.dot
    assert "Two Ltd · supplier\\n6 services" in picture.dot
    assert "? 1 without" in picture.dot
    assert picture.note == ""
    assert picture.svg()


def test_too_many_services_are_collapsed_and_it_is_said():
    assert draw(layered(MOST_SERVICES, 9)).note == ""
    picture = draw(layered(MOST_SERVICES + 1, 9))
    assert picture.note.startswith("101 services are too many to read: collapsed to parties")
    assert picture.nodes == 10


@pytest.mark.slow
def test_too_many_parties_are_cut_to_those_with_gaps():
    analysis = layered(2000, 300)
    picture = draw(analysis)
    shown = re.search(
        r"shows ([\d,]+) of 301 parties and ([\d,]+) of ([\d,]+) lines, those with gaps first", picture.note
    )
    assert shown
    parties, lines = int(shown[1]), int(shown[2])
    assert parties <= MOST_PARTIES
    assert lines <= MOST_LINES
    assert (picture.nodes, picture.edges) == (parties + 1, lines)
    assert f"and {301 - parties} more parties" in picture.dot
    assert shown[0] in picture.dot
    assert picture.svg()


@pytest.mark.slow
def test_a_focus_in_a_large_model_looks_as_far_as_can_be_read():
    analysis = layered(2000, 60)
    field = Field(analysis)
    chosen = select(field, "s0", None, collapse=False)
    # Levels of 1, 2, 4, ...: five steps down are 63 services, six are 127.
    assert len(chosen.services) == 63
    assert chosen.note == "shows 63 of 2,000 services: around s0, 5 steps"
    wide = select(field, "s0", 7, collapse=False)
    assert wide.collapsed
    assert "too many to read" in wide.note


def test_the_picture_of_an_empty_model_says_so():
    picture = draw(analyse_text("slamodel: 1\n", AS_OF))
    assert (picture.nodes, picture.edges) == (0, 0)
    assert "nothing to draw yet" in picture.svg()
