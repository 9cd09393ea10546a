"""Agreements that hold for fewer places or users than the promises that rest on them: C606."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.standing_in import is_left_open
from slamodel.model import Agreement, Landscape
from slamodel.model.agreement import Scope
from slamodel.propagate import Input, Role

_EVERYWHERE = Scope()


class _Smaller(NamedTuple):
    """What the scope below leaves out of the one above; `limits` are the limits below of what is not limited above."""

    sites: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    users: int | None = None
    limits: tuple[str, ...] = ()


def c606(context: Context) -> Iterator[Finding]:
    """An agreement holds for fewer sites, regions or users (`scope`) than a promise that rests on it.

    Named is what is missing. Of alternatives it is what none, or too few, of them cover; the users of alternatives
    count together. Where the promise says nothing of its scope and the agreement below is limited, it is a note.

    **Why it matters.** For whoever is outside the scope below, nobody has committed to anything: an outage there counts
    above only.

    **How to fix it.** Have the scope extended, cover the rest by another agreement, or promise the smaller scope.

    **Example.** 1,200 people in Leeds and York were promised support; the contract covers Leeds and 1,000 people.
    """
    for smaller, entries in causes(
        context, lambda lower: lower.scope, lambda entry: _smaller(context.landscape, entry)
    ):
        lower = entries[0].lower.id
        ask = f"Ask {other_party(context, entries)} to extend it, or agree the smaller scope above."
        if smaller.limits:
            message = (
                f"{lower} holds for {wording.listed(smaller.limits)} only, and {uppers(entries)} says nothing of a"
                f" limit. This concerns {concerned(entries)}. {ask}"
            )
            yield differing(context, "C606", entries, message, "scope", Severity.NOTE)
            continue
        message = (
            f"{lower} does not cover {wording.listed(_missing(smaller, entries[0].upper))} that"
            f" {uppers(entries)} promises: for them nobody below has committed to anything. This concerns"
            f" {concerned(entries)}. {ask}"
        )
        yield differing(context, "C606", entries, message, "scope")


def _missing(smaller: _Smaller, upper: Agreement) -> Iterator[str]:
    """What is not covered, in words."""
    for names, one in ((smaller.sites, "site"), (smaller.regions, "region")):
        if names:
            yield f"{wording.number(len(names), one)} ({wording.listed(names, 6)})"
    if smaller.users is not None and upper.scope is not None:
        yield f"{smaller.users:,} of the {upper.scope.users:,} users"


def _smaller(landscape: Landscape, entry: Resting) -> _Smaller | None:
    above, below = entry.upper.scope or _EVERYWHERE, entry.lower.scope or _EVERYWHERE
    sites, regions = (
        tuple(name for name in getattr(above, key) if _is_open(landscape, entry, key, name)) for key in _PLACES
    )
    users = _too_few_users(landscape, entry, above, below)
    if sites or regions or users is not None:
        return _Smaller(sites, regions, users)
    limits = tuple(_limits(above, below))
    has_room = limits and is_left_open(entry.promise.direct, lambda given: given == entry.given)
    return _Smaller(limits=limits) if has_room else None


_PLACES = ("sites", "regions")


def _is_open(landscape: Landscape, entry: Resting, key: str, name: str) -> bool:
    """Whether this commitment leaves a place out, and with it too much of what the promise rests on."""
    if not _leaves_out(entry.lower.scope, key, name):
        return False
    return is_left_open(entry.promise.direct, lambda given: _leaves_out(_scope(landscape, given), key, name))


def _leaves_out(scope: Scope | None, key: str, name: str) -> bool:
    places: tuple[str, ...] = getattr(scope, key) if scope else ()
    return bool(places) and name.casefold() not in {place.casefold() for place in places}


def _scope(landscape: Landscape, given: Input) -> Scope | None:
    if given.role is not Role.COMMITMENT or given.agreement is None:
        return None
    return landscape.agreements[given.agreement].scope


def _too_few_users(landscape: Landscape, entry: Resting, above: Scope, below: Scope) -> int | None:
    """How many users are not covered; those of alternatives count together."""
    if above.users is None or below.users is None or below.users >= above.users:
        return None
    held = below.users
    if not is_left_open(entry.promise.direct, lambda given: given == entry.given):
        limits = [scope.users if (scope := _scope(landscape, given)) else None for given in entry.promise.direct.inputs]
        held = above.users if None in limits else sum(limit or 0 for limit in limits)
    return above.users - held if held < above.users else None


def _limits(above: Scope, below: Scope) -> Iterable[str]:
    """The limits below of what is not limited above at all."""
    if below.sites and not above.sites and not above.regions:
        yield wording.listed(below.sites, 6)
    if below.regions and not above.regions and not above.sites:
        yield wording.listed(below.regions, 6)
    if below.users is not None and above.users is None:
        yield wording.number(below.users, "user")
