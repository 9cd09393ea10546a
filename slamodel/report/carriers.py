"""One view of a promise in; the table of what carries it out: each link, what it commits to and would have to."""

from collections.abc import Sequence
from math import inf

from slamodel.analysis import Analysis
from slamodel.gaps.wording import listed, metric_name
from slamodel.model import TimeTarget
from slamodel.propagate import Input, Lack, Link, Promise, Role, View
from slamodel.report import wording
from slamodel.report.promises import MOST_ROWS, cut_note
from slamodel.report.views import Cell, Column, Group, Table
from slamodel.units import TOLERANCE

_LINK = (Column("Link"), Column("Agreement"), Column("Commits to", is_number=True))
_MOST_FOLDED = 12
_NUMBERS = dict(enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 2))
_NEEDED = "Would have to commit to"
_PERFECT = "What each would have to commit to holds as long as all that is not known turns out perfect."


def table(analysis: Analysis, promise: Promise, view: View, caption: str) -> Table:
    """What carries the promise in this view; unknown links first, then those that take most."""
    is_time = isinstance(promise.target, TimeTarget)
    links = sorted(view.links, key=_order)
    powerless = [link for link in links if _is_powerless(link, is_time=is_time)]
    listed_ones = [link for link in links if link not in powerless]
    shown = listed_ones[:MOST_ROWS]
    needed: tuple[Column, ...] = (Column(_NEEDED, is_number=True),)
    if not is_time:
        needed = (Column(f"{_NEEDED}, to be certain", is_number=True), Column("The same, if unrelated", is_number=True))
    rows = tuple(_row(analysis, promise, link, is_time=is_time) for link in shown)
    notes = (
        cut_note(len(shown), len(listed_ones)),
        _folded(analysis, promise, powerless, has_others=bool(shown), is_time=is_time),
        _PERFECT if view.unknown and len(links) > 1 else "",
    )
    if not shown:
        return Table(caption, (), (), " ".join(filter(None, notes)))
    columns = (*_LINK, *needed, Column("Source"))
    return Table(caption, columns, (Group("", rows),), " ".join(filter(None, notes)))


def _is_powerless(link: Link, *, is_time: bool) -> bool:
    """Whether no level of this link alone would help beyond what it does today; what is unknown keeps its row."""
    if link.source.unknown is not None or link.source.level is None or link.required_guaranteed is not None:
        return False
    return is_time or link.required_independent is None or _is_met_on_average(link)


def _is_met_on_average(link: Link) -> bool:
    needed, today = link.required_independent, link.source.level
    return needed is not None and today is not None and today <= needed + TOLERANCE


def _which(promise: Promise, given: Input) -> str:
    """What of a service is meant, where it is not plainly the metric of the promise."""
    if given.role is Role.OWN:
        return " (own part)"
    return f" ({metric_name(given.metric)})" if given.metric != promise.metric else ""


def _folded(analysis: Analysis, promise: Promise, powerless: Sequence[Link], *, has_others: bool, is_time: bool) -> str:
    """The links that cannot help alone, in one sentence with what they commit to."""
    if not powerless:
        return ""
    count = len(powerless)
    others_in_words = "the other link" if count == 1 else f"the other {_NUMBERS.get(count, count)} links"
    which = others_in_words if has_others else "each of these"
    certain = " to be certain" if not is_time and any(map(_is_met_on_average, powerless)) else ""
    names = (
        f"{wording.service_name(analysis, link.source.service)}{_which(promise, link.source)}"
        f" {wording.level(link.source.level or 0.0, is_time=is_time, share=link.source.share)}"
        for link in powerless
    )
    return f"For {which} no level alone would do{certain}: {listed(names, _MOST_FOLDED)}."


def _order(link: Link) -> tuple[bool, float, str, str]:
    level = link.source.level
    return (level is not None, -(level or 0.0), link.source.service, link.source.metric)


def _row(analysis: Analysis, promise: Promise, link: Link, *, is_time: bool) -> tuple[Cell, ...]:
    given = link.source
    about = [wording.provider_name(analysis, given.service)]
    if given.metric != promise.metric:
        about.append(metric_name(given.metric))
    if given.role is Role.OWN:
        about.append("own part")
    is_known = given.service in analysis.landscape.services
    name = Cell(
        wording.service_name(analysis, given.service),
        (", ".join(filter(None, about)),),
        entry=f"services/{given.service}" if is_known else "",
    )
    needed = [_needed(link, link.required_guaranteed, is_time=is_time)]
    if not is_time:
        needed.append(_needed(link, link.required_independent, is_time=False))
    return (
        name,
        _agreement(analysis, given),
        _level(promise, given, is_time=is_time),
        *needed,
        _source(analysis, given),
    )


def _agreement(analysis: Analysis, given: Input) -> Cell:
    if given.agreement is not None:
        found = analysis.landscape.agreements.get(given.agreement)
        return wording.agreement_cell(found) if found else Cell(given.agreement)
    return Cell("in-house" if given.role is Role.OWN else "none")


def _level(promise: Promise, given: Input, *, is_time: bool) -> Cell:
    if given.level is None:
        return Cell(wording.NOT_KNOWN)
    details = () if is_time else (wording.duration_down(promise, given.level),)
    return Cell(wording.level(given.level, is_time=is_time, share=given.share), tuple(filter(None, details)))


def _needed(link: Link, level: float | None, *, is_time: bool) -> Cell:
    """What closes the promise with everything else as it is; where today's level already does, that is said."""
    if link.source.unknown is not None and link.source.unknown.lack is Lack.NOT_EVALUATED:
        return Cell("not evaluated yet")
    text = wording.required(level, is_time=is_time)
    today = link.source.level
    if level is not None and today is not None and today <= level + TOLERANCE and level not in (1.0, inf):
        return Cell("enough as it is", (f"{text} would do",))
    return Cell(text)


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
