"""A move of a plan in; the hours that it asks for, without whose they are, and the target that it changes, out."""

from slamodel.analysis import Analysis
from slamodel.model import Agreement, Target
from slamodel.plan.move import Move
from slamodel.plan.outcome import Plan
from slamodel.report import weeks
from slamodel.report.counting import hours_in_words, on


def hours_of(move: Move) -> str:
    """The calendar on which it is to count; empty where the move leaves that as it is."""
    keys = ("hours", "support_hours")
    found = [str(one.value) for one in move.changes if one.path[-1] in keys and one.path[0] == "agreements"]
    return found[-1] if found else ""


def spans_of(analysis: Analysis, calendar: str) -> str:
    """When it is open, without its name, which may be somebody else's."""
    entry = analysis.landscape.calendars.get(calendar)
    return f"{hours_in_words(entry)} ({entry.timezone})" if entry else "around the clock"


def clock_words(analysis: Analysis, today: Agreement | None, calendar: str) -> str:
    """On which clock something is to count: its name where the agreement counts on it already, else its hours."""
    own = {today.clock_of(target) for _, target in today.stated} if today else set()
    if calendar in own or calendar not in analysis.landscape.calendars:
        return on(analysis, calendar)
    return f"counted {spans_of(analysis, calendar)}"


def added_hours(plan: Plan, today: Agreement | None, move: Move) -> str:
    """How many hours of a week come to what is covered; empty where none do."""
    target = target_after(plan.before, move)
    if today is None or target is None:
        return ""
    week = plan.before.context.weeks.on_its_own_clock(today.clock_of(target)).seconds
    more = plan.after.context.weeks.on_its_own_clock(hours_of(move)).seconds - week
    return weeks.amount(more) if more > 0 else ""


def target_after(analysis: Analysis, move: Move) -> Target | None:
    """The target that a move is about, as it stands in an analysis; None where nothing is stated there."""
    agreement = analysis.landscape.agreements.get(move.agreement or "")
    alike = [
        (place, target)
        for place, target in (agreement.stated if agreement else ())
        if target.metric == move.metric and target.priority in (move.priority or None, None)
    ]
    exact = [target for place, target in alike if place == move.at]
    named = [target for _, target in alike if target.priority == (move.priority or None)]
    return next(iter((*exact, *named, *(target for _, target in alike))), None)
