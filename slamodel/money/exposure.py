"""A promise with credits in; what outages of some lengths cost, who may cause them, and what is left to us, out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from slamodel.model import Agreement, Landscape, ShareTarget, Target, TimeTarget
from slamodel.money.alone import counted_in, owed_for
from slamodel.money.credits import Owed, money_of, steps
from slamodel.money.cuts import cuts
from slamodel.money.timing import Timings, clock_of
from slamodel.propagate import Input, Promise, Role

_HOUR = 3600
LENGTHS = (("1 h", Decimal(_HOUR)), ("4 h", Decimal(4 * _HOUR)), ("24 h", Decimal(24 * _HOUR)))


class Recovery(NamedTuple):
    """What one contract below owes us for the same outage; `also` are its other services that are out with it."""

    agreement: str
    service: str
    credit: Owed
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cause:
    """What has to be out together, what we owe then, and what comes back from those who owe anything."""

    services: tuple[str, ...]
    owed: Owed
    recoveries: tuple[Recovery, ...]

    @cached_property
    def recoverable(self) -> Decimal | None:
        """What comes back, in money; None where that hangs on a price that is not known."""
        return money_of(recovery.credit for recovery in self.recoveries)

    @property
    def is_contracted(self) -> bool:
        """Whether each part that is out is of a contract."""
        return bool(self.recoveries) and sum(1 + len(one.also) for one in self.recoveries) == len(self.services)

    @cached_property
    def net(self) -> Decimal | None:
        """What is left to us; None where a price is not known. Below zero, we are paid more than we pay."""
        recoverable = self.recoverable
        return None if self.owed.money is None or recoverable is None else self.owed.money - recoverable

    @property
    def is_short(self) -> bool:
        """Whether surely less comes back than is owed."""
        if self.net is not None:
            return self.net > 0
        return not self.owed.is_nothing and all(recovery.credit.is_nothing for recovery in self.recoveries)

    @cached_property
    def burden(self) -> tuple[bool, Decimal, Decimal]:
        """What makes one cause worse than another."""
        return self.is_short, self.net if self.net is not None else Decimal(-1), self.owed.share


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A promise and an outage: the causes, the worst for us first. `is_complete`: whether these are all causes."""

    promise: str
    agreement: str
    outage: str
    length_s: Decimal
    causes: tuple[Cause, ...]
    is_complete: bool = True

    @property
    def worst(self) -> Cause:
        """The cause that costs us most."""
        return self.causes[0]


class _Member(NamedTuple):
    """One input that may be out: of its contract, or of nobody who owes anything."""

    given: Input
    agreement: Agreement | None
    target: Target | None


@dataclass(frozen=True)
class Exposed:
    """Works out the lines of one promise."""

    landscape: Landscape
    timings: Timings
    promise: Promise
    _cache: dict[tuple[object, ...], Owed] = field(default_factory=dict, repr=False)

    @cached_property
    def upper(self) -> Agreement:
        """The agreement that promises."""
        return self.landscape.agreements[self.promise.agreement]

    def lines(self) -> Iterator[MoneyLine]:
        """One for each length; none where no credit hangs on the promise, or it rests on nothing."""
        if self.promise.rests_on_nothing or not any(
            steps(self.upper, self.promise.metric, self.promise.target.priority)
        ):
            return
        sets, is_complete = self._sets
        for label, length in (*LENGTHS, *self._free(sets)):
            found = sorted((self._cause(one, length) for one in sets), key=lambda c: c.services)
            if found:
                found.sort(key=lambda cause: cause.burden, reverse=True)
                yield MoneyLine(self.promise.id, self.upper.id, label, length, tuple(found), is_complete)

    @cached_property
    def _sets(self) -> tuple[tuple[tuple[_Member, ...], ...], bool]:
        view = self.promise.direct
        if isinstance(self.promise.target, TimeTarget):
            return tuple((self._member(given),) for given in view.inputs if given.role is not Role.ASSUMED), True
        if view.structure is None or not isinstance(self.promise.target, ShareTarget):
            return (), True
        inputs = dict(zip(view.found.events, view.inputs, strict=True))
        found = cuts(view.structure)
        known = (
            tuple(self._member(inputs[e]) for e in sorted(cut)) for cut in found.sets if cut and cut <= inputs.keys()
        )
        return tuple(known), found.is_complete

    def _member(self, given: Input) -> _Member:
        agreement = self.landscape.agreements.get(given.agreement or "")
        if given.role is not Role.COMMITMENT or agreement is None:
            return _Member(given, None, None)
        return _Member(given, agreement, dict(agreement.stated).get(given.at))

    def _free(self, sets: Sequence[tuple[_Member, ...]]) -> Iterator[tuple[str, Decimal]]:
        """The longest outage for which the contracts that cause it owe nothing, by what they promise."""
        if not isinstance(self.promise.target, ShareTarget):
            return
        free = [min(known) for one in sets if (known := [a for m in one if (a := self._allowance(m)) is not None])]
        if free and max(free) > 0:
            yield "as long as the contracts below allow", max(free)

    def _allowance(self, member: _Member) -> Decimal | None:
        if member.agreement is None or member.target is None or member.given.level is None:
            return None
        level = Decimal(repr(member.given.level))
        counted = level * counted_in(self.landscape, self.timings, member.agreement, member.target)
        clock = clock_of(member.agreement, member.target)
        return self.timings.longest(clock, counted.quantize(Decimal("0.001")))

    def _cause(self, members: tuple[_Member, ...], length: Decimal) -> Cause:
        """At the timing that is worst for us."""
        pairs = [(m.agreement, m.target) for m in members if m.agreement is not None and m.target is not None]
        parties = ((self.upper, self.promise.target), *pairs)
        clocks = tuple(clock_of(agreement, target) for agreement, target in parties)
        services = tuple(member.given.service for member in members)
        names = [m.given.service for m in members if m.agreement is not None and m.target is not None]
        found = []
        for spent in sorted(self.timings.counted(clocks, length)):
            ours, *theirs = (self._owed(a, t, s, length) for (a, t), s in zip(parties, spent, strict=True))
            each = (Recovery(a.id, name, o) for (a, _), name, o in zip(pairs, names, theirs, strict=True))
            found.append(Cause(services, ours, tuple(_paid_once(each))))
        return max(found, key=lambda cause: cause.burden)

    def _owed(self, agreement: Agreement, target: Target, spent: Decimal, length: Decimal) -> Owed:
        key = (agreement.id, target.metric, target.priority, target.window, clock_of(agreement, target), spent, length)
        if key not in self._cache:
            self._cache[key] = owed_for(self.landscape, self.timings, agreement, target, spent, length)
        return self._cache[key]


def back_once(causes: Iterable[Cause]) -> Decimal | None:
    """What comes back for one outage that breaks several promises; None where a price is not known.

    It is paid once, however many they are; of different timings, or metrics, the least counts.
    """
    amounts = [cause.recoverable for cause in causes]
    known = [amount for amount in amounts if amount is not None]
    return min(known) if len(known) == len(amounts) else None


def _paid_once(each: Iterable[Recovery]) -> Iterator[Recovery]:
    """A contract pays once for one outage, however many of its services are out: the most that it owes for one."""
    found: dict[str, list[Recovery]] = {}
    for recovery in each:
        found.setdefault(recovery.agreement, []).append(recovery)
    for hits in found.values():
        most = max(hits, key=lambda hit: (hit.credit.money or Decimal(0), hit.credit.share, hit.credit.fixed))
        yield most._replace(also=tuple(hit.service for hit in hits if hit is not most))
