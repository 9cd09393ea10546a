"""What the report says: headline, roundings, asks that must close what they claim, pictures, limits."""

import re
from datetime import date
from pathlib import Path
from random import Random

import pytest

from slamodel.analysis import Analysis, analyse, analyse_text
from slamodel.gaps.ways import best, ways
from slamodel.propagate import Promise, Standing, Where
from slamodel.report import asks, carriers, promises, records, sections, settle, wording
from slamodel.report.document import document
from slamodel.report.leads import follow_ups, headline, lead
from slamodel.report.views import Table
from slamodel.units import show_share, to_ask
from tests.oracle.models import random_model
from tests.oracle.writing import dump

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def credit_check() -> Analysis:
    return analyse(EXAMPLES / "05-credit-check", DAY)


def model(promised: str, *needs: str, more: str = "", calendars: str = "") -> Analysis:
    """A department that promises a service resting on suppliers with the given levels."""
    text = [
        "slamodel: 1",
        "title: t",
        f"calendars: {{{calendars}}}",
        "parties:",
        "  c: {kind: customer}",
        "  p: {kind: department}",
        *(f"  s{i}: {{kind: supplier}}" for i in range(len(needs))),
        "services:",
        f"  top: {{provider: p, needs: [{', '.join(f'n{i}' for i in range(len(needs)))}]}}",
        *(f"  n{i}: {{provider: s{i}}}" for i in range(len(needs))),
        "agreements:",
        f"  sla: {{kind: SLA, provider: p, customers: [c], services: [top], {more} targets: [{promised}]}}",
        *(
            f"  uc{i}: {{kind: UC, provider: s{i}, customers: [p], services: [n{i}], {more} targets: [{need}]}}"
            for i, need in enumerate(needs)
        ),
    ]
    analysis = analyse_text("\n".join(text), DAY)
    assert analysis.is_sound, analysis.diagnostics
    return analysis


def up(level: str) -> str:
    return f"{{metric: availability, at_least: {level}}}"


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for group in table.groups for row in group.rows]


def test_the_headline_counts_only_what_was_promised_to_customers(credit_check):
    assert headline(credit_check) == (
        "3 of 7 promises to customers are not supported. Worst: Quick score availability, promised 99.5 %"
        " (3 h 36 min a month), the commitments below ensure 99.37 % (4 h 32 min 10 s)."
        " Talk first to Hosting One Ltd and IT."
    )
    others, requests, behind, given = follow_ups(credit_check)
    assert others == "Of the other promises to customers, 1 is unknown, 1 is at risk and 2 are supported."
    assert requests.startswith("1 of 2 levels asked for")
    assert behind.startswith("1 of 7 promises behind them")
    assert given.startswith("21 commitments are taken as given")


@pytest.mark.parametrize(
    ("promised", "needs", "expected"),
    [
        ("99 %", ["99 %"], "The only promise to a customer is supported."),
        (
            "99.9 %",
            ["99 %"],
            (
                "The only promise to a customer is not supported. It is top availability, promised 99.9 %"
                " (43 min 12 s a month), the commitments below ensure 99 % (7 h 12 min). Talk first to s0."
            ),
        ),
        ("99.9 %", [], "The only promise to a customer rests on nothing that the model states."),
    ],
)
def test_the_headline_of_one_promise(promised, needs, expected):
    analysis = model(up(promised), *map(up, needs)) if needs else without_needs(promised)
    assert headline(analysis) == expected


def test_the_headline_counts_and_names_the_same_promise():
    """What is unknown stands before what is at risk, in the count as in the example of it."""
    late = "{metric: resolution, within: 8 h}"
    analysis = model(f"{up('99.89002 %')}, {late}", up("99.95 %"), up("99.94 %"))
    assert {p.standing for p in analysis.promises if p.agreement == "sla"} == {Standing.AT_RISK, Standing.UNKNOWN}
    assert headline(analysis).startswith(
        "1 of 2 promises to customers is unknown. It is top resolution time, promised 8 h, not known below."
    )
    assert follow_ups(analysis)[0] == "Of the other promises to customers, 1 is at risk."


def test_a_gap_on_paper_only_is_never_the_worst_beside_a_real_one(credit_check):
    assert [promise.where for promise in promises.worst(credit_check)] == [Where.BELOW, Where.DIRECT, Where.PAPER]


def without_needs(promised: str) -> Analysis:
    return analyse_text(
        "slamodel: 1\nparties: {c: {kind: customer}, p: {kind: department}}\nservices: {top: {provider: p}}\n"
        f"agreements: {{sla: {{kind: SLA, provider: p, customers: [c], services: [top], targets: [{up(promised)}]}}}}",
        DAY,
    )


def test_what_rests_on_nothing_is_never_shown_as_supported():
    analysis = without_needs("99.9 %")
    (promise,) = analysis.promises
    assert promise.standing is Standing.SUPPORTED
    assert wording.status(promise).word == "taken as given"
    ((row,),) = ((group.rows[0] for group in table.groups) for table in document(analysis).promises)
    assert "99.9 %" in row[0 + 1].text
    assert [cell.text for cell in row[2:6]] == ["not known"] * 4


def test_commitments_taken_as_given_stand_apart(credit_check):
    given = records.given(credit_check)
    assert given is not None
    named = {cell.details[0] for group in given.groups for cell, *_ in group.rows}
    compared = {
        row[0].details[-1] for t in promises.tables(credit_check, frozenset()) for g in t.groups for row in g.rows
    }
    assert named.isdisjoint(compared)
    assert named | compared == {promise.id for promise in credit_check.promises}


@pytest.mark.parametrize("needed", [0.0123456, 0.004004004004, 0.001, 0.0005002501250625312, 1e-5, 0.5])
def test_what_is_asked_for_in_print_is_enough(needed):
    shown = float(wording.required(needed, is_time=False).removesuffix(" %")) / 100
    assert 1 - shown <= needed + 1e-12
    assert show_share(to_ask(needed)) == wording.required(needed, is_time=False)


@pytest.mark.parametrize("needed", [9.99e-6, 9.99e-9, 0.0])
def test_nobody_is_asked_for_more_than_five_nines(needed):
    assert wording.required(needed, is_time=False) == "no realistic level of this link alone"


def test_limits_that_are_promised_are_rounded_down():
    (promise, *_) = model("{metric: resolution, within: 259230 s, in: 90 %}", up("99 %")).promises
    assert wording.promised(promise) == "within 3 d in 90 % of the cases"


def granted(text: str, ask: str, place: str) -> str:
    """The model with the line at a place of an ask set to the level that the ask prints."""
    lines = text.splitlines()
    number = int(place.rpartition(":")[2]) - 1
    level = re.search(r"of at (?:least|most) (.+?)(?: a month.*)? for ", ask)
    assert level
    pattern = r"at_least: [^,}]+" if "least" in level[0] else r"within: [^,}]+"
    key = pattern.partition(":")[0]
    lines[number] = re.sub(pattern, f"{key}: {level[1]}", lines[number], count=1)
    return "\n".join(lines)


def test_every_printed_ask_for_a_better_level_closes_its_promise(credit_check):
    """As printed, with its rounding: each ask that is enough alone is written into the model and analysed again."""
    text = (EXAMPLES / "05-credit-check" / "model.yaml").read_text(encoding="utf-8")
    asked = [ask for group in document(credit_check).asks for ask in group.asks if "instead of" in ask.text]
    assert len(asked) >= 4
    for ask in asked:
        again = analyse_text(granted(text, ask.text, ask.place), DAY)
        assert again.is_sound
        for promise in ask.closes:
            assert again.target(promise.anchor).standing is Standing.SUPPORTED, (ask.text, promise.text)


def test_the_smallest_change_comes_first():
    analysis = model(up("99 %"), up("99.2 %"), up("99.7 %"))
    (promise,) = (p for p in analysis.promises if p.agreement == "sla")
    first, second = ways(promise)
    assert (first.source.service, second.source.service) == ("n0", "n1")
    assert best(promise) == (first,)


def test_two_missing_agreements_are_both_asked_for():
    text = """
slamodel: 1
parties: {c: {kind: customer}, p: {kind: department}, s: {kind: supplier}}
services: {top: {provider: p, needs: [a, b]}, a: {provider: s}, b: {provider: s}}
agreements:
  sla: {kind: SLA, provider: p, customers: [c], services: [top], targets: [{metric: availability, at_least: 99 %}]}
"""
    analysis = analyse_text(text, DAY)
    (promise,) = analysis.promises
    assert [(way.source.service, way.is_enough) for way in best(promise)] == [("a", False), ("b", False)]
    section = sections.section(analysis, promise)
    assert "All of these are needed" in section.ways_intro
    assert "could be ensured" not in section.lead
    assert {figure.value for figure in section.figures[1:]} == {"not known"}
    assert "100 %" not in repr((document(analysis).promises, section))


def test_asks_are_grouped_by_the_party_that_can_grant_them(credit_check):
    groups = {group.counterpart: group for group in asks.groups(credit_check, credit_check.promises, frozenset())}
    hosting = groups["Hosting One Ltd"].asks
    assert len(hosting) == 1
    assert "99.95 %" in hosting[0].text
    assert len(hosting[0].closes) == 2
    assert any("99.63 % would do here" in detail for cell in hosting[0].closes for detail in cell.details)


def test_minutes_of_a_window_are_those_of_the_hours_that_count():
    """Ten hours a week are 42 h 51 min in a month of 30 days: a thousandth of that is 2 min 34 s."""
    analysis = model(up("99.9 %"), up("99 %"), more="hours: office,", calendars='office: {hours: {mon: "08:00-18:00"}}')
    report = document(analysis)
    (section,) = report.sections
    assert "counted in office hours" in section.facts
    assert section.picture is not None
    assert section.picture.heading == "Who uses the 2 min 34 s a month"
    assert section.hours is None


def test_the_bars_are_to_scale(credit_check):
    section = sections.section(credit_check, credit_check.target("sla-car-leasing/dealer-portal/availability"))
    assert section.picture is not None
    login, front, together = section.picture.bars
    assert login.length / front.length == pytest.approx(10, rel=0.01)
    assert together.length == pytest.approx(login.length + front.length, abs=0.02)
    assert together.length - together.over == pytest.approx(section.picture.limit, abs=0.02)
    assert "Login: 7 h 12 min" in section.picture.text


def test_the_ladder_follows_the_hand_offs(credit_check):
    section = sections.section(credit_check, credit_check.target("sla-retail-bank/credit-check/resolution/P1"))
    assert section.picture is not None
    desk, support, *beside, together = section.picture.bars
    assert support.start == pytest.approx(desk.start + desk.length, abs=0.02)
    assert {bar.tone for bar in beside} == {"beside"}
    assert together.length == pytest.approx(support.start + support.length, abs=0.02)
    assert together.over > 0


def only(analysis: Analysis, agreement: str = "sla") -> Promise:
    (promise,) = (promise for promise in analysis.promises if promise.agreement == agreement)
    return promise


def test_a_year_may_fall_into_one_month_and_the_sentence_says_what_is_left():
    """0.2 % of a year are 17 h 31 min, all of which may fall into one month of 720 h."""
    analysis = model(up("99.9 %"), "{metric: availability, at_least: 99.8 %, window: year}")
    assert "ensure 97.566 %, and would give 99.8 % if outages are unrelated" in lead(analysis, only(analysis))


def test_a_view_of_which_nothing_is_known_shows_no_figure():
    text = """
slamodel: 1
parties: {c: {kind: customer}, p: {kind: department}, q: {kind: department}, s: {kind: supplier}}
services: {top: {provider: p, needs: [mid]}, mid: {provider: q, needs: [low]}, low: {provider: s}}
agreements:
  sla: {kind: SLA, provider: p, customers: [c], services: [top], targets: [{metric: availability, at_least: 99.9 %}]}
  ola: {kind: OLA, provider: q, customers: [p], services: [mid], targets: [{metric: resolution, within: 5 h}]}
  uc: {kind: UC, provider: s, customers: [q], services: [low], targets: [{metric: availability, at_least: 99 %}]}
"""
    analysis = analyse_text(text, DAY)
    promised, owed = (sections.section(analysis, only(analysis, name)) for name in ("sla", "ola"))
    assert promised.other_view == "One step down (the agreements right below, taken at their word): not known."
    assert [figure.value for figure in owed.figures] == ["5 h", "not known", "not known", "not known"]
    assert not [figure.detail for figure in owed.figures[1:] if figure.detail]
    assert owed.picture is not None
    assert "Together: not known" in owed.picture.text


def test_targets_of_the_current_tier_are_reported_like_others():
    tiers = "tier: silver, tiers: {silver: {targets: [{metric: availability, at_least: 99.5 %}]}},"
    text = f"""
slamodel: 1
parties: {{c: {{kind: customer}}, p: {{kind: department}}, s: {{kind: supplier}}}}
services: {{top: {{provider: p, needs: [low]}}, low: {{provider: s}}}}
agreements:
  sla: {{kind: SLA, provider: p, customers: [c], services: [top], targets: [{up("99.9 %")}]}}
  uc: {{kind: UC, {tiers} provider: s, customers: [p], services: [low]}}
"""
    analysis = analyse_text(text, DAY)
    assert analysis.is_sound, analysis.diagnostics
    ((ask,),) = (group.asks for group in document(analysis).asks)
    assert ask.text.startswith("Ask for availability of at least 99.9 % a month")
    assert [cell.anchor for cell in ask.closes] == ["sla/top/availability"]


def test_unknown_shows_what_still_holds(credit_check):
    promise = credit_check.target("slr-sanctions/sanctions-screening/availability")
    section = sections.section(credit_check, promise)
    assert "At best 99.9 % could be ensured." in section.lead
    assert section.figures[1].value == "at most 99.9 %"
    assert not any("instead." in way for way in section.ways)


def test_an_unknown_step_leaves_the_share_of_cases_unknown(credit_check):
    promise = credit_check.target("sla-retail-bank/credit-check/notification")
    section = sections.section(credit_check, promise)
    assert [figure.value for figure in section.figures] == ["1 h", "at least 45 min", "not known", "not known"]


def test_the_dates_come_in_order_and_say_why(credit_check):
    dates = records.dates(credit_check)
    assert dates is not None
    first, *_ = texts(dates)
    assert first[0] == "31 March 2027"
    assert first[3].startswith("ends before Service level agreement with Retail Bank")
    assert "uc-bureau-three" not in {row[1] for row in texts(dates)}


def test_a_huge_model_is_cut_worst_first_and_says_so(monkeypatch):
    monkeypatch.setattr(promises, "MOST_ROWS", 2)
    monkeypatch.setattr(sections, "MOST_SECTIONS", 1)
    analysis = analyse(EXAMPLES / "05-credit-check", DAY)
    shares, times = promises.tables(analysis, frozenset())
    assert shares.note == "The first 2 of 7 are shown."
    assert [len(group.rows) for group in shares.groups] == [2]
    report = document(analysis)
    assert len(report.sections) == 1
    assert report.sections_note == "7 more promises of this kind stand in the table above only."
    assert times.note


def asked_of(analysis: Analysis) -> dict[str, list[str]]:
    return {group.counterpart: [ask.text for ask in group.asks] for group in document(analysis).asks}


def test_a_contract_that_ends_too_early_is_to_be_renewed_before_its_day(credit_check):
    assert "Renew uc-bureau-two with Bureau Two Ltd before 31 March 2027" in asked_of(credit_check)["To renew"]


def test_notice_is_quoted_as_stated_and_no_deadline_is_worked_out():
    text = (EXAMPLES / "05-credit-check" / "model.yaml").read_text(encoding="utf-8")
    assert text.count("to: 2027-03-31}") == 1
    analysis = analyse_text(text.replace("to: 2027-03-31}", "to: 2027-03-31, notice: 90 d}"), DAY)
    expected = "Renew uc-bureau-two with Bureau Two Ltd before 31 March 2027; notice period stated: 90 d"
    assert expected in asked_of(analysis)["To renew"]


def test_targets_that_are_missing_are_asked_for_once():
    texts_of = asked_of(analyse(EXAMPLES / "06-university-it", DAY))["Amazon Web Services"]
    stated = [text for text in texts_of if text.startswith("Ask to state the resolution time of")]
    assert len(stated) == len(set(stated)) == 3
    assert stated[0].endswith("for Critical, High and Urgent in uc-aws-database")


BANKS = """
slamodel: 1
parties: {it: {kind: department}, bank: {kind: customer}, a: {kind: supplier}, b: {kind: supplier}, c: {kind: supplier}}
services: {pay: {provider: it, needs: [one, two, three]}, one: {provider: a}, two: {provider: b}, three: {provider: c}}
agreements:
  sla: {kind: SLA, provider: it, customers: [bank], services: [pay], targets: [{metric: availability, at_least: LEVEL}]}
  uc: {kind: UC, provider: a, customers: [it], services: [one], targets: [{metric: availability, at_least: 99.5 %}]}
  uc-2: {kind: UC, provider: b, customers: [it], services: [two], targets: [{metric: availability, at_least: 99.5 %}]}
"""


def test_what_would_only_be_at_risk_with_the_unknown_perfect_is_told_so():
    for level, is_at_risk in (("99 %", False), ("99.001 %", True)):
        analysis = analyse_text(BANKS.replace("LEVEL", level), DAY)
        promise = analysis.target("sla/pay/availability")
        assert promise.standing is Standing.UNKNOWN
        assert ("could be ensured, and even then it would only be at risk." in lead(analysis, promise)) is is_at_risk


def test_an_ask_beside_something_unknown_says_what_stays_unknown():
    analysis = analyse_text(BANKS.replace("LEVEL", "99.4 %"), DAY)
    closes = [cell for group in document(analysis).asks for ask in group.asks for cell in ask.closes]
    small_print = [detail for cell in closes for detail in cell.details]
    assert "helps with what is missing already; unknown until there is a commitment for three" in small_print


def test_one_percentage_point_and_both_promises_are_said_as_people_say_them():
    assert wording.points(0.01) == "1 percentage point"
    assert wording.points(0.0075) == "0.75 percentage points"
    two = BEYOND.replace("99 %}]}", "99.99999 %}]}")
    assert headline(analyse_text(two, DAY)).startswith("Both promises to customers are supported.")


@pytest.mark.parametrize(("level", "details"), [("99.9 %", ("99.5 % would do",)), ("99.96 %", ())])
def test_a_level_far_below_what_is_committed_is_not_called_enough(level, details):
    analysis = model(up("99.5 %"), up(level))
    promise = analysis.target("sla/top/availability")
    (row,) = carriers.table(analysis, promise, promise.direct, "").groups[0].rows
    assert row[3].text == "enough as it is"
    assert row[3].details == details


BEYOND = """
slamodel: 1
parties: {it: {kind: department}, bank: {kind: customer}, host: {kind: supplier}}
services: {shop: {provider: it, needs: [web]}, desk: {provider: it, needs: [web]}, web: {provider: host}}
agreements:
  one:
    {kind: SLA, provider: it, customers: [bank], services: [shop], targets: [{metric: availability, at_least: 99.9 %}]}
  two:
    {kind: SLA, provider: it, customers: bank, services: desk, targets: [{metric: availability, at_least: 99.99999%}]}
  uc: {kind: UC, provider: host, customers: [it], services: [web], targets: [{metric: availability, at_least: 99 %}]}
"""


def test_what_nobody_could_commit_to_does_not_hide_what_somebody_could():
    analysis = analyse_text(BEYOND, date(2026, 11, 27))
    ((ask,),) = (group.asks for group in asks.groups(analysis, analysis.promises, frozenset()))
    assert ask.text.startswith("Ask for availability of at least 99.9 %")
    assert [cell.details for cell in ask.closes] == [
        ("one, for bank",),
        ("two, for bank", f"stays open: {wording.UNREALISTIC}"),
    ]


def test_promises_of_an_ask_that_are_not_named_are_counted(credit_check):
    wanted = next(promise for promise in credit_check.promises if best(promise))
    for times, counted in ((9, "and 1 more promise"), (10, "and 2 more promises")):
        found = asks.groups(credit_check, (wanted,) * times, frozenset())
        assert found[0].asks[0].closes[-1].text == counted


def test_what_a_promise_asks_for_already_is_not_asked_for_again(credit_check):
    bureau, lists = (asked_of(credit_check)[party] for party in ("Bureau Two Ltd", "Sanctions Lists Ltd"))
    assert len(lists) == 1
    assert sum("notification" in text for text in bureau) == 1


def test_whom_the_headline_names_is_asked_first_and_renewals_come_last(credit_check):
    groups = document(credit_check).asks
    assert [group.counterpart for group in groups[:2]] == ["Hosting One Ltd", "IT"]
    assert groups[-1].counterpart == "To renew"
    starts = [(group.counterpart, ask.text.partition(" ")[0]) for group in groups for ask in group.asks]
    assert [whom for whom, start in starts if start in ("Renew", "Follow")] == ["To renew"]


def test_alternatives_share_one_bar_so_that_the_bars_add_up(credit_check):
    promise = credit_check.target("sla-retail-bank/credit-check/availability")
    picture = sections.section(credit_check, promise).picture
    assert picture is not None
    *users, together = picture.bars
    assert users[0].label == "Bureau One or Bureau Two"
    assert sum(bar.length for bar in users) == pytest.approx(together.length, abs=0.05)


def test_every_link_has_its_row_with_the_largest_first(credit_check):
    promise = credit_check.target("sla-car-leasing/dealer-portal/availability")
    (carried,) = sections.section(credit_check, promise).carriers
    assert [(row[0], row[2], row[3]) for row in texts(carried)] == [
        ("Login", "99 %", "99.6 %"),
        ("Web front", "99.9 %", "cannot close it alone"),
    ]


SHARED = """
slamodel: 1
parties:
  c: {name: Unit, kind: customer}
  it: {name: HR IT, kind: department}
  team: {name: Application Team, kind: department}
  host: {name: CloudHost, kind: supplier}
  hr: {name: HR Applications, kind: department}
services:
  pay: {name: Payroll, provider: it, needs: [cloud, hr-app], handled_by: [desk, application, cloud]}
  desk: {name: Service desk, provider: it}
  application: {name: Application support, provider: team}
  cloud: {name: Cloud hosting, provider: host}
  hr-app: {name: HR application, provider: hr}
calendars:
  office: {name: Office hours, hours: {mon-fri: "08:00-18:00"}}
agreements:
  sla: {kind: SLA, provider: it, customers: [c], services: [pay], targets: [{metric: resolution, within: 8 h}]}
  ola: {kind: OLA, provider: team, customers: [it], services: [application],
        targets: [{metric: resolution, within: 4 h}]}
  ola-hr: {kind: OLA, provider: hr, customers: [it], services: [hr-app], targets: [{metric: resolution, within: 4 h}]}
  uc: {kind: UC, provider: host, customers: [it], services: [cloud], targets: [{metric: resolution, within: 4 h}]}
"""


def test_where_nobody_can_close_it_alone_all_who_take_part_are_named():
    """Application support 4 h, Cloud hosting 4 h to pass it on, and another 4 h whatever the cause: 12 h, not 8 h."""
    analysis = analyse_text(SHARED, DAY)
    report = document(analysis)
    assert report.headline.endswith(
        "the steps below take 12 h. Talk first to CloudHost, Application Team and HR Applications."
    )
    (group,) = report.asks
    assert (group.counterpart, group.about) == ("CloudHost, Application Team and HR Applications", "together")
    today = "Cloud hosting 4 h, Application support 4 h and HR application 4 h"
    assert group.asks[0].text == f"12 h has to become 8 h; today {today}"
    (section,) = report.sections
    assert f"No single party can close it. To talk to, together: {group.counterpart}." in section.lead
    words = sections.section(analysis, analysis.target(section.anchor)).ways
    assert words == (f"Together, {group.counterpart}: 12 h has to become 8 h. Today {today}.", "Promise 12 h instead.")
    assert "0 min" not in repr((section.carriers, words))
    assert {row[3] for row in texts(section.carriers[0])} == {"cannot close it alone"}


def test_every_hand_off_is_on_the_ladder_and_says_why_it_is_there_twice():
    (section,) = document(analyse_text(SHARED, DAY)).sections
    assert section.picture is not None
    assert [(bar.label, bar.value) for bar in section.picture.bars] == [
        ("1 Service desk", "nothing stated, counted as 0 min"),
        ("2 Application support", "4 h"),
        ("3 Cloud hosting, handing on", "4 h"),
        ("Cloud hosting, as the cause", "4 h"),
        ("HR application", "4 h"),
        ("Together", "12 h"),
    ]


def test_nobody_is_to_be_talked_to_where_no_answer_would_settle_it():
    """A service that needs itself stays open, whatever anybody commits to."""
    text = SHARED.replace("application: {name: Application support, provider: team}", "application: {provider: faulty}")
    report = document(analyse_text(text, DAY))
    assert "Talk first" not in report.headline
    assert report.headline.endswith("promised 8 h, not known below.")
    (section,) = report.sections
    assert "To talk to" not in section.lead
    assert not report.asks


def test_a_time_on_other_hours_is_said_with_its_worst_start():
    text = SHARED.replace("customers: [c],", "customers: [c], support_hours: office,")
    analysis = analyse_text(text, DAY)
    report = document(analysis)
    (section,) = report.sections
    assert "The steps take 10 h, with the worst start" in section.lead
    assert section.timeline is not None
    assert "worst start" in repr(report.promises)


def test_every_gap_of_random_models_names_somebody_and_the_first_comes_first():
    gaps = 0
    for seed in range(8):
        analysis = analyse_text(dump(random_model(Random(seed), 12)), DAY)
        report = document(analysis)
        for promise in analysis.promises:
            if promise.standing is Standing.GAP and all(lack.lack in settle.LACKS for lack in promise.deciding.unknown):
                gaps += 1
                assert promises.counterparts(analysis, promise), (seed, promise.id)
        worst = [party for one in promises.worst(analysis) for party in promises.counterparts(analysis, one)]
        if worst:
            assert worst[0] in report.asks[0].parties, seed
    assert gaps > 20
