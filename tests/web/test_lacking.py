"""What nobody has committed to yet as something to try: in an agreement that is there, and in a new one."""

from datetime import date
from urllib.parse import urlencode

import pytest
from slamodel_web.views import lacking, levers
from slamodel_web.views.trial import trial
from slamodel_web.views.wishes import wishes

from slamodel import analysis
from slamodel.analysis import analyse_text
from slamodel.edit import edited
from tests.web.guarded import EXAMPLE, guarded

AS_OF = date(2026, 11, 23)
NOTIFIED = "sla-retail-bank/credit-check/notification"
SCREENED = "slr-sanctions/sanctions-screening/availability"
BUREAU = f"new:{NOTIFIED}>bureau-two-api:notification"
LIST = f"new:{SCREENED}>sanctions-list:availability"


@pytest.fixture(scope="module")
def credit():
    return analyse_text(EXAMPLE.read_text(encoding="utf-8"), AS_OF)


def tried(model, *fields):
    return trial(model, wishes(fields))


def field(model, promise, name, *typed):
    blocks = levers.blocks(model, wishes([("promise", promise), *typed]), {})
    return next(lever for block in blocks for lever in block.levers if lever.field == name)


def test_what_nobody_has_committed_to_has_a_field_with_what_would_be_enough(credit):
    lever = field(credit, NOTIFIED, BUREAU)
    assert (lever.label, lever.today, lever.scale.at) == ("Bureau Two", "", 1000)
    assert [(one.level, one.does) for one in lever.enough] == [("45 min", "enough, as far as the others are known")]
    lever = field(credit, SCREENED, LIST, (LIST, "99.9"))
    assert (lever.typed, lever.scale.words) == ("99.9 %", "43 min 12 s down a month")
    assert field(credit, SCREENED, LIST).scale.at == 0


@pytest.mark.parametrize(
    ("promise", "wish", "said"),
    [
        (NOTIFIED, (BUREAU, "45 min"), "Bureau Two notification time nothing \u2192 45 min"),
        (SCREENED, (LIST, "99.5 %"), "Sanctions list availability no agreement \u2192 99.5 %"),
    ],
)
def test_what_is_tried_is_told_settles_the_promise_and_is_what_is_applied(credit, promise, wish, said):
    asked = tried(credit, wish)
    assert asked.said == (said,)
    after = analysis.what_if(credit, asked.entries)
    assert after.target(promise).standing.word == "supported"
    contents = edited((("model.yaml", EXAMPLE.read_bytes()),), asked.changes)
    applied = analyse_text(contents[0][1].decode(), AS_OF)
    assert [(p.id, p.standing, p.promised) for p in after.promises] == [
        (p.id, p.standing, p.promised) for p in applied.promises
    ]
    assert [found.message for found in after.findings] == [found.message for found in applied.findings]


def test_a_level_is_written_as_it_was_typed(credit):
    asked = tried(credit, (BUREAU, "0.5 h"), (LIST, "99.123 %"))
    texts = [str(asked.entries["agreements", name]) for name in ("uc-bureau-two", "uc-sanctions-list")]
    assert "'within': '0.5 h'" in texts[0]
    assert "'at_least': '99.123 %'" in texts[1]


def test_what_cannot_be_read_is_told_at_its_field_and_what_is_not_lacking_passed_over(credit):
    asked = tried(credit, (BUREAU, "soon"), (LIST, "99.5 %"), (f"new:{NOTIFIED}>login:notification", "1 h"))
    assert set(asked.mistakes) == {BUREAU}
    assert list(asked.entries) == [("agreements", "uc-sanctions-list")]
    assert lacking.found(credit, "nothing like it") is None


def test_it_is_taken_by_a_button_without_a_script_and_goes_along_in_the_address(tmp_path):
    app = guarded(tmp_path)
    query = [("as_of", "2026-11-23"), ("promise", NOTIFIED), ("take", f"{BUREAU}=45 min")]
    page = app.ask(f"/m/model/what-if?{urlencode(query)}").text
    assert 'value="45 min" data-today=""' in page
    assert "Bureau Two notification time nothing \u2192 45 min" in page
    app.post("/m/model/what-if/apply", {"seen": app.seen, BUREAU: "45 min"})
    found = app.desk.store.revision(app.desk.workspace("model"))
    assert b"metric: notification, within: 45 min" in found.contents[0][1]


def test_maintenance_that_is_left_out_can_be_counted_as_any_other_downtime():
    text = (EXAMPLE.parents[1] / "10-yearly-under-monthly/model.yaml").read_text(encoding="utf-8")
    model = analyse_text(text, AS_OF)
    starts = [("agreement", name) for name in model.landscape.agreements]
    places = [one.place for block in levers.blocks(model, wishes(starts), {}) for one in block.left_out]
    assert places
    for place in places:
        asked = tried(model, ("counted", place))
        assert len(asked.said) == 1
        applied = analyse_text(edited((("model.yaml", text.encode()),), asked.changes)[0][1].decode(), AS_OF)
        after = analysis.what_if(model, asked.entries)
        name = place.partition("/")[0]
        assert not after.landscape.agreements[name].excludes
        assert [(p.id, p.standing, p.counted_s) for p in after.promises] == [
            (p.id, p.standing, p.counted_s) for p in applied.promises
        ]
    assert not tried(model, ("counted", "nobody/nothing")).entries
