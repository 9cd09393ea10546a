"""A share in one view in; the picture of who uses the downtime that is allowed out, the largest first."""

from slamodel.analysis import Analysis
from slamodel.propagate import Promise, View
from slamodel.report import bars, weeks, wording
from slamodel.report.users import User, users
from slamodel.report.views import Bar, Picture
from slamodel.units import TOLERANCE, show_share, show_shortfall

_WEEK = 604_800
_SEEN = "Experienced"
_NOTHING_LEFT_OUT = "the same with maintenance, which does not count"


def budget(analysis: Analysis, promise: Promise, view: View) -> Picture | None:
    """One bar for each user, the largest first, and one for what they come to together at the worst timing."""
    if view.figures is None or promise.promised is None:
        return None
    allowed = promise.promised
    every = (_by_the_week(analysis, promise, user) for user in users(analysis, view))
    found = sorted(every, key=lambda user: (-user.level, user.label))
    shown = found[: bars.MOST_BARS]
    together = view.figures.guaranteed
    seen = _experienced(view)
    scale = 1.04 * max([allowed, together, seen or 0.0, *(user.level for user in shown)]) or 1.0
    drawn = [_user_bar(promise, user, scale) for user in shown]
    word = "Together, at least" if view.unknown else "Together, at the worst timing"
    drawn.append(bars.total(word, _short(promise, together), together, allowed, scale, is_known=not view.unknown))
    if seen is not None:
        drawn.append(Bar(_SEEN, show_share(seen), 0.0, bars.percent(seen, scale), 0.0, "beside", _NOTHING_LEFT_OUT))
    limit = f"allowed {_short(promise, allowed, allowed=True)}"
    notes = [f"{len(found) - len(shown)} smaller ones are not drawn."] if len(found) > len(shown) else []
    if any(user.is_group for user in shown):
        notes.append("Links that stand in for one another share one bar: the time at the worst timing.")
    heading = f"Who uses the {_amount(promise, allowed, allowed=True)}"
    text = bars.in_words(drawn, limit)
    return Picture(heading, text, bars.percent(allowed, scale), limit, tuple(drawn), " ".join(notes))


def _experienced(view: View) -> float | None:
    """What is down in all with maintenance, where that is more than what counts; None while something is not known."""
    if view.experienced is None or view.figures is None or view.unknown:
        return None
    seen = view.experienced.guaranteed
    return seen if seen > view.figures.guaranteed + TOLERANCE else None


def _by_the_week(analysis: Analysis, promise: Promise, user: User) -> User:
    """Hours that are not covered, as people plan them."""
    if user.tone != "open" or not promise.counted_s:
        return user
    in_weeks = analysis.landscape.seconds_in(promise.target.window) / _WEEK
    minutes = round(user.level * promise.counted_s / in_weeks / 60)
    return user._replace(detail=f"{weeks.amount(60 * minutes)} a week")


def _amount(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """Downtime of the window; where no time can be stated, the share of it."""
    time = wording.downtime(promise, unavailability, allowed=allowed)
    return time or f"{show_shortfall(unavailability)} of the {_unit(promise)}"


def _short(promise: Promise, unavailability: float, *, allowed: bool = False) -> str:
    """The same without its window, where the heading has said it."""
    return wording.duration_down(promise, unavailability, allowed=allowed) or show_shortfall(unavailability)


def _unit(promise: Promise) -> str:
    return "requests" if promise.metric == "success_rate" else "counted hours"


def _user_bar(promise: Promise, user: User, scale: float) -> Bar:
    if user.tone == "unknown":
        return Bar(user.label, wording.NOT_KNOWN, 0.0, 100.0, 0.0, "unknown")
    return Bar(
        user.label, _short(promise, user.level), 0.0, bars.percent(user.level, scale), 0.0, user.tone, user.detail
    )
