"""What every kind of thing looks like in a picture: border and shape first, then colour; and the legend."""

from collections.abc import Mapping
from types import MappingProxyType

from slamodel.diagram.drawing.label import FONT_NAME
from slamodel.diagram.sketch import Mark
from slamodel.model import PartyKind
from slamodel.propagate import Standing

INK, SOFT, PALE, PAPER = "#1c1e21", "#62666d", "#c9c6bd", "#ffffff"
_GREEN, _AMBER, _RED = "#1b6e53", "#8a5a00", "#a3262c"

Attributes = Mapping[str, str]

BOXES: Mapping[str, Attributes] = MappingProxyType(
    {
        # The borders differ without any colour: thick, dotted, dashed, thin and round, double, pale.
        Standing.GAP: {"style": "filled", "color": _RED, "fillcolor": "#f9e4e3", "penwidth": "2.6"},
        Standing.UNKNOWN: {"style": "filled,dotted", "color": INK, "fillcolor": "#f4f4f2", "penwidth": "1.6"},
        Standing.AT_RISK: {"style": "filled,dashed", "color": _AMBER, "fillcolor": "#fcf6e8", "penwidth": "1.4"},
        Standing.SUPPORTED: {"style": "filled,rounded", "color": _GREEN, "fillcolor": "#f3f9f6", "penwidth": "1.2"},
        Standing.ACCEPTED: {"style": "filled,rounded", "color": SOFT, "fillcolor": PAPER, "peripheries": "2"},
        "plain": {"style": "filled,rounded", "color": SOFT, "fillcolor": PAPER, "penwidth": "0.8"},
        "missing": {"style": "filled,dotted", "color": INK, "fillcolor": PAPER, "penwidth": "1.6"},
        "mark": {
            "style": "filled,rounded",
            "color": SOFT,
            "fillcolor": "#ebe9e2",
            "penwidth": "0.8",
            "margin": "0.05,0.02",
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

WORDS: Mapping[Mark, str] = MappingProxyType({Mark.NEW: "+ new", Mark.GONE: "\u2212 gone", Mark.CHANGED: "~ changed"})
"""What stands above the name of a box in a picture of differences."""

STANDS_DIFFERENTLY = "~ stands differently"
"""The same where nothing of its own has changed, only what it rests on."""

_RECEDING: Attributes = MappingProxyType({"color": PALE, "fontcolor": SOFT, "penwidth": "0.8"})

MARKS: Mapping[Mark, Attributes] = MappingProxyType(
    {
        Mark.NEW: {"shape": "note", "penwidth": "2.6"},
        Mark.GONE: {**_RECEDING, "style": "filled,dashed,diagonals", "color": SOFT, "fillcolor": PAPER},
        Mark.CHANGED: {"shape": "tab", "penwidth": "2.2"},
        Mark.SAME: {**_RECEDING, "style": "filled,rounded", "fillcolor": PAPER, "peripheries": "1"},
    }
)
"""What having changed makes of the look of a node: a shape of its own for each, and grey for what stayed."""

MARKED_LINES: Mapping[Mark, Attributes] = MappingProxyType(
    {
        Mark.NEW: {"penwidth": "2.6"},
        Mark.GONE: {"style": "dashed", "color": SOFT, "fontcolor": SOFT, "penwidth": "1.2", "arrowhead": "tee"},
        Mark.CHANGED: {"penwidth": "2"},
        Mark.SAME: _RECEDING,
    }
)
"""The same for an edge."""

FRAMES: Mapping[str, Attributes] = MappingProxyType(
    {
        PartyKind.CUSTOMER: {"fillcolor": "#f3f6fb"},
        PartyKind.DEPARTMENT: {"fillcolor": "#faf9f5"},
        PartyKind.SUPPLIER: {"fillcolor": "#f3efe6"},
    }
)
"""Looks of the frame around a party's services, by the kind of party."""

NAME: Attributes = MappingProxyType({"fontsize": "10", "fontcolor": SOFT, "labeljust": "l", "margin": "5"})
"""What the words at all frames have in common."""

FRAME: Attributes = MappingProxyType(
    {**NAME, "style": "filled,rounded", "color": PAPER, "penwidth": "4", "peripheries": "1"}
)
"""What the frames of parties have in common: a border of paper holds neighbours apart."""

ASIDE: Attributes = MappingProxyType({**NAME, "margin": "0", "peripheries": "0"})
"""The date and the legend: a frame that shows nothing but its words."""

TITLE: Attributes = MappingProxyType({**ASIDE, "fontsize": "14", "fontcolor": INK})
"""The same for the title."""

PICTURE: Attributes = MappingProxyType(
    {
        "newrank": "true",
        "rankdir": "TB",
        "ranksep": "0.2",
        "nodesep": "0.13",
        "bgcolor": PAPER,
        "fontcolor": INK,
        "pad": "0.1",
        "fontname": FONT_NAME,
    }
)
NODE: Attributes = MappingProxyType(
    {"shape": "box", "fontname": FONT_NAME, "fontsize": "10", "fontcolor": INK, "margin": "0.07,0.04", "height": "0.3"}
)
EDGE: Attributes = MappingProxyType({"fontname": FONT_NAME, "fontsize": "10", "fontcolor": INK, "arrowsize": "0.6"})

LEGEND = (
    "Status   " + "   ".join(f"{standing.symbol} {standing.word}" for standing in reversed(Standing)),
    "Lines   ──  needs    ╌╌  1, 2: takes over an incident    ┈┈  1, 2: works on a request",
    "━━  thick, red: here a promise breaks    ──  grey: in-house, no agreement needed    ─o  something is not known",
)

CHANGES = (
    "Changes   + new: bold, a folded corner    \u2212 gone: dashed, crossed corners    ~ changed: bold, with a tab",
    "a → b  it was a and is b    ╌╌┤  grey, with a bar: does not rest on it any more    pale grey: as it was",
)
"""The legend of a picture of differences, above the one of every picture."""
