"""Takes a structure and unavailabilities to the exact chance of failure with independent outages, and its slopes."""

from slamodel.propagate.closed_forms import independent_gate, independent_slopes
from slamodel.propagate.decision import diagram
from slamodel.propagate.modules import Levels, Network, Plan, evaluate, plan
from slamodel.propagate.structure import Node


def unavailability(node: Node, q: Levels) -> float:
    """The probability that the node fails when event i fails with probability `q[i]`, independent of the others.

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    if node.flat:
        return independent_gate(node.failing, [q[event] for event in node.flat])
    return evaluate(plan(node), q, independent_gate, _chance)[-1]


def importances(node: Node, q: Levels) -> dict[int, float]:
    """Birnbaum's importance of every event that can matter: how fast the unavailability of the node grows with its own.

    Z. W. Birnbaum, "On the importance of different components in a multicomponent system" (1969).

    Raises:
        TooComplex: when a shared part is too large for a decision diagram.
    """
    return value_and_importances(node, q)[1]


def value_and_importances(node: Node, q: Levels) -> tuple[float, dict[int, float]]:
    """Both at once: `unavailability` and `importances`."""
    steps = plan(node)
    values = evaluate(steps, q, independent_gate, _chance)
    return values[-1], dict(zip(steps.events, _handed_down(steps, values), strict=False))


def _handed_down(steps: Plan, values: list[float]) -> list[float]:
    slopes = [1.0] * len(values)
    for number in range(len(steps.parts) - 1, -1, -1):
        failing, inputs, network = steps.parts[number]
        levels = [values[index] for index in inputs]
        own = independent_slopes(failing, levels) if network is None else diagram(network).slopes(levels)
        from_above = slopes[len(steps.events) + number]
        for index, slope in zip(inputs, own, strict=True):
            slopes[index] = from_above * slope
    return slopes


def _chance(network: Network, values: list[float]) -> float:
    return diagram(network).probability(values)
