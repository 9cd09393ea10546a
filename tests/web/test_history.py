"""What was changed and what it did to the verdict is told; whoever goes back adds a revision."""

from random import Random

import pytest
from slamodel_web.desk import Desk
from slamodel_web.views.difference import Fold, difference
from slamodel_web.views.history import restored, undone
from slamodel_web.views.matching import matching

NAME = "our-first-model"


def test_a_promise_that_stands_differently_is_shown_with_both_states(user):
    user.post("/examples/starter")
    user.replace(NAME, "at_least: 99.5 %", "at_least: 99.95 %")
    page = " ".join(user.get(f"/m/{NAME}/history/2").text.split())
    assert "1 gap closed." in page
    assert "Gaps that closed" in page
    assert "Web shop: availability" in page
    assert "<del>99.5</del> %" in page
    assert "<ins>99.95</ins> %" in page


def test_verdicts_of_a_large_model_are_compared_once_the_page_is_there(user):
    user.post("/examples/starter")
    text = user.head(NAME).contents[0][1] + b"# padding\n" * 20_000
    user.save(NAME, (("model.yaml", text.replace(b"at_least: 99.5 %", b"at_least: 99.95 %")),))
    first = user.get(f"/m/{NAME}/history/2").text
    assert f'hx-get="/m/{NAME}/history/2?compare=1"' in first
    assert "Web shop: availability" not in first
    later = user.get(f"/m/{NAME}/history/2?compare=1").text
    assert "Web shop: availability" in later
    assert "hx-get" not in later


def test_a_change_that_matters_to_no_promise_says_so(user):
    user.post("/examples/starter")
    user.replace(NAME, "name: Web shop", "name: Shop")
    assert "Every promise stands as it stood." in user.get(f"/m/{NAME}/history/2").text


def test_a_text_with_mistakes_has_no_verdict_to_compare(user):
    user.post("/examples/starter")
    user.replace(NAME, "provider: our-supplier\n", "provider: nobody\n")
    user.replace(NAME, "provider: nobody\n", "provider: our-supplier\n")
    for number in (2, 3):
        assert (
            "The text of revision 2 has mistakes, so there is no verdict to compare."
            in user.get(f"/m/{NAME}/history/{number}").text
        )


def test_the_history_is_listed_newest_first_page_by_page(user):
    user.post("/examples/starter")
    for number in range(2, 56):
        user.replace(NAME, "title: Our first model", f"title: Our first model # {number}\n", f"Change {number}")
    newest = user.get(f"/m/{NAME}/history").text
    assert newest.index("Change 55") < newest.index("Change 54")
    assert "Change 6<" in newest
    assert "Change 5<" not in newest
    older = user.get(f"/m/{NAME}/history?before=6").text
    assert "Change 5<" in older
    assert "Change 6<" not in older
    assert user.get(f"/m/{NAME}/history?before=1").status_code == 200


@pytest.mark.parametrize("before", ["9" * 30, "-1", "0", "x", ""])
def test_a_page_that_makes_no_sense_is_the_nearest_that_does(user, before):
    user.post("/examples/starter")
    assert user.get(f"/m/{NAME}/history?before={before}").status_code == 200


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "9" * 30, "9" * 5000])
def test_a_revision_that_there_is_not(user, number):
    user.post("/examples/starter")
    for page in ("", "/text/1", "/text/0", "/text/9"):
        assert user.get(f"/m/{NAME}/history/{number}{page}").status_code == 404


def test_undo_brings_the_text_before_back_and_undoing_that_the_one_after(user):
    user.post("/examples/starter")
    first = user.head(NAME).contents
    user.replace(NAME, "at_least: 99.5 %", "at_least: 99.95 %", "More from hosting")
    second = user.head(NAME).contents
    answer = user.post(f"/m/{NAME}/history/undo", {"seen": user.head(NAME).sha256})
    assert answer.location == f"/m/{NAME}/?saved=3"
    assert "Undone: More from hosting" in user.get(answer.location).text
    assert user.head(NAME).contents == first
    user.post(f"/m/{NAME}/history/undo", {"seen": user.head(NAME).sha256})
    assert user.head(NAME).contents == second
    assert [stamp.message for stamp in user.desk.store.history(user.desk.workspace(NAME))] == [
        "Redone: More from hosting",
        "Undone: More from hosting",
        "More from hosting",
        "Started from the example “One promise”",
    ]


def test_the_button_says_whether_it_undoes_or_does_again(user):
    user.post("/examples/starter")
    saved = user.replace(NAME, "99.5 %", "99.6 %").number
    for word in ("Undo", "Redo", "Undo"):
        assert f">{word}</button>" in user.get(f"/m/{NAME}/?saved={saved}").text
        user.post(f"/m/{NAME}/history/undo", {"seen": user.head(NAME).sha256})
        saved += 1


def test_the_first_revision_cannot_be_undone(user):
    user.post("/examples/starter")
    assert user.post(f"/m/{NAME}/history/undo", {"seen": user.head(NAME).sha256}).status_code == 400


def test_restoring_adds_a_revision_with_the_old_text(user):
    user.post("/examples/starter")
    first = user.head(NAME).contents
    for level in ("99.6 %", "99.7 %", "99.8 %"):
        user.save(NAME, ((first[0][0], first[0][1].replace(b"99.5 %", level.encode())),), level)
    answer = user.post(f"/m/{NAME}/history/2/restore", {"seen": user.head(NAME).sha256})
    assert answer.location == f"/m/{NAME}/history?saved=5"
    assert b"99.6 %" in user.head(NAME).contents[0][1]
    assert user.head(NAME).stamp.message == "Revision 2 restored: 99.6 %"
    assert user.head(NAME).number == 5


def test_restoring_what_is_there_already_adds_nothing(user):
    user.post("/examples/starter")
    assert user.post(f"/m/{NAME}/history/1/restore", {"seen": user.head(NAME).sha256}).status_code == 303
    assert user.head(NAME).number == 1


@pytest.mark.parametrize("act", ["undo", "1/restore"])
def test_whoever_has_not_seen_the_newest_gets_the_difference_and_changes_nothing(user, act):
    user.post("/examples/starter")
    user.replace(NAME, "at_least: 99.5 %", "at_least: 99.95 %")
    seen = user.head(NAME).sha256
    user.replace(NAME, "name: Hosting", "name: Hosting in Kiel")
    answer = user.post(f"/m/{NAME}/history/{act}", {"seen": seen})
    assert answer.status_code == 409
    assert "since revision 2" in answer.text
    assert "<ins> in Kiel</ins>" in answer.text
    assert f"/m/{NAME}/history/1/restore" in answer.text
    assert user.head(NAME).number == 3


def test_a_state_that_nobody_has_ever_saved_is_refused_too(user):
    user.post("/examples/starter")
    user.replace(NAME, "at_least: 99.5 %", "at_least: 99.95 %")
    answer = user.post(f"/m/{NAME}/history/undo", {"seen": "0" * 64})
    assert answer.status_code == 409
    assert "too far back to compare" in answer.text


def test_the_text_of_a_revision_can_be_read_and_taken_along(user):
    user.post("/examples/starter")
    user.save(NAME, (*user.head(NAME).contents, ("model-2.json", b"{}")))
    assert user.get(f"/m/{NAME}/history/2/text/1").data == user.head(NAME).contents[0][1]
    taken = user.get(f"/m/{NAME}/history/2/text/2?download=1")
    assert taken.headers["Content-Disposition"] == f"attachment; filename={NAME}-2-2.json"
    assert taken.mimetype == "text/plain"


def test_on_disk_the_page_says_that_history_is_of_this_run(on_disk):
    assert "since this program was started" in on_disk.get("/m/model/history").text


def test_going_back_and_forth_does_not_pile_up_words():
    assert undone(undone(undone("A"))) == "Undone: A"
    assert restored(7, restored(3, restored(2, "A"))) == "Revision 7 restored: A"


def shown(before, after):
    """A difference as lines of text, changed words in brackets."""
    (file,) = difference((("model.yaml", before),), (("model.yaml", after),))
    return [
        f"... {row.lines}"
        if isinstance(row, Fold)
        else row.sign + "".join(f"[{part.text}]" if part.is_changed else part.text for part in row.parts)
        for row in file.rows
    ]


def test_long_parts_that_stay_the_same_are_folded():
    lines = [f"line {n}" for n in range(40)]
    changed = [*lines[:20], "line new", *lines[21:]]
    assert shown("\n".join(lines).encode(), "\n".join(changed).encode()) == [
        "... 17",
        *(f" line {n}" for n in (17, 18, 19)),
        "-line [20]",
        "+line [new]",
        *(f" line {n}" for n in (21, 22, 23)),
        "... 16",
    ]


def test_lines_with_little_in_common_are_not_picked_to_pieces():
    assert shown(b"a: one two three\n", b"something else\n") == ["-a: one two three", "+something else"]


def test_files_that_come_and_go_are_named():
    found = difference((("a", b"1\n"), ("b", b"2\n")), (("a", b"1\n"), ("c", b"3\n")))
    assert [(file.name, file.fate, file.added, file.removed) for file in found] == [
        ("c", "added", 1, 0),
        ("b", "removed", 0, 1),
    ]


def test_line_ends_alone_are_a_difference_without_lines():
    (file,) = difference((("a", b"1\n2\n"),), (("a", b"1\r\n2\r\n"),))
    assert not file.rows
    assert not file.left


@pytest.mark.parametrize("hidden", ["\u202e", "\x1b", "\u200b"])
def test_characters_that_hide_or_turn_others_are_not_shown(hidden):
    assert hidden not in "".join(shown(b"a\n", f"a{hidden}b\n".encode()))


def test_bytes_that_are_no_text_are_shown_as_far_as_they_go():
    assert shown(b"a\n", b"\xff\xfe\xfd\n")


def test_a_huge_difference_is_cut_and_says_so():
    before, after = (("\n".join(f"{side} {n}" for n in range(5000))).encode() for side in ("old", "new"))
    (file,) = difference((("a", before),), (("a", after),))
    assert len(file.rows) == 600
    assert file.left == file.added + file.removed - 600 == 9400


def lines_of(random):
    words = "abcdefgh" if random.random() < 0.5 else [f"line {n}" for n in range(60)]
    before = [random.choice(words) for _ in range(random.randrange(40))]
    after = [line for line in before if random.random() < 0.9]
    for _ in range(random.randrange(4)):
        after.insert(random.randrange(len(after) + 1), random.choice([*words, "new"]))
    return before, after


@pytest.mark.parametrize("seed", range(150))
def test_a_difference_holds_both_texts(seed):
    """Every line of either text is shown or folded, with its right number; whatever is matched is the same."""
    before, after = lines_of(Random(seed))
    for run in matching(before, after):
        assert before[run.old : run.old + run.length] == after[run.new : run.new + run.length]
    found = difference((("m", "\n".join(before).encode()),), (("m", "\n".join(after).encode()),))
    for file in found:
        assert rebuilt(file.rows, before, "old") == before
        assert rebuilt(file.rows, after, "new") == after


def rebuilt(rows, text, side):
    lines: list[str] = []
    for row in rows:
        if isinstance(row, Fold):
            lines += text[len(lines) : len(lines) + row.lines]
        elif number := getattr(row, side):
            assert number == len(lines) + 1
            lines.append("".join(part.text for part in row.parts))
    return lines


def test_a_state_that_comes_back_while_somebody_saves_is_not_mixed_with_another_one(user, monkeypatch):
    one = (("a.yaml", b"slamodel: 1\n"), ("b.yaml", b"title: One\n"))
    other = (one[0], ("b.yaml", b"title: Other\n"))
    name = user.desk.create(one, "first").name
    seen = user.head(name).sha256
    user.save(name, other)
    save = Desk.save

    def later(*arguments):
        monkeypatch.undo()
        user.save(name, one)
        return save(*arguments)

    monkeypatch.setattr(Desk, "save", later)
    mine = {"seen": seen, "file": "a.yaml", "text": "slamodel: 1\n# mine\n"}
    assert user.post(f"/m/{name}/text", mine).status_code == 409
    assert user.head(name).contents in (one, other)
