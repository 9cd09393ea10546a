"""A plan and a party in; what the plan asks of that party out, move by move, in words of its own agreements."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, metric_name, number
from slamodel.model import ANY, Agreement
from slamodel.plan.move import Kind, Move
from slamodel.report import wording
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_plan_levels import asked_level, figures, today
from slamodel.report.sheet_plan_terms import added_hours, hours_of, spans_of, target_after
from slamodel.report.sheet_plan_tiers import levels_of_tier, levels_today, price_of_tier
from slamodel.report.sheet_planned import Planned
from slamodel.report.sheet_questions import questions
from slamodel.report.sheet_views import Matter, Question, Request


@dataclass(frozen=True, slots=True)
class Asking:
    """One move, and the party that it is asked of."""

    to: Counterpart
    planned: Planned
    move: Move

    @property
    def after(self) -> Analysis:
        """The model with the whole plan made."""
        return self.planned.plan.after

    @property
    def agreement(self) -> Agreement | None:
        """What is changed, as it is today; None where nothing is agreed yet, or the party's own part is asked for."""
        return self.to.has(self.move.agreement)


def planned_requests(to: Counterpart, planned: Planned) -> Iterator[Request]:
    """Each move of the plan for this party; no other kind of move has words that may be shown."""
    for move in planned.moves.get(to.party, ()):
        if (said := _SAID.get(move.kind)) is not None:
            yield _with_all(said(Asking(to, planned, move)), Asking(to, planned, move))


def planned_questions(then: Counterpart, to: Counterpart, planned: Planned) -> Iterator[Question]:
    """What is left to settle on paper once the plan is made; of an agreement that it asks for there is nothing yet."""
    new = {move.agreement for move in planned.moves[to.party]} - set(to.analysis.landscape.agreements)
    yield from (one for one in questions(then) if one.agreement not in new)


def _with_all(request: Request, asking: Asking) -> Request:
    """What is the same of all kinds: who asks, in which agreement, from when on, and how much rests on it."""
    to, move = asking.to, asking.move
    paper = to.paper(asking.agreement)
    return replace(
        request,
        why=(*request.why, *_resting(asking)),
        services=tuple(wording.service_name(to.analysis, name) for name in _services(asking)),
        metric=metric_name(move.metric) if move.metric else "",
        priority=move.priority,
        askers=_askers(asking),
        paper=paper,
        by_when=by_when(paper),
        is_shared=asking.planned.is_shared(move),
    )


def _services(asking: Asking) -> tuple[str, ...]:
    """What it is about; of a tier all services of the agreement."""
    return (asking.move.service,) if asking.move.service else asking.agreement.services if asking.agreement else ()


def _askers(asking: Asking) -> tuple[str, ...]:
    """The other side of the agreement, be it one that is not there yet; of an own part those who use the service."""
    to, move = asking.to, asking.move
    agreement = asking.agreement or asking.after.landscape.agreements.get(move.agreement or "")
    customers = [name for name in agreement.customers if name != ANY] if agreement else []
    return to.askers(asking.agreement, move.service, customers[0] if customers else "")


def _resting(asking: Asking) -> Iterator[str]:
    """How many commitments need it: those that it helps to hold, else all that rest on it."""
    move = asking.move
    count = len(asking.planned.carried(move))
    if not count and move.price is not None and move.price < 0:
        yield "It is enough for all that rests on it."
        return
    count = count or len({promise.id for promise, _ in asking.planned.resting(move)})
    if count:
        yield f"{number(count, 'commitment')} of ours {'rests' if count == 1 else 'rest'} on it."


def _subject(asking: Asking) -> str:
    metric, service = metric_name(asking.move.metric), wording.service_name(asking.to.analysis, asking.move.service)
    which = f" for {asking.move.priority}" if asking.move.priority else ""
    return f"{metric[:1].upper()}{metric[1:]} of {service}{which}"


def _level(asking: Asking) -> Request:
    matters = {Kind.OWN: Matter.OWN, Kind.COMMITMENT: Matter.COMMITMENT}
    itself = " itself" if asking.move.kind is Kind.OWN else ""
    return Request(
        matters.get(asking.move.kind, Matter.LEVEL),
        f"{_subject(asking)}{itself}",
        today(asking.move),
        asked_level(asking.to, asking.planned, asking.move),
        tuple(figures(asking.to, asking.planned, asking.move)),
    )


def _tier(asking: Asking) -> Request:
    agreement, move, analysis = asking.agreement, asking.move, asking.to.analysis
    if agreement is None or move.tier is None:
        raise ValueError(f"no tier of an agreement of {asking.to.party}: {move}")
    unpriced = "" if move.price is not None else ", at a price that is to be named"
    return Request(
        Matter.TIER,
        f"Move {wording.agreement_name(agreement)} to your tier {move.tier}",
        levels_today(analysis, agreement, move.tier),
        f"{levels_of_tier(analysis, agreement, move.tier)}{unpriced}",
        offers=price_of_tier(analysis, agreement, move),
    )


def _hours(asking: Asking) -> Request:
    then = spans_of(asking.after, hours_of(asking.move))
    more = added_hours(asking.planned.plan, asking.agreement, asking.move)
    before = target_after(asking.to.analysis, asking.move)
    clock = asking.agreement.clock_of(before) if asking.agreement and before else ""
    return Request(
        Matter.HOURS,
        f"{_subject(asking)}: other hours",
        spans_of(asking.to.analysis, clock) if clock else "",
        f"{then}{f': {more} a week more' if more else ''}",
        ("What rests on it counts in hours in which nobody stands behind it today.",),
    )


def _window(asking: Asking) -> Request:
    return Request(
        Matter.WINDOW,
        f"{_subject(asking)}: measured {asking.move.becomes}",
        f"measured {asking.move.was}",
        f"measured {asking.move.becomes}",
        ("What rests on it is counted like that; where windows differ, bad days can meet in one of them.",),
    )


def _exclusion(asking: Asking) -> Request:
    key = str(asking.move.changes[0].path[2]) if asking.move.changes else ""
    if (said := _EXCLUDED.get(key)) is not None and len(asking.move.changes[0].path) == len(("section", "id", "key")):
        return said(asking, _no_longer(asking, key))
    return Request(
        Matter.COMMITMENT,
        f"{_subject(asking)}: commit to it",
        "an aim",
        "a commitment",
        ("Nothing can be counted on that is an aim only.",),
    )


def _no_longer(asking: Asking, key: str) -> str:
    """What is left out today and not with the plan, by its names."""
    then = asking.after.landscape.agreements.get(asking.move.agreement or "")
    kept = getattr(then, key, ())
    names = [name for name in getattr(asking.agreement, key, ()) if name not in kept]
    known = asking.to.analysis.landscape.maintenance
    shown = (wording.isolated((known[one].name or one) if key == "excludes" and one in known else one) for one in names)
    return listed(shown, None) if key != "clock_stops" else listed((f'"{one}"' for one in names), None)


def _maintenance(_: Asking, names: str) -> Request:
    what = f"{names}: count it as downtime"
    why = "It counts for what rests on it, and not in what is agreed with you."
    return Request(Matter.MAINTENANCE, what, "it does not count as downtime", "it counts", (why,))


def _clock(_: Asking, names: str) -> Request:
    why = "The clock of what rests on it runs on meanwhile, so that your times ensure nothing in time."
    what, standing = f"Let the clock run on during {names}", f"the clock stands still for {names}"
    return Request(Matter.CLOCK, what, standing, "it runs on", (why,))


def _failures(_: Asking, names: str) -> Request:
    why = "They count for what rests on it, and not in what is agreed with you."
    return Request(Matter.EXCLUSION, f"Answer for {names} as well", f"left out: {names}", "they count", (why,))


_EXCLUDED: Mapping[str, Callable[[Asking, str], Request]] = MappingProxyType(
    {"excludes": _maintenance, "clock_stops": _clock, "excludes_failures": _failures}
)
_SAID: Mapping[Kind, Callable[[Asking], Request]] = MappingProxyType(
    {
        Kind.TIER: _tier,
        Kind.LEVEL: _level,
        Kind.OWN: _level,
        Kind.COMMITMENT: _level,
        Kind.HOURS: _hours,
        Kind.WINDOW: _window,
        Kind.EXCLUSION: _exclusion,
    }
)
