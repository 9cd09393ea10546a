"""One service that is sold at several levels on different clocks: wherever it is met, it is as late as the latest."""

from datetime import date

import pytest

from slamodel.analysis import analyse_text
from slamodel.propagate import Standing, Where
from slamodel.report.steps import lines
from tests.propagate.test_clocks import check

AS_OF = date(2026, 3, 1)
HOUR = 3600


def sold_twice(top, mid, metric, limit):
    """`s` owes an hour of the office to one customer and 20 h around the clock to another: both are on the way."""
    targets = f"targets: [{{metric: {metric}, within: "
    return f"""
slamodel: 1
parties: {{c: {{kind: customer}}, it: {{kind: department}}, q: {{kind: supplier}}, p: {{kind: supplier}}}}
calendars: {{office: {{timezone: UTC, hours: {{mon-fri: "09:00-17:00"}}}}}}
services:
  top: {{provider: it, {top}}}
  mid: {{provider: q, {mid}}}
  s: {{provider: p}}
agreements:
  sla: {{kind: SLA, provider: it, customers: c, services: top, {targets}{limit} h}}]}}
  above: {{kind: UC, provider: q, customers: it, services: mid, {targets}1 h}}]}}
  office: {{kind: UC, provider: p, customers: it, services: s, support_hours: office, {targets}1 h}}]}}
  always: {{kind: UC, provider: p, customers: q, services: s, {targets}20 h}}]}}
"""


REQUEST = ("fulfilled_by: {in_order: [mid, s]}", "fulfilled_by: {in_order: [s]}", "fulfilment")
INCIDENT = ("handled_by: [s], needs: [mid]", "needs: [s]", "resolution")


@pytest.mark.parametrize("way", [REQUEST, INCIDENT])
@pytest.mark.parametrize(("limit", "standing"), [(85, Standing.SUPPORTED), (84, Standing.GAP)])
def test_which_level_is_the_later_one_depends_on_when_it_is_met(way, limit, standing):
    top, mid, metric = way
    found = analyse_text(sold_twice(top, mid, metric, limit), AS_OF).target(f"sla/top/{metric}")
    # Thursday 21:00 and 20 h is Friday 17:00, when the office closes: its hour is over on Monday at 10:00.
    assert found.end_to_end.burden == 85 * HOUR
    assert found.end_to_end.standing is standing


def test_what_neither_level_alone_shows_is_a_hidden_gap():
    found = analyse_text(sold_twice(*REQUEST, 70), AS_OF).target("sla/top/fulfilment")
    assert (found.standing, found.where) == (Standing.GAP, Where.BELOW)
    required = {link.source.agreement: link.required_guaranteed for link in found.end_to_end.links}
    assert required == {"office": None, "always": 5 * HOUR}


def test_levels_on_different_clocks_are_both_among_the_steps():
    found = analyse_text(sold_twice(*REQUEST, 70), AS_OF)
    view = found.target("sla/top/fulfilment").end_to_end
    assert view.step is not None
    told = "\n".join(lines(found, "always", view.step))
    assert "several levels on different clocks" in told
    assert "office" in told
    assert "20 h" in told


@pytest.mark.parametrize("seed", [1038, 1054, 1062, 1067, 1071])
def test_the_engine_agrees_with_a_walk_where_a_service_is_sold_on_several_clocks(seed):
    check(seed)
