"""A picture of two states: what is new, gone and changed says so in words, shape and line, and the rest recedes."""

import re
from dataclasses import replace
from random import Random

import pytest
from click.testing import CliRunner

from slamodel.analysis import analyse_text, what_if
from slamodel.cli.papers import diagram
from slamodel.diagram import UnknownFocus, draw
from slamodel.diagram.sketch import Mark
from slamodel.diagram.turned import between, turned
from slamodel.load import EntryId, Plain
from tests.diagram.landscapes import AS_OF, SHOP, layered, shop

EDITS = (
    ("lines, {any_of: [card-a, card-b]}", "mail, {any_of: [card-a, card-b, lines]}"),
    ("  spare: {provider: two}\n", "  mail: {name: Mail, provider: two}\n"),
    ("bill, spare]", "bill, mail]"),
    ("at_least: 99.5 %", "at_least: 99.7 %"),
    ("at_least: 99.9 %}", "at_least: 99 %}"),
    ("term: {to: 2027-01-31}", "term: {to: 2027-03-31}"),
)


def edited(*edits):
    text = SHOP
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return analyse_text(text, AS_OF)


@pytest.fixture(scope="module")
def picture():
    return draw(edited(*EDITS), before=shop())


def box(picture, name):
    return next(box for box in picture.boxes if box.subject.id == name)


def node(picture, name):
    """The line of a box in DOT text."""
    return next(line for line in picture.dot.splitlines() if re.match(rf"\s*{box(picture, name).node} \[", line))


def test_what_is_new_is_marked_by_word_shape_and_border(picture):
    assert box(picture, "mail").mark is Mark.NEW
    assert all(sign in node(picture, "mail") for sign in ("+ new", "shape=note", "penwidth=2.6"))


def test_what_is_gone_is_drawn_where_it_was(picture):
    assert box(picture, "spare").mark is Mark.GONE
    assert box(picture, "spare").within == "Two Ltd, supplier"
    assert all(sign in node(picture, "spare") for sign in ("\u2212 gone", "diagonals", "dashed"))


def test_a_level_that_changed_stands_on_the_box_as_it_was_and_is(picture):
    assert box(picture, "card-a").mark is Mark.CHANGED
    assert any("99.5 % → 99.7 %" in fact for fact in box(picture, "card-a").facts)
    assert any("2027-01-31 →" in fact for fact in box(picture, "card-a").facts)


def test_a_promise_says_how_it_moved(picture):
    said = " ".join(box(picture, "sla").facts)
    assert "SLA: ▲ gap → ? unknown ▲ 99.9 % → ? 99 % a month" in said
    assert "availability: gap not known any more" in said


def test_what_did_not_change_recedes(picture):
    assert box(picture, "pack").mark is Mark.SAME
    assert "#c9c6bd" in node(picture, "pack")
    assert "~" not in node(picture, "pack")


def test_a_member_that_joins_a_group_does_not_make_it_another_group(picture):
    assert picture.dot.count("any of") == draw(shop()).dot.count("any of")


def test_a_group_of_another_kind_is_told_as_it_was_and_is():
    fewer = edited(("{at_least: 2, of: [disk-a", "{at_least: 1, of: [disk-a"))
    assert 'label="2 → 1 of 3\\nnot independent"' in draw(fewer, before=shop()).dot


def test_lines_that_came_and_went_are_both_drawn(picture):
    assert (
        picture.dot.count("+ new") == 4
    )  # in the legend, on the box, on its line, and on that of what joined the group
    assert re.search(r'label="[^"]*\u2212 gone[^"]*" .*arrowhead=tee|arrowhead=tee.*\u2212 gone', picture.dot)


def test_the_drawing_has_all_of_it(picture):
    svg = picture.svg()
    assert svg.count('class="node"') == picture.nodes
    assert "1 box and 2 lines new; 1 box and 1 line gone;" in picture.description
    assert "Of all promises: gap not known any more for 1, 1 new and 1 gone." in picture.description
    assert "crossed corners" in svg


def test_two_states_that_are_alike_say_so():
    picture = draw(shop(), before=shop())
    assert {box.mark for box in picture.boxes} == {Mark.SAME}
    assert "nothing that the picture shows differs" in picture.dot
    assert "differs between two states of a model: nothing" in picture.description


def test_backwards_new_is_gone(picture):
    back = draw(shop(), before=edited(*EDITS))
    turned_round = {Mark.NEW: Mark.GONE, Mark.GONE: Mark.NEW}
    assert {box.subject.id: box.mark for box in back.boxes} == {
        box.subject.id: turned_round.get(box.mark, box.mark) for box in picture.boxes
    }


def test_of_a_large_model_only_what_differs_is_drawn_with_what_lies_between_it_and_the_promises():
    before = layered(60, 6)
    after = what_if(before, {("services", "s29"): {"provider": "p5", "needs": ["s40"]}})
    picture = draw(after, before=before)
    assert "of 60 services: what differs, and what is next to it" in picture.note
    assert {"s29", "s14", "s40"} <= {box.subject.id for box in picture.boxes}
    assert len(picture.boxes) < 30
    assert "→ the model as it would be as of" in picture.dot


def test_where_too_much_differs_parties_are_drawn_and_what_is_left_out_is_told():
    before = layered(120, 6)
    entries: dict[EntryId, Plain | None] = {("services", f"s{n}"): {"provider": f"p{n % 5}"} for n in range(120)}
    picture = draw(what_if(before, entries), before=before)
    assert picture.is_collapsed
    assert "too many services differ to read: collapsed to parties" in picture.note


@pytest.mark.parametrize("seed", range(12))
def test_whatever_was_edited_every_box_of_either_picture_is_there_with_its_mark(seed):
    random = Random(seed)
    before = layered(24, 4)
    names = [f"s{n}" for n in range(24)]
    entries = {("services", name): _changed(random, names) for name in random.sample(names, random.randrange(1, 8))}
    after = what_if(before, entries)
    was, now = ({(box.subject.kind, box.subject.id) for box in draw(one).boxes} for one in (before, after))
    picture = draw(after, before=before)
    marks = {(box.subject.kind, box.subject.id): box.mark for box in picture.boxes}
    assert marks.keys() == was | now
    assert {key for key, mark in marks.items() if mark is Mark.NEW} == now - was
    # What is gone and needed still has a box that says so.
    assert {key for key, mark in marks.items() if mark is Mark.GONE} <= was - now
    assert all(marks[key] in {Mark.GONE, Mark.CHANGED} for key in was - now)
    assert picture.dot.count("? not usable") == draw(after).dot.count("? not usable")


def _changed(random, names):
    """A service as it would be: gone, or with another provider and other needs."""
    if random.random() < 0.3:
        return None
    return {"provider": f"p{random.randrange(4)}", "needs": random.sample(names, random.randrange(3))}


def test_one_box_for_each_party_tells_its_counts_as_they_were_and_are():
    picture = draw(edited(*EDITS), before=shop(), collapse=True)
    assert picture.is_collapsed
    assert box(picture, "buyers").mark is Mark.CHANGED
    assert any("→" in fact for fact in box(picture, "buyers").facts)


@pytest.mark.parametrize("focus", ["mail", "spare", "sla"])
def test_a_focus_may_be_new_or_gone(focus):
    picture = draw(edited(*EDITS), before=shop(), focus=focus, depth=1)
    assert box(picture, focus).in_focus
    assert len(picture.boxes) < 15


def test_a_focus_that_neither_has_is_refused():
    with pytest.raises(UnknownFocus):
        draw(edited(*EDITS), before=shop(), focus="nowhere")


def test_another_day_of_the_same_model_is_told():
    later = replace(shop(), as_of=AS_OF.replace(year=2027))
    assert "as of 2027-11-23" in draw(later, before=shop()).dot


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("UC 99 % a month", "UC 99.5 % a month", "UC 99 % → 99.5 % a month"),
        ("✓ 8 h", "▲ 8 h", "✓ → ▲ 8 h"),
        ("2 · P1 4 h", "1 · 4 h", "2 · P1 4 h → 1 · 4 h"),
        ("own part 99 %", "own part 99 % twice", "own part 99 % → own part 99 % twice"),
    ],
)
def test_one_line_tells_both_values(was, now, said):
    assert between(was, now) == said


def test_lines_find_their_partner_wherever_they_stand():
    assert turned(("✓ response 1 h", "resolution 4 h"), ("▲ resolution 4 h", "own part 1 %")) == (
        "resolution 4 h → ▲",
        "resolution 4 h",
        "+ own part 1 %",
        "\u2212 ✓ response 1 h",
    )


def test_the_command_marks_what_differs_and_says_when_either_text_has_mistakes(tmp_path):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(SHOP, encoding="utf-8")
    new.write_text(SHOP.replace("99.5 %", "99.7 %"), encoding="utf-8")
    day = ("--as-of", AS_OF.isoformat())
    made = CliRunner().invoke(diagram, [str(new), "--against", str(old), "-o", str(tmp_path / "a.dot"), *day])
    assert made.exit_code == 0, made.output
    assert "99.5 % → 99.7 %" in (tmp_path / "a.dot").read_text(encoding="utf-8")
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text(SHOP.replace("provider: one}", "provider: nobody}", 1), encoding="utf-8")
    made = CliRunner().invoke(diagram, [str(new), "--against", str(faulty), "-o", str(tmp_path / "b.dot"), *day])
    assert made.exit_code == 2
    assert (tmp_path / "b.dot").exists()


TWO = """
slamodel: 1
parties: {it: {kind: department}, city: {kind: customer}, host: {kind: supplier}, mail: {kind: supplier}}
services:
  shop: {provider: it, needs: [hosting]}
  club: {provider: it, needs: [hosting, parcels]}
  hosting: {provider: host}
  parcels: {provider: mail}
agreements:
  sla-shop: {kind: SLA, provider: it, customers: [city], services: [shop], targets: [TARGET 99.5 %}]}
  sla-club: {kind: SLA, provider: it, customers: [city], services: [club], targets: [TARGET 99.5 %}]}
  uc: {kind: UC, provider: host, customers: [it], services: [hosting], targets: [TARGET 99.1 %}]}
  uc-ship: {kind: UC, provider: mail, customers: [it], services: [parcels], targets: [TARGET 99 %}]}
""".replace("TARGET", "{metric: availability, window: month, at_least:")


@pytest.fixture(scope="module")
def partly_mended():
    """Hosting becomes good enough, which closes one gap; the other one sits with the parcels."""
    after = TWO.replace("99.1 %", "99.9 %")
    named = "revision 1 → 2, as of 23 November 2026"
    return draw(analyse_text(after, AS_OF), before=analyse_text(TWO, AS_OF), named=named)


def test_what_breaks_still_is_as_loud_as_in_any_other_picture(partly_mended):
    tail, head = box(partly_mended, "club").node, box(partly_mended, "parcels").node
    broken = next(line for line in partly_mended.dot.splitlines() if f"{tail} -> {head} " in line)
    assert 'color="#a3262c"' in broken
    assert "penwidth=2.6" in broken


def test_what_only_stands_differently_is_told_from_what_was_changed(partly_mended):
    assert "~ stands differently" in node(partly_mended, "sla-shop")
    assert "~ changed" in node(partly_mended, "hosting")
    assert "~ changed" not in node(partly_mended, "sla-shop")


def test_a_change_stands_on_the_box_or_on_the_line_and_the_states_have_their_names(partly_mended):
    assert "UC 99.1 % → 99.9 %" in node(partly_mended, "hosting")
    lines = [line for line in partly_mended.dot.splitlines() if " -> " in line]
    assert not any("→" in line for line in lines)
    assert sum("does not break any more" in line for line in lines) == 2
    assert "what differs: revision 1 → 2, as of 23 November 2026" in partly_mended.dot
