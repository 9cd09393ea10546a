"""How a promise can stand against what lies below it, and where it falls short: words, their order and shapes."""

from enum import StrEnum


class Standing(StrEnum):
    """How a promise stands against what is committed below it, worst first."""

    GAP = "gap"
    UNKNOWN = "unknown"
    AT_RISK = "at_risk"
    ACCEPTED = "accepted"
    SUPPORTED = "supported"

    @property
    def weight(self) -> int:
        """0 for the worst: sort by it."""
        return _WEIGHTS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is left to settle: it is neither supported nor accepted as a risk."""
        return self not in (Standing.SUPPORTED, Standing.ACCEPTED)

    @property
    def word(self) -> str:
        """What people read."""
        return self.value.replace("_", " ")

    @property
    def symbol(self) -> str:
        """The shape that stands before the word, since colour alone tells nothing."""
        return _SYMBOLS[self]


_SYMBOLS = dict(zip(Standing, "▲?◐○✓", strict=True))
_WEIGHTS = {standing: weight for weight, standing in enumerate(Standing)}


class Where(StrEnum):
    """In which view a promise falls short."""

    DIRECT = "direct"
    BELOW = "below"
    PAPER = "paper"
