"""Entries changed through forms: what is written, what stays, what is refused."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from slamodel_web import Settings, create_app
from slamodel_web.forms.sections import FORMS

from tests.web.forms import fields_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOME = {"Origin": "http://localhost"}
MODELS = [
    EXAMPLES / "01-one-promise" / "model.yaml",
    EXAMPLES / "03-redundancy" / "model.yaml",
    EXAMPLES / "05-credit-check" / "model.yaml",
    EXAMPLES / "06-university-it" / "model.yaml",
    EXAMPLES / "07-egi-federation",
]


@cache
def application() -> Flask:
    """One for all tests of this file: each has a workspace of its own."""
    app: Flask = create_app(Settings())
    return app


class Site:
    """A model behind the application, and forms of it as a browser fills them in."""

    def __init__(self, contents: tuple[tuple[str, bytes], ...]) -> None:
        app = application()
        self.desk = app.extensions["desk"]
        self.name = self.desk.create(contents, "start", "model").name
        self.client: FlaskClient = app.test_client()

    @property
    def workspace(self):
        return self.desk.workspace(self.name)

    @property
    def contents(self) -> tuple[tuple[str, bytes], ...]:
        contents: tuple[tuple[str, bytes], ...] = self.desk.store.revision(self.workspace).contents
        return contents

    @property
    def text(self) -> str:
        return "".join(data.decode() for _, data in self.contents)

    def get(self, address: str):
        return self.client.get(f"/m/{self.name}/model" + (f"/{address}" if address[:1].isalpha() else address))

    def form(self, address: str) -> dict[str, list[str]]:
        answer = self.get(address)
        assert answer.status_code == 200, answer.text
        return fields_of(answer.text)

    def send(self, address: str, fields: dict[str, list[str]], **changed: Any):
        sent = {**fields, **{name: [value] if isinstance(value, str) else value for name, value in changed.items()}}
        return self.client.post(f"/m/{self.name}/model/{address}", data=sent, headers=HOME)

    def remove(self, section: str, name: str):
        seen = {"seen": self.form(f"{section}/edit?id={name}")["seen"]}
        return self.client.post(f"/m/{self.name}/model/{section}/remove?id={name}", data=seen, headers=HOME)

    def save(self, address: str, **changed: str | list[str]):
        answer = self.send(address, self.form(address), **changed)
        assert answer.status_code == 303, answer.text
        return answer


def contents_of(path: Path) -> tuple[tuple[str, bytes], ...]:
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return tuple((file.name, file.read_bytes()) for file in files)


@pytest.fixture
def credit() -> Site:
    return Site(contents_of(EXAMPLES / "05-credit-check" / "model.yaml"))


def entries_of(site: Site) -> Iterator[tuple[str, str]]:
    landscape = site.desk.read(site.contents).landscape
    for section in FORMS:
        yield from ((section, name) for name in getattr(landscape, section))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new, where both texts differ."""
    old, new = before.split("\n"), after.split("\n")
    top = next((at for at in range(min(len(old), len(new))) if old[at] != new[at]), min(len(old), len(new)))
    shorter = min(len(old), len(new)) - top
    end = next((at for at in range(shorter) if old[-1 - at] != new[-1 - at]), shorter)
    return old[top : len(old) - end], new[top : len(new) - end]


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.parent.name if path.suffix else path.name)
def test_a_form_that_is_saved_as_it_was_opened_leaves_every_byte_of_the_model(path: Path):
    site = Site(contents_of(path))
    before, entries = site.contents, list(entries_of(site))
    for section, name in entries:
        site.save(f"{section}/edit?{urlencode({'id': name})}")
    site.save("head")
    assert len(entries) > 3
    assert site.contents == before
    assert site.workspace.head == 1


@pytest.mark.parametrize(
    ("address", "field", "value", "old", "new"),
    [
        ("parties/edit?id=it", "name", "IT Department", "{name: IT, ", "{name: IT Department, "),
        ("parties/edit?id=bureau-three", "contact", "sla@three.example", None, "contact: sla@three.example"),
        ("calendars/edit?id=office", "hours.sat", "9-13", None, '"09:00-13:00"'),
        ("services/edit?id=web-front", "provider", "it", "provider: network-team", "provider: it"),
        ("services/edit?id=credit-check", "own.0.value", "99,9 %", "99.95 %", "99.9 %"),
        ("agreements/edit?id=sla-retail-bank", "targets.0.level", "99.2 %", "at_least: 99 %", "at_least: 99.2 %"),
        ("agreements/edit?id=sla-retail-bank", "term.to", "2028-12-31", "to: 2027-12-31", "to: 2028-12-31"),
        ("agreements/edit?id=uc-bureau-one", "price", "50000 per year", "price: 48000", "price: 50000"),
    ],
)
def test_one_changed_field_changes_one_line(credit: Site, address: str, field: str, value: str, old, new):
    before = credit.text
    credit.save(address, **{field: value})
    gone, come = changed_lines(before, credit.text)
    assert len(gone) == len(come) == 1
    assert old is None or old in gone[0]
    assert new in come[0]
    assert gone[0].partition("#")[2].strip() == come[0].partition("#")[2].strip()


ODD = """\
slamodel: 1
title: Odd   # a comment
parties:
  a: {name: A, kind: customer}
  b: {name: B, kind: department, contact: "sla@b.example"}   # the one that answers
  c: {name: C, kind: supplier}
services:
  shop:
    provider: b
    needs: [{service: pay, usage: 2}, {at_least: 1, of: [pay, host]}]
    fulfilled_by: {in_order: [pay, {in_parallel: [host]}]}
  pay: {provider: c}
  host: {provider: c}
agreements:
  sla:
    kind: SLA
    provider: b
    customers: any
    services: shop
    targets:
      - {metric: availability, at_most: 10 min, window: rolling 30 d}   # as downtime
      - metric: resolution     # in block style
        within: PT4H
        in: 0.95
    credits: [{metric: availability, below: 99 %, credit: 10 %}]   # paid by hand
    priorities: {P1: {impact: all}}
    waivers: [{rule: A101, owner: me, reason: "later: soon"}]
    tiers:
      gold: {price: 100 per year, targets: [{metric: availability, at_least: 99.9 %}]}   # on offer
"""


@pytest.fixture
def odd() -> Site:
    return Site((("model.yaml", ODD.encode()),))


def test_spellings_that_people_seldom_use_stay_when_nothing_was_touched(odd: Site):
    for section, name in [*entries_of(odd)]:
        odd.save(f"{section}/edit?id={name}")
    assert odd.text == ODD


def test_blanks_around_a_value_are_no_change_that_anybody_made():
    text = 'slamodel: 1\nparties:\n  a: {name: " IT ", kind: department}\n'
    site = Site((("model.yaml", text.encode()),))
    site.save("parties/edit?id=a", contact="x@y.example")
    assert site.text == text.replace("department}", "department, contact: x@y.example}")


def test_what_a_form_does_not_show_stays_and_is_named(odd: Site):
    page = odd.get("agreements/edit?id=sla").text
    assert "Kept as they are: priorities, waivers" in page
    odd.save("agreements/edit?id=sla", **{"targets.1.level": "3 h", "tiers.0.price": "120 per year"})
    gone, come = changed_lines(ODD, odd.text)
    assert [line for line in come if line not in gone] == [
        "        within: 3 h",
        "      gold: {price: 120 per year, targets: [{metric: availability, at_least: 99.9 %}]}   # on offer",
    ]
    assert "credits: [{metric: availability, below: 99 %, credit: 10 %}]   # paid by hand" in odd.text


def test_a_need_is_changed_by_outline_where_scripts_do_not_run(odd: Site):
    odd.save("services/edit?id=shop", needs="pay x 2\r\nany one of:\r\n  host\r\n  pay")
    assert "needs: [{service: pay, usage: 2}, {any_of: [host, pay]}]" in odd.text
    assert "fulfilled_by: {in_order: [pay, {in_parallel: [host]}]}" in odd.text


def test_a_value_that_a_form_cannot_show_is_left_alone():
    text = "slamodel: 1\nparties:\n  a: {name: [x, y], kind: customer}\n"
    site = Site((("model.yaml", text.encode()),))
    assert "the form cannot show" in site.get("parties/edit?id=a").text
    site.send("parties/edit?id=a", site.form("parties/edit?id=a"), contact="x@y.example")
    assert site.text == text


def test_a_text_where_keys_belong_is_left_alone_too():
    text = "slamodel: 1\ncalendars:\n  a:\n    hours: {mon: '08:00-18:00'}\n    holidays: NL\n"
    site = Site((("model.yaml", text.encode()),))
    fields = site.form("calendars/edit?id=a")
    assert "holidays.country" not in fields
    site.send("calendars/edit?id=a", fields, **{"name": "Office", "holidays.dates": "2026-12-24"})
    assert "holidays: NL\n" in site.text


def test_a_new_entry_gets_an_id_from_its_name_and_its_place_among_the_others(credit: Site):
    before = credit.text
    credit.save("parties/new", name="Zoë & Söhne: GmbH", kind="supplier")
    gone, come = changed_lines(before, credit.text)
    assert not gone or gone == [""]
    assert come[0].split() == ["zoe-sohne-gmbh:", "{name:", '"Zoë', "&", "Söhne:", 'GmbH",', "kind:", "supplier}"]
    assert credit.desk.read(credit.contents).landscape.parties["zoe-sohne-gmbh"].name == "Zoë & Söhne: GmbH"


def test_the_same_name_twice_gets_two_ids(credit: Site):
    for _ in range(2):
        credit.save("parties/new", name="IT", kind="department")
    assert {"it", "it-2", "it-3"} <= set(credit.desk.read(credit.contents).landscape.parties)


def test_an_address_fills_in_a_new_form(credit: Site):
    fields = credit.form("agreements/new?kind=UC&provider=it&services=login&services=web-front")
    assert fields["kind"] == ["UC"]
    assert fields["provider"] == ["it"]
    assert fields["services"] == ["login", "web-front"]


def test_an_agreement_is_made_with_what_it_is_about_and_with_whom(credit: Site):
    fields = credit.form("agreements/new")
    answer = credit.send(
        "agreements/new",
        fields,
        **{
            "kind": ["UC"],
            "new.provider.name": "Printer Ltd",
            "customers": ["it"],
            "new.services.name": "Printing",
            "targets.n0.metric": "availability",
            "targets.n0.level": "99,5%",
        },
    )
    assert answer.status_code == 303, answer.text
    landscape = credit.desk.read(credit.contents).landscape
    made = landscape.agreements["uc-printing"]
    assert (made.provider, made.services) == ("printer-ltd", ("printing",))
    assert landscape.services["printing"].provider == "printer-ltd"
    assert "at_least: 99.5 %" in credit.text
    assert credit.desk.read(credit.contents).diagnostics == ()


MISTAKES = [
    ("parties/new", {"kind": "customer"}, "name", "Give it a name."),
    ("parties/new", {"name": "X"}, "kind", "Choose one."),
    ("parties/edit?id=it", {"contact": "javascript:alert(1)"}, "contact", "Only http, https and mailto"),
    ("parties/new", {"name": "X", "kind": "customer", "id": "a b"}, "id", "is not an id"),
    ("parties/new", {"name": "X", "kind": "customer", "id": "it"}, "id", "There is a party with this id already."),
    ("calendars/new", {"name": "X", "hours.tue": "8 to late"}, "hours.tue", "is not a span of hours"),
    ("calendars/edit?id=office", {"timezone": "Mars/Base"}, "timezone", "is not a time zone"),
    ("calendars/edit?id=office", {"holidays.country": "Atlantis"}, "holidays.country", "by its two letters"),
    ("calendars/edit?id=office", {"holidays.dates": "3/4/2026"}, "holidays.dates", "is not a date"),
    ("calendars/new", {"name": "X"}, "hours.mon", "A value is missing here."),
    ("services/new", {"name": "X"}, "provider", "Choose one."),
    ("services/edit?id=login", {"needs": '["identity-clod"]'}, "needs", "Did you mean &#34;identity-cloud&#34;?"),
    ("services/edit?id=login", {"needs": '["login"]'}, "needs", "needs itself"),
    ("services/edit?id=login", {"own.0.value": "9995"}, "own.0.value", "more than 100 %"),
    ("agreements/edit?id=ola-login", {"targets.0.level": ""}, "targets.0.level", "A value is missing here."),
    ("agreements/edit?id=ola-login", {"customers": []}, "customers", "Choose at least one."),
    ("agreements/edit?id=ola-login", {"services": []}, "services", "names the services"),
    ("agreements/edit?id=ola-login", {"term.to": "2020-01-01"}, "term.from", "ends before it starts"),
    ("agreements/edit?id=ola-login", {"price": "12000 USD per year"}, "price", "names a currency"),
    ("agreements/edit?id=ola-login", {"tier": "gold"}, "tier", "Unknown tier"),
    ("head", {"conventions.month": "a month"}, "conventions.month", "is not a"),
]


@pytest.mark.parametrize(("address", "changed", "field", "sentence"), MISTAKES)
def test_a_mistake_is_told_at_its_field_and_nothing_is_stored(credit: Site, address: str, changed, field, sentence):
    before = credit.contents
    answer = credit.send(address, credit.form(address), **changed)
    assert answer.status_code == 422
    told = answer.text.partition(f'id="told-{field}"')[2].partition("</span></span>")[0]
    assert sentence in told, answer.text
    assert f'href="#{field}"' in answer.text
    assert credit.contents == before


@pytest.mark.parametrize(
    ("address", "changed", "field"),
    [
        ("agreements/edit?id=sla", {"tiers": ["0", "n0"], "tiers.n0.name": "gold"}, "tiers.n0.name"),
        ("agreements/edit?id=sla", {"tiers": ["0", "n0"], "tiers.n0.price": "5 per year"}, "tiers.n0.name"),
        (
            "services/edit?id=pay",
            {
                "own": ["n0", "n1"],
                **{f"own.{row}.metric": "availability" for row in ("n0", "n1")},
                "own.n0.value": "99 %",
                "own.n1.value": "98 %",
            },
            "own.n1.value",
        ),
    ],
)
def test_of_two_rows_for_the_same_none_is_lost(odd: Site, address: str, changed: dict[str, Any], field: str):
    answer = odd.send(address, odd.form(address), **changed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert odd.text == ODD


def test_a_form_takes_what_people_write_and_says_so_before_it_is_saved(credit: Site):
    address = "agreements/edit?id=uc-bureau-one"
    typed = {"targets.0.level": "99,7", "price": "\u20ac50.000 / Jahr", "term.notice": "3 Monate"}
    told = credit.send("agreements/check?id=uc-bureau-one", credit.form(address), **typed).text
    assert "Taken as 99.7 %." in told
    assert "Taken as 50000 per year." in told
    assert "mistake" not in told
    credit.save(address, **typed)
    made = credit.desk.read(credit.contents).tree["agreements"]["uc-bureau-one"]
    assert (made["targets"][0]["at_least"], made["price"]) == ("99.7 %", "50000 per year")
    assert made["term"]["notice"] == "3 months"


def test_a_price_brings_its_currency_to_a_model_that_states_none(odd: Site):
    address, typed = "agreements/edit?id=sla", {"price": "10000 EUR per month"}
    told = odd.send("agreements/check?id=sla", odd.form(address), **typed).text
    assert "Taken as 10000 per month. EUR is set as the currency of this model." in told
    odd.save(address, **typed)
    assert set(odd.text.splitlines()) - set(ODD.splitlines()) == {"currency: EUR", "    price: 10000 per month"}
    assert newest_message(odd).endswith("price changed, with EUR as the currency")
    assert odd.send(address, odd.form(address), price="5 USD").status_code == 422


def test_two_prices_in_two_currencies_are_not_mixed(odd: Site):
    address, typed = "agreements/edit?id=sla", {"price": "5 EUR per month", "tiers.0.price": "7 USD per month"}
    answer = odd.send(address, odd.form(address), **typed)
    assert answer.status_code == 422
    assert "names a currency" in answer.text
    assert odd.text == ODD


def test_where_and_when_a_calendar_is_closed_is_understood_by_name(credit: Site):
    closed = {"holidays.country": "Germany", "holidays.dates": "24.12.2026\r\n2026-12-31"}
    told = credit.send("calendars/check", credit.form("calendars/new"), timezone="Berlin", **closed).text
    assert "Taken as Europe/Berlin." in told
    assert "Taken as DE." in told
    credit.save("calendars/new", name="Desk", timezone="Berlin", **{"hours.mon": "9-17"}, **closed)
    made = credit.desk.read(credit.contents).landscape.calendars["desk"]
    assert (made.timezone, made.holidays.country) == ("Europe/Berlin", "DE")
    assert [day.isoformat() for day in made.holidays.dates] == ["2026-12-24", "2026-12-31"]


def test_a_message_names_the_entry_and_all_that_changed(credit: Site):
    credit.save("services/new", name="Service desk two", provider="it")
    assert newest_message(credit) == "Service \u201cService desk two\u201d added"
    credit.save("services/edit?id=credit-check", handled_by='["application-support"]', provider="it")
    assert newest_message(credit) == (
        "Service \u201cOnline credit check\u201d: provider, hand-offs of an incident changed"
    )
    terms = {"term.from": "2026-02-01", "term.to": "2027-02-01", "term.notice": "90 d", "term.renews": "1 year"}
    sources = {"source.document": "a.pdf", "source.clause": "4", "source.as_of": "2026-01-01", "reports": "monthly"}
    credit.save("agreements/edit?id=uc-bureau-one", price="5 per year", **terms, **sources)
    assert newest_message(credit).endswith(
        "start, end, notice, renewal, price, reporting, document, clause and 1 more changed"
    )


def newest_message(site: Site) -> str:
    message: str = site.desk.store.revision(site.workspace).stamp.message
    return message


def test_the_level_that_holds_is_chosen_among_those_on_offer(odd: Site):
    fields = odd.form("agreements/edit?id=sla")
    added = odd.send(
        "agreements/edit?id=sla", {**fields, "tiers": ["0", "n0"], "tiers.n0.name": ["silver"]}, act="refresh tiers"
    )
    offered = added.text.partition('<select id="tier"')[2].partition("</select>")[0]
    assert '<option value="silver">silver</option>' in offered
    assert '<option value="gold">gold</option>' in offered
    odd.save("agreements/edit?id=sla", tier="gold")
    assert "    tier: gold\n" in odd.text


def test_a_check_stores_nothing_and_is_silent_on_fields_that_are_still_empty(credit: Site):
    fields = credit.form("services/new")
    answer = credit.send("services/check", fields, name="X")
    assert answer.status_code == 200
    assert "mistake" not in answer.text
    assert credit.workspace.head == 1


def test_a_check_says_the_verdict_before_and_with_the_change(credit: Site):
    address = "agreements/edit?id=uc-hosting-one"
    answer = credit.send("agreements/check?id=uc-hosting-one", credit.form(address), **{"targets.0.level": "90 %"})
    assert "With this: " in answer.text
    assert "Before: " in answer.text
    assert credit.workspace.head == 1


def test_a_form_that_did_not_arrive_as_a_whole_is_refused(credit: Site):
    fields = credit.form("parties/edit?id=it")
    del fields["whole"]
    assert credit.send("parties/edit?id=it", fields).status_code == 400
    assert credit.workspace.head == 1


def test_others_who_changed_something_else_are_no_reason_to_ask(credit: Site):
    mine = credit.form("parties/edit?id=it")
    credit.save("parties/edit?id=bureau-one", name="Bureau 1")
    answer = credit.send("parties/edit?id=it", mine, name="IT Department")
    assert answer.status_code == 303
    assert "Bureau 1" in credit.text
    assert "IT Department" in credit.text


def test_others_who_changed_the_same_entry_are_shown_and_both_changes_can_be_kept(credit: Site):
    mine = credit.form("parties/edit?id=bureau-one")
    credit.save("parties/edit?id=bureau-one", name="Bureau 1")
    answer = credit.send("parties/edit?id=bureau-one", mine, contact="new@bureau.example")
    assert answer.status_code == 409
    assert "name: Bureau <del>One Ltd</del>" in answer.text
    assert "Save on top of the newest" in answer.text
    refilled = fields_of(answer.text)
    assert refilled["name"] == ["Bureau 1"]
    assert refilled["contact"] == ["new@bureau.example"]
    assert credit.send("parties/edit?id=bureau-one", refilled).status_code == 303
    assert "{name: Bureau 1, kind: supplier, contact: new@bureau.example}" in credit.text


def test_an_entry_that_others_removed_is_not_lost_to_whoever_edits_it(credit: Site):
    mine = credit.form("parties/edit?id=list-keeper")
    others = without_entry(credit.text, "list-keeper")
    credit.desk.save(credit.workspace, mine["seen"][0], (("model.yaml", others.encode()),), "gone")
    answer = credit.send("parties/edit?id=list-keeper", mine, name="Lists Ltd")
    assert answer.status_code == 409
    assert "removed this in the meantime" in answer.text
    assert credit.send("parties/edit?id=list-keeper", fields_of(answer.text)).status_code == 303
    kind = credit.desk.read(credit.contents).landscape.parties["list-keeper"].kind
    assert (kind, credit.text.count("Lists Ltd")) == ("supplier", 1)


def without_entry(text: str, name: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(f"  {name}:"))


def test_a_form_sent_twice_makes_one_entry(credit: Site):
    fields = credit.form("parties/new")
    for _ in range(2):
        answer = credit.send("parties/new", fields, name="Once", kind="supplier")
        assert answer.status_code == 303
    assert credit.text.count("Once") == 1


def test_rows_are_added_moved_and_removed_without_scripts_and_nothing_is_stored(credit: Site):
    address = "agreements/edit?id=uc-bureau-two"
    first = credit.form(address)
    assert first["targets"] == ["0", "1", "2"]
    down = fields_of(credit.send(address, first, act="down targets 0").text)
    assert down["targets"] == ["1", "0", "2"]
    removed = fields_of(credit.send(address, down, act="remove targets 1").text)
    assert removed["targets"] == ["0", "2"]
    added = fields_of(credit.send(address, removed, act="add targets").text)
    assert added["targets"] == ["0", "2", "n0"]
    assert credit.workspace.head == 1
    before = credit.text
    credit.send(address, added)
    gone, come = changed_lines(before, credit.text)
    assert [line.strip() for line in gone] == ["- {metric: fulfilment, within: 10 min}"]
    assert come == []


def test_an_entry_is_renamed_wherever_it_is_named(credit: Site):
    credit.save("services/edit?id=web-front", id="front")
    landscape = credit.desk.read(credit.contents).landscape
    assert "web-front" not in landscape.services
    assert landscape.agreements["ola-web-front"].services == ("front",)
    assert credit.desk.read(credit.contents).diagnostics == ()


def test_an_entry_is_removed_with_its_name_everywhere_else(credit: Site):
    page = credit.get("services/remove?id=bureau-two-api").text
    assert "Online credit check</bdi></a> needs it" in page
    assert "Not yet" in page
    for section, name in (("agreements", "uc-bureau-two"), ("services", "bureau-two-api")):
        assert credit.remove(section, name).status_code == 303
    found = credit.desk.read(credit.contents)
    assert "bureau-two-api" not in credit.text
    assert found.diagnostics == ()


def test_a_calendar_that_is_removed_leaves_a_contact_without_hours():
    text = (
        "slamodel: 1\nparties:\n  a: {kind: department, contact: x@y.example, contact_hours: day}\n"
        'calendars:\n  day: {hours: {mon: "08:00-18:00"}}\n'
    )
    site = Site((("model.yaml", text.encode()),))
    assert "can be reached in its hours" in site.get("calendars/remove?id=day").text
    assert site.remove("calendars", "day").status_code == 303
    assert "a: {kind: department, contact: x@y.example}" in site.text
    assert site.desk.read(site.contents).diagnostics == ()


def test_what_others_cannot_do_without_is_not_removed(credit: Site):
    before = credit.contents
    page = credit.get("parties/remove?id=it").text
    assert "Not yet" in page
    assert "<form" not in page
    assert credit.remove("parties", "it").status_code == 409
    assert credit.contents == before


def test_an_agreement_for_one_service_does_not_become_one_for_all_when_that_is_removed(odd: Site):
    odd.save("agreements/edit?id=sla", level="corporate", services=["shop"])
    assert odd.remove("services", "shop").status_code == 409
    odd.save("agreements/edit?id=sla", services=["shop", "pay"])
    assert odd.remove("services", "shop").status_code == 303
    assert odd.desk.read(odd.contents).landscape.agreements["sla"].services == ("pay",)


def test_a_text_that_cannot_be_read_leads_to_the_text(credit: Site):
    site = Site((("model.yaml", b"a: b\n"),))
    workspace = site.workspace
    site.desk.save(workspace, site.desk.store.revision(workspace).sha256, (("model.yaml", b"a: [b\n"),), "broken")
    for address in ("", "head", "parties/new", "parties/edit?id=it"):
        answer = site.get(address)
        assert answer.status_code == 200
        assert "has to be mended first" in answer.text


def test_what_the_text_does_not_allow_is_said_in_a_sentence_and_nothing_is_lost():
    text = "slamodel: 1\nparties:\n  a: &a {name: A, kind: customer}\n  b: *a\n"
    site = Site((("model.yaml", text.encode()),))
    answer = site.send("parties/edit?id=b", site.form("parties/edit?id=b"), name="Mine")
    assert answer.status_code == 422
    assert "This value is shared with line 3 by an anchor; make this change in the text." in answer.text
    assert fields_of(answer.text)["name"] == ["Mine"]
    assert site.text == text


def test_a_new_entry_goes_to_the_file_of_its_section():
    site = Site(contents_of(EXAMPLES / "07-egi-federation"))
    before = dict(site.contents)
    site.save("parties/new", name="New: #one", kind="supplier")
    changed = [name for name, data in site.contents if data != before[name]]
    assert changed == ["federation.yaml"]
    assert site.desk.read(site.contents).landscape.parties["new-one"].name == "New: #one"


def test_of_many_services_those_that_are_chosen_stand_there_and_others_are_looked_for():
    services = "".join(f"  s{number}: {{name: Service {number}, provider: a}}\n" for number in range(60))
    agreement = "agreements:\n  x: {kind: OLA, provider: a, customers: any, services: [s7]}\n"
    text = f"slamodel: 1\nparties:\n  a: {{name: A, kind: department}}\nservices:\n{services}{agreement}"
    site = Site((("model.yaml", text.encode()),))
    fields = site.form("agreements/edit?id=x")
    found = site.send("agreements/edit?id=x", fields, act="find services", **{"find.services": "service 5"}).text
    assert "48 not shown" in found
    assert found.count('name="services" value="s5') == 11
    refilled = fields_of(found)
    assert refilled["services"] == ["s7"]
    assert site.send("agreements/edit?id=x", refilled, services=["s51", "s7"]).status_code == 303
    assert "services: [s7, s51]}" in site.text


def test_lists_say_what_there_is_and_find_it(credit: Site):
    page = credit.get("").text
    assert "Online credit check</bdi></a>" in page
    assert "provided by Credit Services, needs 4 services" in page
    found = credit.get("?q=bureau+uc").text
    assert "uc-bureau-one" in found
    assert "ola-web-front" not in found
    assert "Nothing matches." in found


def test_a_model_with_mistakes_marks_the_entry_and_can_be_mended_in_its_form():
    text = "slamodel: 1\nparties:\n  a: {name: A, kind: custmer}\n"
    site = Site((("model.yaml", text.encode()),))
    assert "has a mistake" in site.get("").text
    fields = site.form("parties/edit?id=a")
    assert fields["kind"] == ["custmer"]
    site.save("parties/edit?id=a", kind="customer")
    assert site.text == text.replace("custmer", "customer")


def test_a_form_that_cannot_be_written_to_the_file_is_still_on_the_page(on_disk, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    model = on_disk.desk.disk.path
    before = model.read_bytes()
    sent = {"whole": "yes", "seen": on_disk.head("model").sha256, "name": "Mine", "kind": "customer"}
    monkeypatch.setattr(os, "replace", full)
    answer = on_disk.post("/m/model/model/parties/new", sent)
    assert answer.status_code == 507
    assert "model.yaml cannot be written: No space left on device." in answer.text
    assert fields_of(answer.text)["name"] == ["Mine"]
    assert model.read_bytes() == before
