"""A landscape in; a line for each kind of content that it uses and that no stage looks at yet out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from slamodel.gaps import wording
from slamodel.model import Agreement, Landscape, OwnMetricTarget, RateTarget, ScaleTarget, Service, TimeTarget, Use
from slamodel.model.service import Need
from slamodel.propagate import Lack, Promise, Unknown

_MOST_NAMES = 3
_WINDOW = "month"

_OF_AGREEMENTS: Mapping[str, Callable[[Agreement], object]] = {
    "excludes, maintenance": lambda agreement: agreement.excludes,
    "price": lambda agreement: agreement.price,
    "credits, credit_cap, credit_claim": lambda a: a.credits or a.credit_cap is not None or a.credit_claim,
    "obligations": lambda agreement: agreement.obligations,
    "customer_duties": lambda agreement: agreement.customer_duties,
    "clock_stops": lambda agreement: agreement.clock_stops,
    "priorities": lambda agreement: agreement.priorities,
    "measured_at": lambda agreement: agreement.measured_at,
    "reports": lambda agreement: agreement.reports,
    "review": lambda agreement: agreement.review,
    "age of source.as_of": lambda agreement: agreement.source is not None and agreement.source.as_of,
    "tier, tiers": lambda agreement: agreement.tiers or agreement.tier,
    "waivers": lambda agreement: agreement.waivers,
    "extends": lambda agreement: agreement.extends,
    "term.notice, term.renews": lambda agreement: agreement.term.notice or agreement.term.renews,
    "throughput": lambda agreement: any(isinstance(target, RateTarget) for target in agreement.targets),
    "satisfaction, scales": lambda agreement: any(isinstance(target, ScaleTarget) for target in agreement.targets),
    "metrics of the model's own": lambda a: any(isinstance(target, OwnMetricTarget) for target in a.targets),
    "window of time targets": lambda agreement: any(_has_window(target) for target in agreement.targets),
}
"""Keys of agreements, in the order of the format, with whether an agreement uses them."""

_OF_SERVICES: Mapping[str, Callable[[Service], object]] = {
    "usage": lambda service: any(use.usage is not None for use in _uses(service)),
    "throughput": lambda service: service.own.throughput,
    "satisfaction, scales": lambda service: service.own.satisfaction,
    "metrics of the model's own": lambda service: service.own.model_extra,
}


def not_evaluated(landscape: Landscape) -> tuple[str, ...]:
    """Each line names the content, and at most three of the entries that use it."""
    found: dict[str, list[str]] = defaultdict(list)
    if landscape.overrides != "specific":
        found["overrides"].append(landscape.overrides)
    for content, name in _used(landscape):
        found[content].append(name)
    order = ["overrides", *_OF_AGREEMENTS, "usage", "holidays"]
    return tuple(f"{content} ({wording.listed(found[content], _MOST_NAMES)})" for content in order if content in found)


def in_the_way(promises: Iterable[Promise]) -> tuple[str, ...]:
    """Each difference in clock or window, or structure beyond limits, that leaves promises unknown, and how many."""
    counts: Counter[str] = Counter()
    for promise in promises:
        if promise.promised is None:  # a metric that no stage looks at has a line of its own
            continue
        lacks = {
            lack.message for view in (promise.direct, promise.end_to_end) for lack in view.unknown if _is_ours(lack)
        }
        counts.update(lacks)
    return tuple(f"{message} ({wording.number(count, 'promise')})" for message, count in sorted(counts.items()))


def _is_ours(lack: Unknown) -> bool:
    return lack.lack in (Lack.NOT_EVALUATED, Lack.TOO_COMPLEX)


def _used(landscape: Landscape) -> Iterator[tuple[str, str]]:
    for agreement in landscape.agreements.values():
        yield from ((content, agreement.id) for content, uses in _OF_AGREEMENTS.items() if uses(agreement))
    for service in landscape.services.values():
        yield from ((content, service.id) for content, uses in _OF_SERVICES.items() if uses(service))
    yield from (("holidays", calendar.id) for calendar in landscape.calendars.values() if calendar.holidays)
    excluded = {name for agreement in landscape.agreements.values() for name in agreement.excludes}
    yield from (("excludes, maintenance", name) for name in landscape.maintenance if name not in excluded)


def _has_window(target: object) -> bool:
    """Whether a time target is measured over another window than the usual one; its share is taken over all cases."""
    return isinstance(target, TimeTarget) and str(target.window) != _WINDOW


def _uses(service: Service) -> Iterator[Use]:
    stack: list[Need] = [*service.needs, *service.fulfilled_by]
    while stack:
        need = stack.pop()
        if isinstance(need, Use):
            yield need
        stack.extend(need.members)
