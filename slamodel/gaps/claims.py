"""Credits below that have to be claimed, and may not be in time: M703."""

from collections.abc import Iterator

from slamodel.diagnostics import Severity
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party
from slamodel.gaps.finding import Finding
from slamodel.gaps.intervals import interval_of
from slamodel.gaps.resting import Resting
from slamodel.units import Period, show_period

_DAYS = {"day": 1.0, "working day": 7 / 5, "week": 7.0, "month": 30.0, "quarter": 91.0, "year": 365.0}


def m703(context: Context) -> Iterator[Finding]:
    """A credit below has to be claimed within a time that may be over before anybody has the figures.

    The time is compared with how often, and how late, the contract reports; where it owes no report, with how often we
    report ourselves. Where it is said that a credit is not automatic, and not until when it can be claimed, that is a
    note. Where neither says how often it reports, nothing is compared.

    **Why it matters.** A credit that was not claimed in time is lost, whatever the contract says of its level.

    **How to fix it.** Ask that credits are paid without a claim, for a longer time, or for figures more often; until
    then, measure yourself and put the last day of the claim into the calendar.

    **Example.** Credits lapse after ten days, and the figures come each quarter.
    """
    for (within, interval), entries in causes(context, lambda lower: bool(lower.credits), _lapses):
        lower = entries[0].lower
        ask = f"Ask {other_party(context, entries)} that credits are paid without a claim"
        if within:
            message = (
                f"A credit of {lower.id} has to be claimed within {within}, and its figures are known {interval}: the"
                f" claim may lapse before anybody knows of it. This concerns {concerned(entries)}. {ask}, or for more"
                f" time."
            )
            severity = Severity.WARNING
        else:
            message = (
                f"A credit of {lower.id} is not paid without a claim, and it is not stated until when it can be made."
                f" This concerns {concerned(entries)}. {ask}, or settle the time."
            )
            severity = Severity.NOTE
        yield differing(context, "M703", entries, message, "credit_claim", severity)


def _lapses(entry: Resting) -> tuple[str, str] | None:
    """Within which time, and how often there are figures; the first is empty where it is not stated."""
    claim = entry.lower.credit_claim
    if claim is None or claim.automatic is True:
        return None
    if claim.within is None:
        return ("", "") if claim.automatic is False else None
    reports = entry.lower.reports or entry.upper.reports
    interval = interval_of(reports) if reports else None
    if reports is None or interval is None:
        return None
    # What happens on the first day of an interval is known when that is over, and its report has come.
    is_late = _days(claim.within) < interval.days + (interval.late_days or 0.0)
    return (show_period(claim.within), f'"{reports}"') if is_late else None


def _days(period: Period) -> float:
    return period.number * _DAYS[period.unit]
