"""A first and a last day; all days between them out, and more on either side as far as any library can count."""

from datetime import date, timedelta
from typing import NamedTuple

EARLIEST = date(1000, 1, 1)
LATEST = date(9000, 12, 31)


class Stretch(NamedTuple):
    """Days, the first and the last included."""

    first: date
    last: date

    def widened(self, before: int, after: int) -> "Stretch":
        """The same with so many more days before and after, within what can be counted."""
        return Stretch(moved(self.first, -before), moved(self.last, after))

    def days(self) -> tuple[date, ...]:
        """Every day of it, in order."""
        return tuple(self.first + timedelta(day) for day in range((self.last - self.first).days + 1))


def moved(day: date, by: int) -> date:
    """So many days later, within what can be counted."""
    return min(max(day, EARLIEST - timedelta(by)), LATEST - timedelta(by)) + timedelta(by)
