"""A condition under which a promise holds in; it in words out."""

from slamodel.model import Landscape
from slamodel.propagate import Condition, Kind


def in_short(landscape: Landscape, condition: Condition) -> str:
    """As the end of a sentence: `as long as ...`."""
    label, agreement = landscape.label(condition.source.service), condition.source.agreement
    if condition.kind is Kind.AIM:
        return f"as long as {label} reaches what is only an aim of {agreement}: nobody commits to it"
    if condition.kind is Kind.EXCLUDED:
        return f"as long as nothing fails at {label} that {agreement} does not answer for: {condition.what}"
    return f"as long as nothing stops the clock of {label}, which {agreement} allows: {condition.what}"
