"""Workspaces and revisions: only ever added, one after the other, and there again after any end."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from itertools import islice

import pytest
from slamodel_web.contents import fingerprint, packed, unpacked
from slamodel_web.migrations import NewerDatabase
from slamodel_web.store import Stale, Store, Summary

SUMMARY = Summary("A title", is_sound=True, verdict=(("gap", 1),))
ONE = (("model.yaml", b"slamodel: 1\n"),)


def text(number):
    return (("model.yaml", b"slamodel: 1\n# %d\n" % number),)


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path / "workspaces.db")
    yield found
    found.close()


@pytest.mark.parametrize("contents", [(), ONE, (("a.yaml", b""), ("b.json", b"\n{}\x00\xff")), (("ä\n.yaml", b"x"),)])
def test_contents_come_back_as_they_were_packed(contents):
    assert unpacked(packed(contents)) == contents


def test_names_and_bounds_of_files_count_in_the_fingerprint():
    texts = [(("a", b"bc"),), (("ab", b"c"),), (("a", b"b"), ("", b"c")), (("a", b"b"), ("c", b"")), ()]
    assert len({fingerprint(contents) for contents in texts}) == len(texts)


def test_revisions_are_numbered_and_kept_each_with_its_text_and_verdict(store):
    workspace = store.create("shop", ONE, "first", SUMMARY)
    stamp = store.save(workspace, fingerprint(ONE), text(2), "second", Summary("Other title", is_sound=False))
    assert (stamp.number, stamp.message, stamp.is_sound, stamp.verdict) == (2, "second", False, ())
    assert [entry.message for entry in store.history(workspace)] == ["second", "first"]
    assert store.revision(workspace, 1).contents == ONE
    assert store.revision(workspace).contents == text(2)
    assert store.last_sound(workspace).verdict == (("gap", 1),)
    assert store.workspace("shop").title == "Other title"


def test_history_comes_page_by_page(store):
    workspace = store.create("shop", text(1), "1", SUMMARY)
    for number in range(2, 8):
        store.save(workspace, fingerprint(text(number - 1)), text(number), str(number), SUMMARY)
    assert [stamp.number for stamp in store.history(workspace, most=3)] == [7, 6, 5]
    assert [stamp.number for stamp in store.history(workspace, before=3, most=3)] == [2, 1]


def test_a_change_of_an_old_state_is_refused_and_adds_nothing(store):
    workspace = store.create("shop", ONE, "first", SUMMARY)
    store.save(workspace, fingerprint(ONE), text(2), "second", SUMMARY)
    with pytest.raises(Stale) as refused:
        store.save(workspace, fingerprint(ONE), text(3), "third", SUMMARY)
    assert refused.value.head.contents == text(2)
    assert len(store.history(workspace)) == 2


def test_a_name_that_is_taken_gets_a_number_even_when_its_workspace_was_deleted(store):
    first = store.create("shop", ONE, "first", SUMMARY)
    store.mark_deleted(first, is_deleted=True)
    assert store.create("shop", ONE, "first", SUMMARY).name == "shop-2"
    assert store.create("shop", ONE, "first", SUMMARY).name == "shop-3"


def test_a_deleted_workspace_keeps_everything_and_comes_back(store):
    workspace = store.create("shop", ONE, "first", SUMMARY)
    store.mark_deleted(workspace, is_deleted=True)
    assert store.workspace("shop").is_deleted
    store.mark_deleted(workspace, is_deleted=False)
    assert not store.workspace("shop").is_deleted
    assert store.revision(workspace).contents == ONE


def test_no_statement_of_the_application_changes_or_removes_a_revision(store, tmp_path):
    """Whoever adds one has to say so here."""
    database = sqlite3.connect(tmp_path / "workspaces.db")
    for when in ("UPDATE", "DELETE"):
        database.execute(f"CREATE TRIGGER no_{when} BEFORE {when} ON revisions BEGIN SELECT RAISE(ABORT, 'never'); END")
    database.commit()
    database.close()
    workspace = store.create("shop", ONE, "first", SUMMARY)
    store.save(workspace, fingerprint(ONE), text(2), "second", SUMMARY)
    store.mark_deleted(workspace, is_deleted=True)


def test_heads_are_all_workspaces_with_their_newest_stamps(store):
    shop, bank = (store.create(name, ONE, "first", SUMMARY) for name in ("shop", "bank"))
    store.save(shop, fingerprint(ONE), text(2), "second", SUMMARY)
    store.mark_deleted(bank, is_deleted=True)
    assert [(workspace.name, stamp.message) for workspace, stamp in store.heads()] == [
        ("shop", "second"),
        ("bank", "first"),
    ]


def test_everything_is_there_again_after_a_restart(tmp_path):
    before = Store(tmp_path / "workspaces.db")
    workspace = before.create("shop", ONE, "first", SUMMARY)
    before.save(workspace, fingerprint(ONE), text(2), "second", SUMMARY)
    listed = before.workspaces(), before.history(workspace)
    before.close()
    after = Store(tmp_path / "workspaces.db")
    assert (after.workspaces(), after.history(workspace)) == listed
    assert after.revision(workspace, 1).contents == ONE
    after.close()


def test_a_database_of_a_newer_release_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "workspaces.db"
    Store(path).close()
    database = sqlite3.connect(path)
    database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.commit()
    database.close()
    before = path.read_bytes()
    with pytest.raises(NewerDatabase, match="newer release"):
        Store(path)
    assert path.read_bytes() == before


def retried(store, name, mark):
    """Save on top of whatever is newest until it is taken, as somebody does who gets a 409."""
    workspace = store.workspace(name)
    while True:
        head = store.revision(workspace)
        try:
            contents = (("model.yaml", head.contents[0][1] + f"# {mark}\n".encode()),)
            return store.save(workspace, head.sha256, contents, mark, SUMMARY)
        except Stale:
            continue


def test_two_who_save_fifty_times_each_lose_nothing_and_leave_no_holes(store):
    store.create("shop", ONE, "first", SUMMARY)
    work = [
        threading.Thread(target=lambda who=who: [retried(store, "shop", f"{who}-{n}") for n in range(50)])
        for who in "ab"
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    workspace = store.workspace("shop")
    history = store.history(workspace, most=1000)
    assert [stamp.number for stamp in history] == list(range(101, 0, -1))
    assert {stamp.message for stamp in history} == {"first", *(f"{who}-{n}" for who in "ab" for n in range(50))}
    lines = store.revision(workspace).contents[0][1].decode().splitlines()
    assert sorted(lines[1:]) == sorted(f"# {who}-{n}" for who in "ab" for n in range(50))


SAVER = """
import sys
from pathlib import Path
from slamodel_web.store import Store, Summary
store = Store(Path(sys.argv[1]))
workspace = store.workspace("shop")
for number in range(int(sys.argv[2]), 10**9):
    head = store.revision(workspace)
    contents = (("model.yaml", head.contents[0][1] + b"# %d\\n" % number),)
    store.save(workspace, head.sha256, contents, str(number), Summary("Shop", is_sound=True))
    print(number, flush=True)
"""


@pytest.mark.slow
def test_what_was_acknowledged_is_there_exactly_once_after_being_killed(tmp_path):
    path = tmp_path / "workspaces.db"
    first = Store(path)
    first.create("shop", ONE, "first", SUMMARY)
    first.close()
    acknowledged: list[str] = []
    for kill in range(8):
        command = [sys.executable, "-c", SAVER, path, str(kill * 1000)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            acknowledged += islice(process.stdout, 3 + kill)
            time.sleep(kill / 1000)  # somewhere within the next save
            process.send_signal(signal.SIGKILL)
            acknowledged += [line for line in process.stdout if line.endswith("\n")]
    store = Store(path)
    history = store.history(store.workspace("shop"), most=10**6)
    store.close()
    messages = [stamp.message for stamp in history]
    assert len(set(messages)) == len(messages)
    assert {line.strip() for line in acknowledged} <= set(messages)
    assert len(messages) <= len(acknowledged) + 1 + 8
    assert [stamp.number for stamp in history] == list(range(len(history), 0, -1))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_the_database_that_serve_makes_is_readable_by_its_owner_only(tmp_path):
    path = tmp_path / "deep" / "workspaces.db"
    program = "from slamodel.cli import main; main()"
    command = [sys.executable, "-c", program, "serve", "--port", "0", "--data", path]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert "http://" in process.stderr.readline()
    process.terminate()
    process.communicate()
    kept = list(path.parent.iterdir())
    assert path in kept
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
