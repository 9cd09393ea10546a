"""Agreements: SLAs to customers, OLAs between departments, underpinning contracts (UCs) of suppliers."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from slamodel.model.target import Target, TimeTarget
from slamodel.model.term import Term
from slamodel.model.words import (
    Amount,
    Date,
    Duration,
    FrozenMap,
    Id,
    Ids,
    Level,
    Link,
    Money,
    Name,
    Number,
    Period,
    RuleCode,
    Share,
    Text,
    Truth,
    Whole,
    Word,
)

ANY = "any"
"""Stands for every customer."""

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in a model, or in an agreement: `("agreements", "sla", "targets", 0)`, `("hours",)`."""
Stated: TypeAlias = tuple[tuple[Path, Target], ...]
"""Targets, each with the place where it is written."""
Origins: TypeAlias = Mapping[Path, Path]
"""Terms of an agreement that it takes from another: where they stand in the one, and where in the model."""
_NONE: Origins = MappingProxyType({})


class AgreementKind(StrEnum):
    """The three kinds of agreement of IT service management."""

    SLA = "SLA"
    OLA = "OLA"
    UC = "UC"


class Status(StrEnum):
    """How far an agreement has come; only `agreed` ones back a promise."""

    REQUESTED = "requested"
    DRAFT = "draft"
    AGREED = "agreed"
    RETIRED = "retired"


class Credit(Word):
    """A service credit: what is owed when a metric falls below a level, or takes longer than a time.

    `per` makes it the credit for each such length begun beyond the level. In place of a credit, or beside it, stand
    the `points` that a miss scores, or the part of the pool at risk that is allocated to this metric.
    """

    metric: Id
    priority: Id | None = None
    below: Level | None = None
    above: Level | None = None
    credit: Amount | None = None
    per: Duration | None = None
    points: Number | None = None
    allocation: Share | None = None


class CreditClaim(Word):
    """How a credit is claimed."""

    within: Period | None = None
    automatic: Truth | None = None


class CreditPool(Word):
    """What is at risk in all, as a share of the price of the window, and which part of it can be allocated."""

    at_risk: Share
    pool: Share = Field(default="100 %", validate_default=True)


class Scope(Word):
    """For whom and where an agreement holds; what is not said is not limited."""

    sites: tuple[Text, ...] = ()
    regions: tuple[Text, ...] = ()
    users: Whole | None = None


class CustomerDuty(Word):
    """What the customer has to do, and which metric is relieved while it is not done."""

    duty: Text
    relieves: Id | None = None


class Priority(Word):
    """What a priority means and who sets it."""

    impact: Text | None = None
    set_by: Literal["customer", "provider", "both"] | None = None


class Down(Word):
    """When a service counts as down: from which length of an outage on, and by which sign."""

    longer_than: Duration | None = None
    when: Text | None = None


class Review(Word):
    """When the agreement is reviewed."""

    every: Period | None = None
    last: Date | None = None
    legal: Text | None = None


class Source(Word):
    """Where the figures come from."""

    document: Link | None = None
    clause: Text | None = None
    as_of: Date | None = None


class Tier(Word):
    """A level on offer, at a price."""

    price: Money | None = None
    targets: tuple[Target, ...] = ()


class Waiver(Word):
    """An accepted risk: which finding, who accepts it, why and until when."""

    rule: RuleCode
    target: Text | None = None
    owner: Text | None = None
    reason: Text | None = None
    until: Date | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The keys without which it accepts nothing, and that are not there."""
        return tuple(name for name in ("owner", "reason", "until") if getattr(self, name) is None)

    def holds_on(self, day: date) -> bool:
        """Whether it says all that it has to, and is not over on that day."""
        return self.until is not None and not self.lacking and day <= self.until

    def is_for(self, promise: str) -> bool:
        """Whether it is for a target, by its own id or as one of all."""
        return self.target in (None, promise)


class Agreement(Word):
    """One agreement between a provider and its customers, with all that FORMAT lets it say.

    Those of a landscape hold what is in effect: what they take from the agreements that they extend is theirs.
    """

    _origins: Origins = PrivateAttr(default_factory=lambda: _NONE)
    _in_effect: Stated | None = PrivateAttr(default=None)

    id: Id
    name: Name | None = None
    kind: AgreementKind
    level: Literal["corporate", "customer", "service"] = "service"
    status: Status = Status.AGREED
    extends: Ids = ()
    provider: Id
    customers: Ids
    services: Ids = ()
    term: Term = Term()
    hours: Id = "always"
    support_hours: Id | None = None
    excludes: Ids = ()
    price: Money | None = None
    targets: tuple[Target, ...] = ()
    credits: tuple[Credit, ...] = ()
    credit_cap: Share | None = None
    credit_claim: CreditClaim | None = None
    credit_minimum: Money | None = None
    credit_pool: CreditPool | None = None
    credit_for_one_event: Literal["all", "largest"] = "all"
    point_credit: Amount | None = None
    excludes_failures: tuple[Text, ...] = ()
    scope: Scope | None = None
    obligations: tuple[Text, ...] = ()
    customer_duties: tuple[CustomerDuty, ...] = ()
    clock_stops: tuple[Text, ...] = ()
    priorities: Annotated[Mapping[str, Priority], FrozenMap] = {}
    clock_starts: Literal["detected", "reported", "acknowledged"] | None = None
    clock_ends: Literal["acknowledged", "workaround", "fixed", "confirmed"] | None = None
    measured_at: Literal["user", "service", "provider-edge"] | None = None
    averaged_over: Literal["unit", "account", "region", "fleet"] | None = None
    down: Down | None = None
    reports: Text | None = None
    review: Review | None = None
    source: Source | None = None
    tier: Id | None = None
    tiers: Annotated[Mapping[str, Tier], FrozenMap] = {}
    waivers: tuple[Waiver, ...] = ()

    @model_validator(mode="after")
    def _covers_something(self) -> "Agreement":
        if not self.services and self.level == "service":
            raise PydanticCustomError("contradiction", "an agreement of level service names the services it covers")
        if not self.customers:
            raise PydanticCustomError("contradiction", "an agreement names its customers, or any")
        return self

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return self.name or self.id

    @cached_property
    def stated(self) -> Stated:
        """What it promises, each with its place: its own, the current tier's for what it leaves open, the inherited."""
        if self._in_effect is not None:
            return self._in_effect
        own = {(target.metric, target.priority) for target in self.targets}
        name, here = self.tier or "", ("agreements", self.id)
        current = self.tiers[name].targets if name in self.tiers else ()
        return (
            *(((*here, "targets", index), target) for index, target in enumerate(self.targets)),
            *(
                ((*here, "tiers", name, "targets", n), t)
                for n, t in enumerate(current)
                if not own & {(t.metric, t.priority), (t.metric, None)}
            ),
        )

    @property
    def origins(self) -> Origins:
        """Where the terms are written that it takes from other agreements; its targets tell so themselves."""
        return self._origins

    def at(self, *path: str | int) -> Path:
        """Where it is written what stands at a path in the agreement: here, or where that is taken from."""
        for end in range(len(path), 0, -1):
            if (origin := self._origins.get(path[:end])) is not None:
                return (*origin, *path[end:])
        return ("agreements", self.id, *path)

    def with_terms(self, terms: Mapping[str, Any], origins: Origins, stated: Stated) -> "Agreement":
        """The agreement with terms that it takes from others, where those are written, and all that it promises."""
        targets = tuple(target for _, target in stated)
        effective = self.model_copy(update={**terms, "targets": targets})
        effective.__dict__.pop("stated", None)  # a copy takes over what was worked out for the original
        effective._origins = MappingProxyType({**self._origins, **origins})  # noqa: SLF001 - of its own kind
        effective._in_effect = stated  # noqa: SLF001 - of its own kind
        return effective

    @property
    def time_clock(self) -> str:
        """The calendar of the time targets: the support hours, else the hours."""
        return self.support_hours or self.hours

    def clock_of(self, target: Target) -> str:
        """The calendar on which a target counts, or its clock runs."""
        return target.hours or (self.time_clock if isinstance(target, TimeTarget) else self.hours)
