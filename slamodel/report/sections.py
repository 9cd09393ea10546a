"""Every promise that is not simply supported in; a section out: what is missing, the numbers, the picture, the ways."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from slamodel.analysis import Analysis
from slamodel.gaps import Finding
from slamodel.gaps.remedies import lacking
from slamodel.gaps.sought import Needs, strictest, thing
from slamodel.gaps.together import together
from slamodel.gaps.ways import Way, advice, offer, ways
from slamodel.gaps.wording import capitalised, in_cases, listed, number, share_of, window_of
from slamodel.propagate import Promise, Standing, View
from slamodel.report import (
    amounts,
    asks,
    carriers,
    elapsed,
    hours,
    joint,
    options,
    pictures,
    priorities,
    promises,
    settle,
    tiles,
    wording,
)
from slamodel.report.counting import hours_in_words, terms_of
from slamodel.report.leads import lead
from slamodel.report.on_offer import on_offer
from slamodel.report.views import Section, Table
from slamodel.units import TOLERANCE, show_share

MOST_SECTIONS = 40
MOST_TRIED = 10
"""Promises whose ways out are tried, each of which takes an analysis of what it reaches."""
_MOST_WAYS = 4
"""Ways to choose from."""
_MOST_PARTS = 12
"""Ways that are needed together."""
_BOTH = 2
_DIRECT, _END_TO_END = "one step down", "end to end"
MEANING = {_DIRECT: "the agreements right below, taken at their word", _END_TO_END: "from the very bottom up"}


def wanted(analysis: Analysis) -> list[Promise]:
    """The promises that get a section, worst first: all that are evaluated, and neither supported nor accepted."""
    unsupported = (p for p in analysis.promises if p.standing.is_open and p.promised is not None)
    return promises.worst_first(analysis, unsupported)


def section(analysis: Analysis, promise: Promise, needs: Needs | None = None) -> Section:
    """The section of one promise; `needs` are those of all promises, for whoever has worked them out already."""
    view = promise.deciding
    needs = asks.sought(analysis, wanted(analysis)) if needs is None else needs
    found = ways(promise)
    lacks = dict.fromkeys(lack.message for shown in (promise.direct, promise.end_to_end) for lack in shown.unknown)
    return Section(
        promise.id,
        wording.subject(analysis, promise),
        wording.status(promise),
        _facts(analysis, promise),
        lead(analysis, promise),
        tiles.tiles(analysis, promise, view),
        _other_view(promise),
        experienced(view),
        pictures.picture(analysis, promise, view),
        elapsed.timeline(analysis, promise, view),
        priorities.ladders(analysis, promise),
        hours.grid(analysis, promise, view),
        carried(analysis, promise),
        *_closing(analysis, promise, found, needs),
        tuple(f"{finding.code}: {finding.message}" for finding in found_of(analysis, promise)),
        tuple(lacks),
    )


def found_of(analysis: Analysis, promise: Promise) -> Iterator[Finding]:
    """What was found of one promise, each with the figures of that one."""
    return (finding.of(promise.id) for finding in analysis.findings if finding.concerns(promise.id))


def _closing(analysis: Analysis, promise: Promise, found: tuple[Way, ...], needs: Needs) -> tuple[str, tuple[str, ...]]:
    """The ways to close a promise, after a sentence about them; nothing is to be closed where it is supported."""
    if promise.standing is Standing.SUPPORTED:
        return "", ()
    ways_of_it = (
        *joint.in_words(analysis, promise),
        *_ways(analysis, promise, found, needs),
        *_running(analysis, promise),
        *_instead(analysis, promise),
    )
    return _ways_intro(analysis, promise, found), ways_of_it


def _facts(analysis: Analysis, promise: Promise) -> str:
    agreement = analysis.landscape.agreements[promise.agreement]
    term = wording.until(agreement, analysis.as_of)
    calendar = analysis.landscape.calendars.get(promise.clock)
    named = wording.isolated(calendar.name) if calendar and calendar.name else f"{promise.clock} hours"
    counted = f"counted in {named} ({hours_in_words(calendar)})" if calendar else "counted around the clock"
    name, less = wording.agreement_name(agreement), _less(analysis, promise)
    aim = "an aim · " if promise.target.strength == "aim" else ""
    return f"{name} · {aim}{agreement.status.value}, {term} · {counted}{less} · {wording.place(analysis, promise.at)}"


def _less(analysis: Analysis, promise: Promise) -> str:
    """The maintenance that a share leaves out of its count."""
    excludes = terms_of(analysis, promise.agreement, promise.target).excludes
    entries = (analysis.landscape.maintenance.get(name) for name in excludes)
    names = [wording.isolated(entry.name or entry.id) for entry in entries if entry]
    return f", without {listed(names)}" if names else ""


def _other_view(promise: Promise) -> str:
    """What the view that does not decide says, so that nobody takes one for the other."""
    is_deep = promise.deciding is promise.end_to_end
    view, name = (promise.direct, _DIRECT) if is_deep else (promise.end_to_end, _END_TO_END)
    start = f"{capitalised(name)} ({MEANING[name]})"
    shown = promise.deciding
    if view.figures is not None and view.figures != shown.figures:
        if view.unknown and view.figures.ceiling <= view.figures.guaranteed <= TOLERANCE:
            return f"{start}: {wording.NOT_KNOWN}."
        figure_in_words = wording.hoped_for if view.unknown else partial(share_of, promise)
        guaranteed, independent, ceiling = map(figure_in_words, view.figures)
        return f"{start}: guaranteed {guaranteed}, if unrelated {independent}, at best {ceiling}."
    if view.amount is not None and shown.amount is not None and view.amount.value != shown.amount.value:
        return f"{start}: {amounts.ensured(promise, view)}."
    if view.time is not None and view.time != shown.time:
        return f"{start}: {wording.taken(promise, view)}."
    return ""


def experienced(view: View) -> str:
    """What people live through where maintenance is left out of the count; empty where that makes no difference."""
    if view.figures is None or view.experienced in (None, view.figures):
        return ""
    assert view.experienced is not None  # noqa: S101 - looked at above
    guaranteed, independent, ceiling = map(wording.hoped_for if view.unknown else show_share, view.experienced)
    figures = f"guaranteed {guaranteed}, if unrelated {independent}, at best {ceiling}"
    return f"Experienced, with maintenance counted as any other downtime: {figures}."


def _views(promise: Promise, *, every: bool) -> Iterator[tuple[str, View]]:
    """The views that fall short, or every one, the deciding one first; the same links are not shown twice."""
    named = ((_DIRECT, promise.direct), (_END_TO_END, promise.end_to_end))
    found = [pair for pair in named if (every or pair[1].standing is not Standing.SUPPORTED) and pair[1].links]
    is_same = len(found) > 1 and found[0][1].inputs == found[1][1].inputs
    yield from found[:1] if is_same else sorted(found, key=lambda pair: pair[1] is not promise.deciding)


def carried(analysis: Analysis, promise: Promise, *, every: bool = False) -> tuple[Table, ...]:
    """What carries it in each view that falls short, or in every one; rows that are the same in both come once."""
    named = [
        (name, carriers.table(analysis, promise, view, f"What carries it {name} ({MEANING[name]})"))
        for name, view in _views(promise, every=every)
    ]
    tables = tuple(table for _, table in named)
    if len(tables) < _BOTH or tables[0].groups != tables[1].groups:
        return tables
    note = " ".join(f"{capitalised(name)}: {table.note}" for name, table in named if table.note)
    return (replace(tables[0], caption=f"What carries it {_DIRECT}, and {_END_TO_END}", note=note),)


def _ways_intro(analysis: Analysis, promise: Promise, found: tuple[Way, ...]) -> str:
    if not found or found[0].is_enough:
        return _no_level(analysis, promise)
    if settle.is_open_anyway(promise):
        return "Needed in any case, and not enough: what is not known below stays open."
    if advice(promise).is_enough:
        return "All of these are needed."
    if any(way.is_new for way in found):
        return "All of these are needed; each level counts on the others being perfect."
    if any(view.unknown for view in (promise.direct, promise.end_to_end)):
        return "Each of these closes what falls short. What is not known has to be settled as well."
    return "No level alone is enough. Each of these closes a part of it."


def _no_level(analysis: Analysis, promise: Promise) -> str:
    """What is said where no level is to be asked for alone."""
    if missing := lacking(analysis.context, promise):
        return f"No level alone is enough: {missing}. Whether these are enough shows once they stand in the model."
    return "No level alone is enough." if together(promise) else ""


def _shown(promise: Promise, found: tuple[Way, ...]) -> tuple[Way, ...]:
    """Ways to choose from where one is enough; else those that are needed together, or that help at all."""
    if found and found[0].is_enough:
        return tuple(way for way in found if way.is_enough)[:_MOST_WAYS]
    is_together = advice(promise).is_enough or any(way.is_new for way in found)
    return (advice(promise).ways if is_together else found)[:_MOST_PARTS]


def _ways(analysis: Analysis, promise: Promise, found: tuple[Way, ...], needs: Needs) -> Iterator[str]:
    for way in _shown(promise, found):
        party = asks.counterpart(analysis, way.source)
        whom = f"Ask {wording.party_name(analysis, party)} for" if party else "Ask whoever provides it for"
        if party == analysis.landscape.agreements[promise.agreement].provider:
            whom = f"{wording.party_name(analysis, party)} itself:"
        basis = " It is then at risk, no longer a gap." if way.basis == "independent" else ""
        needed = needs.get(thing(analysis.landscape, way.source, promise), ())
        most = strictest(needed, way)
        for_all = f" That is for {number(len(needed), 'promise')}; {way.wanted} would do for this one."
        lesser = for_all if most.wanted != way.wanted else ""
        yield f"{whom} {asks.in_words(analysis, most, promise)}{on_offer(analysis, most)}.{lesser}{basis}"


def _running(analysis: Analysis, promise: Promise) -> Iterator[str]:
    """What to do about clocks that may stand still below while the one above runs on."""
    if promise.unwaived is Standing.GAP:
        return  # a clock that runs on would not close it
    for source, stop in promise.deciding.stops:
        party = asks.counterpart(analysis, source)
        whom = wording.party_name(analysis, party) if party else "whoever provides it"
        service = wording.service_name(analysis, source.service)
        yield f'Agree above as well that the clock stops for "{stop}", or ask {whom} to let that of {service} run.'


def _instead(analysis: Analysis, promise: Promise) -> Iterator[str]:
    """What can be promised today, in the worse of the two views."""
    offered = offer(promise)
    if offered is None:
        return
    verb = "Agree to" if wording.is_request(analysis, promise) else "Promise"
    figures = [view.figures for view in (promise.direct, promise.end_to_end) if view.figures is not None]
    if promise.measure is not None:
        yield f"{verb} {promise.measure.show(offered.level, up=promise.measure.is_lower_better)} instead."
        return
    if not figures:
        length = wording.length(promise, offered.level)
        yield f"{verb} {length}{in_cases(1 - offered.share)} instead."
        return
    certain, average = (
        share_of(promise, offered.level),
        share_of(promise, max(figure.independent for figure in figures)),
    )
    unrelated = f", or {average} if it may rest on unrelated outages" if average != certain else ""
    yield f"{verb} {certain} {window_of(promise.target.window)} instead{unrelated}."


def _with_priorities_once(analysis: Analysis, found: Sequence[Promise], needs: Needs) -> Iterator[Section]:
    """The sections; all priorities of a promise are side by side in the first of them."""
    seen = set()
    for place, promise in enumerate(found):
        group, made = priorities.group_of(promise), section(analysis, promise, needs)
        tried = options.tried(analysis, promise) if place < MOST_TRIED else None
        made = made if tried is None else _without_repetition(made, tried)
        yield replace(made, priorities=None if group in seen else made.priorities)
        seen.add(group)


def _without_repetition(made: Section, tried: options.Tried) -> Section:
    """The section with the ways that were tried: where one of them closes it, it needs no other words."""
    if tried.closes:
        return replace(made, ways_intro="", ways=(), options=tried.table)
    return replace(made, options=replace(tried.table, caption=options.TRIED) if made.ways else tried.table)


def sections(analysis: Analysis, found: Sequence[Promise]) -> tuple[tuple[Section, ...], str]:
    """The sections of the first of these promises, and a note when there are more than are shown."""
    needs = asks.sought(analysis, found)
    shown = tuple(_with_priorities_once(analysis, found[:MOST_SECTIONS], needs))
    rest = len(found) - len(shown)
    note = f"{number(rest, 'more promise')} of this kind stand in the table above only." if rest else ""
    return shown, note
