"""What somebody can change to try something, as frozen values: levels and needs, in blocks under a heading."""

from dataclasses import dataclass
from hashlib import sha256

from .wishes import ALSO, INSTEAD


@dataclass(frozen=True, slots=True)
class Enough:
    """A level that can be taken, and what that would do."""

    level: str
    does: str


@dataclass(frozen=True, slots=True)
class Lever:
    """One level to change: what it is of, what stands there, what is typed, and what would be enough.

    Where there are `choices`, each a value with its name, one of them is chosen and nothing typed.
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

    @property
    def key(self) -> str:
        """A name for the field within the page."""
        return key_of(self.field)


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
class Block:
    """Fields under one heading; `start` says what put them there: a kind and an id."""

    start: tuple[str, str]
    heading: str
    about: str
    levers: tuple[Lever, ...]
    needs: Needs | None = None
    note: str = ""
    related: tuple[tuple[str, str, str], ...] = ()
    """More to change: kind of start, id, and words."""


def key_of(field: str) -> str:
    """A short name for a field, as an id of the page may be."""
    return f"f-{sha256(field.encode()).hexdigest()[:12]}"
