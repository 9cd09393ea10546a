"""Figures that are taken over another window, in another place or by other rules below than above: W501 to W504."""

from collections.abc import Iterator
from typing import NamedTuple

from slamodel.gaps import wording
from slamodel.gaps.context import Context
from slamodel.gaps.differing import causes, concerned, differing, other_party, uppers
from slamodel.gaps.finding import Finding
from slamodel.gaps.resting import Resting
from slamodel.gaps.ways import Way
from slamodel.model import SHARES, Agreement, Landscape, ShareTarget, TimeTarget
from slamodel.propagate import Promise, Standing
from slamodel.units import TOLERANCE, show_shortfall

_MEASURED = (*SHARES, "latency")
_AVERAGED = {"account": "each account", "region": "a region", "fleet": "the whole fleet"}
_POINTS = {"user": "at the user", "service": "at the service", "provider-edge": "at the edge of the provider's network"}
_BROADER, _FURTHER = ("unit", *_AVERAGED), tuple(_POINTS)


def w501(context: Context) -> Iterator[Finding]:
    """A commitment is measured over a longer window than the promise that rests on it, and may miss it for that reason.

    All that is allowed in the long window may fall into one of the short ones. Nothing is found where even that is no
    more than the promise allows, and the promise is supported. Of times it is the late cases that may all come at once.

    **Why it matters.** The same percentage is another promise: 99.9 % allow 43 min a month, or 8 h 45 min a year, and
    all of them can come in one month.

    **How to fix it.** Have it measured over the window of the promise, or ask for a better level over the long one.

    **Example.** A monthly promise of 99.9 % rests on a contract that promises 99.9 % a year.
    """
    for windows, entries in causes(context, _is_of_shares, lambda entry: _longer_below(context, entry)):
        amount, allowed = _inside(entries[0])
        lower, level = entries[0].lower.id, wording.share(entries[0].given.level or 0.0)
        message = (
            f"{lower} counts {level} over {windows.below}, {uppers(entries)} counts over {windows.above}: {amount} may"
            f" be missing in {windows.above}, and {entries[0].promise.id} allows {allowed}. This concerns"
            f" {concerned(entries)}. Ask {other_party(context, entries)} to have it measured over {windows.above}."
        )
        yield differing(context, "W501", entries, message, "")
    for windows, entries in causes(context, _is_kept_in_part, lambda entry: _late_cases(context, entry)):
        lower, kept = entries[0].lower.id, wording.share(1.0 - entries[0].given.share)
        message = (
            f"{lower} keeps its times in {kept} of the cases of {windows.below}, {uppers(entries)} counts them over"
            f" {windows.above}: all late cases of the one may fall into the other. This concerns {concerned(entries)}."
            f" Ask {other_party(context, entries)} to count the cases of {windows.above}."
        )
        yield differing(context, "W501", entries, message, "")


class _Pair(NamedTuple):
    """What is stated above and below; empty for nothing."""

    above: str
    below: str


def _is_of_shares(lower: Agreement) -> bool:
    return any(isinstance(target, ShareTarget) for _, target in lower.stated)


def _is_kept_in_part(lower: Agreement) -> bool:
    return any(isinstance(target, TimeTarget) and target.promised_share < 1 for _, target in lower.stated)


def by_the_window_above(landscape: Landscape, way: Way, promise: Promise) -> str:
    """The window of the promise, as `a month`, where today's level would be enough if it were measured over that."""
    given, agreement = way.source, landscape.agreements.get(way.source.agreement or "")
    if way.basis != "guaranteed" or given.counted is None or not given.counted.is_even or agreement is None:
        return ""
    above, below = promise.target.window, dict(agreement.stated)[given.at].window
    times = landscape.seconds_in(below) / landscape.seconds_in(above)
    # In the shorter window lies its part of the time that counts, and of what is allowed.
    is_enough = times > 1.0 and (given.level or 0.0) <= way.level * times + TOLERANCE
    return wording.window_as_noun(above) if is_enough and given.counted.times == 1 else ""


def _late_cases(context: Context, entry: Resting) -> _Pair | None:
    if not isinstance(entry.promise.target, TimeTarget) or entry.given.share >= 1.0:
        return None
    above, below = entry.promise.target.window, entry.stated.window
    seconds = context.landscape.seconds_in
    return (
        _Pair(wording.window_as_noun(above), wording.window_as_noun(below)) if seconds(below) > seconds(above) else None
    )


def _longer_below(context: Context, entry: Resting) -> _Pair | None:
    if entry.given.counted is None or entry.promise.promised is None:
        return None
    above, below = entry.promise.target.window, entry.stated.window
    seconds = context.landscape.seconds_in
    is_harmless = entry.promise.unwaived is Standing.SUPPORTED and entry.given.counted.worst <= entry.promise.promised
    if is_harmless or seconds(below) <= seconds(above):
        return None
    return _Pair(wording.window_as_noun(above), wording.window_as_noun(below))


def _inside(entry: Resting) -> tuple[str, str]:
    """What the long window allows inside a short one, and what is allowed there, in time where that is known."""
    promise, counted = entry.promise, entry.given.counted
    most, allowed = counted.worst if counted else 0.0, promise.promised or 0.0
    lengths = promise.downtime_s(most), promise.downtime_s(allowed)
    if lengths[0] is None or lengths[1] is None:
        return show_shortfall(most), show_shortfall(allowed)
    return (
        f"{wording.time(lengths[0])} ({show_shortfall(most)})",
        f"{wording.time(lengths[1], down=True)} ({show_shortfall(allowed)})",
    )


def w502(context: Context) -> Iterator[Finding]:
    """A figure below is averaged over more than the customer uses: an account, a region, a whole fleet.

    Above, the agreement says `averaged_over` less, or nothing, which means the service itself.

    **Why it matters.** The one unit that the customer uses can be down for days, and the average over all of them
    hardly moves: the contract below is kept while the promise is not.

    **How to fix it.** Ask for the figure of each unit, or promise an average as well and say so.

    **Example.** A cloud commits to 99.99 % over its whole fleet of machines; the shop runs on two of them.
    """
    for pair, entries in causes(context, lambda lower: lower.averaged_over, _averaged):
        is_single = pair.above in ("", "unit")
        above = "counts for each unit" if is_single else f"is averaged over {_AVERAGED[pair.above]}"
        lower = entries[0].lower.id
        message = (
            f"{lower} is averaged over {_AVERAGED[pair.below]}, what {uppers(entries)} promises {above}: one that is"
            f" down for long hardly shows in the average below. This concerns {concerned(entries)}. Ask"
            f" {other_party(context, entries)} for figures of each unit, or agree an average above as well."
        )
        yield differing(context, "W502", entries, message, "averaged_over")


def _averaged(entry: Resting) -> _Pair | None:
    above, below = entry.upper.averaged_over, entry.lower.averaged_over
    is_broader = below and _BROADER.index(below) > _BROADER.index(above or "unit")
    return _Pair(above or "", below or "") if is_broader and entry.given.metric in _MEASURED else None


def w503(context: Context) -> Iterator[Finding]:
    """What is promised is measured closer to the user than the commitment that it rests on.

    The order is `user`, `service`, `provider-edge`. Nothing is found where one of the two does not say.

    **Why it matters.** Whatever fails between the two points counts above and not below: nobody has committed to it.

    **How to fix it.** Have it measured at the same point, or agree with somebody on the way between.

    **Example.** 99.9 % measured at the user rests on a contract that is measured at the edge of the provider's network.
    """
    for pair, entries in causes(context, lambda lower: lower.measured_at, _measured):
        lower = entries[0].lower.id
        message = (
            f"{lower} is measured {_POINTS[pair.below]}, {uppers(entries)} {_POINTS[pair.above]}: what fails between"
            f" the two counts above and not below. This concerns {concerned(entries)}. Ask"
            f" {other_party(context, entries)} to measure {_POINTS[pair.above]}, or agree who answers for the way"
            " between."
        )
        yield differing(context, "W503", entries, message, "measured_at")


def _measured(entry: Resting) -> _Pair | None:
    above, below = entry.upper.measured_at, entry.lower.measured_at
    if above is None or below is None or entry.given.metric not in _MEASURED:
        return None
    return _Pair(above, below) if _FURTHER.index(below) > _FURTHER.index(above) else None


def w504(context: Context) -> Iterator[Finding]:
    """An outage counts as down above, and not, or not yet, below.

    Either the agreement below counts outages from a greater length on (`down: {longer_than: 5 min}`; unstated, every
    outage counts), or the two say by different signs when the service is down (`when`).

    **Why it matters.** Short outages can come as often as they like below without touching the contract, and every one
    of them uses up what is allowed above.

    **How to fix it.** Agree on one rule for both, the one of the customer's agreement.

    **Example.** Above, every minute counts; below, an outage counts when it lasts longer than five minutes.
    """
    for pair, entries in causes(context, lambda lower: lower.down, lambda entry: _length(context, entry)):
        lower = entries[0].lower.id
        above = f"only from {pair.above} on" if pair.above else "whatever its length"
        message = (
            f"{lower} counts an outage as down when it lasts longer than {pair.below}, {uppers(entries)} counts it"
            f" {above}: shorter ones, however many, count above and not below. This concerns {concerned(entries)}. Ask"
            f" {other_party(context, entries)} to count alike, or agree the rule of {lower} above."
        )
        yield differing(context, "W504", entries, message, "down")
    for pair, entries in causes(context, lambda lower: lower.down and lower.down.when, _signs):
        lower = entries[0].lower.id
        message = (
            f'{lower} calls the service down when "{pair.below}", {uppers(entries)} when "{pair.above}": what meets one'
            f" and not the other counts on one side only. This concerns {concerned(entries)}. Agree one rule with"
            f" {other_party(context, entries)}."
        )
        yield differing(context, "W504", entries, message, "down")


def _length(context: Context, entry: Resting) -> _Pair | None:
    above, below = (_longer_than(context, agreement) for agreement in (entry.upper, entry.lower))
    if below <= above or entry.given.metric != "availability":
        return None
    return _Pair(wording.time(above) if above else "", wording.time(below))


def _longer_than(context: Context, agreement: Agreement) -> float:
    """The seconds after which an outage counts; 0 where every one does."""
    length = agreement.down.longer_than if agreement.down else None
    return length.on(context.landscape.conventions.working_day) if length else 0.0


def _signs(entry: Resting) -> _Pair | None:
    above, below = (agreement.down.when if agreement.down else None for agreement in (entry.upper, entry.lower))
    if above is None or below is None or entry.given.metric != "availability":
        return None
    return None if above.casefold() == below.casefold() else _Pair(above, below)
