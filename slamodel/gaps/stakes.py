"""A finding in; what it puts at stake out, as what it is ranked by."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.model import AgreementKind

_OUTERMOST_FIRST = tuple(AgreementKind)
_OF_LEVELS = (
    "A",
    "H",
    "K",
    "T",
    "P401",
    "W501",
    "W502",
    "W503",
    "W504",
    "C601",
    "C602",
    "C604",
    "C605",
    "C606",
    "C607",
)
"""How the codes begin of findings whose consequence is a level that is missed: then credits are owed."""


class Weight(NamedTuple):
    """What is compared, one after the other, the smaller standing first."""

    severity: int
    money: Decimal
    customers: int
    promises: int
    bites: date
    shortfall: float
    code: str
    target: str
    agreement: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stakes:
    """Weighs findings on the day that is looked at."""

    context: Context

    def of(self, finding: Finding) -> Weight:
        """Severity, money, promises to customers, all promises, how soon, how much is missing."""
        to_customers = sum(self._kind(name) is AgreementKind.SLA for name in finding.promises)
        return Weight(
            finding.severity.weight,
            -(finding.exposure or Decimal(0)),
            -to_customers,
            -len(finding.promises),
            finding.bites or self.context.graph.as_of,
            -finding.stake,
            finding.code,
            finding.target,
            finding.agreement,
            finding.path,
        )

    def leading(self, finding: Finding) -> tuple[object, ...]:
        """Of findings of one cause the gravest leads, of these the outermost, of these the one that lacks most."""
        kind = self._kind(finding.target)
        depth = _OUTERMOST_FIRST.index(kind) if kind else len(_OUTERMOST_FIRST)
        return (finding.severity.weight, depth, self.of(finding))

    def weighed(self, finding: Finding) -> Finding:
        """With the money at stake, and the first day of a promise that is still to begin, where it names none."""
        finding = self._dated(finding)
        is_of_a_level = finding.code.startswith(_OF_LEVELS)
        if finding.exposure is not None or finding.severity is Severity.NOTE or not is_of_a_level:
            return finding
        found = (self.context.by_id.get(name) for name in finding.promises)
        amounts = [self.context.exposure(promise) for promise in found if promise]
        return replace(finding, exposure=sum((one for one in amounts if one and one > 0), Decimal(0)) or None)

    def _dated(self, finding: Finding) -> Finding:
        agreement = self.context.landscape.agreements.get(finding.agreement)
        begins = agreement.term.start if agreement else None
        is_later = finding.bites is None and begins is not None and begins > self.context.graph.as_of
        return replace(finding, bites=begins) if is_later else finding

    def _kind(self, promise: str) -> AgreementKind | None:
        agreement = self.context.by_id.get(promise)
        return self.context.landscape.agreements[agreement.agreement].kind if agreement else None
