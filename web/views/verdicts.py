"""How many promises stand how in; the counts with word, shape and tone, worst first, out."""

from dataclasses import dataclass

from slamodel.propagate import Standing
from slamodel.report.views import Status
from slamodel.report.wording import STATUS

from ..store import Verdict

_NOUNS = frozenset({"gap", "error", "warning", "note"})


@dataclass(frozen=True, slots=True)
class Count:
    """So many promises or findings of one status; `key` names it in addresses."""

    key: str
    status: Status
    count: int

    @property
    def word(self) -> str:
        """The status as it follows the number."""
        return in_number(self.status, self.count)


def in_number(status: Status, count: int) -> str:
    """The word of a status behind a number of promises or findings."""
    return f"{status.word}s" if status.word in _NOUNS and count != 1 else status.word


def counts(verdict: Verdict) -> tuple[Count, ...]:
    """The counts of a verdict; what a newer release may have kept under other names is passed over."""
    known = dict(verdict)
    keys = ((standing.value, STATUS[standing]) for standing in Standing)
    return tuple(Count(key, status, known[key]) for key, status in keys if key in known)
