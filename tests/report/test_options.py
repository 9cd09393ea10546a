"""The ways out of a gap stand side by side, with what each costs, from when it can be had, and what it does."""

from datetime import date

from slamodel.analysis import analyse_text
from slamodel.report import markdown, options
from slamodel.report.explain import explain
from slamodel.report.sections import MOST_TRIED, section, sections, wanted

AS_OF = date(2026, 11, 23)
MODEL = """
slamodel: 1
currency: EUR
parties: {it: {kind: department}, host: {name: Host Ltd, kind: supplier}}
services:
  web: {provider: it, needs: [server]}
  server: {name: Servers, provider: host}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: any
    services: [web]
    targets: [{metric: availability, at_least: 99.5 %}]
  uc:
    name: Contract
    kind: UC
    provider: host
    customers: [it]
    services: [server]
    term: {from: 2026-01-01, to: 2026-12-31, notice: 30 d, renews: 12 months}
    tier: plain
    tiers:
      plain: {price: 1000 per year, targets: [{metric: availability, at_least: 99 %}]}
      other: {price: 900 per year, targets: [{metric: availability, at_least: 99.9 %}]}
"""


def rows_of(text=MODEL):
    analysis = analyse_text(text, AS_OF)
    tried = options.tried(analysis, analysis.target("sla/web/availability"))
    assert tried is not None
    table = tried.table
    return table, [tuple(cell.text for cell in row) for row in table.groups[0].rows]


def test_a_way_tells_with_whom_what_it_costs_and_from_when_it_can_be_had():
    table, rows = rows_of()
    assert rows[0][:5] == ("Take tier other of Contract", "Host Ltd", "plain → other", "−100 EUR", "1 January 2027")
    assert table.groups[0].rows[0][4].details == ("notice by 1 December 2026",)
    assert table.groups[0].rows[0][5].status.word == "supported"


def test_what_has_nobody_yet_and_what_is_for_all_is_said_in_words():
    _, rows = rows_of()
    assert [row[1] for row in rows[1:3]] == ["a provider to be found", "every customer"]


def test_a_price_that_nobody_knows_is_said_to_be_unknown():
    _, rows = rows_of(MODEL.replace("price: 1000 per year, ", ""))
    assert rows[0][3] == "not known"


def test_what_was_tried_in_vain_stands_below():
    table, _ = rows_of(MODEL.replace("99.9 %", "99.2 %"))
    assert table.note == "No tier of Contract is enough alone: at best 99.2 %."


def test_to_accept_the_risk_is_shown_however_many_other_ways_there_are():
    several = "".join(
        f"      t{n}: {{price: {n} per year, targets: [{{metric: availability, at_least: 99.9 %}}]}}\n"
        for n in range(10)
    )
    table, rows = rows_of(MODEL + several)
    assert len(rows) == options.MOST
    assert rows[-1][0] == "Accept the risk for a while"
    assert table.note.startswith("6 more ways")


def test_explain_and_report_tell_the_same_ways():
    analysis = analyse_text(MODEL, AS_OF)
    told = explain(analysis, analysis.target("sla/web/availability"))
    assert "  1. Take tier other of Contract (Host Ltd)\n     plain → other\n     more a year: −100 EUR" in told
    assert "| Take tier other of Contract | Host Ltd |" in markdown(analysis)


def test_what_a_tried_way_closes_is_not_said_again_in_words():
    analysis = analyse_text(MODEL, AS_OF)
    (closed,), _ = sections(analysis, wanted(analysis))
    assert (closed.ways, closed.ways_intro) == ((), "")
    assert markdown(analysis).count("#### Ways out") == 1
    assert section(analysis, wanted(analysis)[0]).ways


def test_what_to_do_names_the_tier_that_has_the_level_and_what_it_costs():
    assert "instead of 99 %: tier other commits to 99.9 %, 100 EUR less a year" in markdown(analyse_text(MODEL, AS_OF))
    too_low = analyse_text(MODEL.replace("99.9 %", "99.2 %"), AS_OF)
    assert "instead of 99 %, which no tier of Contract reaches" in markdown(too_low)


def test_what_is_supported_has_no_ways_out():
    analysis = analyse_text(MODEL.replace("99.5 %", "98 %"), AS_OF)
    assert options.tried(analysis, analysis.target("sla/web/availability")) is None
    assert options.CAPTION not in explain(analysis, analysis.target("sla/web/availability"))


def test_only_so_many_promises_are_tried_and_a_page_of_one_has_its_own():
    many = "".join(f", s{n}" for n in range(MOST_TRIED + 3))
    services = "".join(f"  s{n}: {{provider: it, needs: [server]}}\n" for n in range(MOST_TRIED + 3))
    text = MODEL.replace("services: [web]", f"services: [web{many}]").replace("agreements:", f"{services}agreements:")
    analysis = analyse_text(text, AS_OF)
    found, _ = sections(analysis, wanted(analysis))
    assert sum(one.options is not None for one in found) == MOST_TRIED
    assert section(analysis, wanted(analysis)[0]).options is None


TWO = """
slamodel: 1
currency: EUR
parties: {it: {kind: department}, host: {kind: supplier}, line: {kind: supplier}}
calendars: {shop-hours: {name: Opening hours, timezone: Europe/Berlin, hours: {mon-fri: "08:00-18:00"}}}
services:
  web: {provider: it, needs: [server, net]}
  server: {provider: host}
  net: {provider: line}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: any
    services: [web]
    support_hours: shop-hours
    targets: [{metric: resolution, within: 8 h}]
  uc-host:
    name: Host contract
    kind: UC
    provider: host
    customers: [it]
    services: [server]
    support_hours: shop-hours
    term: {from: 2026-01-01, to: 2026-12-31, notice: 30 d, renews: 12 months}
    tier: plain
    tiers:
      plain: {price: 100 per year, targets: [{metric: resolution, within: 10 h}]}
      quick: {price: 300 per year, targets: [{metric: resolution, within: 4 h}]}
  uc-line:
    name: Line contract
    kind: UC
    provider: line
    customers: [it]
    services: [net]
    support_hours: shop-hours
    term: {from: 2026-01-01, notice: 60 d}
    targets: [{metric: resolution, within: 12 h}]
"""


def test_of_several_contracts_each_has_its_own_date_and_what_is_known_of_the_price_is_told():
    analysis = analyse_text(TWO, AS_OF)
    tried = options.tried(analysis, analysis.target("sla/web/resolution"))
    assert tried is not None
    tiers, shorter, less, waiver = tried.table.groups[0].rows
    assert tiers[4].details == (
        "Host contract: 1 January 2027, notice by 1 December 2026",
        "Line contract: 60 days after notice",
    )
    assert [row[3].text for row in (tiers, shorter, less, waiver)] == [
        "200 EUR, and 1 price not known",
        "not known",
        "no price",
        "nothing",
    ]


def test_a_time_is_shortened_beside_the_tiers_on_offer_and_a_gap_keeps_its_sign():
    analysis = analyse_text(TWO, AS_OF)
    told = explain(analysis, analysis.target("sla/web/resolution"))
    assert "Shorten them together, in proportion" in told
    assert "asks for a level beside the tiers on offer in Host contract" in told
    assert "▲ gap: T201 → accepted" in told


def test_what_to_do_together_names_the_tiers_that_are_enough():
    told = markdown(analyse_text(TWO, AS_OF))
    assert "enough: Host contract plain → quick and net 12 h → 8 h; 200 EUR more a year, and 1 price not known" in told
