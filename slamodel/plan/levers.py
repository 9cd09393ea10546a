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
        return Lever(later(as_of, term.notice) if term.notice else None, as_of if term.notice else None)
    for end in term.ends(as_of):
        notice = term.notice_for(end) if term.goes_on else None
        if notice is None or notice >= as_of:
            return Lever(end + _DAY if end < date.max else None, notice)
    return Lever()
