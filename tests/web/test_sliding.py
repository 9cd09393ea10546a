"""Scales to slide levels on: where a level stands, what it comes to, and which levels are marked."""

from datetime import date

import pytest
from slamodel_web.views import levers, meant, rulers
from slamodel_web.views.scale import scale
from slamodel_web.views.trial import trial
from slamodel_web.views.wishes import wishes

from slamodel import analysis
from slamodel.analysis import analyse_text
from slamodel.edit import edited
from slamodel.units import parse_duration, parse_share
from tests.web.guarded import EXAMPLE
from tests.web.test_starts import MODEL as HOURS

AS_OF = date(2026, 11, 23)
PORTAL = "sla-car-leasing/dealer-portal/availability"
MONTH_S = 30 * 86400.0


@pytest.fixture(scope="module")
def credit():
    return analyse_text(EXAMPLE.read_text(encoding="utf-8"), AS_OF)


def nines():
    return rulers.nines(lambda value: rulers.downtime(MONTH_S, "a month", value))


def times(*stated):
    return rulers.times(stated, lambda _: "", working_day=parse_duration("8 h"), in_hours=True)


def levers_of(model, *starts):
    return [lever for block in levers.blocks(model, wishes(starts), {}) for lever in block.levers]


@pytest.mark.parametrize(
    ("text", "at"), [("90 %", 0), ("99 %", 250), ("99.9 %", 500), ("99.99 %", 750), ("99.999 %", 1000)]
)
def test_every_nine_is_as_long_as_the_one_before(text, at):
    assert nines().at(text) == at


@pytest.mark.parametrize(("text", "at"), [("50 %", 0), ("100 %", 1000), ("often", None), ("", None)])
def test_what_is_beyond_a_scale_stands_at_its_end_and_what_is_no_level_nowhere(text, at):
    assert nines().at(text) == at


def test_levels_that_people_contract_are_steps():
    found = scale(nines(), "99 %", "99 %")
    assert {"99 %", "99.5 %", "99.9 %", "99.95 %", "99.99 %"} <= {step.text for step in found.steps}


def test_steps_go_one_way_and_each_is_read_as_what_it_says():
    for found in (scale(nines(), "99.63 %", "99.63 %"), scale(times("4 h"), "4 h", "4 h", ("3 h 50 min",))):
        assert [step.at for step in found.steps] == sorted({step.at for step in found.steps})
    levels = [float(parse_share(step.text)) for step in scale(nines(), "99.63 %", "99.63 %").steps]
    assert levels == sorted(levels)
    assert 0.9963 in levels


def test_a_step_says_the_downtime_that_it_comes_to_and_never_less():
    words = {step.text: step.words for step in scale(nines(), "99.5 %", "99.5 %").steps}
    assert words["99.5 %"] == "3 h 36 min down a month"
    assert words["99.999 %"] == "26 s down a month"


def test_what_stands_in_a_model_is_a_step_in_its_own_words():
    found = scale(times("PT4H"), "PT4H", "PT4H")
    assert "PT4H" in [step.text for step in found.steps]
    assert "4 h" not in [step.text for step in found.steps]


def test_times_in_working_days_slide_in_working_days():
    texts = [step.text for step in scale(times("3 working days"), "3 working days", "3 working days").steps]
    assert {"1 working day", "2 working days", "10 working days"} <= set(texts)
    assert not any(text.endswith(" h") for text in texts)


def test_shares_of_cases_are_linear():
    found = rulers.cases(0.5)
    assert [found.at(f"{percent} %") for percent in (50, 75, 100)] == [0, 500, 1000]
    assert found.said("95 %") == "50 of 1,000 may take longer"


def test_a_field_has_marks_for_today_and_for_what_would_be_enough(credit):
    login = next(lever for lever in levers_of(credit, ("promise", PORTAL)) if lever.label == "Login")
    marked = {mark.kind: mark.at for mark in login.scale.marks if mark.kind}
    assert marked == {"today": 250, "enough": nines().at("99.6 %")}
    assert (login.scale.at, login.scale.words) == (250, "7 h 12 min down a month")


def test_the_slider_stands_where_the_field_says(credit):
    typed = wishes([("promise", PORTAL), ("level:agreements/ola-login/targets/0/at_least", "99.9")])
    login = next(lever for lever in levers.blocks(credit, typed, {})[0].levers if lever.label == "Login")
    assert (login.typed, login.scale.at, login.scale.words) == ("99.9 %", 500, "43 min 12 s down a month")


def test_what_cannot_be_understood_leaves_the_slider_at_the_level_of_today(credit):
    typed = wishes([("promise", PORTAL), ("level:agreements/ola-login/targets/0/at_least", "often")])
    login = next(lever for lever in levers.blocks(credit, typed, {})[0].levers if lever.label == "Login")
    assert (login.scale.at, login.scale.words) == (250, "7 h 12 min down a month")


def test_every_share_and_every_time_has_a_scale_and_nothing_else(credit):
    starts = [("agreement", name) for name in credit.landscape.agreements]
    for lever in levers_of(credit, *starts):
        assert (lever.scale is None) == bool(lever.choices), lever.field


def test_a_time_on_the_hours_of_a_calendar_says_so():
    model = analyse_text(HOURS, AS_OF)
    lever = next(lever for lever in levers_of(model, ("agreement", "uc")) if lever.field.endswith("/within"))
    assert lever.scale.words == "on Office hours"


def test_only_hours_that_count_are_counted_as_down():
    model = analyse_text(HOURS, AS_OF)
    found = [promise for promise in model.promises if promise.counted_s and promise.at[1] == promise.agreement]
    for promise in found:
        place = "/".join(map(str, (*promise.at, "at_least")))
        ruler = meant.ruler(model, place, ())
        assert ruler is not None
        assert ruler.said("99 %") == rulers.downtime(promise.counted_s, "a month", 0.01)
    assert found


def test_names_of_marks_do_not_cover_each_other():
    near = scale(nines(), "99.5 %", "99.5 %", ("99.6 %",))
    assert [(mark.label, mark.anchor) for mark in near.marks if mark.kind] == [("today", "end"), ("enough", "start")]
    far = scale(nines(), "99 %", "99 %", ("99.99 %",))
    assert {mark.anchor for mark in far.marks if mark.kind} == {"middle"}


def test_a_level_may_be_measured_over_another_window():
    text = (EXAMPLE.parents[1] / "10-yearly-under-monthly/model.yaml").read_text(encoding="utf-8")
    model = analyse_text(text, AS_OF)
    yearly = {
        lever.field: lever.today
        for name in model.landscape.agreements
        for lever in levers_of(model, ("agreement", name))
        if lever.field.endswith("/window") and lever.today == "year"
    }
    assert yearly
    for field in yearly:
        asked = trial(model, wishes([(field, "month")]))
        (said,) = asked.said
        assert said.endswith(", measured over year \u2192 month")
        contents = edited((("model.yaml", text.encode()),), asked.changes)
        applied = analyse_text(contents[0][1].decode(), AS_OF)
        after = analysis.what_if(model, asked.entries)
        assert [(p.id, p.standing) for p in after.promises] == [(p.id, p.standing) for p in applied.promises]
