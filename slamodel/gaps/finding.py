"""A finding, something right in the file that does not add up in the promises, and the rule that finds it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from inspect import cleandoc
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps.context import Context
from slamodel.model import Waiver


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of the catalogue.

    `path` leads from the agreement over services to the link; `owner` is the party that owns the link's upper end,
    `counterpart` the one to talk to; `promised` and `supported` are shares or seconds, as the target's metric is;
    `at` is where in the model it was written; `stake` orders findings of one severity: the shortfall against what is
    allowed, or the number of promises that are left unknown; `also` are the other promises that it concerns just so.
    `cause` names what it comes from, so that findings of one cause can be taken together; `bites` is the day from which
    it does, None for today; `exposure` is the money at stake in one window, in the currency of the model. `parts` are
    the findings that were taken together in this one, each on a promise of its own. `accepted` are the waivers that
    hold for it: for all that it is about where it is `waived`, else for some of its promises.
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
    also: tuple[str, ...] = ()
    cause: tuple[str, ...] = ()
    bites: date | None = None
    exposure: Decimal | None = None
    parts: tuple["Finding", ...] = ()
    accepted: tuple["Accepted", ...] = ()

    @property
    def promises(self) -> tuple[str, ...]:
        """All promises that it is about, the one that leads first."""
        return tuple(dict.fromkeys(filter(None, (self.target, *self.also))))

    @property
    def each(self) -> tuple["Finding", ...]:
        """The findings that were taken together in it, or itself."""
        return self.parts or (self,)

    @property
    def consequences(self) -> Iterator["Consequence"]:
        """Every promise that it is about, with its own figures where there are any."""
        figures = {part.target: (part.promised, part.supported) for part in reversed((self, *self.parts))}
        return (Consequence(name, *figures.get(name, (None, None))) for name in self.promises)

    def of(self, promise: str) -> "Finding":
        """What it says of one of its promises: where several were taken together, the one with the figures of that."""
        exact = (part for part in self.parts if part.target == promise)
        return next(exact, next((part for part in self.parts if part.concerns(promise)), self))

    def concerns(self, promise: str) -> bool:
        """Whether it is about a promise, be it as one of several."""
        return promise == self.target or promise in self.also


class Accepted(NamedTuple):
    """A promise for which a finding is accepted, empty where it is about none; the waiver, and where it is written."""

    promise: str
    waiver: Waiver
    at: tuple[str | int, ...]


class Consequence(NamedTuple):
    """A promise that a finding is about, and what is promised and supported there: shares or seconds."""

    target: str
    promised: float | None
    supported: float | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a stable code, a title, its usual severity, and the function that finds.

    The docstring of the function is its page in the documentation. `is_milder_on_average`: a warning where the promise
    holds as long as outages, or delays, are unrelated.
    """

    code: str
    title: str
    severity: Severity
    find: Callable[[Context], Iterator[Finding]]
    is_milder_on_average: bool = False

    @property
    def documentation(self) -> str:
        """What it finds, why it matters, how to fix it, and an example."""
        return cleandoc(self.find.__doc__ or "")
