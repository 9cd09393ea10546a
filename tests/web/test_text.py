"""The model as text: what is shown, what comes back when it is saved, what is said while it is typed."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from slamodel_web.views.checked import verdict_line
from slamodel_web.views.grammar import REFERS, grammar, reference_of
from slamodel_web.views.problems import groups
from slamodel_web.views.sheet import sheet_of, typed_over

from slamodel.analysis import analyse_text
from slamodel.diagnostics import Diagnostic, Place, Severity
from slamodel.load import load_contents
from slamodel.load.schema import model_schema
from tests.web.guarded import OURS, guarded

AT, CHECK, VERDICT = "/m/model/text", "/m/model/text/check", "/m/model/text/verdict"
DAY = date(2026, 11, 27)
JSON = {**OURS, "Accept": "application/json"}
PARTY = "slamodel: 1\nparties:\n  it: {kind: department}\n"
FAULTY = "slamodel: 1\nparties:\n  it: {kind: departmint}\n"


@pytest.fixture
def application(tmp_path):
    found = guarded(tmp_path)
    yield found
    found.desk.store.close()


def text_in(answer):
    """What stands in the text field, as a browser reads it: the line feed right behind the tag is not part of it."""
    (text,) = re.findall(r"<textarea[^>]*>\n?(.*?)</textarea>", answer.text, re.DOTALL)
    return unescape(text)


def head(application):
    return application.desk.store.revision(application.desk.workspace("model"))


def save(application, text, seen=None, **named):
    fields = {"seen": seen or application.seen, "file": "model.yaml", "text": text.replace("\n", "\r\n")}
    return application.post(AT, {**fields, **named})


def test_the_text_is_shown_as_it_is_stored(application):
    stored = dict(head(application).contents)["model.yaml"].decode()
    assert text_in(application.ask(AT)) == stored


def test_a_text_that_begins_with_an_empty_line_keeps_it(application):
    save(application, "\n\n" + PARTY)
    assert text_in(application.ask(AT)) == "\n\n" + PARTY


def test_what_was_typed_becomes_a_revision_with_its_message(application):
    answer = save(application, PARTY, message="Started anew")
    assert answer.status_code == 303
    assert head(application).contents == (("model.yaml", PARTY.encode()),)
    assert head(application).stamp.message == "Started anew"


def test_a_script_is_told_the_new_fingerprint(application):
    fields = {"seen": application.seen, "file": "model.yaml", "text": PARTY}
    told = application.ask(AT, method="POST", data=fields, headers=JSON).json
    assert told == {"number": 2, "seen": application.seen, "isNew": True}


def test_saving_what_is_stored_already_makes_no_revision(application):
    assert save(application, text_in(application.ask(AT))).status_code == 303
    assert head(application).number == 1


def test_a_faulty_text_can_be_saved_and_the_last_sound_one_stays_the_verdict(application):
    save(application, FAULTY)
    page = application.ask("/m/model/problems").text
    assert not head(application).stamp.is_sound
    assert "revision 1" in page
    assert "departmint" in page


def test_who_was_slower_gets_both_texts_and_can_save_after_all(application):
    before = application.seen
    theirs, mine = PARTY + "  theirs: {kind: customer}\n", PARTY + "  mine: {kind: customer}\n"
    save(application, theirs)
    answer = save(application, mine, seen=before)
    assert answer.status_code == 409
    assert text_in(answer) == mine
    assert re.search(r'<tr class="out">.*<del>theirs</del>: \{kind: customer\}', answer.text)
    assert re.search(r'<tr class="in">.*<ins>mine</ins>: \{kind: customer\}', answer.text)
    (seen,) = re.findall(r'name="seen" value="(\w+)"', answer.text)
    assert save(application, mine, seen=seen).status_code == 303
    assert head(application).contents == (("model.yaml", mine.encode()),)


def test_a_change_that_does_not_say_what_it_was_made_on_is_refused(application):
    assert application.post(AT, {"file": "model.yaml", "text": PARTY}).status_code == 428


def test_a_file_that_is_not_there_is_not_made(application):
    assert application.ask(f"{AT}?file=other.yaml").status_code == 404
    assert application.post(AT, {"seen": application.seen, "file": "x.yaml", "text": PARTY}).status_code == 404


def test_too_much_text_is_refused_with_a_sentence_and_kept_in_the_field(application):
    large = PARTY + "# " + "x" * application.desk.settings.upload
    answer = save(application, large)
    assert answer.status_code == 413
    assert "may have 2 MB" in answer.text
    assert text_in(answer) == large
    assert head(application).number == 1


def test_a_model_with_too_many_services_is_refused_with_the_reason_and_the_text(user):
    text = "slamodel: 1\nparties: {it: {kind: department}}\nservices: {a: {provider: it}, b: {provider: it}}\n"
    name = user.desk.create((("model.yaml", b"slamodel: 1\n"),), "first", "Small").name
    user.desk.settings = replace(user.desk.settings, services=1)
    answer = user.post(f"/m/{name}/text", {"seen": user.head(name).sha256, "file": "model.yaml", "text": text})
    assert answer.status_code == 422
    assert "at most 1 fit into one model here" in answer.text
    assert text_in(answer) == text


def test_a_line_of_the_address_is_handed_to_the_editor(application):
    assert 'data-line="12"' in application.ask(f"{AT}?line=12").text


def test_names_in_a_model_stay_names(application):
    hostile = "slamodel: 1\ntitle: '</textarea><script>alert(1)</script>'\n"
    save(application, hostile)
    answer = application.ask(AT)
    assert text_in(answer) == hostile
    assert "<script>alert" not in answer.text


def test_messages_come_with_their_places(application):
    told = application.post(f"{CHECK}?file=model.yaml", {"text": FAULTY}).json
    (message,) = told["here"]
    assert (message["line"], message["severity"], told["mistakes"], told["elsewhere"]) == (3, "error", 1, 0)
    assert told["names"]["parties"] == ["it"]


def test_ids_are_sent_only_where_the_page_does_not_have_them(application):
    known = application.post(CHECK, {"text": PARTY}).json["known"]
    assert application.post(CHECK, {"text": PARTY, "known": known}).json["names"] is None
    assert application.post(CHECK, {"text": PARTY + "  web: {kind: customer}\n", "known": known}).json["names"]


def test_checking_saves_nothing(application):
    before = application.kept()
    application.post(CHECK, {"text": PARTY})
    application.post(VERDICT, {"text": PARTY})
    assert application.kept() == before


def test_the_verdict_is_on_the_text_as_typed(application):
    assert (
        "16 promises checked: ▲ 5 gaps"
        in application.post(VERDICT, {"text": text_in(application.ask(AT))}).json["verdict"]
    )
    assert application.post(VERDICT, {"text": PARTY}).json["verdict"] == "Nothing to check yet"
    assert application.post(VERDICT, {"text": "a: ["}).json["verdict"] == ""


def test_commitments_that_nothing_supports_are_not_called_supported():
    text = PARTY + (
        "services: {web: {provider: it}}\n"
        "agreements: {a: {kind: SLA, provider: it, customers: any, services: web,"
        " targets: [{metric: availability, at_least: 99 %}]}}\n"
    )
    assert verdict_line(analyse_text(text, DAY)) == "Nothing to check yet: all commitments are taken as given"


@pytest.mark.parametrize(
    ("old", "typed", "new"),
    [
        (b"a: 1\nb: 2\n", "a: 1\r\nb: 3\r\n", b"a: 1\nb: 3\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\nc: 4", b"a: 1\r\nb: 3\r\nc: 4"),
        (b"\xef\xbb\xbfa: 1\n", "a: 2\r\n", b"\xef\xbb\xbfa: 2\n"),
        ("\ufeffa: é\n".encode("utf-16-le"), "a: ü\r\n", "\ufeffa: ü\n".encode("utf-16-le")),
        (b"a\nb\r\nc\nd\r\ne\n", "a\r\nb\r\nnew\r\nc\r\nd\r\ne\r\n", b"a\nb\r\nnew\nc\nd\r\ne\n"),
        (b"a\nb\r\nc\nd\r\n", "b\r\nd\r\nx", b"b\r\nd\r\nx"),
        (b"a\nb\r\nc", "a\r\nb\r\nc\r\n", b"a\nb\r\nc\n"),
        (b"", "a: 1\r\n", b"a: 1\n"),
    ],
)
def test_ends_of_lines_and_marks_stay_as_they_were(old, typed, new):
    assert typed_over((("m.yaml", old),), "m.yaml", typed) == (("m.yaml", new),)


def test_only_the_file_that_was_typed_in_changes():
    files = (("a.yaml", b"x\r\n"), ("b.yaml", b"y\n"))
    assert typed_over(files, "b.yaml", "z\r\n") == (("a.yaml", b"x\r\n"), ("b.yaml", b"z\n"))


def test_a_file_in_an_unknown_encoding_is_shown_and_not_saved_over(application):
    assert not sheet_of((("m.yaml", b"title: caf\xe9\n"),), "m.yaml").is_text
    workspace = application.desk.create((("m.yaml", b"slamodel: 1\ntitle: caf\xe9\n"),), "", "Old")
    revision = application.desk.store.revision(workspace)
    fields = {"seen": revision.sha256, "file": "m.yaml", "text": "title: x"}
    assert application.post(f"/m/{workspace.name}/text", fields).status_code == 415


def test_every_key_that_takes_an_id_knows_of_what():
    """The others name words that no section holds."""
    free = {"agreements.tier", "head.currency"}
    pattern = re.compile(r"'pattern': '\^\[A-Za-z0-9._-\]")
    kinds = {**model_schema()["$defs"], "head": model_schema()}
    places = [
        (name, key, str(value)) for name, kind in kinds.items() for key, value in kind.get("properties", {}).items()
    ]
    unknown = {f"{name}.{key}" for name, key, value in places if pattern.search(value) and not reference_of(name, key)}
    assert {place for place in unknown if not place.endswith(".priority")} == free


def test_every_place_of_a_reference_is_a_key_of_the_schema():
    known = {f"{name}.{key}" for name, kind in grammar().items() for key in kind["keys"]}
    assert {place for places in REFERS.values() for place in places} <= known


def test_every_key_is_explained():
    assert not [key for kind in grammar().values() for key, known in kind["keys"].items() if not known["about"]]


def test_values_are_offered_as_the_loader_reads_them():
    """Every spelling that the grammar gives as an example of a level is one that loads."""
    target = grammar()["ShareTarget"]["keys"]
    for level in target["at_least"]["holds"]["examples"]:
        for window in target["window"]["holds"]["choices"]:
            text = PARTY + (
                "services: {web: {provider: it}}\n"
                "agreements: {a: {kind: SLA, provider: it, customers: any, services: web,"
                f" targets: [{{metric: availability, at_least: {level}, window: {window}}}]}}}}\n"
            )
            assert load_contents([("m.yaml", text.encode())], "m.yaml").diagnostics == ()


def test_problems_are_grouped_by_weight_with_a_caret_below_the_spot():
    found = (
        Diagnostic("E9", "late", Place("b.yaml", 2, 3), severity=Severity.WARNING),
        Diagnostic("E1", "first", Place("a.yaml", 1, 5), "a hint", line_text="  key: x"),
    )
    errors, warnings = groups(found)
    assert (errors.title, errors.problems[0].caret, warnings.problems[0].caret) == ("Mistakes", "  ^", "")


def test_more_problems_than_anybody_reads_are_counted_and_not_listed():
    (found,) = groups(Diagnostic("E1", str(n), Place("a.yaml", n + 1, 1)) for n in range(1000))
    assert found.count == 1000
    assert len(found.problems) < 1000


def test_each_problem_leads_to_its_line(application):
    save(application, FAULTY)
    page = unescape(application.ask("/m/model/problems").text)
    assert 'href="/m/model/text?file=model.yaml&line=3#text"' in page
    assert application.ask("/m/model/text?file=model.yaml&line=3").status_code == 200


def test_a_text_without_problems_says_so(application):
    assert "None: every line" in application.ask("/m/model/problems").text
