"""All throughput promises that hold on the day in; what each commitment and own part has to carry for them, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import fsum, inf, isfinite
from typing import NamedTuple

from slamodel.graph import Graph
from slamodel.model import ANY, Measure, RateTarget, Status
from slamodel.propagate.amounts_below import Builder, recipe_of
from slamodel.propagate.combine import parts_first
from slamodel.propagate.commitments import Commitments
from slamodel.propagate.given import Input
from slamodel.propagate.held import Held, Question
from slamodel.propagate.promise import Promise
from slamodel.propagate.spread import Case, solved

UNIT = "hour"
_LITTLE = 1e-9
_SEVERAL = 2
_SLIGHTLY = 1e-3
_Holder = tuple[str, str, str]
"""An agreement, the service and the customer to whom it is promised; no agreement and no customer for an own part."""
_Choice = tuple[int, int]


class Demand(NamedTuple):
    """A promise, to how many customers, and the calls in an hour of one of them."""

    promise: Promise
    customers: int
    calls: float

    @property
    def total(self) -> float:
        """The calls of all customers."""
        return self.customers * self.calls


class Overbooked(NamedTuple):
    """What holds less than is promised on top of it, per hour: the most that has to be carried at the best split."""

    source: Input
    consumer: str
    held: float
    needed: float
    demands: tuple[tuple[Demand, float], ...]
    """Each promise with what of it arrives here at most."""
    is_shared: bool = False
    """Whether alternatives could take a part of it: not enough of it, then."""


class _Arriving(NamedTuple):
    """Calls at a holder, per call of a promise: a fixed part, and parts that are chosen."""

    demand: int
    calls: Mapping[int, float]


class _Load:
    """What arrives where."""

    def __init__(self) -> None:
        self.demands: list[Demand] = []
        self.sources: dict[_Holder, tuple[Input, str]] = {}
        self.arriving: dict[_Holder, list[_Arriving]] = defaultdict(list)
        self.balances: dict[int, Sequence[Mapping[int, float]]] = {}

    def most(self, arriving: _Arriving) -> float:
        """What of a promise arrives at most: all that could be sent here."""
        calls, given = self.demands[arriving.demand].total, arriving.calls
        return calls * (given[0] if set(given) == {0} else max(self._reach(arriving.demand, given), 0.0))

    def _reach(self, demand: int, calls: Mapping[int, float]) -> float:
        """The most of all ways: each choice may take all that it is a choice of, which is worked out in their order."""
        worth = {0: 1.0}
        for balance in self.balances[demand]:
            spread = -fsum(much * worth[name] for name, much in balance.items() if much < 0.0)
            worth.update({name: spread for name, much in balance.items() if much > 0.0})
        return fsum(much * worth[name] for name, much in calls.items())


def overbooked(graph: Graph, promises: Iterable[Promise]) -> Iterator[Overbooked]:
    """Every commitment, or own part, that cannot carry all promises on top of it, however alternatives share them."""
    load = _loaded(graph, promises)
    suspects = {holder for holder, found in load.arriving.items() if _is_beyond(load, holder, found)}
    if not suspects:
        return
    split = _beyond_any_split(load, suspects)
    for holder in sorted(suspects):
        source, consumer = load.sources[holder]
        held, has_choice = source.level or 0.0, _has_choice(load, holder)
        parts = tuple((load.demands[one.demand], load.most(one)) for one in load.arriving[holder])
        needed = held + split.get(holder, 0.0) if has_choice else fsum(part for _, part in parts)
        is_for_several = has_choice or sum(demand.customers for demand, _ in parts) > 1
        if is_for_several and needed > held * (1 + _LITTLE):
            yield Overbooked(source, consumer, held, needed, parts, has_choice)


def _is_beyond(load: _Load, holder: _Holder, found: Sequence[_Arriving]) -> bool:
    held = load.sources[holder][0].level
    return held is not None and fsum(map(load.most, found)) > held * (1 + _LITTLE)


def _has_choice(load: _Load, holder: _Holder) -> bool:
    return any(set(one.calls) != {0} for one in load.arriving[holder])


def _loaded(graph: Graph, promises: Iterable[Promise]) -> _Load:
    load, measure = _Load(), Measure("rate", UNIT)
    question = Question("throughput", measure, None, end_to_end=False)
    builder = Builder(Held(Commitments(graph)), question, recipe_of("throughput", {}))
    for promise in _strictest(graph, promises):
        agreement = graph.landscape.agreements[promise.agreement]
        top = builder.promised_on(agreement.provider, promise.service)
        assert isinstance(promise.target, RateTarget)  # noqa: S101 - chosen for it
        if top is None:
            continue
        number, customers = len(load.demands), 1 if ANY in agreement.customers else len(agreement.customers)
        load.demands.append(Demand(promise, customers, promise.target.at_least.in_one(UNIT)))
        leaves, load.balances[number] = Case(parts_first(top)[::-1], {}).flows
        for leaf in leaves:
            given = leaf.amount.source
            if given is not None and given.level is not None and isfinite(given.level):
                consumer = builder.consumer_of(leaf.amount) or agreement.provider
                holder = _holder(graph, given, consumer)
                load.sources.setdefault(holder, (given, consumer))
                load.arriving[holder].append(_Arriving(number, leaf.calls))
    return load


def _strictest(graph: Graph, promises: Iterable[Promise]) -> Iterator[Promise]:
    """One promise for each agreement and service: of those that hold on the day the most; aims promise nothing."""
    found: dict[tuple[str, str], Promise] = {}
    for promise in promises:
        agreement = graph.landscape.agreements[promise.agreement]
        is_held = agreement.status is Status.AGREED and agreement.term.covers(graph.as_of)
        if isinstance(promise.target, RateTarget) and is_held and promise.target.strength == "commitment":
            key = (promise.agreement, promise.service)
            known = found.get(key)
            if known is None or _per_hour(known) < _per_hour(promise):
                found[key] = promise
    yield from found.values()


def _per_hour(promise: Promise) -> float:
    return promise.target.at_least.in_one(UNIT) if isinstance(promise.target, RateTarget) else 0.0


def _holder(graph: Graph, given: Input, consumer: str) -> _Holder:
    """Whose the capacity is: departments share what is promised to what they are part of."""
    if given.agreement is None:
        return ("", given.service, "")
    customers = graph.landscape.agreements[given.agreement].customers
    named = (one for one in graph.ancestry(consumer) if one != ANY and one in customers)
    return (given.agreement, given.service, next(named, consumer))


def _beyond_any_split(load: _Load, suspects: set[_Holder]) -> Mapping[_Holder, float]:
    """By how much those with alternatives stay short at the split that leaves the least short, be it of several."""
    chosen = {one.demand for holder in suspects if _has_choice(load, holder) for one in load.arriving[holder]}
    chosen = _linked(load, chosen)
    if sum(load.demands[demand].customers for demand in chosen) < _SEVERAL:
        return {}
    holders = [holder for holder, found in load.arriving.items() if any(one.demand in chosen for one in found)]
    names: dict[_Choice, int] = {}
    rows: list[tuple[Mapping[int, float], float, float]] = []
    overflow = {holder: place for place, holder in enumerate(holders)}

    def name(demand: int, choice: int) -> int:
        return names.setdefault((demand, choice), len(holders) + len(names))

    scale = max((load.sources[holder][0].level or 0.0 for holder in holders), default=1.0) or 1.0
    for holder in holders:
        calls: dict[int, float] = {overflow[holder]: -1.0}
        fixed = 0.0
        for one in load.arriving[holder]:
            fixed += load.demands[one.demand].total * one.calls.get(0, 0.0)
            for choice, much in one.calls.items():
                if choice:
                    calls[name(one.demand, choice)] = calls.get(name(one.demand, choice), 0.0) + much
        rows.append((calls, -inf, ((load.sources[holder][0].level or 0.0) - fixed) / scale))
    for demand in sorted(chosen):
        for balance in load.balances[demand]:
            given = -balance.get(0, 0.0) * load.demands[demand].total / scale
            rows.append(({name(demand, choice): much for choice, much in balance.items() if choice}, given, given))
    # What is short is told of what several need, where it could be told of either.
    costs = {place: 1.0 + _SLIGHTLY * (len(load.arriving[holder]) == 1) for holder, place in overflow.items()}
    _, amounts = solved(rows, costs)
    return {holder: amounts[place] * scale for holder, place in overflow.items() if amounts[place] > _LITTLE}


def _linked(load: _Load, demands: set[int]) -> set[int]:
    """All promises that share something with these, directly or through others."""
    found = set(demands)
    at: dict[int, list[_Holder]] = defaultdict(list)
    for holder, arriving in load.arriving.items():
        for one in arriving:
            at[one.demand].append(holder)
    stack = list(demands)
    while stack:
        for holder in at[stack.pop()]:
            new = {one.demand for one in load.arriving[holder]} - found
            found |= new
            stack.extend(new)
    return found
