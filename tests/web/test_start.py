"""Five answers become a first model that says what was meant, whatever the names, or are asked for once more."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slamodel_web.forms.first_model import first_model
from slamodel_web.forms.start import DEPARTMENT, KINDS, MOST_ROWS, OURSELVES, Answers, Need, answers, mistakes

from slamodel.load import load_contents
from slamodel.load.text import FORBIDDEN
from slamodel.model import AgreementKind, AnyOf, Use, services_in

FORM = {
    "service": "Web shop",
    "availability": "99,9",
    "repair": "4h",
    "team": "IT",
    "customers": "Example Ltd",
    "need-0-name": "Hosting",
    "need-0-by": "Hosting One",
    "need-0-availability": "99.5%",
    "need-0-repair": "6 h",
}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "%s",
    "a: b #c",
    "'",
    "no",
    "- x",
    "日本",
    "any",
)


def loaded(text):
    return load_contents((("model.yaml", text.encode()),), "model.yaml")


def test_the_model_is_written_as_people_write_theirs():
    form = {
        **FORM,
        "need-1-name": "Line A",
        "need-1-by": "Carrier",
        "need-1-availability": "99 %",
        "need-1-spare": "2",
        "need-2-name": "Line B",
        "need-2-kind": OURSELVES,
        "need-2-availability": "98 %",
    }
    text = first_model(answers(form))
    assert text == EXPECTED
    assert not loaded(text).diagnostics


EXPECTED = """\
# A first model, started with five questions: what is promised, what that rests on, who has committed to what.
slamodel: 1
title: Web shop for Example Ltd

# Who is involved: customers, departments of your own, suppliers.
parties:
  example-ltd: {name: Example Ltd, kind: customer}
  it: {name: IT, kind: department}
  hosting-one: {name: Hosting One, kind: supplier}
  carrier: {name: Carrier, kind: supplier}

# What is provided, by whom, and what it needs to work.
services:
  web-shop:
    name: Web shop
    provider: it
    needs:
      - hosting
      - any_of: [line-a, line-b]         # one of these is enough
  hosting: {name: Hosting, provider: hosting-one}
  line-a: {name: Line A, provider: carrier}
  line-b: {name: Line B, provider: it, own: {availability: 98 %}}

# Who promised what to whom. An agreement without a term is always in force.
agreements:
  sla-web-shop:                          # SLA: what we promise our customer
    name: SLA Web shop
    kind: SLA
    provider: it
    customers: [example-ltd]
    services: [web-shop]
    targets:
      - {metric: availability, at_least: 99.9 %, window: month}
      - {metric: resolution, within: 4 h} # it works again

  uc-hosting:                            # UC: an underpinning contract: what the supplier promises us
    name: "Contract Hosting One, Hosting"
    kind: UC
    provider: hosting-one
    customers: [it]
    services: [hosting]
    targets:
      - {metric: availability, at_least: 99.5 %, window: month}
      - {metric: resolution, within: 6 h} # it works again

  uc-line-a:                             # UC: an underpinning contract: what the supplier promises us
    name: "Contract Carrier, Line A"
    kind: UC
    provider: carrier
    customers: [it]
    services: [line-a]
    targets:
      - {metric: availability, at_least: 99 %, window: month}
"""


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("99.9", "99.9 %"),
        ("99,95", "99.95 %"),
        ("99.9%", "99.9 %"),
        (" 99.9\u00a0% ", "99.9 %"),
        ("99,95 %", "99.95 %"),
        ("100", "100 %"),
        ("0.999", "0.999"),
        ("a lot", "a lot"),
    ],
)
def test_a_share_as_people_write_it(typed, written):
    assert answers({**FORM, "availability": typed}).availability == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("4h", "4 h"),
        ("1,5 h", "1.5 h"),
        ("1h30min", "1 h 30 min"),
        ("PT4H", "PT4H"),
        ("2 working days", "2 working days"),
    ],
)
def test_a_time_as_people_write_it(typed, written):
    found = answers({**FORM, "repair": typed})
    assert found.repair == written
    assert not mistakes(found)
    assert not loaded(first_model(found)).diagnostics


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"service": " "}, "service", "what you promise"),
        ({"team": ""}, "team", "which department"),
        ({"customers": ""}, "customers", "who is promised"),
        ({"availability": "", "repair": ""}, "availability", "how much of the time"),
        ({"availability": "often"}, "availability", "not a number"),
        ({"availability": "101"}, "availability", "more than 100 %"),
        ({"repair": "4"}, "repair", "no unit"),
        (
            {"need-0-name": "", "need-0-by": "", "need-0-availability": "", "need-0-repair": ""},
            "need-0-name",
            "at least one",
        ),
        ({"need-0-name": ""}, "need-0-name", "what is needed"),
        ({"need-0-by": ""}, "need-0-by", "who supplies"),
        ({"need-0-availability": "-1"}, "need-0-availability", "negative"),
        ({"need-0-repair": "4 parsecs"}, "need-0-repair", "not a unit"),
        ({"need-0-name": "WEB SHOP"}, "need-0-name", "there already"),
        ({"need-0-by": "example ltd"}, "need-0-by", "a customer above"),
        ({"customers": "it"}, "customers", "your own department above"),
        ({"need-0-spare": "1", "need-1-name": ""}, "need-0-spare", "Need 2 is empty"),
        ({"service": "a\u202eb"}, "service", "nobody can see"),
        ({"service": "a\x00b"}, "service", "nobody can see"),
        ({"service": "x" * 121}, "service", "121 characters"),
    ],
)
def test_what_is_amiss_is_told_at_its_field(user, change, field, words):
    form = {**FORM, **change}
    found = mistakes(answers(form))
    assert list(found) == [field]
    assert words in found[field]
    answer = user.post("/start", {**form, "act": "save"})
    assert answer.status_code == 422
    assert f'id="{field}-mistake"' in answer.text
    assert not user.desk.store.workspaces()


def test_the_answers_become_a_workspace_with_its_verdict(user):
    answer = user.post("/start", {**FORM, "act": "save"})
    assert answer.location == "/m/web-shop-for-example-ltd/?saved=1"
    assert user.head("web-shop-for-example-ltd").stamp.verdict == (("gap", 2),)
    assert user.get(answer.location).status_code == 200


def test_two_redundant_pairs_stay_two_pairs(user):
    names = ("Line A", "Power A", "Line B", "Power B")
    rows = {f"need-{row}-{key}": text for row, name in enumerate(names) for key, text in (("name", name), ("by", "X"))}
    user.post("/start", {**FORM, **rows, "need-0-spare": "2", "need-3-spare": "1", "act": "save"})
    ((_, data),) = user.head("web-shop-for-example-ltd").contents
    assert b"any_of: [line-a, line-b]" in data
    assert b"any_of: [power-a, power-b]" in data


def test_what_replaces_a_need_is_still_the_same_when_another_row_goes(user):
    form = {**FORM, "need-1-name": "Line A", "need-2-name": "Line B", "need-1-spare": "2", "need-2-spare": "0"}
    found = answers(form).without_row(0)
    assert [(need.name, need.spare) for need in found.needs] == [("Line A", 1), ("Line B", None)]


@pytest.mark.parametrize("typed", ["North\nSouth\r\nEast", "North; South;East\n", "North\n south \nEast\nSOUTH"])
def test_each_line_is_a_customer_of_its_own(typed):
    found = answers({**FORM, "customers": typed})
    assert [customer.casefold() for customer in found.customers] == ["north", "south", "east"]
    text = first_model(found)
    assert "customers: [north, south, east]" in text
    assert not loaded(text).diagnostics


def test_a_name_with_commas_is_asked_about_and_both_answers_hold(user):
    form = {**FORM, "customers": "North, South, East"}
    asked = user.post("/start", {**form, "act": "save"})
    assert asked.status_code == 422
    assert "Are these 3 customers" in asked.text
    user.post("/start", {**form, "act": "several"})
    assert b"customers: [north, south, east]" in user.head("web-shop").contents[0][1]
    user.post("/start", {**form, "act": "one"})
    assert b"customers: [north-south-east]" in user.head("web-shop-for-north-south-east").contents[0][1]


def test_that_a_comma_belongs_to_a_name_is_not_asked_twice(user):
    page = user.post("/start", {**FORM, "customers": "Example, Inc.", "team": "", "act": "one"}).text
    assert 'name="one-name" value="yes"' in page
    assert not mistakes(answers({**FORM, "customers": "Example, Inc.", "one-name": "yes"}))


def rows(page):
    return re.findall(r'name="need-([0-9]+)-name"', page)


def test_rows_are_added_and_taken_out_and_what_was_written_stays(user):
    assert rows(user.get("/start").text) == ["0", "1", "2"]
    added = user.post("/start", {**FORM, "need-2-name": "Line", "act": "add"})
    assert added.status_code == 200
    assert rows(added.text) == ["0", "1", "2"]
    assert 'value="Line"' in added.text
    removed = user.post("/start", {**FORM, "need-1-name": "Line", "act": "remove-0"}).text
    assert 'value="Line"' in removed
    assert 'value="Hosting"' not in removed
    assert not user.desk.store.workspaces()


def test_the_number_of_rows_is_bounded(user):
    many = {f"need-{n}-name": f"Need {n}" for n in range(1000)}
    page = user.post("/start", {**FORM, **many, "act": "add"}).text
    assert len(rows(page)) == MOST_ROWS
    assert 'value="add"' not in page


@pytest.mark.parametrize("act", ["remove-9999", "remove-x", "drop", ""])
def test_an_act_that_makes_no_sense_saves_or_shows_and_never_fails(user, act):
    assert user.post("/start", {**FORM, "act": act}).status_code in (200, 303)


names = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=40)).map(lambda text: " ".join(text.split()))
levels = st.sampled_from(["", "99 %", "99.95 %"])
times = st.sampled_from(["", "4 h", "15 min"])
spares = st.one_of(st.none(), st.integers(0, 4))
needs = st.builds(Need, names, st.sampled_from([*KINDS]), names, levels, times, spares)
customers = st.lists(names, min_size=1, max_size=3).map(tuple)


@given(
    st.builds(
        Answers,
        names,
        levels,
        times,
        names,
        customers,
        st.just(value=True),
        st.lists(needs, min_size=1, max_size=5).map(tuple),
    )
)
def test_whatever_the_names_the_model_says_what_was_answered(given_):
    if mistakes(given_):
        return
    model = loaded(first_model(given_))
    assert not model.diagnostics
    landscape = model.landscape
    needed = [need for _, need in given_.used]
    services = {service.name: service for service in landscape.services.values()}
    assert sorted(services) == sorted([given_.service, *(need.name for need in needed)])
    found = sorted(_named(landscape, services[given_.service].needs))
    assert found == sorted(sorted(need.name for need in group) for group in given_.replaceable)
    (sla,) = (found for found in landscape.agreements.values() if found.kind is AgreementKind.SLA)
    named = {landscape.parties[customer].name.casefold() for customer in sla.customers}
    assert named == {customer.casefold() for customer in given_.customers}
    for need in needed:
        provider = landscape.parties[services[need.name].provider].name.casefold()
        assert provider == (given_.team if need.kind == OURSELVES else need.by).casefold()
    promises = [need for need in needed if need.kind != OURSELVES and (need.availability or need.repair)]
    kinds = ["SLA", *("OLA" if need.kind == DEPARTMENT else "UC" for need in promises)]
    assert sorted(agreement.kind.value for agreement in landscape.agreements.values()) == sorted(kinds)


def _named(landscape, structure):
    """The needs by the names of their services, those of which one is enough together."""
    for need in structure:
        assert isinstance(need, AnyOf | Use)
        yield sorted(landscape.services[service].label for service in services_in((need,)))


def test_most_drawn_names_are_good_ones():
    """The law above would hold of nothing if every draw were refused."""
    base = Answers("S", "99 %", "", "IT", ("C",), needs=(Need("N", "supplier", "P"),))
    assert not any(mistakes(replace(base, service=name)) for name in HOSTILE)
    assert not any(FORBIDDEN.search(name) for name in HOSTILE)
