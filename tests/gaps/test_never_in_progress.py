"""Maintenance that is limited to no time at all, and hours that are longer than what the promise counts of them."""

from slamodel.analysis import analyse_text
from slamodel.report.explain import explain
from tests.oracle.models import AS_OF

MODEL = """
slamodel: 1
parties: {{it: {{kind: department}}, one: {{kind: supplier}}, user: {{kind: customer}}}}
maintenance:
  none: {{hours: {{mon-sun: "00:00-24:00"}}, at_most: {at_most} per month}}
  both: {{hours: {{mon-sun: "00:00-02:00"}}, at_most: 20 h per month}}
services: {{shop: {{provider: it, needs: [a]}}, a: {{provider: one}}}}
agreements:
  sla: {{kind: SLA, provider: it, customers: user, services: shop, excludes: [{sla}], targets: [{{metric: availability, at_least: 95 %}}]}}
  a: {{kind: UC, provider: one, customers: it, services: a, excludes: [none, both], targets: [{{metric: availability, at_least: 99 %}}]}}
"""  # noqa: E501 - a model is read as it stands


def analysed(at_most, sla=""):
    found = analyse_text(MODEL.format(at_most=at_most, sla=sla), as_of=AS_OF)
    assert found.is_sound, found.diagnostics
    return found


def told(found):
    return [one.message for one in found.findings if one.code in {"A105", "A106"}]


def test_maintenance_that_is_never_in_progress_is_named_by_no_finding():
    assert any("both" in message for message in told(analysed("0 h")))
    assert not any("none" in message for message in told(analysed("0 h")))
    assert any("none" in message for message in told(analysed("2 h")))


def test_hours_that_hold_maintenance_left_out_above_are_said_to():
    found = analysed("1 h", "both")
    text = explain(found, found.target("sla/shop/availability"))
    assert "hours with all maintenance in them; without what the promise leaves out they come to 1" in text
    assert "come to 1" not in explain(analysed("1 h"), analysed("1 h").target("sla/shop/availability"))
