"""Availability: answers that others have published, to the last digit they print, and the right one where they err.

The docstring of a test is its model file; the comment on top names the source.
"""

from datetime import date
from decimal import Decimal
from inspect import cleandoc

import pytest

from slamodel.analysis import Analysis, analyse_text

AS_OF = date(2026, 11, 23)
YEAR_S, JULIAN_YEAR_S = 365 * 86400, 365.25 * 86400


@pytest.fixture
def analysis(request) -> Analysis:
    return analyse_text(cleandoc(request.function.__doc__), as_of=AS_OF)


def figures_of(analysis, service):
    return analysis.target(f"sla/{service}/availability").direct.figures


def independent(analysis, service):
    return figures_of(analysis, service).independent


def prints(unavailability, text):
    """Whether a share, rounded to as many decimals as the text has, is the text (in percent)."""
    decimals = Decimal(1).scaleb(-len(text.partition(".")[2]))
    return (100 - 100 * Decimal(unavailability)).quantize(decimals) == Decimal(text)


def chain(levels, promised="90 %"):
    """A model file with one promise over parts at these levels, all of which have to work."""
    parts = [
        f"  part-{place}: {{provider: it, own: {{availability: {level} %}}}}" for place, level in enumerate(levels)
    ]
    names = ", ".join(f"part-{place}" for place in range(len(levels)))
    return "\n".join([
        "slamodel: 1",
        "parties: {it: {kind: department}, customer: {kind: customer}}",
        "services:",
        f"  whole: {{provider: it, needs: [{names}]}}",
        *parts,
        "agreements:",
        "  sla: {kind: SLA, provider: it, customers: [customer], services: [whole],",
        f"        targets: [{{metric: availability, at_least: {promised}}}]}}",
    ])  # fmt: skip


def test_web_application_with_database_queue_and_regions(analysis):
    """
    # AV-01 to AV-06: Azure Architecture Center, "Business metrics"
    slamodel: 1
    parties: {it: {kind: department}, shopper: {kind: customer}}
    services:
      serial: {provider: it, needs: [web, sql]}
      fallback: {provider: it, needs: [{any_of: [sql, queue]}]}
      nested: {provider: it, needs: [web, {any_of: [sql, queue]}]}
      two-regions: {provider: it, needs: [{any_of: [region-1, region-2]}]}
      four-regions: {provider: it, needs: [{any_of: [region-1, region-2, region-3, region-4]}]}
      routed: {provider: it, needs: [traffic-manager, two-regions]}
      web: {provider: it, own: {availability: 99.95 %}}
      sql: {provider: it, own: {availability: 99.99 %}}
      queue: {provider: it, own: {availability: 99.9 %}}
      traffic-manager: {provider: it, own: {availability: 99.99 %}}
      region-1: {provider: it, own: {availability: 99.95 %}}
      region-2: {provider: it, own: {availability: 99.95 %}}
      region-3: {provider: it, own: {availability: 99.95 %}}
      region-4: {provider: it, own: {availability: 99.95 %}}
    agreements:
      sla:
        kind: SLA
        provider: it
        customers: [shopper]
        services: [serial, fallback, nested, two-regions, four-regions, routed]
        targets: [{metric: availability, at_least: 99.9 %}]
    """
    published = {
        "serial": ("99.94", "99.940005"),
        "fallback": ("99.99999",),
        "nested": ("99.95", "99.94999"),
        "two-regions": ("99.999975",),
        "four-regions": ("99.99999999999375",),  # published as 99.999999, which is cut off
        "routed": ("99.989975",),
    }
    for service, texts in published.items():
        assert all(prints(independent(analysis, service), text) for text in texts), service
    assert independent(analysis, "four-regions") == pytest.approx(6.25e-14, rel=1e-12)


def test_guaranteed_and_ceiling_of_the_same(analysis):
    """
    # the chain and the pair of AV-01 and AV-02, whatever the timing of outages
    slamodel: 1
    parties: {it: {kind: department}, shopper: {kind: customer}}
    services:
      serial: {provider: it, needs: [web, sql]}
      fallback: {provider: it, needs: [{any_of: [sql, queue]}]}
      web: {provider: it, own: {availability: 99.95 %}}
      sql: {provider: it, own: {availability: 99.99 %}}
      queue: {provider: it, own: {availability: 99.9 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [shopper], services: [serial, fallback],
            targets: [{metric: availability, at_least: 99.94 %}]}
    """
    assert prints(figures_of(analysis, "serial").guaranteed, "99.94")
    assert prints(figures_of(analysis, "serial").ceiling, "99.95")
    assert prints(figures_of(analysis, "fallback").guaranteed, "99.99")
    assert {promise.standing for promise in analysis.promises} == {"supported"}


@pytest.mark.parametrize(
    ("levels", "published"),
    [
        pytest.param((99.99, 99.99, 99.95, 99.9, 99.9, 99.99), ("99.720", "99.720278"), id="AV-07 Azure Java web app"),
        pytest.param(
            (99.99, 99.99, 99.95, 99.9, 99.995, 99.9, 99.99, 99.9),
            ("99.616", "99.615577"),
            id="AV-10 Azure .NET web app",
        ),
        pytest.param((98, 98, 97.5, 96), ("89.89", "89.89344"), id="AV-15 ITIL textbook chain"),
        pytest.param((98, 97, 99, 99.95, 98, 97.8, 99.2), ("89.432",), id="AV-16 said to be 97 %, the weakest link"),
        pytest.param((99.99, 99.9, 99.9), ("99.79", "99.79012"), id="AV-18 Nygard, SLA inversion"),
        pytest.param((99.9,) * 5, ("99.5", "99.50100"), id="AV-19 five at three nines"),
        pytest.param((99.5, 98.7, 97.3), ("95.555", "95.55492"), id="AV-20 ReliaWiki, series"),
        pytest.param((99.995, *(99.999,) * 5), ("99.99000",), id="rule of the extra nine, Treynor et al."),
        pytest.param((99.999,) * 5, ("99.995000",), id="rule of the extra nine, the five alone"),
        pytest.param((99, 99), ("98.01",), id="QU-05 OpenSLO issue 14"),
    ],
)
def test_chain(levels, published):
    model = chain(levels)
    assert all(prints(independent(analyse_text(model, as_of=AS_OF), "whole"), text) for text in published), model


def test_weakest_link_is_only_the_ceiling():
    figures = figures_of(analyse_text(chain((98, 97, 99, 99.95, 98, 97.8, 99.2)), as_of=AS_OF), "whole")
    assert prints(figures.ceiling, "97")
    assert prints(figures.guaranteed, "88.95")


@pytest.mark.parametrize(
    ("levels", "seconds", "year_s"),
    [
        pytest.param((99.99,), 52 * 60 + 36, JULIAN_YEAR_S, id="AV-14 own part alone: 52 min 36 s"),
        pytest.param(
            (99.99,) * 3, 2 * 3600 + 37 * 60 + 46, JULIAN_YEAR_S, id="AV-14 two hard dependencies: 2 h 37 min 46 s"
        ),
        pytest.param((99.99, 99.9, 99.9), 18.39 * 3600, YEAR_S, id="AV-18 18.39 h"),
        pytest.param((99.9,) * 5, 43.71 * 3600, YEAR_S, id="AV-19 43.71 h"),
    ],
)
def test_downtime_of_a_chain_in_a_year(levels, seconds, year_s):
    found = independent(analyse_text(chain(levels), as_of=AS_OF), "whole")
    half_of_the_last_digit = 0.5 if year_s == JULIAN_YEAR_S else 18
    assert found * year_s == pytest.approx(seconds, abs=half_of_the_last_digit)


def test_two_services_each_up_23_of_24_hours(analysis):
    """
    # AV-17: devops.stackexchange.com, question 711
    slamodel: 1
    parties: {it: {kind: department}, one: {kind: supplier}, two: {kind: supplier}, user: {kind: customer}}
    services:
      both: {provider: it, needs: [first, second]}
      first: {provider: one}
      second: {provider: two}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [both],
            targets: [{metric: availability, at_least: 90 %, window: day}]}
      uc-1: {kind: UC, provider: one, customers: [it], services: [first],
             targets: [{metric: availability, at_most: 1 h, window: day}]}
      uc-2: {kind: UC, provider: two, customers: [it], services: [second],
             targets: [{metric: availability, at_most: 1 h, window: day}]}
    """
    figures = figures_of(analysis, "both")
    assert prints(figures.guaranteed, "91.667")
    assert prints(figures.independent, "91.840")
    assert prints(figures.ceiling, "95.833")


def test_series_two_of_three_and_parallel(analysis):
    """
    # AV-22: reliabilitycalc.com
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    services:
      series: {provider: it, needs: [a, b, c]}
      two-of-three: {provider: it, needs: [{at_least: 2, of: [a, b, c]}]}
      parallel: {provider: it, needs: [{any_of: [a, b, c]}]}
      a: {provider: it, own: {availability: 90 %}}
      b: {provider: it, own: {availability: 90 %}}
      c: {provider: it, own: {availability: 90 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [series, two-of-three, parallel],
            targets: [{metric: availability, at_least: 50 %}]}
    """
    assert prints(independent(analysis, "series"), "72.9")
    assert prints(independent(analysis, "two-of-three"), "97.2")
    assert prints(independent(analysis, "parallel"), "99.9")
    assert prints(figures_of(analysis, "two-of-three").guaranteed, "85")


def test_bridge_of_five(analysis):
    """
    # AV-25: 2p^2 + 2p^3 - 5p^4 + 2p^5 at p = 0.9, textbook
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    services:
      bridge:
        provider: it
        needs:
          - any_of:
              - all_of: [a, b]
              - all_of: [c, d]
              - all_of: [a, e, d]
              - all_of: [c, e, b]
      a: {provider: it, own: {availability: 90 %}}
      b: {provider: it, own: {availability: 90 %}}
      c: {provider: it, own: {availability: 90 %}}
      d: {provider: it, own: {availability: 90 %}}
      e: {provider: it, own: {availability: 90 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [bridge],
            targets: [{metric: availability, at_least: 50 %}]}
    """
    assert prints(independent(analysis, "bridge"), "97.848")


def test_weighted_mean_is_not_what_a_chain_supports():
    # AV-26: Nobl9, composite objectives: 99.8985 % is the weighted mean of the five
    levels, weights = (99.94, 99.87, 99.91, 99.72, 99.98), (35, 25, 20, 10, 10)
    mean = sum(level * weight for level, weight in zip(levels, weights, strict=True)) / 100
    assert mean == pytest.approx(99.8985)
    assert prints(independent(analyse_text(chain(levels), as_of=AS_OF), "whole"), "99.4211")


def test_redundant_zones_are_no_chain(analysis):
    """
    # PX-08: a post claims that two zones of 99.5 % make ".995 x .995 = .99"
    slamodel: 1
    parties: {it: {kind: department}, user: {kind: customer}}
    services:
      zones: {provider: it, needs: [{any_of: [a, b]}]}
      a: {provider: it, own: {availability: 99.5 %}}
      b: {provider: it, own: {availability: 99.5 %}}
    agreements:
      sla: {kind: SLA, provider: it, customers: [user], services: [zones],
            targets: [{metric: availability, at_least: 99.5 %}]}
    """
    assert prints(independent(analysis, "zones"), "99.9975")
