"""Nothing in; the forms of all kinds of entries out: which keys they show, in which order, under which words."""

from collections.abc import Mapping

from .agreement import AGREEMENT
from .form import Form, Group, help_of
from .needs import Needs
from .own import OwnPart
from .part_of_country import PartOfCountry
from .parts import Days, Line, Pick
from .week import WINDOWS, Week

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
                    help_of("parties", "kind"),
                    words=(("customer", "customer"), ("department", "department"), ("supplier", "supplier")),
                    is_required=True,
                    noun="kind",
                ),
                Pick(
                    ("part_of",),
                    "Part of",
                    help_of("parties", "part_of"),
                    section="parties",
                    blank="nobody: it stands alone",
                    noun="what it is part of",
                ),
                Line(("contact",), "Contact", help_of("parties", "contact"), example="sla@supplier.example"),
                Pick(
                    ("contact_hours",),
                    "Can be reached in the hours of",
                    help_of("parties", "contact_hours"),
                    words=(("always", "always, around the clock"),),
                    section="calendars",
                    blank="always, if nothing is said",
                    noun="hours of contact",
                ),
            ),
        ),
    ),
)

_HOURS_HELP = (
    "In each day stands when it opens and when it closes, such as 08:00-18:00. Several spans stand behind one another: "
    "08:00-12:00, 13:00-17:00. A span may end at 24:00, or on the next morning: 22:00-06:00. A day that is empty, or "
    "says closed, is closed."
)
_ZONE = Line(
    ("timezone",),
    "Time zone",
    "Where these hours are kept, such as Europe/Amsterdam. Without one they are counted in UTC.",
    sort="zone",
    example="Europe/Amsterdam",
    suggestions="zones",
)

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
                Line(
                    ("holidays", "country"),
                    "Country",
                    "By its two letters or by name: its public holidays.",
                    sort="country",
                    example="NL",
                    suggestions="countries",
                    noun="country of the holidays",
                ),
                PartOfCountry(
                    ("holidays", "subdivision"),
                    "Part of the country",
                    "By its letters or by name, where it has holidays of its own.",
                    example="BY",
                    suggestions="parts",
                ),
                Days(("holidays", "dates"), "Days of your own", "One day on each line, such as 2026-12-24."),
                Line(("holidays", "ics"), "Calendar file", help_of("Holidays", "ics"), example="holidays-2026.ics"),
            ),
            is_open=False,
            about="Days on which nobody is there, whatever the hours of the week say.",
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
                Week(("hours",), "Hours", _HOURS_HELP, usual=WINDOWS),
                Line(
                    ("at_most",),
                    "At most",
                    help_of("maintenance", "at_most"),
                    sort="allowance",
                    example="4 h per month",
                    noun="time allowed",
                ),
                Line(("notice",), "Notice", help_of("maintenance", "notice"), sort="period", example="5 d"),
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
                    ("provider",), "Provided by", section="parties", is_required=True, new="supplier", noun="provider"
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
        Group("What the provider adds itself", (OwnPart(("own",), "Own part", help_of("services", "own")),)),
        Group(
            "Who works on it",
            (
                Needs(
                    ("handled_by",),
                    "An incident goes through the hands of",
                    "First to last.",
                    noun="hand-offs of an incident",
                ),
                Needs(
                    ("fulfilled_by",),
                    "A request takes the work of",
                    "One after the other; work that is done at the same time goes into a group.",
                    kinds=("in_order", "in_parallel", "all_of", "any_of", "at_least"),
                    wrapped="in_order",
                    noun="work on a request",
                ),
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
                Line(("title",), "Title", help_of("head", "title"), example="Web shop and what it rests on"),
                Line(("currency",), "Currency", help_of("head", "currency"), example="EUR"),
            ),
        ),
        Group(
            "How lengths are counted",
            tuple(
                Line(
                    ("conventions", key),
                    label,
                    help_of("Conventions", key),
                    f"length of {label.lower()}",
                    sort="time",
                    example=example,
                )
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
        Group(
            "What is looked for",
            (
                Line(
                    ("findings", "reserve"),
                    "Reserve",
                    help_of("Choice", "reserve"),
                    "reserve of times promised",
                    sort="share",
                    example="10 %",
                ),
                Line(
                    ("findings", "source_age"),
                    "Age of sources",
                    help_of("Choice", "source_age"),
                    "age of sources",
                    example="1 year",
                ),
            ),
            is_open=False,
            about="Which findings are shown at all is written in the text, under findings: select and ignore.",
        ),
    ),
)
"""What a model says of itself."""

FORMS: Mapping[str, Form] = {form.section: form for form in (_PARTY, _SERVICE, AGREEMENT, _CALENDAR, _MAINTENANCE)}
"""The forms by section, in the order in which a model is made."""
