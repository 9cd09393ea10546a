"""A promise and what it rests on in; the moves that put a second source beside it, or need one less of several, out."""

from collections.abc import Iterator
from typing import NamedTuple

from slamodel.analysis import Analysis
from slamodel.edit import Change, Plain
from slamodel.edit.needs import Swap, group_in, placed, swapped
from slamodel.model import ALWAYS, SHARES
from slamodel.plan.made import written
from slamodel.plan.move import Kind, Move
from slamodel.plan.stating import as_written
from slamodel.propagate import Input, Link, Promise
from slamodel.units import show_required

TO_BE_FOUND = "provider-to-be-found"
_LEAST = 0.1
"""Nobody contracts less than 90 %."""


class Second(NamedTuple):
    """A second source, with the level that would do if its outages are unrelated to those of the first."""

    move: Move
    unrelated: str


def second_source(analysis: Analysis, promise: Promise, link: Link) -> Second | None:
    """A service of a provider that has to be found, beside one that is needed; at the level that is needed of it."""
    given = link.source
    above = _above(analysis, promise, given.service)
    if promise.metric not in SHARES or not given.level or not above:
        return None
    unrelated = min(_LEAST, link.required_independent / given.level) if link.required_independent else None
    level = link.required_guaranteed or unrelated
    if level is None or link.required_guaranteed == 1.0:
        return None
    service = _free(analysis, "services", f"{given.service[:50]}-second")
    changes = _with_second(analysis, above, given.service, service)
    if not changes:
        return None
    new = _entries(analysis, promise, given, service, show_required(level))
    move = Move(
        Kind.REDUNDANCY,
        ("services", above),
        TO_BE_FOUND,
        (*new, *changes),
        was="no alternative",
        becomes=f"a second source at {show_required(level)}",
        metric=promise.metric,
        service=given.service,
        at=("services", above, "needs"),
    )
    return Second(move, show_required(unrelated) if unrelated and link.required_guaranteed else "")


def _above(analysis: Analysis, promise: Promise, service: str) -> str:
    """The nearest service below the promise that needs it; empty where none does."""
    waiting, seen = [promise.service], {promise.service}
    for name in waiting:
        needs = analysis.graph.needs.get(name, ())
        if service in needs:
            return name
        waiting += [need for need in needs if need not in seen]
        seen |= {*needs}
    return ""


def _with_second(analysis: Analysis, above: str, first: str, second: str) -> tuple[Change, ...]:
    entry = written(analysis, ("services", above))
    needs = entry.get("needs", "") if isinstance(entry, dict) else ""
    places = [need.place for need in placed(needs) if _is_use(need.written, first)]
    if not places:
        return ()
    swap = Swap(frozenset(), dict.fromkeys(places[:1], second), "")
    return (Change(("services", above, "needs"), list(swapped(needs, swap))),)


def _is_use(need: Plain, service: str) -> bool:
    return need == service or (isinstance(need, dict) and need.get("service") == service)


def _free(analysis: Analysis, section: str, stem: str) -> str:
    taken = getattr(analysis.landscape, section)
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, 1000))) if name not in taken)


def _entries(analysis: Analysis, promise: Promise, given: Input, service: str, level: str) -> Iterator[Change]:
    """The provider that has to be found, its service, and the contract that is needed with it."""
    consumer = analysis.landscape.services[_above(analysis, promise, given.service)].provider
    if TO_BE_FOUND not in analysis.landscape.parties:
        yield Change(("parties", TO_BE_FOUND), {"name": "Provider to be found", "kind": "supplier"})
    name = f"{analysis.landscape.label(given.service)[:100]}, second source"
    yield Change(("services", service), {"name": name, "provider": TO_BE_FOUND})
    said: dict[str, Plain] = {"kind": "UC", "provider": TO_BE_FOUND, "customers": [consumer], "services": [service]}
    targets = _targets(analysis, promise, given, level)
    clocks = _clocks(analysis, given)
    yield Change(("agreements", _free(analysis, "agreements", f"uc-{service[:58]}")), said | clocks | targets)


def _clocks(analysis: Analysis, given: Input) -> dict[str, Plain]:
    """The hours of the contract with the first source."""
    first = analysis.landscape.agreements.get(given.agreement or "")
    if first is None:
        return {}
    said = {"hours": first.hours, "support_hours": first.support_hours or first.hours}
    return {key: clock for key, clock in said.items() if clock != ALWAYS}


def _targets(analysis: Analysis, promise: Promise, given: Input, level: str) -> dict[str, Plain]:
    """What the first source commits to, and the level that is needed."""
    first = analysis.landscape.agreements.get(given.agreement or "")
    clock = first.hours if first else ALWAYS
    hours: dict[str, Plain] = {} if promise.clock == clock else {"hours": promise.clock}
    window = promise.target.window.name
    needed: dict[str, Plain] = {"metric": promise.metric, "at_least": level, "window": window, **hours}
    stated = first.stated if first else ()
    return {"targets": [needed, *(as_written(analysis, at) for at, one in stated if one.metric != promise.metric)]}


def one_less(analysis: Analysis, promise: Promise) -> Iterator[Move]:
    """To be content with one less of several, where at least two of them are needed."""
    for name in _in_house(analysis, promise):
        service = analysis.landscape.services[name]
        entry = written(analysis, ("services", name))
        needs = entry.get("needs", "") if isinstance(entry, dict) else ""
        for need in placed(needs):
            kind, members = group_in(need.written)
            count = need.written.get("at_least") if isinstance(need.written, dict) and kind == "of" else None
            if isinstance(count, str) and count.isdigit() and int(count) > 1:
                steps = [int(step) if step.isdigit() else step for step in need.place.split("/")]
                place = ("services", name, "needs", *(steps if isinstance(needs, list) else steps[1:]), "at_least")
                less = f"{int(count) - 1} of {len(members)}"
                yield Move(
                    Kind.REDUNDANCY,
                    ("services", name),
                    service.provider,
                    (Change(place, str(int(count) - 1)),),
                    was=f"{count} of {len(members)} are needed",
                    becomes=f"{less} {'is' if count == '2' else 'are'} enough",
                    metric=promise.metric,
                    service=name,
                    at=place[:-1],
                )


def _in_house(analysis: Analysis, promise: Promise) -> list[str]:
    """The services that the provider of the promise builds itself, from the promised one down."""
    provider = analysis.landscape.agreements[promise.agreement].provider
    waiting = [promise.service] if promise.service in analysis.landscape.services else []
    for name in waiting:
        below = (need for need in analysis.graph.needs.get(name, ()) if need not in waiting)
        waiting += [need for need in below if analysis.landscape.services[need].provider == provider]
    return waiting
