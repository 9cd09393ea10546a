"""Times and counts in; the words for them on pages out."""

from datetime import UTC, datetime

from slamodel.report.wording import day


def moment(when: datetime) -> str:
    """A moment as people at this machine write it: the time alone today, with the day before."""
    here = when.astimezone()
    today = datetime.now(UTC).astimezone().date()
    time = f"{here:%H:%M}"
    return f"today {time}" if here.date() == today else f"{day(here.date())}, {time}"
