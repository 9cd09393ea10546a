"""The reader: text stays text, everything has its place, and no bytes make it raise, hang or kill the process."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from slamodel.diagnostics import Diagnostic
from slamodel.load import reader
from slamodel.load.limits import Limits
from slamodel.load.reader import read
from slamodel.load.text import FORBIDDEN, Source
from slamodel.load.tree import Map, Value, find, locate

MODEL = """\
slamodel: 1  # the format
services:
  credit-check:
    name: "Online credit check"
    own: {availability: 99.95 %, resolution: {P1: 1 h}}
    needs:
      - web-hosting
      - any_of: [bureau-one, bureau-two]
  empty:
"""


@pytest.fixture(params=["libyaml", "python"])
def parser(request, monkeypatch):
    """Both parsers of PyYAML: the second is all there is where libyaml was not built in."""
    monkeypatch.setattr(reader, "Loader", yaml.CBaseLoader if request.param == "libyaml" else yaml.BaseLoader)


def tree_of(text: str, file: str = "model.yaml") -> Map:
    tree, problems = read(text.encode(), file)
    assert problems == ()
    assert tree is not None
    return tree


def problems_of(data: str | bytes, file: str = "model.yaml", limits: Limits | None = None) -> tuple[Diagnostic, ...]:
    return read(data.encode() if isinstance(data, str) else data, file, limits or Limits())[1]


def said(data: str | bytes, **options) -> list[tuple[str, int, int]]:
    found = problems_of(data, **options)
    return [(problem.code, problem.place.line, problem.place.column) for problem in found if problem.place]


SCALARS = (
    """17:30 08:30 24:00 NO no yes on off y true True FALSE 1.10 08 010 0o10 0x1F 1_000 1e3 1e400 -0.0 -1 +1 .5 99.9
.nan .inf -.inf 2026-12-31 2026-02-30 2026-01-01T00:00:00Z 190:20:30 685_230.15 0b1010 = 99,9 % 99.9% PT4H 1.2.3 nUll
not-null a#b http://x/?a=1&b=2 R&D C:\\temp it's""".replace(" % ", " 5% ")
    .replace("99.9% ", "")
    .split()
)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("scalar", SCALARS)
def test_a_scalar_stays_the_text_that_was_written(scalar):
    assert tree_of(f"a: {scalar}\nb:\n- {scalar}\n{scalar}: c\n") == {"a": scalar, "b": [scalar], scalar: "c"}


def test_the_table_of_scalars_has_forty_and_more():
    assert len(set(SCALARS)) >= 40


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "''"])
def test_a_value_that_is_not_there_is_empty_text(nothing):
    assert tree_of(f"a: {nothing}\nb:\n- {nothing}\n") == {"a": "", "b": [""]}


def test_a_quoted_null_is_text():
    assert tree_of("a: \"null\"\nb: '~'\n") == {"a": "null", "b": "~"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (["slamodel"], (1, 1), (1, 11)),
        (["services"], (2, 1), (3, 3)),
        (["services", "credit-check", "name"], (4, 5), (4, 11)),
        (["services", "credit-check", "own"], (5, 5), (5, 10)),
        (["services", "credit-check", "own", "availability"], (5, 11), (5, 25)),
        (["services", "credit-check", "own", "resolution", "P1"], (5, 47), (5, 51)),
        (["services", "credit-check", "needs", 0], (7, 9), (7, 9)),
        (["services", "credit-check", "needs", 1, "any_of"], (8, 9), (8, 17)),
        (["services", "credit-check", "needs", 1, "any_of", 1], (8, 30), (8, 30)),
        (["services", "empty"], (9, 3), (9, 9)),
        ([], (1, 1), (1, 1)),
        (["services", "credit-check", "needs", 2], (6, 5), (7, 7)),
        (["services", "empty", "name"], (9, 3), (9, 9)),
        (["slamodel", 0], (1, 1), (1, 11)),
        (["servces", "x"], (1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_place_is_that_of_the_key_or_value_or_of_what_holds_it(path, key, value, line_end):
    tree = tree_of(MODEL.replace("\n", line_end))
    assert find(tree, path, key=True) == ("model.yaml", *key)
    assert find(tree, path) == ("model.yaml", *value)


def test_plain_text_has_no_place_of_its_own():
    with pytest.raises(TypeError, match="plain text"):
        find("text", [])


def test_columns_count_characters():
    assert find(tree_of("{größe: 1, 中文: 2, 🎈: x}"), ["🎈"]) == ("model.yaml", 1, 22)


def test_an_entry_taken_over_from_another_file_keeps_its_places():
    one, two = tree_of("a: 1\n", "one.yaml"), tree_of("\nb: {c: 2}\n", "two.yaml")
    one.take("b", two)
    assert one == {"a": "1", "b": {"c": "2"}}
    assert str(find(one, ["b"], key=True)) == "two.yaml:2:1"
    assert str(find(one, ["b", "c"])) == "two.yaml:2:8"
    assert str(find(one, ["a"])) == "one.yaml:1:4"


def test_later_stages_can_make_a_diagnostic_of_a_path():
    source, offset = locate(tree_of(MODEL), ["services", "credit-check", "needs", 0])
    problem = source.diagnostic("E104", 'unknown service "web-hosting"', offset)
    assert str(problem) == 'model.yaml:7:9: error E104 unknown service "web-hosting"'
    assert problem.line_text == "      - web-hosting"


FAULTS = {
    "A1 alias bomb": ("a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c]\n", [("E109", 3, 8)]),
    "A2 alias inside itself": ("a: &x {b: [*x]}\n", [("E109", 1, 12)]),
    "A2 of an anchor that stood for something else before": ("a: &x 1\nb: &x [*x]\n", [("E109", 2, 8)]),
    "A3 flow depth": ("a: [[[[[[x]]]]]]\n", [("E109", 1, 8)]),
    "A3 block depth": ("a:\n b:\n  c:\n   d:\n    e:\n     f: 1\n", [("E109", 6, 6)]),
    "A3 depth by aliases": ("a: &a [[[x]]]\nb: &b {c: *a}\nd: [*b]\n", [("E109", 3, 5)]),
    "A4 merge key": ("b: &b {x: 1}\na:\n  <<: *b\n  y: 2\n", [("E110", 3, 3)]),
    "A5 duplicate key": ("a: 1\nb: 2\na: 3\n", [("E105", 3, 1)]),
    "A5 in flow style": ("s: {x: 1, x: 1}\n", [("E105", 1, 11)]),
    "A6 python": ("a: !!python/object/apply:os.system [exit]\n", [("E110", 1, 4)]),
    "A6 binary": ("a: !!binary aGk=\n", [("E110", 1, 4)]),
    "A6 set": ("a: !!set {x}\n", [("E110", 1, 4)]),
    "A6 str": ("a: !!str 5\n", [("E110", 1, 4)]),
    "A6 unknown": ("!thing\na: [! x]\n", [("E110", 1, 1), ("E110", 2, 5)]),
    "A6 handle": ("a: !e!x y\n", [("E110", 1, 4)]),
    "A6 directive": ("%TAG ! x\n---\na: 1\n", [("E110", 1, 1)]),
    "A12 nothing": ("", [("E106", 1, 1)]),
    "A12 a mark": ("---\n", [("E106", 2, 1)]),
    "A12 null": ("~\n", [("E106", 1, 1)]),
    "A12 text": ("# no model\nhello\n", [("E106", 2, 1)]),
    "A12 list": ("- a\n", [("E106", 1, 1)]),
    "A12 documents": ("a: 1\n---\nb: 2\n", [("E106", 2, 1)]),
    "A12 keys": ("a: {{ x }}\n? [y]\n: z\n", [("E106", 1, 5), ("E106", 2, 3)]),
    "A13 not UTF-8": (b"a: 1\nb: M\xfcller\n", [("E101", 2, 5)]),
    "A13 half of UTF-16": ("a: 1\n".encode("utf-16") + b"x", [("E101", 2, 1)]),
    "A13 NUL": ("a: x\0y\n", [("E101", 1, 5)]),
    "A13 escaped NUL": ('a: "x\\0y"\n', [("E101", 1, 4)]),
    "A13 terminal escape": ('a: "\\e[31m"\n', [("E101", 1, 4)]),
    "A16 nodes": ("a: [1, 2, 3, 4, 5, 6, 7, 8, 9]\nb: [1, 2, 3, 4, 5, 6, 7]\n", [("E109", 2, 23)]),
    "A16 size": ("a: " + 300 * "x", [("E109", 1, 1)]),
    "C6 right to left": ("a: x\u202ey\nb\u2066: 1\n", [("E101", 1, 5), ("E101", 2, 2)]),
    "C6 zero width": (
        "a: \u200b\u2060\u00ad\ufeff\n",
        [("E101", 1, 4), ("E101", 1, 5), ("E101", 1, 6), ("E101", 1, 7)],
    ),
    "C6 by escape": ('a: "\\u202E"\n', [("E101", 1, 4)]),
    "unseen line end": ("a: x\u2028y\n", [("E101", 1, 5)]),
    "unknown anchor": ("a: *b\n", [("E102", 1, 4)]),
}
TIGHT = Limits(depth=5, nodes=20, aliases=12, expanded=30, size=300)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("data", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_at_its_place(data, expected):
    assert said(data, limits=TIGHT) == expected


@pytest.mark.usefixtures("parser")
def test_lone_surrogates_are_refused_and_named():
    (problem,) = problems_of('a: "\\ud800"\n')
    assert problem.code == "E101"
    assert "U+D800" in problem.message


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("limit", range(1, 20))
def test_as_many_nodes_as_the_limit_says_and_not_one_more(limit):
    items = ", ".join("x" * limit)
    assert problems_of(f"a: [{items}]\n", limits=Limits(nodes=limit + 3)) == ()
    assert said(f"a: [{items}]\n", limits=Limits(nodes=limit + 2))[0][0] == "E109"


def test_depth_thirty_two_is_fine_and_thirty_three_is_not():
    assert problems_of("a: " + 31 * "[" + 31 * "]") == ()
    assert said("a: " + 32 * "[" + 32 * "]") == [("E109", 1, 35)]


def test_a_hundred_aliases_are_fine_and_one_more_is_not():
    assert tree_of("a: &a {x: 1}\nb: [" + 100 * "*a, " + "]")["b"] == 100 * [{"x": "1"}]
    assert said("a: &a {x: 1}\nb: [" + 101 * "*a, " + "]") == [("E109", 2, 405)]


def test_what_aliases_stand_for_is_counted_exactly():
    text = "a: &a [1, 2]\nb: &b [*a, *a, 3]\nc: [*b]\n"  # 3 + 3 for b, which is 1 + 3 + 3 + 1 = 8 for c
    assert problems_of(text, limits=Limits(expanded=14)) == ()
    assert said(text, limits=Limits(expanded=13)) == [("E109", 3, 5)]


def test_what_an_alias_stands_for_has_the_place_of_its_anchor():
    tree = tree_of("a: &a {x: 1}\nt: &t text\nb: *a\nc: [*t]\n*t : key\n")
    assert tree == {"a": {"x": "1"}, "t": "text", "b": {"x": "1"}, "c": ["text"], "text": "key"}
    assert find(tree, ["b", "x"]) == find(tree, ["a", "x"]) == ("model.yaml", 1, 11)
    assert find(tree, ["c", 0]) == find(tree, ["t"]) == ("model.yaml", 2, 4)


def test_a_duplicate_names_both_lines_and_the_first_one_counts():
    tree, problems = read(b"targets:\n  x: 1\n  y: 2\n  x: 3\n  x: 4\n  z: 5\n", "m.yaml")
    assert tree == {"targets": {"x": "1", "y": "2", "z": "5"}}
    assert find(tree, ["targets", "z"], key=True) == ("m.yaml", 6, 3)
    assert [str(problem) for problem in problems] == [
        'm.yaml:4:3: error E105 duplicate key "x", first defined at line 2',
        'm.yaml:5:3: error E105 duplicate key "x", first defined at line 2',
    ]
    assert problems[0].line_text == "  x: 3"


def test_all_problems_come_in_one_run_by_place():
    text = (
        'a: !!str 1\nb: {x: 1, x: 2}\nc: "\\u202e"\nd:\n  <<: {y: 1}\ne: \u200bx\na: 2\n? [k]\n: v\nf: {{g}}\ng: [1\n'
    )
    codes = [code for code, _, _ in said(text)]
    assert codes == ["E110", "E105", "E101", "E110", "E101", "E106", "E102"]
    assert [code for code, _, _ in said(text.replace("g: [1\n", ""))] == [*codes[:5], "E105", "E106", "E106"]


def test_what_is_refused_does_not_reach_the_tree():
    tree, _ = read('a: "\\e]0;x"\nb: x\u202ey\n<<: {c: d}\n'.encode(), "m.yaml")
    assert tree == {"a": "\ufffd]0;x", "b": "x\ufffdy"}


SYNTAX = {
    "a:\n\tb: c\n": (2, 1, "a tab is used for indentation"),
    "a:\n  b: 1\n\tc: 2\n": (3, 1, "a tab is used for indentation"),
    "a: b: c\n": (1, 5, "a ':' is not expected here"),
    "a: 1\nfoo\nb: 2\n": (2, 1, "this is not 'key: value'"),
    "a:\n  b: 1\n c: 2\n": (3, 2, "this does not fit the lines above, from line 1 on"),
    "a: - x\n": (1, 4, "'- ' is not expected here"),
    "a: [1, 2\nb: 3\n": (2, 2, "the '[' of line 1 is not closed, or a comma is missing"),
    "a: {x: 1 y: 2}\n": (1, 11, "the '{' of line 1 is not closed, or a comma is missing"),
    "a: {x: 1}}\n": (1, 10, "this } closes nothing"),
    "a: 1\nb: 'x\nc: 2\n": (2, 4, "this quotation mark is not closed"),
    "a: 'it's'\n": (1, 8, "more text after the ' that ends the value"),
    "a: **b**\n": (1, 5, "a value cannot start with & or *"),
    "a: %x\n": (1, 4, 'a value cannot start with "%"'),
    "a: > 5\n": (1, 6, "a value of one line cannot start with | or >"),
    "  a: 1\nb: 2\n": (2, 1, "this stands outside the mapping above"),
    "%YAML 3.0\n---\na: 1\n": (1, 1, "a line cannot start with %"),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "expected"), SYNTAX.items())
def test_a_syntax_error_says_what_to_look_for(text, expected):
    tree, (problem,) = read(text.encode(), "m.yaml")
    assert tree is None
    assert problem.code == "E102"
    assert problem.place
    assert (problem.place.line, problem.place.column, problem.message) == expected
    assert problem.line_text == text.splitlines()[problem.place.line - 1].replace("\t", " ")


def test_the_line_of_a_diagnostic_is_short_and_harmless_and_keeps_its_columns():
    (problem,) = problems_of("a:\tx\0" + 300 * "y" + "\n")
    assert problem.place
    assert len(problem.line_text) == 200
    assert problem.line_text[problem.place.column - 1] == "\ufffd"
    assert problem.line_text.startswith("a: x")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_with_its_mark_is_text(encoding):
    tree, problems = read("a: Müller\n".encode(encoding), "m.yaml")
    assert (tree, problems) == ({"a": "Müller"}, ())
    assert tree is not None
    assert find(tree, ["a"]) == ("m.yaml", 1, 4)


def test_a_file_that_is_no_text_is_not_reported_character_by_character():
    tree, problems = read(bytes(10_000), "m.yaml")
    assert tree is None
    assert 1 <= len(problems) <= 20


@pytest.mark.usefixtures("parser")
def test_json_with_tabs_and_escapes_is_read_as_json_reads_it():
    value = {"a": {"b": ["1", "\\ud83d", 'x\n"y"', "🎈", "/"]}, "c": "tab\there"}
    text = json.dumps(value, indent="\t").replace(": ", ":\t").replace('"/"', '"\\/"')
    tree = tree_of(text, "m.JSON")
    assert tree == value
    assert find(tree, ["a", "b"], key=True) == ("m.JSON", 3, 3)
    assert find(tree, ["a", "b", 3]) == ("m.JSON", 7, 4)


@pytest.mark.usefixtures("parser")
def test_columns_behind_a_surrogate_pair_are_those_of_the_file():
    text = '{"a": "\\ud83c\\udf88 \\uD83C\\uDF88", "b": "x", "c": "\\\\ud83c"}'
    tree = tree_of(text, "m.json")
    assert tree == json.loads(text)
    assert find(tree, ["b"], key=True).column == text.index('"b"') + 1


def test_json_values_are_text_too():
    assert tree_of('{"a":1.10,"b":true,"c":null,"d":"null"}', "m.json") == {
        "a": "1.10",
        "b": "true",
        "c": "",
        "d": "null",
    }


CHILD = """
import resource, sys
for what, most in ((resource.RLIMIT_AS, 512 << 20), (resource.RLIMIT_CPU, 5), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(what, (most, most))
from slamodel.load.reader import read
tree, problems = read(eval(sys.argv[1]), "m.yaml")
print(tree, [problem.code for problem in problems])
"""


@pytest.mark.parametrize(
    "data",
    [
        "b'[' * 30000",
        "b'{a: ' * 30000",
        "b'- ' * 30000",
        "b''.join(b' ' * level + b'a:\\n' for level in range(1100))",
    ],
)
def test_deep_nesting_leaves_the_process_alive(data):
    pytest.importorskip("resource")
    child = subprocess.run(
        [sys.executable, "-c", CHILD, data],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=Path(reader.__file__).parents[2],
    )
    assert (child.returncode, child.stdout) == (0, "None ['E109']\n"), child.stderr


@pytest.mark.parametrize(
    "data",
    [
        "a: &a {" + ", ".join(f"k{i}: v" for i in range(3000)) + "}\nb: {" + "<<: *a, " * 99 + "}\n",
        "".join(f"%TAG !a{i}! x\n" for i in range(100_000)) + "---\na: 1\n",
        'a: "' + '\\"' * 200_000,
    ],
    ids=["merge keys", "tag directives", "escaped quotes"],
)
@pytest.mark.parametrize("file", ["m.yaml", "m.json"])
def test_nothing_takes_time_that_grows_faster_than_the_file(data, file):
    before = time.process_time()
    assert problems_of(data, file)
    assert time.process_time() - before < 2


def no_surprise(data: bytes, file: str) -> None:
    """The reader's promises for any bytes at all."""
    tree, problems = read(data, file, Limits(nodes=2000))
    assert tree is not None or problems
    for problem in problems:
        assert problem.place
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert not FORBIDDEN.search(str(problem) + problem.line_text)
    if tree is not None:
        assert only_clean_text(tree)


def only_clean_text(value: Value) -> bool:
    if isinstance(value, str):
        return not FORBIDDEN.search(value)
    return all(map(only_clean_text, [*value, *value.values()] if isinstance(value, Map) else value))


files = st.sampled_from(["m.yaml", "m.json"])


@given(st.binary(), files)
def test_no_bytes_make_it_raise(data, file):
    no_surprise(data, file)


@given(st.text(st.sampled_from("ab01 \n\t\r:-,[]{}&*!|>'\"%@`#?\\ux~<.é\ud7ff\u202e")), files)
def test_no_yaml_like_text_makes_it_raise(text, file):
    no_surprise(text.encode(), file)


@given(st.data(), files)
def test_no_damaged_model_makes_it_raise(data, file):
    raw = bytearray(MODEL.encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 4))] = data.draw(
            st.sampled_from([b"", b"\t", b"\n", b"[", b"&a ", b"*a"]) | st.binary(max_size=4)
        )
    no_surprise(bytes(raw), file)


@given(st.text(st.sampled_from("ab \n\r:-[]{},'é🎈#"), max_size=60))
def test_offsets_are_lines_and_columns_as_the_parser_counts_them(text):
    source = Source("m.yaml", text)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            mark = event.start_mark
            if mark is not None and mark.index < len(text):
                assert source.place(mark.index) == ("m.yaml", mark.line + 1, mark.column + 1)
    except yaml.YAMLError:
        pass


KEYS = st.from_regex(r"[a-zA-Z0-9._-]{1,8}", fullmatch=True)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8").filter(lambda character: not FORBIDDEN.match(character)), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, TREES))
def test_what_json_writes_is_what_it_reads(value):
    for text in (json.dumps(value), json.dumps(value, indent="\t", ensure_ascii=False)):
        tree, problems = read(text.encode(), "m.json")
        assert problems == ()
        assert tree == value or "<<" in text
