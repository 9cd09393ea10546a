"""A move to a better level, or to one that is not stated yet, in; the level to ask for, and why in figures, out."""

from collections.abc import Iterator

from slamodel.gaps.wording import window_of
from slamodel.model import ALWAYS, TIMES, Agreement, ShareTarget, Target, Window
from slamodel.plan.move import Kind, Move
from slamodel.propagate import Input, Promise
from slamodel.report import wording
from slamodel.report.sheet_counterpart import Counterpart
from slamodel.report.sheet_levels import NOTHING
from slamodel.report.sheet_plan_terms import clock_words, target_after
from slamodel.report.sheet_planned import Planned
from slamodel.units import show_duration


def today(move: Move) -> str:
    """The level of today."""
    return NOTHING if move.kind is Kind.COMMITMENT else move.was


def asked_level(to: Counterpart, planned: Planned, move: Move) -> str:
    """The level on the terms on which it is to be stated."""
    if (bound := _bound(planned, move)) is not None:
        return f"{bound} {move.becomes}"
    if move.metric in TIMES:
        return f"at most {move.becomes}{_clock(to, planned, move)}"
    window, down = _window(planned, move), _downtime(planned, move)
    over = f" {window_of(window)}" if window else ""
    return f"at least {move.becomes}{over}{_clock(to, planned, move)}{f' ({down} of downtime)' if down else ''}"


def figures(to: Counterpart, planned: Planned, move: Move) -> Iterator[str]:
    """What the level comes to, against what is stated today."""
    is_new, bound = move.kind is Kind.COMMITMENT, _bound(planned, move)
    if is_new:
        yield "Nothing of the kind is stated, so that nothing can be counted on."
    if bound is not None:
        yield f"What rests on it needs {bound} {move.becomes}."
    elif move.metric in TIMES:
        now = "" if is_new else f"; today it may take {move.was}"
        yield f"What rests on it leaves {move.becomes} for this{now}."
    elif down := _downtime(planned, move):
        before = "" if is_new else _downtime_today(to, planned, move)
        now = f"; what is stated today allows {before}" if before else ""
        window = _window(planned, move)
        yield f"It may then be out for at most {down}{f' {window_of(window)}' if window else ''}{now}."
    else:
        yield f"What rests on it needs {move.becomes}."


def _first(planned: Planned, move: Move) -> tuple[Promise, Input] | None:
    """One of those that rest on it, the first that it helps to hold."""
    carried = planned.carried(move)
    return min(planned.resting(move), key=lambda pair: pair[0].id not in carried, default=None)


def _bound(planned: Planned, move: Move) -> str | None:
    """How an amount is promised; None for shares and times."""
    found = _first(planned, move)
    return found[0].measure.bound if found and found[0].measure is not None else None


def _stated(planned: Planned, move: Move) -> Target | None:
    return target_after(planned.plan.after, move)


def _window(planned: Planned, move: Move) -> Window | None:
    """Over which it counts: what is stated with the plan; an own part counts as what rests on it does."""
    target = _stated(planned, move)
    if target is None and (found := _first(planned, move)):
        target = found[0].target
    return target.window if isinstance(target, ShareTarget) else None


def _clock(to: Counterpart, planned: Planned, move: Move) -> str:
    """In which hours it counts, where these are not all."""
    agreement = planned.plan.after.landscape.agreements.get(move.agreement or "")
    target = _stated(planned, move)
    clock = agreement.clock_of(target) if agreement and target else ALWAYS
    if clock == ALWAYS:
        return ""
    return f", {clock_words(planned.plan.after, to.has(move.agreement), clock)}"


def _downtime(planned: Planned, move: Move) -> str:
    """The time that it comes to in its window; empty where that is not known."""
    found, target = _first(planned, move), _stated(planned, move)
    if move.kind is Kind.OWN:
        level = found[1].level if found else None
        return wording.duration_down(found[0], level, allowed=True) if found and level is not None else ""
    agreement = planned.plan.after.landscape.agreements.get(move.agreement or "")
    return _in_time(planned, agreement, target, allowed=True)


def _downtime_today(to: Counterpart, planned: Planned, move: Move) -> str:
    """The same as it is stated today, over the window of today."""
    return _in_time(planned, to.has(move.agreement), target_after(planned.plan.before, move), allowed=False)


def _in_time(planned: Planned, agreement: Agreement | None, target: Target | None, *, allowed: bool) -> str:
    if agreement is None or not isinstance(target, ShareTarget) or target.metric != "availability":
        return ""
    if target.at_least is None or agreement.clock_of(target) != ALWAYS:
        return ""
    seconds = planned.plan.before.landscape.seconds_in(target.window)
    return show_duration(float(1 - target.at_least) * seconds, down=allowed)
