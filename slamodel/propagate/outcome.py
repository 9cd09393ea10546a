"""What propagation hands on: for every target two views, each with its figures and all that they rest on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from slamodel.propagate.figures import Figures
from slamodel.propagate.given import Input, Link, Unknown
from slamodel.propagate.ground import Ground
from slamodel.propagate.standing import Standing
from slamodel.propagate.structure import Node


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


class Together(StrEnum):
    """How the parts of an amount come together."""

    INPUT = "input"
    LEAST = "the smallest counts"
    MOST = "the largest counts"
    SUM = "they add up"
    PRODUCT = "they multiply"
    OF_SMALLEST = "so many of them, the smallest, add up"
    NTH = "so many of them are enough, the best count"
    PER_CALL = "divided by the calls that each call above makes"
    SPREAD = "spread over what several ways share"


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """A composed amount with its because: the rule, the parts, and at the leaves the inputs.

    `usage` is how many calls one call above makes, `count` k where k of the parts count, `load` what a part carries of
    what is spread. An amount of infinity is not limited by anything that is stated.
    """

    label: str
    value: float
    rule: Together = Together.INPUT
    parts: tuple["Amount", ...] = ()
    source: Input | None = None
    usage: float = 1.0
    count: int = 0
    load: float | None = None


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

    Amounts (rates, scales, metrics of the model's own) have `amount`, computed with unknown inputs at their best, and
    `without` is what is left without those.

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
    amount: Amount | None = None
    without: float | None = None
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
