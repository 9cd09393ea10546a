"""Findings on hours, maintenance and clocks in; what of these to ask of a party out, without whose hours they are."""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from slamodel.clock import Week
from slamodel.gaps.exposure import Exposure
from slamodel.gaps.neighbours import cover
from slamodel.gaps.resting import Resting, below
from slamodel.gaps.spans import Hours
from slamodel.gaps.wording import listed, metric_name, number
from slamodel.model import ALWAYS, Agreement
from slamodel.report import weeks, wording
from slamodel.report.counting import hours_in_words
from slamodel.report.sheet_counterpart import Counterpart, by_when
from slamodel.report.sheet_views import Matter, Question, Request

_WEEK = 604_800


class _Hole(NamedTuple):
    """Hours that are missing in an agreement, beside the calendar of what it states."""

    agreement: str
    calendar: str
    zone: str
    exposure: Exposure


def hours(to: Counterpart) -> Iterator[tuple[int, Request]]:
    """Hours to cover, maintenance to count, clocks to let run, each with the place of the promise that it helps.

    Asked for is what some promise needs that no level would close: all else is a question.
    """
    rank = to.whole.rank
    for hole, entries in _asked(to).items():
        found = min(rank.get(entry.promise.id, len(rank)) for entry in entries)
        yield found, _cover(to, hole, entries)
    yield from ((len(rank), request) for request in (*_maintenance(to), *_clocks(to)))


def hour_questions(to: Counterpart) -> Iterator[Question]:
    """Hours that would help, and that nothing stands or falls with."""
    holes, asked = _holes(to), _asked(to)
    for hole in holes:
        if hole not in asked and not any(_is_within(hole, other) for other in holes):
            agreement, worst = to.analysis.landscape.agreements[hole.agreement], hole.exposure.worst
            when = f"{weeks.in_words(_seen_in(hole.zone, worst))} ({hole.zone})"
            much = f"{weeks.amount(worst.week.seconds)} a week"
            text = f"Could you cover more hours: also {when}, {much}?"
            yield Question("H301", text, wording.agreement_name(agreement))


def _asked(to: Counterpart) -> Mapping[_Hole, list[Resting]]:
    """The hours that some promise needs, those apart that are among others anyway."""
    needed = {
        hole: entries
        for hole, entries in _holes(to).items()
        if any(entry.promise.id in to.whole.unclosed for entry in entries)
    }
    return {hole: found for hole, found in needed.items() if not any(_is_within(hole, other) for other in needed)}


def _holes(to: Counterpart) -> Mapping[_Hole, list[Resting]]:
    context = to.analysis.context
    found: dict[_Hole, list[Resting]] = {}
    findings = (one for code in ("H301", "H303") for one in to.whole.findings.get(code, ()))
    open_ones = {name for one in findings for name in one.promises}
    for agreement in to.provided if open_ones else ():
        for entry in context.resting.get(agreement.id, ()):
            calendar = agreement.clock_of(entry.stated)
            is_alike = calendar in (ALWAYS, entry.upper.clock_of(entry.promise.target))
            if entry.promise.id in open_ones and not is_alike:
                exposure = context.exposures.of(entry)
                if exposure.worst.week and to.party in _those(to, entry, exposure):
                    hole = _Hole(agreement.id, calendar, to.analysis.landscape.calendars[calendar].timezone, exposure)
                    found.setdefault(hole, []).append(entry)
    return found


def _is_within(hole: _Hole, other: _Hole) -> bool:
    """Whether hours are asked for anyway with others of the same calendar."""
    if hole == other or (hole.agreement, hole.calendar) != (other.agreement, other.calendar):
        return False
    one, all_of = (_seen_in(found.zone, found.exposure.worst) for found in (hole, other))
    return not one - all_of and (one != all_of or hole.exposure.has_alternatives > other.exposure.has_alternatives)


def _those(to: Counterpart, entry: Resting, exposure: Exposure) -> tuple[str, ...]:
    """Those who could cover the hours: of alternatives, the ones whose hours end or begin there."""
    context = to.analysis.context
    beside = [*below(to.analysis.landscape, entry.promise)] if exposure.has_alternatives else [entry]
    alike = [one for one in beside if one == entry or context.exposures.of(one) == exposure]
    return cover(context, exposure, alike).parties


def _cover(to: Counterpart, hole: _Hole, entries: list[Resting]) -> Request:
    agreement = to.analysis.landscape.agreements[hole.agreement]
    paper, missing = to.paper(agreement), hole.exposure.worst
    calendar = to.analysis.landscape.calendars[hole.calendar]
    services = dict.fromkeys(wording.service_name(to.analysis, entry.given.service) for entry in entries)
    amount = f"{weeks.amount(missing.week.seconds)} a week"
    often = ", at the most: clocks change on different days" if len(hole.exposure.hours) > 1 else ""
    is_either = len(_those(to, entries[0], hole.exposure)) > 1
    return Request(
        Matter.HOURS,
        f"{listed(services, None)}: cover more hours, {amount}",
        f"{hours_in_words(calendar)} ({calendar.timezone})",
        f"also {weeks.in_words(_seen_in(hole.zone, missing))} ({calendar.timezone}): {amount}{often}",
        (_nobody(len({entry.promise.id for entry in entries})),),
        tuple(services),
        listed(dict.fromkeys(metric_name(entry.given.metric) for entry in entries), None),
        "",
        to.askers(agreement, entries[0].given.service),
        paper,
        by_when(paper),
        is_either=is_either,
    )


def _nobody(promises: int) -> str:
    counts, it = ("counts", "it") if promises == 1 else ("count", "them")
    return f"In these hours {number(promises, 'commitment')} of ours {counts}, and nobody stands behind {it}."


def _seen_in(zone: str, hours: Hours) -> Week:
    """The same time as the clocks of another zone show it."""
    ahead = dict(hours.apart).get(zone, 0)
    spans = (((start + ahead) % _WEEK, end - start) for start, end in hours.week.spans)
    parts = (((start, min(start + long, _WEEK)), (0, max(0, start + long - _WEEK))) for start, long in spans)
    return reduce(or_, (Week((span,)) for pair in parts for span in pair if span[1] > span[0]), Week(()))


def _maintenance(to: Counterpart) -> Iterator[Request]:
    for agreement in _found_below(to, "A106"):
        entries = to.analysis.context.resting.get(agreement.id, ())
        known = {name for entry in entries for name in entry.upper.excludes}
        windows = [name for name in agreement.excludes if name not in known]
        named = [
            to.analysis.landscape.maintenance[name] for name in windows if name in to.analysis.landscape.maintenance
        ]
        if named:
            names = listed(wording.isolated(window.name or window.id) for window in named)
            yield Request(
                Matter.MAINTENANCE,
                f"{names}: count it as downtime, or move it out of the hours in which we are held to account",
                "it does not count as downtime",
                "it counts, or lies in other hours",
                ("It counts for what rests on it, and not in what is agreed with you.",),
                askers=to.askers(agreement, _service(agreement, entries)),
                paper=(paper := to.paper(agreement)),
                by_when=by_when(paper),
            )


def _clocks(to: Counterpart) -> Iterator[Request]:
    for agreement in _found_below(to, "T206"):
        entries = to.analysis.context.resting.get(agreement.id, ())
        known = {stop.casefold() for entry in entries for stop in entry.upper.clock_stops}
        stops = [stop for stop in agreement.clock_stops if stop.casefold() not in known] or agreement.clock_stops
        if stops:
            reasons = listed((f'"{stop}"' for stop in stops), 4)
            yield Request(
                Matter.CLOCK,
                f"Let the clock run on during {reasons}, or name the longest time that it may stand still",
                f"the clock stands still for {reasons}, for any time",
                "it runs on, or stands still for a stated time at most",
                ("The clock of what rests on it runs on meanwhile, so that your times ensure nothing in time.",),
                askers=to.askers(agreement, _service(agreement, entries)),
                paper=(paper := to.paper(agreement)),
                by_when=by_when(paper),
            )


def _found_below(to: Counterpart, code: str) -> Iterator[Agreement]:
    """Its agreements that a rule has found something in, seen from what rests on them."""
    found = (one for one in to.on(code) if not to.whole.unclosed.isdisjoint(one.promises))
    names = dict.fromkeys(one.cause[0] for one in found if len(one.cause) > 1)
    yield from (agreement for name in names if (agreement := to.has(name)) and agreement.provider == to.party)


def _service(agreement: Agreement, entries: tuple[Resting, ...]) -> str:
    return entries[0].given.service if entries else "".join(agreement.services[:1])
