"""What is not known for want of an agreement or a target in; the moves that commit somebody to it out."""

from collections.abc import Iterable, Iterator

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.model import ALWAYS, Agreement, PartyKind, Target, TimeTarget
from slamodel.model.agreement import Path
from slamodel.plan.levels import Level, amount, shown
from slamodel.plan.levers import lever
from slamodel.plan.move import Kind, Lever, Move
from slamodel.plan.stating import added
from slamodel.propagate import Input, Lack, Promise, Unknown
from slamodel.units import show_duration, show_required

OPEN = (Lack.NO_AGREEMENT, Lack.NO_TARGET, Lack.RESPONSE_ONLY)


def commitments(analysis: Analysis, given: Input, promise: Promise, levels: Iterable[Level]) -> Iterator[Move]:
    """The commitment to each of these levels: in the agreement that is there, else in a new one."""
    unknown = given.unknown
    if unknown is None or unknown.lack not in OPEN or given.service not in analysis.landscape.services:
        return
    provider = analysis.landscape.services[given.service].provider
    there = analysis.landscape.agreements.get(unknown.agreements[0]) if unknown.agreements else None
    name = there.id if there else _free(analysis, given.service, provider)
    for level in levels:
        entry = _target(given, promise, level, there)
        if there:
            changes = added(analysis, there, promise.target, entry)
        else:
            changes = _new(analysis, name, unknown, provider, entry)
        yield Move(
            Kind.COMMITMENT,
            ("agreements", name),
            provider,
            changes,
            was="nothing" if there else "no agreement",
            becomes=shown(given, promise, level),
            metric=given.metric,
            priority=promise.target.priority or "",
            service=given.service,
            lever=lever(there, analysis.as_of) if there else Lever(),
            at=_place(changes),
        )


def _place(changes: Iterable[Change]) -> Path:
    return next(change.path for change in changes if isinstance(change.value, dict))


def _target(given: Input, promise: Promise, level: Level, there: Agreement | None) -> dict[str, Plain]:
    """The target as the promise above counts it."""
    entry: dict[str, Plain] = {"metric": given.metric}
    target: Target = promise.target
    if target.priority:
        entry["priority"] = target.priority
    if isinstance(target, TimeTarget):
        entry["within"] = show_duration(level.value, down=True, in_hours=promise.clock != ALWAYS)
        if level.late > 0.0:
            entry["in"] = show_required(level.late)
    elif promise.measure is not None:
        key = (
            "within" if promise.measure.kind == "time" else "at_most" if promise.measure.is_lower_better else "at_least"
        )
        entry[key] = amount(promise.measure, level.value)
    else:
        entry |= {"at_least": show_required(level.value), "window": target.window.name}
    clock = ALWAYS if there is None else there.clock_of(target.model_copy(update={"hours": None}))
    if promise.clock != clock:
        entry["hours"] = promise.clock
    return entry


def _free(analysis: Analysis, service: str, provider: str) -> str:
    party = analysis.landscape.parties.get(provider)
    stem = f"{'uc' if party and party.kind is PartyKind.SUPPLIER else 'ola'}-{service}"[:60]
    taken = {*analysis.landscape.agreements, *(name for _, name in analysis.landscape.incomplete)}
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _new(
    analysis: Analysis, name: str, unknown: Unknown, provider: str, target: dict[str, Plain]
) -> tuple[Change, ...]:
    """An agreement that says no more than this, key by key, so that several such moves make one agreement."""
    party = analysis.landscape.parties.get(provider)
    said: dict[str, Plain] = {
        "kind": "UC" if party and party.kind is PartyKind.SUPPLIER else "OLA",
        "provider": provider,
        "customers": [unknown.consumer],
        "services": [unknown.service],
    }
    here = ("agreements", name)
    return (*(Change((*here, key), value) for key, value in said.items()), Change((*here, "targets", 0), target))
