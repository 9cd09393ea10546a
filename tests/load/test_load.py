"""All problems of a model in one run, each with its place; what is faulty is left out, the rest is analysed."""

from datetime import date
from pathlib import Path

from slamodel.analysis import analyse, analyse_text
from slamodel.load import load, load_contents

AS_OF = date(2026, 11, 23)

TEN_MISTAKES = """\
slamodel: 1
titel: Ten mistakes
parties:
  bank: {kind: customer}
  it: {kind: departmint}
  carrier: {kind: supplier, part_of: nobody}
services:
  web: {provider: carrier, needs: [databse]}
  database: {needs: [web]}
  line: {provider: carrier, needs: [line]}
agreements:
  sla:
    kind: SLA
    provider: carrier
    customers: [bank]
    services: [web]
    targets:
      - {metric: availability, at_least: 99.9}
      - {metric: resolution, within: 240:00}
      - {metric: responze, within: 4 h}
  uc:
    kind: UC
    provider: carrier
    customers: [bank]
    services: [web]
    services: [database]
    term: {from: 2026-12-31, to: 2026-01-01}
"""


def diagnostics(text):
    return load_contents([("model.yaml", text.encode())], "model.yaml").diagnostics


def test_ten_mistakes_give_ten_placed_messages():
    found = [(d.code, d.place.line, d.place.column) for d in diagnostics(TEN_MISTAKES)]
    assert found == [
        ("E103", 2, 1),
        ("E108", 5, 14),
        ("E104", 6, 38),
        ("E104", 8, 36),
        ("E107", 9, 13),
        ("E112", 10, 36),
        ("E108", 18, 42),
        ("E108", 19, 38),
        ("E105", 26, 5),
        ("E113", 27, 11),
    ]


def test_mistakes_say_what_was_meant():
    told = [str(d) for d in diagnostics(TEN_MISTAKES)]
    assert 'model.yaml:2:1: error E103 unknown key "titel" (did you mean "title"?)' in told
    assert 'model.yaml:8:36: error E104 unknown service "databse" (did you mean "database"?)' in told
    assert 'model.yaml:26:5: error E105 duplicate key "services", first defined at line 25' in told


def test_what_is_faulty_is_left_out_and_the_rest_is_analysed():
    analysis = analyse_text(
        """
slamodel: 1
parties: {bank: {kind: customer}, it: {kind: department}, carrier: {kind: supplier}}
services:
  web: {provider: it, needs: [line, faulty]}
  shop: {provider: it, needs: [line]}
  line: {provider: carrier}
  faulty: {provider: carrier, nedes: [line]}
agreements:
  sla:
    {kind: SLA, provider: it, customers: bank, services: [web, shop], targets: [{metric: availability, at_least: 99 %}]}
  uc:
    {kind: UC, provider: carrier, customers: it, services: [line], targets: [{metric: availability, at_least: 99.9 %}]}
""",
        AS_OF,
    )
    assert [d.code for d in analysis.diagnostics] == ["E103"]
    assert analysis.target("sla/shop/availability").standing == "supported"
    assert analysis.target("sla/web/availability").standing == "unknown"


def test_a_folder_is_one_model_and_double_ids_name_both_places(tmp_path):
    (tmp_path / "a.yaml").write_text("slamodel: 1\nparties:\n  it: {kind: department}\n")
    (tmp_path / "b.yml").write_text("slamodel: 1\nparties:\n  it: {kind: supplier}\nservices:\n  web: {provider: it}\n")
    (tmp_path / "expected").mkdir()
    (tmp_path / "expected" / "c.yaml").write_text("not: a model")
    loaded = load(tmp_path)
    assert [d.code for d in loaded.diagnostics] == ["E105"]
    assert str(tmp_path / "a.yaml") in loaded.diagnostics[0].hint
    assert set(loaded.landscape.services) == {"web"}
    assert loaded.landscape.place(("services", "web")).file.endswith("b.yml")


def test_a_missing_file_and_an_empty_folder_are_told(tmp_path):
    assert [d.code for d in load(tmp_path / "none.yaml").diagnostics] == ["E100"]
    assert [d.code for d in load(tmp_path).diagnostics] == ["E100"]


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_text("slamodel: 1\n")
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "inside.yaml").symlink_to(outside)
    assert [d.code for d in load(folder).diagnostics] == ["E100"]


def test_the_whole_file_format_is_accepted():
    assert [str(d) for d in load(Path("tests/load/everything.yaml")).diagnostics] == []


def test_hostile_links_are_refused():
    contacts = ("'javascript:alert(1)'", "//evil")
    parties = "".join(f"  p{n}: {{kind: supplier, contact: {contact}}}\n" for n, contact in enumerate(contacts))
    text = f"slamodel: 1\nparties:\n{parties}"
    assert [d.code for d in diagnostics(text)] == ["E114", "E114"]


def test_braces_in_a_value_are_shown_as_they_are():
    text = "slamodel: 1\nparties:\n  a: {kind: '{0.__class__}'}\ncalendars:\n  c: {hours: {mon: '{message}'}}\n"
    messages = [d.message for d in diagnostics(text)]
    assert any("{0.__class__}" in message for message in messages)
    assert any("{message}" in message for message in messages)


def test_a_warning_is_no_error(tmp_path):
    path = tmp_path / "model.yaml"
    path.write_text(
        "slamodel: 1\nparties: {a: {kind: supplier}}\nservices: {s: {provider: a}}\nagreements:\n"
        "  u:\n"
        "    {kind: UC, provider: a, customers: any, services: [s], targets: [{metric: availability, at_least: 1}]}\n"
    )
    found = analyse(path, AS_OF)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("E201", "warning")]
    assert found.is_sound
