"""The pages of a promise and of a party in hours: worst starts, a start that somebody names, what users experience."""

from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.web.reading import EXAMPLES, client_of, words, written

MODEL = """\
slamodel: 1
title: Desks
parties: {it: {kind: department}, shop: {name: Shop, kind: customer}, host: {name: Host, kind: supplier}}
calendars:
  office: {name: Office hours, timezone: Europe/Amsterdam, hours: {mon-fri: "08:00-17:00"}}
maintenance:
  sunday: {timezone: Europe/Amsterdam, hours: {sun: "02:00-06:00"}}
services:
  web: {provider: it, handled_by: [machines]}
  site: {provider: it, needs: [machines]}
  phone: {provider: it, handled_by: [lines]}
  machines: {provider: host}
  lines: {provider: host}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web, site]
    excludes: [sunday]
    targets:
      - {metric: resolution, priority: P1, within: 24 h}
      - {metric: availability, at_least: 99 %}
  sla-phone:
    kind: SLA
    provider: it
    customers: [shop]
    services: [phone]
    hours: office
    targets: [{metric: resolution, within: 5 h}]
  uc:
    kind: UC
    provider: host
    customers: [it]
    services: [machines, lines]
    excludes: [sunday]
    support_hours: office
    targets:
      - {metric: resolution, within: 4 h}
      - {metric: availability, at_least: 99.5 %}
"""


@pytest.fixture
def client(tmp_path: Path) -> FlaskClient:
    return written(tmp_path, MODEL)


def page(client: FlaskClient, promise: str, **asked: str) -> str:
    answer = client.get(f"/m/model/promise?{urlencode({'id': promise, 'as_of': '2026-11-27', **asked})}")
    assert answer.status_code == 200
    return answer.text


def untied(html: str) -> str:
    return words(html).replace("\u2011", "-").replace("\xa0", " ")


def test_the_worst_start_stands_with_the_local_times_of_every_hand_off(client):
    shown = untied(page(client, "sla/web/resolution/P1"))
    # The weekend with the hour more, when summer time ends.
    assert "The worst start is Friday 29 October 2027 17:00 (Amsterdam)" in shown
    assert "Fri 29 Oct 17:00 to Mon 1 Nov 12:00" in shown
    assert "In calendar time, from the worst start" in shown
    assert "4 h on Office hours" in shown


def test_a_case_is_followed_from_the_start_that_somebody_names(client):
    shown = untied(page(client, "sla/web/resolution/P1", start="2026-11-27T16:00"))
    assert "Done by Mon 30 Nov 2026, 11:00, due Sat 28 Nov 2026, 16:00: 43 h late." in shown
    assert "It takes 2 d 19 h around the clock; 24 h are allowed." in shown
    assert "What stands above, figures and pictures, is of the worst start." in shown
    assert "From Fri 27 Nov 2026, 16:00 on, in calendar time" in shown
    assert "Fri 27 Nov 16:00 to Mon 30 Nov 11:00" in shown


def test_a_case_on_the_clock_of_the_promise_has_something_to_spare(client):
    shown = untied(page(client, "sla-phone/phone/resolution", start="2026-11-27T16:00"))
    assert "All clocks run alike, so that every start is like any other." in shown
    assert "Done by Mon 30 Nov 2026, 11:00, due Mon 30 Nov 2026, 12:00: in time, with 1 h to spare." in shown
    assert "It takes 4 h on Office hours; 5 h are allowed." in shown


def test_the_start_stays_in_the_field_and_the_day_in_the_address(client):
    shown = page(client, "sla/web/resolution/P1", start="2026-11-27T16:00")
    assert 'value="2026-11-27T16:00"' in shown
    assert '<input type="hidden" name="as_of" value="2026-11-27">' in shown
    assert "Time of day in Amsterdam (Europe/Amsterdam)." in shown


@pytest.mark.parametrize(
    "start", ["tomorrow", "2026-02-30T10:00", "9999-01-01T00:00", "2026-11-27T", "1969-12-31T23:59", "<b>"]
)
def test_a_start_that_is_no_time_is_told(client, start):
    shown = page(client, "sla/web/resolution/P1", start=start)
    assert 'class="mistake" id="told-start"' in shown
    assert "Done by" not in shown
    assert "<b>" not in shown.partition('id="start"')[2].partition(">")[0]


@pytest.mark.parametrize("start", ["1970-01-01T00:00", "2200-12-31T23:59", "2026-10-25T02:30", "2026-11-27"])
def test_a_start_may_lie_far_away_or_where_clocks_change(client, start):
    assert "Done by" in page(client, "sla/web/resolution/P1", start=start)


def test_a_start_with_an_offset_stands_in_the_field_as_local_time(client):
    shown = page(client, "sla/web/resolution/P1", start="2026-11-27T15:00Z")
    assert 'value="2026-11-27T16:00"' in shown
    assert "Done by Mon 30 Nov 2026, 11:00" in untied(shown)


def test_a_time_over_which_clocks_are_put_forward_is_refused_and_one_that_they_show_twice_told(client):
    skipped = untied(page(client, "sla/web/resolution/P1", start="2026-03-29T02:30"))
    assert "they are put forward then: write 2026-03-29T01:59 or 2026-03-29T03:00." in skipped
    twice = untied(page(client, "sla/web/resolution/P1", start="2026-10-25T02:30"))
    assert "2026-10-25T02:30+02:00 is taken" in twice


def test_the_sums_name_the_zone_in_which_a_start_is_taken(client):
    shown = untied(page(client, "sla/web/resolution/P1"))
    assert "29 Oct 2027, 17:00 (Europe/Amsterdam)" in shown
    assert "(UTC)" not in shown.partition("worst start:")[2].partition(" h ")[0]


def test_a_share_has_no_start(client):
    assert "A case that starts at" not in page(client, "sla/site/availability", start="2026-11-27T16:00")


def test_what_users_experience_stands_below_what_the_paper_says(client):
    shown = untied(page(client, "sla/site/availability"))
    assert "One step down, as experienced what users live through: maintenance counts as any other downtime" in shown
    assert "as experienced" not in page(client, "sla-phone/phone/resolution")


def test_what_users_experience_is_reckoned_in_all_hours_of_the_month():
    shown = untied(
        page(client_of(EXAMPLES / "10-yearly-under-monthly" / "model.yaml"), "sla-payments/payments/availability")
    )
    # 5 h of maintenance beside 0.5 % of the other 715 h.
    assert "98.809 % 8 h 34 min 30 s" in shown.partition("as experienced")[2]


def test_the_page_of_a_party_draws_the_hours_of_its_promises(client):
    shown = untied(client.get("/m/model/party?id=it&as_of=2026-11-27").text)
    assert "The hours of what it promises" in shown
    assert "Office hours 45 h a week" in shown
    assert "Mon-Fri 08:00-17:00: phone: resolution time" in shown
    assert "around the clock, less maintenance Sun 02:00-06:00: site: availability" in shown
    assert "The hours of what it is promised" in shown


def test_a_party_whose_promises_all_count_around_the_clock_has_no_hours_to_draw(tmp_path):
    text = MODEL.replace("hours: office\n", "hours: always\n").replace("excludes: [sunday]", "reports: monthly")
    shown = written(tmp_path, text).get("/m/model/party?id=it").text
    assert "What it promises" in shown
    assert "The hours of what" not in shown
