"""A seed goes in; a model of contracts with tiers comes out, and the least price for its promises, by trying all.

Written apart from the engine: structures become minimal cut sets, what shares nothing adds up, and every combination of
tiers is looked at.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import product
from random import Random
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

Need: TypeAlias = Any
Cut: TypeAlias = frozenset[str]
Array: TypeAlias = NDArray[np.float64]

LEVELS = ("98", "99", "99.5", "99.8", "99.9", "99.95", "99.99")
CLOSE = 1e-12


class Contract(NamedTuple):
    """What an agreement covers, and its tiers: how much of the time it allows to be down, and its price."""

    services: tuple[str, ...]
    down: tuple[float, ...]
    prices: tuple[int, ...]


class Promise(NamedTuple):
    """A service and what is promised on it: so much down, or what the tier of a contract says."""

    service: str
    allowed: float | None
    contract: str | None


class Case(NamedTuple):
    """A model as a tree, and the same for those who try all."""

    tree: dict[str, Any]
    contracts: dict[str, Contract]
    needs: dict[str, list[Need]]
    inside: frozenset[str]
    promises: tuple[Promise, ...]
    today: dict[str, int]


class Least(NamedTuple):
    """How many promises fail at least, and the least price at which no more do, against today's."""

    failing: int
    price: int


def least(case: Case, basis: str) -> Least:
    """Try all combinations of tiers."""
    names = list(case.contracts)
    failing: Any = np.zeros((1,) * len(names), dtype=np.int8)
    for promise in case.promises:
        allowed = _allowed(case, names, promise)
        fails = [_down(case, names, promise, basis, opened) > allowed + CLOSE for opened in (False, True)]
        failing = failing + (fails[0] | fails[1])
    price: Any = np.zeros((1,) * len(names), dtype=np.int32)
    for place, name in enumerate(names):
        price = price + _along(names, place, case.contracts[name].prices)
    fewest = int(failing.min())
    held, prices = np.broadcast_arrays(failing == fewest, price)
    today = sum(contract.prices[case.today[name]] for name, contract in case.contracts.items())
    return Least(fewest, int(prices[held].min()) - today)


def _along(names: Sequence[str], place: int, values: Sequence[float]) -> Any:
    made = np.array(values)
    return made.astype(np.int32 if made.dtype == np.int64 else made.dtype).reshape(
        [-1 if place == other else 1 for other in range(len(names))]
    )


def _allowed(case: Case, names: list[str], promise: Promise) -> Any:
    if promise.contract is None:
        return np.full((1,) * len(names), promise.allowed)
    return _along(names, names.index(promise.contract), case.contracts[promise.contract].down)


def _down(case: Case, names: list[str], promise: Promise, basis: str, opened: bool) -> Any:
    """What is down for each combination, at worst or on average."""
    owner = {service: name for name, contract in case.contracts.items() for service in contract.services}
    cuts = _minimal(_cuts(["all", *case.needs[promise.service]], case, opened))
    work = _at_worst if basis == "guaranteed" else _by_chance
    parts = [_part(case, names, owner, part, work) for part in _apart(cuts)]
    if basis == "guaranteed":
        return np.minimum(1.0, sum(parts))
    return 1.0 - reduce(np.multiply, [1.0 - part for part in parts])


def _part(case: Case, names: list[str], owner: dict[str, str], cuts: list[Cut], work: Callable[..., float]) -> Any:
    events = sorted(frozenset().union(*cuts))
    holders = sorted({owner[event] for event in events}, key=names.index)
    shape = [len(case.contracts[name].down) if name in holders else 1 for name in names]
    found = np.zeros([size for name, size in zip(names, shape, strict=True) if name in holders])
    for tiers in product(*(range(len(case.contracts[name].down)) for name in holders)):
        level = {name: case.contracts[name].down[tier] for name, tier in zip(holders, tiers, strict=True)}
        found[tiers] = work(cuts, {event: level[owner[event]] for event in events})
    return found.reshape(shape)


def _at_worst(cuts: list[Cut], down: dict[str, float]) -> float:
    if len(cuts) == 1:
        return min(down[event] for event in cuts[0])
    rows = [[float(event in cut) for cut in cuts] for event in down]
    scale = max(1e-9, *down.values())
    limits = [level / scale for level in down.values()]
    solved = linprog([-1.0] * len(cuts), [*rows, [1.0] * len(cuts)], [*limits, 1.0 / scale])
    return float(-solved.fun * scale)


def _by_chance(cuts: list[Cut], down: dict[str, float]) -> float:
    found = 0.0
    for states in product((False, True), repeat=len(down)):
        failed = {event for event, state in zip(down, states, strict=True) if state}
        if any(cut <= failed for cut in cuts):
            found += float(np.prod([q if event in failed else 1.0 - q for event, q in down.items()]))
    return found


def _cuts(need: Need, case: Case, opened: bool) -> list[Cut]:
    if isinstance(need, str):
        is_open = need in case.needs and (opened or need in case.inside)
        return _cuts(["all", *case.needs[need]], case, opened) if is_open else [frozenset([need])]
    kind, *members = need
    below = [_cuts(member, case, opened) for member in members if not isinstance(member, int)]
    if kind == "all":
        return _minimal(cut for cuts in below for cut in cuts)
    return _minimal(
        frozenset().union(*chosen) for group in _failing(kind, members, below) for chosen in product(*group)
    )


def _failing(kind: str, members: list[Need], below: list[list[Cut]]) -> Iterable[list[list[Cut]]]:
    """Which members together bring an alternative down: all of them, or all but one for two of three."""
    if kind == "any":
        return [below]
    return [[below[i] for i in range(len(below)) if i != spared] for spared in range(len(below))]


def _minimal(cuts: Iterable[Cut]) -> list[Cut]:
    every = set(cuts)
    return sorted((cut for cut in every if not any(other < cut for other in every)), key=sorted)


def _apart(cuts: list[Cut]) -> list[list[Cut]]:
    """Cut sets in groups that have no event in common."""
    groups: list[list[Cut]] = []
    for cut in cuts:
        touching = [group for group in groups if any(cut & other for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([cut, *(other for group in touching for other in group)])
    return groups


class Draw:
    """A model in the making."""

    def __init__(self, rng: Random, most: int, *, is_full: bool) -> None:
        self.rng = rng
        self.fewest = 3 if is_full else 1
        self.contracts: dict[str, Contract] = {}
        self.today: dict[str, int] = {}
        self.leaves: list[str] = []
        for number in range(most - 1 if is_full else rng.randint(2, most)):
            services = tuple(f"leaf-{number}{end}" for end in ("ab" if rng.random() < 0.2 else "a"))
            self.contract(f"uc-{number}", services)
            self.leaves += services

    def contract(self, name: str, services: tuple[str, ...], most: int = 4) -> None:
        """Some tiers, the better ones dearer, mostly."""
        count = self.rng.randint(min(self.fewest, most), most)
        levels = sorted(self.rng.sample(LEVELS, count), key=float)
        prices = sorted(self.rng.sample(range(10, 400), count))
        self.contracts[name] = Contract(services, tuple(round(1 - float(x) / 100, 10) for x in levels), tuple(prices))
        self.today[name] = self.rng.randrange(count)

    def needs(self, pool: list[str], most: int) -> list[Need]:
        """A chain of single services, pairs and two of three, perhaps with something shared between them."""
        rng = self.rng
        most = min(most, len(pool))
        names = rng.sample(pool, most if self.fewest > 1 else rng.randint(1, most))
        found: list[Need] = []
        while names:
            roll = rng.random()
            if roll < 0.35 and len(names) >= 3:
                found.append(["two", *(names.pop() for _ in range(3))])
            elif roll < 0.65 and len(names) >= 2:
                pair: list[Need] = [names.pop(), names.pop()]
                if rng.random() < (0.4 if self.fewest == 1 else 0.1):
                    pair[0] = ["all", pair[0], rng.choice(pool)]
                found.append(["any", *pair])
            else:
                found.append(names.pop())
        return found


def case(seed: int, most: int, *, is_full: bool = False) -> Case:
    """A random model with up to so many contracts; a full one has as many, with three or four tiers each."""
    rng = Random(seed)
    draw = Draw(rng, most, is_full=is_full)
    needs: dict[str, list[Need]] = {}
    pool = list(draw.leaves)
    if is_full or (rng.random() < 0.5 and len(draw.contracts) < most):
        needs["middle"] = draw.needs(draw.leaves, 3)
        draw.contract("ola-middle", ("middle",), 3)
        pool.append("middle")
    inside: frozenset[str] = frozenset()
    if rng.random() < 0.4:
        needs["inner"] = draw.needs(pool, 2)
        inside = frozenset(["inner"])
        pool.append("inner")
    promises = [Promise("middle", None, "ola-middle")] if "middle" in needs else []
    for number in range(3 if is_full else rng.randint(1, 3)):
        needs[f"top-{number}"] = draw.needs(pool, 5)
        promises.append(Promise(f"top-{number}", round(1 - float(_level(rng)) / 100, 10), None))
    made = _used(Case({}, draw.contracts, needs, inside, tuple(promises), draw.today))
    return made._replace(tree=_tree(made))


def _used(case: Case) -> Case:
    """The same without what no promise to customers rests on."""
    waiting: list[Need] = [promise.service for promise in case.promises if promise.contract is None]
    used = set()
    while waiting:
        need = waiting.pop()
        if isinstance(need, str):
            used.add(need)
            waiting.extend(case.needs.get(need, ()))
        else:
            waiting.extend(need[1:])
    return case._replace(
        contracts={name: contract for name, contract in case.contracts.items() if used & {*contract.services}},
        needs={name: needs for name, needs in case.needs.items() if name in used},
        promises=tuple(promise for promise in case.promises if promise.service in used),
    )


def _level(rng: Random) -> str:
    return rng.choice(("97", "98", "98.9", "99", "99.2", "99.5", "99.7", "99.8", "99.85", "99.9", "99.94"))


def _tree(case: Case) -> dict[str, Any]:
    services = {name: {"provider": "ops" if name == "middle" else "it", "needs": [*map(_written, needs)]}
                for name, needs in case.needs.items()}  # fmt: skip
    services |= {s: {"provider": "maker"} for c in case.contracts.values() for s in c.services if s not in services}
    agreements = {name: _agreement(case, name, contract) for name, contract in case.contracts.items()}
    for promise in case.promises:
        if promise.contract is None:
            agreements[f"sla-{promise.service}"] = {
                "kind": "SLA", "provider": "it", "customers": ["shop"], "services": [promise.service],
                "targets": [_target(promise.allowed or 0.0)],
            }  # fmt: skip
    parties = {"shop": "customer", "it": "department", "ops": "department", "maker": "supplier"}
    return {
        "slamodel": "1",
        "currency": "EUR",
        "parties": {name: {"kind": kind} for name, kind in parties.items()},
        "services": services,
        "agreements": agreements,
    }


def _agreement(case: Case, name: str, contract: Contract) -> dict[str, Any]:
    is_inner = name == "ola-middle"
    tiers = {
        f"tier-{n}": {"price": f"{price} per year", "targets": [_target(down)]}
        for n, (down, price) in enumerate(zip(contract.down, contract.prices, strict=True))
    }
    return {
        "kind": "OLA" if is_inner else "UC", "provider": "ops" if is_inner else "maker", "customers": "any",
        "services": list(contract.services), "tier": f"tier-{case.today[name]}", "tiers": tiers,
    }  # fmt: skip


def _target(down: float) -> dict[str, str]:
    return {"metric": "availability", "at_least": f"{round(100 * (1 - down), 8):.10g} %"}


def _written(need: Need) -> Any:
    if isinstance(need, str):
        return need
    kind, *members = need
    inner = [*map(_written, members)]
    return {"at_least": "2", "of": inner} if kind == "two" else {f"{kind}_of": inner}
