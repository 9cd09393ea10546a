"""What a promise rests on in; out, what of it ensures nothing, being an aim, or not answering for what it does."""

from collections.abc import Callable, Collection, Iterator, Sequence

from slamodel.propagate.given import Input, Role
from slamodel.propagate.outcome import Condition, Kind

_MOST_TRIED = 12
"""Of more than so many it is not tried out which ones matter."""


def may_ensure_nothing(given: Input) -> bool:
    """Whether there is any promise under which an input ensures nothing."""
    return given.is_aim or bool(given.excludes_failures)


def reasons(given: Input, excluded: Collection[str]) -> Iterator[Condition]:
    """Why an input ensures nothing under a promise that itself excludes these failures (in `plain` words)."""
    if given.role is not Role.COMMITMENT or any(not _reasons(one, excluded) for one in given.beside):
        return
    yield from _reasons(given, excluded)


def _reasons(given: Input, excluded: Collection[str]) -> list[Condition]:
    found = [Condition(given, what, Kind.EXCLUDED) for what in given.excludes_failures if plain(what) not in excluded]
    return [Condition(given, "", Kind.AIM), *found] if given.is_aim else found


def plain(words: str) -> str:
    """Words by which failures are the same: neither case nor spaces matter."""
    return " ".join(words.casefold().split())


def left(given: Input, excluded: Collection[str]) -> Input | None:
    """What holds where an input ensures nothing: the strictest other level that does."""
    return next((one for one in given.instead if not _reasons(one, excluded)), None)


def that_matter(found: Sequence[Input], holds_without: Callable[[Sequence[Input]], bool]) -> Sequence[Input]:
    """Those of several doubtful inputs that it takes; none where it holds without all of them.

    First what it cannot do without, be all others sure; then, if that is not all that it takes, each that would do.
    """
    if not found or holds_without(found):
        return ()
    if len(found) > _MOST_TRIED:
        return found
    needed = [given for given in found if not holds_without((given,))]
    rest = [given for given in found if given not in needed]
    if not rest or holds_without(rest):
        return needed
    would_do = [given for given in rest if holds_without([one for one in rest if one is not given])]
    return [given for given in found if given in needed or given in (would_do or rest)]
