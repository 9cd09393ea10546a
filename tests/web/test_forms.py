"""Parts of forms by themselves: what people write, what it becomes, and laws over anything they might send."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slamodel_web.forms import cutoffs
from slamodel_web.forms.agreement import AGREEMENT
from slamodel_web.forms.choices import Choices
from slamodel_web.forms.draft import draft
from slamodel_web.forms.filled import filled
from slamodel_web.forms.needs import Needs, members
from slamodel_web.forms.outline import outline, read_outline
from slamodel_web.forms.rows import acted, tokens
from slamodel_web.forms.sections import FORMS, HEAD
from slamodel_web.forms.targets import Targets
from slamodel_web.forms.week import Week
from slamodel_web.forms.written import note_on, written

from slamodel import load

CREDIT = load.load(Path(__file__).parents[2] / "examples" / "05-credit-check" / "model.yaml")


WRITTEN = {
    "share": {
        "99,9 %": "99.9 %",
        "99,950%": "99.950 %",
        "99.9\u00a0%": "99.9 %",
        "99,9": "99.9 %",
        "95": "95 %",
        "99.5 percent": "99.5 %",
        "0.999": "0.999",
        "1": "1",
        "101": "101",
        "most": "most",
    },
    "time": {
        "0,5 h": "0.5 h",
        "1 h 30 min": "1 h 30 min",
        "1,5 h 2,25 min": "1.5 h 2.25 min",
        "2 working days": "2 working days",
        "PT4H": "PT4H",
        "4h30": "4 h 30 min",
        "1h30m": "1 h 30 min",
        "1 hour and 30 minutes": "1 hour 30 minutes",
        "4 hrs": "4 h",
        "4 Std.": "4 h",
        "2 Business Days": "2 working days",
        "1,500 h": "1,500 h",
        "next business day": "next business day",
        "4:30": "4:30",
        "3 months": "3 months",
        "": "",
    },
    "period": {"90d": "90 d", "12 Monate": "12 months", "1 yr": "1 year", "3 m": "3 m"},
    "allowance": {"4h/month": "4 h per month", "4 Std pro Monat": "4 h per month", "4 h": "4 h"},
    "rate": {"500/h": "500 per h", "500 pro Stunde": "500 per hour", "1,500 per hour": "1,500 per hour"},
    "money": {
        "10000 EUR per month": "10000 per month",
        "\u20ac120,000 per year": "120000 per year",
        "120.000 \u20ac/year": "120000 per year",
        "10.000,50 Euro / Monat": "10000.50 per month",
        "1,500,000 p.a.": "1500000 per year",
        "1,50 per month": "1.50 per month",
        "0,125 per month": "0.125 per month",
        "10000 USD per month": "10000 USD per month",
        "EUR 10000 USD": "EUR 10000 USD",
        "much": "much",
    },
    "quantity": {"99,9 %": "99.9 %", "1,500": "1,500"},
    "day": {"24.12.2026": "2026-12-24", "12/24/2026": "2026-12-24", "3/4/2026": "3/4/2026", "31.2.2026": "31.2.2026"},
    "zone": {"Berlin": "Europe/Berlin", "new york": "America/New_York", "UTC": "UTC", "Mars": "Mars"},
    "country": {"Germany": "DE", "nl": "NL", "Atlantis": "Atlantis"},
    "text": {"99,9": "99,9"},
}


@pytest.mark.parametrize(
    ("sort", "typed", "found"), [(sort, *pair) for sort, pairs in WRITTEN.items() for pair in pairs.items()]
)
def test_values_are_understood_as_people_write_them_and_stay_where_they_are_not(sort: str, typed: str, found: str):
    assert written(typed, sort, "EUR") == found
    assert written(found, sort, "EUR") == found


def test_what_is_taken_otherwise_than_it_was_typed_is_said():
    assert note_on("99,9", "99.9 %", "share") == "Taken as 99.9 %."
    assert note_on("99.9%", "99.9 %", "share") == ""
    assert note_on("0.999", "0.999", "share") == "Taken as 99.9 %."
    assert note_on("1", "1", "share") == "Taken as 100 %."
    assert note_on("most", "most", "share") == ""
    assert note_on("1.2.2026\n2.2.2026", "2026-02-01\n2026-02-02", "day") == "Taken as 2026-02-01, 2026-02-02."
    assert note_on("5 EUR/Jahr", "5 per year", "money") == "Taken as 5 per year."
    assert note_on("5", "5", "money") == "Paid once. Or is it per month or per year? Then write 5 per year."


def test_a_working_day_says_how_many_hours_it_counts():
    counted = "a working day counts 8 h in this model."
    assert note_on("2 business days", "2 working days", "time") == f"Taken as 2 working days, 16 h: {counted}"
    assert note_on("1 working day", "1 working day", "time", "10 h").startswith("Taken as 1 working day, 10 h: ")
    assert note_on("2 days", "2 days", "time") == ""


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("9-17", "09:00-17:00"),
        ("9:00 \u2013 17.30", "09:00-17:30"),
        ("08:00-12:00, 13:00-17:00", "08:00-12:00, 13:00-17:00"),
        ("8 to 12, 13 to 17", "08:00-12:00, 13:00-17:00"),
        ("22:00-06:00", "22:00-06:00"),
        ("0-24", "00:00-24:00"),
        ("closed", "closed"),
    ],
)
def test_hours_are_understood_as_people_write_them(day: str, written: str):
    assert Week(("hours",), "Hours").taken({"hours.mon": (day,)}, None) == {"mon": written}


def test_days_that_are_alike_are_written_together_and_keys_that_still_fit_stay():
    week = Week(("hours",), "Hours")
    old = {"mon-wed": "08:00-18:00", "thu": "08:00-18:00", "sat": "closed"}
    form = week.shown(old)
    assert week.taken({**form, "hours.fri": ("08:00-18:00",), "hours.sat": ("",)}, old) == {
        "mon-wed": "08:00-18:00",
        "thu": "08:00-18:00",
        "fri": "08:00-18:00",
    }
    assert week.taken({**form, "hours.tue": ("09:00-12:00",)}, old) == {
        "thu": "08:00-18:00",
        "sat": "closed",
        "mon": "08:00-18:00",
        "tue": "09:00-12:00",
        "wed": "08:00-18:00",
    }
    assert week.taken({f"hours.{day}": ("09:00-17:00",) for day in ("mon", "tue", "wed", "thu", "fri")}, None) == {
        "mon-fri": "09:00-17:00"
    }


def test_a_usual_week_takes_the_place_of_all_days():
    week = Week(("hours",), "Hours")
    form, said = week.as_usual(
        {"hours.mon": ("09:00-17:00",), "hours.sat": ("09:00-12:00",), "name": ("Desk",)}, "office"
    )
    assert week.taken(form, None) == {"mon-fri": "08:00-18:00"}
    assert form["name"] == ("Desk",)
    assert said == "The hours are now: Mon\u2013Fri 08:00\u201318:00"
    assert week.taken(week.as_usual(form, "none")[0], None) is None
    assert week.as_usual(form, "never heard of") == (form, "")


def test_the_hours_of_a_day_are_copied_onto_others():
    week = Week(("hours",), "Hours")
    form = {"hours.sat": ("22:00-06:00",), "copy.hours.day": ("sat",), "copy.hours.onto": ("weekend",)}
    copied, said = week.copied(form)
    assert week.taken(copied, None) == {"sat-sun": "22:00-06:00"}
    assert said == "The hours of Saturday are copied to Saturday and Sunday"
    assert week.copied({**form, "copy.hours.onto": ("moon",)})[0]["hours.sat"] == ("22:00-06:00",)


def test_a_run_of_days_may_go_over_the_end_of_the_week():
    week = Week(("hours",), "Hours")
    assert week.shown({"sat-mon": "08:00-18:00"}) == {
        "hours.sat": ("08:00-18:00",),
        "hours.sun": ("08:00-18:00",),
        "hours.mon": ("08:00-18:00",),
    }
    assert not week.fits({"sat-mon": "closed", "sun": "closed"})


def test_a_target_takes_its_level_along_to_the_key_of_another_metric():
    part = Targets(("targets",), "Targets")
    old = [{"metric": "availability", "at_least": "99 %", "window": "month", "note": "kept"}]
    form = {**part.shown(old), "targets.0.metric": ("resolution",), "targets.0.level": ("4 h",)}
    assert part.taken(form, old) == [{"metric": "resolution", "window": "month", "note": "kept", "within": "4 h"}]


def test_a_row_without_anything_in_it_is_no_target():
    part = Targets(("targets",), "Targets")
    assert part.taken({"targets": ("n0", "n1"), "targets.n1.metric": ("resolution",)}, None) == [
        {"metric": "resolution", "within": ""}
    ]


def test_a_group_that_stands_alone_keeps_its_spelling_until_there_is_more():
    part = Needs(("fulfilled_by",), "Requests", kinds=("in_order", "in_parallel"), wrapped="in_order")
    old = {"in_order": ["a", "b"]}
    assert part.taken({"fulfilled_by": ('["b","a"]',)}, old) == {"in_order": ["b", "a"]}
    assert part.taken({"fulfilled_by": ('["a"]',)}, "b") == "a"
    assert part.taken({"fulfilled_by": ('["a","b"]',)}, "b") == ["a", "b"]
    assert part.taken({"fulfilled_by": ("[]",)}, old) is None


@pytest.mark.parametrize("text", ["[1]", "[null]", '[{"any_of": 3}]', "[" * 5000, '["a"', "[[[]]]"])
def test_a_tree_that_is_none_is_told_as_wrong(text: str):
    told = draft(CREDIT, FORMS["services"], "", {}, {"name": ("X",), "provider": ("it",), "needs": (text,)}).told
    assert told["needs"]


def test_rows_stay_within_their_ends():
    form = {"own": ("0", "1")}
    assert tokens(acted(form, "up own 0").form, "own") == ("0", "1")
    assert tokens(acted(form, "down own 0").form, "own") == ("1", "0")
    assert tokens(acted(form, "remove own 5").form, "own") == ("0", "1")
    assert acted(form, "").form == form


LEAVES = st.sampled_from(["login", "web-front"]) | st.builds(
    lambda service, usage: {"service": service, "usage": usage},
    st.sampled_from(["login", "x"]),
    st.sampled_from(["2", "0.5"]),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(
            lambda key, found: {key: found},
            st.sampled_from(["any_of", "all_of", "in_order"]),
            st.lists(inner, min_size=1),
        )
        | st.builds(lambda count, found: {"at_least": count, "of": found}, st.sampled_from(["1", "2"]), st.lists(inner))
    ),
    max_leaves=8,
)


@given(st.lists(TREES))
def test_an_outline_says_all_that_the_tree_says(found):
    assert read_outline(outline(found), {}) == found
    assert members(outline(found), {}) == found


def test_an_outline_takes_names_for_ids():
    ids = Choices(CREDIT.tree or {}).ids("services")
    assert read_outline("any of:\n   Bureau One\n   bureau-two-api\nweb front", ids) == [
        {"any_of": ["bureau-one-api", "bureau-two-api"]},
        "web-front",
    ]


NAMES = st.sampled_from(
    sorted(
        {name for form in (*FORMS.values(), HEAD) for part in form.parts() for name in (".".join(part.keys),)}
        | {"id", "targets.0.level", "targets.0.metric", "own.0.metric", "tiers.0.name", "tiers.0.targets", "hours.mon"}
        | {"new.provider.name", "new.services.name", "new.customers.kind", "find.services"}
    )
)
TEXTS = st.text(max_size=12) | st.sampled_from(["0", "availability", "any", "it", '["login"]', "99,9 %", "2026-13-01"])


@given(st.sampled_from([*FORMS.values(), HEAD]), st.dictionaries(NAMES, st.lists(TEXTS, max_size=3), max_size=8))
def test_whatever_is_sent_is_either_wrong_at_a_field_or_can_be_shown_again(form, sent):
    ready = filled(sent.items())
    made = draft(CREDIT, form, "", {}, ready)
    for group in form.groups:
        form.controls(group, made.entry, ready, Choices(CREDIT.tree or {}))
    if not made.told and form.section:
        assert load.revised(CREDIT, made.entries).diagnostics == ()


# --- cut-offs ---------------------------------------------------------------------------------------------------------

RULES = [{"before": "13:00", "due": "17:00"}, {"due": "09:00", "days": "1"}]
LINE = "by 17:00 if before 13:00, else by 09:00 the next working day"
_CLOCKS = st.times().map(lambda time: f"{time:%H:%M}")
_RULES = st.fixed_dictionaries({"due": _CLOCKS}, optional={"before": _CLOCKS, "days": st.integers(1, 99).map(str)})


def test_cut_offs_are_a_line_that_people_read_and_write():
    assert cutoffs.line_of(RULES) == LINE
    assert cutoffs.rules_in(LINE) == RULES


@given(st.lists(_RULES, min_size=1, max_size=4))
def test_a_line_says_all_that_cut_offs_say(rules):
    assert cutoffs.rules_in(cutoffs.line_of(rules) or "") == rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By 9.00 the next day.", [{"due": "09:00", "days": "1"}]),
        ("by 17:00 the same day if before 9:30; otherwise by 12:00 3 working days later",
         [{"before": "09:30", "due": "17:00"}, {"due": "12:00", "days": "3"}]),
        ("by 17:00 if it comes in before 13:00, by 09:00 the next working day", RULES),
        ("by noon", None),
        ("by 17:00 if before 13:00, else soon", None),
        ("4 h", None),
        ("", None),
    ],
)  # fmt: skip
def test_cut_offs_are_understood_in_more_than_one_spelling(text, expected):
    assert cutoffs.rules_in(text) == expected


@pytest.mark.parametrize("rules", [[], "17:00", [{"due": "soon"}], [{"due": "17:00", "note": "x"}], [["17:00"]]])
def test_cut_offs_that_no_line_says_are_left_to_the_text(rules):
    assert cutoffs.line_of(rules) is None
    assert not Targets(("targets",), "Targets").fits([{"metric": "fulfilment", "by": rules}])


def test_cut_offs_stay_as_they_are_spelled_until_they_are_changed():
    old = [{"metric": "fulfilment", "by": [{"days": "1", "due": "9:00"}], "in": "90 %"}]
    part = Targets(("targets",), "Targets")
    form = part.shown(old)
    assert part.fits(old)
    assert part.taken(form, old) == old
    assert part.taken({**form, "targets.0.in": ("95 %",)}, old) == [{**old[0], "in": "95 %"}]
    assert part.taken({**form, "targets.0.level": ("4 h",)}, old) == [
        {"metric": "fulfilment", "in": "90 %", "within": "4 h"}
    ]
    assert part.taken({**form, "targets.0.level": (LINE,)}, old) == [
        {"metric": "fulfilment", "in": "90 %", "by": RULES}
    ]


def test_cut_offs_that_cannot_be_understood_are_told_with_a_spelling_that_can():
    sent = {"kind": ("SLA",), "provider": ("it",), "customers": ("retail-bank",), "services": ("credit-check",)}
    target = {"targets": ("n0",), "targets.n0.metric": ("fulfilment",), "targets.n0.level": ("by noon",)}
    made = draft(CREDIT, FORMS["agreements"], "", {}, {**sent, **target})
    assert made.told == {"targets.n0.level": (f"Write a time such as 4 h, or cut-offs such as: {LINE}.",)}
    made = draft(CREDIT, FORMS["agreements"], "", {}, {**sent, **target, "targets.n0.level": ("by 17:00",)})
    assert list(made.told) == ["targets.n0.level"]
    assert not draft(CREDIT, FORMS["agreements"], "", {}, {**sent, **target, "targets.n0.level": (LINE,)}).told


SELDOM = {
    "targets": [{"metric": "availability", "at_least": "99 %", "strength": "aim"}],
    "credits": [
        {"metric": "availability", "below": "99 %", "credit": "10 %"},
        {"metric": "resolution", "priority": "P1", "above": "4 h", "credit": "50", "per": "1 h"},
        {"metric": "response", "above": "1 h", "points": "5", "allocation": "20 %"},
    ],
    "credit_cap": "25 %",
    "credit_minimum": "10",
    "credit_claim": {"within": "30 d", "automatic": "false"},
    "credit_for_one_event": "largest",
    "credit_pool": {"at_risk": "15 %", "pool": "80 %"},
    "point_credit": "0.5 %",
    "obligations": ["iso-27001", "data, all of it, in the EU;"],
    "customer_duties": [{"duty": "complete the form", "relieves": "fulfilment"}, {"duty": "pay"}],
    "clock_stops": ["waiting for parts"],
    "excludes_failures": ["carrier", "power"],
    "scope": {"sites": ["Leeds"], "regions": ["north", "east"], "users": "500"},
    "reports": "monthly",
    "review": {"every": "6 months", "last": "2026-03-01", "legal": "done"},
}


def test_what_is_seldom_said_of_an_agreement_is_shown_and_written_as_it_was():
    form = AGREEMENT.shown(SELDOM)
    assert AGREEMENT.kept(SELDOM) == ()
    assert AGREEMENT.changed(SELDOM, form) == ()
    assert AGREEMENT.applied({}, form) == SELDOM


def test_a_credit_keeps_what_is_not_asked_for_and_loses_what_was_emptied():
    old = {"credits": [{"metric": "availability", "below": "99 %", "credit": "10 %", "note": "by hand"}]}
    form = {**AGREEMENT.shown(old), "credits.0.credit": ("",), "credits.0.points": ("5",)}
    wanted = {"metric": "availability", "below": "99 %", "note": "by hand", "points": "5"}
    assert AGREEMENT.applied(old, form) == {"credits": [wanted]}


def test_a_mistake_in_a_credit_is_told_at_its_column():
    form = {**AGREEMENT.shown(SELDOM), "credits": ("0", "n1", "1", "2")}
    assert AGREEMENT.field(("credits", 1, "above"), form) == "credits.1.above"
    assert AGREEMENT.field(("credits", 9), form) == "credits"


def test_points_and_shares_of_a_pool_are_asked_for_where_there_are_any():
    entry = {"credits": [{"metric": "resolution", "above": "4 h", "credit": "5 %"}]}
    group = next(group for group in AGREEMENT.groups if group.parts[0].keys == ("credits",))

    def asked(form):
        controls = AGREEMENT.controls(group, entry, form, Choices({}))
        return [field.name.rpartition(".")[2] for field in controls[0].rows[0].controls]

    form = AGREEMENT.shown(entry)
    assert asked(form) == ["metric", "priority", "above", "credit", "per"]
    assert asked({**form, "credit_pool.at_risk": ("15 %",)})[-1] == "allocation"
