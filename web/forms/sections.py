"""Nothing in; the forms of all kinds of entries out: which keys they show, in which order, under which words."""

from collections.abc import Mapping

from slamodel.load.keys import key_words

from .form import Form, Group
from .needs import Needs
from .own import OwnPart
from .parts import Days, Line, Pick, Ticks
from .targets import Targets
from .tiers import Tiers
from .week import Week


def _help(kind: str, key: str) -> str:
    """What the documentation says of a key, without its code marks."""
    return key_words()[kind][key].replace("`", "")


_PARTY = Form(
    "parties",
    "party",
    (
        Group(
            "Who it is",
            (
                Line(("name",), "Name", is_required=True, example="Network team"),
                Pick(
                    ("kind",),
                    "What it is to you",
                    _help("parties", "kind"),
                    words=(("customer", "customer"), ("department", "department"), ("supplier", "supplier")),
                    is_required=True,
                ),
                Pick(
                    ("part_of",),
                    "Part of",
                    _help("parties", "part_of"),
                    section="parties",
                    blank="nobody: it stands alone",
                ),
                Line(("contact",), "Contact", _help("parties", "contact"), example="sla@supplier.example"),
            ),
        ),
    ),
)

_HOURS_HELP = (
    "Write the time it opens and the time it closes, such as 08:00-18:00. Several spans stand behind one another: "
    "08:00-12:00, 13:00-17:00. A span may end at 24:00, or on the next morning: 22:00-06:00. Leave a day empty, or "
    "write closed, when nobody is there."
)
_ZONE = Line(("timezone",), "Time zone", example="Europe/Amsterdam", suggestions="zones", help="Without one, UTC.")

_CALENDAR = Form(
    "calendars",
    "calendar",
    (
        Group(
            "When it counts",
            (
                Line(("name",), "Name", example="Office hours"),
                _ZONE,
                Week(("hours",), "Hours", _HOURS_HELP),
            ),
        ),
        Group(
            "Holidays",
            (
                Line(("holidays", "country"), "Country", _help("Holidays", "country"), example="NL"),
                Line(("holidays", "subdivision"), "Part of the country", _help("Holidays", "subdivision")),
                Days(("holidays", "dates"), "Days of your own", "One day on each line, such as 2026-12-24."),
                Line(("holidays", "ics"), "Calendar file", _help("Holidays", "ics"), example="holidays-2026.ics"),
            ),
            is_open=False,
        ),
    ),
)

_MAINTENANCE = Form(
    "maintenance",
    "maintenance window",
    (
        Group(
            "When a provider may interrupt a service",
            (
                Line(("name",), "Name", example="Sunday night"),
                _ZONE,
                Week(("hours",), "Hours", _HOURS_HELP),
                Line(
                    ("at_most",), "At most", _help("maintenance", "at_most"), sort="quantity", example="4 h per month"
                ),
                Line(("notice",), "Notice", _help("maintenance", "notice"), sort="quantity", example="5 d"),
            ),
        ),
    ),
)

_SERVICE = Form(
    "services",
    "service",
    (
        Group(
            "What it is",
            (
                Line(("name",), "Name", is_required=True, example="Web shop"),
                Pick(
                    ("provider",),
                    "Provided by",
                    section="parties",
                    is_required=True,
                    new="supplier",
                ),
            ),
        ),
        Group(
            "What it needs",
            (
                Needs(
                    ("needs",),
                    "Needs",
                    "",
                    kinds=("all_of", "any_of", "at_least", "in_order", "in_parallel"),
                ),
            ),
            about="All of these have to work for this service to work. Where one of several is enough, make a group.",
        ),
        Group("What the provider adds itself", (OwnPart(("own",), "Own part", _help("services", "own")),)),
        Group(
            "Who works on it",
            (
                Needs(("handled_by",), "An incident goes through the hands of", "First to last."),
                Needs(
                    ("fulfilled_by",),
                    "A request takes the work of",
                    "One after the other; work that is done at the same time goes into a group.",
                    kinds=("in_order", "in_parallel", "all_of", "any_of", "at_least"),
                    wrapped="in_order",
                ),
            ),
            is_open=False,
        ),
    ),
)

_CALENDARS = (("always", "always, around the clock"),)

_AGREEMENT = Form(
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
                        ("SLA", "SLA: a promise to a customer"),
                        ("OLA", "OLA: a promise of one department to another"),
                        ("UC", "UC: the contract of a supplier (underpinning contract)"),
                    ),
                    is_required=True,
                ),
                Pick(
                    ("status",),
                    "How far it has come",
                    "Only agreed ones back a promise. What is requested or drafted is checked; nothing rests on it.",
                    words=(
                        ("requested", "requested (a service level requirement)"),
                        ("draft", "draft"),
                        ("agreed", "agreed"),
                        ("retired", "retired"),
                    ),
                    blank="agreed, if nothing is said",
                ),
                Pick(("provider",), "Promised by", section="parties", is_required=True, new="supplier"),
                Ticks(
                    ("customers",),
                    "Promised to",
                    section="parties",
                    besides=(("any", "everybody"),),
                    is_required=True,
                    new="customer",
                ),
                Ticks(
                    ("services",),
                    "For the services",
                    _help("agreements", "services"),
                    section="services",
                    new="service",
                ),
            ),
        ),
        Group(
            "What is promised",
            (Targets(("targets",), "Targets", "Each line is one promise, for each of the services."),),
        ),
        Group(
            "When",
            (
                Line(("term", "from"), "In force from", _help("Term", "from"), sort="date"),
                Line(("term", "to"), "In force until", _help("Term", "to"), sort="date"),
                Line(("term", "notice"), "Notice", _help("Term", "notice"), sort="quantity", example="90 d"),
                Line(("term", "renews"), "Renews for", _help("Term", "renews"), sort="quantity", example="12 months"),
                Pick(
                    ("hours",),
                    "Hours that count",
                    _help("agreements", "hours"),
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
                    _help("agreements", "excludes"),
                    section="maintenance",
                ),
            ),
        ),
        Group(
            "Price, and levels on offer",
            (
                Line(("price",), "Price", _help("agreements", "price"), sort="quantity", example="120000 per year"),
                Line(
                    ("tier",),
                    "The level that holds today",
                    "The name of one of the levels on offer.",
                    example="gold",
                    suggestions="tiers",
                ),
                Tiers(("tiers",), "Levels on offer", "What can be bought, and for how much."),
            ),
            is_open=False,
        ),
        Group(
            "How wide it reaches, how it is measured, where it is written",
            (
                Pick(
                    ("level",),
                    "Reaches",
                    _help("agreements", "level"),
                    words=(
                        ("corporate", "everybody (corporate level)"),
                        ("customer", "one customer (customer level)"),
                        ("service", "the services named (service level)"),
                    ),
                    blank="the services named, if nothing is said",
                ),
                Ticks(("extends",), "Extends", _help("agreements", "extends"), section="agreements"),
                Pick(
                    ("measured_at",),
                    "Measured at",
                    _help("agreements", "measured_at"),
                    words=(
                        ("user", "the user"),
                        ("service", "the service"),
                        ("provider-edge", "the edge of the provider"),
                    ),
                    blank="not said",
                ),
                Line(("reports",), "Reported", _help("agreements", "reports"), example="monthly"),
                Line(("source", "document"), "Document", _help("Source", "document"), example="contract.pdf"),
                Line(("source", "clause"), "Clause", _help("Source", "clause"), example="4.2"),
                Line(("source", "as_of"), "Looked up on", _help("Source", "as_of"), sort="date"),
            ),
            is_open=False,
        ),
    ),
)

HEAD = Form(
    "",
    "model",
    (
        Group(
            "The model",
            (
                Line(("title",), "Title", _help("head", "title"), example="Web shop and what it rests on"),
                Line(("currency",), "Currency", _help("head", "currency"), example="EUR"),
            ),
        ),
        Group(
            "How lengths are counted",
            tuple(
                Line(("conventions", key), label, _help("Conventions", key), sort="quantity", example=example)
                for key, label, example in (
                    ("month", "A month", "30 d"),
                    ("quarter", "A quarter", "91 d"),
                    ("year", "A year", "365 d"),
                    ("working_day", "A working day", "8 h"),
                )
            ),
            is_open=False,
            about="Contracts mean these differently. It decides how many minutes a share of a month is.",
        ),
    ),
)
"""What a model says of itself."""

FORMS: Mapping[str, Form] = {form.section: form for form in (_PARTY, _SERVICE, _AGREEMENT, _CALENDAR, _MAINTENANCE)}
"""The forms by section, in the order in which a model is made."""
