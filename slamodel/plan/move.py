"""A change that somebody has to agree to, as frozen values: of what, from what to what, with whom, at which price."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from slamodel.edit import Change
from slamodel.load import EntryId


class Kind(StrEnum):
    """What is changed."""

    TIER = "tier"
    """Another level that is on offer, at a price."""
    LEVEL = "level"
    """A better level, or share of cases, of a target that is stated."""
    OWN = "own"
    """A better own part of a provider."""
    COMMITMENT = "commitment"
    """A target, or an agreement, that is not there yet."""
    HOURS = "hours"
    """The hours in which an agreement counts, or in which its clock runs."""
    WINDOW = "window"
    """Over which window a level is measured."""
    EXCLUSION = "exclusion"
    """Maintenance, failures or pauses of a clock that no longer go without counting; or that the promise leaves out."""
    REDUNDANCY = "redundancy"
    """An alternative more, or one less."""
    PROMISE = "promise"
    """Less is promised."""
    WAIVER = "waiver"
    """Somebody accepts the risk for a while."""


@dataclass(frozen=True, slots=True)
class Lever:
    """From when on a party can be held to something else: its contract ends or may be ended then.

    `day` is the first day on which other terms may count without anybody's consent, None where the agreement has no
    end; `notice` the last day on which to give notice for that, None where none is needed or stated.
    """

    day: date | None = None
    notice: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a model that one party has to agree to.

    `of` is the entry that is changed, `changes` are what has to be written for it: paths from the root of the model,
    as `edit` takes them. `was` and `becomes` are the values as people read them: `99.5 %`, `gold`, `nothing`. `price`
    is by how much more a year costs, in the currency of the model, negative where it costs less, None where unknown.
    `effort` is by how many powers of ten the unavailability, or the time, shrinks, or the hours of a week grow; 0 where
    it is no matter of that.
    """

    kind: Kind
    of: EntryId
    party: str
    changes: tuple[Change, ...]
    was: str
    becomes: str
    metric: str = ""
    priority: str = ""
    service: str = ""
    tier: str | None = None
    price: Decimal | None = None
    effort: float = 0.0
    lever: Lever = Lever()
    at: tuple[str | int, ...] = ()

    @property
    def agreement(self) -> str | None:
        """The agreement that is changed; None where it is a service."""
        return self.of[1] if self.of[0] == "agreements" else None
