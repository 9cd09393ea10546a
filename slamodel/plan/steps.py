"""An input and the promise that rests on it in; the levels out that could be agreed for it, be it that none is yet."""

from collections.abc import Iterator

from slamodel.model import SHARES
from slamodel.plan import ladder
from slamodel.plan.levels import Level
from slamodel.propagate import Link, Promise
from slamodel.units import TOLERANCE


def _needed(link: Link) -> list[float]:
    return [level for level in (link.required_guaranteed, link.required_independent) if level is not None]


def better_levels(link: Link, promise: Promise) -> Iterator[Level]:
    """Better levels of one input: the limit, and the share of cases that may take longer."""
    given, today = link.source, link.source.level
    if today is None:
        return
    if promise.measure is not None:
        yield from (Level(value) for value in ladder.amounts(promise.measure, today, _needed(link)))
    elif promise.direct.time is None and promise.end_to_end.time is None:
        yield from (Level(value) for value in ladder.shares(today, _needed(link)))
    else:
        shortest = 0.001 if given.metric == "latency" else ladder.SHORTEST_S
        late = max(0.0, 1.0 - given.share)
        lates = (late, *ladder.cases(late)) if late > TOLERANCE else (0.0,)
        for value in (today, *ladder.times(today, _needed(link), shortest=shortest)):
            yield from (Level(value, most) for most in lates if (value, most) != (today, late))


def new_levels(link: Link, promise: Promise) -> Iterator[Level]:
    """Levels for what is not committed yet."""
    needed = _needed(link)
    if promise.measure is not None:
        yield from (Level(value) for value in needed if value not in (promise.measure.worst, promise.measure.best))
    elif promise.metric in SHARES:
        yield from (Level(value) for value in ladder.shares(1.0, [level for level in needed if level < 1.0]))
    else:
        limit = promise.promised or 0.0
        wanted = [level for level in needed if level <= limit]
        yield from (Level(value) for value in ladder.times(limit * 1.000001, wanted))
