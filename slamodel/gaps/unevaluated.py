"""A landscape in; a line for each kind of content that it uses and that no stage looks at yet out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from slamodel.gaps import wording
from slamodel.model import Agreement, Landscape
from slamodel.propagate import Lack, Promise

_MOST_NAMES = 3
_IN_THE_WAY = (Lack.TOO_COMPLEX, Lack.NEVER, Lack.FAR_AHEAD)

_OF_AGREEMENTS: Mapping[str, Callable[[Agreement], object]] = {
    "price": lambda agreement: agreement.price,
    "credits, credit_cap, credit_claim": lambda a: a.credits or a.credit_cap is not None or a.credit_claim,
    "tier, tiers": lambda agreement: agreement.tiers or agreement.tier,
}
"""Keys of agreements, in the order of the format, with whether an agreement uses them."""


def not_evaluated(landscape: Landscape) -> tuple[str, ...]:
    """Each line names the content, and at most three of the entries that use it."""
    found: dict[str, list[str]] = defaultdict(list)
    for content, name in _used(landscape):
        found[content].append(name)
    return tuple(f"{one} ({wording.listed(found[one], _MOST_NAMES)})" for one in _OF_AGREEMENTS if one in found)


def in_the_way(promises: Iterable[Promise]) -> tuple[str, ...]:
    """Each structure beyond limits, or clock that nothing can be said of, that leaves promises unknown; how many."""
    counts: Counter[str] = Counter()
    for promise in promises:
        unknown = (lack for view in (promise.direct, promise.end_to_end) for lack in view.unknown)
        counts.update({lack.message for lack in unknown if lack.lack in _IN_THE_WAY})
    return tuple(f"{message} ({wording.number(count, 'promise')})" for message, count in sorted(counts.items()))


def _used(landscape: Landscape) -> Iterator[tuple[str, str]]:
    for agreement in landscape.agreements.values():
        yield from ((content, agreement.id) for content, uses in _OF_AGREEMENTS.items() if uses(agreement))
