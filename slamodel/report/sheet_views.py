"""What a sheet for one counterpart says, as frozen texts and dates: its own agreements, services and figures only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Matter(StrEnum):
    """What an ask is about."""

    LEVEL = "level"
    """A better level of what is stated."""
    OWN = "own"
    """A better own part of a service."""
    COMMITMENT = "commitment"
    """A commitment that is not there yet."""
    SHARE = "share"
    """Its share of what several have to bring about together."""
    HOURS = "hours"
    """Hours in which nobody stands behind what is promised."""
    MAINTENANCE = "maintenance"
    """Maintenance that does not count below."""
    CLOCK = "clock"
    """A clock that may stand still."""
    WINDOW = "window"
    """Over which window a level is measured."""
    EXCLUSION = "exclusion"
    """Failures that are not answered for."""
    RENEWAL = "renewal"
    """A contract that ends too early."""
    TIER = "tier"
    """A lower level on offer that is enough."""
    PROMISE = "promise"
    """Of a customer: another level than was promised."""


@dataclass(frozen=True, slots=True)
class Paper:
    """An agreement that the counterpart has: what it is called, where it is written, until when it runs.

    `lever` is the first day on which other terms may count without anybody's consent, `notice` the last day on which
    to give notice for that.
    """

    id: str
    name: str
    source: str
    term: str
    lever: date | None = None
    notice: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that is asked for.

    `what` is its heading; `today` and `wanted` are the values of it, `why` the reasons in figures; `offers` is
    what we can offer for it, empty where somebody has to decide that. `is_shared`: others are asked for their part of
    the same, `is_either`: others could grant it instead. `level` is what is asked for as an unavailability, seconds or
    the negative of an amount: of the same thing asked for twice, the smaller counts.
    """

    matter: Matter
    what: str
    today: str = ""
    wanted: str = ""
    why: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    metric: str = ""
    priority: str = ""
    askers: tuple[str, ...] = ()
    paper: Paper | None = None
    by_when: str = ""
    offers: tuple[str, ...] = ()
    is_shared: bool = False
    is_either: bool = False
    level: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something to settle on paper; `code` is the rule that raises it."""

    code: str
    text: str
    agreement: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is asked of one party, to be handed over; `askers` are those who ask, by their names."""

    party: str
    name: str
    about: str
    is_customer: bool
    askers: tuple[str, ...]
    as_of: date
    sentence: str
    requests: tuple[Request, ...]
    questions: tuple[Question, ...]
    duties: tuple[str, ...]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The agreements that the asks are about, each once."""
        return tuple(dict.fromkeys(request.paper for request in self.requests if request.paper))
