"""The plan and the ways out on pages: worked out once and meanwhile, said in words, and made a revision as seen."""

import json
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from slamodel_web import plans
from slamodel_web.background import Background, Waits, end
from slamodel_web.drafts import agreed, drafts
from slamodel_web.forms.changes import NoChanges, as_text, from_text
from slamodel_web.store import Stamp
from slamodel_web.views import options as outs
from slamodel_web.views import plan as view
from slamodel_web.views.moves import price
from slamodel_web.views.trial import trial
from slamodel_web.views.wishes import wishes

from slamodel.analysis import analyse_text, what_if
from slamodel.edit import Change, edited
from slamodel.plan.made import tried
from slamodel.plan.options import options
from slamodel.plan.outcome import Beyond, Outcome
from slamodel.plan.planning import plan
from slamodel.propagate import Standing
from tests.web.guarded import Application, guarded
from tests.web.reading import addresses, words

DAY = "as_of=2026-11-23"
AS_OF = date(2026, 11, 23)
SHOP = "sla/shop/availability"
MODEL = """
slamodel: 1
title: Tickets
currency: EUR
parties:
  it: {kind: department}
  city: {name: "<b>City</b>", kind: customer}
  host: {name: "Host & <i>Co</i>", kind: supplier}
services:
  shop: {name: Ticket shop, provider: it, needs: [hosting]}
  hosting: {name: Hosting, provider: host}
agreements:
  sla:
    {kind: SLA, provider: it, customers: [city], services: [shop],
     targets: [{metric: availability, at_least: 99.5 %, window: month}]}
  uc:
    kind: UC
    provider: host
    customers: [it]
    services: [hosting]
    term: {from: 2026-01-01, to: 2026-12-31}
    tier: bronze
    tiers:
      bronze: {price: 12000 per year, targets: [{metric: availability, at_least: 99 %, window: month}]}
      silver: {price: 18000 per year, targets: [{metric: availability, at_least: 99.7 %, window: month}]}
"""


@pytest.fixture(scope="module")
def tickets():
    return analyse_text(MODEL, AS_OF)


@pytest.fixture(scope="module")
def planned(tickets):
    return plan(tickets)


@pytest.fixture
def app(tmp_path) -> Application:
    path = tmp_path / "model.yaml"
    path.write_text(MODEL, encoding="utf-8")
    return guarded(tmp_path, path)


@pytest.fixture
def gate(monkeypatch):
    """Plans wait until it is opened."""
    opened = threading.Event()

    def waiting(*question, seconds):
        opened.wait(20)
        return plan(*question, seconds=min(seconds, 20))

    monkeypatch.setattr(plans, "plan", waiting)
    yield opened
    opened.set()


def test_a_question_is_worked_out_once_while_several_ask_for_it():
    gate, made = threading.Event(), []
    found: Background[str, int] = Background()

    def make() -> int:
        made.append(1)
        gate.wait(20)
        return 7

    assert found.ask("a", make) is Waits.WORKED_OUT
    assert found.ask("a", make) is Waits.WORKED_OUT
    assert found.known("a") is None
    gate.set()
    assert found.ask("a", make, 20) == 7
    assert found.known("a") == 7
    assert made == [1]


def test_more_than_may_be_worked_out_at_once_is_begun_when_it_is_asked_for_again():
    gate = threading.Event()
    found: Background[str, bool] = Background(slots=1, waiting=1)
    assert [found.ask(key, lambda: gate.wait(20)) for key in "aabc"] == [Waits.WORKED_OUT] * 3 + [Waits.CROWDED]
    gate.set()
    assert found.ask("a", bool, 20)
    assert found.ask("b", bool, 20)
    assert found.ask("c", lambda: True, 20)


def test_what_fails_is_logged_and_not_tried_for_ever(caplog):
    found: Background[str, int] = Background()
    assert found.ask("a", lambda: int("x"), 20) is Waits.FAILED
    assert found.ask("a", lambda: 1, 20) is Waits.FAILED
    assert "invalid literal" in caplog.text


def test_what_is_still_being_worked_out_ends_with_the_program(caplog):
    begun, ended = threading.Event(), threading.Event()

    def make() -> None:
        begun.set()
        try:
            while True:
                sum(range(100))
        finally:
            ended.set()

    Background[str, None]().ask("a", make)
    assert begun.wait(20)
    end()
    assert ended.is_set()
    assert not caplog.text


def test_the_oldest_answers_are_forgotten():
    found: Background[int, int] = Background(most=2)
    for number in range(4):
        found.ask(number, lambda: 1, 20)
    assert [found.known(number) for number in range(4)] == [None, None, 1, 1]


def test_changes_come_back_from_a_form_as_they_went_into_it():
    made = (
        Change(("agreements", "uc", "targets", 0), None),
        Change(("services", "shop", "needs"), [{"any_of": ["hosting", "ünlich"]}]),
    )
    assert from_text(as_text(made)) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "[1]",
        "[" * 100_000,
        '[[[], "x"]]',
        '[[["agreements"], "x"]]',
        '[[["elsewhere", "uc"], "x"]]',
        '[[["agreements", "uc", true], "x"]]',
        '[[["agreements", "uc", -1], "x"]]',
        '[[["agreements", "uc", "price"], 5]]',
        '[[["agreements", "uc", "price"], {"a": [null]}]]',
        f'[[["agreements", "uc", "price"], {"[" * 60}"x"{"]" * 60}]]',
    ],
)
def test_what_no_form_of_ours_has_carried_is_no_change(text):
    with pytest.raises(NoChanges):
        from_text(text)


def test_a_plan_is_one_sentence_three_numbers_and_what_to_ask_of_whom(planned):
    page = view.page(planned)
    cost, held = "6,000 EUR more a year", "The promise is supported; nothing cheaper does it"
    assert (
        page.lead
        == f"1 change to agree on with 1 party: {cost}. {held}. By term or notice all of it counts from 1 January 2027."
    )
    assert [figure.value for figure in page.figures] == ["+ 6,000 EUR", "1 agreement", "1 of 1"]
    ((asked,),) = (party.asked for party in page.parties)
    assert (asked.line.was, asked.line.becomes) == ("bronze", "silver")
    assert [cell.anchor for cell in asked.carries] == [SHOP]
    assert page.parties[0].dates == "Renew uc: it ends on 31 December 2026, before what rests on it (sla)."
    assert from_text(page.changes) == tuple(change for move in planned.moves for change in move.changes)


def lead_of(planned, **other):
    return view.page(replace(planned, **other)).lead


def test_what_is_not_proved_or_not_known_is_said(planned):
    assert "a cheaper plan may exist, by at most 0.4 %." in lead_of(planned, status=Outcome.FEASIBLE, gap=0.004)
    unpriced = tuple(replace(move, price=None) for move in planned.moves)
    said = lead_of(planned, moves=unpriced, price=Decimal(0), unpriced=1)
    assert said.startswith("1 change to agree on with 1 party: what it costs is not known. ")
    said = lead_of(planned, moves=(*planned.moves, *unpriced), unpriced=1)
    assert "6,000 EUR more a year, beside 1 change whose price is not known. " in said


def test_a_saving_and_no_change_are_told_from_a_price_that_nobody_knows(tickets):
    shown = [price(tickets, amount).text for amount in (Decimal(-300), Decimal(0), None)]
    assert shown == ["\u2212 300 EUR", "the same", "not known"]


def test_what_stays_beyond_is_named_with_its_reason(planned):
    found = replace(
        planned,
        status=Outcome.INFEASIBLE,
        after=planned.before,
        beyond=(Beyond(SHOP, "No tier of uc is enough: at best 99.4 %.", "99.4 %"),),
    )
    page = view.page(found)
    assert page.lead.endswith("No promise is supported yet; no choice supports the other.")
    (beyond,) = page.beyond
    assert (beyond.promise.anchor, beyond.best) == (SHOP, "")
    assert beyond.ask == (
        "Beyond what is on offer, ask for availability of at least 99.5 % a month (3 h 36 min of downtime) for Hosting,"
        " instead of 99 %."
    )
    found = replace(found, gap=None, beyond=(Beyond(SHOP, "not found yet", "99.4 %"),))
    assert view.page(found).lead.endswith("no choice was found in time that supports the other.")
    assert (view.page(found).beyond[0].best, view.page(found).beyond[0].because) == ("99.4 %", "Not found yet.")


def test_of_very_many_changes_the_first_are_listed_and_all_are_made(planned):
    page = view.page(replace(planned, moves=planned.moves * 300))
    assert sum(len(party.asked) for party in page.parties) == 100
    assert page.note == "The first 100 of 300 changes."
    assert len(from_text(page.changes)) == 300 * len(planned.moves[0].changes)


def test_where_nothing_that_can_be_asked_for_helps_the_page_says_so(planned):
    page = view.page(replace(planned, status=Outcome.INFEASIBLE, moves=(), after=planned.before))
    assert page.lead == "Nothing that can be asked for below supports the promise."


def test_where_nothing_has_to_change_the_page_says_so_and_offers_no_draft(tickets):
    page = view.page(plan(tried(tickets, plan(tickets).moves)))
    assert page.lead == "The promise is supported as it is: nothing has to change."
    assert (page.figures, page.changes) == ((), "")


def test_the_page_waits_for_a_plan_that_is_being_worked_out_and_gets_it_when_it_is_there(app, gate):
    first = app.ask(f"/m/model/plan?{DAY}")
    assert "The plan is being worked out." in words(first.text)
    assert any("again=1" in link for link in addresses(first.text, "/m/model/plan?"))
    assert app.ask(f"/m/model/plan/answer?{DAY}").status_code == 204
    gate.set()
    assert "6,000 EUR more a year" in words(app.ask(f"/m/model/plan?{DAY}&again=1").text).replace("\xa0", " ")
    assert app.ask(f"/m/model/plan/answer?{DAY}").status_code == 200


def test_a_plan_that_cannot_be_worked_out_is_a_fault_and_a_page_that_waits_is_told(app, monkeypatch):
    monkeypatch.setattr(plans, "plan", lambda *_, **__: int("x"))
    page = app.ask(f"/m/model/plan?{DAY}&again=1")
    assert page.status_code == 500
    assert "could not be worked out" in page.text
    assert app.ask(f"/m/model/plan/answer?{DAY}").headers["HX-Refresh"] == "true"


def test_names_are_text_on_the_page(app):
    page = app.ask(f"/m/model/plan?{DAY}&again=1").text
    assert "Host &amp; &lt;i&gt;Co&lt;/i&gt;" in page
    assert "<i>Co" not in page


@pytest.mark.parametrize("query", ["objective=changes&basis=independent", "objective=nothing&basis=<b>"])
def test_objective_and_basis_stand_in_the_address(app, query):
    page = app.ask(f"/m/model/plan?{DAY}&again=1&{query}").text
    chosen = "changes" if "changes" in query else "price"
    wanted = "fewest changes at which all promises can be kept if" if chosen == "changes" else "lowest price at which"
    assert f"Looked for is the {wanted}" in page
    assert "<details data-unfold>" in page
    assert f'<option value="{chosen}" selected>' in page


def drafted(app, changes, **fields):
    return app.post(f"/m/model/plan/draft?{DAY}", {"seen": app.seen, "changes": changes, "message": "Why", **fields})


def test_a_draft_is_a_revision_on_which_the_plan_holds(app, planned):
    answer = drafted(app, view.page(planned).changes)
    assert answer.status_code == 303
    overview = app.ask(answer.headers["Location"])
    assert "Saved as revision 2: Draft: Why" in words(overview.text)
    revision = app.desk.store.revision(app.desk.workspace("model"))
    after = analyse_text(revision.contents[0][1].decode(), AS_OF)
    assert [p.standing for p in after.promises] == [p.standing for p in planned.after.promises]


def test_a_draft_says_so_on_every_page_until_it_is_undone_or_agreed(app, planned):
    drafted(app, view.page(planned).changes)
    for where in ("", "history", "promises", "asks?id=host"):
        page = words(app.ask(f"/m/model/{where}").text)
        assert "Draft: Why , agreed by nobody yet. Undo it, or keep it once it is agreed." in page, where
    assert "This shows a draft." in page
    assert "draft" in words(app.ask("/m/model/history").text).split("Why")[-1]
    answer = app.post("/m/model/history/keep", {"seen": app.seen})
    assert "Saved as revision 3: Agreed: Why" in words(app.ask(answer.headers["Location"]).text)
    assert "agreed by nobody yet" not in app.ask("/m/model/").text
    assert "This shows a draft." not in app.ask("/m/model/asks?id=host").text


def stamps(*messages):
    """A history of texts, each with a message, the newest last."""
    return [
        Stamp(n, datetime(2026, 11, 23, tzinfo=UTC), message, text, True) for n, (text, message) in enumerate(messages)
    ]


@pytest.mark.parametrize(
    ("later", "drafted"),
    [
        ([], ("Why",)),
        ([("c", "A line more")], ("Why",)),
        ([("c", "Draft: More")], ("More", "Why")),
        ([("c", "Draft: More"), ("b", "Undone: Draft: More")], ("Why",)),
        ([("a", "Undone: Draft: Why")], ()),
        ([("a", "Undone: Draft: Why"), ("b", "Redone: Draft: Why")], ("Why",)),
        ([("a", "Undone: Draft: Why"), ("c", "A line more")], ()),
        ([("b", "Agreed: Why")], ()),
        ([("b", "Agreed: Why"), ("c", "A line more"), ("b", "Undone: A line more")], ()),
        ([("b", "Agreed: Why"), ("b", "Undone: Agreed: Why")], ("Why",)),
        ([("b", "Agreed: Why"), ("b", "Undone: Agreed: Why"), ("b", "Redone: Agreed: Why")], ()),
        ([("c", "A line more"), ("a", "Revision 0 restored: As opened")], ()),
    ],
)
def test_what_is_drafted_stays_a_draft_until_it_is_agreed_or_gone(later, drafted):
    history = stamps(("a", "As opened"), ("b", "Draft: Why"), *later)
    assert drafts(reversed(history)).get(len(history) - 1, ()) == drafted
    if len(drafted) > 1:
        assert agreed(drafted, "Draft: More") == "Agreed: Why; More"


def test_a_draft_of_one_way_leads_back_to_its_promise(app, planned):
    answer = drafted(app, view.page(planned).changes, promise=SHOP)
    assert answer.headers["Location"].startswith("/m/model/promise?")


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ("nonsense", 400, "does not say which changes"),
        (json.dumps([[["agreements", "uc", "tier"], "platinum"]]), 409, "would have mistakes"),
        (json.dumps([[["agreements", "uc", "tiers", 7], "x"]]), 409, "Nothing was saved"),
    ],
)
def test_changes_that_do_not_fit_are_refused_and_nothing_is_saved(app, changes, code, said):
    before = app.kept()
    answer = drafted(app, changes)
    assert answer.status_code == code
    assert said in answer.text
    assert app.kept() == before


def test_each_way_out_does_what_is_said_of_it_as_a_draft_and_as_something_to_try(tickets):
    promise = tickets.target(SHOP)
    found = outs.ways(tickets, promise, options(tickets, promise))
    assert found.enough
    for way in found.enough:
        text = edited((("model.yaml", MODEL.encode()),), from_text(way.changes))[0][1].decode()
        after = analyse_text(text, AS_OF)
        assert not after.target(SHOP).standing.is_open, way.label
        if way.query:
            asked = trial(tickets, wishes(way.query.items()))
            assert not asked.mistakes
            assert what_if(tickets, asked.entries).target(SHOP).standing is after.target(SHOP).standing
    assert any(way.query for way in found.enough)


def test_the_page_of_a_gap_has_its_ways_out_and_that_of_what_holds_has_none(app):
    page = app.ask(f"/m/model/promise?id={SHOP}&{DAY}&ways=1")
    assert "bronze → becomes silver" in words(page.text)
    assert addresses(page.text, "/m/model/waivers/new?")
    app.ask(f"/m/model/promise/ways?id={SHOP}&{DAY}")
    assert app.ask(f"/m/model/promise/ways?id=nobody&{DAY}").status_code == 404
    drafted(app, json.dumps([[["agreements", "uc", "tier"], "silver"]]))
    assert "Ways out" not in app.ask(f"/m/model/promise?id={SHOP}&{DAY}&ways=1").text


def test_where_the_text_has_mistakes_nothing_can_be_made_a_draft(app, planned):
    workspace = app.desk.workspace("model")
    app.desk.save(workspace, app.seen, (("model.yaml", MODEL.replace("kind: UC", "kind: XX").encode()),), "A mistake")
    assert "Once they are mended" in app.ask(f"/m/model/plan?{DAY}&again=1").text
    assert drafted(app, view.page(planned).changes).status_code == 409


def test_the_overview_and_the_gaps_lead_to_the_plan(app):
    for where in ("", "gaps"):
        assert addresses(app.ask(f"/m/model/{where}?{DAY}").text, "/m/model/plan?")


def test_a_move_is_tried_as_the_plan_says(planned):
    assert tried(planned.before, planned.moves).target(SHOP).standing is Standing.SUPPORTED
