"""A seed goes in; a model as a plain tree, small enough to enumerate and full of traps, comes out."""

from datetime import date
from random import Random
from typing import Any

from . import COMPOSED, Verdict, verdict
from .availability import Figures
from .reading import Model, Need, Promise, links_of, promises, seconds
from .writing import percent

AS_OF = date(2026, 11, 23)
WORDS = ("portal", "billing", "search", "ledger", "mail", "orders", "scoring", "vault", "hosting", "storage", "network",
         "power")  # fmt: skip
PARTIES: Model = {
    "bank": {"kind": "customer"},
    "branch": {"kind": "customer", "part_of": "bank"},
    "it": {"kind": "department"},
    "ops": {"kind": "department", "part_of": "it"},
    "lan": {"kind": "department", "part_of": "ops"},
    "north": {"kind": "supplier"},
    "south": {"kind": "supplier"},
}
UPPER, LOWER = ("it", "it", "ops", "lan"), ("it", "ops", "lan", "north", "south", "south")
LEVELS = ("90 %", "95 %", "99 %", "99.5 %", "99.9 %", "99.9 %", "99.95 %", "99.99 %", "99.999 %", "100 %")
LIMITS = ("5 min", "10 min", "15 min", "30 min", "1 h", "2 h", "4 h", "8 h", "1 d")
KEPT = ("90 %", "95 %", "99 %", "99.5 %")
TIMES = ("resolution", "fulfilment", "notification", "rto", "rpo", "latency")
CALENDARS: Model = {
    "office": {"timezone": "Europe/London", "hours": {"mon-fri": "08:00-18:00"}},
    "early": {"timezone": "Europe/London", "hours": {"mon-fri": "06:00-15:30", "sat": "09:00-13:00"}},
    "berlin": {"timezone": "Europe/Berlin", "hours": {"mon-fri": "09:00-12:00, 13:00-18:00"}},
    "east": {"timezone": "America/New_York", "hours": {"mon-fri": "08:00-20:00"}},
    "nights": {"timezone": "Europe/London", "hours": {"mon-sun": "18:00-08:00"}},
    "days": {"timezone": "Europe/London", "hours": {"mon-sun": "08:00-18:00"}},
}
MAINTENANCE: Model = {
    "sunday": {"timezone": "Europe/London", "hours": {"sun": "02:00-06:00"}},
    "tuesday": {"timezone": "Europe/Berlin", "hours": {"tue": "16:00-20:00"}, "at_most": "4 h per month"},
    "evenings": {"timezone": "America/New_York", "hours": {"mon-fri": "12:00-15:00"}, "at_most": "90 min per week"},
    "any-time": {"timezone": "Europe/London", "hours": {"mon-sun": "00:00-24:00"}, "at_most": "1 d per year"},
}
WINDOWS = ("week", "month", "month", "quarter", "year", "rolling 30 d", "rolling 7 d")
TRAPS: tuple[Model, ...] = (
    {"status": "draft"},
    {"status": "retired"},
    {"status": "requested"},
    {"term": {"from": "2025-01-01", "to": "2026-11-22"}},
    {"term": {"from": "2026-11-24", "to": "2027-12-31"}},
)


class Draw:
    """One random model in the making."""

    def __init__(self, rng: Random, size: int) -> None:
        """Services in order, so that needs point forward and never run in circles."""
        self.rng = rng
        self.names = WORDS[: min(size, len(WORDS))]
        self.metric = rng.choice(TIMES)
        self.priority = rng.choice((None, None, "P1"))
        self.services = {name: self.service(place) for place, name in enumerate(self.names)}
        self.agreements: Model = {}

    def chance(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.rng.random() < share

    def service(self, place: int) -> Model:
        """A provider, perhaps a part of its own, and links to later services."""
        rest = self.names[place + 1 :]
        service: Model = {"provider": self.rng.choice(UPPER if place < len(self.names) // 2 else LOWER)}
        own = {"availability": self.rng.choice(LEVELS)} if self.chance(0.4) else {}
        own |= {metric: self.rng.choice(LIMITS) for metric in self.time_metrics() if self.chance(0.4)}
        if own:
            service["own"] = own
        if rest and (place < 2 or self.chance(0.5)):
            service["needs"] = self.needs(self.some(rest, 4), nested=True)
        if rest and self.metric == "resolution" and self.chance(0.5):
            service["handled_by"] = self.some(rest, 3)
        if rest and self.metric == "fulfilment" and self.chance(0.7):
            service["fulfilled_by"] = self.steps(self.some(rest, 4))
        return service

    def some(self, names: tuple[str, ...], most: int) -> list[str]:
        """A few different ones, in any order."""
        return self.rng.sample(names, self.rng.randint(1, min(most, len(names))))

    def needs(self, names: list[str], *, nested: bool) -> list[Need]:
        """A list of needs over the names: all plain, or partly alternatives."""
        if len(names) < 2 or self.chance(0.3):
            return list(names)
        cut = self.rng.randint(0, len(names) - 2)
        plain, group = names[:cut], names[cut:]
        inner: list[Need] = list(group)
        if nested and len(group) > 2 and self.chance(0.5):
            inner = [group[0], {"all_of": self.needs(group[1:], nested=False)}]
        elif nested and self.chance(0.3):
            inner = [*group[:-1], {"all_of": [group[-1], self.rng.choice(group[:-1])]}]
        if len(inner) > 2 and self.chance(0.6):
            return [*plain, {"at_least": self.rng.randint(2, len(inner) - 1), "of": inner}]
        return [*plain, {"any_of": inner} if self.chance(0.8) else {"in_parallel": inner}]

    def steps(self, names: list[str]) -> list[Need]:
        """A request's way: in order, perhaps with two beside each other."""
        if len(names) < 2 or self.chance(0.4):
            return list(names)
        return [*names[:-2], {self.rng.choice(("in_parallel", "any_of")): names[-2:]}]

    def time_metrics(self) -> tuple[str, ...]:
        """The metric of this model with those that go with it."""
        return ("resolution", "escalation", "response") if self.metric == "resolution" else (self.metric,)

    def agree(self, kind: str, service: str, customers: Any, **terms: Any) -> None:
        """Write one agreement over one service, perhaps with something missing."""
        targets: list[Model] = []
        if self.chance(0.93):
            targets.append({"metric": "availability", "at_least": self.rng.choice(LEVELS)})
        stated = [name for name in self.time_metrics() if self.chance(0.6 if name == "escalation" else 0.93)]
        targets += [self.time_target(metric) for metric in stated]
        if targets:
            name = f"{kind.lower()}-{service}-{len(self.agreements):02d}"
            provider = self.services[service]["provider"]
            self.agreements[name] = {
                "kind": kind, "provider": provider, "customers": customers, "services": [service], **terms,
                "targets": targets,
            }  # fmt: skip

    def time_target(self, metric: str) -> Model:
        """A limit, perhaps for some of the cases and for one priority."""
        target: Model = {"metric": metric, "within": self.rng.choice(LIMITS)}
        if self.chance(0.4) and metric != "rpo":
            target["in"] = self.rng.choice(KEPT)
        if self.priority and self.chance(0.8):
            target["priority"] = self.priority
        return target

    def back(self, service: str, consumer: str) -> None:
        """What a provider has agreed with a consumer: at some distance, perhaps twice, perhaps nothing, with traps."""
        kind = "UC" if PARTIES[self.services[service]["provider"]]["kind"] == "supplier" else "OLA"
        parent = PARTIES[consumer].get("part_of")
        roll = self.rng.random()
        if self.chance(0.15):
            self.agree(kind, service, [consumer], **self.rng.choice(TRAPS))
        if roll > 0.1:
            self.agree(kind, service, "any" if roll < 0.23 else [parent] if parent and roll < 0.42 else [consumer])
        if roll > 0.9:
            self.agree(kind, service, [consumer])
        if self.chance(0.1):
            self.agree(kind, service, "any")


def random_model(rng: Random, size: int) -> Model:
    """A model of at most `size` services (12 at most): nested, shared, over several owners, with gaps and traps."""
    draw = Draw(rng, size)
    for service in draw.services.values():
        for link in sorted(links_of([service.get(key, []) for key in ("needs", "handled_by", "fulfilled_by")])):
            if draw.services[link]["provider"] != service["provider"]:
                draw.back(link, service["provider"])
    for name in draw.names[: rng.randint(1, 2)]:
        customers = rng.choice(("any", ["bank"], ["branch", "bank"]))
        draw.agree("SLA", name, customers, status=rng.choice(("agreed", "requested")))
    model = {"slamodel": "1", "parties": PARTIES, "services": draw.services, "agreements": draw.agreements}
    tie_promises(rng, model)
    return model


def with_hours(rng: Random, model: Model) -> Model:
    """The same model, its agreements counting by calendars of one or two zones, in windows, without maintenance."""
    zones = rng.choice((("Europe/London",), ("Europe/London", "Europe/Berlin"), ("Europe/London", "America/New_York")))
    calendars, maintenance = (
        sorted(name for name, entry in entries.items() if entry["timezone"] in zones)
        for entries in (CALENDARS, MAINTENANCE)
    )
    for agreement in model["agreements"].values():
        if rng.random() < 0.6:
            agreement["hours"] = rng.choice(calendars)
        if rng.random() < 0.4:
            agreement["excludes"] = rng.sample(maintenance, rng.randint(1, min(2, len(maintenance))))
        for target in agreement["targets"]:
            if target["metric"] == "availability" and rng.random() < 0.4:
                target["window"] = rng.choice(WINDOWS)
    return {**model, "calendars": CALENDARS, "maintenance": MAINTENANCE}


def in_half_hours(text: str) -> str:
    """The next half hours from a time in seconds or minutes."""
    return f"{-(-seconds(text) // 1800) * 30} min"


def with_clocks(rng: Random, model: Model, first: str, last: str) -> Model:
    """The same model with clocks: one for each promise, and for each service or, here and there, each of its customers.

    Of several times that one customer has for a service the longer is the longer, as these run on one clock. Terms are
    the same few days, some of them off; all times are in half hours.
    """
    stated = [target for agreement in model["agreements"].values() for target in agreement["targets"]]
    for times in (*stated, *(service.get("own", {}) for service in model["services"].values())):
        times.update({key: in_half_hours(text) for key, text in times.items() if text.endswith((" s", "min"))})
    calendars = dict(CALENDARS)
    for name in rng.sample(sorted(calendars), 2):
        calendars[name] = {**calendars[name], "holidays": {"dates": [f"{first[:8]}{rng.randint(23, 30)}"]}}
    names = [*rng.sample(sorted(calendars), rng.randint(1, 4)), "always"]
    clocks = {service: rng.choice(names) for service in model["services"]}
    of_customers: dict[str, str] = {}
    for name, agreement in model["agreements"].items():
        (service, *_), customers = agreement["services"], str(agreement["customers"])
        own = rng.choice(names) if rng.random() < 0.3 else clocks[service]
        clock = of_customers.setdefault(service + customers, own)
        agreement["support_hours"] = rng.choice(names) if name.startswith("sla") else clock
        is_over = agreement.get("term", {}).get("to", last) < last
        agreement["term"] = {"from": "2025-01-01", "to": "2025-12-31"} if is_over else {"from": first, "to": last}
    return {**model, "calendars": calendars}


def tie_promises(rng: Random, model: Model) -> None:
    """Let half of the promises to customers say exactly what is supported: there the verdict tips."""
    for promise in list(promises(model, AS_OF)):
        if promise.metric in COMPOSED and promise.id.startswith("sla-") and rng.random() < 0.5:
            promise_exactly(rng, model, promise, verdict(model, AS_OF, promise))


def promise_exactly(rng: Random, model: Model, promise: Promise, found: Verdict) -> None:
    """Set one promise to one of the figures found for it."""
    view = rng.choice((found.direct, found.end_to_end))
    target = next(
        target
        for target in model["agreements"][promise.id.split("/")[0]]["targets"]
        if (target["metric"], target.get("priority")) == (promise.metric, promise.priority)
    )
    if isinstance(view, Figures):
        target["at_least"] = percent(rng.choice((view.guaranteed, view.independent)))
    elif view.seconds > 0:
        target["within"] = f"{view.seconds} s"
        kept = rng.choice((view.guaranteed, view.independent))
        if kept > 0:
            target["in"] = percent(1 - float(kept))
