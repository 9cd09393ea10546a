"""Eight calendars in eight zones in; how long their clocks take to build, and the worst start of a chain to find, out.

Run by `./dev bench`. A term of five years with a chain of eight steps, then the one year that most promises have.
Everything is measured in processor seconds of this process, the median of several; the ratio is what counts.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import reduce
from statistics import median
from time import process_time

from slamodel.clock import Clock, Clocks, Course, Peak, Stretch, instant_of, latest, longest, moment_of, nth_earliest
from slamodel.clock.days_off import public_holidays
from slamodel.clock.zones import wall
from slamodel.model import Calendar

FIRST = date(2026, 11, 23)
FIVE_YEARS = Stretch(FIRST, FIRST + timedelta(5 * 365))
ONE_YEAR = Stretch(FIRST, FIRST + timedelta(364))
AIM_MS = 100
TIMES = 7
CALENDARS = {
    "desk": ("Europe/Amsterdam", {"mon-fri": "08:00-12:00, 13:00-18:00", "sat": "09:00-13:00"}, "NL"),
    "lab": ("Europe/Berlin", {"mon-thu": "07:30-16:15", "fri": "07:30-13:00"}, "DE"),
    "coast": ("America/New_York", {"mon-fri": "08:30-12:30, 13:15-17:30"}, "US"),
    "valley": ("America/Los_Angeles", {"mon-fri": "09:00-17:00"}, "US"),
    "city": ("Asia/Kolkata", {"mon-sat": "09:30-13:00, 14:00-18:30"}, "IN"),
    "harbour": ("Australia/Sydney", {"mon-fri": "08:00-17:00"}, "AU"),
    "night": ("Europe/London", {"mon-fri": "22:00-02:00, 02:30-06:00"}, "GB"),
    "islands": ("Pacific/Auckland", {"mon-fri": "08:00-12:00, 12:30-16:30"}, "NZ"),
}
STEPS_H = (0.25, 1, 4, 2, 8, 0.5, 3, 6)


def main() -> int:
    """Measure and print."""
    five_years()
    one_year()
    return 0


def five_years() -> None:
    """The chain that the aim is for, beside the time to build what it runs on."""
    build = milliseconds(lambda: built(FIVE_YEARS), TIMES)
    clocks = built(FIVE_YEARS)
    peak = worst_of(clocks, FIVE_YEARS)
    # A clock without what it has kept, as for the first promise on it.
    first = milliseconds(lambda: worst_of([clock.without(()) for clock in clocks], FIVE_YEARS), TIMES)
    again = milliseconds(lambda: worst_of(clocks, FIVE_YEARS), TIMES)
    start = moment_of(peak.start, clocks[0].zone)
    print(f"five years, eight calendars: {build:6.1f} ms to build their clocks, holidays included")
    print(f"a chain of eight steps:      {first:6.1f} ms, 1/{build / first:.1f} of that; aim: at most {AIM_MS} ms")
    print(f"the same steps again:        {again:6.1f} ms, 1/{build / again:.1f}")
    print(f"worst start {start:%A %Y-%m-%d %H:%M %Z}: {peak.length_us / 3.6e9:.2f} working hours of the desk")


def one_year() -> None:
    """What a promise of a large portfolio costs, piece by piece."""
    clocks = built(ONE_YEAR)
    desk, night = clocks[0], clocks[6]
    four, two, eight = desk.spending(4 * 3600), night.spending(2 * 3600), desk.spending(8 * 3600)
    finish, (first, last) = four.then(two), bounds(desk, ONE_YEAR)
    pieces: dict[str, Callable[[], object]] = {
        "spending, not kept yet": lambda: desk.without(()).spending(4 * 3600),
        "one step then another": lambda: four.then(two),
        "the worst start": lambda: longest(finish, desk.worked(), first, last),
        "the latest of three": lambda: latest((four, two, eight)),
        "the second of three": lambda: nth_earliest((four, two, eight), 2),
        "a value": lambda: finish.at(first),
    }
    for name, work in pieces.items():
        print(f"one year, {name + ':':25} {milliseconds(work, 50):7.3f} ms")


def built(stretch: Stretch) -> list[Clock]:
    """The clocks of all calendars, from nothing."""
    wall.cache_clear()
    public_holidays.cache_clear()
    calendars = {
        name: Calendar.model_validate({"id": name, "timezone": zone, "hours": hours, "holidays": {"country": country}})
        for name, (zone, hours, country) in CALENDARS.items()
    }
    clocks = Clocks(calendars, {})
    return [clocks.clock(name, stretch) for name in calendars]


def worst_of(clocks: list[Clock], stretch: Stretch) -> Peak:
    """The worst start of one step on each clock, measured on the first."""
    steps = (clock.spending(hours * 3600) for clock, hours in zip(clocks, STEPS_H, strict=True))
    return longest(reduce(Course.then, steps), clocks[0].worked(), *bounds(clocks[0], stretch))


def bounds(clock: Clock, stretch: Stretch) -> tuple[int, int]:
    """The first and the last instant of a stretch, in the zone of a clock."""
    first, end = (datetime.combine(day, time(), clock.zone) for day in (stretch.first, stretch.last + timedelta(1)))
    return instant_of(first), instant_of(end)


def milliseconds(work: Callable[[], object], times: int) -> float:
    """What some work takes, the median of so many times."""
    spent = []
    for _ in range(times):
        start = process_time()
        work()
        spent.append(process_time() - start)
    return 1000 * median(spent)


if __name__ == "__main__":
    raise SystemExit(main())
