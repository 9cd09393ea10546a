"""Checked agreements in; those that extend what cannot be used, or one another in a circle, reported and left out."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet

from slamodel.load.entries import Entries
from slamodel.model import Agreement

_MOST_NAMES = 3


def takers(agreements: Mapping[str, Agreement], names: Iterable[str]) -> frozenset[str]:
    """Agreements that extend any of these, directly or through others."""
    return _reached(_below(agreements), names)


def known_priorities(agreement: Agreement, agreements: Mapping[str, Agreement]) -> frozenset[str]:
    """The priorities that an agreement gives a meaning, or takes one for."""
    queue, seen, found = [agreement], {agreement.id}, set[str]()
    while queue:
        one = queue.pop()
        found.update(one.priorities)
        new = [name for name in one.extends if name in agreements and name not in seen]
        seen.update(new)
        queue += (agreements[name] for name in new)
    return frozenset(found)


def circles(agreements: Mapping[str, Agreement]) -> Iterator[tuple[str, ...]]:
    """A way round each circle in which agreements extend one another, from its first id on.

    Of circles that touch, one is shown: the others are looked at again when it is broken.
    """
    done: set[str] = set()
    shown: set[str] = set()
    for start in sorted(agreements):
        for way in _ways_round(agreements, start, done):
            if shown.isdisjoint((way[0], way[-1])):
                shown.update(way)
                first = way.index(min(way))
                yield (*way[first:], *way[:first])


def left_out(entries: Entries) -> frozenset[str]:
    """Leave out what cannot be known: agreements that extend what cannot be used; each cause is reported once."""
    agreements: dict[str, Agreement] = dict(entries.sections["agreements"])
    in_circles = _report_circles(entries, agreements)
    dangling = {a.id for a in agreements.values() if any(base not in agreements for base in a.extends)}
    faulty = {name for section, name in entries.faulty if section == "agreements"}
    below, told, walked = _below(agreements), set(in_circles), set[str]()
    for cause in sorted(faulty | in_circles | {name for name in dangling if not faulty & {*agreements[name].extends}}):
        reached = _reached(below, [cause], walked)  # what has been walked through has been told, with all below it
        told |= _report_takers(entries, cause, reached - told - {cause})
        walked |= reached
    out = _reached(below, faulty | in_circles | dangling) | in_circles | dangling
    for name in sorted(out):
        entries.leave_out("agreements", name)
    return out


def report_circles(entries: Entries) -> None:
    """Only tell of circles."""
    _report_circles(entries, entries.sections["agreements"])


def _report_circles(entries: Entries, agreements: Mapping[str, Agreement]) -> set[str]:
    found: set[str] = set()
    for way in circles(agreements):
        first, *rest = way
        shown = way if len(way) <= 2 * _MOST_NAMES else (*way[:_MOST_NAMES], "…", *way[-_MOST_NAMES:])
        message = f'"{first}" would extend itself: {" → ".join((*shown, first))}'
        at = next((name for name in way if name in entries.tree.get("agreements", ())), first)
        entries.report("E118", message, ("agreements", at, "extends"), "take out what is not meant")
        found.update((first, *rest))
    return found


def _report_takers(entries: Entries, cause: str, names: Iterable[str]) -> set[str]:
    """What is left out because of one agreement, at that agreement."""
    found = sorted(names)
    if found:
        more = f" and {len(found) - _MOST_NAMES} more" if len(found) > _MOST_NAMES else ""
        extend = "extends" if len(found) == 1 else "extend"
        message = f'{", ".join(found[:_MOST_NAMES])}{more} {extend} "{cause}", which cannot be used'
        entries.report("E119", message, ("agreements", cause), "nothing is said about them until it can", key=True)
    return set(found)


def _below(agreements: Mapping[str, Agreement]) -> Mapping[str, list[str]]:
    """By agreement those that extend it, as they are written."""
    below: dict[str, list[str]] = defaultdict(list)
    for agreement in agreements.values():
        for base in agreement.extends:
            below[base].append(agreement.id)
    return below


def _reached(
    below: Mapping[str, list[str]], names: Iterable[str], walked: AbstractSet[str] = frozenset()
) -> frozenset[str]:
    queue, found = deque(names), set[str]()
    while queue:
        for name in below.get(queue.popleft(), ()):
            if name not in found and name not in walked:
                found.add(name)
                queue.append(name)
    return frozenset(found)


def _ways_round(agreements: Mapping[str, Agreement], start: str, done: set[str]) -> Iterator[list[str]]:
    """The ways that lead back to where they have been, walking from one agreement; `done` are not walked again."""
    way: dict[str, None] = {}  # in order, and quick to look into
    steps = [iter((start,))]
    while steps:
        for name in steps[-1]:
            if name in way:
                walked = list(way)
                yield walked[walked.index(name) :]
            elif name in agreements and name not in done:
                way[name] = None
                steps.append(iter(agreements[name].extends))
                break
        else:
            steps.pop()
            if way:
                done.add(way.popitem()[0])
