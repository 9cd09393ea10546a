"""Each kind of move says in the text exactly what it asks for, and changes nothing for anybody else."""

from datetime import date
from decimal import Decimal

import pytest

from slamodel.analysis import analyse_text
from slamodel.edit import edited
from slamodel.model import TimeTarget
from slamodel.plan.levels import Level, level_move
from slamodel.plan.made import changes_of, tried
from slamodel.plan.menu import menu
from slamodel.plan.move import Kind
from slamodel.plan.options import options
from slamodel.plan.tiers import tiers

AS_OF = date(2026, 11, 23)
HEAD = """
slamodel: 1
currency: EUR
calendars: {office: {timezone: UTC, hours: {mon-fri: "08:00-18:00"}}}
maintenance: {sunday: {hours: {sun: "02:00-06:00"}, timezone: UTC, at_most: 4 h per month}}
parties: {shop: {kind: customer}, it: {kind: department}, host: {kind: supplier}}
services:
  web: {provider: it, needs: [server], handled_by: [server]}
  server: {provider: host}
agreements:
  sla: {kind: SLA, provider: it, customers: [shop], services: [web], targets: [%s]}
"""
UC = "  uc: {kind: UC, provider: host, customers: [it], services: [server], %s}\n"
ABOVE = "{metric: availability, at_least: 99.9 %}"


def model(below, above=ABOVE):
    return analyse_text(HEAD.replace("%s", above) + below, AS_OF)


def uc(terms):
    return UC.replace("%s", terms)


def text_with(text, moves):
    return edited((("model.yaml", text.encode()),), changes_of(moves))[0][1].decode()


def moves_of(analysis, kind):
    return [move for choice in menu(analysis) for move in choice.moves if move.kind is kind]


@pytest.mark.parametrize(
    ("stated", "becomes"),
    [
        ("{metric: availability, at_least: 99.5 %}", "{metric: availability, at_least: 99.9 %}"),
        ("{metric: availability, at_most: 10 h}", "{metric: availability, at_most: 43 min 12 s}"),
    ],
)
def test_a_level_is_written_in_the_notation_in_which_it_stands(stated, becomes):
    text = HEAD.replace("%s", ABOVE) + uc(f"targets: [{stated}]")
    analysis = analyse_text(text, AS_OF)
    given = analysis.promises[0].direct.inputs[0]
    move = level_move(analysis, given, analysis.promises[0], Level(0.001))
    assert move is not None
    assert becomes in text_with(text, [move])
    assert tried(analysis, [move]).target("sla/web/availability").standing == "supported"


def test_a_target_that_is_taken_from_another_agreement_is_written_into_its_own():
    general = "  all: {kind: UC, level: corporate, provider: host, customers: any, targets: [%s]}\n".replace(
        "%s", "{metric: availability, at_least: 99.5 %}, {metric: rto, within: 4 h}"
    )
    analysis = model(general + uc("extends: [all], price: 1 per year"))
    (move,) = [move for move in moves_of(analysis, Kind.LEVEL) if move.becomes == "99.9 %"]
    after = tried(analysis, [move])
    assert after.landscape.agreements["all"] == analysis.landscape.agreements["all"]
    assert {(t.metric, str(p[1])) for p, t in after.landscape.agreements["uc"].stated} == {
        ("availability", "uc"),
        ("rto", "all"),
    }
    assert after.target("sla/web/availability").standing == "supported"


def test_an_own_target_hides_no_target_of_a_priority_that_was_taken():
    general = "  all: {kind: UC, level: corporate, provider: host, customers: any, targets: [%s]}\n".replace(
        "%s", "{metric: resolution, within: 9 h}, {metric: resolution, priority: P1, within: 1 h}"
    )
    analysis = model(general + uc("extends: [all]"), "{metric: resolution, within: 4 h}")
    move = moves_of(analysis, Kind.LEVEL)[-1]
    stated = [t for _, t in tried(analysis, [move]).landscape.agreements["uc"].stated]
    times = [(t.priority or "", t.within.seconds) for t in stated if isinstance(t, TimeTarget) and t.within]
    assert len(times) == len(stated)
    assert sorted(times) == [("", Decimal(60)), ("P1", Decimal(3600))]


def test_several_moves_of_a_taken_target_make_one_target():
    general = "  all: {kind: UC, level: corporate, provider: host, customers: any, targets: [%s]}\n".replace(
        "%s", "{metric: availability, at_least: 99 %, window: year}"
    )
    analysis = model(general + uc("extends: [all]"))
    (window,), level = moves_of(analysis, Kind.WINDOW), moves_of(analysis, Kind.LEVEL)[-1]
    (change,) = changes_of([window, level])
    assert change.path == ("agreements", "uc", "targets", 0)
    assert change.value == {"metric": "availability", "at_least": "99.999 %", "window": "month"}


TIERED = """
price: 1000 per year, targets: [{metric: availability, at_least: 99 %}, {metric: rto, within: 1 h}],
    tiers: {gold: {price: 200 per month, targets: [{metric: availability, at_least: 99.9 %}]}}
"""


def test_a_tier_takes_the_place_of_what_stood_there_and_costs_what_the_prices_say():
    analysis = model(uc(TIERED))
    (move,) = tiers(analysis, analysis.landscape.agreements["uc"])
    assert (move.becomes, move.price) == ("gold", Decimal(1400))
    after = tried(analysis, [move]).landscape.agreements["uc"]
    assert [(t.metric, path[2]) for path, t in after.stated] == [("rto", "targets"), ("availability", "tiers")]
    assert after.price is None


def test_a_price_that_nobody_knows_is_not_counted_as_nothing():
    analysis = model(uc(TIERED.replace("price: 1000 per year, ", "")))
    (move,) = tiers(analysis, analysis.landscape.agreements["uc"])
    assert move.price is None


def test_the_level_of_a_tier_for_one_priority_counts_beside_a_target_for_all():
    gold = "{targets: [{metric: resolution, priority: P1, within: 1 h}]}"
    analysis = model(
        uc(f"targets: [{{metric: resolution, within: 9 h}}], tiers: {{gold: {gold}}}"),
        "{metric: resolution, within: 4 h, priority: P1}",
    )
    (move,) = tiers(analysis, analysis.landscape.agreements["uc"])
    assert tried(analysis, [move]).promises[0].standing == "supported"


@pytest.mark.parametrize(
    ("below", "above", "kind", "becomes"),
    [
        ("support_hours: office, targets: [{metric: resolution, within: 2 h}]", "{metric: resolution, within: 4 h}",
         Kind.HOURS, "around the clock"),
        ("targets: [{metric: availability, at_least: 99.9 %, window: year}]", ABOVE, Kind.WINDOW, "over a month"),
        ("excludes: [sunday], targets: [{metric: availability, at_least: 99.9 %}]", ABOVE, Kind.EXCLUSION, "counted"),
        ("excludes_failures: [carrier], targets: [{metric: availability, at_least: 99.9 %}]", ABOVE,
         Kind.EXCLUSION, "counted"),
        ("clock_stops: [waiting], targets: [{metric: resolution, within: 2 h}]", "{metric: resolution, within: 4 h}",
         Kind.EXCLUSION, "the clock runs"),
        ("targets: [{metric: availability, at_least: 99.9 %, strength: aim}]", ABOVE, Kind.EXCLUSION, "a commitment"),
        ("targets: [{metric: resolution, within: 2 h}]", ABOVE, Kind.COMMITMENT, "99.9 %"),
    ],
)  # fmt: skip
def test_terms_that_differ_are_moved_to_those_above_and_that_is_enough(below, above, kind, becomes):
    analysis = model(uc(below), above)
    (move,) = [move for move in moves_of(analysis, kind) if move.becomes == becomes]
    assert tried(analysis, [move]).promises[0].standing == "supported"
    assert (move.party, move.agreement) == ("host", "uc")


def test_several_commitments_where_there_is_no_agreement_make_one():
    analysis = model("", f"{ABOVE}, {{metric: resolution, within: 4 h}}")
    chosen = [choice.strictest for choice in menu(analysis)]
    after = tried(analysis, chosen)
    new = after.landscape.agreements["uc-server"]
    assert (new.kind, new.provider, new.customers) == ("UC", "host", ("it",))
    assert sorted(target.metric for target in new.targets) == ["availability", "resolution"]
    assert not any(promise.standing.is_open for promise in after.promises)


def test_a_second_source_commits_to_all_that_the_first_one_does():
    stated = "targets: [{metric: availability, at_least: 99 %}, {metric: resolution, within: 2 h}]"
    analysis = model(uc(stated), f"{ABOVE}, {{metric: resolution, within: 4 h}}")
    found = options(analysis, analysis.target("sla/web/availability"))
    (second,) = [option for option in found if option.moves and option.moves[0].kind is Kind.REDUNDANCY]
    assert (second.is_enough, second.opens, second.moves[0].becomes) == (True, (), "a second source at 99.9 %")
    assert second.note == "90 % would do if its outages are unrelated"


SUN = """
slamodel: 1
calendars:
  day: {timezone: UTC, hours: {mon-sun: "08:00-20:00"}}
  night: {name: Night shift, timezone: Europe/Paris, hours: {mon-sun: "20:00-08:00"}}
parties: {shop: {kind: customer}, it: {kind: department}, ops: {kind: department}, owl: {kind: department}}
services:
  desk: {provider: it, needs: [{any_of: [by-day, by-night]}]}
  by-day: {provider: ops}
  by-night: {provider: owl}
agreements:
  sla: {kind: SLA, provider: it, customers: [shop], services: [desk], targets: [{metric: resolution, within: 1 h}]}
  ola: {kind: OLA, provider: ops, customers: [it], services: [by-day], support_hours: day, targets: [%s]}
  late: {kind: OLA, provider: owl, customers: [it], services: [by-night], support_hours: night, targets: [%s]}
""".replace("%s", "{metric: resolution, within: 30 min}")


def test_only_the_hours_that_are_missing_are_asked_for_on_the_clock_of_whoever_is_asked():
    analysis = analyse_text(SUN, AS_OF)
    found = options(analysis, analysis.target("sla/desk/resolution"))
    option, move = next((one, one.moves[0]) for one in found if one.moves[0].party == "owl")
    assert (option.is_enough, move.becomes) == (True, "Night shift and 14 h a week more")
    after = tried(analysis, [move])
    hours = after.landscape.calendars["night-longer"]
    assert (hours.timezone, hours.hours) == ("Europe/Paris", {"mon-sun": "00:00-10:00, 20:00-24:00"})
    assert after.target("sla/desk/resolution").standing == "supported"
