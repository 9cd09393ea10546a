"""Hours and maintenance that look alike on the clock of the wall and lie apart, since their zones do."""

from datetime import date
from inspect import cleandoc

import pytest

from slamodel.analysis import Analysis, analyse_text


@pytest.fixture
def analysis(request) -> Analysis:
    return analyse_text(cleandoc(request.function.__doc__), as_of=date(2026, 11, 23))


def test_maintenance_that_would_take_all_hours_in_another_zone_takes_some(analysis):
    """
    slamodel: 1
    parties: {us: {kind: department}, c: {kind: customer}, p: {kind: supplier}}
    calendars: {sundays: {timezone: Asia/Tokyo, hours: {sun: "12:00-23:00"}}}
    maintenance: {night: {timezone: Europe/London, hours: {sun: "04:00-24:00"}}}
    services: {top: {provider: us, needs: [part]}, part: {provider: p}}
    agreements:
      sla: {kind: SLA, provider: us, customers: [c], services: [top], hours: sundays, excludes: [night],
            targets: [{metric: availability, at_least: 50 %}]}
      uc: {kind: UC, provider: p, customers: [us], services: [part], hours: sundays,
           targets: [{metric: availability, at_least: 90 %}]}
    """
    # 04:00 in London is 13:00 in Tokyo in winter: an hour is left; 10 % of 11 h are more than that, in one hour
    promise = analysis.target("sla/top/availability")
    assert promise.counted_s == pytest.approx(3600 * 30 / 7)
    assert promise.direct.figures.guaranteed == 1.0
    assert promise.direct.experienced.guaranteed == pytest.approx(0.1)
