"""What apportionment hands on, as frozen values: for every link of a promise the level that is its part of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias, get_args

from slamodel.analysis import Analysis
from slamodel.plan.move import Move
from slamodel.plan.outcome import Basis

Method: TypeAlias = Literal["equal", "proportional", "effort", "cheapest"]
AS_IT_IS = "stays as it is"
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class Portion:
    """One link and its part of a promise.

    `subject` is what would be changed: an agreement and its service, or a service that nobody commits to yet.
    `today` and `level` are unavailabilities, or seconds, None where there is none; `asked` is the level as it is to be
    asked for, rounded so that granting it is enough, `was` that of today. `stays` tells why it is no part of what is
    shared out, empty where it is. `move` writes the level; None where nothing changes.
    """

    subject: str
    service: str
    agreement: str | None
    party: str
    today: float | None
    level: float | None
    was: str
    asked: str
    stays: str = ""
    move: Move | None = None
    price: Decimal | None = None
    counted_s: float | None = None
    """The seconds of its own window that count, where the level is a share of time."""


@dataclass(frozen=True, slots=True)
class Apportionment:
    """A promise shared out over its links by one method.

    `is_enough` tells whether the promise is carried once all levels are granted as they are printed: `after` is the
    analysis of the model with them, None where there is nothing to try. `because` says why it cannot be shared out,
    or what to know of the levels; `opens` are other promises that would no longer be supported.
    """

    promise: str
    method: Method
    basis: Basis
    portions: tuple[Portion, ...]
    is_enough: bool
    because: tuple[str, ...] = ()
    after: Analysis | None = None
    opens: tuple[str, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """What has to be agreed."""
        return tuple(portion.move for portion in self.portions if portion.move)
