"""Recurrences are followed as another library follows them, and never come more often than they were counted."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from random import Random

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

from slamodel.load.ics_lines import UnusableError
from slamodel.load.ics_rules import times
from slamodel.load.ics_series import days_of


def random_rule(draw):
    """A first day and a rule of those that are followed."""
    while True:
        start = date(draw.randint(1900, 2060), 1, 1) + timedelta(draw.randint(0, 365))
        frequency = draw.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
        weekdays = draw.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], draw.randint(1, 3))
        numbers = draw.choice([[""], ["1", "2", "-1", "+3", "5", "-5"]])  # the other library knows no mixture
        numbered = [f"{draw.choice(numbers)}{day}" for day in weekdays]
        parts = {"INTERVAL": str(draw.choice([1, 1, 2, 3, 7])), "COUNT": str(draw.randint(1, 60))}
        if draw.random() < 0.6:
            parts["BYDAY"] = ",".join(weekdays if frequency == "WEEKLY" else numbered)
        if draw.random() < 0.4:
            parts["BYMONTHDAY"] = ",".join(str(draw.choice([1, 2, 13, 28, 29, 30, 31, -1, -7])) for _ in range(3))
        if draw.random() < 0.4:
            parts["BYMONTH"] = ",".join(str(draw.randint(1, 12)) for _ in range(2))
        if draw.random() < 0.3:
            parts["WKST"] = draw.choice(["SU", "WE", "MO"])
        if draw.random() < 0.3:
            parts["UNTIL"] = f"{start + timedelta(draw.randint(0, 4000)):%Y%m%d}"
            parts.pop("COUNT")
        rule = {"FREQ": frequency, **parts}
        with suppress(UnusableError):
            times({part: values.split(",") for part, values in rule.items()}, start)
            return start, ";".join(f"{part}={values}" for part, values in rule.items())


def test_random_recurrences_come_on_the_days_that_another_library_names():
    draw = Random(11)
    for _ in range(400):
        start, rule = random_rule(draw)
        other = rrulestr(rule, dtstart=datetime(start.year, start.month, start.day))  # noqa: DTZ001 - days have no zone
        expected = [day.date() for day in takewhile(lambda day: day.year <= 2100, islice(other, 60))]
        parts = {part: values.split(",") for part, values in (each.split("=") for each in rule.split(";"))}
        assert list(islice(days_of(parts, start), 60)) == expected, (start, rule)


def test_a_rule_is_never_counted_as_coming_less_often_or_sooner_than_it_does():
    draw = Random(12)
    for _ in range(400):
        start, rule = random_rule(draw)
        parts = {part: values.split(",") for part, values in (each.split("=") for each in rule.split(";"))}
        assert len(list(days_of(parts, start))) <= times(parts, start), (start, rule)
