"""A stretch and several time zones in; how far their clocks are apart out, as often as that changes within it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from slamodel.clock.stretch import Stretch


class Pattern(NamedTuple):
    """How far the clocks of zones are ahead of those of a reference zone, in seconds, and since when."""

    label: str  # empty where there is only one
    reference: str
    shifts: Mapping[str, int]
    since: date


class Shown(NamedTuple):
    """What the clocks of all zones show at one instant."""

    day: date
    shifts: tuple[int, ...]
    season: str  # of the reference zone, or of them all where that has none


def patterns(reference: str, zones: Iterable[str], stretch: Stretch) -> tuple[Pattern, ...]:
    """Every constellation of clocks that occurs in a stretch, in the order in which each is first met."""
    names = tuple(sorted({reference, *zones}))
    seen = tuple(shown(reference, names, stretch.widened(0, 0)))
    since = {one.shifts: one.day for one in reversed(seen)}
    return tuple(
        Pattern(label_of(shifts, seen, since[shifts]), reference, dict(zip(names, shifts, strict=True)), since[shifts])
        for shifts in dict.fromkeys(one.shifts for one in seen)
    )


def shown(reference: str, names: tuple[str, ...], stretch: Stretch) -> Iterator[Shown]:
    """What clocks show as the first day begins and as every day ends, in UTC."""
    own, zones = ZoneInfo(reference), tuple(map(ZoneInfo, names))
    days = (stretch.last - stretch.first).days + 1
    midnights = [datetime.combine(stretch.first, time(), UTC) + timedelta(day) for day in range(days + 1)]
    leading = (own,) if len({moment.astimezone(own).dst() for moment in midnights}) > 1 else zones
    for number, moment in enumerate(midnights):
        ahead = offset(own, moment)
        summer = any(moment.astimezone(zone).dst() for zone in leading)
        yield Shown(
            stretch.first + timedelta(max(number - 1, 0)),
            tuple(offset(zone, moment) - ahead for zone in zones),
            "summer" if summer else "winter",
        )


def offset(zone: ZoneInfo, moment: datetime) -> int:
    """By how many seconds the clocks of a zone are ahead of UTC at a moment."""
    return int((moment.astimezone(zone).utcoffset() or timedelta()).total_seconds())


def label_of(shifts: tuple[int, ...], seen: tuple[Shown, ...], since: date) -> str:
    """What people call a constellation: by the season that it is usual in, else by when it begins."""
    usual = {season: usual_in(season, seen) for season in ("winter", "summer")}
    seasons = [season for season, most in usual.items() if most == shifts]
    if all(one.shifts == shifts for one in seen):
        return ""
    if len(seasons) == 1:
        return f"as in {seasons[0]} (since {since})"
    return f"as most of the year (since {since})" if seasons else f"as in the weeks from {since}"


def usual_in(season: str, seen: tuple[Shown, ...]) -> tuple[int, ...] | None:
    """The constellation that most days of a season have."""
    days = Counter(one.shifts for one in seen if one.season == season)
    return max(days, key=lambda shifts: days[shifts], default=None)
