"""Calendars and maintenance windows as pages without a script: usual weeks, copies, days off, and their sums."""

from dataclasses import dataclass

import pytest

from tests.web.conftest import User
from tests.web.forms import fields_of
from tests.web.reading import words

MODEL = """\
slamodel: 1
title: Desks
parties: {it: {kind: department}, shop: {kind: customer}}
calendars:
  desk:
    name: Desk
    timezone: Europe/London
    hours: {mon-fri: "09:00-17:00"}
    holidays: {country: GB, subdivision: SCT}
  night: {name: Night, hours: {fri: "22:00-06:00", sat: "06:00-07:30"}}
  always-there: {hours: {mon-sun: "00:00-24:00"}}
maintenance:
  sunday: {hours: {sun: "02:00-06:00"}, timezone: Europe/London}
services: {web: {provider: it}}
agreements:
  sla:
    kind: SLA
    provider: it
    customers: [shop]
    services: [web]
    hours: desk
    targets: [{metric: availability, at_least: 99 %, window: month}]
"""


@dataclass(frozen=True)
class Forms:
    """The forms of a model that is kept in a workspace."""

    user: User
    name: str

    def where(self, address: str) -> str:
        return f"/m/{self.name}/model/{address}{'&' if '?' in address else '?'}as_of=2026-11-27"

    def page(self, address: str) -> str:
        answer = self.user.get(self.where(address))
        assert answer.status_code == 200
        return answer.text

    def sent(self, address: str, form: dict[str, list[str]], **changed: str) -> str:
        filled = {**form, **{name: [value] for name, value in changed.items()}}
        return self.user.post(self.where(address), filled).text


@pytest.fixture
def forms(user: User) -> Forms:
    return Forms(user, user.desk.create((("model.yaml", MODEL.encode()),), "start").name)


def hours(form: dict[str, list[str]]) -> list[str]:
    return [form[f"hours.{day}"][0] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


def test_a_usual_week_is_filled_in_and_nothing_saved(forms: Forms):
    form = fields_of(forms.page("calendars/edit?id=desk"))
    page = forms.sent("calendars/edit?id=desk", form, act="usual hours shifts")
    assert hours(fields_of(page)) == ["06:00-22:00"] * 5 + ["", ""]
    assert "The hours are now: Mon\u2013Fri in two shifts, 06:00\u201322:00" in page
    assert hours(fields_of(forms.page("calendars/edit?id=desk")))[0] == "09:00-17:00"


def test_a_day_is_copied_onto_others_and_the_choice_stays(forms: Forms):
    form = fields_of(forms.page("calendars/edit?id=night"))
    choice = {"copy.hours.day": "fri", "copy.hours.onto": "weekend", "act": "copy hours"}
    after = fields_of(forms.sent("calendars/edit?id=night", form, **choice))
    assert hours(after) == ["", "", "", "", "22:00-06:00", "22:00-06:00", "22:00-06:00"]
    assert (after["copy.hours.day"], after["copy.hours.onto"]) == (["fri"], ["weekend"])


def test_maintenance_has_usual_windows_of_its_own(forms: Forms):
    page = forms.page("maintenance/edit?id=sunday")
    assert "Every night 01:00\u201305:00" in page
    after = forms.sent("maintenance/edit?id=sunday", fields_of(page), act="usual hours weekend")
    assert hours(fields_of(after)) == ["", "", "", "", "", "22:00-06:00", ""]


def test_a_calendar_tells_its_week_its_days_off_and_when_it_opens_next(forms: Forms):
    page = words(forms.page("calendars/edit?id=desk"))
    assert "40 h a week: Mon-Fri 09:00\u201117:00 , times of day in Europe/London" in page
    assert "The next times from 27 November 2026 on Friday 27 November 2026, 09:00 to 17:00 Tuesday 1 December" in page
    assert "Monday 30 November 2026: Saint Andrew" in page
    assert "Saturday 26 December 2026: Boxing Day (closed anyway)" in page
    assert "Monday 28 December 2026: Boxing Day (observed)" in page
    assert "2027: " in page


def test_hours_over_midnight_are_one_opening_and_hours_without_end_have_no_next_ones(forms: Forms):
    assert "Friday 27 November 2026, 22:00 to Saturday 28 November 2026, 07:30" in words(
        forms.page("calendars/edit?id=night")
    )
    around = words(forms.page("calendars/edit?id=always-there"))
    assert "168 h a week: around the clock" in around
    assert "Friday 27 November 2026, 00:00 on, without a break" in around


def test_a_check_tells_what_hours_would_come_to(forms: Forms):
    form = fields_of(forms.page("calendars/edit?id=desk"))
    told = words(forms.sent("calendars/check?id=desk", form, **{"hours.sat": "10-12", "holidays.subdivision": "Wales"}))
    assert "42 h a week: Mon-Fri 09:00\u201117:00, Sat 10:00\u201112:00" in told
    assert "Monday 30 November 2026, 09:00 to 17:00" in told
    assert "Saint Andrew" not in told


def test_the_parts_of_a_country_are_offered_as_soon_as_it_is_named(forms: Forms):
    form = fields_of(forms.page("calendars/new"))
    told = forms.sent("calendars/check", form, **{"name": "X", "hours.mon": "9-17", "holidays.country": "Germany"})
    assert '<option value="BY" label="Bayern">' in told
    assert '<option value="SCT"' not in told
    assert '<option value="SCT" label="Scotland">' in forms.page("calendars/edit?id=desk")


def test_a_part_of_a_country_is_understood_by_name(forms: Forms):
    form = fields_of(forms.page("calendars/edit?id=night"))
    forms.sent("calendars/edit?id=night", form, **{"holidays.country": "Germany", "holidays.subdivision": "bayern"})
    ((_, data),) = forms.user.head(forms.name).contents
    assert "DE" in data.decode()
    assert "BY" in data.decode()


def test_time_zones_and_countries_are_offered_by_the_names_people_use(forms: Forms):
    page = forms.page("calendars/new")
    assert '<option value="Europe/Berlin" label="Germany">' in page
    assert '<option value="DE" label="Germany">' in page
    told = forms.sent("calendars/check", fields_of(page), timezone="Netherlands")
    assert "Taken as Europe/Amsterdam." in told


def test_who_uses_hours_is_named_with_the_way_there(forms: Forms):
    page = forms.page("calendars/edit?id=desk")
    assert "sla</bdi></a> counts in its hours" in page
    assert "Nobody yet." in forms.page("calendars/edit?id=night")


def test_a_new_calendar_has_nothing_to_tell_yet(forms: Forms):
    page = forms.page("calendars/new")
    assert "What these hours come to" not in page
    assert "Who uses it" not in page
