"""Figures that promises rest on: each with its role and its place, or with why it is not known."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from slamodel.model import ALWAYS, Cutoff
from slamodel.propagate.counted import Counted
from slamodel.propagate.figures import Figures

Path: TypeAlias = tuple[str | int, ...]
"""Where in the model something was written, such as ("agreements", "sla", "targets", 0)."""


class Lack(StrEnum):
    """Why a figure is unknown."""

    NO_AGREEMENT = "no agreement"
    NO_TARGET = "no target"
    OTHER_UNIT = "not in the same unit"
    RESPONSE_ONLY = "response only"
    CIRCLE = "circle"
    FAULTY = "faulty"
    NOT_EVALUATED = "not evaluated yet"
    NEVER = "never done"
    FAR_AHEAD = "not known so far ahead"
    TOO_COMPLEX = "too complex"


class Unknown(NamedTuple):
    """Something that has to be known and is not; `message` says what, in words."""

    lack: Lack
    service: str
    consumer: str
    message: str
    agreements: tuple[str, ...] = ()


class Role(StrEnum):
    """What an input of a sum is."""

    COMMITMENT = "commitment"
    OWN = "own part"
    ASSUMED = "assumed perfect"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Input:
    """One figure that a promise rests on: a commitment, a provider's own part, an assumption, or an unknown.

    `level` is an unavailability for shares and seconds for times, None while unknown; `share` is the share of cases
    of a time, 1 for all; `agreement` is None for an own part; `at` is where the figure was written. `at_best` is the
    level to which other agreements on the same service, reached on other ways, would still hold it down. `rungs` are
    the shares of cases for which the same agreements state other limits, where they do (4 h in 90 %, 8 h in 99 %).
    `clock` is the calendar on which a time runs, `stops` the reasons for which that clock may stand still, `due` a
    cut-off rule in place of a length, whose `level` is the longest that it can leave on its own clock. `counted` says
    what the level of a share means in the hours and in the window of the promise, None where it counts exactly as the
    promise does; `zones` are the time zones on which that depends. `beside` are other commitments on the same service,
    met on other ways: `counted` is what all of them together let it do. `is_aim` tells that nobody commits to the
    level, `excludes_failures` what its agreement does not answer for; `instead` are the other levels that agreements
    at the same distance state, the strictest first: they hold where this one ensures nothing.
    """

    service: str
    role: Role
    level: float | None
    agreement: str | None = None
    share: float = 1.0
    metric: str = ""
    at: Path = ()
    unknown: Unknown | None = None
    at_best: float = 0.0
    rungs: tuple[float, ...] = ()
    clock: str = ALWAYS
    stops: tuple[str, ...] = ()
    due: tuple[Cutoff, ...] = ()
    counted: Counted | None = None
    zones: frozenset[str] = frozenset()
    beside: tuple["Input", ...] = ()
    is_aim: bool = False
    excludes_failures: tuple[str, ...] = ()
    instead: tuple["Input", ...] = ()

    @property
    def figures(self) -> Figures:
        """What is down of a share of what the promise counts and this counts too: at worst, on average, at best."""
        level = self.level or 0.0
        if self.counted is None:
            return Figures(level, level, level)
        average = max(level, *(one.level or 0.0 for one in self.beside)) if self.beside else level
        return Figures(self.counted.worst, average, self.counted.kindest)

    @property
    def loss(self) -> float:
        """All that a share alone can cause to be lost of what the promise counts."""
        return (self.level or 0.0) if self.counted is None else self.counted.loss


@dataclass(frozen=True, slots=True)
class Link:
    """An input with what it means for the promise above.

    `importance` is how much the top moves per unit of the input's level; the required levels are the least demanding
    ones that make the promise supported with everything else as it is, in the unit of `Input.level`; None where no
    value would do, infinity (for times) or 1.0 (for shares) where any value would.
    """

    source: Input
    importance: float | None = None
    required_guaranteed: float | None = None
    required_independent: float | None = None
