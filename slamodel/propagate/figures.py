"""Takes a structure and unavailabilities to the three figures of a promise: guaranteed, independent, ceiling."""

from math import fsum
from typing import NamedTuple

from slamodel.propagate.bounds import least_downtime, most_downtime
from slamodel.propagate.independent import unavailability
from slamodel.propagate.modules import Levels
from slamodel.propagate.structure import Node


class Figures(NamedTuple):
    """Three unavailabilities, never one: the first is the largest, the last the smallest."""

    guaranteed: float
    independent: float
    ceiling: float


def figures(node: Node, q: Levels) -> Figures:
    """The three figures of the node, event i being down for the share `q[i]` of the time.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    if node.flat and node.failing == 1:  # a plain chain, by far the most frequent
        values = [q[event] for event in node.flat]
        down = 0.0
        for value in values:
            down += value * (1.0 - down)
        return Figures(min(1.0, fsum(values)), down, max(values))
    return Figures(most_downtime(node, q), unavailability(node, q), least_downtime(node, q))
