"""What findings say: the numbers, who is asked for what, and when a rule keeps silent. The docstring is the model."""

from datetime import date
from inspect import cleandoc
from random import Random

import pytest

from docs.writers import findings
from slamodel.analysis import Analysis, analyse_text
from slamodel.diagnostics import Severity
from slamodel.gaps import RULES, Finding, not_evaluated
from slamodel.gaps.weak_links import alone
from slamodel.propagate.structure import Structure
from slamodel.units import show_required, show_share

AS_OF = date(2026, 11, 23)


@pytest.fixture
def analysis(request) -> Analysis:
    return analyse_text(cleandoc(request.function.__doc__), as_of=AS_OF)


def the(analysis: Analysis, code: str) -> Finding:
    found = [finding for finding in analysis.findings if finding.code == code]
    assert len(found) == 1, [finding.message for finding in found]
    return found[0]


def codes(analysis: Analysis) -> list[str]:
    return [finding.code for finding in analysis.findings]


PARTIES = """\
slamodel: 1
parties:
  it: {name: IT, kind: department}
  ops: {name: Operations, kind: department}
  bureau-one: {name: Bureau One Ltd, kind: supplier}
  bureau-two: {name: Bureau Two Ltd, kind: supplier}
  bank: {name: Retail Bank, kind: customer}
"""


def chain(promised: str, *levels: str) -> str:
    names = [f"part-{number}" for number in range(len(levels))]
    services = "".join(f"  {name}: {{provider: bureau-one}}\n" for name in names)
    contracts = "".join(
        f"  uc-{name}: {{kind: UC, provider: bureau-one, customers: [it], services: [{name}],"
        f" targets: [{{metric: availability, at_least: {level}}}]}}\n"
        for name, level in zip(names, levels, strict=True)
    )
    return (
        f"{PARTIES}services:\n  shop: {{provider: it, needs: [{', '.join(names)}]}}\n{services}agreements:\n"
        f"  sla: {{kind: SLA, provider: it, customers: [bank], services: [shop],"
        f" targets: [{{metric: availability, at_least: {promised}}}]}}\n{contracts}"
    )


def test_number_then_consequence_then_action(analysis):
    """
    slamodel: 1
    parties:
      it: {name: IT, kind: department}
      bureau-one: {name: Bureau One Ltd, kind: supplier}
      host: {name: Hosting Ltd, kind: supplier}
      bank: {kind: customer}
    services:
      credit-check: {name: Credit check, provider: it, needs: [bureau-one-api, hosting]}
      bureau-one-api: {name: Bureau One API, provider: bureau-one}
      hosting: {provider: host}
    agreements:
      sla-credit: {kind: SLA, provider: it, customers: [bank], services: [credit-check],
                   targets: [{metric: availability, at_least: 99.8 %}]}
      uc-bureau: {kind: UC, provider: bureau-one, customers: [it], services: [bureau-one-api],
                  targets: [{metric: availability, at_least: 99.82 %}]}
      uc-host: {kind: UC, provider: host, customers: [it], services: [hosting],
                targets: [{metric: availability, at_least: 99.9 %}]}
    """
    finding = the(analysis, "A101")
    assert finding.message == (
        "sla-credit promises 99.8 % availability a month (1 h 26 min 24 s) on Credit check. The commitments below"
        " ensure 99.72 % (2 h 58 s). 34 min 34 s are missing; most of it sits with Bureau One API (99.82 %, uc-bureau)."
        " Ask Bureau One Ltd for 99.9 % on Bureau One API, or promise 99.72 %."
    )
    assert (finding.promised, finding.supported) == (0.998, 0.9972)
    assert finding.path == ("sla-credit", "credit-check", "bureau-one-api")
    assert (finding.owner, finding.counterpart) == ("it", "bureau-one")
    assert finding.severity is Severity.ERROR
    assert codes(analysis) == ["A101"]


def test_impossible_even_at_the_very_best():
    message = the(analyse_text(chain("99.9 %", "99.5 %"), AS_OF), "A101").message
    assert "ensure 99.5 % (3 h 36 min), and no more even at the very best: impossible as it stands." in message
    message = the(analyse_text(chain("99.9 %", "99.5 %", "99.9 %"), AS_OF), "A101").message
    assert "Impossible as it stands: even at the very best they give 99.5 % (3 h 36 min)." in message


def test_a_weaker_part_shows_the_level_and_the_alternative():
    finding = the(analyse_text(chain("99.9 %", "99.5 %", "99.8 %"), AS_OF), "A103")
    assert finding.message.startswith("99.5 % (3 h 36 min) is the level of part-0 (uc-part-0).")
    assert "The same is true of part-1 (99.8 %)." in finding.message
    assert "it takes at least 99.9 % from Bureau One Ltd even if all else were perfect, or" in finding.message
    alone = the(analyse_text(chain("99.9 %", "99.5 %", "99.99 %"), AS_OF), "A103")
    assert "it takes 99.91 % from Bureau One Ltd with all else as it is, or an alternative." in alone.message


def test_the_same_thing_is_asked_for_at_one_level(analysis):
    """
    slamodel: 1
    parties:
      it: {name: IT, kind: department}
      host: {name: Hosting Ltd, kind: supplier}
      bank: {kind: customer}
    services:
      shop: {provider: it, needs: [hosting]}
      mail: {provider: it, needs: [hosting]}
      hosting: {name: Hosting, provider: host}
    agreements:
      sla-shop: {kind: SLA, provider: it, customers: [bank], services: [shop],
                 targets: [{metric: availability, at_least: 99.9 %}]}
      sla-mail: {kind: SLA, provider: it, customers: [bank], services: [mail],
                 targets: [{metric: availability, at_least: 99.7 %}]}
      uc-host: {kind: UC, provider: host, customers: [it], services: [hosting],
                targets: [{metric: availability, at_least: 99.5 %}]}
    """
    shop, mail = (part.message for part in the(analysis, "A101").each)
    assert "Ask Hosting Ltd for 99.9 % on Hosting, or promise 99.5 %." in shop
    assert "Ask Hosting Ltd for 99.9 % on Hosting (for 2 promises; 99.7 % would do for this one), or" in mail


def test_what_is_asked_for_closes_the_gap():
    rng = Random(7)
    for _ in range(40):
        levels = [f"{rng.choice((99, 99.5, 99.7, 99.83, 99.9, 99.95, 99.987))} %" for _ in range(rng.randint(1, 3))]
        before = analyse_text(chain("99.6 %", *levels), AS_OF)
        for link in before.target("sla/shop/availability").direct.links:
            if link.required_guaranteed:
                granted = list(levels)
                granted[int(link.source.service[-1])] = show_required(link.required_guaranteed)
                after = analyse_text(chain("99.6 %", *granted), AS_OF)
                assert after.target("sla/shop/availability").standing == "supported", (levels, granted)


def test_a_required_level_is_rounded_towards_the_one_who_asks():
    assert (show_required(0.0095047), show_share(0.0095047)) == ("99.05 %", "99.04 %")
    assert show_required(1 - 0.9996) == "99.96 %"
    assert show_required(0.0) == "100 %"
    assert show_required(0.0000123) == "99.9988 %"


def test_holds_only_while_outages_are_unrelated(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, one: {kind: supplier}, two: {kind: supplier}, bank: {kind: customer}}
    services:
      check: {provider: it, needs: [{any_of: [first, second]}]}
      first: {name: Bureau One, provider: one}
      second: {name: Bureau Two, provider: two}
    agreements:
      sla: {kind: SLA, provider: it, customers: [bank], services: [check],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc-1: {kind: UC, provider: one, customers: [it], services: [first],
             targets: [{metric: availability, at_least: 99 %}]}
      uc-2: {kind: UC, provider: two, customers: [it], services: [second],
             targets: [{metric: availability, at_least: 98 %}]}
    """
    finding = the(analysis, "A101")
    assert finding.severity is Severity.WARNING
    assert "ensure 99 % (7 h 12 min); 99.98 % holds only if outages are unrelated." in finding.message
    assert "Ask one for 99.9 % on Bureau One, or promise 99 %." in finding.message
    assert codes(analysis) == ["A101"]


def test_hidden_gap_names_who_promises_too_much(analysis):
    """
    slamodel: 1
    parties:
      it: {kind: department}
      ops: {kind: department}
      host: {name: Hosting Ltd, kind: supplier}
      bank: {kind: customer}
    services:
      shop: {provider: it, needs: [engine]}
      engine: {name: Engine, provider: ops, needs: [hosting]}
      hosting: {name: Hosting, provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [bank], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
      ola: {kind: OLA, provider: ops, customers: [it], services: [engine],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc: {kind: UC, provider: host, customers: [ops], services: [hosting],
           targets: [{metric: availability, at_least: 99.5 %}]}
    """
    above = next(finding for finding in analysis.findings if (finding.code, finding.agreement) == ("A101", "sla"))
    assert "A hidden gap" in above.message
    assert "Engine stands at 99.9 % on paper (ola), what lies below it ensures 99.5 %." in above.message
    assert above.path == ("sla", "shop", "engine", "hosting")
    assert (above.owner, above.counterpart) == ("ops", "host")
    assert "Ask Hosting Ltd for 99.9 % on Hosting" in above.message


def test_gap_on_paper_is_cheap_to_close(analysis):
    """
    slamodel: 1
    parties:
      it: {kind: department}
      ops: {name: Operations, kind: department}
      host: {kind: supplier}
      bank: {kind: customer}
    services:
      shop: {provider: it, needs: [login]}
      login: {name: Login, provider: ops, needs: [cloud]}
      cloud: {provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [bank], services: [shop],
            targets: [{metric: availability, at_least: 99.5 %}]}
      ola: {kind: OLA, provider: ops, customers: [it], services: [login],
            targets: [{metric: availability, at_least: 99 %}]}
      uc: {kind: UC, provider: host, customers: [ops], services: [cloud],
           targets: [{metric: availability, at_least: 99.9 %}]}
    """
    message = the(analysis, "A101").message
    assert "The gap is on paper only: what lies further down ensures 99.9 %." in message
    assert "Ask Operations for 99.5 % on Login, or promise 99 %." in message


def test_a_gap_with_an_unknown_part_states_no_supported_level(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, host: {kind: supplier}, bank: {kind: customer}}
    services:
      shop: {provider: it, needs: [web, database]}
      web: {provider: host}
      database: {provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [bank], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc: {kind: UC, provider: host, customers: [it], services: [web],
           targets: [{metric: availability, at_least: 99.8 %}]}
    """
    finding = the(analysis, "A101")
    assert finding.supported is None
    assert "with everything that is unknown taken as perfect, ensure 99.8 %" in finding.message
    assert "promise 99.8 %" not in finding.message
    assert the(analysis, "C601").message.startswith("1 promise (sla/shop/availability) already falls short")


def test_the_chain_of_hand_offs_is_spelled_out(analysis):
    """
    slamodel: 1
    parties:
      it: {kind: department}
      desk-team: {kind: department}
      makers: {name: Makers Ltd, kind: supplier}
      user: {kind: customer}
    services:
      mail: {provider: it, handled_by: [desk, second, support]}
      desk: {name: Desk, provider: desk-team}
      second: {name: Second line, provider: it, own: {escalation: {P1: 2 h}}}
      support: {name: Vendor, provider: makers}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [mail],
            targets: [{metric: resolution, priority: P1, within: 4 h}]}
      ola: {kind: OLA, provider: desk-team, customers: [it], services: [desk],
            targets: [{metric: escalation, within: 15 min}]}
      uc: {kind: UC, provider: makers, customers: [it], services: [support],
           targets: [{metric: resolution, within: 3 h}]}
    """
    finding = the(analysis, "T201")
    assert "take 5 h 15 min (Desk 15 min + Second line 2 h + Vendor 3 h): 1 h 15 min too long." in finding.message
    assert "Ask Makers Ltd for a resolution time of 1 h 45 min on Vendor, or promise 5 h 15 min." in finding.message
    assert (finding.promised, finding.supported) == (4 * 3600, 5.25 * 3600)


def test_shares_of_cases_erode(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, ops: {kind: department}, user: {kind: customer}}
    services:
      mail: {provider: it, handled_by: [first, second]}
      first: {provider: ops}
      second: {provider: ops}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [mail],
            targets: [{metric: resolution, within: 6 h, in: 90 %}]}
      ola-1: {kind: OLA, provider: ops, customers: [it], services: [first],
              targets: [{metric: escalation, within: 1 h, in: 90 %}]}
      ola-2: {kind: OLA, provider: ops, customers: [it], services: [second],
              targets: [{metric: resolution, within: 4 h, in: 90 %}]}
    """
    finding = the(analysis, "T208")
    assert "Together they ensure 80 % of the cases, 81 % if delays are unrelated." in finding.message
    assert finding.message.endswith("95 % for each of them would do, or promise 80 %.")
    assert finding.promised == 0.9
    assert finding.supported == pytest.approx(0.8)


def test_one_finding_for_all_promises_that_wait_for_an_agreement(analysis):
    """
    slamodel: 1
    parties:
      it: {kind: department}
      list-keeper: {name: Lists Ltd, kind: supplier}
      one: {kind: customer}
      two: {kind: customer}
    services:
      screening: {provider: it, needs: [sanctions]}
      sanctions: {name: Sanctions list, provider: list-keeper}
    agreements:
      sla-1: {kind: SLA, provider: it, customers: [one], services: [screening],
              targets: [{metric: availability, at_least: 99 %}]}
      sla-2: {kind: SLA, provider: it, customers: [two], services: [screening],
              targets: [{metric: availability, at_least: 99.5 %}]}
      uc: {kind: UC, status: draft, provider: list-keeper, customers: [it], services: [sanctions],
           targets: [{metric: availability, at_least: 99.9 %}]}
    """
    finding = the(analysis, "C601")
    assert finding.message.startswith(
        "2 promises (sla-1/screening/availability and sla-2/screening/availability) are unknown"
    )
    assert "uc is not agreed or not in force" in finding.message
    assert finding.message.endswith("Agree an underpinning contract with Lists Ltd; 99.5 % would do.")
    assert (finding.target, finding.stake) == ("sla-1/screening/availability", 2.0)


def test_priorities_that_lack_a_target_share_one_finding(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, host: {name: Host Ltd, kind: supplier}, user: {kind: customer}}
    services:
      mail: {provider: it, handled_by: [support]}
      support: {name: Support, provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [mail],
            targets: [{metric: resolution, priority: P1, within: 4 h}, {metric: resolution, priority: P2, within: 8 h}]}
      uc: {kind: UC, provider: host, customers: [it], services: [support],
           targets: [{metric: response, within: 1 h}]}
    """
    assert codes(analysis) == ["T204"]
    message = the(analysis, "T204").message
    assert "uc commits to a response time only, not to a resolution time for P1 and P2." in message
    assert message.endswith("Ask Host Ltd to state the resolution time of Support; 4 h would do.")


def test_a_hand_off_on_another_clock_is_not_taken_for_a_missing_resolution(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, ops: {name: Operations, kind: department}, user: {kind: customer}}
    calendars:
      office: {hours: {mon-fri: "08:00-18:00"}}
    services:
      payroll: {provider: it, handled_by: [desk, apps]}
      desk: {name: Service desk, provider: ops}
      apps: {provider: it, own: {resolution: 4 h}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [payroll], support_hours: office,
            targets: [{metric: resolution, priority: P1, within: 8 h}]}
      ola: {kind: OLA, provider: ops, customers: [it], services: [desk],
            targets: [{metric: response, priority: P1, within: 15 min},
                      {metric: escalation, priority: P1, within: 30 min}]}
    """
    assert codes(analysis) == []
    (promise,) = (found for found in analysis.promises if found.agreement == "sla")
    assert promise.standing == "supported"
    assert [(given.service, given.metric) for given in promise.direct.inputs] == [
        ("desk", "escalation"),
        ("apps", "resolution"),
    ]


def test_who_only_hands_on_is_asked_how_fast_it_hands_on(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, ops: {name: Operations, kind: department}, user: {kind: customer}}
    services:
      payroll: {provider: it, handled_by: [desk, apps]}
      desk: {name: Service desk, provider: ops}
      apps: {provider: it, own: {resolution: 4 h}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [payroll],
            targets: [{metric: resolution, priority: P1, within: 8 h},
                      {metric: resolution, priority: P2, within: 10 h}]}
      ola: {kind: OLA, provider: ops, customers: [it], services: [desk],
            targets: [{metric: response, within: 15 min}, {metric: escalation, priority: P1, within: 30 min}]}
    """
    assert codes(analysis) == ["P401"]
    assert the(analysis, "P401").message.endswith(
        "ola states the escalation time for P1 only, and not for P2."
        " Ask Operations to state how fast Service desk hands on P2 incidents (escalation time); 6 h would do, or say"
        " which of its priorities (P1) it is."
    )


def test_alternatives_at_one_supplier(analysis):
    """
    slamodel: 1
    parties:
      it: {kind: department}
      cloud: {name: Cloud Ltd, kind: supplier}
      cloud-north: {kind: supplier, part_of: cloud}
      cloud-south: {kind: supplier, part_of: cloud}
      user: {kind: customer}
    services:
      shop: {name: Shop, provider: it, needs: [{at_least: 1, of: [north, south]}]}
      north: {provider: cloud-north}
      south: {provider: cloud-south}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc-n: {kind: UC, provider: cloud-north, customers: [it], services: [north],
             targets: [{metric: availability, at_least: 99.9 %}]}
      uc-s: {kind: UC, provider: cloud-south, customers: [it], services: [south],
             targets: [{metric: availability, at_least: 99.9 %}]}
    """
    finding = the(analysis, "A104")
    assert "all of them come from one supplier, Cloud Ltd." in finding.message
    assert finding.counterpart == "cloud"
    assert codes(analysis) == ["A104"]


def test_sharing_something_that_is_doubled_itself_is_no_finding(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, ops: {kind: department}, user: {kind: customer}}
    services:
      shop: {provider: it, needs: [{any_of: [left, right]}]}
      left: {provider: it, needs: [{any_of: [power-one, power-two]}]}
      right: {provider: it, needs: [{any_of: [power-one, power-two]}]}
      power-one: {provider: it, own: {availability: 99.9 %}}
      power-two: {provider: it, own: {availability: 99.9 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
    """
    assert codes(analysis) == []


def test_alternatives_that_share_a_service_that_the_model_does_not_have(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    services:
      shop: {name: Shop, provider: it, needs: [{any_of: [left, right]}]}
      left: {provider: it, needs: [rack]}
      right: {provider: it, needs: [rack]}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
    """
    assert "all of them rest on rack" in the(analysis, "A104").message


def test_two_of_three_that_share_for_two_of_them(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    services:
      shop: {name: Shop, provider: it, needs: [{at_least: 2, of: [a, b, c]}]}
      a: {provider: it, needs: [rack]}
      b: {provider: it, needs: [rack]}
      c: {provider: it}
      rack: {name: Rack, provider: it, own: {availability: 99.95 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
    """
    message = the(analysis, "A104").message
    assert message.startswith(
        "2 of the 3 alternatives of Shop (a, b and c) are meant to be enough, yet 2 of them rest on Rack."
    )
    assert "what remains of the redundancy is its 99.95 %" in message


def test_the_date_from_which_a_promise_stands_on_nothing(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, host: {name: Host Ltd, kind: supplier}, user: {kind: customer}}
    services:
      shop: {provider: it, needs: [web]}
      web: {provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop], term: {from: 2026-01-01},
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc: {kind: UC, provider: host, customers: [it], services: [web], term: {to: 2027-03-31},
           targets: [{metric: availability, at_least: 99.9 %}]}
    """
    finding = the(analysis, "D801")
    assert finding.message.startswith(
        "uc ends on 2027-03-31, and sla, which rests on it, has no end: from 2027-04-01 on"
    )
    assert finding.bites == date(2027, 4, 1)


def test_two_targets_of_one_agreement(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, practice: {name: The practice, kind: customer}}
    services:
      records: {provider: it, own: {availability: 99.99 %}}
    agreements:
      sla:
        kind: SLA
        provider: it
        customers: [practice]
        services: [records]
        targets:
          - {metric: availability, at_least: 99.9 %, window: month}
          - {metric: availability, at_most: 10 min, window: month}
    """
    assert the(analysis, "W505").message == (
        "sla states availability a month twice: 99.9 % (43 min 12 s) and 10 min (99.976 %). The stricter counts: 10 min"
        " (99.976 %). Agree with The practice on one of them."
    )


@pytest.mark.parametrize(
    ("kind", "provider", "customer", "reason"),
    [
        ("OLA", "bureau-one", "it", "Bureau One Ltd is a supplier"),
        ("OLA", "it", "bureau-one", "Bureau One Ltd is a supplier"),
        ("OLA", "bank", "it", "is a customer"),
        ("UC", "ops", "it", "is a department, not a supplier"),
        ("SLA", "bureau-one", "it", "is a supplier to departments"),
        ("SLA", "bureau-one", "bank", None),
        ("SLA", "it", "ops", None),
        ("OLA", "ops", "it", None),
        ("UC", "bureau-one", "bureau-two", None),
    ],
)
def test_kind_and_parties(kind, provider, customer, reason):
    model = (
        f"{PARTIES}services: {{thing: {{provider: {provider}}}, use: {{provider: {customer}, needs: [thing]}}}}\n"
        "agreements:\n"
        f"  deal: {{kind: {kind}, provider: {provider}, customers: [{customer}], services: [thing],"
        " targets: [{metric: availability, at_least: 99 %}]}\n"
    )
    found = [finding for finding in analyse_text(model, AS_OF).findings if finding.code == "C612"]
    assert len(found) == (reason is not None)
    assert all(str(reason) in finding.message for finding in found)


def test_the_heaviest_come_first_then_most_at_stake():
    texts = [chain("99.9 %", "99 %"), chain("99.9 %", "99.5 %", "99 %")]
    for text in texts:
        findings = analyse_text(text, AS_OF).findings
        assert list(findings) == sorted(findings, key=lambda finding: (finding.severity.weight, -finding.stake))


def test_all_that_a_model_says_of_terms_and_money_is_evaluated(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    calendars: {office: {hours: {mon-fri: "08:00-17:00"}, holidays: {country: NL}}}
    maintenance: {night: {hours: {sun: "02:00-06:00"}}}
    scales: {survey: {poor: 1, good: 2}}
    services:
      shop: {provider: it, own: {throughput: 5 per hour}, needs: [{service: web, usage: 2}]}
      web: {provider: it}
    agreements:
      a: {kind: SLA, provider: it, customers: [user], services: [shop], price: 5 per month, excludes: [night],
          term: {notice: 90 d}, obligations: [iso-27001],
          targets: [{metric: satisfaction, at_least: good, scale: survey}, {metric: rto, within: 4 h, window: year}]}
      b: {kind: SLA, provider: it, customers: [user], services: [shop], price: 5 per month}
      c: {kind: SLA, provider: it, customers: [user], services: [shop], price: 5 per month}
      d: {kind: SLA, provider: it, customers: [user], services: [shop], price: 5 per month}
    """
    assert analysis.not_evaluated == ()
    assert not_evaluated(analysis.graph, analysis.promises) == analysis.not_evaluated


def shop(needs: str, **agreements: str) -> Analysis:
    """A shop promised to the bank, on needs among a part, a department's service on it, and another part."""
    services = (
        f"  shop: {{provider: it, needs: [{needs}]}}\n  mid: {{provider: ops, needs: [part]}}\n"
        "  part: {provider: bureau-one}\n  other: {provider: bureau-two}\n"
    )
    entries = "".join(f"  {name}: {{{terms}}}\n" for name, terms in agreements.items())
    return analyse_text(f"{PARTIES}services:\n{services}agreements:\n{entries}", AS_OF)


SLA = (
    "kind: SLA, provider: it, customers: [bank], services: [shop], targets: [{metric: availability, at_least: 99.9 %}]"
)
OLA = "kind: OLA, provider: ops, customers: [it], services: [mid], targets: [{metric: %s}]"
UC = (
    "kind: UC, provider: bureau-one, customers: [%s], services: [part], targets: [{metric: availability, at_least: %s}]"
)


def test_a_level_over_a_year_is_worth_what_it_can_come_to_in_a_month():
    found = shop("part", sla=SLA, uc=UC % ("it", "99.8 %, window: year"))
    message = the(found, "A101").message
    assert "The commitments below ensure 97.566 % (17 h 31 min 12 s)" in message
    assert "all of it sits with part (99.8 %, uc, which can be 97.566 % (17 h 31 min 12 s) here)." in message
    assert "Ask Bureau One Ltd for 99.9918 % a year on part, or promise 97.566 %." in message
    assert "99.8 % over a year, sla counts over a month: 17 h 31 min 12 s (2.44 %) may" in the(found, "W501").message


def test_both_views_are_closed_together():
    found = shop("mid", sla=SLA, ola=OLA % "availability, at_least: 99.8 %", uc=UC % ("ops", "99.5 %"))
    message = next(finding.each[0].message for finding in found.findings if finding.agreement == "sla")
    assert "Directly below it is 99.8 %." in message
    assert message.endswith(
        "Ask Bureau One Ltd for 99.9 % on part and ask Operations for 99.9 % on mid, or promise 99.5 %."
    )


def test_what_another_commitment_would_still_spoil_is_not_called_enough():
    found = shop("mid", sla=SLA, ola=OLA % "resolution, within: 5 h", uc=UC % ("ops", "99 %"))
    silent = next(
        finding.message for finding in found.findings if finding.agreement == "sla" and finding.code == "C602"
    )
    assert silent.endswith("Ask Operations to state the availability of mid.")
    assert "Directly below it is 100 %" not in the(found, "A101").message


def test_what_most_of_a_shortfall_sits_with_is_said_of_plain_chains_only():
    other = UC.replace("part", "other").replace("bureau-one", "bureau-two") % ("it", "99 %")
    levels = {"uc": UC % ("it", "99 %"), "uc-2": other, "ola": OLA % "availability, at_least: 99.8 %"}
    message = next(f.message for f in shop("{any_of: [part, other]}, mid", sla=SLA, **levels).findings)
    assert "are missing." in message
    assert "sits with" not in message


def test_shares_that_would_do_one_step_down_are_not_named_where_more_is_missing_below(analysis):
    """
    slamodel: 1
    parties: {it: {kind: department}, ops: {kind: department}, host: {kind: supplier}, user: {kind: customer}}
    services:
      order: {provider: it, fulfilled_by: [pack, send]}
      pack: {provider: ops, fulfilled_by: [pick, wrap]}
      pick: {provider: host}
      wrap: {provider: host}
      send: {provider: host}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [order],
            targets: [{metric: fulfilment, within: 5 h, in: 95 %}]}
      ola: {kind: OLA, provider: ops, customers: [it], services: [pack],
            targets: [{metric: fulfilment, within: 2 h, in: 90 %}]}
      uc: {kind: UC, provider: host, customers: any, services: [pick, wrap, send],
           targets: [{metric: fulfilment, within: 1 h, in: 90 %}]}
    """
    message = next(finding.message for finding in analysis.findings if finding.agreement == "sla")
    assert message.endswith("Ask for higher shares, or promise 70 %.")


def test_a_successor_for_somebody_else_is_none():
    ending = UC.replace("targets", "term: {to: 2026-12-31}, targets") % ("it, ops", "99.95 %")
    after = UC.replace("targets", "term: {from: 2027-01-01}, targets")
    assert codes(shop("part", sla=SLA, old=ending, new=after % ("ops", "99.95 %"))) == ["D801"]
    assert codes(shop("part", sla=SLA, old=ending, new=after % ("it", "99.95 %"))) == []


def test_events_that_bring_a_structure_down_alone():
    build = Structure()
    a, b, c, d = (build.event(number) for number in range(4))
    assert alone(build.all_of([a, b])) == {0, 1}
    assert alone(build.any_of([a, b])) == frozenset()
    assert alone(build.any_of([build.all_of([a, b]), build.all_of([c, build.any_of([a, d])])])) == frozenset()
    assert alone(build.vote(2, [build.all_of([a, b]), build.all_of([a, c]), d])) == {0}


def test_every_rule_has_its_page():
    page = findings.page()
    for rule in RULES:
        assert f"## {rule.code}\n" in page
        assert all(word in rule.documentation for word in ("**Why it matters.**", "**How to fix it.**", "**Example.**"))
    assert len({rule.code for rule in RULES}) == len(RULES)
