"""Findings in; them in the order in which somebody should read them out, what is at stake first."""

from collections import defaultdict
from collections.abc import Iterable

from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.stakes import Stakes


def ranked(context: Context, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, then by what is at stake; what only says more about a talk that is due anyway stands behind it.

    Such an echo is about the same agreement and about no promise that a finding before it is not about.
    """
    stakes = Stakes(context)
    by_stake = sorted(found, key=stakes.of)
    echoes = _echoes(by_stake)
    return tuple(sorted(by_stake, key=lambda finding: (finding.severity.weight, id(finding) in echoes)))


def _echoes(found: Iterable[Finding]) -> frozenset[int]:
    told: dict[str, set[str]] = defaultdict(set)
    echoes = set()
    for finding in found:
        subject, promises = _subject(finding), finding.promises
        if subject and promises and told[subject].issuperset(promises):
            echoes.add(id(finding))
        told[subject].update(promises)
    return frozenset(echoes)


def _subject(finding: Finding) -> str:
    """The agreement, or the service, that is to be talked about; nothing where no cause is named."""
    return next(filter(None, finding.cause), "")
