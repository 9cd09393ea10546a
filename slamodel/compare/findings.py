"""Two analyses in; the findings that only one of both has out."""

from collections import Counter
from collections.abc import Callable, Sequence

from slamodel.analysis import Analysis
from slamodel.gaps import Finding


def opened_and_closed(before: Analysis, after: Analysis) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that are new, and that are gone; one that says the same by another way or of other figures is kept."""
    closed, opened = _each(before), _each(after)
    for key in (_exactly, _about, _wherever):
        closed, opened = _apart(key, closed, opened)
    kept = _alone(closed) & _alone(opened)
    return _without(kept, opened), _without(kept, closed)


def _each(analysis: Analysis) -> list[Finding]:
    """Findings of one cause apart again: a change may help some of its promises only."""
    return [one for finding in analysis.findings for one in finding.each]


def _apart(
    key: Callable[[Finding], object], before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[list[Finding], list[Finding]]:
    """Those of each that have no counterpart among the others."""
    old, new = (frozenset(map(key, found)) for found in (before, after))
    return [one for one in before if key(one) not in new], [one for one in after if key(one) not in old]


def _exactly(finding: Finding) -> object:
    return (finding.code, finding.agreement, finding.target, finding.path)


def _about(finding: Finding) -> object:
    return (finding.code, finding.agreement, finding.at, finding.counterpart)


def _wherever(finding: Finding) -> object:
    """Without the numbers of targets, which move when one is written before them."""
    at = tuple(step for step in finding.at if isinstance(step, str))
    return (finding.code, finding.agreement, at, finding.counterpart, finding.target)


def _alone(findings: Sequence[Finding]) -> frozenset[tuple[str, str]]:
    """Code and promise of those that are the only ones of their code on their promise: whatever else they name."""
    counts = Counter((one.code, one.target) for one in findings if one.target)
    return frozenset(key for key, count in counts.items() if count == 1)


def _without(kept: frozenset[tuple[str, str]], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if (one.code, one.target) not in kept)
