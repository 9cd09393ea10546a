"""Models of several files, values shared by anchors, what is refused, and entries that get another id."""

import pytest

from slamodel.edit import CannotEdit, Change, Plain, changed, edited, plain, renamed
from slamodel.load import load_contents
from slamodel.load.reader import read

PARTIES = b"slamodel: 1\nparties:\n  it: {kind: department}\n"
SERVICES = b"services:\n  web: {provider: it}\n"
MORE = b'{"services": {"mail": {"provider": "it"}}, "title": "T"}'
MODEL = (("a.yaml", PARTIES), ("b.yaml", SERVICES), ("c.json", MORE))


def edit(*changes: Change) -> dict[str, bytes]:
    """The files that changed."""
    after = edited(MODEL, changes)
    assert [name for name, _ in after] == [name for name, _ in MODEL]
    return {name: data for (name, data), old in zip(after, MODEL, strict=True) if data is not old[1]}


def test_an_entry_changes_in_the_file_that_has_it():
    assert edit(Change(("services", "web", "provider"), "desk")) == {"b.yaml": SERVICES.replace(b"it}", b"desk}")}
    assert edit(Change(("services", "mail"), None)) == {"c.json": b'{"services": {}, "title": "T"}'}


def test_a_new_entry_goes_to_the_last_file_with_its_section():
    added = b'{"provider": "it"}, "chat": {"provider": "it"}}'
    assert edit(Change(("services", "chat"), {"provider": "it"})) == {
        "c.json": MORE.replace(b'{"provider": "it"}}', added)
    }


def test_a_new_section_goes_to_the_first_file():
    assert edit(Change(("scales", "poll"), {"good": "1"})) == {"a.yaml": PARTIES + b"scales:\n  poll: {good: 1}\n"}


def test_a_head_changes_where_it_stands():
    assert edit(Change(("title",), "U")) == {"c.json": MORE.replace(b'"T"', b'"U"')}
    assert edit(Change(("currency",), "EUR")) == {"a.yaml": PARTIES.replace(b"1\n", b"1\ncurrency: EUR\n")}


def test_a_section_of_several_files_is_changed_in_all_of_them():
    wanted: Plain = {"web": {"provider": "lan"}, "chat": {"provider": "it"}}
    after = edit(Change(("services",), wanted))
    assert after["b.yaml"] == SERVICES.replace(b"it}", b"lan}")
    assert b"chat" in after["c.json"]
    assert b"mail" not in after["c.json"]


def test_the_whole_model_can_be_given_at_once():
    whole: dict[str, Plain] = {
        "slamodel": "1",
        "parties": {"lan": {"kind": "department"}},
        "services": {"web": {"provider": "lan"}},
    }
    tree = load_contents(edited(MODEL, (Change((), {**whole, "title": "T"}),)), "model").tree
    assert tree == {**whole, "title": "T"}


def test_one_change_that_cannot_be_made_leaves_all_undone():
    with pytest.raises(CannotEdit):
        edited(MODEL, (Change(("title",), "U"), Change(("parties", "it", "kind", 0), "x")))


SHARED = b"a: &level 99 %\nb: *level\nc: &terms\n  from: x\nd: *terms\ne: &alone {p: 1}\n"


@pytest.mark.parametrize(
    ("path", "line"), [(("a",), 2), (("b",), 1), (("c", "from"), 5), (("d", "from"), 3), (("d", "to"), 3)]
)
def test_a_value_shared_by_an_anchor_is_left_to_the_text(path, line):
    with pytest.raises(CannotEdit) as refusal:
        edited((("m.yaml", SHARED),), (Change(path, "z"),))
    assert f"line {line} by an anchor" in refusal.value.message
    assert refusal.value.place is not None


def test_beside_shared_values_everything_can_change():
    changes = (Change(("e", "p"), "2"), Change(("d",), None), Change(("f",), "3"))
    ((_, data),) = edited((("m.yaml", SHARED),), changes)
    assert data == SHARED.replace(b"d: *terms\n", b"").replace(b"p: 1", b"p: 2") + b"f: 3\n"


def test_an_anchor_that_is_still_needed_cannot_go():
    with pytest.raises(CannotEdit) as refusal:
        edited((("m.yaml", SHARED),), (Change(("a",), None),))
    assert "make this change in the text" in refusal.value.message


@pytest.mark.parametrize(
    ("data", "change", "words"),
    [
        (b"a: [", Change(("a",), "x"), "has to be mended first"),
        (b"- a", Change(("a",), "x"), "has to be mended first"),
        (b"a: x", Change(("a", "b"), "x"), "no keys here"),
        (b"a: x", Change(("a", 0), "x"), "no item number 1"),
        (b"a: [x]", Change(("a", 3), "x"), "no item number 4"),
        (b"a: [x]", Change(("a", "b"), "x"), "no keys here"),
        (b"a: x", Change(("a",), None), "nothing of this file would stay"),
        (b"a: x", Change(("a",), "\u200b"), "invisible or control character"),
        (b"a: x", Change(("a\x07",), "x"), "invisible or control character"),
        (b"a: x\nb: c", Change(("a",), {"<<": "x"}), "make this change in the text"),
        (b"? a\n: b: c\n", Change(("a",), "x"), "make this change in the text"),
        (b"a: x\na: z\nb: c\n", Change(("a",), None), "make this change in the text"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(data, change, words):
    with pytest.raises(CannotEdit) as refusal:
        edited((("m.yaml", data),), (change,))
    assert words in refusal.value.message
    assert str(refusal.value) == refusal.value.message


def test_a_model_without_files_cannot_be_changed():
    with pytest.raises(CannotEdit):
        edited((), (Change(("a",), "x"),))


def test_a_value_that_is_no_text_is_a_fault_of_the_caller():
    with pytest.raises(TypeError):
        edited(MODEL, (Change(("title",), 7),))  # type: ignore[arg-type]


def test_hidden_characters_elsewhere_stay_as_they_are():
    ((_, data),) = edited((("m.yaml", "a: x\nb: \u200bc\n".encode()),), (Change(("a",), "z"),))
    assert data == "a: z\nb: \u200bc\n".encode()


def test_a_file_in_utf_16_stays_one():
    ((_, data),) = edited((("m.yaml", "a: ☃\nb: c\n".encode("utf-16")),), (Change(("b",), "✓"),))
    assert data == "a: ☃\nb: ✓\n".encode("utf-16")


def test_what_changes_make_of_a_tree_leaves_the_tree_alone():
    tree, _ = read(b"a: {p: 1, q: [x, z]}\nb: c\n", "m.yaml")
    assert tree is not None
    before = plain(tree)
    assert changed(tree, (Change(("a", "q", 0), "v"), Change(("b",), None))) == {"a": {"p": "1", "q": ["v", "z"]}}
    assert plain(tree) == before


EVERY_REFERENCE = b"""\
slamodel: 1
parties:
  it: {kind: department}      # the id
  lan: {kind: department, part_of: it, contact_hours: office}
  bank: {kind: customer}
calendars:
  office: {hours: {mon-fri: "08:00-18:00"}}
maintenance:
  sunday: {hours: {sun: "02:00-06:00"}}
services:
  web:
    provider: 'it'
    own: {stock: 99 %}
    needs:
      - db # note
      - any_of: [mail, {at_least: 1, of: [db, {service: mail}]}]
    handled_by: db
    fulfilled_by: {in_order: [mail, {in_parallel: [db, mail]}]}
  db: {provider: lan}
  mail: {provider: it}
agreements:
  frame: {kind: SLA, level: corporate, provider: it, customers: any, targets: [{metric: stock, at_least: 1}]}
  sla:
    kind: SLA
    provider: it
    customers: [it, bank]
    extends: frame
    services: [web, db]
    hours: office
    support_hours: office
    excludes: [sunday]
    targets:
      - {metric: satisfaction, at_least: good, scale: poll, hours: office}
    credits: [{metric: stock, below: 1 %, credit: 10 %}]
    customer_duties: [{duty: it, relieves: stock}]
    tiers:
      gold: {targets: [{metric: satisfaction, at_least: good, scale: poll, hours: office}]}
    waivers: [{rule: A101, target: sla/web/stock}]
scales:
  poll: {good: 1}
metrics:
  stock: {unit: percent, better: higher, across_needs: min, across_alternatives: max, own: min}
"""
COUNTS = [
    ("parties", "it", 7), ("calendars", "office", 6), ("maintenance", "sunday", 2), ("services", "db", 6),
    ("services", "web", 3), ("agreements", "frame", 2), ("agreements", "sla", 2), ("scales", "poll", 3),
    ("metrics", "stock", 6),
]  # fmt: skip


@pytest.mark.parametrize(("section", "old", "count"), COUNTS)
def test_an_entry_is_renamed_wherever_it_is_named(section, old, count):
    ((_, data),) = renamed((("m.yaml", EVERY_REFERENCE),), section, old, "quite-new")
    assert data.count(b"quite-new") == count
    assert data.replace(b"quite-new", old.encode()) == EVERY_REFERENCE.replace(b"'it'", b"'it'")
    before, after = load_contents((("m", EVERY_REFERENCE),), "m"), load_contents((("m", data),), "m")
    assert len(after.diagnostics) == len(before.diagnostics)


def test_an_entry_is_renamed_in_every_file():
    after = dict(renamed(MODEL, "parties", "it", "desk"))
    after["a.yaml"] = after["a.yaml"].replace(b"desk:", b"it:")
    assert after == {name: data.replace(b'it"', b'desk"').replace(b" it}", b" desk}") for name, data in MODEL}


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        ("parties", "nobody", "desk"),
        ("parties", "it", "it"),
        ("parties", "it", "a b"),
        ("services", "web", "mail"),
        ("title", "T", "U"),
    ],
)
def test_a_name_that_is_taken_or_no_id_is_refused(section, old, new):
    with pytest.raises(CannotEdit):
        renamed(MODEL, section, old, new)


def test_calendar_files_beside_the_text_stay_as_they_are():
    calendar = ("days.ics", b"BEGIN:VCALENDAR\r\n%TAG\x00\xff\r\n")
    model = (MODEL[0], calendar, MODEL[1])
    changed_to = (("a.yaml", PARTIES.replace(b"department", b"supplier")), calendar, MODEL[1])
    assert edited(model, (Change(("parties", "it", "kind"), "supplier"),)) == changed_to
    names = renamed(model, "parties", "it", "desk")
    assert names[1] == calendar
    assert b"desk" in names[2][1]


def test_calendar_files_alone_are_nothing_to_change():
    with pytest.raises(CannotEdit, match="no file to change"):
        edited((("days.ics", b""),), (Change(("title",), "U"),))
