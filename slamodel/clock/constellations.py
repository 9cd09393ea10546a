"""A stretch and several time zones in; how far their clocks are apart out, as often as that changes within it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slamodel.clock.hours import DAY
from slamodel.clock.stretch import Stretch
from slamodel.clock.zones import Ahead, ahead_at, seconds, turns_of, zone_of


class Pattern(NamedTuple):
    """How far the clocks of zones are ahead of those of a reference zone, in seconds, and since when.

    `shown` is the first day that begins like this in UTC.
    """

    label: str  # empty where there is only one
    reference: str
    shifts: Mapping[str, int]
    since: date
    shown: date = date.min


class Run(NamedTuple):
    """Days on end on which the clocks of all zones are apart alike."""

    since: date
    shown: date
    days: int
    shifts: tuple[int, ...]
    season: str  # of the reference zone, or of them all where that has none


def patterns(reference: str, zones: Iterable[str], stretch: Stretch, today: date = date.min) -> tuple[Pattern, ...]:
    """Every constellation of clocks that occurs in a stretch, in the order in which each is first met.

    Each is named by the next time that it occurs, as seen from `today`, where there is one.
    """
    names = (reference, *sorted({*zones} - {reference}))
    runs = tuple(runs_of(names, stretch.widened(0, 0)))
    first: dict[tuple[int, ...], Run] = {}
    for run in runs:
        first.setdefault(run.shifts, run)
    usual = tuple(usual_in(season, runs) for season in ("winter", "summer"))
    return tuple(
        Pattern(
            label_of(next_of(run, runs, today), usual) if len(first) > 1 else "",
            reference,
            dict(zip(names, run.shifts, strict=True)),
            run.since,
            run.shown,
        )
        for run in first.values()
    )


def shifts_on(day: date, reference: str, zones: Iterable[str]) -> dict[str, int]:
    """How far the clocks of zones are ahead of those of a reference zone as a day begins in UTC, in seconds."""
    begins = seconds(day)
    there = ahead_at(zone_of(reference), begins).seconds
    return {zone: ahead_at(zone_of(zone), begins).seconds - there for zone in (reference, *zones)}


def runs_of(names: tuple[str, ...], stretch: Stretch) -> Iterator[Run]:
    """What clocks show as the first day begins and as every day ends, in UTC; the reference zone is named first."""
    columns = [along(zone_of(name), stretch) for name in names]
    leading = slice(1 if len(set(columns[0].values())) > 1 else None)
    shown = [column[0] for column in columns]
    days = sorted({day for column in columns for day in column})
    for day, following in pairwise((*days, (stretch.last - stretch.first).days + 2)):
        shown = [column.get(day, before) for column, before in zip(columns, shown, strict=True)]
        season = "summer" if any(one.is_summer for one in shown[leading]) else "winter"
        shifts = tuple(one.seconds - shown[0].seconds for one in shown)
        since, begins = (stretch.first + timedelta(number) for number in (max(day - 1, 0), day))
        yield Run(since, begins, following - day, shifts, season)


def along(zone: ZoneInfo, stretch: Stretch) -> dict[int, Ahead]:
    """The clocks of a zone as the first day of a stretch begins, and then as any day begins on which they differ."""
    begins, days = seconds(stretch.first), (stretch.last - stretch.first).days + 1
    found = {0: ahead_at(zone, begins)}
    for turn in turns_of(zone, stretch.widened(0, 1)):
        day = -((begins - turn.second) // DAY)  # the first midnight that shows it
        if 0 < day <= days:
            found[day] = turn.ahead
    return found


def label_of(run: Run, usual: tuple[tuple[int, ...] | None, ...]) -> str:
    """What people call a constellation: by the season that it is usual in, else by when it begins."""
    seasons = [season for season, most in zip(("winter", "summer"), usual, strict=True) if most == run.shifts]
    if len(seasons) == 1:
        return f"as in {seasons[0]} (since {run.since})"
    return f"as most of the year (since {run.since})" if seasons else f"as in the weeks from {run.since}"


def next_of(like: Run, runs: tuple[Run, ...], today: date) -> Run:
    """The first run of its kind that is not over yet; one that has begun is named by today."""
    ahead = (run for run in runs if run.shifts == like.shifts and run.since + timedelta(run.days) > today)
    found = next(ahead, like)
    return found._replace(since=max(found.since, today)) if found.since + timedelta(found.days) > today else found


def usual_in(season: str, runs: tuple[Run, ...]) -> tuple[int, ...] | None:
    """The constellation that most days of a season have."""
    days: Counter[tuple[int, ...]] = Counter()
    for run in runs:
        days[run.shifts] += run.days * (run.season == season)
    return max((shifts for shifts in days if days[shifts]), key=lambda shifts: days[shifts], default=None)
