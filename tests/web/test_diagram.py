"""The page of the diagram: what it shows of a model, what it says where it cannot draw, and that names stay names."""

import re
import threading
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from slamodel_web import Settings, create_app
from slamodel_web.desk import Asked
from slamodel_web.drawings import Busy, Drawings
from slamodel_web.views.diagram import Wanted, wanted

from slamodel.diagram import RenderFault, style
from tests.diagram.landscapes import SHOP

STATIC = Path(__file__).parents[2] / "web" / "static"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "a:b:c",
    "\\N",
    "x" * 120,
    "שירותי ענן",
    "信用情報照会",
    "{{7*7}} %s </svg>",
)


class Tags(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def app():
    return create_app(Settings())


@pytest.fixture(scope="module")
def pages(app):
    client = app.test_client()

    def get(address, code=200, **headers):
        answer = client.get(address, headers=headers)
        assert answer.status_code == code, answer.text
        return answer

    return get


@pytest.fixture(scope="module")
def serve(app):
    def made(text):
        return f"/m/{app.extensions['desk'].create((('model.yaml', text.encode()),), 'first').name}/diagram"

    return made


@pytest.fixture(scope="module")
def shop(serve):
    return serve(SHOP)


@pytest.fixture(scope="module")
def large(serve, app):
    """101 services: one more than can be read."""
    services = "\n".join(f"  s{n}: {{name: Service {n}, provider: p{n % 3}}}" for n in range(101))
    parties = ", ".join(f"p{n}: {{name: Party {n}, kind: department}}" for n in range(3))
    return serve(f"slamodel: 1\ntitle: Large\nparties: {{{parties}}}\nservices:\n{services}\n")


@pytest.fixture(scope="module")
def hostile(serve):
    names = [name.replace("'", "''") for name in HOSTILE]
    services = "\n".join(f"  s{n}: {{name: '{name}', provider: p, needs: [end]}}" for n, name in enumerate(names))
    return serve(
        f"slamodel: 1\ntitle: '{names[0]}'\nparties:\n  c: {{name: '{names[1]}', kind: customer}}\n"
        f"  p: {{name: '{names[0]}', kind: department}}\n  q: {{name: '{names[1]}', kind: supplier}}\n"
        f"services:\n{services}\n  end: {{name: '{names[1]}', provider: q}}\nagreements:\n"
        f"  sla: {{name: '{names[1]}', kind: SLA, provider: p, customers: [c], services: [s0],"
        " targets: [{metric: availability, at_least: 99.9 %}]}\n"
    )


def drawn(answer):
    return {tag["data-of"] for tag in Tags(answer.text).of("a") if "data-of" in tag}


def test_the_page_comes_before_the_picture_is_drawn(pages, shop, app, monkeypatch):
    monkeypatch.setattr(Drawings, "svg", None)
    page = Tags(pages(shop).text)
    (place,) = [tag for _, tag in page.found if tag.get("id") == "diagram"]
    assert place["hx-get"] == f"{shop}/picture"


def test_without_a_script_a_link_shows_picture_and_list_at_once(pages, shop):
    (link,) = re.findall(r'<noscript><p><a href="([^"]+)"', pages(shop).text)
    page = pages(link.replace("&amp;", "&"))
    assert "<svg" in page.text
    assert "sla" in drawn(page)


def test_every_box_is_a_link_with_a_name_that_says_what_it_is_and_how_it_stands(pages, shop):
    links = {tag["data-of"]: tag for tag in Tags(pages(f"{shop}/picture").text).of("a") if "data-of" in tag}
    assert len(links) == 17
    assert links["sla"]["aria-label"] == "Promise to buyers, promise to Buyers, customer, gap"
    assert links["spare"]["aria-label"] == "spare, service of Two Ltd, supplier, no status"
    assert all(link["href"].startswith("/m/") for link in links.values())


def test_the_list_says_the_same_as_the_picture(pages, shop):
    html = pages(f"{shop}/picture").text
    rows = re.findall(r'<tr role="row">\s*<th role="rowheader".*?</tr>', html, re.DOTALL)
    assert len(rows) == 17
    assert "any of card-a, card-b" in html
    promised = next(row for row in rows if "Promise to buyers" in row)
    assert "<bdi>SLA · ▲ 99.9 % a month · ? resolution 8 h in 90 %</bdi>" in promised


def test_focus_depth_and_parties_are_part_of_the_address(pages, shop):
    assert drawn(pages(f"{shop}/picture?focus=first")) == {"first", "shop", "sla"}
    assert drawn(pages(f"{shop}/picture?focus=first&depth=1")) == {"first", "shop"}
    assert drawn(pages(f"{shop}/picture?collapse=party")) == {"buyers", "fans", "web", "desk", "one", "two"}
    page = pages(f"{shop}?focus=first&depth=1").text
    assert "around <bdi>first</bdi>" in page
    assert 'focus=first&amp;depth=1" aria-current="true">1 step' in page


@pytest.mark.parametrize("query", [{"depth": "2"}, {"focus": "a", "depth": "-1"}, {"focus": "a", "depth": "x"}])
def test_a_depth_that_makes_no_sense_counts_as_none(query):
    assert wanted(query).depth == ""


def test_a_focus_on_nothing_is_answered_with_what_was_perhaps_meant(pages, shop):
    for address in (f"{shop}?focus=firts", f"{shop}/picture?focus=firts", f"{shop}.svg?focus=firts"):
        assert "did you mean first" in pages(address, 404).text


def test_what_is_too_large_starts_with_one_box_for_each_party_and_says_so(pages, large):
    picture = pages(f"{large}/picture")
    assert drawn(picture) == {"p0", "p1", "p2"}
    assert "101 services are too many to read: collapsed to parties." in picture.text
    assert 'aria-current="true">parties' in pages(large).text


def test_a_search_marks_what_is_drawn_and_offers_to_look_around_what_is_not(pages, large):
    found = pages(f"{large}/search?q=pArTy 1")
    assert "Found 1 box in the picture." in found.text
    assert 'data-nodes="n1"' in found.text
    found = pages(f"{large}/search?q=service 10")
    assert "Found 2 in the model, outside of this picture." in found.text
    (first, *_) = [tag["href"] for tag in Tags(found.text).of("a")]
    assert drawn(pages(first.replace("/diagram?", "/diagram/picture?"))) == {"s10"}
    assert "and 89 more: write more of the name" in pages(f"{large}/search?q=service").text


def test_a_search_for_nothing_and_one_that_finds_nothing(pages, shop):
    assert "hits" not in pages(f"{shop}/search?q=+").text
    assert "Nothing in the model has “zebra” in its name." in pages(f"{shop}/search?q=zebra").text


def test_the_panel_of_a_promise_says_what_is_missing_and_whom_to_ask(pages, shop):
    panel = pages(f"{shop}/panel?kind=promise&of=sla").text
    assert "Promise to buyers" in panel
    assert "99.9 % a month (43 min 12 s)" in panel
    assert "Ask One Ltd for" in panel
    assert "the agreements below ensure no more than" in panel


def test_the_panel_of_a_service_says_what_is_committed_and_what_rests_on_it(pages, shop):
    panel = pages(f"{shop}/panel?kind=service&of=lines").text
    assert "Service of One Ltd" in panel
    assert "uc-one, for Web" in panel
    assert "Web shop: availability" in panel


def test_the_panel_of_a_party_says_what_it_owes_and_is_owed(pages, shop):
    panel = pages(f"{shop}/panel?kind=party&of=web").text
    assert "Department, 4 services" in panel
    assert panel.index("What it promises") < panel.index("What it is promised")


def test_any_customer_has_a_panel_and_no_page_of_its_own(pages, serve):
    address = serve(SHOP.replace("title: Shop", "title: Open shop").replace("customers: [fans]", "customers: [any]"))
    panel = pages(f"{address}/panel?kind=party&of=any").text
    assert "Any customer" in panel
    assert "What it is promised" in panel
    picture = pages(f"{address}/picture?collapse=party")
    assert {"any", "web"} < drawn(picture)
    for link in Tags(picture.text + panel).of("a"):
        pages(link["href"])


@pytest.mark.parametrize("query", ["kind=service&of=none", "kind=none&of=shop", "", "kind=promise&of=shop"])
def test_there_is_no_panel_for_what_is_not_there(pages, shop, query):
    pages(f"{shop}/panel?{query}", 404)


def test_names_are_shown_as_they_are_and_never_become_markup(pages, hostile):
    pictures = [f"{hostile}?drawn=yes", f"{hostile}?drawn=yes&collapse=party", f"{hostile}/search?q=e"]
    panels = [f"{hostile}/panel?kind=promise&of=sla", *(f"{hostile}/panel?kind=service&of=s{n}" for n in range(8))]
    for address in (*pictures, *panels, f"{hostile}/panel?kind=party&of=p"):
        html = pages(address).text
        tags = Tags(html)
        assert all("src" in tag for tag in tags.of("script")), address
        assert not tags.of("img")
        assert not [name for _, tag in tags.found for name in tag if name.startswith("on") or name == "style"]
        assert all((tag.get("href") or "#").startswith(("/", "#")) for tag in tags.of("a"))
    names = {
        tag["aria-label"].split(", service")[0] for tag in Tags(pages(pictures[0]).text).of("a") if "data-of" in tag
    }
    assert names > set(HOSTILE)


@pytest.mark.parametrize(
    ("kind", "mime", "start"), [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG")]
)
def test_the_picture_can_be_taken_along_and_runs_nothing_when_opened(pages, shop, kind, mime, start):
    answer = pages(f"{shop}.{kind}?focus=first")
    assert answer.mimetype == mime
    assert answer.data.startswith(start)
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=diagram-")
    assert b"href" not in answer.data


def test_where_nothing_can_be_drawn_the_list_stands_alone_and_says_why(pages, serve, monkeypatch):
    def broken(*_, **__):
        raise RenderFault("wasm", "The diagram was not drawn within 10 s.")

    monkeypatch.setattr("slamodel.diagram.picture.render_svg", broken)
    address = serve(SHOP.replace("Shop", "Broken shop"))
    answer = pages(f"{address}/picture")
    assert "The picture could not be drawn: The diagram was not drawn within 10 s." in answer.text
    assert "<svg" not in answer.text
    assert '<details class="as-list" open>' in answer.text
    assert "The picture could not be drawn" in pages(f"{address}.svg", 503).text


def test_who_finds_everything_busy_is_asked_to_come_back(pages, shop, monkeypatch):
    def busy(*_):
        raise Busy

    monkeypatch.setattr(Drawings, "svg", busy)
    answer = pages(f"{shop}/picture", 503)
    assert answer.headers["Retry-After"] == "5"
    assert "Too much is being drawn" in answer.text


class Slow:
    """A picture that is being drawn until it is let go."""

    def __init__(self):
        self.drawing, self.go, self.times = threading.Event(), threading.Event(), 0

    def svg(self, limits):
        assert limits.seconds == 10
        self.times += 1
        self.drawing.set()
        assert self.go.wait(10)
        return "<svg/>"


class Shelf:
    """What a drawing asks of a model: what it is a verdict on."""

    def __init__(self, key):
        self.key = key


def test_no_more_is_drawn_at_once_than_there_are_slots_and_nothing_twice(monkeypatch):
    slow = Slow()
    drawings = Drawings(slots=1, waiting=0)
    monkeypatch.setattr(drawings, "picture", lambda *_: slow)
    first = [threading.Thread(target=drawings.svg, args=(Shelf("a"), Wanted())) for _ in range(2)]
    for thread in first:
        thread.start()
    assert slow.drawing.wait(10)
    with pytest.raises(Busy):
        drawings.svg(Shelf("b"), Wanted())
    slow.go.set()
    for thread in first:
        thread.join(10)
    assert drawings.svg(Shelf("a"), Wanted()) == "<svg/>"
    assert slow.times == 1
    assert drawings.svg(Shelf("b"), Wanted()) == "<svg/>"


def test_what_cannot_be_drawn_is_not_tried_again_for_a_minute(monkeypatch):
    drawings, attempts, now = Drawings(), [], [0.0]

    class Hopeless:
        def svg(self, **_):
            attempts.append(now[0])
            raise RenderFault("Graphviz", "The drawing took too long.")

    monkeypatch.setattr(drawings, "picture", lambda *_: Hopeless())
    monkeypatch.setattr("slamodel_web.drawings.monotonic", lambda: now[0])
    for now[0] in (1.0, 30.0, 60.0, 62.0):
        with pytest.raises(RenderFault, match="took too long"):
            drawings.svg(Shelf("a"), Wanted())
    assert attempts == [1.0, 62.0]


def test_the_same_bytes_in_other_files_are_another_model(app):
    first = b"slamodel: 1\nparties: {it: {kind: department}}\nservices:\n  web: {provider: it}\n"
    second = b"services:\n  shop: {provider: it, needs: [web]}\n"
    desk, day = app.extensions["desk"], Asked(date(2026, 11, 23))
    apart = desk.create((("a.yaml", first), ("b.yaml", second)), "first")
    together = desk.create((("a.yaml", first + second),), "first")
    pictures = [app.extensions["drawings"].picture(desk.open(made.name, day), Wanted()) for made in (apart, together)]
    assert ["shop" in picture.dot for picture in pictures] == [True, False]


def test_every_colour_of_a_picture_has_one_for_the_dark():
    css = (STATIC / "diagram" / "diagram.css").read_text(encoding="utf-8")
    dark = css[css.index("@media screen and (prefers-color-scheme: dark)") :]
    used = {
        (attribute, colour)
        for looks in (style.BOXES, style.LINES, style.MOODS, style.FRAMES, {"all": style.NODE, "frame": style.FRAME})
        for look in looks.values()
        for key, colour in look.items()
        for attribute in {"color": ["stroke"], "fillcolor": ["fill"], "fontcolor": ["fill"]}.get(key, [])
    }
    assert len(used) > 15
    assert [pair for pair in sorted(used) if f'[{pair[0]}="{pair[1]}"]' not in dark] == []


def test_a_picture_of_another_day_or_focus_is_another_one(pages, serve):
    address = serve(SHOP.replace("title: Shop", "title: Dated shop"))
    assert "as of 2026-11-23" in pages(f"{address}/picture?as_of=2026-11-23").text
    assert "as of 2027-03-01" in pages(f"{address}/picture?as_of=2027-03-01").text


def test_parts_of_the_report_that_pages_use_escape_what_they_are_given(app):
    part = app.jinja_env.from_string('{% from "parts.html.j2" import list %}{{ list(["<b>"]) }}')
    assert "<li>&lt;b&gt;</li>" in part.render()
