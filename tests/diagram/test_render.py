"""Pictures: what is drawn is what was asked for, what is hostile stays out, and every failure is one sentence."""

import random
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slamodel.diagram.drawing import svg
from slamodel.diagram.drawing.label import FONT_NAME, MAX_LABEL, clip, quote
from slamodel.diagram.drawing.render import render_svg

SVG = "{http://www.w3.org/2000/svg}"
TWO_NODES = 'digraph { newrank=true; n1 [label="Shop"]; n2 [label="Database"]; n1 -> n2; }'
CLUSTERS = (
    f'digraph {{ newrank=true; fontname="{FONT_NAME}"; node [shape=box fontname="{FONT_NAME}" tooltip="a service"];'
    'subgraph cluster_it { label="IT"; class="party"; n1 [label="Shop" class="late hot"]; }'
    'subgraph cluster_net { label="Network"; n2 [label="Line"]; } n1 -> n2 [class="needs"]; }'
)


def drawn(text: str, **options) -> ET.Element:
    """The parsed picture of a DOT text."""
    return ET.fromstring(render_svg(text, **options))  # noqa: S314 - our own output


def texts(picture: ET.Element, kind: str) -> list[list[str]]:
    """The lines of text in each group of a kind; Graphviz writes repeated blanks as no-break spaces."""
    first = kind if kind == "node" else f"words {kind}"
    groups = (group for group in picture.iter(f"{SVG}g") if (group.get("class") or "").startswith(first))
    return [[(line.text or "").replace("\xa0", " ") for line in group.iter(f"{SVG}text")] for group in groups]


def labelled(label: str) -> str:
    """Two nodes, an edge and a cluster that all carry the label."""
    token = quote(label)
    return f"digraph {{ subgraph cluster_a {{ label={token}; n1 [label={token}]; }} n2; n1 -> n2 [label={token}]; }}"


HOSTILE_LABELS = [
    "a:b:c",
    "<Payments>",
    "<<b>bold</b>>",
    "trailing backslash\\",
    '"] evil [URL="javascript:alert(1)"',
    '\\"] evil [URL=x',
    "\\N",
    "\\G \\L \\E \\T \\l \\r \\n",
    "&lt;b&gt;",
    "&#60;script&#62; &amp;amp;",
    "node",
    "digraph { x -> y }",
    "two  blanks   and three",
    "/* comment */ // # not one",
    "-->]]><script>alert(1)</script>",
    "{{7*7}} ${7*7} %s {0.__class__}",
    "חשבון عربي",
    "日本語サービス 한국어",
    "👩‍👩‍👧 😀 Größe ✓",
]


INSTALLED = pytest.param("dot", marks=pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed"))


@pytest.mark.parametrize("renderer", ["wasm", INSTALLED])
@pytest.mark.parametrize("label", HOSTILE_LABELS)
def test_a_label_is_drawn_as_it_is_written(label, renderer):
    picture = drawn(labelled(label), nodes=2, edges=1, renderer=renderer)
    assert texts(picture, "node")[0] == [label]
    assert texts(picture, "edge") == [[label]]
    assert texts(picture, "cluster") == [[label]]


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_any_text_survives_the_way_through_graphviz(label):
    lines = clip(label).replace("\xa0", " ").split("\n")
    assert "\n".join(texts(drawn(labelled(label), nodes=2, edges=1), "node")[0]).split() == "\n".join(lines).split()


def test_an_empty_label_leaves_an_empty_node():
    assert texts(drawn(labelled(""), nodes=2, edges=1), "node") == [[], ["n2"]]


def test_a_huge_label_is_cut():
    [(line,), _] = texts(drawn(labelled("x" * 100_000), nodes=2, edges=1), "node")
    assert line == "x" * (MAX_LABEL - 1) + "…"


def test_a_label_of_many_lines_is_cut():
    lines = texts(drawn(labelled("a\n" * 200_000), nodes=2, edges=1), "node")[0]
    assert len(lines) == MAX_LABEL // 2


def test_groups_keep_names_classes_and_tooltips():
    picture = drawn(CLUSTERS, nodes=2, edges=1)
    groups = {g.get("id"): g for g in picture.iter(f"{SVG}g")}
    assert groups["n1"].get("class") == "node late hot"
    assert groups["cluster_it"].get("class") == "cluster party"
    assert groups["n1"].findtext(f"{SVG}title") == "a service"
    edges = [g for g in picture.iter(f"{SVG}g") if g.get("class") == "edge needs n1 n2"]
    assert [edge.get("id") for edge in edges] == [None]


def test_words_of_lines_and_frames_are_drawn_last_each_on_a_patch():
    text = 'digraph { subgraph cluster_a { bgcolor="#eeeeee" label=Frame; n1; } n2; n1 -> n2 [label="two\\nlines"]; }'
    (graph,) = (child for child in drawn(text, nodes=2, edges=1) if child.tag == f"{SVG}g")
    kinds = [group.get("class") for group in graph.iter(f"{SVG}g")][1:]
    assert kinds == ["cluster", "node", "node", "edge n1 n2", "words cluster", "words edge n1 n2"]
    frame, edge = graph[-2:]
    assert [child.tag for child in edge] == [f"{SVG}polygon", f"{SVG}text"] * 2
    assert (frame[0].get("fill"), edge[0].get("fill")) == ("#eeeeee", "#ffffff")
    for patch, words in ((edge[0], edge[1]), (edge[2], edge[3]), (frame[0], frame[1])):
        corners = [tuple(map(float, corner.split(","))) for corner in (patch.get("points") or "").split()]
        (left, top), (right, bottom) = corners[0], corners[2]
        x, y = float(words.get("x") or 0), float(words.get("y") or 0)
        assert left <= x < right
        assert top < y < bottom


def test_the_picture_is_named_and_described():
    picture = drawn(TWO_NODES, nodes=2, edges=1, title="Shop <1>", description="One & two\x00")
    title, desc = picture[0], picture[1]
    assert (title.tag, title.text, desc.tag, desc.text) == (f"{SVG}title", "Shop <1>", f"{SVG}desc", "One & two")
    assert picture.get("role") == "img"
    assert picture.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    other = drawn(TWO_NODES, nodes=2, edges=1, title="Another")
    assert other[0].get("id") != title.get("id")


def test_a_picture_without_a_title_still_has_a_name():
    picture = drawn(TWO_NODES, nodes=2, edges=1)
    assert picture[0].text == "Diagram"
    assert picture.find(f"{SVG}desc") is None


def test_size_and_font_suit_print_and_page():
    picture = drawn(CLUSTERS, nodes=2, edges=1)
    assert (picture.get("width") or "").endswith("pt")
    assert len((picture.get("viewBox") or "").split()) == 4
    assert (picture.get("font-family") or "").startswith("'DejaVu Sans'")
    assert all(line.get("font-family") is None for line in picture.iter(f"{SVG}text"))


def test_what_dot_was_told_about_links_and_images_is_not_kept(tmp_path):
    text = f'digraph {{ n1 [URL="javascript:alert(1)" target="_top" image="{tmp_path}/x.png" tooltip="t"]; }}'
    result = render_svg(text, nodes=1, edges=0)
    assert "javascript" not in result
    assert "href" not in result
    assert "image" not in result


HOSTILE_SVG = """<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"
 xmlns:xlink="http://www.w3.org/1999/xlink" width="1pt" height="1pt" viewBox="0 0 1 1" onload="evil()">
 <script>evil()</script><style>evil</style><foreignObject>evil</foreignObject>
 <g class="node late evil()" id="n1" onclick="evil()" style="evil"><title>n1</title>
 <image xlink:href="evil.png"/><use href="#evil"/><a href="evil"><text x="1" onclick="evil()">fine</text></a>
 <polygon points="0,0 1,1" fill="url(#evil)" stroke="url(http://evil)" stroke-width="evil;"/></g>
 <g class="edge"><title>evil</title><set attributeName="href" to="evil"/></g></svg>"""


def test_only_allowed_tags_and_attributes_are_rebuilt():
    result = svg.write(svg.read(HOSTILE_SVG))
    assert "evil" not in result
    assert '<g id="n1" class="node late">' in result
    assert ">fine</text>" in result


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "not xml",
        "<html/>",
        "<svg/>",
        '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg xmlns="http://www.w3.org/2000/svg"/>',
        '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 30_000 + "</g>" * 30_000 + "</svg>",
    ],
)
def test_what_is_no_drawing_of_graphviz_is_refused(raw):
    with pytest.raises(svg.UnreadableError):
        svg.read(raw)


@pytest.mark.slow
def test_the_same_input_gives_the_same_bytes_in_a_process_without_a_home(tmp_path):
    script = (
        "import sys; from slamodel.diagram.drawing.render import render_svg;"
        "sys.stdout.write(render_svg(sys.argv[1], nodes=2, edges=1, title='T'))"
    )
    blocked = tmp_path / "file"
    blocked.touch()
    root = Path(svg.__file__).parents[3]
    environment = {"HOME": str(blocked), "PYTHONHASHSEED": "7", "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    other = subprocess.run(
        [sys.executable, "-c", script, CLUSTERS], env=environment, check=True, capture_output=True, encoding="utf-8"
    )
    here = render_svg(CLUSTERS, nodes=2, edges=1, title="T")
    assert other.stdout == here
    assert other.stderr == ""


def test_wasmtime_and_resvg_are_loaded_with_the_first_picture():
    script = "import sys, slamodel.diagram.drawing.render; print({'wasmtime', 'resvg_py'} & set(sys.modules))"
    root = Path(svg.__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def random_clusters(seed: int) -> tuple[str, int, int]:
    """Departments that depend on each other both ways, the shape in which Graphviz has lost edges; with its counts."""
    chance = random.Random(seed)
    nodes = chance.randint(20, 120)
    clusters = chance.randint(3, 12)
    parts = [
        f"subgraph cluster_{c} {{ label=c; {' '.join(f'n{n};' for n in range(c, nodes, clusters))} }}"
        for c in range(clusters)
    ]
    pairs = {(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(2 * nodes)}
    arrows = [f'n{a} -> n{b} [label="needs"];' for a, b in sorted(pairs)]
    direction = chance.choice(["LR", "TB"])
    return f"digraph {{ newrank=true; rankdir={direction}; {' '.join(parts + arrows)} }}", nodes, len(pairs)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_clusters_that_need_each_other_are_drawn_completely(seed):
    text, nodes, edges = random_clusters(seed)
    assert re.match("<svg ", render_svg(text, nodes=nodes, edges=edges))
