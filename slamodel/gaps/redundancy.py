"""Alternatives that rest on the same thing: A104."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import SHARES, AnyOf, AtLeast, Need, Service, Use, services_in
from slamodel.model.party import PartyKind
from slamodel.propagate import Promise
from slamodel.units import share_of


def a104(context: Context) -> Iterator[Finding]:
    """Alternatives rest on the same service further down, or are all sold by the same supplier.

    Every group of `any_of`, and of `at_least` where not all members are needed, is followed down through the needs. The
    finding names a service whose failure alone leaves too few alternatives, else a supplier (with those it is part of)
    behind too many of them.

    **Why it matters.** The alternatives look like insurance and fail together. With a shared service the end-to-end
    figures show it; a shared supplier shows in no figure, since separate contracts count as separate outages.

    **How to fix it.** Move one alternative to something else, or ask of the shared part what the promise needs.

    **Example.** Two internet lines from two sellers, both of whom rent the same cable.
    """
    reach = _Reach(context)
    for name in sorted(context.under_promise):
        for need, place in _groups(context.landscape.services[name]):
            yield from _finding(context, reach, name, need, place)


def _groups(service: Service) -> Iterator[tuple[AnyOf | AtLeast, int]]:
    """Groups of a service's needs in which something may fail, at any depth, with the index of the need they are in."""
    for index, top in enumerate(service.needs):
        stack: list[Need] = [top]
        while stack:
            need = stack.pop()
            if isinstance(need, AnyOf | AtLeast) and _spare(need) > 0:
                yield need, index
            stack.extend(reversed(need.members))


def _spare(need: Need) -> int:
    """How many members of a group may fail before the group fails."""
    if isinstance(need, AnyOf):
        return len(need.members) - 1
    return len(need.members) - need.at_least if isinstance(need, AtLeast) else 0


@dataclass(slots=True)
class _Reach:
    """For every service, the services without which it cannot work, itself included, as bits of one number."""

    context: Context
    bits: dict[str, int] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    def of(self, need: Need) -> int:
        """What a need cannot do without; what lies below is worked out first, without recursion over services."""
        for name in services_in((need,)):
            self._learn(name)
        return self._combined(need)

    def decoded(self, bits: int) -> list[str]:
        """The services behind the bits."""
        found = []
        while bits:
            lowest = bits & -bits
            found.append(self.names[lowest.bit_length() - 1])
            bits ^= lowest
        return found

    def _learn(self, name: str) -> None:
        stack = [name]
        while stack:
            current = stack[-1]
            entry = None if current in self.context.graph.beyond_order else self.context.landscape.services.get(current)
            pending = [below for below in self.context.graph.needs[current] if below not in self.known] if entry else []
            if current not in self.known and pending:
                stack.extend(pending)
                continue
            stack.pop()
            if current not in self.known:
                below = (self._combined(need) for need in entry.needs) if entry else ()
                self.known[current] = reduce(or_, below, self._bit(current))

    def _bit(self, name: str) -> int:
        if name not in self.bits:
            self.bits[name] = 1 << len(self.names)
            self.names.append(name)
        return self.bits[name]

    def _combined(self, need: Need) -> int:
        if isinstance(need, Use):
            return self.known.get(need.service) or self._bit(need.service)
        return _in_at_least([self._combined(member) for member in need.members], _spare(need) + 1)


def _in_at_least(masks: Sequence[int], count: int) -> int:
    """The bits that are set in at least so many of the masks."""
    seen = [-1, *([0] * count)]
    for mask in masks:
        for times in range(count, 0, -1):
            seen[times] |= seen[times - 1] & mask
    return seen[count]


class _Cause(NamedTuple):
    """Why the alternatives of a group are none: a service below (or none), whom to talk to, and the words for it."""

    service: str
    party: str
    words: str
    level: float | None = None


def _finding(context: Context, reach: _Reach, name: str, need: AnyOf | AtLeast, place: int) -> Iterator[Finding]:
    branches = [reach.of(member) for member in need.members]
    failing, promise = _spare(need) + 1, context.under_promise[name]
    cause = _shared_service(context, reach, branches, failing, promise)
    cause = cause or _shared_supplier(context, reach, branches, failing, _root(context, context.provider(name)))
    if cause is None:
        return
    label = context.landscape.label
    members = [" with ".join(label(s) for s in dict.fromkeys(services_in((member,)))) for member in need.members]
    enough = len(members) - failing + 1
    too_many = "all of them" if failing == len(members) else f"{failing} of them"
    path = context.way(promise, name)
    yield Finding(
        "A104",
        Severity.WARNING,
        f"{enough} of the {len(members)} alternatives of {label(name)} ({wording.listed(members, 4)})"
        f" {'is' if enough == 1 else 'are'} meant to be enough, yet {too_many} {cause.words}",
        promise.agreement,
        promise.id,
        (*path, cause.service) if cause.service else path,
        context.provider(name),
        cause.party,
        None if promise.promised is None or promise.metric not in SHARES else share_of(promise.promised),
        None if cause.level is None else share_of(cause.level),
        ("services", name, "needs", place),
    )


def _shared_service(
    context: Context, reach: _Reach, branches: list[int], failing: int, promise: Promise
) -> _Cause | None:
    shared = reach.decoded(_in_at_least(branches, failing))
    if not shared:
        return None
    # A service that the model names and does not have is in reach, and nothing is known below it.
    below = reduce(or_, (reach.known.get(service, 0) & ~reach.bits[service] for service in shared))
    nearest = sorted(service for service in shared if not reach.bits[service] & below)
    party, level = context.provider(nearest[0]), _level(promise, nearest[0])
    names = wording.listed([context.landscape.label(service) for service in nearest])
    remains = "its own level" if level is None else f"its {wording.share(level)}"
    words = (
        f"rest on {names}. While it is down too few of them work: what remains of the redundancy is {remains}. Move an"
        f" alternative to something else, or ask {context.landscape.party_label(party)} for what the promise needs."
    )
    return _Cause(nearest[0], party, words, level)


def _shared_supplier(context: Context, reach: _Reach, branches: list[int], failing: int, own: str) -> _Cause | None:
    """A supplier behind too many branches; not the one whose own service it is, who may well double its own parts."""
    behind: Counter[str] = Counter()
    for branch in branches:
        behind.update({_root(context, context.provider(service)) for service in reach.decoded(branch)} - {"", own})
    found = min((supplier for supplier, count in behind.items() if count >= failing), default=None)
    if found is None:
        return None
    words = (
        f"come from one supplier, {context.landscape.party_label(found)}. One disturbance there may take them together,"
        " while the figures count their outages as separate. Spread them over suppliers, or have it agreed what keeps"
        " them apart."
    )
    return _Cause("", found, words)


def _level(promise: Promise, service: str) -> float | None:
    """The level at which a promise of a share counts a service, end to end."""
    if promise.metric not in SHARES:
        return None
    return next((given.level for given in promise.end_to_end.inputs if given.service == service), None)


def _root(context: Context, party: str) -> str:
    """The supplier that a supplier belongs to in the end; empty for any other party."""
    parties = context.landscape.parties
    if party not in parties or parties[party].kind is not PartyKind.SUPPLIER:
        return ""
    *_, root, _any = context.graph.ancestry(party)
    return root
