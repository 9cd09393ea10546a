"""Takes a structure and unavailabilities to a worst timing: which events are down together, for which share of time."""

from collections.abc import Iterable
from itertools import pairwise

from slamodel.propagate.bounds import packing
from slamodel.propagate.closed_forms import most_gate
from slamodel.propagate.modules import Levels, Network, plan
from slamodel.propagate.structure import Node

SLIVER = 1e-12
"""Pieces shorter than this share of the whole come from rounding."""

Piece = tuple[float, float, frozenset[int]]
"""From, to, and the events that are down in between."""


def spread(node: Node, q: Levels) -> tuple[tuple[tuple[int, ...], float], ...]:
    """The proof of `most_downtime` for a person: cut sets and the share of time each is down, longest first.

    Their times add up to the bound, and no event is down for more than `q` allows.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    steps = plan(node)
    lines = [[(0.0, q[event], frozenset((event,)))] if q[event] > 0.0 else [] for event in steps.events]
    for failing, inputs, network in steps.parts:
        below = [lines[index] for index in inputs]
        lines.append(_gate_line(failing, below) if network is None else _network_line(network, below))
    times: dict[tuple[int, ...], float] = {}
    for start, end, events in lines[-1]:
        cut = tuple(sorted(events))
        times[cut] = times.get(cut, 0.0) + end - start
    return tuple(sorted(times.items(), key=lambda item: (-item[1], item[0])))


def _length(line: list[Piece]) -> float:
    return line[-1][1] if line else 0.0


def _gate_line(failing: int, lines: list[list[Piece]]) -> list[Piece]:
    """Lays the inputs one after the other over `failing` rows of the same length, so that no input meets itself.

    R. McNaughton, "Scheduling with deadlines and loss functions", Management Science 6 (1959).
    """
    total = most_gate(failing, [_length(line) for line in lines])
    if not lines:
        return [(0.0, total, frozenset())] if total else []
    laid: list[Piece] = []
    at = 0.0
    for line in lines:
        length = min(_length(line), total, failing * total - at)
        if length <= 0.0:
            continue
        first = min(length, total - at % total)
        laid += _cut_out(line, 0.0, first, at % total)
        laid += _cut_out(line, first, length, 0.0)
        at += length
    return _overlaid(laid, total)


def _network_line(network: Network, lines: list[list[Piece]]) -> list[Piece]:
    """One cut set after the other, each input handing out its own pieces in turn."""
    packed = packing(network, [_length(line) for line in lines])
    laid: list[Piece] = []
    used = [0.0] * len(lines)
    at = 0.0
    for cut, time in zip(packed.cuts, packed.times, strict=True):
        for i in cut:
            laid += _cut_out(lines[i], used[i], used[i] + time, at)
            used[i] += time
        at += time
    return _overlaid(laid, at)


def _cut_out(line: list[Piece], start: float, end: float, to: float) -> Iterable[Piece]:
    """The pieces between start and end, moved so that start comes to lie at `to`."""
    for left, right, events in line:
        low, high = max(left, start), min(right, end)
        if low < high:
            yield low - start + to, high - start + to, events


def _overlaid(pieces: list[Piece], total: float) -> list[Piece]:
    """One line out of several: who is down between any two changes."""
    waiting = sorted(pieces, key=lambda piece: piece[0], reverse=True)
    active: list[Piece] = []
    line: list[Piece] = []
    for start, end in pairwise(sorted({point for low, high, _ in pieces for point in (low, high)})):
        if end - start <= SLIVER * total:
            continue
        middle = (start + end) / 2.0
        while waiting and waiting[-1][0] <= middle:
            active.append(waiting.pop())
        active = [piece for piece in active if piece[1] > middle]
        line.append((start, end, frozenset().union(*(events for _, _, events in active))))
    return line
