"""Numbers, names and verdicts in; the words and roundings that a report uses for them out."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from math import inf
from pathlib import PurePath

from slamodel.analysis import Analysis
from slamodel.diagnostics import Place, Severity
from slamodel.gaps import cutoffs
from slamodel.gaps.moments import MONTHS
from slamodel.gaps.ways import BEST_REALISTIC, SHORTEST_S
from slamodel.gaps.wording import in_cases, listed, metric_of, number, window_of
from slamodel.model import ALWAYS, ANY, Agreement, Measure, ShareTarget, TimeTarget, Waiver
from slamodel.model import Status as AgreementStatus
from slamodel.propagate import Input, Promise, Standing, View, Where
from slamodel.report.views import Cell, Status
from slamodel.units import TOLERANCE, TOLERANCE_S, show_duration, show_required, show_share, show_shortfall, to_ask

_TONES = {
    Standing.SUPPORTED: "ok",
    Standing.AT_RISK: "risk",
    Standing.GAP: "gap",
    Standing.UNKNOWN: "unknown",
    Standing.ACCEPTED: "accepted",
}
STATUS = {standing: Status(standing.word, standing.symbol, tone) for standing, tone in _TONES.items()}
GIVEN = Status("taken as given", "·", "plain")
WEIGHT = {
    Severity.ERROR: Status("error", "▲", "gap"),
    Severity.WARNING: Status("warning", "◐", "risk"),
    Severity.NOTE: Status("note", "·", "plain"),
}
WHERE = {
    Where.DIRECT: "the agreements below give too little",
    Where.BELOW: "hidden further down",
    Where.PAPER: "on paper only",
}
NOT_KNOWN = "not known"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MANY_CUSTOMERS = 3
"""So many customers are counted where they are not what is spoken of."""
ALONE = "cannot close it alone"
UNREALISTIC = "no realistic level of this link alone"


def status(promise: Promise) -> Status:
    """The verdict on a promise; one that rests on nothing is never shown as verified."""
    return GIVEN if promise.rests_on_nothing else STATUS[promise.standing]


def duration_down(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The time in the promise's window that a share of downtime comes to; empty where no length of time is meant."""
    seconds = promise.downtime_s(unavailability)
    return "" if seconds is None else length(promise, seconds, down=allowed)


def downtime(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The same with the window: `43 min 12 s a month`."""
    time = duration_down(promise, unavailability, allowed=allowed)
    return f"{time} {window_of(promise.target.window)}" if time else ""


def taken(promise: Promise, view: View, at_least: str = "at least ") -> str:
    """What the steps of a view take, or what they take at least while some are unknown."""
    if view.time is None or (view.unknown and view.time.within_s <= TOLERANCE_S):
        return NOT_KNOWN
    return f"{at_least if view.unknown else ''}{length(promise, view.time.within_s)}"


def length(promise: Promise, seconds: float, *, down: bool = False) -> str:
    """A time on the clock of a promise: in hours where that does not run around the clock, which has shorter days."""
    return show_duration(seconds, down=down, in_hours=promise.clock != ALWAYS)


def limit(promise: Promise, view: View) -> float:
    """What a time promise allows: with a cut-off rule that depends on the start."""
    return (promise.promised or 0.0) if view.limit_s is None else view.limit_s


def hoped_for(unavailability: float) -> str:
    """The most that can be while something is unknown; where that limits nothing, it is not known."""
    return NOT_KNOWN if unavailability <= TOLERANCE else f"at most {show_share(unavailability)}"


def level(given: Input, *, is_time: bool, measure: Measure | None = None) -> str:
    """A level that is given: a share rounded down, a time rounded up with its share of cases, or an amount."""
    if measure is not None:
        return measure.show(given.level or 0.0, up=measure.is_lower_better)
    if given.due:
        return cutoffs.in_short(given.due)
    value = given.level or 0.0
    if not is_time:
        return show_share(value)
    return f"{show_duration(value, in_hours=given.clock != ALWAYS)}{in_cases(1 - given.share)}"


def required(value: float | None, *, is_time: bool, clock: str = ALWAYS, measure: Measure | None = None) -> str:
    """A level that is asked for on some clock, rounded so that it is enough."""
    if value is not None and measure is not None:
        is_any = value == measure.worst
        return "any value would do" if is_any else measure.show(value, up=not measure.is_lower_better)
    if value is None or (is_time and value < SHORTEST_S):
        return ALONE
    if is_time:
        return "any time would do" if value == inf else show_duration(value, down=True, in_hours=clock != ALWAYS)
    if value >= 1.0:
        return "any value would do"
    return UNREALISTIC if is_unrealistic(value) else show_required(value)


def is_unrealistic(unavailability: float) -> bool:
    """Whether a required share, as it is asked for in print, lies beyond what anybody commits to."""
    return to_ask(unavailability) < BEST_REALISTIC - TOLERANCE


def points(share: float) -> str:
    """By how much one share is less than another, which is not a part of either."""
    shown = show_shortfall(share).removesuffix(" %")
    return f"{shown} percentage point{'' if shown == '1' else 's'}"


def cases(missed: float) -> str:
    """The share of cases that is kept, from the share that is missed."""
    return "every case" if missed <= TOLERANCE else f"{show_share(missed)} of cases"


def promised(promise: Promise) -> str:
    """The level of a promise with its window, or its share of cases, as a phrase that follows its metric."""
    if promise.promised is None:
        return "not evaluated yet"
    if promise.measure is not None:
        return f"of {promise.measure.bound} {promise.measure.show(promise.promised)}"
    if isinstance(promise.target, ShareTarget):
        return f"of {show_share(promise.promised)} {window_of(promise.target.window)}"
    return f"{within(promise)}{in_cases(1 - promise.promised_share)}"


def is_by_rule(promise: Promise) -> bool:
    """Whether a time is promised by a cut-off rule, of which there are more words than there is room in a table."""
    return isinstance(promise.target, TimeTarget) and bool(promise.target.by)


def within(promise: Promise, *, in_short: bool = False) -> str:
    """The limit of a time: its length, or its cut-off rule."""
    if isinstance(promise.target, TimeTarget) and is_by_rule(promise):
        return (cutoffs.in_short if in_short else cutoffs.in_words)(promise.target.by)
    return f"within {length(promise, promise.promised or 0.0, down=True)}"


def subject(analysis: Analysis, promise: Promise) -> str:
    """What a promise is about: the service and the metric."""
    return f"{service_name(analysis, promise.service)}: {metric_of(promise)}"


def service_name(analysis: Analysis, service: str) -> str:
    """The name of a service, kept together whatever its script."""
    return isolated(analysis.landscape.label(service))


def party_name(analysis: Analysis, party: str) -> str:
    """The name of a party, kept together whatever its script."""
    return isolated(analysis.landscape.party_label(party))


def provider(analysis: Analysis, service: str) -> str:
    """The party that provides a service; empty where the model does not say it usably."""
    found = analysis.landscape.services.get(service)
    return found.provider if found else ""


def provider_name(analysis: Analysis, service: str) -> str:
    """The name of that party."""
    found = provider(analysis, service)
    return party_name(analysis, found) if found else ""


def agreement_name(agreement: Agreement) -> str:
    """The name of an agreement, kept together whatever its script."""
    return isolated(agreement.label)


def agreement_cell(agreement: Agreement, about: str = "") -> Cell:
    """The name of an agreement, and below it what else is said of it and its id, where the name is not the id."""
    below = ", ".join(filter(None, (about, agreement.id if agreement.name else "")))
    return Cell(agreement_name(agreement), (below,) if below else (), entry=f"agreements/{agreement.id}")


def party_cell(analysis: Analysis, party: str) -> Cell:
    """The name of a party."""
    return Cell(party_name(analysis, party), entry=f"parties/{party}" if party in analysis.landscape.parties else "")


def place_cell(where: str, otherwise: str = "", details: tuple[str, ...] = ()) -> Cell:
    """A place as file and line, or other words where there is none."""
    return Cell(where or otherwise, details, entry=f"text/{where}" if where else "")


def made_for(analysis: Analysis, agreement: Agreement) -> str:
    """An agreement with whom it is for, as the small print below a promise."""
    return f"{agreement_name(agreement)}, for {customers(analysis, agreement)}"


def customers(analysis: Analysis, agreement: Agreement) -> str:
    """Whom an agreement is for, in few words: many names would drown whatever they stand beside."""
    found = agreement.customers
    if ANY in found or len(found) < MANY_CUSTOMERS:
        return customers_by_name(analysis, agreement)
    kinds = {analysis.landscape.parties[customer].kind for customer in found if customer in analysis.landscape.parties}
    return number(len(found), kinds.pop().value if len(kinds) == 1 else "customer")


def customers_by_name(analysis: Analysis, agreement: Agreement, most: int | None = 3) -> str:
    """The same by their names, for where an agreement itself is spoken of."""
    if ANY in agreement.customers:
        return "any customer"
    return listed((party_name(analysis, customer) for customer in agreement.customers), most)


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


def day(when: date) -> str:
    """`23 November 2026`, whatever the language of the machine."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def until(agreement: Agreement, as_of: date) -> str:
    """Until when an agreement runs: `until 31 December 2026`, or that it has no end, or goes on by itself."""
    end = agreement.term.end_on(as_of)
    if end is None:
        return "without an end"
    if not agreement.term.goes_on:
        return f"until {day(end)}"
    renewed = agreement.term.renewed_on(as_of)
    return (
        f"renewed by itself on {day(renewed)}, until {day(end)}"
        if renewed
        else f"until {day(end)}, then renewed by itself"
    )


def last_day(waiver: Waiver) -> str:
    """The last day on which a risk is accepted."""
    return day(waiver.until) if waiver.until else "a day that is not stated"


def season(label: str) -> str:
    """A time of the year in which clocks stand in some way to one another, its day written like all days."""
    return _DATE.sub(lambda found: day(date.fromisoformat(found[0])), label)
