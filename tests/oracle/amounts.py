"""Small models of throughput at random, and what they can carry: by listing every route, and exact fractions."""

from collections import Counter
from fractions import Fraction
from itertools import combinations, product
from random import Random
from typing import Any

Model = dict[str, Any]
UNITS = {"second": Fraction(3600), "minute": Fraction(60), "hour": Fraction(1), "day": Fraction(1, 24)}
PARTIES = ("it", "one", "two")


def random_model(rng: Random, size: int = 6) -> Model:
    """Services that need later ones; what another party provides is promised to whoever needs it, mostly."""
    names = [f"v{number}" for number in range(size)]
    services: Model = {}
    for place, name in enumerate(names):
        service: Model = {"provider": "it" if place == 0 else rng.choice(PARTIES)}
        below = names[place + 1 :]
        if below and (place == 0 or rng.random() < 0.6):
            service["needs"] = [_need(rng, below, 0) for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.4:
            service["own"] = {"throughput": _rate(rng)}
        services[name] = service
    top = {"kind": "SLA", "provider": "it", "customers": ["user"], "services": ["v0"]}
    agreements: Model = {"sla": top | {"targets": [{"metric": "throughput", "at_least": _rate(rng)}]}}
    for name, consumer in sorted({pair for entry in services.values() for pair in _used(entry)}):
        provider = services[name]["provider"]
        if provider != consumer and rng.random() < 0.93:
            entry = {"kind": "UC", "provider": provider, "customers": [consumer], "services": [name]}
            agreements[f"{consumer}-{name}"] = entry | {"targets": [{"metric": "throughput", "at_least": _rate(rng)}]}
    kinds = {"user": "customer", "it": "department", "one": "supplier", "two": "supplier"}
    parties = {name: {"kind": kind} for name, kind in kinds.items()}
    return {"slamodel": 1, "parties": parties, "services": services, "agreements": agreements}


def _rate(rng: Random) -> str:
    return f"{rng.randint(1, 90)} per {rng.choice(('minute', 'hour', 'hour', 'day'))}"


def _need(rng: Random, below: list[str], depth: int) -> Any:
    if depth == 1 or rng.random() < 0.5:
        name = rng.choice(below)
        return name if rng.random() < 0.6 else {"service": name, "usage": rng.choice((0, 0.5, 2, 3))}
    members = [_need(rng, below, depth + 1) for _ in range(rng.randint(1, 3))]
    kind = rng.choice(("any_of", "any_of", "all_of", "at_least"))
    return {"at_least": rng.randint(1, len(members)), "of": members} if kind == "at_least" else {kind: members}


def _used(service: Model) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    stack = list(service.get("needs", []))
    while stack:
        need = stack.pop()
        if isinstance(need, str) or "service" in need:
            found.add((need if isinstance(need, str) else need["service"], service["provider"]))
        else:
            stack += _members(need)
    return found


def _members(need: Model) -> list[Any]:
    return next(need[key] for key in ("any_of", "all_of", "of") if key in need)


def per_hour(rate: str) -> Fraction:
    """`5 per minute` as 300."""
    amount, _, unit = rate.partition(" per ")
    return Fraction(amount) * UNITS[unit]


Route = Counter[tuple[str, str]]
"""Calls at every leaf for one call at the top."""


class Routes:
    """Every way in which one call at the top can go through the services below, in one view."""

    def __init__(self, model: Model, *, end_to_end: bool) -> None:
        """`held` are the capacities that are met, by leaf; None for what is not known, and left out if not limited."""
        self.services, self.agreements, self.end_to_end = model["services"], model["agreements"], end_to_end
        self.held: dict[tuple[str, str], Fraction | None] = {}
        self.votes: dict[int, tuple[int, ...]] = {}

    def of(self, service: str, consumer: str) -> list[Route]:
        """The routes through a service."""
        entry = self.services[service]
        is_own = entry["provider"] == consumer
        if not is_own and not (self.end_to_end and entry.get("needs")):
            stated = self.agreements.get(f"{consumer}-{service}")
            self.held[service, consumer] = per_hour(stated["targets"][0]["at_least"]) if stated else None
            return [Counter({(service, consumer): 1})]
        own: Route = Counter()
        if "throughput" in entry.get("own", {}):
            self.held[service, ""] = per_hour(entry["own"]["throughput"])
            own[service, ""] = 1
        return _joined([[own], *(self.through(need, entry["provider"]) for need in entry.get("needs", []))])

    def through(self, need: Any, consumer: str) -> list[Route]:
        """The routes through a need."""
        if isinstance(need, str):
            return self.of(need, consumer)
        if "service" in need:
            times = Fraction(need.get("usage", 1))
            return [Counter({leaf: times * n for leaf, n in one.items()}) for one in self.of(need["service"], consumer)]
        ways = [self.through(member, consumer) for member in _members(need)]
        if "all_of" in need:
            return _joined(ways)
        kept = self.votes.get(id(need), tuple(range(len(ways))))
        return [route for place in kept for route in ways[place]]


def _joined(ways: list[list[Route]]) -> list[Route]:
    return [sum(chosen, Counter()) for chosen in product(*ways)]


def carried(model: Model, *, end_to_end: bool, unknown_is_nothing: bool = False) -> tuple[Fraction | None, bool]:
    """What the top can carry per hour (None: not limited), and whether anything below is not known."""
    votes = [need for entry in model["services"].values() for need in _votes(entry)]
    found, is_known = [], True
    for kept in product(*(combinations(range(len(need["of"])), need["at_least"]) for need in votes)):
        routes = Routes(model, end_to_end=end_to_end)
        routes.votes = {id(need): one for need, one in zip(votes, kept, strict=True)}
        ways = routes.of("v0", "it")
        is_known &= None not in routes.held.values()
        held = {leaf: Fraction(0) if much is None else much for leaf, much in routes.held.items()}
        limits = [leaf for leaf in held if unknown_is_nothing or routes.held[leaf] is not None]
        found.append(_most([[way[leaf] for way in ways] for leaf in limits], [held[leaf] for leaf in limits]))
    known = [one for one in found if one is not None]
    return (min(known) if known else None), is_known


def _votes(service: Model) -> list[Model]:
    found, stack = [], list(service.get("needs", []))
    while stack:
        need = stack.pop()
        if isinstance(need, dict) and "service" not in need:
            found += [need] if "at_least" in need else []
            stack += _members(need)
    return found


def _most(rows: list[list[Any]], limits: list[Fraction]) -> Fraction | None:
    """The largest sum of amounts, none below zero, whose weighted sums keep to the limits: a simplex in fractions."""
    count = len(rows[0]) if rows else 0
    if not rows or any(all(not row[way] for row in rows) for way in range(count)):
        return None
    table = [
        [*map(Fraction, row), *(Fraction(place == other) for other in range(len(rows))), limit]
        for place, (row, limit) in enumerate(zip(rows, limits, strict=True))
    ]
    costs = [Fraction(-1)] * count + [Fraction(0)] * (len(rows) + 1)
    basis = list(range(count, count + len(rows)))
    while (enters := next((n for n, cost in enumerate(costs[:-1]) if cost < 0), None)) is not None:
        rising = [place for place, row in enumerate(table) if row[enters] > 0]
        leaves = min(rising, key=lambda place: (table[place][-1] / table[place][enters], basis[place]))
        pivot = table[leaves][enters]
        table[leaves] = [value / pivot for value in table[leaves]]
        for row in (*(row for place, row in enumerate(table) if place != leaves), costs):
            factor = row[enters]
            row[:] = [value - factor * other for value, other in zip(row, table[leaves], strict=True)]
        basis[leaves] = enters
    return costs[-1]
