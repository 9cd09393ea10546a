"""A number in; a portfolio of 2,000 agreements in which everything holds but for 20 planted causes out.

It is made of blocks of 100 agreements: five contracts with suppliers, fifteen agreements between departments that each
rest on three of them, a desk, and 79 agreements with customers on two of the fifteen. Each block has one plant.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any, NamedTuple

CONTRACTS, PLATFORMS, CUSTOMERS = 5, 15, 79
TERM = {"from": "2026-01-01", "to": "2028-12-31"}


class Plant(NamedTuple):
    """The code of what should be found, the agreement that is changed, and how."""

    code: str
    agreement: str
    changes: Mapping[str, Any]
    services: Mapping[str, Any] = {}
    more: Mapping[str, Any] = {}


def availability(level: str, **more: str) -> dict[str, str]:
    return {"metric": "availability", "at_least": level, **more}


def within(metric: str, length: str) -> dict[str, str]:
    return {"metric": metric, "within": length}


UC: Mapping[str, Any] = {"targets": [availability("99.99 %"), within("resolution", "2 h")]}
_NEGLECTED = {
    "source": {"document": "Standard terms", "as_of": "2021-03-01"},
    "review": {"every": "6 months", "last": "2024-01-15"},
}
"""What people leave lying about in every portfolio, and what is no cause of anything."""
PLANTS = (
    Plant("A101", "uc", {"targets": [availability("99.5 %"), UC["targets"][1]]}),
    Plant("A101", "ola", {}, {"own": {"availability": "99.5 %"}}),
    Plant("T201", "uc", {"targets": [UC["targets"][0], within("resolution", "20 h")]}),
    Plant("T201", "desk", {"targets": [within("resolution", "10 h")]}),
    Plant("T202", "desk", {"targets": [within("resolution", "1 h"), within("response", "3 h")]}),
    Plant("K901", "uc", {"targets": [*UC["targets"], within("rto", "30 h")]}),
    Plant("K902", "uc", {"targets": [*UC["targets"], within("rpo", "30 h")]}),
    Plant("C601", "uc", {"status": "requested"}),
    Plant("C601", "uc", {"term": {"from": "2024-01-01", "to": "2026-10-31"}}),
    Plant("C602", "uc", {"targets": UC["targets"][:1]}),
    Plant("T204", "uc", {"targets": [UC["targets"][0], within("response", "1 h")]}),
    Plant("D801", "uc", {"term": {"from": "2026-01-01", "to": "2027-03-31"}}),
    Plant("D802", "uc", {"term": {"from": "2026-01-01", "to": "2027-03-31"}}, more={"term": {"from": "2027-05-01"}}),
    Plant("T201", "uc", {"support_hours": "office"}),
    Plant("T206", "uc", {"clock_stops": ["waiting for parts"]}),
    Plant("C611", "uc", {"obligations": []}),
    Plant("C605", "uc", {"excludes_failures": ["carrier"]}),
    Plant("W502", "uc", {"averaged_over": "fleet"}),
    Plant("C604", "uc", {"targets": [availability("99.99 %", strength="aim"), UC["targets"][1]]}),
    Plant("T207", "uc", {"clock_starts": "acknowledged"}),
)
"""One for each block; the platform of a changed `ola` and the desk are the first of their block."""
_ALSO: Mapping[str, list[Any]] = {
    "T202": [("desk", "20 min"), ("sla", "1 h"), "response"],
    "K901": [("uc", "2 h"), ("ola", "4 h"), ("sla", "8 h"), "rto"],
    "K902": [("uc", "1 h"), ("ola", "1 h"), ("sla", "2 h"), "rpo"],
}
"""Targets that all agreements of a block have besides, so that its plant has something to miss."""
_TERMS: Mapping[str, Mapping[str, Any]] = {
    "C611": {"obligations": ["iso-27001"]},
    "W502": {"averaged_over": "unit"},
    "T207": {"clock_starts": "reported"},
}


def portfolio(seed: int) -> dict[str, Any]:
    """The model, with everything in another order for every seed."""
    rng = Random(seed)
    model: dict[str, Any] = {
        "slamodel": "1",
        "parties": {},
        "calendars": {"office": {"timezone": "Europe/Amsterdam", "hours": {"mon-fri": "09:00-17:00"}}},
        "services": {},
        "agreements": {},
    }
    for number, plant in _planted(seed):
        _Block(number, plant, model).fill()
    return {key: _shuffled(rng, value) if isinstance(value, dict) else value for key, value in model.items()}


def plants(seed: int) -> list[tuple[str, str]]:
    """What should be found in that order or another: the code, and the service that it is about."""
    below = {"uc": "part-{}-0", "ola": "platform-{}-0", "desk": "desk-{}"}
    return [(plant.code, below[plant.agreement].format(number)) for number, plant in _planted(seed)]


def _planted(seed: int) -> list[tuple[str, Plant]]:
    return [(f"{number:02}", plant) for number, plant in enumerate(Random(seed).sample(PLANTS, len(PLANTS)))]


def _shuffled(rng: Random, entries: dict[str, Any]) -> dict[str, Any]:
    return {key: entries[key] for key in rng.sample(sorted(entries), len(entries))}


class _Block(NamedTuple):
    """A hundred agreements in which nothing but the plant is wrong."""

    number: str
    plant: Plant
    model: dict[str, Any]

    def fill(self) -> None:
        number, services = self.number, self.model["services"]
        self.model["parties"] |= {
            f"dept-{number}": {"kind": "department", "contact": "mailto:desk@dept.example"},
            f"bank-{number}": {"kind": "customer"},
            f"host-{number}": {"kind": "supplier", "contact": "mailto:desk@host.example"},
        }
        services[f"desk-{number}"] = {"provider": f"dept-{number}"}
        for part in range(CONTRACTS):
            services[f"part-{number}-{part}"] = {"provider": f"host-{number}"}
        for place in range(PLATFORMS):
            needs = [f"part-{number}-{(place + step) % CONTRACTS}" for step in range(3)]
            entry = {"provider": f"dept-{number}", "needs": needs, "own": {"availability": "99.995 %"}}
            services[f"platform-{number}-{place}"] = {**entry, **({} if place else self.plant.services)}
        for place in range(CUSTOMERS):
            needs = [f"platform-{number}-{(place + step) % PLATFORMS}" for step in range(2)]
            handled = {"handled_by": [f"desk-{number}"]}
            services[f"shop-{number}-{place}"] = {"provider": f"front-{number}", "needs": needs, **handled}
        self.model["parties"][f"front-{number}"] = {"kind": "department", "contact": "mailto:front@dept.example"}
        self.model["agreements"] |= dict(self._agreements())

    def _agreements(self) -> Iterator[tuple[str, dict[str, Any]]]:
        number = self.number
        dept, front, host, bank = (f"{name}-{number}" for name in ("dept", "front", "host", "bank"))
        yield self._agreement("desk", "", f"desk-{number}", ("OLA", dept, front), [within("resolution", "1 h")])
        for part in range(CONTRACTS):
            contract = self._agreement("uc", f"-{part}", f"part-{number}-{part}", ("UC", host, dept), UC["targets"])
            yield contract if part else (contract[0], {**_NEGLECTED, **contract[1]})
        for place in range(PLATFORMS):
            targets = [availability("99.95 %"), within("resolution", "4 h")]
            yield self._agreement("ola", f"-{place}", f"platform-{number}-{place}", ("OLA", dept, front), targets)
        for place in range(CUSTOMERS - bool(self.plant.more)):
            targets = [availability("99.8 %"), within("resolution", "8 h")]
            yield self._agreement("sla", f"-{place}", f"shop-{number}-{place}", ("SLA", front, bank), targets)
        if self.plant.more:
            name, entry = self._agreement("uc", "-0", f"part-{number}-0", ("UC", host, dept), [])
            yield f"{name}-next", {**entry, "targets": UC["targets"], "term": {**TERM, **self.plant.more["term"]}}

    def _agreement(
        self, kind: str, place: str, service: str, made: tuple[str, str, str], targets: list[Any]
    ) -> tuple[str, dict[str, Any]]:
        form, provider, customer = made
        entry: dict[str, Any] = {
            "kind": form,
            "provider": provider,
            "customers": [customer],
            "services": [service],
            "term": TERM,
        }
        entry |= {"targets": [*targets, *self._more(kind)], **_TERMS.get(self.plant.code, {})}
        is_changed = kind == self.plant.agreement and place in ("", "-0")
        return f"{kind}-{self.number}{place}", {**entry, **(self.plant.changes if is_changed else {})}

    def _more(self, kind: str) -> Iterator[dict[str, str]]:
        *levels, metric = _ALSO.get(self.plant.code, [""])
        yield from (within(str(metric), length) for level, length in levels if level == kind)
