"""Levels, times and names in; the words in which findings speak of them out, rounded so that nothing is flattered."""

from collections.abc import Sequence
from functools import lru_cache

from slamodel.model import WORDING, Landscape, Window
from slamodel.propagate import Promise
from slamodel.units import show_duration, show_required, show_share

share = lru_cache(maxsize=8192)(show_share)
required = lru_cache(maxsize=8192)(show_required)
time = lru_cache(maxsize=8192)(show_duration)


def listed(names: Sequence[str], most: int = 3) -> str:
    """At most so many names, then how many more there are."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def number(count: int, noun: str) -> str:
    """A count with its noun in the plural where it needs one."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def metric_of(promise: Promise) -> str:
    """The metric as a phrase of its own, with its priority."""
    name = WORDING.get(promise.metric, promise.metric)
    return f"{name} for {promise.target.priority}" if promise.target.priority else name


def article(phrase: str) -> str:
    """The phrase with "a" or "an" before it."""
    return f"{'an' if phrase[0] in 'aeiou' else 'a'} {phrase}"


def window_of(window: Window) -> str:
    """The window as an adverb: `a month`, or `over rolling 30 d`."""
    return f"a {window}" if window.rolling is None else f"over {window}"


def level_of(promise: Promise, unavailability: float) -> str:
    """A supported level in percent and, for availability, the downtime that it stands for."""
    downtime = promise.downtime_s(unavailability)
    return share(unavailability) if downtime is None else f"{share(unavailability)} ({time(downtime)})"


def promise_of(promise: Promise, landscape: Landscape) -> str:
    """What is promised, as the first sentence of a finding."""
    service = landscape.label(promise.service)
    level = promise.promised or 0.0
    if promise.direct.time is not None:
        metric = article(WORDING.get(promise.metric, promise.metric))
        cases = f" in {share(1.0 - promise.promised_share)} of the cases" if promise.promised_share < 1.0 else ""
        priority = f" for {promise.target.priority}" if promise.target.priority else ""
        return f"{promise.agreement} promises {metric} of {time(level, down=True)}{cases}{priority} on {service}."
    downtime = promise.downtime_s(level)
    allowed = "" if downtime is None else f" ({time(downtime, down=True)})"
    what = f"{metric_of(promise)} {window_of(promise.target.window)}"
    return f"{promise.agreement} promises {share(level)} {what}{allowed} on {service}."


def capitalised(sentence: str) -> str:
    """The sentence with a capital first letter; ids keep theirs."""
    return sentence[:1].upper() + sentence[1:]
