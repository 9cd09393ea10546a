"""A composed time in; the ladder of its steps on the clock of the promise out, and how long each is on its own."""

from collections.abc import Sequence

from slamodel.analysis import Analysis
from slamodel.gaps import cutoffs
from slamodel.model import ALWAYS
from slamodel.propagate import Input, Promise, Role, View
from slamodel.report import bars, wording
from slamodel.report.counting import on
from slamodel.report.rungs import Ladder, Rung, ladder_of
from slamodel.report.views import Bar, Picture
from slamodel.units import show_duration


def ladder(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """One bar for each step of work, from where it starts, and one for the whole."""
    found = ladder_of(analysis, promise, view)
    limit = promise.promised if view.limit_s is None else view.limit_s
    if found is None or limit is None or view.step is None:
        return None
    together = view.step.time.within_s
    scale = 1.04 * max(limit, together, *(rung.start + rung.step.time.within_s for rung in found.rungs)) or 1.0
    drawn = [_bar(analysis, found, rung, scale) for rung in found.rungs]
    word = "Together, at least" if view.unknown else "Together"
    value = wording.length(promise, together)
    drawn.append(bars.total(word, value, together, limit, scale, is_known=not view.unknown))
    allowed = wording.length(promise, limit, down=True)
    label = f"{'due after' if wording.is_by_rule(promise) else 'promised'} {allowed}"
    notes = (
        _beside(drawn),
        f"{found.total - len(found.rungs)} more steps are not drawn." if found.total > len(found.rungs) else "",
    )
    note = " ".join(filter(None, notes))
    return Picture(
        f"Who uses the {allowed}", bars.in_words(drawn, label), bars.percent(limit, scale), label, tuple(drawn), note
    )


def _beside(drawn: Sequence[Bar]) -> str:
    if any(bar.tone == "beside" for bar in drawn):
        return "Dotted bars run beside the others and do not add to the whole."
    return ""


def _bar(analysis: Analysis, found: Ladder, rung: Rung, scale: float) -> Bar:
    given, label, start = rung.given, found.label(rung), bars.percent(rung.start, scale)
    if given.role is Role.ASSUMED:
        return Bar(label, "nothing stated, counted as 0 min", start, 0.0, 0.0, "own")
    if given.level is None:
        return Bar(label, wording.NOT_KNOWN, start, 100 - start, 0.0, "unknown")
    tone = "beside" if not rung.counts else "own" if given.role is Role.OWN else "link"
    length = rung.step.time.within_s
    value, detail = wording.length(found.promise, length), on_its_own(analysis, given, found.promise.clock)
    return Bar(label, value, start, bars.percent(length, scale), 0.0, tone, detail)


def on_its_own(analysis: Analysis, given: Input, clock: str) -> str:
    """What is stated, where that is not on the clock of the promise: `4 h on Office hours`."""
    if given.due:
        return f"{cutoffs.in_words(given.due)}, {on(analysis, given.clock)}"
    if given.level is None or given.clock == clock:
        return ""
    return f"{show_duration(given.level, in_hours=given.clock != ALWAYS)} {on(analysis, given.clock)}"
