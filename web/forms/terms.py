"""Nothing in; the parts of an agreement's form that are seldom needed out: credits, duties, limits, reviews."""

from collections.abc import Sequence

from slamodel.model import SHARES, TIMES

from .choices import Choices
from .filled import Filled, one
from .form import Group, help_of
from .lines import Lines
from .parts import Line, Pick
from .table import Column, Table


def _metrics(choices: Choices) -> Sequence[tuple[str, str]]:
    return [("", "Choose …"), *((choice.value, choice.label) for choice in choices.metrics)]


def _relieved(choices: Choices) -> Sequence[tuple[str, str]]:
    return [("", "not said"), *((choice.value, choice.label) for choice in choices.metrics)]


def _is_below(form: Filled, row: str) -> bool:
    """What is better when there is more of it."""
    return one(form, f"{row}.metric") not in TIMES


def _is_above(form: Filled, row: str) -> bool:
    return one(form, f"{row}.metric") not in SHARES


def _has_points(form: Filled, _row: str) -> bool:
    return bool(one(form, "point_credit"))


def _has_pool(form: Filled, _row: str) -> bool:
    return bool(one(form, "credit_pool.at_risk"))


_CREDITS = Table(
    ("credits",),
    "Credits",
    "Each line is a level and what is owed beyond it: a share of the price of the window, such as 10 %, money, or"
    " some time of service, such as 1 d.",
    columns=(
        Column("metric", "For", offered=_metrics),
        Column("priority", "Priority", example="all", suggestions="priorities"),
        Column("below", "Below", "quantity", "99.9 %", is_shown=_is_below),
        Column("above", "Longer than", "time", "8 h", is_shown=_is_above),
        Column("credit", "Credit", "quantity", "10 %"),
        Column("per", "For each begun", "time", "1 h", is_shown=_is_above),
        Column("points", "Points", "quantity", "5", is_shown=_has_points),
        Column("allocation", "Part of the pool", "share", "20 %", is_shown=_has_pool),
    ),
    add="Add a credit",
    one="Credit",
)

CREDITS = Group(
    "What is owed when a level is missed",
    (
        _CREDITS,
        Line(("credit_cap",), "At most", help_of("agreements", "credit_cap"), sort="share", example="25 %", noun="cap"),
        Line(
            ("credit_minimum",),
            "Paid out from",
            help_of("agreements", "credit_minimum"),
            sort="money",
            example="50",
            noun="least credit",
        ),
        Line(
            ("credit_claim", "within"),
            "To be claimed within",
            help_of("CreditClaim", "within"),
            sort="period",
            example="30 d",
            noun="deadline of claims",
        ),
        Pick(
            ("credit_claim", "automatic"),
            "Has it to be claimed?",
            words=(("true", "no, it is paid without a claim"), ("false", "yes")),
            blank="not said",
            noun="claims",
        ),
        Pick(
            ("credit_for_one_event",),
            "Where one event misses several levels",
            words=(("all", "all of their credits are owed"), ("largest", "only the largest is owed")),
            blank="all, if nothing is said",
            noun="credits of one event",
        ),
        Line(
            ("credit_pool", "at_risk"),
            "At risk",
            help_of("CreditPool", "at_risk"),
            sort="share",
            example="15 %",
            noun="amount at risk",
        ),
        Line(
            ("credit_pool", "pool"),
            "Of which in the pool",
            help_of("CreditPool", "pool"),
            sort="share",
            example="100 %",
            noun="pool",
        ),
        Line(
            ("point_credit",),
            "One point is worth",
            help_of("agreements", "point_credit"),
            sort="quantity",
            example="0.5 %",
            noun="worth of a point",
        ),
    ),
    is_open=False,
)

_DUTIES = Table(
    ("customer_duties",),
    "What the customer has to do",
    "And what does not count while it is not done.",
    columns=(
        Column("duty", "Duty", example="complete the form"),
        Column("relieves", "Relieves", offered=_relieved),
    ),
    add="Add a duty",
    one="Duty",
)

DUTIES = Group(
    "Duties, and what does not count",
    (
        _DUTIES,
        Lines(("obligations",), "What the provider has to hold", "One on each line.", example="iso-27001"),
        Lines(
            ("clock_stops",),
            "The clock stands still while",
            "Reasons, one on each line. The same reason is written alike in all agreements.",
            example="waiting for the customer",
        ),
        Lines(
            ("excludes_failures",),
            "Failures that do not count",
            "Whose, one on each line. The same cause is written alike in all agreements.",
            example="carrier",
        ),
        Lines(("scope", "sites"), "Sites", "Only here; without any, everywhere. One on each line.", example="Leeds"),
        Lines(("scope", "regions"), "Regions", "Only here; without any, everywhere. One on each line."),
        Line(("scope", "users"), "Users at most", help_of("Scope", "users"), sort="quantity", example="500"),
    ),
    is_open=False,
)

REVIEW = (
    Line(("review", "every"), "Reviewed every", help_of("Review", "every"), sort="period", example="6 months"),
    Line(("review", "last"), "Last reviewed on", help_of("Review", "last"), sort="date", noun="last review"),
    Line(("review", "legal"), "Read by a lawyer", help_of("Review", "legal"), example="done", noun="legal review"),
)
