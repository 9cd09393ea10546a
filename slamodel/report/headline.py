"""An analysis in; the verdict in one sentence, and the few that follow it, out."""

from collections import Counter
from collections.abc import Iterable, Iterator

from slamodel.analysis import Analysis
from slamodel.propagate import Promise, Standing
from slamodel.report import wording
from slamodel.report.promises import is_given, is_to_customer

_GIVEN = "taken as given"
_PHRASES = (
    (Standing.GAP.value, "is not supported", "are not supported"),
    (Standing.AT_RISK.value, "is at risk", "are at risk"),
    (Standing.UNKNOWN.value, "is unknown", "are unknown"),
    (Standing.ACCEPTED.value, "is an accepted risk", "are accepted risks"),
    (_GIVEN, "rests on nothing that the model states", "rest on nothing that the model states"),
    (Standing.SUPPORTED.value, "is supported", "are supported"),
)


def headline(analysis: Analysis) -> str:
    """How many promises to customers hold; requests and internal commitments are not counted in."""
    agreed = [p for p in analysis.promises if is_to_customer(analysis, p) and not wording.is_request(analysis, p)]
    return (
        _verdict(agreed, "promise to a customer", "promises to customers")
        or "The model makes no promise to a customer yet."
    )


def follow_ups(analysis: Analysis) -> tuple[str, ...]:
    """The same for what customers ask for, for the promises behind, and for what is only taken as given."""
    customers = [p for p in analysis.promises if is_to_customer(analysis, p)]
    requests = [p for p in customers if wording.is_request(analysis, p)]
    given = sum(is_given(analysis, p) for p in analysis.promises)
    behind = [p for p in analysis.promises if not is_to_customer(analysis, p) and not is_given(analysis, p)]
    found = (
        _verdict(requests, "level asked for", "levels asked for"),
        _verdict(behind, "promise behind them", "promises behind them, between departments and from suppliers,"),
        _taken(given),
    )
    return tuple(filter(None, found))


def _taken(given: int) -> str:
    if not given:
        return ""
    return f"{wording.number(given, 'commitment is', 'commitments are')} taken as given: nothing below is stated."


def _verdict(promises: Iterable[Promise], one: str, many: str) -> str:
    counts = Counter(_GIVEN if promise.rests_on_nothing else promise.standing.value for promise in promises)
    total = counts.total()
    if not total:
        return ""
    if len(counts) == 1:
        return f"{_all(next(iter(counts)), total, one, many)}."
    first, *rest = _counted(counts)
    number, _, verb = first.partition(" ")
    return f"{number} of {total:,} {many} {verb}; {wording.listed(rest)}."


def _all(standing: str, total: int, one: str, many: str) -> str:
    singular, plural = next((singular, plural) for name, singular, plural in _PHRASES if name == standing)
    return f"The only {one} {singular}" if total == 1 else f"All {total:,} {many} {plural}"


def _counted(counts: Counter[str]) -> Iterator[str]:
    for name, singular, plural in _PHRASES:
        if counts[name]:
            yield f"{counts[name]:,} {singular if counts[name] == 1 else plural}"
