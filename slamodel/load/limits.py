"""How large and how deep a model file may be before reading stops."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may ask of the reader; None means as much as it likes.

    The defaults are those of the command. Depth and aliases are always bounded: nobody needs more, and a few hundred
    bytes beyond them can stand for millions of values.
    """

    depth: int = 32
    nodes: int | None = None
    aliases: int = 100
    expanded: int = 100_000
    """Nodes that all aliases together may stand for."""
    size: int | None = None
    """Bytes of the file."""


COMMAND_LIMITS = Limits()
