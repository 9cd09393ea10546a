"""Every shape that people write: the text before, one change, and the text after, to the byte."""

from typing import Any

import pytest

from slamodel.edit import Change, edited

LONG = [f"a-rather-long-service-{number}" for number in range(6)]


def after(text: str, *changes: tuple[tuple[str | int, ...], Any], name: str = "model.yaml") -> str:
    made = tuple(Change(path, value) for path, value in changes)
    ((_, data),) = edited(((name, text.encode()),), made)
    return data.decode()


SCALARS = {
    "plain": ("a: x # c\n", "u", "a: u # c\n"),
    "single quotes stay": ("a: 'x'\n", "it's", "a: 'it''s'\n"),
    "double quotes stay": ('a: "x"\n', "u", 'a: "u"\n'),
    "a colon is quoted": ("a: x\n", "New: u", 'a: "New: u"\n'),
    "a colon inside is not": ("a: x\n", "a:b", "a: a:b\n"),
    "a hash is quoted": ("a: x\n", "u #1", 'a: "u #1"\n'),
    "a percent sign is not": ("a: x\n", "99.9 %", "a: 99.9 %\n"),
    "nothing": ("a: x\n", "", 'a: ""\n'),
    "nothing becomes something": ("a:\nb: c\n", "x", "a: x\nb: c\n"),
    "nothing before a comment": ("a:     # c\n", "x", "a: x   # c\n"),
    "a word for nothing": ("a: ~\n", "null", 'a: "null"\n'),
    "several lines": ("a: x\n", "u\nz", 'a: "u\\nz"\n'),
    "an answer": ("a: x\n", "yes", 'a: "yes"\n'),
    "an answer where others are plain": ("a: x\nb: no\n", "yes", "a: yes\nb: no\n"),
    "a clock": ("a: x\n", "17:30", 'a: "17:30"\n'),
    "hours": ("a: x\n", "08:00-12:00, 13:00-17:00", 'a: "08:00-12:00, 13:00-17:00"\n'),
    "a leading zero": ("a: x\n", "010", 'a: "010"\n'),
    "a number": ("a: x\n", "0.999", "a: 0.999\n"),
    "a date": ("a: x\n", "2026-12-31", "a: 2026-12-31\n"),
    "a dash": ("a: x\n", "- u", 'a: "- u"\n'),
    "blanks around": ("a: x\n", " u ", 'a: " u "\n'),
    "a comma in brackets": ("a: x\n", "u, z", "a: u, z\n"),
    "a tab behind": ("a: x\t# c\n", "u", "a: u\t# c\n"),
    "a comment in its column": ("a: x      # c\n", "longer", "a: longer # c\n"),
    "a comment further left": ("a: longer # c\n", "x", "a: x # c\n"),
    "plain on two lines": ("a: x\n  u\nb: c\n", "z", "a: z\nb: c\n"),
    "quotes over two lines": ("a: 'x\n  u'\nb: c\n", "z", "a: 'z'\nb: c\n"),
    "below its key": ("a:\n  x\nb: c\n", "z", "a:\n  z\nb: c\n"),
    "a block stays one": ("a: |\n  x\n  u\nb: c\n", "p\n\nq\n", "a: |\n  p\n\n  q\nb: c\n"),
    "a block loses its last line end": ("a: |\n  x\nb: c\n", "p\nq", "a: |-\n  p\n  q\nb: c\n"),
    "a folded block": ("a: >-  # why\n  x\n  u\n\nb: c\n", "z", "a: z  # why\n\nb: c\n"),
    "a block that is kept": ("a: |+\n  x\n\nb: c\n", "z", "a: z\nb: c\n"),
    "characters beyond the plane": ("😀: 1\na: x\n", "✓😀", "😀: 1\na: ✓😀\n"),
    "line ends of Windows": ("a: x\r\nb: c\r\n", "u", "a: u\r\nb: c\r\n"),
    "no last line end": ("b: c\na: x", "u", "b: c\na: u"),
    "a mark of byte order": ("\ufeffa: x\n", "u", "\ufeffa: u\n"),
}


@pytest.mark.parametrize(("before", "value", "wanted"), SCALARS.values(), ids=SCALARS)
def test_a_text_is_replaced_by_a_text(before, value, wanted):
    assert after(before, (("a",), value)) == wanted


KINDS = {
    "a text becomes a list": ("a: x        # c\n", ["x", "u"], "a: [x, u]   # c\n"),
    "a text becomes a list of mappings": (
        "a: x  # c\nb: c\n",
        [{"p": "1"}, {"q": "2"}],
        "a:    # c\n  - {p: 1}\n  - {q: 2}\nb: c\n",
    ),
    "a list becomes a text": ("a: # c\n  - x # d\n  - u\nb: c\n", "z", "a: z # c\nb: c\n"),
    "a list becomes a mapping": ("a:\n- x\nb: c\n", {"p": {"q": "1"}}, "a:\n  p: {q: 1}\nb: c\n"),
    "brackets become a text": ("a: [x,\n    u]  # c\n", "z", "a: z  # c\n"),
    "nothing becomes a mapping": ("a:\nb: c\n", {"p": {"q": {"r": "1"}}}, "a:\n  p:\n    q: {r: 1}\nb: c\n"),
    "nothing becomes a list": ("a: # c\n", ["x"], "a: [x] # c\n"),
    "empty braces": ("a: {}\n", {"p": "1"}, "a: {p: 1}\n"),
    "empty brackets": ("a: [] # c\n", ["x"], "a: [x] # c\n"),
    "emptied braces": ("a: {p: 1}\n", {}, "a: {}\n"),
    "an emptied block keeps its comments": ("a:\n  # group\n\n  p: 1\n  # end\n", {}, "a: {}\n  # group\n\n  # end\n"),
    "an emptied list": ("a:\n  - x\nb: c\n", [], "a: []\nb: c\n"),
}


@pytest.mark.parametrize(("before", "value", "wanted"), KINDS.values(), ids=KINDS)
def test_a_value_becomes_another_kind(before, value, wanted):
    assert after(before, (("a",), value)) == wanted


MAPPINGS = {
    "appended": ("a:\n  p: 1\nb: c\n", (("a", "q"), "2"), "a:\n  p: 1\n  q: 2\nb: c\n"),
    "appended behind what is deeper": ("a:\n  p:\n    - x\n    # about x\nb: c\n", (("a", "q"), "2"),
                                       "a:\n  p:\n    - x\n    # about x\n  q: 2\nb: c\n"),
    "appended at an open end": ("a:\n  p: 1", (("a", "q"), "2"), "a:\n  p: 1\n  q: 2"),
    "appended in Windows": ("a:\r\n  p: 1\r\n", (("a", "q"), "2"), "a:\r\n  p: 1\r\n  q: 2\r\n"),
    "appended four in": ("a:\n    p:\n        x: 1\n", (("a", "q"), {"u": {"z": "2"}}),
                         "a:\n    p:\n        x: 1\n    q:\n        u: {z: 2}\n"),
    "appended with a blank line": ("a:\n  p:\n    x: 1\n\n  q:\n    x: 1\n\nb: c\n", (("a", "r"), {"x": "2"}),
                                   "a:\n  p:\n    x: 1\n\n  q:\n    x: 1\n\n  r:\n    x: 2\n\nb: c\n"),
    "appended as its siblings, in braces": ("a:\n  p: {x: 1}\n", (("a", "q"), {"x": "2", "u": "3"}),
                                            "a:\n  p: {x: 1}\n  q: {x: 2, u: 3}\n"),
    "appended to a table": ("a:\n  p:    {x: 1}\n  pp:   {x: 1}\n  ppp:  {x: 1}\n", (("a", "q"), {"x": "2"}),
                            "a:\n  p:    {x: 1}\n  pp:   {x: 1}\n  ppp:  {x: 1}\n  q:    {x: 2}\n"),
    "appended to braces": ("a: {p: 1} # c\n", (("a", "q"), "2"), "a: {p: 1, q: 2} # c\n"),
    "appended to braces of several lines": ("a: {\n  p: 1, # c\n  q: 2 # d\n}\n", (("a", "r"), "3"),
                                            "a: {\n  p: 1, # c\n  q: 2, # d\n  r: 3\n}\n"),
    "appended behind a last comma": ("a: {\n  p: 1,\n  q: 2, # d\n}\n", (("a", "r"), "3"),
                                     "a: {\n  p: 1,\n  q: 2, # d\n  r: 3,\n}\n"),
    "appended to an item": ("a:\n  - p: 1\n  - x\n", (("a", 0, "q"), "2"), "a:\n  - p: 1\n    q: 2\n  - x\n"),
    "removed": ("a:\n  p: 1\n  q: 2 # c\n  r: 3\n", (("a", "q"), None), "a:\n  p: 1\n  r: 3\n"),
    "removed with its comments": ("a:\n  p: 1\n  # one\n\n  # two\n  q:\n    x: 1\n    # in q\n  # of r\n  r: 3\n",
                                  (("a", "q"), None), "a:\n  p: 1\n  # one\n\n  # of r\n  r: 3\n"),
    "removed between blank lines": ("a:\n  p: 1\n\n  q: 2\n\n  r: 3\n", (("a", "q"), None), "a:\n  p: 1\n\n  r: 3\n"),
    "removed at the end": ("a:\n  p: 1\n\n  q: 2\n", (("a", "q"), None), "a:\n  p: 1\n"),
    "removed at an open end": ("a:\n  p: 1\n  q: 2", (("a", "q"), None), "a:\n  p: 1"),
    "removed from braces": ("a: {p: 1, q: 2, r: 3}\n", (("a", "q"), None), "a: {p: 1, r: 3}\n"),
    "removed beside a hash": ('a: {p: "#", q: 2}\n', (("a", "q"), None), 'a: {p: "#"}\n'),
    "removed first from braces": ("a: {p: 1, q: 2, r: 3}\n", (("a", "p"), None), "a: {q: 2, r: 3}\n"),
    "removed first behind a dash": ("a:\n  - p: 1 # c\n    q: 2\n", (("a", 0, "p"), None), "a:\n  - q: 2\n"),
    "the last key removed": ("a:\n  p: 1\nb: c\n", (("a", "p"), None), "a: {}\nb: c\n"),
    "a key without a value in braces": ("a: {p, q}\n", (("a", "p"), "1"), "a: {p: 1, q}\n"),
    "an empty value in braces": ("a: {p: , q: 2}\n", (("a", "p"), "1"), "a: {p: 1, q: 2}\n"),
    "a comma in braces": ("a: {p: 1}\n", (("a", "p"), "x, u"), 'a: {p: "x, u"}\n'),
    "what is missing on the way is made": ("a:\n  p: 1\n", (("a", "own", "availability"), "99 %"),
                                           "a:\n  p: 1\n  own: {availability: 99 %}\n"),
    "a key that needs quotes": ("a:\n  p: 1\n", (("a", "x: u"), "2"), 'a:\n  p: 1\n  "x: u": 2\n'),
}  # fmt: skip


@pytest.mark.parametrize(("before", "change", "wanted"), MAPPINGS.values(), ids=MAPPINGS)
def test_a_key_comes_or_goes(before, change, wanted):
    assert after(before, change) == wanted


LISTS = {
    "appended, further in": ("a:\n  - x\nb: c\n", ["x", "u"], "a:\n  - x\n  - u\nb: c\n"),
    "appended, not further in": ("a:\n- x # c\nb: c\n", ["x", "u"], "a:\n- x # c\n- u\nb: c\n"),
    "appended behind the comments": (
        "a:\n  - x\n  # no u yet\n\nb: c\n", ["x", "z"], "a:\n  - x\n  # no u yet\n  - z\n\nb: c\n"),
    "put first": ("a:\n  # first\n  - x\n", ["u", "x"], "a:\n  # first\n  - u\n  - x\n"),
    "put between": ("a:\n  - x # c\n  # d\n  - u\n", ["x", "z", "u"], "a:\n  - x # c\n  - z\n  # d\n  - u\n"),
    "removed": ("a:\n  - x\n  # on u\n  - u # c\n  - z\n", ["x", "z"], "a:\n  - x\n  - z\n"),
    "moved with its comments": ("a:\n  - x # cx\n  # on u\n  - u # cy\n  - z\n", ["u", "x", "z"],
                                "a:\n  # on u\n  - u # cy\n  - x # cx\n  - z\n"),
    "replaced": ("a:\n  - x # c\n  - u\n", ["z", "u"], "a:\n  - z # c\n  - u\n"),
    "an item becomes a group": ("a:\n  - x\n  - u\n", ["x", {"any_of": ["u", "z"]}], "a:\n  - x\n  - any_of: [u, z]\n"),
    "a group in braces": ("a:\n  - x\n", ["x", {"at_least": "2", "of": ["p", "q"]}],
                          "a:\n  - x\n  - {at_least: 2, of: [p, q]}\n"),
    "a wide dash": ("a:\n  -   x\n", ["x", "u"], "a:\n  -   x\n  -   u\n"),
    "in brackets, appended": ("a: [x, 'u'] # c\n", ["x", "u", "z"], "a: [x, 'u', z] # c\n"),
    "in brackets, put first": ("a: [x, u]\n", ["z", "x", "u"], "a: [z, x, u]\n"),
    "in brackets, put between": ("a: ['x', u]\n", ["x", "z", "u"], "a: ['x', z, u]\n"),
    "in brackets, removed": ("a: [x, u, z]\n", ["x"], "a: [x]\n"),
    "in brackets, others": ("a: [x, u]\n", ["p"], "a: [p]\n"),
    "in brackets of several lines": (
        "a: [\n  x, # cx\n  u, # cy\n  z # cz\n]\n", ["x", "z"], "a: [\n  x, # cx\n  z # cz\n]\n"),
    "in brackets, the last of several lines": ("a: [\n  x, # cx\n  u # cy\n]\n", ["x"], "a: [\n  x, # cx\n]\n"),
    "in brackets that become too long": (f"a: [x, 'u', {', '.join(LONG[:4])}] # c\nb: d\n", ["x", "u", *LONG],
                                         "a: # c\n  - x\n  - 'u'\n" +
                                         "".join(f"  - {name}\n" for name in LONG) + "b: d\n"),
    "a list of lists": ("a:\n  - - x\n    - u\n  - z\n", [["u"], "z"], "a:\n  - - u\n  - z\n"),
    "a target changes": ("a:\n  - {m: 1, at: 99 %} # c\n  - {m: 2}\n", [{"m": "1", "at": "98 %"}, {"m": "2"}],
                         "a:\n  - {m: 1, at: 98 %} # c\n  - {m: 2}\n"),
    "a target goes, another changes": (
        "a:\n  - {m: 1, at: 99 %} # c1\n  - {m: 2, at: 4 h} # c2\n", [{"m": "2", "at": "3 h"}],
                                       "a:\n  - {m: 2, at: 3 h} # c2\n"),
    "the first of two that are the same": ("a:\n  - x # c\n  - x # d\n", ["u", "x"], "a:\n  - u # c\n  - x # d\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "value", "wanted"), LISTS.values(), ids=LISTS)
def test_the_items_of_a_list_change(before, value, wanted):
    assert after(before, (("a",), value)) == wanted


def test_a_missing_section_comes_in_its_place():
    before = "slamodel: 1\n\nparties:\n  it: {kind: department}\n\n# what is sold\nservices:\n  web: {provider: it}\n"
    wanted = before.replace("\n# what", "\ncalendars:\n  office:\n    hours: {mon: closed}\n\n# what")
    assert after(before, (("calendars", "office"), {"hours": {"mon": "closed"}})) == wanted


def test_a_title_comes_behind_the_version():
    assert after("slamodel: 1\n\nparties: {}\n", (("title",), "T")) == "slamodel: 1\ntitle: T\n\nparties: {}\n"


def test_a_file_without_content_is_begun():
    changes = ((("slamodel",), "1"), (("parties", "it"), {"kind": "department"}))
    assert after("# mine\n", *changes) == "# mine\nslamodel: 1\nparties:\n  it: {kind: department}\n"


def test_changes_are_made_one_after_the_other():
    changes = ((("a", 0), None), (("a", 0), None), (("a", 1), "p"))
    assert after("a: [x, u, z]\n", *changes) == "a: [z, p]\n"


def test_a_new_agreement_is_laid_out_like_the_others():
    old = "agreements:\n  uc-one:\n    kind: UC\n    customers: [it]\n"
    old += "    targets:\n      - {metric: availability, at_least: 99 %}\n"
    new = {"kind": "OLA", "customers": ["desk"], "targets": [{"metric": "rto", "within": "4 h"}]}
    added = "  ola-two:\n    kind: OLA\n    customers: [desk]\n    targets:\n      - {metric: rto, within: 4 h}\n"
    assert after(old, (("agreements", "ola-two"), new)) == old + added


JSON = '{\n  "slamodel": 1,\n  "parties": {\n    "it": {"kind": "department"}\n  },\n  "needs": [\n    "x"\n  ]\n}\n'
JSON_CHANGES = {
    "a number stays bare": ((("slamodel",), "2"), '"slamodel": 1', '"slamodel": 2'),
    "a word does not": ((("slamodel",), "one"), '"slamodel": 1', '"slamodel": "one"'),
    "a text is escaped": ((("parties", "it", "kind"), 'a "b" \\'), '"department"', '"a \\"b\\" \\\\"'),
    "an entry is added": (
        (("parties", "lan"), {"kind": "x"}),
        '"department"}',
        '"department"},\n    "lan": {"kind": "x"}',
    ),
    "an item is added": ((("needs",), ["x", "u"]), '"x"', '"x",\n    "u"'),
    "a list is added": (
        (("more",), ["u", ["z"]]),
        "  ]\n}",
        '  ],\n  "more": [\n    "u",\n    [\n      "z"\n    ]\n  ]\n}',
    ),
    "an entry is removed": ((("needs",), None), ',\n  "needs": [\n    "x"\n  ]', ""),
}


@pytest.mark.parametrize(("change", "old", "new"), JSON_CHANGES.values(), ids=JSON_CHANGES)
def test_json_stays_json(change, old, new):
    assert after(JSON, change, name="model.json") == JSON.replace(old, new)


def test_json_on_one_line_stays_there():
    assert after('{"a":{"p":1}}', (("a", "q"), ["x"]), name="m.json") == '{"a":{"p":1,"q":["x"]}}'


@pytest.mark.parametrize(
    ("old", "step"),
    [
        ('{"slamodel": 1,\n  "parties": {\n    "it": {\n      "kind": "x"\n    }\n  }\n}\n', "  "),
        ('{\n\t"slamodel": 1,\n\t"parties": {\n\t\t"it": {\n\t\t\t"kind": "x"\n\t\t}\n\t}\n}\n', "\t"),
    ],
    ids=["first key beside the brace", "tabs"],
)
def test_a_new_section_of_json_is_as_far_in_as_the_others(old: str, step: str):
    lines = (',\n>"services": {', '>>"mail": {', '>>>"provider": "it"', ">>}", ">}\n}\n")
    new = "\n".join(lines).replace(">", step)
    assert after(old, (("services", "mail"), {"provider": "it"}), name="m.json") == old.removesuffix("\n}\n") + new
