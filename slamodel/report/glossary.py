"""The words of the field as the report uses them, and how its numbers are made: one place for headings and glossary."""

from slamodel.report.views import Column, Term

_MEANINGS = {
    "guaranteed": (
        "Guaranteed",
        (
            "What remains if nobody breaks an agreement, and every outage that is allowed comes just when it hurts "
            "most. It rests on no assumption."
        ),
    ),
    "unrelated": (
        "If unrelated",
        "What remains on average if outages happen by chance, none because of another.",
    ),
    "best": (
        "At best",
        "What remains if luck hides as much of one party's downtime behind another's as can be hidden.",
    ),
    "missing": (
        "Missing",
        "What the guaranteed level falls short of the promise, in time or in cases.",
    ),
    "steps": (
        "Steps take",
        "The limits of all hand-offs together: added one after the other, the longest side by side.",
    ),
    "start": (
        "Worst start",
        (
            "Each step runs on the hours of whoever does it. How long all of them take depends on when the first one "
            "starts; the figure is that of the worst start of the term, on the clock of the promise."
        ),
    ),
    "experienced": (
        "Experienced",
        "What people live through: the same figures with no maintenance left out of the count.",
    ),
    "cases": (
        "Cases",
        (
            "The share of cases that keeps to the time. Guaranteed: the misses of all steps add up. If unrelated: the "
            "shares multiply."
        ),
    ),
    "agreements": (
        "SLA, OLA, UC",
        (
            "Service level agreement: a provider with a customer. Operational level agreement: between departments. "
            "Underpinning contract: with a supplier."
        ),
    ),
    "step-down": (
        "One step down",
        "The agreements right below, taken at their word: what our own contracts allow us to promise.",
    ),
    "end-to-end": (
        "End to end",
        (
            "From the very bottom up: only parties that need nothing further are taken at their word, and what they "
            "commit to is carried up to the customer."
        ),
    ),
    "hidden": (
        "Hidden further down",
        "A party below promises us enough, but what it rests on does not support that.",
    ),
    "paper": (
        "On paper only",
        "What lies below could carry the promise; the agreement above it does not say so yet.",
    ),
    "own-part": (
        "The service itself, own part",
        "What the provider of a service adds itself, beside what the service needs: its own outages, its own time.",
    ),
    "given": (
        "Taken as given",
        "A commitment below which the model states nothing. It is used at its word; nothing here verifies it.",
    ),
    "status": (
        "Status",
        (
            "Supported: guaranteed by the agreements below. At risk: only if outages are unrelated. Gap: not even "
            "then. Unknown: something needed is not agreed or not stated. Accepted: a known risk that somebody "
            "answers for."
        ),
    ),
}


def terms() -> tuple[Term, ...]:
    """The glossary, in the order in which a reader meets the words."""
    return tuple(Term(f"term-{name}", word, meaning) for name, (word, meaning) in _MEANINGS.items())


def column(label: str, name: str) -> Column:
    """A column of numbers whose heading leads to its meaning."""
    return Column(label, is_number=True, term=f"term-{name}", meaning=_MEANINGS[name][1])
