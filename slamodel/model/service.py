"""Services: who provides them, what they need to work, and who works on an incident or a request."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from slamodel import units
from slamodel.model.words import Duration, FrozenMap, Id, Ids, Name, Number, Rate, Share, Text, Whole, Word, listed


def _some(value: Any) -> Any:
    if isinstance(value, list) and not value:
        raise PydanticCustomError("empty", "a group needs at least one member")
    return value


class Use(Word):
    """One service that is needed; `usage` is how often one call above calls it."""

    service: Id
    usage: Number | None = None

    @property
    def members(self) -> tuple["Need", ...]:
        """A use has no members."""
        return ()


class AllOf(Word):
    """Every member has to work."""

    all_of: Annotated[tuple["Need", ...], BeforeValidator(_some)]

    @property
    def members(self) -> tuple["Need", ...]:
        """The needs inside the group."""
        return self.all_of


class InOrder(Word):
    """Every member has to work; they are called one after the other."""

    in_order: Annotated[tuple["Need", ...], BeforeValidator(_some)]

    @property
    def members(self) -> tuple["Need", ...]:
        """The needs inside the group."""
        return self.in_order


class InParallel(Word):
    """Every member has to work; they are called at the same time."""

    in_parallel: Annotated[tuple["Need", ...], BeforeValidator(_some)]

    @property
    def members(self) -> tuple["Need", ...]:
        """The needs inside the group."""
        return self.in_parallel


class AnyOf(Word):
    """One member is enough."""

    any_of: Annotated[tuple["Need", ...], BeforeValidator(_some)]

    @property
    def members(self) -> tuple["Need", ...]:
        """The needs inside the group."""
        return self.any_of


class AtLeast(Word):
    """That many members are enough."""

    at_least: Whole
    of: Annotated[tuple["Need", ...], BeforeValidator(_some)]

    @property
    def members(self) -> tuple["Need", ...]:
        """The needs inside the group."""
        return self.of

    @model_validator(mode="after")
    def _possible(self) -> "AtLeast":
        if not 1 <= self.at_least <= len(self.of):
            raise PydanticCustomError(
                "contradiction",
                "at least {least} of {count} is not possible",
                {"least": self.at_least, "count": len(self.of)},
            )
        return self


_GROUPS = ("any_of", "all_of", "in_order", "in_parallel", "at_least")


def _need_kind(value: Any) -> str | None:
    if isinstance(value, str | Use):
        return "service"
    if isinstance(value, dict):
        return next((key for key in _GROUPS if key in value), "service")
    return next((key for key in _GROUPS if hasattr(value, key)), None)


def _use(value: Any) -> Any:
    return {"service": value} if isinstance(value, str) else value


Need = Annotated[
    Annotated[Use, BeforeValidator(_use, json_schema_input_type=str | Use), Tag("service")]
    | Annotated[AnyOf, Tag("any_of")]
    | Annotated[AllOf, Tag("all_of")]
    | Annotated[InOrder, Tag("in_order")]
    | Annotated[InParallel, Tag("in_parallel")]
    | Annotated[AtLeast, Tag("at_least")],
    Discriminator(
        _need_kind, custom_error_type="shape", custom_error_message="a service or a group of services is expected here"
    ),
]


def _for_all(value: Any) -> Any:
    """A plain value counts for every priority."""
    return {"": value} if isinstance(value, str) else value


Times = Annotated[
    Mapping[str, Duration],
    BeforeValidator(_for_all, json_schema_input_type=Duration | Mapping[str, Duration]),
    FrozenMap,
]
"""Durations by priority; the key "" counts for every priority that is not named."""


class Own(Word):
    """What the provider itself adds to a service, metric by metric; further keys are metrics of the user's own."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Text]

    availability: Share | None = None
    success_rate: Share | None = None
    response: Times | None = None
    escalation: Times | None = None
    resolution: Times | None = None
    fulfilment: Times | None = None
    latency: Times | None = None
    rto: Times | None = None
    rpo: Times | None = None
    notification: Times | None = None
    throughput: Rate | None = None
    satisfaction: Text | None = None

    def time(self, metric: str, priority: str | None) -> units.Duration | None:
        """The own time for a priority, or the one that counts for all; None where unstated."""
        times: Mapping[str, units.Duration] | None = getattr(self, metric)
        return None if times is None else times.get(priority or "", times.get(""))


def _in_order(value: Any) -> Any:
    """A plain list of steps is worked through in order."""
    return [{"in_order": value}] if isinstance(value, list) and value else [] if isinstance(value, list) else [value]


class Service(Word):
    """A service, the structure of what it needs, and the hand-offs behind it."""

    id: Id
    name: Name | None = None
    provider: Id
    own: Own = Own()
    needs: Annotated[tuple[Need, ...], BeforeValidator(listed, json_schema_input_type=Need | tuple[Need, ...])] = ()
    handled_by: Ids = ()
    fulfilled_by: Annotated[
        tuple[Need, ...], BeforeValidator(_in_order, json_schema_input_type=Need | tuple[Need, ...])
    ] = ()

    @property
    def label(self) -> str:
        """The name that people know it by."""
        return self.name or self.id


def services_in(needs: tuple[Need, ...]) -> Iterator[str]:
    """Ids of all services named in a structure of needs, in reading order, repetitions included."""
    stack = list(reversed(needs))
    while stack:
        need = stack.pop()
        if isinstance(need, Use):
            yield need.service
        else:
            stack.extend(reversed(need.members))
