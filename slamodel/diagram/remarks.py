"""What differs between two models in; lines about it for the boxes of a picture, and which of them it touches, out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from slamodel.analysis import Analysis
from slamodel.compare.outcome import Comparison, Detail, EntryChange, Movement, PromiseChange
from slamodel.diagram.focus import Field, Spot
from slamodel.diagram.merging import Remarks
from slamodel.diagram.turned import ARROW, MINUS
from slamodel.gaps.wording import metric_of, share, time
from slamodel.model import AgreementKind
from slamodel.propagate import Promise, Standing

_DRAWN = frozenset(("needs", "handled_by", "fulfilled_by", "provider", "name", "services", "customers"))
"""Keys of entries that lines, frames and names tell of."""

_REROUTED = {
    "needs": "~ needs others",
    "handled_by": "~ hands on otherwise",
    "fulfilled_by": "~ fulfilled otherwise",
}

_GAPS = {
    Movement.OPENED: "gap opened",
    Movement.CLOSED: "gap closed",
    Movement.WIDENED: "gap widened",
    Movement.NARROWED: "gap narrowed",
}


def of(comparison: Comparison, fields: tuple[Field, Field]) -> Remarks:
    """The key of a box to what has changed about it, promises first."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for change in comparison.promises:
        for said in _moved(comparison, change):
            found[_key(home(change, fields))][said] = None
    for link in comparison.links:
        found[link.upper][_REROUTED[link.by]] = None
    for entry in comparison.entries:
        for spot in _spots(entry, fields):
            found[_key(spot)].update(dict.fromkeys(_details(entry.details)))
    return {key: tuple(said) for key, said in found.items()}


def written(comparison: Comparison, fields: tuple[Field, Field]) -> frozenset[str]:
    """The keys of the boxes whose own entry, or agreement, says something else."""
    uppers = (link.upper for link in comparison.links)
    return frozenset((*uppers, *(_key(spot) for entry in comparison.entries for spot in _spots(entry, fields))))


def touched(comparison: Comparison, fields: tuple[Field, Field]) -> frozenset[Spot]:
    """The services and promises of both models about which something has changed."""
    links = (Spot("service", end) for link in comparison.links for end in (link.upper, link.lower))
    entries = (spot for entry in comparison.entries for spot in _spots(entry, fields))
    moved = (change for change in comparison.promises if change.movement is not Movement.MOVED)
    return frozenset((*links, *entries, *(spot for change in moved for spot in _around(change, fields))))


def movement(change: PromiseChange) -> str:
    """How a promise has moved, in words that are never worse or better than it: `gap opened`, `stands better`."""
    before, after = (promise and promise.standing for promise in (change.before, change.after))
    if before is not after is Standing.UNKNOWN and before is not None:
        return "gap not known any more" if before is Standing.GAP else "now unknown"
    if change.movement in _GAPS and Standing.GAP in (before, after):
        return _GAPS[change.movement]
    if change.movement is Movement.OPENED:
        return "stands worse"
    if change.movement is Movement.CLOSED:
        return "stands better"
    if change.movement is Movement.WIDENED:
        return "falls short by more"
    return "falls short by less" if change.movement is Movement.NARROWED else ""


def _moved(comparison: Comparison, change: PromiseChange) -> Iterator[str]:
    word = movement(change)
    if word and change.before and change.after:
        metric = metric_of(change.after)
        of_service = _whose(comparison.after, change.after)
        levels = tuple(filter(None, (_ensured(change.before), _ensured(change.after))))
        figures = f", ensured {levels[0]} {ARROW} {levels[1]}" if len(set(levels)) > 1 else ""
        yield f"~ {metric}{of_service}: {word}{figures}"


def _whose(analysis: Analysis, promise: Promise) -> str:
    """Of which service, where an agreement promises several."""
    agreement = analysis.landscape.agreements[promise.agreement]
    if len(analysis.graph.covered(agreement)) < 2:
        return ""
    return f" of {analysis.landscape.label(promise.service)}"


def _ensured(promise: Promise) -> str:
    """What can be promised for sure: a share or a time; empty where something is not known."""
    view = promise.deciding
    if view.unknown or promise.measure is not None:
        return ""
    if view.figures is not None:
        return share(view.figures.guaranteed)
    return time(view.time.within_s) if view.time is not None else ""


def _details(details: Iterable[Detail]) -> Iterator[str]:
    """What has changed in an entry that the picture does not draw anyway."""
    for detail in details:
        if detail.path and _DRAWN.intersection(map(str, detail.path[:3])):
            continue
        if detail.was and detail.becomes:
            yield f"~ {detail.what}: {detail.was} {ARROW} {detail.becomes}"
        else:
            yield f"{'+' if detail.becomes else MINUS} {detail.what}: {detail.becomes or detail.was}"


def _spots(change: EntryChange, fields: tuple[Field, Field]) -> Iterator[Spot]:
    """Where the picture shows an entry: a service itself, of an agreement the promise or what it covers."""
    section, name = change.entry
    if section == "services":
        yield Spot("service", name)
    if section == "agreements":
        yield from dict.fromkeys(spot for field in fields for spot in _of_agreement(field, name))


def _of_agreement(field: Field, name: str) -> Iterator[Spot]:
    agreement = field.landscape.agreements.get(name)
    if name in field.covered:
        yield Spot("promise", name)
    elif agreement is not None and agreement.kind is not AgreementKind.SLA:
        yield from (Spot("service", service) for service in field.analysis.graph.covered(agreement))


def home(change: PromiseChange, fields: tuple[Field, Field]) -> Spot:
    """The box on which a promise stands."""
    promise = change.after or change.before
    assert promise is not None  # noqa: S101 - it is in one of the two
    field = fields[1] if change.after else fields[0]
    is_to_customer = promise.agreement in field.covered
    return Spot("promise", promise.agreement) if is_to_customer else Spot("service", promise.service)


def _around(change: PromiseChange, fields: tuple[Field, Field]) -> Iterator[Spot]:
    promise = change.after or change.before
    yield home(change, fields)
    if promise is not None:
        yield Spot("service", promise.service)


def _key(spot: Spot) -> str:
    return f"promise {spot.id}" if spot.kind == "promise" else spot.id
