"""Reports owed above for which the agreements below give no evidence, or too rarely, or too late: W507."""

from collections.abc import Iterator

from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.intervals import Interval, interval_of
from slamodel.gaps.resting import Resting


def w507(context: Context) -> Iterator[Finding]:
    """A report is owed above (`reports`), and what it rests on is reported less often, later, or not at all.

    Read are `daily`, `weekly`, `monthly` and the like, `every 2 weeks`, and `within 5 d after month end`. Words that
    say no interval are a finding of their own.

    **Why it matters.** A monthly report that waits for quarterly figures is a guess two times out of three, and who
    cannot show the figures of the supplier cannot claim anything from it.

    **How to fix it.** Ask for figures as often as they are owed, and early enough to be put together.

    **Example.** The customer gets a report each month; the hoster reports each quarter.
    """
    for (owed, given), entries in causes(context, lambda _: True, _too_little):
        lower = entries[0].lower
        what = f"{lower.id} reports {given}" if given else f"{lower.id} owes no report at all"
        message = (
            f'{what}, and {uppers(entries)} owes one to its customer ("{owed}"): the figures of {lower.id} are missing'
            f" when it is due. This concerns {concerned(entries)}. Ask {other_party(context, entries)} for figures as"
            f" often and in time."
        )
        yield differing(context, "W507", entries, message, "reports" if given else "")


def _too_little(entry: Resting) -> tuple[str, str] | None:
    """What is owed above and given below, in the words of the two, where that is not enough."""
    above, below = entry.upper.reports, entry.lower.reports
    owed = interval_of(above) if above else None
    if above is None or owed is None:
        return None
    if below is None:
        return above, ""
    given = interval_of(below)
    return (above, f'"{below}"') if given and _falls_short(given, owed) else None


def _falls_short(given: Interval, owed: Interval) -> bool:
    return given.is_rarer_than(owed) or (not owed.is_rarer_than(given) and given.is_later_than(owed))
