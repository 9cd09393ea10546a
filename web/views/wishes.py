"""The fields of an address or a form in; what somebody wants to try out, and the same as fields again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ..forms.written import sort_of, written
from .places import sort_at

LEVEL, NEW, TIER, COUNTED = "level:", "new:", "tier:", "counted"
WITHOUT, INSTEAD, ALSO = "without", "instead:", "also:"
STARTS = ("promise", "agreement", "service")
_LONGEST = 200
_MOST = 500
"""Fields that are looked at: more than anybody fills in, and few enough to be quick about."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants to try; a place is a path with slashes, such as `agreements/uc/targets/0/at_least`.

    `levels` are texts by place as models write them, `new` texts by what nobody has committed to, `tiers` names by
    agreement, `counted` the maintenance that is to count, as agreement and window, `without` the places of needs to go
    without, `instead` services by the place of the need for which they are an alternative, `also` services by the
    service that would need them too. The starts say what is offered to be changed.
    """

    promise: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    tiers: Mapping[str, str] = field(default_factory=dict)
    counted: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    def starts(self) -> Iterator[tuple[str, str]]:
        """The starts as fields."""
        for kind in STARTS:
            yield from ((kind, name) for name in getattr(self, kind))

    def changes(self) -> Iterator[tuple[str, str]]:
        """What is to be changed as fields."""
        yield from ((LEVEL + place, text) for place, text in self.levels.items())
        yield from ((NEW + key, text) for key, text in self.new.items())
        yield from ((TIER + agreement, name) for agreement, name in self.tiers.items())
        yield from ((COUNTED, place) for place in self.counted)
        yield from ((WITHOUT, place) for place in self.without)
        yield from ((INSTEAD + place, service) for place, service in self.instead.items())
        yield from ((ALSO + service, other) for service, other in self.also.items())

    def fields(self) -> tuple[tuple[str, str], ...]:
        """All of it as fields."""
        return (*self.starts(), *self.changes())


def wishes(fields: Iterable[tuple[str, str]]) -> Wishes:
    """What fields say.

    `take` is a level that was offered and pressed, so that it comes before what is typed there; `drop` a start that is
    no longer wanted.
    """
    said = [(key, value.strip()) for key, value in fields if value.strip() and len(key) + len(value) <= _LONGEST * 2]
    said = list(dict.fromkeys(said))[:_MOST]
    taken = [value.partition("=")[::2] for key, value in said if key == "take"]
    said += [(key if key.startswith(NEW) else LEVEL + key.removeprefix(LEVEL), value) for key, value in taken]
    levels, new = _after(LEVEL, said), _after(NEW, said)
    dropped = {tuple(value.partition("=")[::2]) for key, value in said if key == "drop"}
    started = [pair for pair in said if pair not in dropped]
    promise, agreement, service = (tuple(value for key, value in started if key == kind) for kind in STARTS)
    return Wishes(
        promise,
        agreement,
        service,
        levels=MappingProxyType({place: written(text, sort_at(place)) for place, text in levels.items()}),
        new=MappingProxyType({key: written(text, sort_of(key.rpartition(":")[2])) for key, text in new.items()}),
        tiers=MappingProxyType(_after(TIER, said)),
        counted=tuple(value for key, value in said if key == COUNTED),
        without=tuple(value for key, value in said if key == WITHOUT),
        instead=MappingProxyType(_after(INSTEAD, said)),
        also=MappingProxyType(_after(ALSO, said)),
    )


def _after(prefix: str, said: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key.removeprefix(prefix): value for key, value in said if key.startswith(prefix)}
