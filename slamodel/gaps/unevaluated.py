"""Promises in; a line for each thing beyond limits that leaves some of them without a verdict out."""

from collections import Counter
from collections.abc import Iterable

from slamodel.gaps import wording
from slamodel.model import Landscape
from slamodel.propagate import Lack, Promise

_IN_THE_WAY = (Lack.TOO_COMPLEX, Lack.NEVER, Lack.FAR_AHEAD)


def not_whole(landscape: Landscape) -> tuple[str, ...]:
    """That nothing is said of what rests on nothing, or on something for too long, while entries are left out."""
    out = [name for section, name in sorted(landscape.incomplete) if section in ("services", "agreements")]
    what = "what supports nothing or outlasts the promises above (C603, D803)"
    return (f"{what}, while {wording.listed(out, 3)} cannot be used as written",) if out else ()


def in_the_way(promises: Iterable[Promise]) -> tuple[str, ...]:
    """Each structure beyond limits, or clock that nothing can be said of, that leaves promises unknown; how many."""
    counts: Counter[str] = Counter()
    for promise in promises:
        unknown = (lack for view in (promise.direct, promise.end_to_end) for lack in view.unknown)
        counts.update({lack.message for lack in unknown if lack.lack in _IN_THE_WAY})
    return tuple(f"{message} ({wording.number(count, 'promise')})" for message, count in sorted(counts.items()))
