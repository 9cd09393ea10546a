"""How many promises stand how in; the counts with word, shape and tone, worst first, out."""

from dataclasses import dataclass

from slamodel.propagate import Standing
from slamodel.report.views import Status
from slamodel.report.wording import STATUS

from ..store import Verdict


@dataclass(frozen=True, slots=True)
class Count:
    """So many promises of one status."""

    number: int
    status: Status

    @property
    def word(self) -> str:
        """The status as it follows the number."""
        return "gaps" if self.status is STATUS[Standing.GAP] and self.number != 1 else self.status.word


def counts(verdict: Verdict) -> tuple[Count, ...]:
    """The counts of a verdict; what a newer release may have kept under other names is passed over."""
    known = dict(verdict)
    return tuple(Count(known[standing.value], STATUS[standing]) for standing in Standing if standing.value in known)
