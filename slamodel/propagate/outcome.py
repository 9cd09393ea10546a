"""What propagation hands on: for every target two views, each with its figures and all that they rest on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeAlias

from slamodel.model import ALWAYS, Cutoff
from slamodel.propagate.counted import Counted
from slamodel.propagate.figures import Figures
from slamodel.propagate.ground import Ground
from slamodel.propagate.standing import Standing
from slamodel.propagate.structure import Node

Path: TypeAlias = tuple[str | int, ...]
"""Where in the model something was written, such as ("agreements", "sla", "targets", 0)."""


class Lack(StrEnum):
    """Why a figure is unknown."""

    NO_AGREEMENT = "no agreement"
    NO_TARGET = "no target"
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


class Duration(NamedTuple):
    """A composed time: seconds on the promise's clock, and the share of cases that keeps to it."""

    within_s: float
    in_guaranteed: float
    in_independent: float


class Rule(StrEnum):
    """How the parts of a composed time come together."""

    INPUT = "input"
    IN_ORDER = "one after the other"
    IN_PARALLEL = "side by side, the longest counts"
    ANY_CAUSE = "any one may be the cause, the longest counts"
    FASTEST = "alternatives, the fastest counts"
    LARGEST = "the largest counts"
    LOWEST = "committed to at several levels on different clocks, the latest counts"


@dataclass(frozen=True, slots=True)
class Step:
    """A composed time with its because: the rule, the parts, and at the leaves the inputs.

    `count` is k where the k-th fastest of the parts counts. Parts may be shared between steps. `start` and `finish` are
    the instants (microseconds since 1970, UTC) between which a step runs in the worst case; None where all starts are
    alike.
    """

    label: str
    time: Duration
    rule: Rule = Rule.INPUT
    parts: tuple["Step", ...] = ()
    source: Input | None = None
    count: int = 0
    start: int | None = None
    finish: int | None = None


class Run(NamedTuple):
    """A composed time as it goes from one start, and what the promise allows from there, on the promise's clock."""

    step: Step
    limit_s: float


class Kind(StrEnum):
    """Why a promise holds only under a condition."""

    STOP = "stop"
    """The clock of an input may stand still while that of the promise runs on."""
    AIM = "aim"
    """What the promise rests on is an aim: nobody commits to it."""
    EXCLUDED = "excluded"
    """What the promise rests on does not answer for failures that the promise answers for."""


class Condition(NamedTuple):
    """What must not happen below for the promise to hold: `what` says for which reason, or which failures."""

    source: Input
    what: str
    kind: Kind = Kind.STOP


class Found(NamedTuple):
    """The inputs below one promise: their events in reading order, the input behind each, what is assumed perfect.

    Times have no events.
    """

    events: tuple[int, ...]
    inputs: tuple[Input, ...]
    assumed: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """One view of a promise. Shares have `figures` and `structure`, times have `time`, `step` and `limit_s`.

    Figures are computed with unknown inputs taken as perfect; while something is unknown they are the best that could
    be hoped for, and `without_unknown` are the figures with the unknown inputs never there. A view is grounded when
    there is any figure below it at all. What it rests on is found, and weighed, when first asked for: for most
    promises of a portfolio nobody does.

    `conditions` are why it holds only if nothing happens that agreements below leave open: clocks that may stop, and
    aims and exclusions without which it would not hold.

    The step of a time runs from its worst start, or, with `is_just_after`, from any moment right after it; `limit_s` is
    what the promise allows from there; `begin` is the same from another start (an instant in microseconds since 1970).
    The figures of a share are those of the time of the year at which they are worst: where that matters, `season` says
    which it is.
    """

    standing: Standing
    unknown: tuple[Unknown, ...]
    is_grounded: bool
    find: Callable[[], Found] = field(compare=False, repr=False)
    weigh: Callable[[], tuple[Link, ...]] = field(default=tuple, compare=False, repr=False)
    figures: Figures | None = None
    without_unknown: Figures | None = None
    structure: Node | None = None
    time: Duration | None = None
    step: Step | None = None
    limit_s: float | None = None
    is_just_after: bool = False
    conditions: tuple[Condition, ...] = ()
    begin: Callable[[int], Run] | None = field(default=None, compare=False, repr=False)
    ground: Ground | None = field(default=None, compare=False, repr=False)
    season: str = ""
    experience: Callable[[], Figures | None] = field(default=lambda: None, compare=False, repr=False)

    @cached_property
    def experienced(self) -> Figures | None:
        """The figures of a share with no exclusion counted away; None where nothing is excluded above or below."""
        return self.experience()

    @property
    def stops(self) -> tuple[tuple[Input, str], ...]:
        """The inputs whose clock may stand still while that of the promise runs on, with the reason."""
        return tuple((one.source, one.what) for one in self.conditions if one.kind is Kind.STOP)

    @cached_property
    def found(self) -> Found:
        """Everything that the view rests on."""
        return self.find()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The inputs in reading order."""
        return self.found.inputs

    @property
    def assumed(self) -> tuple[str, ...]:
        """Services whose own part is not stated and taken as perfect, sorted."""
        return self.found.assumed

    @property
    def burden(self) -> float:
        """What the view comes to, more being worse: the guaranteed unavailability, or seconds."""
        if self.figures is not None:
            return self.figures.guaranteed
        return self.time.within_s if self.time is not None else 0.0

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The inputs with importance and required levels; those that are assumed perfect have no link."""
        return self.weigh()
