"""Checked agreements in; out what is in effect in each, with what it takes from those that it extends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from slamodel.load.entries import Entries
from slamodel.load.extends import left_out
from slamodel.model import Agreement, Scale, Target
from slamodel.model.agreement import Path, Stated
from slamodel.model.stricter import Clock, implies
from slamodel.model.words import frozen_map

Overrides = Literal["specific", "strictest"]

WHOLE = (
    "hours",
    "support_hours",
    "excludes",
    "excludes_failures",
    "customer_duties",
    "clock_stops",
    "clock_starts",
    "clock_ends",
    "measured_at",
    "averaged_over",
    "down",
    "scope",
    "reports",
)
"""Taken as a whole, unless the agreement states it itself."""
RELIEVING = ("excludes", "excludes_failures", "customer_duties", "clock_stops")
"""What relieves the provider: where the strictest counts, only what all name that state it."""
CREDITS = (
    "credits",
    "credit_cap",
    "credit_claim",
    "credit_minimum",
    "credit_pool",
    "credit_for_one_event",
    "point_credit",
)
"""All about credits."""
TOGETHER = ("credits", "credit_cap", "credit_pool", "point_credit")
"""Taken together, unless the agreement states any of them itself: a cap is made for its steps. The others go singly."""
PIECEWISE = ("priorities", "obligations", "review", "targets")
"""Taken piece by piece: each priority, each obligation, how often it is reviewed, the targets of each metric."""
NEVER = (
    "id",
    "name",
    "kind",
    "level",
    "status",
    "extends",
    "provider",
    "customers",
    "services",
    "term",
    "price",
    "source",
    "tier",
    "tiers",
    "waivers",
)
"""What every agreement says for itself."""


MOST_TAKEN = 100_000
"""Targets, obligations and priorities that all agreements which extend others may hold together."""


class Resolved(NamedTuple):
    """Agreements with what is in effect in each, and as they are written those of them that extend others."""

    effective: Mapping[str, Agreement]
    written: Mapping[str, Agreement]


def resolve(entries: Entries, overrides: Overrides) -> Resolved:
    """Let agreements take what they do not state; those that extend what cannot be used are left out."""
    agreements: dict[str, Agreement] = entries.sections["agreements"]
    written = {name: agreement for name, agreement in agreements.items() if agreement.extends}
    if not written:
        return Resolved(agreements, written)
    for name in left_out(entries):
        written.pop(name, None)
    effective, held = dict(agreements), 0
    for name in _in_order(written):
        bases = [effective[base] for base in written[name].extends]
        effective[name] = _Taking(written[name], overrides, entries.sections["scales"]).from_all(bases)
        held += _size(effective[name])
        if held > MOST_TAKEN:
            return _without_levels(entries, name)
    return Resolved(effective, written)


def _size(agreement: Agreement) -> int:
    return len(agreement.stated) + len(agreement.obligations) + len(agreement.priorities)


def _without_levels(entries: Entries, name: str) -> Resolved:
    """Agreements that extend others left out: what a few hundred kilobytes can stand for has no end."""
    message = f"with this agreement, those that extend others hold more than {MOST_TAKEN:,} targets and terms"
    entries.report("E109", message, ("agreements", name, "extends"), "state less in what is extended")
    agreements: dict[str, Agreement] = entries.sections["agreements"]
    for extending in [agreement.id for agreement in agreements.values() if agreement.extends]:
        entries.leave_out("agreements", extending)
    return Resolved(agreements, {})


def _in_order(written: Mapping[str, Agreement]) -> Iterator[str]:
    """Names so that each comes after those that it extends; there are no circles any more."""
    done: set[str] = set()
    for start in written:
        stack = [start]
        while stack:
            waiting = [base for base in written[stack[-1]].extends if base in written and base not in done]
            if waiting:
                stack.append(waiting[0])
            elif (name := stack.pop()) not in done:
                done.add(name)
                yield name


class _Taking:
    """An agreement that takes terms, from one agreement after the other."""

    def __init__(self, own: Agreement, overrides: Overrides, scales: Mapping[str, Scale]) -> None:
        self.own, self.scales, self.is_strictest = own, scales, overrides == "strictest"
        self.stated = set(own.model_fields_set)
        self.terms: dict[str, Any] = {}
        self.origins: dict[Path, Path] = {}

    def from_all(self, bases: Iterable[Agreement]) -> Agreement:
        """What is in effect in it."""
        bases = tuple(bases)
        for base in bases:
            self.whole(base)
            self.credits(base)
            self.priorities(base)
            self.obligations(base)
            self.review(base)
        targets = self.own.stated
        for base in bases:
            targets = self.targets(targets, base.stated)
        return self.own.with_terms(self.terms, self.origins, targets)

    def value(self, term: str) -> Any:
        """What the agreement says so far."""
        return self.terms.get(term, getattr(self.own, term))

    def take(self, term: str, base: Agreement) -> None:
        """Take a term as it is."""
        self.terms[term], self.origins[term,] = getattr(base, term), base.at(term)
        self.stated.add(term)

    def whole(self, base: Agreement) -> None:
        """Terms that are not stated yet; of what relieves the provider, less, where the strictest counts."""
        for term in WHOLE:
            if term not in base.model_fields_set:
                continue
            if term not in self.stated:
                self.take(term, base)
            elif self.is_strictest and term in RELIEVING:
                self.terms[term] = tuple(one for one in self.value(term) if one in getattr(base, term))

    def credits(self, base: Agreement) -> None:
        """What credits are, where nothing is stated about that yet; how they are claimed and paid, each for itself."""
        stated = self.stated if self.stated.isdisjoint(TOGETHER) else self.stated.union(TOGETHER)
        for term in [term for term in CREDITS if term in base.model_fields_set and term not in stated]:
            self.take(term, base)

    def priorities(self, base: Agreement) -> None:
        """Priorities that do not have a meaning yet."""
        known = self.value("priorities")
        if new := {name: meaning for name, meaning in base.priorities.items() if name not in known}:
            self.terms["priorities"] = frozen_map({**known, **new})
            self.origins |= {("priorities", name): base.at("priorities", name) for name in new}

    def obligations(self, base: Agreement) -> None:
        """Obligations add up."""
        known = self.value("obligations")
        held = frozenset(known)
        new = [(index, one) for index, one in enumerate(base.obligations) if one not in held]
        if new:
            self.terms["obligations"] = (*known, *(one for _, one in new))
            places = enumerate((base.at("obligations", index) for index, _ in new), len(known))
            self.origins |= {("obligations", index): place for index, place in places}

    def review(self, base: Agreement) -> None:
        """How often it is reviewed; when that was done last, each agreement says for itself."""
        known = self.value("review")
        every = base.review.every if base.review else None
        if every is not None and base.review is not None and (known is None or known.every is None):
            said = {} if known is None else {"last": known.last, "legal": known.legal}
            self.terms["review"] = base.review.model_copy(update={"last": None, "legal": None, **said})
            self.origins["review", "every"] = base.at("review", "every")

    def targets(self, own: Stated, base: Stated) -> Stated:
        """Targets with those of another agreement: what is stated already replaces them, or the strictest counts."""
        return self._strictest(own, base) if self.is_strictest else (*own, *_left_open(own, base))

    def _strictest(self, own: Stated, base: Stated) -> Stated:
        """Without those that another target for the same cases outdoes; where that is not clear, both are promised."""
        clock = self.own.model_copy(update=self.terms).clock_of
        new = self._without_outdone(base, own, clock)
        return (*self._without_outdone(own, new, clock), *new)

    def _without_outdone(self, stated: Stated, others: Stated, clock: Clock) -> Stated:
        rivals: dict[str, list[Target]] = defaultdict(list)
        for _, target in others:
            rivals[target.metric].append(target)
        return tuple(
            (place, target)
            for place, target in stated
            if not any(
                rival.priority in (target.priority, None) and implies(rival, target, clock, self.scales)
                for rival in rivals[target.metric]
            )
        )


def _left_open(own: Stated, base: Stated) -> Iterator[tuple[Path, Target]]:
    """Targets of metrics, or of their priorities, that are not stated yet."""
    stated = {(target.metric, target.priority) for _, target in own}
    return (found for found in base if not stated & {(found[1].metric, found[1].priority), (found[1].metric, None)})
