"""Nothing in; the form of an agreement out: who promises what to whom, when it counts, what it costs."""

from .cutoffs import EXAMPLE
from .form import Form, Group, help_of
from .parts import Line, Pick
from .targets import Targets
from .terms import CREDITS, DUTIES, REVIEW
from .ticks import Ticks
from .tiers import Tier, Tiers

_CALENDARS = (("always", "always, around the clock"),)

AGREEMENT = Form(
    "agreements",
    "agreement",
    (
        Group(
            "Who promises what to whom",
            (
                Line(("name",), "Name", example="Hosting contract"),
                Pick(
                    ("kind",),
                    "Kind",
                    words=(
                        ("SLA", "SLA: to a customer"),
                        ("OLA", "OLA: between departments"),
                        ("UC", "UC: contract of a supplier"),
                    ),
                    is_required=True,
                ),
                Pick(
                    ("status",),
                    "How far it has come",
                    "Only agreed ones back a promise. What is requested or drafted is checked; nothing rests on it.",
                    words=(
                        ("requested", "requested"),
                        ("draft", "draft"),
                        ("agreed", "agreed"),
                        ("retired", "retired"),
                    ),
                    blank="agreed, if nothing is said",
                    noun="status",
                ),
                Pick(
                    ("provider",), "Promised by", section="parties", is_required=True, new="supplier", noun="provider"
                ),
                Ticks(
                    ("customers",),
                    "Promised to",
                    section="parties",
                    besides=(("any", "everybody"),),
                    is_required=True,
                    new="customer",
                    noun="customers",
                ),
                Ticks(
                    ("services",),
                    "For the services",
                    help_of("agreements", "services"),
                    section="services",
                    new="service",
                    noun="services",
                ),
            ),
        ),
        Group(
            "What is promised",
            (
                Targets(
                    ("targets",),
                    "Targets",
                    "Each line is one promise, for each of the services. A time may be a length, such as 4 h, or a due "
                    f"time: {EXAMPLE}.",
                ),
            ),
        ),
        Group(
            "When",
            (
                Line(("term", "from"), "In force from", help_of("Term", "from"), sort="date", noun="start"),
                Line(("term", "to"), "In force until", help_of("Term", "to"), sort="date", noun="end"),
                Line(("term", "notice"), "Notice", help_of("Term", "notice"), sort="period", example="90 d"),
                Line(
                    ("term", "renews"),
                    "Renews for",
                    help_of("Term", "renews"),
                    sort="period",
                    example="12 months",
                    noun="renewal",
                ),
                Pick(
                    ("hours",),
                    "Hours that count",
                    help_of("agreements", "hours"),
                    words=_CALENDARS,
                    section="calendars",
                    blank="always, if nothing is said",
                ),
                Pick(
                    ("support_hours",),
                    "Support hours",
                    "The clock of all times, such as the time to resolve.",
                    words=_CALENDARS,
                    section="calendars",
                    blank="the hours that count",
                ),
                Ticks(
                    ("excludes",),
                    "Maintenance windows that do not count",
                    help_of("agreements", "excludes"),
                    section="maintenance",
                    noun="maintenance windows",
                ),
            ),
        ),
        Group(
            "How it is counted",
            (
                Pick(
                    ("clock_starts",),
                    "The clock of a case starts when",
                    "Whoever promises an hour from the acknowledgement has promised less than an hour from the outage.",
                    words=(
                        ("detected", "it is detected"),
                        ("reported", "it is reported"),
                        ("acknowledged", "the report is acknowledged"),
                    ),
                    blank="not said",
                    noun="start of the clock",
                ),
                Pick(
                    ("clock_ends",),
                    "It ends when",
                    words=(
                        ("acknowledged", "the report is acknowledged"),
                        ("workaround", "there is a workaround"),
                        ("fixed", "it is fixed"),
                        ("confirmed", "the customer has confirmed that it is fixed"),
                    ),
                    blank="not said",
                    noun="end of the clock",
                ),
                Line(
                    ("down", "longer_than"),
                    "An outage counts when it is longer than",
                    sort="time",
                    example="5 min",
                    noun="shortest outage that counts",
                ),
                Line(
                    ("down", "when"),
                    "It is down when",
                    "The sign by which both sides tell that it is down.",
                    example="three probes in a row fail",
                    noun="sign of an outage",
                ),
                Pick(
                    ("measured_at",),
                    "Measured at",
                    help_of("agreements", "measured_at"),
                    words=(
                        ("user", "the user"),
                        ("service", "the service"),
                        ("provider-edge", "the edge of the provider"),
                    ),
                    blank="not said",
                    noun="place of measuring",
                ),
                Pick(
                    ("averaged_over",),
                    "Averaged over",
                    help_of("agreements", "averaged_over"),
                    words=(
                        ("unit", "nothing: each unit counts by itself"),
                        ("account", "all units of the customer"),
                        ("region", "all units of a region"),
                        ("fleet", "all units of the provider"),
                    ),
                    blank="not said",
                    noun="average",
                ),
            ),
            is_open=False,
        ),
        Group(
            "Price, and levels on offer",
            (
                Line(("price",), "Price", help_of("agreements", "price"), sort="money", example="120000 per year"),
                Tiers(("tiers",), "Levels on offer", "What can be bought, and for how much."),
                Tier(("tier",), "The level that holds today", noun="level that holds"),
            ),
            is_open=False,
        ),
        CREDITS,
        DUTIES,
        Group(
            "How wide it reaches, and where it is written",
            (
                Pick(
                    ("level",),
                    "Reaches",
                    help_of("agreements", "level"),
                    words=(
                        ("corporate", "everybody (corporate level)"),
                        ("customer", "one customer (customer level)"),
                        ("service", "the services named (service level)"),
                    ),
                    blank="the services named, if nothing is said",
                    noun="reach",
                ),
                Ticks(
                    ("extends",),
                    "Extends",
                    help_of("agreements", "extends"),
                    section="agreements",
                    noun="what it extends",
                ),
                Line(("reports",), "Reported", help_of("agreements", "reports"), example="monthly", noun="reporting"),
                *REVIEW,
                Line(("source", "document"), "Document", help_of("Source", "document"), example="contract.pdf"),
                Line(("source", "clause"), "Clause", help_of("Source", "clause"), example="4.2"),
                Line(
                    ("source", "as_of"),
                    "Looked up on",
                    help_of("Source", "as_of"),
                    sort="date",
                    noun="day of the source",
                ),
            ),
            is_open=False,
        ),
    ),
)
"""All that a form shows of an agreement; what it does not show is kept as it is."""
