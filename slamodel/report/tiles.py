"""A promise and a view of it in; the few numbers at the top of its section out: promised, ensured, at best."""

from functools import partial

from slamodel.analysis import Analysis
from slamodel.gaps.wording import share_of
from slamodel.propagate import Promise, View
from slamodel.report import amounts, figures, wording
from slamodel.report.views import Figure


def tiles(analysis: Analysis, promise: Promise, view: View) -> tuple[Figure, ...]:
    """The figures of a share, or of a time; none for what is not evaluated."""
    if view.figures is not None and promise.promised is not None:
        shown = wording.hoped_for if view.unknown else partial(share_of, promise)
        allowed = wording.downtime(promise, promise.promised, allowed=True)
        first = "Asked for" if wording.is_request(analysis, promise) else "Promised"
        labels = ("Guaranteed, whatever the timing", "If outages are unrelated", "At the very best")
        return (
            Figure(first, share_of(promise, promise.promised), allowed),
            *(
                Figure(label, shown(figure), wording.downtime(promise, figure) if figure or not view.unknown else "")
                for label, figure in zip(labels, view.figures, strict=True)
            ),
        )
    if promise.measure is not None and promise.promised is not None:
        return amounts.tiles(promise, view)
    return _time_figures(promise, view) if view.time is not None else ()


def _time_figures(promise: Promise, view: View) -> tuple[Figure, ...]:
    assert view.time is not None and promise.promised is not None  # noqa: S101, PT018 - the caller looked
    guaranteed, independent = (wording.cases(1 - kept) for kept in (view.time.in_guaranteed, view.time.in_independent))
    spare = _slack(promise, wording.limit(promise, view) - view.time.within_s, view)
    shown = (_promised_time(promise), Figure("The steps take", wording.taken(promise, view), spare))
    if not figures.is_in_part(promise):
        return shown
    return (
        *shown,
        Figure("Steps kept, guaranteed", wording.NOT_KNOWN if view.unknown else guaranteed, ""),
        Figure("Steps kept, if unrelated", wording.NOT_KNOWN if view.unknown else independent, ""),
    )


def _promised_time(promise: Promise) -> Figure:
    kept = f"in {wording.cases(1 - promise.promised_share)}"
    if wording.is_by_rule(promise):
        return Figure("Promised", "by cut-off", f"{wording.within(promise, in_short=True)}, {kept}")
    return Figure("Promised", wording.within(promise).removeprefix("within "), kept)


def _slack(promise: Promise, slack: float, view: View) -> str:
    if slack < 0:
        return f"{wording.length(promise, -slack)} too long"
    return "" if view.unknown else f"{wording.length(promise, slack, down=True)} to spare"
