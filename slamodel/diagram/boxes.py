"""Services, agreements and parties in; the words and looks of their boxes and frames out."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from slamodel.diagram import wording
from slamodel.diagram.focus import Field, Spot
from slamodel.diagram.sketch import Box, Frame, Row, Subject
from slamodel.gaps.wording import listed
from slamodel.model import ANY, Agreement, Party, PartyKind, Service, Status
from slamodel.propagate import Promise, Standing
from slamodel.propagate.given import Path

_SOON = timedelta(days=180)
_MOST_TARGETS = 6
_SINGLE_POINT = "A103"
"""The finding of a service that, failing alone, brings the promised one down."""


class Boxes:
    """Makes the boxes of one analysis; what is asked for again and again is indexed once."""

    def __init__(self, field: Field, focus: frozenset[Spot]) -> None:
        """Index the promises by agreement, and those of departments and suppliers by service."""
        self._field, self._landscape, self._focus = field, field.landscape, focus
        self._as_of = field.analysis.as_of
        self._by_agreement: dict[str, list[Promise]] = defaultdict(list)
        self._commitments: dict[str, list[Promise]] = defaultdict(list)
        for promise in field.analysis.promises:
            self._by_agreement[promise.agreement].append(promise)
            if promise.agreement not in field.covered:
                self._commitments[promise.service].append(promise)
        found = field.analysis.findings
        self._single_points = {f.path[-1] for f in found if f.code == _SINGLE_POINT and f.path}

    def of_promise(self, agreement: Agreement) -> Box:
        """An agreement with customers: its name, how it stands, and each of its targets with its own sign."""
        promises = self._by_agreement[agreement.id]
        standing = worst(promises)
        kind = "SLA" if agreement.status is Status.AGREED else f"SLA, {agreement.status.value}"
        lines = (
            *wording.wrapped(agreement.label),
            f"{kind}: {wording.stands(standing) if standing else 'nothing modelled below'}",
            *self._targets(agreement, promises),
            *self._ending([agreement]),
        )
        spot = Spot("promise", agreement.id)
        frame = customers_key(agreement)
        look = standing or "plain"
        subject = Subject("promise", agreement.id, agreement.label)
        return Box(f"promise {agreement.id}", lines, look, frame, Row.TOP, subject, spot in self._focus)

    def of_service(self, service: Service) -> Box:
        """A service: its name, what is committed for it, how these commitments stand, and what is odd about it."""
        promises = self._commitments[service.id]
        standing = worst(promises)
        agreements = [self._landscape.agreements[name] for name in dict.fromkeys(p.agreement for p in promises)]
        lines = (
            *wording.wrapped(service.label),
            *self._committed(promises, agreements),
            *_own(service),
            *((wording.stands(standing),) if standing else ()),
            *self._remarks(service),
            *self._ending(agreements),
        )
        return Box(
            service.id,
            lines,
            standing or "plain",
            service.provider,
            self._row(service),
            Subject("service", service.id, service.label),
            Spot("service", service.id) in self._focus,
        )

    def frames(self, promises: Iterable[Agreement], services: Iterable[Service]) -> tuple[Frame, ...]:
        """The frames around promises, by their customers, and around services, by their provider."""
        held = {customers_key(agreement): self._of_customers(agreement) for agreement in promises}
        return (*held.values(), *(self._of_party(name) for name in dict.fromkeys(s.provider for s in services)))

    def _committed(self, promises: list[Promise], agreements: list[Agreement]) -> Iterable[str]:
        """The kind of agreement, and what it commits to, one line for each metric."""
        kinds = " and ".join(sorted({agreement.kind.value for agreement in agreements}))
        said = wording.commitments([promise.target for promise in promises], self._landscape)
        if said:
            yield from wording.wrapped(f"{kinds} {said[0]}")
            yield from said[1:_MOST_TARGETS]

    def _targets(self, agreement: Agreement, promises: list[Promise]) -> Iterable[str]:
        """One line for each target, with the worst sign over the services it holds for."""
        by_target: dict[Path, list[Promise]] = defaultdict(list)
        for promise in promises:
            by_target[promise.at].append(promise)
        written = {path: place for place, (path, _) in enumerate(agreement.stated)}
        ordered = [by_target[at] for at in sorted(by_target, key=lambda at: (_weight(by_target[at]), written[at]))]
        for alike in ordered[:_MOST_TARGETS]:
            standing = worst(alike)
            sign = standing.symbol if standing else "·"
            yield f"{sign} {wording.commitment(alike[0].target, self._landscape)}"
        if len(ordered) > _MOST_TARGETS:
            yield f"and {len(ordered) - _MOST_TARGETS} more"
        services = len(self._field.covered[agreement.id])
        if services > 1:
            yield f"each for {services} services"

    def _remarks(self, service: Service) -> Iterable[str]:
        if service.id in self._single_points:
            yield "single point of failure"
        if service.id in self._field.analysis.graph.beyond_order:
            yield "rests on a circle"
        if not self._field.hops.up.get(service.id) and not self._field.covering.get(service.id):
            yield "nothing rests on it"

    def _ending(self, agreements: Iterable[Agreement]) -> Iterable[str]:
        ends = [a.term.last for a in agreements if a.term.last is not None]
        if ends and min(ends) <= latest(self._as_of):
            yield f"ends {min(ends).isoformat()}"

    def _row(self, service: Service) -> Row:
        party = self._landscape.parties.get(service.provider)
        is_leaf = not self._field.hops.down[service.id]
        return Row.BOTTOM if is_leaf and party and party.kind is PartyKind.SUPPLIER else Row.FREE

    def _of_customers(self, agreement: Agreement) -> Frame:
        names = ["Any customer" if name == ANY else self._landscape.party_label(name) for name in agreement.customers]
        kinds = {party.kind for name in agreement.customers if (party := self._landscape.parties.get(name))}
        words = "customer" if len(names) == 1 else "customers"
        name = listed(names, most=None)
        is_any = agreement.customers == (ANY,)
        lines = (name,) if is_any else wording.titled(name, words)
        kind = kinds.pop() if len(kinds) == 1 else PartyKind.CUSTOMER
        return Frame(customers_key(agreement), lines, kind, name if is_any else f"{name}, {words}")

    def _of_party(self, name: str) -> Frame:
        party = self._landscape.parties.get(name)
        if party is None:
            return Frame(name, (*wording.wrapped(name), "? not in the model"), PartyKind.DEPARTMENT, name)
        whole = self._landscape.party_label(party.part_of or "")
        return Frame(name, party_lines(party, whole), party.kind, f"{party.label}, {_kind_of(party, whole)}")


def party_lines(party: Party, whole: str) -> tuple[str, ...]:
    """The name of a party and what it is; `whole` is what it is part of."""
    return wording.titled(party.label, _kind_of(party, whole))


def _kind_of(party: Party, whole: str) -> str:
    return f"{party.kind.value} of {whole}" if whole else party.kind.value


def customers_key(agreement: Agreement) -> str:
    """The key of the frame around the agreements with the same customers."""
    return "customers " + " ".join(sorted(agreement.customers))


def worst(promises: Iterable[Promise]) -> Standing | None:
    """The worst standing; None where the model says nothing of what lies below any of them."""
    standings = (promise.standing for promise in promises if not promise.rests_on_nothing)
    return min(standings, key=lambda standing: standing.weight, default=None)


def latest(as_of: date) -> date:
    """The last day that counts as soon."""
    return as_of + _SOON if as_of <= date.max - _SOON else date.max


def _weight(promises: list[Promise]) -> int:
    standing = worst(promises)
    return len(Standing) if standing is None else standing.weight


def _own(service: Service) -> Iterable[str]:
    if service.own.availability is not None:
        yield f"own part {wording.share(service.own.availability)}"
