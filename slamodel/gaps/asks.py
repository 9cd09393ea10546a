"""What would help a promise in; the sentence that asks for it, or says what to promise instead, out."""

from slamodel.gaps import remedies, wording
from slamodel.gaps.context import Context
from slamodel.gaps.sought import strictest, thing
from slamodel.gaps.ways import Advice, Way, offer
from slamodel.model import Landscape
from slamodel.propagate import Input, Promise, Role


def action(context: Context, promise: Promise, several: str) -> str:
    """What to do about a promise that falls short, never more than is known; `several` is for when one is too few."""
    views = (promise.direct, promise.end_to_end)
    lacks = [lack for view in views for lack in view.unknown]
    found = context.advice(promise)
    several = remedies.in_words(context, promise) or several
    asks = _asks(context, promise, found)
    if asks and found.is_enough and lacks:
        return f"{wording.capitalised(asks)}."
    if lacks and asks and found.closes_gap:
        return f"{wording.capitalised(asks)}, and settle what is not known: that may take more."
    if lacks:
        return f"{several}, and what is not known has to be settled."
    instead = in_stead(promise)
    first = wording.capitalised(asks) if asks and found.is_enough else several
    return f"{first}, or {instead}." if instead else f"{first}."


def _asks(context: Context, promise: Promise, found: Advice) -> str:
    """All that is asked for; nothing where a part of it would give no certainty.

    Where it is not enough, commitments that are not there yet are left to the findings about them: nobody knows what
    to ask for in them.
    """
    chosen = [way for way in found.ways if found.is_enough or not way.is_new]
    is_certain = all(way.basis == "guaranteed" for way in chosen)
    asks = (_ask(context, promise, way, is_least=not found.is_enough) for way in chosen)
    return " and ".join(asks) if is_certain else ""


def _ask(context: Context, promise: Promise, way: Way, *, is_least: bool) -> str:
    """One thing at the level that all promises need of it, so that nobody is asked for two figures."""
    source, landscape = way.source, context.landscape
    party, label = landscape.party_label(context.provider(source.service)), landscape.label(source.service)
    is_most = way.is_time or (way.measure is not None and way.measure.is_lower_better)
    least = ("at most " if is_most else "at least ") if is_least else ""
    needed = context.sought.get(thing(landscape, source, promise), [])
    wanted, what = f"{least}{strictest(needed, way).wanted}", label
    if not wanted.endswith(way.wanted):
        what = f"{label} (for {wording.number(len(needed), 'promise')}; {way.wanted} would do for this one)"
    if way.is_time or way.measure is not None:
        metric = wording.metric_name(source.metric)
        if source.role is Role.OWN:
            return f"bring {party}'s own {metric} on {what} to {wanted}"
        return f"ask {party} for {wording.article(metric)} of {wanted} on {what}"
    if source.role is Role.OWN:
        return f"bring {party}'s own part of {what} to {wanted}"
    return f"ask {party} for {wanted}{_over(landscape, source, promise)} on {what}"


def _over(landscape: Landscape, source: Input, promise: Promise) -> str:
    """The window over which a level is asked for, where it is not that of the promise."""
    agreement = landscape.agreements.get(source.agreement or "")
    stated = dict(agreement.stated).get(source.at) if agreement else None
    is_alike = stated is None or stated.window == promise.target.window
    return "" if is_alike or stated is None else f" {wording.window_of(stated.window)}"


def in_stead(promise: Promise) -> str:
    """What to promise instead; empty where that is not known."""
    found = offer(promise)
    if found is None:
        return ""
    if promise.measure is not None:
        return f"promise {promise.measure.show(found.level, up=promise.measure.is_lower_better)}"
    if promise.direct.time is None:
        return f"promise {wording.share_of(promise, found.level)}"
    in_hours = wording.is_in_hours(promise)
    return f"promise {wording.time(found.level, in_hours=in_hours)}{wording.in_cases(1.0 - found.share)}"
