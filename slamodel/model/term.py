"""From when to when an agreement is in force, and how it goes on after that."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from slamodel.model.words import Date, Period, Word
from slamodel.units import earlier, later

_DAY = timedelta(days=1)
_LATEST = date(9990, 1, 1)
_LONGEST = {"day": 1, "working day": 4, "week": 7, "month": 31, "quarter": 92, "year": 366}
"""Days that a period has at most."""


class Term(Word):
    """From when to when an agreement is in force; both days are included.

    With `renews` it goes on by itself after the last day, for so long each time, until somebody gives notice.
    """

    start: Annotated[Date | None, Field(alias="from")] = None
    end: Annotated[Date | None, Field(alias="to")] = None
    notice: Period | None = None
    renews: Period | None = None

    @model_validator(mode="after")
    def _forward(self) -> "Term":
        if self.start and self.end and self.end < self.start:
            raise PydanticCustomError("contradiction", "the term ends before it starts")
        return self

    @property
    def goes_on(self) -> bool:
        """Whether it goes on by itself after its last day."""
        return self.end is not None and self.renews is not None and self.renews.number > 0

    @property
    def last(self) -> date | None:
        """The day after which nothing more is owed unless somebody agrees on more; None where there is no such day."""
        return None if self.goes_on else self.end

    def covers(self, day: date) -> bool:
        """Whether the agreement is in force on that day, be it renewed by itself."""
        return (self.start is None or self.start <= day) and not self.is_over(day)

    def is_over(self, day: date) -> bool:
        """Whether its last day has passed."""
        return self.last is not None and self.last < day

    def ends(self, day: date = date.min) -> Iterator[date]:
        """The last days of its periods from a day on, without end where it renews: take as many as are needed.

        Each renewal is counted from the first day after the written term, so that short months change nothing.
        """
        if self.end is None:
            return
        if self.end >= day or not self.goes_on:
            yield self.end
        times, last = self._passed(day), self.end
        while self.goes_on and self.renews and last < _LATEST:
            times += 1
            last = later(self.end + _DAY, self.renews, times) - _DAY
            if last >= day:
                yield last

    def _passed(self, day: date) -> int:
        """Renewals that are over on a day for sure: no need to count them one by one."""
        if self.end is None or self.renews is None or day <= self.end:
            return 0
        return max(0, (day - self.end).days // (_LONGEST[self.renews.unit] * max(1, self.renews.number)) - 1)

    def end_on(self, day: date) -> date | None:
        """The last day of the period that runs on a day, or of the nearest one where none does."""
        return next(self.ends(day), None)

    def renewed_on(self, day: date) -> date | None:
        """The first day of the period that runs on a day, where that one has come about by itself."""
        if self.end is None or self.renews is None or not self.goes_on or day <= self.end:
            return None
        times = self._passed(day)
        while later(self.end + _DAY, self.renews, times + 1) <= day:
            times += 1
        return later(self.end + _DAY, self.renews, times)

    def notice_for(self, end: date) -> date | None:
        """The last day on which notice for one of its ends can be given; None where no notice is stated."""
        return earlier(end, self.notice) if self.notice else None
