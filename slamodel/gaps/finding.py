"""A finding: something right in the file that does not add up in the promises, with whom to talk to about it."""

from dataclasses import dataclass

from slamodel.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the catalogue.

    `path` leads from the agreement over services to the link; `owner` is the party that owns the link's upper end,
    `counterpart` the one to talk to; `promised` and `supported` are shares or seconds, as the target's metric is;
    `at` is where in the model it was written; `stake` orders findings of one severity: the shortfall against what is
    allowed, or the number of promises that are left unknown.
    """

    code: str
    severity: Severity
    message: str
    agreement: str
    target: str = ""
    path: tuple[str, ...] = ()
    owner: str = ""
    counterpart: str = ""
    promised: float | None = None
    supported: float | None = None
    at: tuple[str | int, ...] = ()
    waived: bool = False
    stake: float = 0.0
