"""Numbers, names and verdicts in; the words and roundings that a report uses for them out."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import floor, inf, log10
from pathlib import PurePath

from slamodel.analysis import Analysis
from slamodel.diagnostics import Place, Severity
from slamodel.model import ANY, WORDING, Agreement, ShareTarget, Window
from slamodel.model import Status as AgreementStatus
from slamodel.propagate import Promise, Standing, Where
from slamodel.report.views import Status
from slamodel.units import TOLERANCE, show_duration, show_share

STATUS = {
    Standing.SUPPORTED: Status("supported", "✓", "ok"),
    Standing.AT_RISK: Status("at risk", "◐", "risk"),
    Standing.GAP: Status("gap", "▲", "gap"),
    Standing.UNKNOWN: Status("unknown", "?", "unknown"),
    Standing.ACCEPTED: Status("accepted", "○", "accepted"),
}
GIVEN = Status("taken as given", "·", "plain")
WEIGHT = {
    Severity.ERROR: Status("error", "▲", "gap"),
    Severity.WARNING: Status("warning", "◐", "risk"),
    Severity.NOTE: Status("note", "·", "plain"),
}
WHERE = {
    Where.DIRECT: "the agreements below do not add up",
    Where.BELOW: "hidden further down",
    Where.PAPER: "on paper only",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DIGITS = 12
"""Digits of a shortfall that are contract; what lies behind them is floating point."""


def status(promise: Promise) -> Status:
    """The verdict on a promise; one that rests on nothing is never shown as verified."""
    return GIVEN if promise.rests_on_nothing else STATUS[promise.standing]


def window(name: Window) -> str:
    """`a month`, or `in any 30 d` for a rolling window."""
    return f"in any {name.name.removeprefix('rolling ')}" if name.rolling else f"a {name.name}"


def duration_down(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The time in the promise's window that a share of downtime comes to; empty where no length of time is meant."""
    seconds = promise.downtime_s(unavailability)
    return "" if seconds is None else show_duration(seconds, down=allowed)


def downtime(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The same with the window: `43 min 12 s a month`."""
    time = duration_down(promise, unavailability, allowed=allowed)
    return f"{time} {window(promise.target.window)}" if time else ""


def points(unavailability: float) -> str:
    """A shortfall in percent, rounded up."""
    exact = Decimal(f"{unavailability:.{_DIGITS}e}") * 100
    if exact <= 0:
        return "0 %"
    decimals = max(2, 1 - floor(log10(exact)))
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_CEILING).normalize():f} %"


def to_ask(unavailability: float) -> float:
    """A required unavailability on the grid that is printed, never above it: what is asked for in print is enough."""
    exact = Decimal(f"{unavailability:.{_DIGITS}e}") * 100
    if exact <= TOLERANCE:
        return 0.0
    decimals = max(2, 1 - floor(log10(exact)))
    return float(exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_FLOOR) / 100)


def level(value: float, *, is_time: bool, share: float = 1.0) -> str:
    """A level that is given: a share rounded down, or a time rounded up with its share of cases."""
    if not is_time:
        return show_share(value)
    return show_duration(value) + (f" in {show_share(1 - share)} of cases" if share < 1 else "")


def required(value: float | None, *, is_time: bool) -> str:
    """A level that is asked for, rounded so that it is enough."""
    if value is None:
        return "no value would do"
    if is_time:
        return "any time would do" if value == inf else show_duration(value, down=True)
    return "any value would do" if value >= 1.0 else show_share(to_ask(value))


def cases(missed: float) -> str:
    """The share of cases that is kept, from the share that is missed."""
    return "every case" if missed <= TOLERANCE else f"{show_share(missed)} of cases"


def promised(promise: Promise) -> str:
    """The level of a promise with its window, or its share of cases, as a phrase that follows its metric."""
    if promise.promised is None:
        return "not evaluated yet"
    if isinstance(promise.target, ShareTarget):
        return f"of {show_share(promise.promised)} {window(promise.target.window)}"
    return f"within {level(promise.promised, is_time=True, share=promise.promised_share)}"


def metric(promise: Promise) -> str:
    """What is promised, with its priority: `resolution time (P1)`."""
    priority = promise.target.priority
    return f"{metric_name(promise.metric)} ({priority})" if priority else metric_name(promise.metric)


def metric_name(name: str) -> str:
    """What a metric is called in a sentence."""
    return WORDING.get(name, name)


def subject(analysis: Analysis, promise: Promise) -> str:
    """What a promise is about: the service and the metric."""
    return f"{service_name(analysis, promise.service)}: {metric(promise)}"


def service_name(analysis: Analysis, service: str) -> str:
    """The name of a service, kept together whatever its script."""
    return isolated(analysis.landscape.label(service))


def party_name(analysis: Analysis, party: str) -> str:
    """The name of a party, kept together whatever its script."""
    return isolated(analysis.landscape.party_label(party))


def provider_name(analysis: Analysis, service: str) -> str:
    """The name of the party that provides a service; empty where the model does not say it usably."""
    found = analysis.landscape.services.get(service)
    return party_name(analysis, found.provider) if found else ""


def agreement_name(agreement: Agreement) -> str:
    """The name of an agreement, kept together whatever its script."""
    return isolated(agreement.label)


def customers(analysis: Analysis, agreement: Agreement) -> str:
    """Whom an agreement is for."""
    if ANY in agreement.customers:
        return "any customer"
    return listed(party_name(analysis, customer) for customer in agreement.customers)


def is_request(analysis: Analysis, promise: Promise) -> bool:
    """Whether a promise has not been given yet: requested by the customer, or a draft."""
    return analysis.landscape.agreements[promise.agreement].status is not AgreementStatus.AGREED


def place(analysis: Analysis, path: Sequence[str | int]) -> str:
    """Where something of the model was written, as file and line; empty for nowhere."""
    return inside(analysis, analysis.place(path)) if path else ""


def inside(analysis: Analysis, found: Place) -> str:
    """A place as file and line, the file as seen from the model: where the model itself lies is nobody's business."""
    model, file = PurePath(analysis.landscape.source), PurePath(found.file)
    for folder in (model, model.parent):
        if file != model and file.is_relative_to(folder):
            return f"{file.relative_to(folder).as_posix()}:{found.line}"
    return f"{file.name}:{found.line}"


def isolated(name: str) -> str:
    """A name within Unicode isolates if it is written from right to left, so that it turns nothing around it."""
    turns = any(unicodedata.bidirectional(character) in ("R", "AL") for character in name)
    return f"\u2068{name}\u2069" if turns else name


def listed(names: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *rest, last = list(names) or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def shortened(names: Sequence[str], most: int) -> str:
    """At most so many names, and how many more there are."""
    return listed(names) if len(names) <= most else f"{', '.join(names[:most])} and {len(names) - most} more"


def capitalised(sentence: str) -> str:
    """The sentence with a capital at its start, and everything else as it is."""
    return sentence[:1].upper() + sentence[1:]


def day(when: date) -> str:
    """`23 November 2026`, whatever the language of the machine."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def number(count: int, one: str, many: str = "") -> str:
    """`1 promise`, `2 promises`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
