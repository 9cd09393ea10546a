"""Promises whose hours say nothing in their term, and those that rest on holidays that nobody knows yet."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.propagate import Lack, Standing

MODEL = """
slamodel: 1
parties: {{us: {{kind: department}}, c: {{kind: customer}}, p: {{kind: supplier}}}}
calendars:
  own: {{timezone: Europe/London, hours: {{mon-fri: "08:00-17:00"}}, holidays: {{dates: [{dates}]}}}}
  theirs: {{timezone: Asia/Kolkata, hours: {{mon-fri: "08:00-17:00"}}, holidays: {{country: IN}}}}
services: {{top: {{provider: us, needs: [part], handled_by: [part]}}, part: {{provider: p}}}}
agreements:
  sla: {{kind: SLA, provider: us, customers: [c], services: [top], hours: own, term: {{from: {first}, to: {last}}},
         targets: [{{metric: availability, at_least: 10 %}}, {{metric: resolution, within: 200 h}}]}}
  uc: {{kind: UC, provider: p, customers: [us], services: [part], hours: {below}, term: {{from: 2020-01-01}},
        targets: [{{metric: availability, at_least: 99 %}}, {{metric: resolution, within: 4 h}}]}}
"""


def promises(first, last, dates="", below="own"):
    text = MODEL.format(first=first, last=last, dates=dates, below=below)
    return analyse_text(text, as_of=date.fromisoformat(first)).promises[:2]


@pytest.mark.parametrize("below", ["own", "theirs", "always"])
def test_a_promise_whose_clock_never_opens_in_its_term_is_unknown(below):
    found = promises("2026-11-28", "2026-11-30", "2026-11-30", below)
    assert [promise.agreement for promise in found] == ["sla", "sla"]
    assert found[1].promised is None  # no length on a clock that never runs
    for promise in found:
        assert promise.standing is Standing.UNKNOWN
        assert promise.direct.unknown[0].lack is Lack.NEVER
        assert "own never opens in its term" in promise.direct.unknown[0].message


def test_a_time_that_rests_on_holidays_of_unknown_years_is_unknown():
    _, resolution = promises("2034-01-01", "2035-12-31", below="theirs")
    assert resolution.standing is Standing.SUPPORTED
    _, resolution = promises("2034-01-01", "2036-06-30", below="theirs")
    assert resolution.standing is Standing.UNKNOWN
    assert [one.message for one in resolution.direct.unknown] == ["public holidays of IN are known until 2035 only"]
