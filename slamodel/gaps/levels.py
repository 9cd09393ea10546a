"""Agreements that state less than what they would take from those that they extend: C609."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from slamodel.diagnostics import Severity
from slamodel.gaps import cutoffs, wording
from slamodel.gaps.context import Context
from slamodel.gaps.finding import Finding
from slamodel.gaps.taken_hours import of_weaker, on_other_hours
from slamodel.model import ALWAYS, Agreement, RateTarget, ShareTarget, Status, Target, TimeTarget, Window
from slamodel.model.agreement import Path
from slamodel.model.stricter import implies
from slamodel.units import Duration

_CALENDAR = {"month": 1, "quarter": 2, "year": 3}
"""Windows that are made of those before them."""
_DAY_S = 24 * 60 * 60


class _Placed(NamedTuple):
    """A target, the calendar on which it counts, and where it is written."""

    target: Target
    clock: str
    place: Path


def c609(context: Context) -> Iterator[Finding]:
    """A target is weaker than the one that its agreement would take from an agreement that it extends.

    The two are compared for the same metric and priority; so are two that it takes from different agreements, of
    which the one listed first counts. Where they count over other windows or hours, so that it
    cannot be told which of them is the weaker, a note says so. With `overrides: strictest` the stricter one counts: a
    note names the weaker one, which has no effect or adds nothing. A target
    that is taken counts on the hours of the agreement that takes it: where these leave out hours of the level above,
    one finding for the agreement says so.

    **Why it matters.** The corporate or customer level was made so that nobody has to look for the least that holds
    everywhere. An agreement below it that says less takes it away for these customers, often without anybody's intent.

    **How to fix it.** Take the weaker target out, so that the level above holds; or agree with the customer that it is
    meant, and write down why. Where a weaker target is never meant, say `overrides: strictest`.

    **Example.** The house promises 99.5 % for all services, and the agreement on the web shop, made a year before,
    still says 99 %.
    """
    for name, written in context.landscape.written.items():
        if written.status is not Status.RETIRED:
            yield from _weaker(context, context.landscape.agreements[name], written)
    yield from on_other_hours(context)


def _weaker(context: Context, agreement: Agreement, written: Agreement) -> Iterator[Finding]:
    own = [_Placed(target, agreement.clock_of(target), place) for place, target in written.stated]
    is_strictest = context.landscape.overrides == "strictest"
    for base, inherited in _inherited(context, written):
        rivals = [one for one in own if _is_for_the_same(one.target, inherited.target)]
        if any(_replaces(one.target, inherited.target) and _keeps(context, one, inherited) for one in rivals):
            continue
        below = [one for one in rivals if _keeps(context, inherited, one) and not _keeps(context, one, inherited)]
        if below:
            yield _finding(context, agreement, below[0], base, inherited)
        elif first := _listed_first(context, agreement, base, inherited):
            yield _of_two_bases(context, agreement, first, base, inherited)
        elif not is_strictest and (other := [one for one in rivals if _replaces(one.target, inherited.target)]):
            yield _not_comparable(context, agreement, other[0], base, inherited)


def _inherited(context: Context, written: Agreement) -> Iterator[tuple[Agreement, _Placed]]:
    """What an agreement would take, target by target, each with the agreement that is extended."""
    seen: set[Path] = set()
    for name in dict.fromkeys(written.extends):
        base = context.landscape.agreements[name]
        for place, target in base.stated:
            if place not in seen:
                seen.add(place)
                yield base, _Placed(target, base.clock_of(target), place)


def _listed_first(context: Context, agreement: Agreement, base: Agreement, inherited: _Placed) -> _Placed | None:
    """The weaker one that is taken in its place, unless the agreement that states that one extends this base itself."""
    if any(place == inherited.place for place, _ in agreement.stated):
        return None
    taken = (
        _Placed(target, agreement.clock_of(target), place)
        for place, target in agreement.stated
        if target.metric == inherited.target.metric and _replaces(target, inherited.target)
    )
    first = next((one for one in taken if one.place[1] != agreement.id), None)
    if first is None or base.id in context.landscape.agreements[str(first.place[1])].extends:
        return None
    return first if _keeps(context, inherited, first) and not _keeps(context, first, inherited) else None


def _is_for_the_same(own: Target, inherited: Target) -> bool:
    return own.metric == inherited.metric and (_replaces(own, inherited) or inherited.priority is None)


def _replaces(own: Target, inherited: Target) -> bool:
    return own.priority in (inherited.priority, None)


def _keeps(context: Context, one: _Placed, other: _Placed) -> bool:
    """Whether whoever keeps one target keeps the other, as far as their terms can be compared."""
    first, second = _as_share(context, one), _as_share(context, other)
    clock = one.clock
    if one.clock == ALWAYS and isinstance(first, TimeTarget):
        clock = other.clock  # in so much time of the day there is never more than that of any calendar
    if isinstance(first, ShareTarget) and first.at_least is not None and _fills(context, first.window, second.window):
        first = first.model_copy(update={"window": second.window})  # what holds in each month holds in the year
    clocks = {id(first): clock, id(second): other.clock}
    return implies(first, second, lambda target: clocks[id(target)], context.landscape.scales)


def _fills(context: Context, short: Window, long: Window) -> bool:
    """Whether the longer window is made of whole shorter ones: a month is not made of weeks."""
    if short.rolling is None:
        return _CALENDAR.get(short.name, 9) <= _CALENDAR.get(long.name, 0)
    whole = _DAY_S if long.name in _CALENDAR else context.landscape.seconds_in(long)
    return whole % context.landscape.seconds_in(short) == 0


def _as_share(context: Context, placed: _Placed) -> Target:
    """Downtime as a share of the window, where that is around the clock."""
    target = placed.target
    if not isinstance(target, ShareTarget) or target.at_most is None or placed.clock != ALWAYS:
        return target
    left = 1 - target.at_most.seconds / Decimal(_length(context, target))
    return target.model_copy(update={"at_most": None, "at_least": left})


def _length(context: Context, target: Target) -> float:
    return context.landscape.seconds_in(target.window)


def _finding(context: Context, agreement: Agreement, own: _Placed, base: Agreement, inherited: _Placed) -> Finding:
    said = f"{agreement.id} promises {_subject(own.target)} of {_level(own)}"
    above = f"{base.id}, which it extends, has {_level(inherited)}"
    customers = context.parties(agreement.customers)
    if context.landscape.overrides == "strictest":
        both = any(place == own.place for place, _ in agreement.stated)
        effect = "both are in effect, but the weaker one adds nothing" if both else "so the weaker one has no effect"
        consequence = f"The strictest counts, {effect}. Take it out, so that nobody relies on it."
        return _made(context, agreement, own, f"{said}; {above}. {consequence}", Severity.NOTE)
    consequence = (
        f"The weaker one counts for {customers}. Take it out, so that {base.id} holds, or agree with {customers}"
        " that it is meant and write down why."
    )
    return _made(context, agreement, own, f"{said}; {above}. {consequence}", Severity.WARNING)


def _of_two_bases(
    context: Context, agreement: Agreement, first: _Placed, base: Agreement, inherited: _Placed
) -> Finding:
    weaker, customers = first.place[1], context.parties(agreement.customers)
    message = (
        f"{agreement.id} takes {_subject(first.target)} of {_level(first)} from {weaker}; {base.id}, which it extends"
        f" as well, has {_level(inherited)}. What is listed first counts, so {customers} gets the weaker one. List"
        f" {base.id} first, or agree with {customers} that it is meant and write down why."
    )
    made = _made(context, agreement, first, message, Severity.WARNING)
    return replace(made, at=agreement.at("extends"))


def _not_comparable(
    context: Context, agreement: Agreement, own: _Placed, base: Agreement, inherited: _Placed
) -> Finding:
    message = (
        f"{agreement.id} promises {_subject(own.target)} of {_level(own)} in place of the {_level(inherited)} of"
        f" {base.id}, which it extends. The two are on other terms, so which of them is the weaker cannot be told."
        f" State it on the terms of {base.id}, or agree with {context.parties(agreement.customers)} that it is meant."
    )
    return _made(context, agreement, own, message, Severity.NOTE)


def _made(context: Context, agreement: Agreement, own: _Placed, message: str, severity: Severity) -> Finding:
    return replace(of_weaker(context, agreement, {own.place}, message, severity), at=own.place)


def _subject(target: Target) -> str:
    name = wording.metric_name(target.metric)
    phrase = wording.article(name) if isinstance(target, TimeTarget) else name
    return f"{phrase} for {target.priority}" if target.priority else phrase


def _level(placed: _Placed) -> str:
    target = placed.target
    aim = ", as an aim" if target.strength == "aim" else ""
    hours = f" on {placed.clock}" if placed.clock != ALWAYS else ""
    return f"{_amount(target)}{_over(target)}{hours}{aim}"


def _amount(target: Target) -> str:
    if isinstance(target, ShareTarget):
        if target.at_least is not None:
            return wording.share(1.0 - float(target.at_least))
        return f"at most {_duration(target.at_most)} of downtime"
    if isinstance(target, TimeTarget):
        return cutoffs.in_words(target.by) if target.by else _duration(target.within)
    if isinstance(target, RateTarget):
        return f"{target.at_least.amount} per {target.at_least.per}"
    return target.at_least or getattr(target, "at_most", None) or getattr(target, "within", None) or "no level"


def _over(target: Target) -> str:
    if isinstance(target, TimeTarget):
        return wording.in_cases(1.0 - float(target.promised_share))
    return f" {wording.window_of(target.window)}" if isinstance(target, ShareTarget) else ""


def _duration(length: Duration | None) -> str:
    if length is None:
        return "no time"
    days = f"{length.working_days.normalize():f} working days" if length.working_days else ""
    clock = wording.time(float(length.seconds), down=True) if length.seconds or not days else ""
    return " and ".join(filter(None, (days, clock)))
