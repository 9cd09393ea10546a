"""What holds for every text and every change: it is read back as wanted, and nothing else is touched."""

import json
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slamodel.edit import CannotEdit, Change, changed, edited, plain
from slamodel.load.reader import read
from tests.edit.layouts import Tree, random_tree, random_value, text_of

ROOT = Path(__file__).parents[2]
FILES = [*sorted(ROOT.glob("examples/0*/*.yaml")), ROOT / "tests" / "load" / "everything.yaml"]
SEEDS = st.integers(min_value=0, max_value=2**64)


def every_path(tree: Tree, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Tree]]:
    if path:
        yield path, tree
    inner: Any = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, value in inner:
        yield from every_path(value, (*path, step))


def edit(data: bytes, *changes: Change) -> bytes:
    ((_, result),) = edited((("model.yaml", data),), changes)
    return result


def differing(before: bytes, after: bytes) -> tuple[int, int]:
    """How many old lines are gone, and how many new ones there are."""
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return sum(code[2] - code[1] for code in codes), sum(code[4] - code[3] for code in codes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_value_set_to_itself_changes_no_byte(file):
    data = file.read_bytes()
    tree, _ = read(data, file.name)
    changes = [Change(path, plain(value)) for path, value in every_path(tree)]
    assert edit(data, *changes) == data


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_text_of_an_example_changes_on_its_line_only(file):
    data = file.read_bytes()
    tree, _ = read(data, file.name)
    texts = [path for path, value in every_path(tree) if isinstance(value, str) and value != "x"]
    for path in Random(1).sample(texts, 15):
        lines, new = data.split(b"\n"), edit(data, Change(path, "x")).split(b"\n")
        assert len(lines) == len(new), path
        assert sum(map(bytes.__ne__, lines, new)) == 1, path


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_text_of_an_example_changes_on_its_line_only(file):
    data = file.read_bytes()
    tree, _ = read(data, file.name)
    for path, value in every_path(tree):
        if isinstance(value, str) and value != "x":
            assert differing(data, edit(data, Change(path, "x"))) == (1, 1), path


def test_no_change_hands_back_the_same_files():
    contents = (("a.yaml", b"a: 1\n"), ("broken.yaml", b"a: ["))
    assert edited(contents, ()) is contents


def drawn(seed: int) -> tuple[Random, Tree, bytes]:
    """A source of chance, a tree and one of its texts, which say the same."""
    rng = Random(seed)
    tree = random_tree(rng)
    data = text_of(rng, tree).encode()
    assert read(data, "model.yaml")[0] == tree
    return rng, tree, data


def remarks(data: bytes) -> list[bytes]:
    return sorted(re.findall(rb"# remark \d+", data))


def check_any_changes(seed: int) -> None:
    rng, tree, data = drawn(seed)
    paths = [path for path, _ in every_path(tree)]
    changes = [
        Change(rng.choice(paths), rng.choice((None, random_value(rng, 1), random_value(rng, 3))))
        for _ in range(rng.randint(1, 3))
    ]
    try:
        wanted = changed(tree, changes)
    except CannotEdit:  # an earlier change took the way of a later one
        return
    if isinstance(wanted, dict) and wanted.keys() & tree.keys():
        assert read(edit(data, *changes), "model.yaml")[0] == wanted


@given(SEEDS)
@settings(max_examples=150, deadline=None)
def test_what_is_read_back_is_what_was_wanted_and_nothing_is_refused(seed):
    check_any_changes(seed)


@pytest.mark.slow
@given(SEEDS)
@settings(max_examples=20_000, deadline=None)
def test_what_is_read_back_is_what_was_wanted_in_many_more_files(seed):
    check_any_changes(seed)


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_a_text_for_a_text_touches_one_line_and_no_comment(seed):
    rng, tree, data = drawn(seed)
    texts = [path for path, value in every_path(tree) if isinstance(value, str)]
    if texts:
        after = edit(data, Change(rng.choice(texts), random_value(rng, 0)))
        assert max(differing(data, after)) <= 1
        assert remarks(after) == remarks(data)


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_a_new_key_touches_one_line_at_most_and_no_comment(seed):
    rng, tree, data = drawn(seed)
    mappings = [(), *(path for path, value in every_path(tree) if isinstance(value, dict) and value)]
    after = edit(data, Change((*rng.choice(mappings), "added"), random_value(rng, 3)))
    assert differing(data, after)[0] <= 1
    assert remarks(after) == remarks(data)


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_what_is_taken_out_takes_only_its_own_lines(seed):
    rng, tree, data = drawn(seed)
    path = rng.choice([path for path, _ in every_path(tree)])
    if len(path) > 1 or len(tree) > 1:
        assert differing(data, edit(data, Change(path, None)))[1] <= 1


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_json_stays_json_whatever_changes(seed):
    rng = Random(seed)
    tree = random_tree(rng)
    indent = rng.choice((None, 2, 4))
    text = json.dumps(tree, indent=indent, separators=rng.choice((None, None if indent else (",", ":"))))
    change = Change(rng.choice([path for path, _ in every_path(tree)]), rng.choice((None, random_value(rng, 3))))
    wanted = changed(tree, (change,))
    if isinstance(wanted, dict) and wanted.keys() & tree.keys():
        ((_, data),) = edited((("model.json", text.encode()),), (change,))
        assert json.loads(data) == wanted


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_a_list_in_another_order_keeps_its_comments(seed):
    rng = Random(seed)
    names = [f"s-{number}" for number in range(rng.randint(1, 6))]
    data = "".join(f"  - {name} # remark {name[2:]}\n" for name in names).encode()
    after = edit(b"a:\n" + data, Change(("a",), [*rng.sample(names, len(names))]))
    assert remarks(after) == remarks(data)
    assert all(f"- {name} # remark {name[2:]}\n".encode() in after for name in names)
