"""Anchors and aliases of one file: what each alias stands for, or which limit it breaks."""

from dataclasses import dataclass

from slamodel.load.limits import Limits
from slamodel.load.text import shown
from slamodel.load.tree import Map, Seq, Value


@dataclass(frozen=True, slots=True)
class Anchored:
    """What an alias of this anchor stands for."""

    value: Value
    at: int
    size: int = 1
    """Nodes, those inside included; an alias inside counts as what it stands for."""
    height: int = 0
    """Levels of mappings and lists."""


@dataclass(frozen=True, slots=True)
class OpenAnchor:
    """The counters as they were when an anchored mapping or list began."""

    name: str
    size: int
    deepest: int


class Anchors:
    """The anchors met so far, and how much all aliases together stand for.

    `nodes` counts the nodes of finished mappings and lists; `deepest` is the deepest level met since the innermost open
    anchor began. Both are kept by the builder.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nodes = 0
        self.deepest = 0
        self.aliases = 0
        self.expanded = 0
        self.known: dict[str, Anchored] = {}
        self.open: dict[int, OpenAnchor] = {}

    def begin(self, name: str, depth: int) -> None:
        """An anchored mapping or list begins at this depth."""
        self.open[depth] = OpenAnchor(name, self._size(), self.deepest)
        self.deepest = depth

    def end(self, depth: int, node: Map | Seq, at: int) -> None:
        """The mapping or list at this depth is complete; aliases of its anchor are possible from now on."""
        anchor = self.open.pop(depth, None)
        if anchor is None:
            return
        size = self._size() - anchor.size + 1
        self.known[anchor.name] = Anchored(node, at, size, self.deepest - depth + 1)
        self.deepest = max(self.deepest, anchor.deepest)

    def alias(self, name: str, depth: int) -> Anchored | tuple[str, str, str]:
        """What an alias at this depth stands for; or code, message and hint of what is wrong with it."""
        if any(anchor.name == name for anchor in self.open.values()):
            return "E109", f"{shown('*' + name)} would contain itself", ""
        target = self.known.get(name)
        if target is None:
            return "E102", f"no anchor {shown('&' + name)} above", "put quotes around a value that starts with *"
        self.aliases += 1
        self.expanded += target.size
        self.deepest = max(self.deepest, depth + target.height)
        if self.aliases > self.limits.aliases:
            return "E109", f"more than {self.limits.aliases} aliases", ""
        if self.expanded > self.limits.expanded:
            return "E109", f"aliases that stand for more than {self.limits.expanded:,} values", ""
        if self.deepest > self.limits.depth:
            return "E109", f"an alias that makes more than {self.limits.depth} levels", ""
        return target

    def _size(self) -> int:
        """Nodes so far, with what each alias stands for in its stead."""
        return self.nodes - self.aliases + self.expanded
