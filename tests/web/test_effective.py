"""The page of an agreement that extends others: what holds, and where it comes from."""

from slamodel_web import Settings, create_app

MODEL = """slamodel: 1
parties: {bank: {kind: customer}, it: {kind: department}}
services: {shop: {provider: it}}
agreements:
  house: {kind: SLA, name: House rules, level: corporate, provider: it, customers: any,
    targets: [{metric: resolution, within: 8 h}]}
  sla: {kind: SLA, provider: it, customers: bank, services: [shop], extends: house,
    targets: [{metric: availability, at_least: 99 %}]}
"""


def page(agreement: str) -> str:
    app = create_app(Settings())
    name = app.extensions["desk"].create((("model.yaml", MODEL.encode()),), "start", "model").name
    text: str = app.test_client().get(f"/m/{name}/model/agreements/edit?id={agreement}").text
    return text


def test_terms_in_effect_lead_to_the_agreement_that_they_come_from():
    found = page("sla")
    table = found[found.index("Effective terms") :]
    inherited = table[table.index("Resolution") :][:600]
    assert "within 8 h" in inherited
    assert "id=house" in inherited
    assert "corporate level" in inherited
    assert "at least 99 %" in table
    form = found[: found.index("Effective terms")]
    assert "8 h" not in form, "the form shows what is written, not what is in effect"


def test_an_agreement_that_stands_by_itself_has_no_such_table():
    assert "Effective terms" not in page("house")
