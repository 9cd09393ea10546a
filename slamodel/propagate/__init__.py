"""GRAPH → WHAT CAN BE PROMISED: what the commitments below every promise really support."""

from slamodel.propagate.given import Input, Lack, Link, Role, Unknown
from slamodel.propagate.outcome import Condition, Kind, Rule, Step, View
from slamodel.propagate.promise import Promise
from slamodel.propagate.promises import promising, propagate, propagate_again
from slamodel.propagate.standing import Standing, Where

__all__ = [
    "Condition",
    "Input",
    "Kind",
    "Lack",
    "Link",
    "Promise",
    "Role",
    "Rule",
    "Standing",
    "Step",
    "Unknown",
    "View",
    "Where",
    "promising",
    "propagate",
    "propagate_again",
]
