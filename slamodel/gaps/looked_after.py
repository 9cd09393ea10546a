"""An agreement in; the days out on which it is to be reviewed again, and from which its figures count as old."""

from datetime import date

from slamodel.model import Agreement
from slamodel.units import Period, later


def review_due(agreement: Agreement) -> date | None:
    """The day of the next review, from the last one or else the start of the term; None where neither is known."""
    review = agreement.review
    if review is None or review.every is None:
        return None
    begin = review.last or agreement.term.start
    return later(begin, review.every) if begin else None


def old_from(agreement: Agreement, age: Period) -> date | None:
    """The first day on which its figures are older than that; None where it does not say when they were looked up."""
    looked_up = agreement.source.as_of if agreement.source else None
    return later(looked_up, age) if looked_up else None
