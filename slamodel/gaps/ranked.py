"""Findings in; them in the order in which somebody should read them out, what is at stake first."""

from collections import defaultdict
from collections.abc import Iterable

from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.stakes import Stakes


def ranked(context: Context, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, then by what is at stake; what only says more about a talk that is due anyway stands behind it.

    Such an echo is about the same agreement below, and about no service of no agreement above that a finding before it
    is not about. What somebody has accepted comes last, and is no talk that is due.
    """
    stakes = Stakes(context)
    by_stake = sorted(found, key=stakes.of)
    echoes = _echoes(context, (finding for finding in by_stake if not finding.waived))
    return tuple(sorted(by_stake, key=lambda finding: (finding.waived, finding.severity.weight, id(finding) in echoes)))


def _echoes(context: Context, found: Iterable[Finding]) -> frozenset[int]:
    told: dict[str, set[tuple[str, str]]] = defaultdict(set)
    echoes = set()
    for finding in found:
        subject = next(filter(None, finding.cause), "")
        promises = (context.by_id.get(name) for name in finding.promises)
        above = {(promise.agreement, promise.service) for promise in promises if promise}
        if subject and above and told[subject].issuperset(above):
            echoes.add(id(finding))
        told[subject].update(above)
    return frozenset(echoes)
