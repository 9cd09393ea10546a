"""What every kind of thing looks like in a picture: words and signs first, then border, shape and colour."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from slamodel.model import PartyKind
from slamodel.propagate import Standing

from .label import FONT_NAME

INK, SOFT, PALE, PAPER = "#1c1e21", "#62666d", "#c9c6bd", "#ffffff"
_GREEN, _AMBER, _RED, _BLUE = "#1b6e53", "#8a5a00", "#a3262c", "#2b4c8c"


class Sign(NamedTuple):
    """How a standing is written: a sign that holds in grey, and the word for one or for several."""

    symbol: str
    word: str
    several: str

    def __str__(self) -> str:
        """Sign and word, as a line of a label."""
        return f"{self.symbol} {self.word}"

    def counted(self, number: int) -> str:
        """Sign, number and word."""
        return f"{self.symbol} {number:,} {self.word if number == 1 else self.several}"


SIGNS: Mapping[Standing, Sign] = MappingProxyType(
    {
        Standing.GAP: Sign("▲", "gap", "gaps"),
        Standing.UNKNOWN: Sign("?", "unknown", "unknown"),
        Standing.AT_RISK: Sign("◐", "at risk", "at risk"),
        Standing.SUPPORTED: Sign("✓", "supported", "supported"),
        Standing.ACCEPTED: Sign("○", "accepted", "accepted"),
    }
)

Attributes = Mapping[str, str]

BOXES: Mapping[str, Attributes] = MappingProxyType(
    {
        # The borders differ without any colour: thick, dotted, dashed, thin and round, double, pale.
        Standing.GAP: {"style": "filled", "color": _RED, "fillcolor": "#f9e4e3", "penwidth": "2.6"},
        Standing.UNKNOWN: {"style": "filled,dotted", "color": INK, "fillcolor": "#f4f4f2", "penwidth": "1.6"},
        Standing.AT_RISK: {"style": "filled,dashed", "color": _AMBER, "fillcolor": "#fcf6e8", "penwidth": "1.4"},
        Standing.SUPPORTED: {"style": "filled,rounded", "color": _GREEN, "fillcolor": "#f3f9f6", "penwidth": "1.2"},
        Standing.ACCEPTED: {"style": "filled,rounded", "color": _BLUE, "fillcolor": "#eef2fa", "peripheries": "2"},
        "plain": {"style": "filled,rounded", "color": SOFT, "fillcolor": PAPER, "penwidth": "0.8"},
        "missing": {"style": "filled,dotted", "color": INK, "fillcolor": PAPER, "penwidth": "1.6"},
        "mark": {
            "style": "filled,rounded",
            "color": SOFT,
            "fillcolor": "#ebe9e2",
            "penwidth": "0.8",
            "fontsize": "8",
            "margin": "0.06,0.02",
            "height": "0.2",
        },
        "more": {"style": "filled,dashed", "color": PALE, "fillcolor": PAPER, "fontcolor": SOFT},
    }
)
"""Looks of a node: one for each standing, and for nodes that no promise is set against."""

LINES: Mapping[str, Attributes] = MappingProxyType(
    {
        "needs": {"style": "solid", "color": INK, "penwidth": "1"},
        "handled": {"style": "dashed", "color": INK, "penwidth": "1"},
        "fulfilled": {"style": "dotted", "color": INK, "penwidth": "1.4"},
        "promise": {"style": "solid", "color": INK, "penwidth": "1"},
    }
)
"""Looks of an edge by what it says."""

MOODS: Mapping[str, Attributes] = MappingProxyType(
    {
        "": {},
        "in house": {"color": "#a9a69d", "fontcolor": SOFT},
        "unknown": {"arrowhead": "odot", "fontcolor": INK},
        "broken": {"color": _RED, "fontcolor": _RED, "penwidth": "2.6"},
    }
)
"""What an edge's state changes of its look; only the broken path shouts."""

FRAMES: Mapping[str, Attributes] = MappingProxyType(
    {
        PartyKind.CUSTOMER: {"style": "filled,rounded", "fillcolor": "#f3f6fb", "color": "#d5deee"},
        PartyKind.DEPARTMENT: {"style": "filled,rounded", "fillcolor": "#faf9f5", "color": "#e0ddd3"},
        PartyKind.SUPPLIER: {"style": "filled,rounded", "fillcolor": "#f3efe6", "color": "#d9d1be"},
    }
)
"""Looks of the frame around a party's services, by the kind of party."""

PICTURE: Attributes = MappingProxyType(
    {
        "newrank": "true",
        "rankdir": "TB",
        "ranksep": "0.4",
        "nodesep": "0.14",
        "bgcolor": PAPER,
        "pad": "0.2",
        "fontname": FONT_NAME,
        "fontsize": "14",
        "fontcolor": INK,
        "labelloc": "t",
        "labeljust": "l",
    }
)
NODE: Attributes = MappingProxyType(
    {"shape": "box", "fontname": FONT_NAME, "fontsize": "10", "fontcolor": INK, "margin": "0.1,0.06", "height": "0.3"}
)
EDGE: Attributes = MappingProxyType({"fontname": FONT_NAME, "fontsize": "9", "fontcolor": INK, "arrowsize": "0.6"})

LEGEND = (
    "Status   " + "   ".join(str(SIGNS[standing]) for standing in reversed(Standing)),
    "Lines   ──  needs    ╌╌  1, 2: takes over an incident    ┈┈  1, 2: works on a request",
    "━━  thick, red: here a promise breaks    ──  grey: in-house, no agreement needed    ─o  something is not known",
)
