"""The page of dates and the calendar of them."""

import pytest
from icalendar import Calendar

from tests.web.reading import AS_OF, CREDIT_CHECK, client_of


@pytest.fixture(scope="module")
def client():
    return client_of(CREDIT_CHECK)


def test_the_page_says_what_is_first_and_draws_the_terms(client):
    page = client.get(f"/m/model/dates?{AS_OF}").text
    assert "First decision by" in page
    assert 'class="strips terms-line"' in page
    assert "as of 1 November" in page.replace("\u00a0", " ")


def test_the_calendar_has_the_dates_of_the_page(client):
    answer = client.get(f"/m/model/dates.ics?{AS_OF}")
    assert answer.mimetype == "text/calendar"
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert f"{len(events)} dates." in client.get(f"/m/model/dates?{AS_OF}").text
    assert answer.data == client.get(f"/m/model/dates.ics?{AS_OF}").data


def test_a_calendar_program_is_answered_and_a_foreign_page_is_not(client):
    assert client.get("/m/model/dates.ics", headers={"User-Agent": "Calendar/1.0"}).status_code == 200
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
    assert client.get("/m/model/dates.ics", headers=foreign).status_code == 403
    assert client.get("/m/model/dates.ics", headers={"Host": "calendar.example"}).status_code == 400


def test_the_address_to_subscribe_to_moves_on_with_the_days(client):
    page = client.get(f"/m/model/dates?{AS_OF}&assume=draft").text
    assert '<code class="address">http://localhost/m/model/dates.ics?assume=draft</code>' in page
