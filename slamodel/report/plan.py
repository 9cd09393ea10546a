"""A plan in; out, what it asks of whom, as texts that a service manager reads, and as JSON."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, metric_name, number
from slamodel.plan.labels import entry_name
from slamodel.plan.move import Kind, Move
from slamodel.plan.outcome import Outcome, Plan
from slamodel.propagate import Promise, Standing
from slamodel.report import plan_dates
from slamodel.report.wording import party_name
from slamodel.units import show_money

FORMAT = "slamodel-plan/1"
_BASES = {"guaranteed": "supported", "independent": "supported, or kept on average if outages are unrelated"}


class Line(NamedTuple):
    """One change: of what, from what to what, what it costs, and from when on it can count."""

    what: str
    change: str
    price: str
    when: str


class Group(NamedTuple):
    """Everything that one party is asked for."""

    party: str
    lines: tuple[Line, ...]


def first(plan: Plan) -> str:
    """The whole plan in one sentence, and from when it counts in another."""
    if not plan.moves:
        return "Nothing has to change." if not plan.beyond else "Nothing that can be chosen helps."
    makes = "makes" if len(plan.moves) == 1 else "make"
    whom = "every promise" if plan.status is not Outcome.INFEASIBLE else "every promise that can be"
    asked = number(len(plan.moves), "change")
    said = f"{asked} in {_where(plan)} {makes} {whom} {_BASES[plan.basis]}{_cost(plan)}"
    return f"{said} {plan_dates.held_from(plan)}".rstrip()


def _where(plan: Plan) -> str:
    """In how many agreements and services something changes."""
    changed = [section for section, _ in {move.of for move in plan.moves}]
    counts = [(changed.count("agreements"), "agreement"), (len(changed) - changed.count("agreements"), "service")]
    return listed([number(count, what) for count, what in counts if count])


def _cost(plan: Plan) -> str:
    """What a year costs more; a price that nobody knows is never nothing."""
    if plan.unpriced == len(plan.moves):
        return f". Nobody has stated a price for {'it' if plan.unpriced == 1 else 'them'}."
    known = _dearer(plan.price, plan.before.landscape.currency or "")
    said = f", at {known}" if not plan.price else f", for {known}"
    if not plan.unpriced:
        return f"{said}."
    has = "has" if plan.unpriced == 1 else "have"
    return f"{said}; {plan.unpriced:,} of the {number(len(plan.moves), 'change')} {has} no price yet."


def _dearer(price: Decimal, currency: str) -> str:
    if not price:
        return "the same price"
    amount = show_money(abs(price), currency, up=price > 0)
    return f"{amount} {'more' if price > 0 else 'less'} a year"


def groups(plan: Plan) -> tuple[Group, ...]:
    """The changes by the party that has to agree, in the order of its name."""
    found: dict[str, list[Line]] = defaultdict(list)
    made_for = tuple(plan_dates.closed(plan))
    for move in plan.moves:
        found[party_name(plan.before, move.party)].append(_line(plan, move, made_for))
    return tuple(Group(party, tuple(found[party])) for party in sorted(found))


def _line(plan: Plan, move: Move, made_for: Sequence[Promise]) -> Line:
    subject = f"{metric_name(move.metric)}{f' for {move.priority}' if move.priority else ''}" if move.metric else ""
    what = "tier" if move.kind is Kind.TIER else subject
    price = "price not known"
    if move.price is not None:
        price = _dearer(move.price, plan.before.landscape.currency or "")
    when = _when(move) + (", before that with their consent" if plan_dates.is_late(plan, move, made_for) else "")
    return Line(f"{entry_name(plan.before, move.of)}, {what}", f"{move.was} → {move.becomes}", price, when)


def _when(move: Move) -> str:
    """From when on without anybody's consent, and until when notice has to be given for that."""
    day, notice = move.lever.day, move.lever.notice
    if day is None:
        return "with their consent"
    return f"from {day}, notice by {notice}" if notice else f"from {day}"


def open_still(plan: Plan) -> Iterator[str]:
    """What stays open, and why; which contracts of the plan have to be renewed."""
    for one in plan.beyond:
        yield f"{one.promise}: {one.because}."
    for standing, words in ((Standing.UNKNOWN, "unknown"), (Standing.AT_RISK, "at risk")):
        count = plan.after.count(standing)
        named = {one.promise for one in plan.beyond}
        if count and any(p.standing is standing and p.id not in named for p in plan.after.promises):
            yield f"{number(count, 'promise')} {'is' if count == 1 else 'are'} {words} then."
    yield from plan_dates.renewals(plan)


def proof(plan: Plan) -> str:
    """How far it is proved that no other plan is better."""
    said = [one for one in plan.because if one.startswith(("proved", "the search"))]
    return f"{said[0][:1].upper()}{said[0][1:]}." if said else ""


def to_json(plan: Plan) -> str:
    """The plan for machines."""
    return json.dumps(_tree(plan), indent=1, ensure_ascii=False) + "\n"


def _tree(plan: Plan) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "status": plan.status.value,
        "objective": plan.objective,
        "basis": plan.basis,
        "as_of": plan.before.as_of.isoformat(),
        "currency": plan.before.landscape.currency,
        "gap": plan.gap,
        "price_change": None if plan.unpriced else _number(plan.price),
        "known_price_change": _number(plan.price),
        "unpriced": plan.unpriced,
        "changes": [_change(move) for move in plan.moves],
        "because": list(plan.because),
        "supported": sorted(_newly_held(plan.before, plan.after)),
        "beyond": [{"target": one.promise, "because": one.because, "best": one.best or None} for one in plan.beyond],
    }


def _newly_held(before: Analysis, after: Analysis) -> Iterator[str]:
    """The promises that are supported with the plan and are not without it."""
    for promise in after.promises:
        is_new = promise.id not in before.ids or before.target(promise.id).standing is not Standing.SUPPORTED
        if promise.standing is Standing.SUPPORTED and is_new and not promise.rests_on_nothing:
            yield promise.id


def _change(move: Move) -> dict[str, Any]:
    return {
        "kind": move.kind.value,
        "agreement": move.agreement,
        "service": move.service or (move.of[1] if move.of[0] == "services" else None),
        "party": move.party,
        "metric": move.metric or None,
        "priority": move.priority or None,
        "from": move.was,
        "to": move.becomes,
        "tier": move.tier,
        "price_change": None if move.price is None else _number(move.price),
        "from_day": move.lever.day.isoformat() if move.lever.day else None,
        "notice_by": move.lever.notice.isoformat() if move.lever.notice else None,
    }


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
