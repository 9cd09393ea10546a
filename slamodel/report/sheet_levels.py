"""What promises would need of a party in; the levels to ask of it out: from what to what, and why in figures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from slamodel.analysis import Analysis
from slamodel.gaps.sought import priority
from slamodel.gaps.ways import Way
from slamodel.gaps.windows import by_the_window_above
from slamodel.gaps.wording import capitalised, in_cases, metric_name, number, window_of
from slamodel.model import ALWAYS
from slamodel.propagate import Input, Promise, Role
from slamodel.report import asks, wording
from slamodel.report.counting import on, target_of
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_offers import tiers_for
from slamodel.report.sheet_views import Matter, Request
from slamodel.units import show_duration, to_ask

NOTHING = "nothing is stated"
_BEST = "the best level that you can commit to"


def levels(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """Levels to ask for, each with the place of the first promise that it helps."""
    for found in to.whole.needs.values():
        if asks.counterpart(to.analysis, found[0][0].source) == to.party:
            yield min(to.whole.rank[promise.id] for _, promise in found), _request(to, found)


def _request(to: Counterpart, found: Sequence[tuple[Way, Promise]]) -> Request:
    way, promise = min(found, key=lambda pair: (not pair[0].is_realistic, pair[0].level))
    given, landscape = way.source, to.analysis.landscape
    agreement = to.has(given.agreement)
    paper = to.paper(agreement)
    consumer = given.unknown.consumer if given.unknown else ""
    today, wanted = stated(way), _wanted(to.analysis, way, promise)
    itself = " itself" if given.role is Role.OWN else ""
    what = subject(to.analysis, given, priority(landscape, given, promise))
    return Request(
        _matter(way),
        f"{what}{itself}",
        today,
        wanted,
        tuple(_why(to.analysis, way, promise, len({promise.id for _, promise in found}))),
        (wording.service_name(to.analysis, given.service),),
        metric_name(given.metric),
        priority(landscape, given, promise),
        to.askers(agreement, given.service, consumer),
        paper,
        by_when(paper),
        tiers_for(to.analysis, agreement, way),
        is_shared=not way.is_enough,
        level=way.level,
    )


def _matter(way: Way) -> Matter:
    if way.source.role is Role.OWN:
        return Matter.OWN
    return Matter.COMMITMENT if way.is_new else Matter.LEVEL


def subject(analysis: Analysis, given: Input, which: str) -> str:
    """What it is about: `Resolution time of Hosting for P1`."""
    service, metric = wording.service_name(analysis, given.service), capitalised(metric_name(given.metric))
    return f"{metric} of {service}{f' for {which}' if which else ''}"


def stated(way: Way) -> str:
    """The level of today, as it is stated."""
    return NOTHING if way.is_new else wording.level(way.source, is_time=way.is_time, measure=way.measure)


def _wanted(analysis: Analysis, way: Way, promise: Promise) -> str:
    """The level to ask for, on the terms on which it is to be stated."""
    if way.is_any:
        return "a commitment, at any level"
    if not way.is_realistic:
        return _BEST
    if way.measure is not None:
        return f"{way.measure.bound} {way.wanted}"
    if way.is_time:
        cases = in_cases(1 - way.source.share) if not way.is_new else in_cases(1 - promise.promised_share)
        return f"at most {way.wanted}{_clock(analysis, way)}{cases}"
    level = f"at least {way.wanted} {_window(analysis, way.source, promise)}"
    down = downtime(analysis, way.source, promise, to_ask(way.level), allowed=True)
    window = by_the_window_above(analysis.landscape, way, promise)
    rather = f"; or today's level, measured over {window}" if window else ""
    return f"{level}{f' ({down} of downtime)' if down else ''}{rather}"


def _clock(analysis: Analysis, way: Way) -> str:
    """The clock of what is stated; that of a promise above is nobody's business below."""
    is_stated = way.source.role is Role.COMMITMENT and way.source.clock != ALWAYS
    return f" {on(analysis, way.source.clock)}" if is_stated else ""


def _window(analysis: Analysis, given: Input, promise: Promise) -> str:
    target = target_of(analysis, given)
    return window_of(promise.target.window if target is None or given.counted is None else target.window)


def downtime(analysis: Analysis, given: Input, promise: Promise, level: float, *, allowed: bool = False) -> str:
    """The time that a share comes to in the window that it is stated over; empty where that is not known."""
    target = target_of(analysis, given)
    if given.counted is None or target is None:
        return wording.duration_down(promise, level, allowed=allowed) if given.metric == "availability" else ""
    agreement = analysis.landscape.agreements[given.agreement or ""]
    if given.metric != "availability" or agreement.clock_of(target) != ALWAYS:
        return ""
    return show_duration(level * analysis.landscape.seconds_in(target.window), down=allowed)


def _why(analysis: Analysis, way: Way, promise: Promise, promises: int) -> Iterator[str]:
    if way.is_realistic and not way.is_any:
        yield _in_figures(analysis, way, promise)
    elif way.is_new:
        yield "Nothing is stated, so that nothing can be counted on."
    else:
        yield "No level that is usual would be enough alone; the nearer, the better."
    rest = f"{number(promises, 'commitment')} of ours {'rests' if promises == 1 else 'rest'} on it"
    yield f"{rest}." if way.is_enough else f"{rest}. This alone is not enough: we are settling the rest elsewhere."


def _in_figures(analysis: Analysis, way: Way, promise: Promise) -> str:
    today = "" if way.is_new else stated(_of_all(way))
    if way.measure is not None:
        return f"What rests on it needs {way.measure.bound} {way.wanted}{f'; {today} is held' if today else ''}."
    if way.is_time:
        return f"What rests on it leaves {way.wanted} for this{f'; today it may take {today}' if today else ''}."
    window = _window(analysis, way.source, promise)
    most = downtime(analysis, way.source, promise, to_ask(way.level), allowed=True)
    if not most:
        return f"What rests on it needs {way.wanted} {window}{f'; {today} is stated' if today else ''}."
    allows = downtime(analysis, way.source, promise, way.source.level or 0.0)
    now = f"; what is stated today allows {allows}" if today else ""
    return f"For what rests on it, it may be out for at most {most} {window}{now}."


def _of_all(way: Way) -> Way:
    """The same without its share of cases: a length alone."""
    return replace(way, source=replace(way.source, share=1.0))
