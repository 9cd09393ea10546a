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

    @property
    def in_order(self) -> "Figures":
        """The same with no more down on average, and at best, than the worst timing leaves.

        Windows that fill another one only in part (three months of 30 days a quarter of 91) leave less than the level.
        """
        independent = min(self.independent, self.guaranteed)
        return Figures(self.guaranteed, independent, min(self.ceiling, independent))


def figures(node: Node, q: Levels, worst: Levels | None = None, kindest: Levels | None = None) -> Figures:
    """The three figures of the node, event i being down for the share `q[i]` of the time.

    At worst it may be another share, and at best: where windows or hours differ, allowances gather or hide.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    worst, kindest = worst or q, kindest or q
    if node.flat and node.failing == 1:  # a plain chain, by far the most frequent
        down = 0.0
        for event in node.flat:
            down += q[event] * (1.0 - down)
        together, longest = fsum(worst[event] for event in node.flat), max(kindest[event] for event in node.flat)
        return Figures(min(1.0, together), down, longest)
    return Figures(most_downtime(node, worst), unavailability(node, q), least_downtime(node, kindest))
