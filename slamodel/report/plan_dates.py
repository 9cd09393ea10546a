"""A plan in; out, which promises each change is for, and what its date by term or notice means for those, in words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from slamodel.gaps.finding import Finding
from slamodel.gaps.wording import listed
from slamodel.plan.move import Move
from slamodel.plan.outcome import Basis, Plan
from slamodel.propagate import Input, Promise, Standing
from slamodel.report import promises, wording


def holds(promise: Promise, basis: Basis) -> bool:
    """Whether a plan on this basis has nothing to do for a promise."""
    return not promise.standing.is_open or (basis == "independent" and promise.standing is Standing.AT_RISK)


def closed(plan: Plan) -> Iterator[Promise]:
    """The promises for which the plan is made, worst first: they hold with it, and do not today."""
    for then in promises.worst_first(plan.before, plan.after.checked):
        today = plan.before.target(then.id) if then.id in plan.before.ids else then
        if holds(then, plan.basis) and not holds(today, plan.basis):
            yield then


def carried(move: Move, made_for: Iterable[Promise]) -> list[Promise]:
    """Those of them that rest on what is changed."""
    return [promise for promise in made_for if any(_is_of(move, given) for given in _inputs(promise))]


def _inputs(promise: Promise) -> Iterator[Input]:
    yield from promise.direct.inputs
    yield from promise.end_to_end.inputs


def _is_of(move: Move, given: Input) -> bool:
    """Whether an input is what a move changes, or of a service whose needs it changes."""
    is_there = given.agreement == move.agreement if move.agreement else given.service == move.of[1]
    return is_there and move.metric in ("", given.metric)


def is_late(plan: Plan, move: Move, made_for: Iterable[Promise]) -> bool:
    """Whether a change counts, without consent, only when a promise that it is for has ended."""
    return bool(_ended(plan, move, made_for))


def _ended(plan: Plan, move: Move, made_for: Iterable[Promise]) -> list[date]:
    """The last days of the promises that have ended when a change counts."""
    day, agreements = move.lever.day, plan.after.landscape.agreements
    ends = [agreements[promise.agreement].term.last for promise in carried(move, made_for)]
    return sorted(end for end in ends if end and day and end < day)


def held_from(plan: Plan) -> str:
    """From when the promises are held by term or notice, or that this takes consent; empty where consent is all."""
    made_for, moves = tuple(closed(plan)), plan.moves
    late = sum(is_late(plan, move, made_for) for move in moves)
    if not late:
        days = [move.lever.day for move in moves if move.lever.day]
        is_all = made_for and days and len(days) == len(moves)
        return f"By term or notice all of it counts from {wording.day(max(days))}." if is_all else ""
    some = f"{late:,} of {len(moves):,} changes {'does' if late == 1 else 'do'} not count"
    which = "no change counts" if late == len(moves) else some
    return (
        f"By term or notice {which} until a promise that it serves has ended: before that it takes the consent of the"
        " other side."
    )


def of_party(plan: Plan, moves: Sequence[Move], made_for: Sequence[Promise]) -> str:
    """What the dates mean that one party can be held to: what takes its consent, and which contract to renew."""
    late = [(move, ended) for move in moves if (ended := _ended(plan, move, made_for))]
    return " ".join(filter(None, (_late(late, len(moves)), *_renewals(plan, moves))))


def _late(late: Sequence[tuple[Move, list[date]]], every: int) -> str:
    if not late:
        return ""
    days = sorted(move.lever.day for move, _ in late if move.lever.day)
    ended = min(end for _, ends in late for end in ends)
    what = "this counts" if len(late) == every else f"{len(late):,} of these count{'s' * (len(late) == 1)}"
    return (
        f"By term or notice {what} from {wording.day(days[0])}, when a promise that needs it has ended"
        f" ({wording.day(ended)}): before that with their consent."
    )


def renewals(plan: Plan) -> Iterator[str]:
    """Which contracts that the plan changes end before what rests on them, and so have to be renewed."""
    yield from _renewals(plan, plan.moves)


def _renewals(plan: Plan, moves: Iterable[Move]) -> Iterator[str]:
    """What follows on from a contract already, and ends too early itself, is left to the findings."""
    agreements = plan.after.landscape.agreements
    names = {name for move in moves if (name := move.agreement) in agreements and name is not None}
    last = {name: agreements[name].term.last for name in names}
    found: dict[str, list[Finding]] = {}
    for finding in plan.after.findings:
        name = finding.cause[0] if finding.code == "D801" and not finding.waived else ""
        if name in last and finding.cause[3] == str(last[name]):
            found.setdefault(name, []).extend(finding.each)
    for name, findings in found.items():
        yield _renewal(plan, name, findings)


def _renewal(plan: Plan, name: str, findings: Sequence[Finding]) -> str:
    agreements = plan.after.landscape.agreements
    last = agreements[name].term.last
    above = dict.fromkeys(wording.agreement_name(agreements[one.agreement]) for one in findings)
    ends = f"it ends on {wording.day(last)}" if last else "it ends"
    return f"Renew {wording.agreement_name(agreements[name])}: {ends}, before what rests on it ({listed(above, 2)})."
