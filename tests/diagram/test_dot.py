"""DOT text: all of the model is in it, every word is safe and says what the analysis found, and it can be drawn."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from slamodel.analysis import analyse, analyse_text
from slamodel.diagram import draw
from slamodel.diagram.style import BOXES
from slamodel.propagate import Standing
from tests.diagram.landscapes import AS_OF, layered, shop

SVG = "{http://www.w3.org/2000/svg}"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("0*"))


LABEL = r'label=("(?:[^"\\]|\\.)*"|[^\s\]]+)'


def boxes(dot: str) -> dict[str, str]:
    """Name in the DOT text to label of every box, with a bar for each end of a line."""
    found = re.findall(rf"^\s*(n\d+) \[{LABEL}", dot, re.MULTILINE)
    return {name: label.strip('"').replace("\\n", "|") for name, label in found}


def box(dot: str, title: str) -> str:
    """The label of the one box with this first line."""
    (found,) = (label for label in boxes(dot).values() if label.split("|")[0] == title)
    return found


def line(dot: str, tail: str, head: str) -> list[str]:
    """The attributes of the lines from one box to another, by their first lines."""
    names = {label.split("|")[0]: name for name, label in boxes(dot).items()}
    return re.findall(rf"^\s*{names[tail]} -> {names[head]} \[(.*)\]$", dot, re.MULTILINE)


@pytest.fixture(scope="module")
def picture():
    return draw(shop())


def test_nothing_of_the_model_is_missing(picture):
    # 15 services, 2 promises, 2 marks; 2 lines from promises, 4 needs, 5 members, 2 hand-offs, 4 steps.
    assert (picture.nodes, picture.edges) == (19, 17)
    assert len(boxes(picture.dot)) == 19
    assert len(re.findall(r"^\s*n\d+ -> n\d+", picture.dot, re.MULTILINE)) == 17
    assert "newrank=true" in picture.dot
    assert picture.note == ""


def test_alternatives_join_in_a_mark(picture):
    found = boxes(picture.dot).values()
    assert [label for label in found if label.startswith(("any of", "2 of 3"))] == ["any of", "2 of 3|not independent"]
    assert len(line(picture.dot, "2 of 3", "disk-a")) == len(line(picture.dot, "any of", "card-b")) == 1
    assert line(picture.dot, "Web shop", "card-a") == []


def test_each_sort_of_line_is_drawn_and_said_in_its_own_way(picture):
    (needs,), (first,), (bill,) = (line(picture.dot, "Web shop", head) for head in ("lines", "first", "bill"))
    assert "99.5 %" in needs
    assert "style=solid" in needs
    assert "1 · 30 min" in first
    assert "style=dashed" in first
    assert "2b · ? no time stated" in bill
    assert "style=dotted" in bill
    (own,) = line(picture.dot, "Web shop", "pages")
    assert "label" not in own


def test_a_missing_agreement_is_said_in_words(picture):
    assert "? no agreement" in line(picture.dot, "2 of 3", "disk-c")[0]


def test_a_missing_target_is_said_in_words(picture):
    assert "? no resolution time" in line(picture.dot, "Web shop", "lines")[0]


def test_a_promise_carries_its_status_for_all_and_for_each_target(picture):
    assert (
        box(picture.dot, "Promise to buyers")
        == "Promise to buyers|SLA: ▲ gap|▲ 99.9 % a month|? resolution 8 h in 90 %"
    )
    assert box(picture.dot, "wish") == "wish|SLA, requested: nothing modelled below|· 99 % a month"


def test_only_the_broken_path_is_thick_and_says_what_is_needed(picture):
    thick = "penwidth=2.6"
    (broken,) = line(picture.dot, "Web shop", "lines")
    assert thick in broken
    assert "needed 99.93 %" in broken
    assert thick in line(picture.dot, "Promise to buyers", "Web shop")[0]
    assert thick not in line(picture.dot, "any of", "card-b")[0]


def test_remarks_stand_on_the_box(picture):
    assert box(picture.dot, "spare").endswith("|nothing rests on it")
    assert box(picture.dot, "lines").endswith("|single point of failure|ends 2027-01-31")
    assert "own part 99.99 %" in box(picture.dot, "Web shop")
    assert "UC 99.5 % a month|fulfilment 3 working days" in box(picture.dot, "ship")


@pytest.mark.parametrize("standing", Standing)
def test_every_status_has_its_word_and_sign_and_a_border_of_its_own(standing):
    analysis = shop()
    promises = tuple(replace(p, unwaived=standing) if p.agreement == "sla" else p for p in analysis.promises)
    restated = replace(analysis, promises=promises)
    vars(restated)["findings"] = analysis.findings  # nothing would be found of a standing that nothing below explains
    shown = box(draw(restated).dot, "Promise to buyers")
    assert f"SLA: {standing.symbol} {standing.word}|" in shown


def test_borders_differ_without_their_colours():
    borders = {(look["style"], look.get("penwidth"), look.get("peripheries")) for look in (BOXES[s] for s in Standing)}
    assert len(borders) == len({standing.symbol for standing in Standing}) == len(Standing)


ONE_PARTY = "slamodel: 1\nparties: {p: {kind: department}}\nservices:\n  a: {provider: p, needs: [b]}\n"


def test_a_circle_of_needs_is_drawn_and_named():
    dot = draw(analyse_text(f"{ONE_PARTY}  b: {{provider: p, needs: [a]}}\n", AS_OF)).dot
    assert "in a circle" in line(dot, "a", "b")[0]
    assert "in a circle" in line(dot, "b", "a")[0]
    assert "rests on a circle" in box(dot, "a")


def test_a_service_that_cannot_be_used_is_shown_as_such():
    picture = draw(analyse_text(f"{ONE_PARTY}  b: {{provider: p, own: {{availability: lots}}}}\n", AS_OF))
    assert box(picture.dot, "b") == "b|? not usable as written"
    assert "not usable as written" in picture.svg()


HOSTILE = [
    "<b>x</b>",
    'a"] evil [URL="javascript:x"',
    "node",
    "a:b\\",
    "x -> y; }",
    "&lt;",
    "日本語サービス",
    "{a|b}",
    "\\N\\G",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_ever_text(name):
    escaped = name.replace("'", "''")
    model = (
        f"slamodel: 1\ntitle: '{escaped}'\nparties:\n"
        f"  p: {{kind: department, name: '{escaped}'}}\n  c: {{kind: customer, name: '{escaped}'}}\n"
        f"services:\n  s: {{provider: p, name: '{escaped}'}}\n"
        f"agreements:\n  a: {{name: '{escaped}', kind: SLA, provider: p, customers: [c], services: [s],"
        " targets: [{metric: availability, at_least: 99 %}]}\n"
    )
    picture = draw(analyse_text(model, AS_OF))
    drawn = ET.fromstring(picture.svg())  # noqa: S314 - our own output
    texts = [(text.text or "").replace("\xa0", " ") for text in drawn.iter(f"{SVG}text")]
    assert texts.count(name) + sum(text.startswith(f"{name} · ") for text in texts) == 5
    assert not list(drawn.iter(f"{SVG}a"))
    assert (picture.nodes, picture.edges) == (2, 1)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_example_can_be_drawn_whole(folder):
    analysis = analyse(folder, AS_OF)
    picture = draw(analysis)
    assert picture.nodes >= len(analysis.landscape.services)
    assert picture.title in picture.svg()  # raises when a node or an edge is lost


@pytest.mark.slow
def test_the_same_model_gives_the_same_bytes_in_every_process():
    code = (
        "import sys; from tests.diagram.landscapes import layered, shop; from slamodel.diagram import draw;"
        "sys.stdout.buffer.write((draw(shop()).dot + draw(layered(120, 30)).dot).encode())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0]


def test_the_heading_names_date_and_model_and_the_description_the_verdict(picture):
    assert picture.title == "Shop"
    assert re.search(r"as of 2026-11-23 · model [0-9a-f]{12}", picture.dot)
    assert "▲ 1 gap" in picture.description
    assert "19 boxes and 17 lines" in picture.description


def test_drawing_loads_no_renderer_until_a_picture_is_wanted():
    heavy = ("wasmtime", "graphviz", "resvg_py")
    code = f"import sys; import slamodel.diagram; print([m for m in {heavy} if m in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


@pytest.mark.slow
def test_two_thousand_services_are_drawn_in_seconds():
    picture = draw(layered(2000, 110))
    assert picture.svg()
    assert picture.nodes <= 121


TIERS = """
slamodel: 1
parties: {buyers: {kind: customer}, web: {kind: department}, one: {kind: supplier}}
services:
  shop: {provider: web, needs: [line]}
  line: {provider: one}
agreements:
  sla:
    kind: SLA
    provider: web
    customers: [buyers]
    services: [shop]
    targets: [{metric: availability, at_least: 99.9 %}]
    tiers: {gold: {targets: [{metric: response, within: 1 h}, {metric: availability, at_least: 99.99 %}]}}
    tier: gold
  uc:
    kind: UC
    provider: one
    customers: [web]
    services: [line]
    tiers: {basic: {targets: [{metric: availability, at_least: 99 %}]}}
    tier: basic
"""


def test_targets_of_the_current_tier_are_drawn_like_the_others():
    dot = draw(analyse_text(TIERS, AS_OF)).dot
    assert box(dot, "sla") == "sla|SLA: ▲ gap|▲ 99.9 % a month|· response 1 h"
    assert box(dot, "line").startswith("line|UC 99 % a month")
    (needs,) = line(dot, "shop", "line")
    assert "99 % " in needs
    assert "needed 99.9 %" in needs


CAUSES = """
slamodel: 1
parties: {{buyers: {{kind: customer}}, web: {{kind: department}}, one: {{kind: supplier}}, two: {{kind: supplier}}}}
services:
  shop: {{provider: web, needs: [a, b, {{any_of: [c, d]}}]}}
  a: {{provider: one}}
  b: {{provider: two}}
  c: {{provider: one}}
  d: {{provider: two}}
agreements:
  sla: {{kind: SLA, provider: web, customers: [buyers], services: [shop],
        targets: [{{metric: availability, at_least: 99.9 %}}]}}
  uc-a: {{kind: UC, provider: one, customers: [web], services: [a],
         targets: [{{metric: availability, at_least: {a}}}]}}
  uc-b: {{kind: UC, provider: two, customers: [web], services: [b],
         targets: [{{metric: availability, at_least: {b}}}]}}
  uc-c: {{kind: UC, provider: one, customers: [web], services: [c],
         targets: [{{metric: availability, at_least: 99 %}}]}}
  uc-d: {{kind: UC, provider: two, customers: [web], services: [d],
         targets: [{{metric: availability, at_least: 100 %}}]}}
"""


@pytest.mark.parametrize(
    ("a", "b", "broken"),
    [
        ("99.5 %", "99.99 %", {"a": "needed 99.91 %"}),
        ("99.5 %", "99.95 %", {"a": "needed 99.95 %"}),
        ("99.5 %", "99.5 %", {"a": "", "b": ""}),
    ],
)
def test_the_broken_path_leads_to_what_could_close_the_gap_else_to_all_that_adds_to_it(a, b, broken):
    dot = draw(analyse_text(CAUSES.format(a=a, b=b), AS_OF)).dot
    for head in "ab":
        (drawn,) = line(dot, "shop", head)
        assert ("penwidth=2.6" in drawn) == (head in broken)
        assert broken.get(head, "") in drawn
        assert ("needed" in drawn) == bool(broken.get(head))
    (spare,) = line(dot, "any of", "c")
    assert "penwidth=2.6" not in spare


def test_the_name_of_a_frame_stands_where_fewer_lines_pass(picture):
    def place(frame: str) -> list[str]:
        return re.findall(rf'label="{frame}[^"]*" labeljust=l labelloc=(\w)', picture.dot)

    assert place("Buyers · customer") == place("Web · department") == ["t"]
    assert place("One Ltd · supplier") == place("Desk · department of Web") == ["b"]
