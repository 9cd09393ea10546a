"""A composed time from its worst start in; the same steps in calendar time out, with where each clock stands still."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from slamodel.analysis import Analysis
from slamodel.clock import Clock, Clocks, Stretch, moment_of
from slamodel.model import ALWAYS
from slamodel.propagate import Promise, Step, View
from slamodel.report import moments, starts
from slamodel.report.counting import on
from slamodel.report.ladder import on_its_own
from slamodel.report.rungs import Ladder, Rung, ladder_of
from slamodel.report.ticks import ticks
from slamodel.report.views import Shade, Spell, Timeline, WeekRow
from slamodel.units import show_duration

_SECOND = 1_000_000
_LONGEST = 120 * 86_400 * _SECOND
"""120 days: a longer strip would show neither days nor steps."""
_MEANING = {
    "worked": "worked on",
    "waiting": "waits for its own hours",
    "total": "all together",
    "open": "later than promised",
}


def timeline(analysis: Analysis, promise: Promise, view: View) -> Timeline | None:
    """The steps between their local times; None where every start is alike, and calendar time tells nothing more."""
    found, step = ladder_of(analysis, promise, view), view.step
    if found is None or step is None or step.start is None or step.finish is None or view.limit_s is None:
        return None
    zone = starts.zone(analysis, promise, view)
    frame = _frame(analysis, found, view, zone) if step.finish - step.start <= _LONGEST else None
    if frame is None or frame.end - frame.start > _LONGEST:
        return None
    rows = (
        *(frame.row(rung) for rung in found.rungs if _is_drawn(rung)),
        frame.together(step, is_known=not view.unknown),
    )
    tones = {spell.tone for row in rows for spell in row.spells}
    shades = [Shade(tone, meaning) for tone, meaning in _MEANING.items() if tone in tones]
    if "closed" in tones:
        shades.append(Shade("closed", "the clock of the promise stands still"))
    due = moments.in_words(moments.local(frame.due, zone))
    return Timeline(
        f"The same in calendar time, from the worst start: {starts.worst_start(analysis, promise, view)}",
        ticks(frame.start, frame.end, zone),
        rows,
        frame.at(frame.due),
        f"due {due}",
        tuple(shades),
    )


def _is_drawn(rung: Rung) -> bool:
    return rung.counts and bool(rung.given.level) and rung.step.start is not None


def _frame(analysis: Analysis, found: Ladder, view: View, zone: ZoneInfo) -> "_Frame | None":
    """The strip from the worst start to the end of all steps, or to when it is due if that is later."""
    step, own = view.step, found.promise.clock
    assert step is not None and step.start is not None and step.finish is not None  # noqa: S101, PT018 - checked
    first, last = (moment_of(instant, zone).date() for instant in (step.start, step.finish))
    calendars, stretch = analysis.landscape.calendars, Stretch(first, last)
    if any(name not in calendars for name in {own, *(rung.given.clock for rung in found.rungs)} - {ALWAYS}):
        return None
    clocks = Clocks(calendars, analysis.landscape.days_off)
    spending = clocks.clock(own, stretch).spending(view.limit_s or 0.0)
    due = spending.after(step.start) if view.is_just_after else spending.at(step.start)
    return _Frame(analysis, found, own, zone, clocks, stretch, step.start, max(step.finish, due), due)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where on a strip an instant lies, and which clocks run when."""

    analysis: Analysis
    ladder: Ladder
    own: str
    zone: ZoneInfo
    clocks: Clocks
    stretch: Stretch
    start: int
    end: int
    due: int

    def at(self, instant: int) -> float:
        """The place of an instant in percent; a little is left free at the end."""
        return round(96 * (instant - self.start) / max(self.end - self.start, 1), 3)

    def spell(self, start: int, end: int, tone: str) -> Spell:
        """From one instant to another."""
        return Spell(self.at(start), round(self.at(end) - self.at(start), 3), tone)

    def running(self, calendar: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans in which a clock runs."""
        yield from _running(self.clocks.clock(calendar, self.stretch), start, end)

    def closed(self) -> Iterator[Spell]:
        """Where the clock of the promise stands still."""
        open_until = self.start
        for start, end in (*self.running(self.own, self.start, self.end), (self.end, self.end)):
            if open_until < start:
                yield self.spell(open_until, start, "closed")
            open_until = end

    def row(self, rung: Rung) -> WeekRow:
        """One step: where its own clock runs it is worked on, else it waits."""
        given, (start, end) = rung.given, _ends(rung.step)
        worked = [self.spell(*span, "worked") for span in self.running(given.clock, start, end)]
        note = moments.span(start, end, self.zone)
        detail = ", ".join(filter(None, (on_its_own(self.analysis, given, self.own), self._there(rung))))
        spells = (*self.closed(), self.spell(start, end, "waiting"), *worked)
        return WeekRow(self.ladder.label(rung), note, detail, "; ".join(filter(None, (note, detail))), spells)

    def _there(self, rung: Rung) -> str:
        """When that is for those who do it, where their time zone differs."""
        calendar = self.analysis.landscape.calendars.get(rung.given.clock)
        if calendar is None or calendar.timezone == self.zone.key:
            return ""
        return f"{moments.span(*_ends(rung.step), ZoneInfo(calendar.timezone))} in {calendar.timezone}"

    def together(self, step: Step, *, is_known: bool) -> WeekRow:
        """All steps, and what of them is later than promised."""
        start, end = _ends(step)
        note = moments.span(start, end, self.zone)
        length = show_duration(step.time.within_s, in_hours=self.own != ALWAYS)
        detail = f"{length} {on(self.analysis, self.own)}"
        late = (self.spell(self.due, end, "open"),) if end > self.due else ()
        spells = (*self.closed(), self.spell(start, min(end, self.due), "total"), *late)
        return WeekRow("Together" if is_known else "Together, at least", note, detail, f"{note}; {detail}", spells)


def _ends(step: Step) -> tuple[int, int]:
    assert step.start is not None and step.finish is not None  # noqa: S101, PT018 - only such are drawn
    return step.start, step.finish


def _running(clock: Clock, start: int, end: int) -> Iterator[tuple[int, int]]:
    worked = clock.worked()
    knots, slopes = worked.knots.tolist(), worked.slopes.tolist()
    for begins, ends, slope in zip(knots, (*knots[1:], end), slopes, strict=True):
        if slope and begins < end and ends > start:
            yield max(begins, start), min(ends, end)
