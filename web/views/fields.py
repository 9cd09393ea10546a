"""What somebody can change to try something, as frozen values: levels and needs, in blocks under a heading."""

from dataclasses import dataclass
from hashlib import sha256

from .scale import Scale
from .wishes import ALSO, INSTEAD, TIER


@dataclass(frozen=True, slots=True)
class Enough:
    """A level that can be taken, and what that would do."""

    level: str
    does: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One level on offer: its targets in words, its price, by how much more a year costs, and what taking it does."""

    name: str
    levels: tuple[str, ...]
    price: str
    dearer: str
    does: str = ""


@dataclass(frozen=True, slots=True)
class Tiers:
    """The levels on offer of an agreement: the current one, and the one that is chosen; "" where none is named."""

    agreement: str
    label: str
    today: str
    typed: str
    mistake: str
    offers: tuple[Offer, ...]

    @property
    def field(self) -> str:
        """The name of the choice."""
        return TIER + self.agreement

    @property
    def key(self) -> str:
        """A name for it within the page."""
        return key_of(self.field)


@dataclass(frozen=True, slots=True)
class Lever:
    """One level to change: what it is of, what stands there, what is typed, and what would be enough.

    Where there are `choices`, each a value with its name, one of them is chosen and nothing typed. With a tier in
    `void` chosen for the agreement it no longer counts; `tiers` are the choice itself, where that stands beside it.
    """

    field: str
    label: str
    about: str
    today: str
    typed: str
    mistake: str
    hint: str
    enough: tuple[Enough, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    scale: Scale | None = None
    tiers: Tiers | None = None
    void: tuple[str, ...] = ()
    is_void: bool = False

    @property
    def key(self) -> str:
        """A name for the field within the page."""
        return key_of(self.field)

    @property
    def choice(self) -> str:
        """The field by which the tier is chosen that may stand in its place."""
        return TIER + self.field.split("/")[1] if self.void else ""


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need or group: its place and words, whether it would go, and what is typed as an alternative to it."""

    place: str
    label: str
    depth: int
    is_group: bool
    is_out: bool
    alternative: str
    mistake: str

    @property
    def key(self) -> str:
        """A name for its field within the page."""
        return key_of(INSTEAD + self.place)


@dataclass(frozen=True, slots=True)
class Needs:
    """What a service needs, line by line, and what is typed as one need more."""

    service: str
    lines: tuple[NeedLine, ...]
    also: str
    mistake: str

    @property
    def key(self) -> str:
        """A name for the field of one need more within the page."""
        return key_of(ALSO + self.service)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A maintenance window in which downtime does not count, and whether it is to."""

    place: str
    label: str
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Fields under one heading; `start` says what put them there: a kind and an id."""

    start: tuple[str, str]
    heading: str
    about: str
    levers: tuple[Lever, ...]
    tiers: tuple[Tiers, ...] = ()
    needs: Needs | None = None
    left_out: tuple[LeftOut, ...] = ()
    note: str = ""
    related: tuple[tuple[str, str, str], ...] = ()
    """More to change: kind of start, id, and words."""


def key_of(field: str) -> str:
    """A short name for a field, as an id of the page may be."""
    return f"f-{sha256(field.encode()).hexdigest()[:12]}"
