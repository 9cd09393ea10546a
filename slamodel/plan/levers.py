"""An agreement and a day in; from when on its terms may be others without anybody's consent out."""

from datetime import date, timedelta

from slamodel.model import Agreement
from slamodel.plan.move import Lever
from slamodel.units import later

_DAY = timedelta(days=1)


def lever(agreement: Agreement, as_of: date) -> Lever:
    """The first end that notice can still be given for; without any end, a notice period from the day on."""
    term = agreement.term
    if term.end is None:
        day = later(as_of, term.notice) if term.notice else None
        return Lever(_possible(day, agreement, as_of), as_of if term.notice else None)
    for end in term.ends(as_of):
        notice = term.notice_for(end) if term.goes_on else None
        if notice is None or notice >= as_of:
            return Lever(_possible(_after(end), agreement, as_of), notice)
    return Lever()


def _possible(day: date | None, agreement: Agreement, as_of: date) -> date | None:
    """Not before tomorrow, be the end long past, and not before there are terms that others could take the place of."""
    earliest = _after(as_of)
    if day is None or earliest is None:
        return None
    return max(day, earliest, agreement.term.start or earliest)


def _after(day: date) -> date | None:
    return day + _DAY if day < date.max else None
