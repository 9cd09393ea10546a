"""Levels, times and names in; the words for them out, the same in findings, reports and pictures, never flattering."""

from collections.abc import Iterable
from functools import lru_cache

from slamodel.diagnostics import Severity
from slamodel.gaps import cutoffs
from slamodel.model import ALWAYS, WORDING, Landscape, TimeTarget, Window
from slamodel.propagate import Promise, Standing
from slamodel.units import TOLERANCE, show_duration, show_required, show_share, show_share_of

share = lru_cache(maxsize=8192)(show_share)
required = lru_cache(maxsize=8192)(show_required)
time = lru_cache(maxsize=8192)(show_duration)


def listed(names: Iterable[str], most: int | None = 3) -> str:
    """`a`, `a and b`, `a, b and c`; at most so many names, then how many more there are, or all of them for None."""
    found = list(names)
    if most is not None and len(found) > most:
        return f"{', '.join(found[:most])} and {len(found) - most} more"
    *rest, last = found or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


def either(names: Iterable[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last


def number(count: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 promise`, `2 promises`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capitalised(sentence: str) -> str:
    """The sentence with a capital at its start, and everything else as it is."""
    return sentence[:1].upper() + sentence[1:]


def article(phrase: str) -> str:
    """The phrase with "a" or "an" before it."""
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def metric_name(metric: str) -> str:
    """What a metric is called in a sentence."""
    return WORDING.get(metric, metric)


def to_state(metrics: Iterable[str], service: str, priorities: Iterable[str]) -> str:
    """What an agreement is to state of a service; of those who only hand on, how fast they do."""
    wanted, which = tuple(dict.fromkeys(metrics)), listed(priorities, 6)
    names = listed(map(metric_name, wanted))
    if wanted == ("escalation",):
        return f"how fast {service} hands on {which + ' ' if which else ''}incidents ({names})"
    return f"the {names} of {service}{' for ' + which if which else ''}"


def metric_of(promise: Promise) -> str:
    """The metric of a promise as a phrase of its own, with its priority: `resolution time for P1`."""
    name = metric_name(promise.metric)
    return f"{name} for {promise.target.priority}" if promise.target.priority else name


def window_of(window: Window) -> str:
    """The window as an adverb: `a month`, or `in any 30 d` for a rolling one."""
    return f"in any {window.name.removeprefix('rolling ')}" if window.rolling else f"a {window.name}"


def window_as_noun(window: Window) -> str:
    """The window as a noun: `a month`, or `any 30 d` for a rolling one."""
    return f"any {window.name.removeprefix('rolling ')}" if window.rolling else f"a {window.name}"


def in_cases(missed: float) -> str:
    """In which share of the cases a limit is kept, from the share that misses it; empty for all of them."""
    return f" in {share(missed)} of the cases" if missed > TOLERANCE else ""


def level_of(promise: Promise, unavailability: float) -> str:
    """A supported level in percent and, for availability, the downtime that it stands for."""
    downtime, shown = promise.downtime_s(unavailability), share_of(promise, unavailability)
    return shown if downtime is None else f"{shown} ({time(downtime)})"


def share_of(promise: Promise, unavailability: float) -> str:
    """A share of what a promise counts, in as many digits as the downtime beside it has."""
    whole = promise.downtime_s(1.0)
    return share(unavailability) if whole is None else show_share_of(unavailability, whole)


def is_in_hours(promise: Promise) -> bool:
    """Whether the clock of a promise is not one that runs around the clock: days of it would be misread."""
    return promise.clock != ALWAYS


def of_shortfall(promise: Promise) -> Severity:
    """How much it weighs that a promise falls short: of an aim, and of what holds on average, it is a warning."""
    is_error = promise.unwaived is Standing.GAP and promise.target.strength == "commitment"
    return Severity.ERROR if is_error else Severity.WARNING


def limit_of(promise: Promise) -> str:
    """The limit of a time as a phrase: `of 4 h`, or the cut-off rule in its place."""
    if isinstance(promise.target, TimeTarget) and promise.target.by:
        return f"({cutoffs.in_words(promise.target.by)})"
    return f"of {time(promise.promised or 0.0, down=True, in_hours=is_in_hours(promise))}"


def promise_of(promise: Promise, landscape: Landscape) -> str:
    """What is promised, as the first sentence of a finding."""
    service = landscape.label(promise.service)
    level = promise.promised or 0.0
    if promise.measure is not None:
        least = f"{promise.measure.bound} {promise.measure.show(level)}"
        return f"{promise.agreement} promises {article(metric_of(promise))} of {least} on {service}."
    if promise.direct.time is not None:
        metric = article(metric_name(promise.metric))
        priority = f" for {promise.target.priority}" if promise.target.priority else ""
        limit = f"{limit_of(promise)}{in_cases(1.0 - promise.promised_share)}"
        return f"{promise.agreement} promises {metric} {limit}{priority} on {service}."
    downtime = promise.downtime_s(level)
    allowed = "" if downtime is None else f" ({time(downtime, down=True)})"
    what = f"{metric_of(promise)} {window_of(promise.target.window)}"
    return f"{promise.agreement} promises {share(level)} {what}{allowed} on {service}."
