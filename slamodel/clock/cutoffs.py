"""A cut-off rule and the days that count in; for every start the instant at which it wants it done out."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from slamodel.clock.course import BEFORE_ALL, NEVER, Course, pruned
from slamodel.clock.hours import DAY
from slamodel.clock.later import Later
from slamodel.clock.stretch import Stretch
from slamodel.clock.zones import SECOND, seconds, wall
from slamodel.model import Cutoff

if TYPE_CHECKING:
    import numpy as np
else:
    np = Later("numpy")


def due_by(lines: tuple[Cutoff, ...], days: Sequence[date], zone: ZoneInfo) -> Course:
    """What comes in on a day that counts, or on others before it, is due as the first line says that still takes it.

    What comes in later is never due earlier. After the last day that is known, and within as many days before it as a
    line needs, nothing is due any more.
    """
    if not days:
        return Course(np.asarray([BEFORE_ALL]), np.asarray([NEVER]), np.asarray([0]))
    clocks = wall(zone, Stretch(days[0], days[-1]).widened(2, 2))
    midnights = np.asarray([seconds(day) for day in days])
    # A line takes what comes in until its cut-off; the last one what comes in until the day is over.
    cut_offs = np.asarray([DAY if line.before is None else line.before for line in lines])
    until = SECOND * clocks.closes(np.add.outer(midnights, cut_offs).ravel())
    due = np.full((len(days), len(lines)), NEVER)
    for at, line in enumerate(lines):
        counted = midnights[line.days :] + line.due
        due[: len(counted), at] = SECOND * clocks.closes(counted)
    knots, limits = np.append(BEFORE_ALL, until), np.maximum.accumulate(np.append(due.ravel(), NEVER))
    return pruned(knots, limits, np.zeros_like(knots))
