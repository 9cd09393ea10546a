"""Downtime, levels asked of a link, and verdicts: answers that others have published, to the last digit they print.

The docstring of a test is its model file; the comment on top names the source.
"""

from datetime import date
from decimal import Decimal
from inspect import cleandoc

import pytest

from slamodel.analysis import Analysis, analyse_text

AS_OF = date(2026, 11, 23)
WINDOWS = {"day": 86400, "week": 7 * 86400, "month": 30 * 86400, "year": 365 * 86400}
MINUTE, HOUR, DAY = 60, 3600, 86400


@pytest.fixture
def analysis(request) -> Analysis:
    return analyse_text(cleandoc(request.function.__doc__), as_of=AS_OF)


def codes(analysis, target=None):
    return {finding.code for finding in analysis.findings if target is None or finding.concerns(target)}


def figures_of(analysis, target, view="direct"):
    return getattr(analysis.target(target), view).figures


def link(analysis, target, service):
    return next(link for link in analysis.target(target).direct.links if link.source.service == service)


def prints(unavailability, text):
    """Whether a share, rounded to as many decimals as the text has, is the text (in percent)."""
    decimals = Decimal(1).scaleb(-len(text.partition(".")[2]))
    return (100 - 100 * Decimal(unavailability)).quantize(decimals) == Decimal(text)


@pytest.mark.parametrize(
    ("level", "week", "month", "year"),
    [
        pytest.param("99 %", "1.68 h", "7.2 h", "3.65 d", id="two nines"),
        pytest.param("99.9 %", "10.08 min", "43.2 min", "8.76 h", id="three nines"),
        pytest.param("99.95 %", "5.04 min", "21.6 min", "4.38 h", id="three nines five"),
        pytest.param("99.99 %", "1.008 min", "4.32 min", "52.56 min", id="four nines"),
        pytest.param("99.999 %", "6.048 s", "25.92 s", "5.256 min", id="five nines"),
    ],
)
def test_downtime_table(level, week, month, year):
    # Azure Architecture Center and Huawei CAF: month of 30 d, year of 365 d; their cut-off digits written out
    for window, downtime in (("week", week), ("month", month), ("year", year)):
        model = f"""
slamodel: 1
parties: {{it: {{kind: department}}, host: {{kind: supplier}}, user: {{kind: customer}}}}
services:
  shop: {{provider: it, needs: [server]}}
  server: {{provider: host}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop],
        targets: [{{metric: availability, at_least: {level}, window: {window}}}]}}
  uc: {{kind: UC, provider: host, customers: [it], services: [server],
       targets: [{{metric: availability, at_most: {downtime}, window: {window}}}]}}
"""
        found = analyse_text(model, as_of=AS_OF)
        assert found.target("sla/shop/availability").standing == "supported", model
        assert figures_of(found, "sla/shop/availability").guaranteed * WINDOWS[window] == pytest.approx(
            seconds(downtime), rel=1e-12
        )


def seconds(text):
    amount, unit = text.split()
    return float(amount) * {"s": 1, "min": MINUTE, "h": HOUR, "d": DAY}[unit]


def test_database_needed_beside_a_web_front(analysis):
    """
    # top-down from AV-01: 99.9 % for both, the front at 99.95 %
    slamodel: 1
    parties: {it: {kind: department}, cloud: {kind: supplier}, user: {kind: customer}}
    services:
      shop: {provider: it, needs: [web, sql]}
      web: {provider: cloud}
      sql: {provider: cloud}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc-web: {kind: UC, provider: cloud, customers: [it], services: [web],
               targets: [{metric: availability, at_least: 99.95 %}]}
      uc-sql: {kind: UC, provider: cloud, customers: [it], services: [sql],
               targets: [{metric: availability, at_least: 99.9 %}]}
    """
    needed = link(analysis, "sla/shop/availability", "sql")
    assert prints(needed.required_independent, "99.94997")
    assert prints(needed.required_guaranteed, "99.95")
    assert needed.importance == pytest.approx(0.9995)


def test_nothing_short_of_perfect_would_do(analysis):
    """
    # top-down from AV-01: 99.95 % for both, the front at 99.95 %: the database would have to be perfect
    slamodel: 1
    parties: {it: {kind: department}, cloud: {kind: supplier}, user: {kind: customer}}
    services:
      shop: {provider: it, needs: [web, sql]}
      web: {provider: cloud}
      sql: {provider: cloud}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [shop],
            targets: [{metric: availability, at_least: 99.95 %}]}
      uc-web: {kind: UC, provider: cloud, customers: [it], services: [web],
               targets: [{metric: availability, at_least: 99.95 %}]}
      uc-sql: {kind: UC, provider: cloud, customers: [it], services: [sql],
               targets: [{metric: availability, at_least: 99.99 %}]}
    """
    assert analysis.target("sla/shop/availability").standing == "gap"
    assert link(analysis, "sla/shop/availability", "sql").required_independent == pytest.approx(0, abs=1e-12)
    assert link(analysis, "sla/shop/availability", "web").required_independent == pytest.approx(0.0004 / 0.9999)


@pytest.mark.parametrize(
    ("each", "status"), [("99.90496 %", "at_risk"), ("99.90495 %", "at_risk"), ("99.90494 %", "gap")]
)
def test_two_equal_suppliers_beside_an_own_part(each, status):
    # top-down: 99.8 % with an own part of 99.99 % asks 99.90495 % of each of two equal suppliers
    model = f"""
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, two: {{kind: supplier}}, user: {{kind: customer}}}}
services:
  shop: {{provider: it, own: {{availability: 99.99 %}}, needs: [first, second]}}
  first: {{provider: one}}
  second: {{provider: two}}
agreements:
  sla: {{kind: SLA, provider: it, customers: [user], services: [shop],
        targets: [{{metric: availability, at_least: 99.8 %}}]}}
  uc-1: {{kind: UC, provider: one, customers: [it], services: [first],
         targets: [{{metric: availability, at_least: {each}}}]}}
  uc-2: {{kind: UC, provider: two, customers: [it], services: [second],
         targets: [{{metric: availability, at_least: {each}}}]}}
"""
    assert analyse_text(model, as_of=AS_OF).target("sla/shop/availability").standing == status


def test_one_site_or_two(analysis):
    """
    # top-down: EGI asks 80 % of a resource centre; a virtual organisation wants 95 %
    slamodel: 1
    parties: {vo: {kind: customer}, egi: {kind: department}, site-a: {kind: supplier}, site-b: {kind: supplier}}
    services:
      one-site: {provider: egi, needs: [centre-a]}
      two-sites: {provider: egi, needs: [{any_of: [centre-a, centre-b]}]}
      centre-a: {provider: site-a}
      centre-b: {provider: site-b}
    agreements:
      sla: {kind: SLA, provider: egi, customers: [vo], services: [one-site, two-sites],
            targets: [{metric: availability, at_least: 95 %}]}
      ola-a: {kind: UC, provider: site-a, customers: [egi], services: [centre-a],
              targets: [{metric: availability, at_least: 80 %}]}
      ola-b: {kind: UC, provider: site-b, customers: [egi], services: [centre-b],
              targets: [{metric: availability, at_least: 80 %}]}
    """
    one, two = analysis.target("sla/one-site/availability"), analysis.target("sla/two-sites/availability")
    assert (one.standing, two.standing) == ("gap", "at_risk")
    assert prints(one.direct.figures.independent, "80")
    assert prints(two.direct.figures.independent, "96")
    assert prints(two.direct.figures.guaranteed, "80")


def test_two_suppliers_on_one_carrier(analysis):
    """
    # QU-06: redundancy that rests on one carrier
    slamodel: 1
    parties:
      it: {kind: department}
      one: {kind: supplier}
      two: {kind: supplier}
      telco: {kind: supplier}
      user: {kind: customer}
    services:
      lookup: {provider: it, needs: [{any_of: [first, second]}]}
      first: {provider: one, needs: [carrier]}
      second: {provider: two, needs: [carrier]}
      carrier: {provider: telco}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [lookup],
            targets: [{metric: availability, at_least: 99.99 %}]}
      uc-1: {kind: UC, provider: one, customers: [it], services: [first],
             targets: [{metric: availability, at_least: 99.9 %}]}
      uc-2: {kind: UC, provider: two, customers: [it], services: [second],
             targets: [{metric: availability, at_least: 99.9 %}]}
      line: {kind: UC, provider: telco, customers: [one, two], services: [carrier],
             targets: [{metric: availability, at_least: 99.9 %}]}
    """
    found = analysis.target("sla/lookup/availability")
    assert prints(found.direct.figures.independent, "99.9999")
    assert prints(found.end_to_end.figures.independent, "99.9")
    assert found.standing == "gap"
    assert "A104" in codes(analysis, "sla/lookup/availability")


def test_promise_above_the_maintenance_contract(analysis):
    """
    # QU-09: the textbook case of service level management
    slamodel: 1
    parties: {it: {kind: department}, maker: {kind: supplier}, user: {kind: customer}}
    services:
      mail: {provider: it, needs: [server]}
      server: {provider: maker}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [mail],
            targets: [{metric: availability, at_least: 99.9 %}]}
      uc: {kind: UC, provider: maker, customers: [it], services: [server],
           targets: [{metric: availability, at_least: 98 %}]}
    """
    assert analysis.target("sla/mail/availability").standing == "gap"
    assert analysis.target("sla/mail/availability").where == "direct"
    assert "A101" in codes(analysis, "sla/mail/availability")


def test_dependency_without_a_value(analysis):
    """
    # QU-10: others let a promise pass when a dependency states nothing
    slamodel: 1
    parties: {it: {kind: department}, maker: {kind: supplier}, user: {kind: customer}}
    services:
      mail: {provider: it, needs: [server]}
      server: {provider: maker}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [mail],
            targets: [{metric: availability, at_least: 99.9 %}]}
    """
    assert analysis.target("sla/mail/availability").standing == "unknown"
    assert "C601" in codes(analysis)


def test_two_targets_that_contradict(analysis):
    """
    # PX-03: an NHS catalogue promises 99.9 % a month and less than 10 minutes of downtime in total; the stricter counts
    slamodel: 1
    conventions: {month: 31 d}
    parties: {vendor: {kind: supplier}, practice: {kind: customer}}
    services:
      records: {provider: vendor, own: {availability: 99.95 %}}
    agreements:
      sla:
        kind: SLA
        provider: vendor
        customers: [practice]
        services: [records]
        targets:
          - {metric: availability, at_least: 99.9 %, window: month}
          - {metric: availability, at_most: 10 min, window: month}
    """
    assert "W505" in codes(analysis)
    month, total = analysis.promises
    assert prints(total.promised, "99.9776")
    assert (31 * DAY * month.promised / MINUTE, 31 * DAY * total.promised) == pytest.approx((44.64, 10 * MINUTE))
    assert (month.standing, total.standing) == ("supported", "gap")
