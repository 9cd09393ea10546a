"""A plan in; its page out: what it comes to in a sentence and three numbers, what to ask of whom, what stays beyond."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from slamodel.analysis import Analysis
from slamodel.gaps.wording import capitalised, number
from slamodel.plan.made import changes_of
from slamodel.plan.move import Move
from slamodel.plan.outcome import Basis, Beyond, Objective, Outcome, Plan
from slamodel.propagate import Promise
from slamodel.report import asks, joint, wording
from slamodel.report.plan import proof
from slamodel.report.plan_dates import carried, closed, held_from, holds, of_party
from slamodel.report.sheet_all import Whole
from slamodel.report.views import Cell, Figure, Table
from slamodel.units import show_money

from ..forms.changes import as_text
from . import moves
from .asked import shares_of
from .moves import MoveLine
from .what_if import Tally, outcome

OBJECTIVES: Mapping[Objective, str] = {
    "price": "the lowest price",
    "changes": "the fewest changes",
    "effort": "the least effort",
}
BASES: Mapping[Basis, str] = {
    "guaranteed": "in any case",
    "independent": "if outages are unrelated",
}
_BEST: Mapping[Objective, str] = {
    "price": "nothing cheaper does it",
    "changes": "no plan with fewer changes does it",
    "effort": "nothing that takes less effort does it",
}
_BETTER: Mapping[Objective, str] = {
    "price": "a cheaper plan may exist",
    "changes": "a plan with fewer changes may exist",
    "effort": "a plan that takes less effort may exist",
}
_MOST_CARRIED = 3
_MOST_BEYOND = 20
"""Promises out of reach for which a page says what to ask for."""
_MOST_ASKED = 100
"""Changes that a page lists."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One change of a plan, and the promises that it helps to close: how many, and the first of them."""

    line: MoveLine
    count: int
    carries: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """All that a plan asks of one counterpart, and what the dates mean that it can be held to."""

    name: Cell
    about: str
    asked: tuple[Asked, ...]
    dates: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """A promise that no choice supports: the most that can be promised on it, why, and what to ask for all the same."""

    promise: Cell
    best: str
    because: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A plan as it is read; `changes` is what a form carries to make it, empty where there is nothing to make."""

    lead: str
    figures: tuple[Figure, ...]
    parties: tuple[Party, ...]
    note: str
    beyond: tuple[OutOfReach, ...]
    proof: str
    tallies: tuple[Tally, ...]
    table: Table | None
    changes: str
    message: str


def page(plan: Plan) -> Page:
    """The page of a plan."""
    analysis, differs = plan.before, outcome(plan.before, plan.after)
    return Page(
        _lead(plan),
        tuple(_figures(plan)) if plan.moves else (),
        tuple(_parties(plan)),
        f"The first {_MOST_ASKED} of {len(plan.moves):,} changes." if len(plan.moves) > _MOST_ASKED else "",
        tuple(_out_of_reach(Whole(analysis), plan.beyond)),
        proof(plan) if plan.status is Outcome.INFEASIBLE and plan.moves else "",
        differs.tallies,
        differs.table,
        as_text(changes_of(plan.moves)) if plan.moves else "",
        f"Plan for {OBJECTIVES[plan.objective]}: {moves.message(analysis, plan.moves)}",
    )


def _lead(plan: Plan) -> str:
    """What the plan comes to, in a sentence or two."""
    then, every = _kept(plan, plan.after), len(plan.after.checked)
    if not every:
        return "Nothing is promised that could be checked, so there is nothing to plan."
    if not plan.moves:
        return _without_moves(plan, then, every)
    said = f"{capitalised(_asks(plan))}: {_costs(plan)}. {_then(plan, then, every)}"
    how = _how_good(plan) if plan.status is not Outcome.INFEASIBLE else _no_choice(plan)
    return f"{said}; {how}. {held_from(plan)}".rstrip()


def _without_moves(plan: Plan, then: int, every: int) -> str:
    if plan.status is Outcome.INFEASIBLE and not then:
        return f"Nothing that can be asked for below supports {'the promise' if every == 1 else 'any promise'}."
    if plan.status is Outcome.INFEASIBLE:
        return f"{_then(plan, then, every)}; {_no_choice(plan)}, and nothing else has to change."
    return f"{_then(plan, then, every)} as it is: nothing has to change."


def _asks(plan: Plan) -> str:
    parties = len({move.party for move in plan.moves})
    return f"{number(len(plan.moves), 'change')} to agree on with {number(parties, 'party', 'parties')}"


def _costs(plan: Plan) -> str:
    """What a year costs more, as far as that is known."""
    currency, price = plan.before.landscape.currency, plan.price
    known = len(plan.moves) - plan.unpriced
    if not known:
        return "what it costs is not known"
    said = (
        f"{show_money(abs(price), currency, up=price > 0)} {'more' if price > 0 else 'less'} a year"
        if price
        else "at the same price"
    )
    return f"{said}, beside {_unpriced(plan)}" if plan.unpriced else said


def _unpriced(plan: Plan) -> str:
    return f"{number(plan.unpriced, 'change')} whose price is not known"


def _then(plan: Plan, then: int, every: int) -> str:
    how = "supported" if plan.basis == "guaranteed" else "supported if outages are unrelated"
    if then == every:
        return f"{'The promise is' if every == 1 else f'All {every:,} promises are'} {how}"
    if not then:
        return f"No promise is {how} yet"
    return f"{then:,} of {number(every, 'promise')} {'is' if then == 1 else 'are'} {how}"


def _how_good(plan: Plan) -> str:
    if plan.status is Outcome.OPTIMAL:
        is_guess = plan.objective == "price" and plan.unpriced
        return "nothing does it with fewer changes of unknown price" if is_guess else _BEST[plan.objective]
    by = f", by at most {plan.gap:.1%}".replace("%", " %") if plan.gap is not None else ""
    return f"{_BETTER[plan.objective]}{by}"


def _no_choice(plan: Plan) -> str:
    """Which promises stay open; where the search has ended before all was tried, nothing is said to be impossible."""
    others = "the other" if len(plan.beyond) == 1 else f"the other {len(plan.beyond):,}"
    return f"no choice {'supports' if plan.gap is not None else 'was found in time that supports'} {others}"


def _kept(plan: Plan, analysis: Analysis) -> int:
    return sum(holds(promise, plan.basis) for promise in analysis.checked)


def _figures(plan: Plan) -> Iterator[Figure]:
    known = len(plan.moves) - plan.unpriced
    cell = moves.price(plan.before, plan.price if known else None)
    yield Figure("More a year", cell.text, f"and {_unpriced(plan)}" if known and plan.unpriced else "")
    contracts = {move.of for move in plan.moves if move.agreement}
    own = {move.of for move in plan.moves if not move.agreement}
    detail = f"and {number(len(own), 'service')}" if own and contracts else ""
    parties = f"with {number(len({move.party for move in plan.moves}), 'party', 'parties')}"
    value = number(len(contracts), "agreement") if contracts else number(len(own), "service")
    yield Figure("To be changed", value, " ".join(filter(None, (detail, parties))))
    then, today = _kept(plan, plan.after), _kept(plan, plan.before)
    yield Figure("Promises supported", f"{then:,} of {len(plan.after.checked):,}", f"today {today:,}")


def _parties(plan: Plan) -> Iterator[Party]:
    """The changes of each counterpart, whoever is asked for most first."""
    by_party: dict[str, list[Move]] = {}
    for move in plan.moves:
        by_party.setdefault(move.party, []).append(move)
    made_for, left = tuple(closed(plan)), _MOST_ASKED
    for name, found in sorted(by_party.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        party = plan.before.landscape.parties.get(name)
        asked = tuple(_asked(plan, move, carried(move, made_for)) for move in found[:left])
        left -= len(asked)
        if not asked:
            return
        about, known = (party.kind.value, party.id) if party else ("", "")
        yield Party(moves.party(plan.before, name), about, asked, of_party(plan, found, made_for), known)


def _asked(plan: Plan, move: Move, serves: Sequence[Promise]) -> Asked:
    first = tuple(Cell(wording.subject(plan.after, promise), anchor=promise.id) for promise in serves[:_MOST_CARRIED])
    is_less = not serves and move.price is not None and move.price < 0
    return Asked(moves.line(plan.before, move), len(serves), first, "none needs more than this" if is_less else "")


def _out_of_reach(whole: Whole, found: Sequence[Beyond]) -> Iterator[OutOfReach]:
    shares: dict[str, Mapping[str, Sequence[str]]] = {}
    for place, one in enumerate(found):
        promise = whole.analysis.target(one.promise)
        best = "" if one.best in one.because else one.best
        because = f"{capitalised(one.because).removesuffix('.')}."
        ask = _more_than_offered(whole, promise, shares) if one.best and place < _MOST_BEYOND else ""
        yield OutOfReach(Cell(wording.subject(whole.analysis, promise), anchor=promise.id), best, because, ask)


def _more_than_offered(whole: Whole, promise: Promise, shares: dict[str, Mapping[str, Sequence[str]]]) -> str:
    """The level of one link with which it would hold, else the share of each; empty where a share is not known."""
    analysis = whole.analysis
    ways = [way for way in analysis.context.advice(promise).ways if way.is_enough and way.is_realistic]
    if ways:
        return f"Beyond what is on offer, ask for {asks.in_words(analysis, ways[0], promise)}."
    own: list[str] = []
    for party in joint.whom(analysis, promise):
        if party not in shares:
            shares[party] = shares_of(whole, party)
        if promise.id not in shares[party]:
            return ""
        own += shares[party][promise.id]
    return f"Beyond what is on offer, ask for more together: {'; '.join(own)}." if own else ""
