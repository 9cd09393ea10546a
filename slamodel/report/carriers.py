"""One view of a promise in; the table of what carries it out: each link, what it commits to and would have to."""

from math import inf

from slamodel.analysis import Analysis
from slamodel.gaps.causes import longest_way
from slamodel.gaps.wording import metric_name, window_of
from slamodel.model import Measure, TimeTarget
from slamodel.propagate import Input, Link, Promise, Role, Standing, View
from slamodel.report import wording
from slamodel.report.counting import on, target_of
from slamodel.report.promises import cut_note
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import TOLERANCE

_LINK = (Column("Link"), Column("Agreement"), Column("Commits to", is_number=True))
_MOST_LINKS = 50
_FAR = 10.0
"""How many times today's downtime, or time, a level may be that is still worth naming as enough."""
_NEEDED = "Would have to commit to"
_PERFECT = "What each would have to commit to holds as long as all that is not known turns out perfect."


def table(analysis: Analysis, promise: Promise, view: View, caption: str) -> Table:
    """What carries the promise in this view; unknown links first, then those that take most."""
    is_time = isinstance(promise.target, TimeTarget)
    on_the_way = {leaf.source for leaf in longest_way(view.step)} if view.step else {link.source for link in view.links}
    links = sorted(view.links, key=lambda link: _order(link, is_on_the_way=link.source in on_the_way))
    needed: tuple[Column, ...] = (Column(_NEEDED, is_number=True),)
    if not is_time and promise.measure is None:
        needed = (Column(f"{_NEEDED}, to be certain", is_number=True), Column("The same, if unrelated", is_number=True))
    rows = tuple(
        _row(analysis, promise, link, is_kept=view.standing is Standing.SUPPORTED) for link in links[:_MOST_LINKS]
    )
    notes = (
        cut_note(len(rows), len(links)),
        _PERFECT if view.unknown and len(links) > 1 else "",
    )
    return Table(caption, (*_LINK, *needed, Column("Source")), (Group("", rows),), " ".join(filter(None, notes)))


def _order(link: Link, *, is_on_the_way: bool) -> tuple[bool, bool, float, str, str]:
    """Unknown ones first, then those that add to the whole before those that run beside them, the largest first."""
    level = link.source.level
    return (level is not None, not is_on_the_way, -(level or 0.0), link.source.service, link.source.metric)


def _row(analysis: Analysis, promise: Promise, link: Link, *, is_kept: bool) -> tuple[Cell, ...]:
    given, is_time = link.source, isinstance(promise.target, TimeTarget)
    about = [wording.provider_name(analysis, given.service)]
    if given.metric != promise.metric:
        about.append(metric_name(given.metric))
    if given.role is Role.OWN:
        about.append("the service itself")
    is_known = given.service in analysis.landscape.services
    name = Cell(
        wording.service_name(analysis, given.service),
        (", ".join(filter(None, about)),),
        entry=f"services/{given.service}" if is_known else "",
    )
    if (measure := promise.measure) is not None:
        needed = [_needed_amount(link, measure, is_kept=is_kept)]
    else:
        needed = [_needed(link, link.required_guaranteed, is_time=is_time, is_kept=is_kept)]
    if not is_time and measure is None:
        needed.append(_needed(link, link.required_independent, is_time=False, is_kept=is_kept))
    return (
        name,
        _agreement(analysis, given),
        _level(analysis, promise, given, is_time=is_time),
        *needed,
        _source(analysis, given),
    )


def _agreement(analysis: Analysis, given: Input) -> Cell:
    if given.agreement is not None:
        found = analysis.landscape.agreements.get(given.agreement)
        return wording.agreement_cell(found) if found else Cell(given.agreement)
    return Cell("in-house" if given.role is Role.OWN else "none")


def _level(analysis: Analysis, promise: Promise, given: Input, *, is_time: bool) -> Cell:
    """What is committed to, and on which other terms than those of the promise."""
    if given.level is None:
        return Cell(wording.NOT_KNOWN)
    if given.due:
        return Cell("by cut-off", (wording.level(given, is_time=True), on(analysis, given.clock)))
    level = wording.level(given, is_time=is_time, measure=promise.measure)
    if promise.measure is not None:
        return Cell(level)
    if is_time:
        return Cell(level, (on(analysis, given.clock),) if given.clock != promise.clock else ())
    worst = wording.duration_down(promise, given.figures.guaranteed)
    if given.counted is None:
        return Cell(level, (worst,) if worst else ())
    stated = target_of(analysis, given)
    details = (window_of(stated.window) if stated else "", f"{worst} here" if worst else "")
    return Cell(level, tuple(filter(None, details)))


def _needed(link: Link, level: float | None, *, is_time: bool, is_kept: bool) -> Cell:
    """What closes the promise with everything else as it is; where today's level already does, that is said."""
    text = wording.required(level, is_time=is_time, clock=link.source.clock)
    today = link.source.level
    if is_kept and text in (wording.ALONE, wording.UNREALISTIC):
        return Cell("enough as it is")
    if level is not None and today is not None and today <= level + TOLERANCE and level not in (1.0, inf):
        # A level that is far below what is committed tells nobody anything.
        return Cell("enough as it is", (f"{text} would do",) if level <= _FAR * today else ())
    return Cell(text)


def _needed_amount(link: Link, measure: Measure, *, is_kept: bool) -> Cell:
    """The same for an amount."""
    level, today = link.required_guaranteed, link.source.level
    if level is None:
        return Cell("enough as it is" if is_kept else wording.ALONE)
    is_enough = today is not None and measure.reaches(today, level) and level != measure.worst
    text = wording.required(level, is_time=False, measure=measure)
    return Cell("enough as it is", (f"{text} would do",)) if is_enough else Cell(text)


def _source(analysis: Analysis, given: Input) -> Cell:
    place = wording.place(analysis, given.at)
    agreement = analysis.landscape.agreements.get(given.agreement or "")
    source = agreement.source if agreement else None
    details = []
    if source and source.clause:
        details.append(f"clause {wording.isolated(source.clause)}")
    if source and source.as_of:
        details.append(f"as of {wording.day(source.as_of)}")
    return wording.place_cell(place, "not in the model", tuple(details))
