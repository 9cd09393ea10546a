"""A stretch and several time zones in; how far their clocks are apart out, as often as that changes within it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import chain, groupby, islice
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slamodel.clock.stretch import Stretch


class Pattern(NamedTuple):
    """How far the clocks of zones are ahead of those of a reference zone, in seconds, and since when."""

    label: str  # empty where there is only one
    reference: str
    shifts: Mapping[str, int]
    since: date


class Ahead(NamedTuple):
    """By how many seconds the clocks of a zone are ahead of UTC, and whether that is its summer time."""

    seconds: int
    is_summer: bool


class Run(NamedTuple):
    """Days on end on which the clocks of all zones are apart alike."""

    since: date
    days: int
    shifts: tuple[int, ...]
    season: str  # of the reference zone, or of them all where that has none


def patterns(reference: str, zones: Iterable[str], stretch: Stretch) -> tuple[Pattern, ...]:
    """Every constellation of clocks that occurs in a stretch, in the order in which each is first met."""
    names = (reference, *sorted({*zones} - {reference}))
    runs = tuple(runs_of(names, stretch.widened(0, 0)))
    since = {run.shifts: run.since for run in reversed(runs)}
    return tuple(
        Pattern(label_of(shifts, runs, since[shifts]), reference, dict(zip(names, shifts, strict=True)), since[shifts])
        for shifts in dict.fromkeys(run.shifts for run in runs)
    )


def runs_of(names: tuple[str, ...], stretch: Stretch) -> Iterator[Run]:
    """What clocks show as the first day begins and as every day ends, in UTC; the reference zone is named first."""
    columns = [tuple(along(name, stretch)) for name in names]
    leading = slice(1 if len(set(columns[0])) > 1 else None)
    numbered = enumerate(zip(*columns, strict=True))
    for shown, alike in groupby(numbered, lambda day: day[1]):
        numbers = [number for number, _ in alike]
        season = "summer" if any(one.is_summer for one in shown[leading]) else "winter"
        shifts = tuple(one.seconds - shown[0].seconds for one in shown)
        yield Run(stretch.first + timedelta(max(numbers[0] - 1, 0)), len(numbers), shifts, season)


def along(zone: str, stretch: Stretch) -> Iterator[Ahead]:
    """The clocks of a zone as the first day of a stretch begins, and as each of its days ends."""
    years = (of_year(zone, year) for year in range(stretch.first.year, stretch.last.year + 2))
    skipped = stretch.first.timetuple().tm_yday - 1
    return islice(chain.from_iterable(years), skipped, skipped + (stretch.last - stretch.first).days + 2)


@lru_cache(maxsize=4096)
def of_year(zone: str, year: int) -> tuple[Ahead, ...]:
    """The clocks of a zone at the beginning of every day of a year in UTC; days that are alike share what they show."""
    own, shown = ZoneInfo(zone), dict[Ahead, Ahead]()
    midnight = datetime.combine(date(year, 1, 1), time(), UTC)
    days = (date(year + 1, 1, 1) - midnight.date()).days
    moments = ((midnight + timedelta(day)).astimezone(own) for day in range(days))
    found = (Ahead(seconds_of(moment.utcoffset()), bool(moment.dst())) for moment in moments)
    return tuple(shown.setdefault(one, one) for one in found)


def seconds_of(offset: timedelta | None) -> int:
    """An offset in whole seconds."""
    return int(offset.total_seconds()) if offset else 0


def label_of(shifts: tuple[int, ...], runs: tuple[Run, ...], since: date) -> str:
    """What people call a constellation: by the season that it is usual in, else by when it begins."""
    usual = {season: usual_in(season, runs) for season in ("winter", "summer")}
    seasons = [season for season, most in usual.items() if most == shifts]
    if all(run.shifts == shifts for run in runs):
        return ""
    if len(seasons) == 1:
        return f"as in {seasons[0]} (since {since})"
    return f"as most of the year (since {since})" if seasons else f"as in the weeks from {since}"


def usual_in(season: str, runs: tuple[Run, ...]) -> tuple[int, ...] | None:
    """The constellation that most days of a season have."""
    days: Counter[tuple[int, ...]] = Counter()
    for run in runs:
        days[run.shifts] += run.days * (run.season == season)
    return max((shifts for shifts in days if days[shifts]), key=lambda shifts: days[shifts], default=None)
