"""A promise in; its figures out, as cells: what is promised, three for what there is for it, and what is missing."""

from dataclasses import replace

from slamodel.gaps.wording import share_of, window_of
from slamodel.model import ShareTarget
from slamodel.propagate import Promise, View
from slamodel.report import amounts, wording
from slamodel.report.views import Cell
from slamodel.units import TOLERANCE, TOLERANCE_S


def of(promise: Promise) -> tuple[Cell, ...]:
    """What is promised, three figures for what there is for it, and what is missing; of an evaluated promise."""
    view, deeper = promise.deciding, promise.end_to_end.figures
    promised, *cells = in_view(promise, view)
    if view.figures and deeper and not view.unknown and deeper.guaranteed > view.figures.guaranteed + TOLERANCE:
        cells[0] = replace(cells[0], details=(*cells[0].details, "end to end", share_of(promise, deeper.guaranteed)))
    return (promised, *cells)


def in_view(promise: Promise, view: View) -> tuple[Cell, ...]:
    """The same in one view; of amounts there is one figure."""
    if promise.measure is not None:
        return amounts.cells(promise, view)
    return _shares(promise, view) if isinstance(promise.target, ShareTarget) else _times(promise, view)


def _shares(promise: Promise, view: View) -> tuple[Cell, ...]:
    assert promise.promised is not None  # noqa: S101 - the caller looked
    allowed = wording.duration_down(promise, promise.promised, allowed=True)
    promised = Cell(share_of(promise, promise.promised), (*_lines(allowed), window_of(promise.target.window)))
    if view.figures is None or promise.rests_on_nothing:
        return (promised, *[Cell(wording.NOT_KNOWN)] * 4)
    cells = [_figure(promise, figure, is_known=not view.unknown) for figure in view.figures]
    if not view.unknown and view.experienced is not None and view.experienced != view.figures:
        seen = share_of(promise, view.experienced.guaranteed)
        cells[0] = replace(cells[0], details=(*cells[0].details, "experienced", seen))
    return (promised, *cells, _missing_share(promise, view))


def _figure(promise: Promise, unavailability: float, *, is_known: bool) -> Cell:
    """A figure with its downtime; while something is unknown, the most that it can be in small print."""
    if is_known:
        return Cell(share_of(promise, unavailability), _lines(wording.duration_down(promise, unavailability)))
    return Cell(wording.NOT_KNOWN, (wording.hoped_for(unavailability),) if unavailability > TOLERANCE else ())


def _missing_share(promise: Promise, view: View) -> Cell:
    missing = shortfall(promise, view)
    if missing <= TOLERANCE:
        return Cell(wording.NOT_KNOWN if view.unknown else "nothing")
    at_least, points = "at least " if view.unknown else "", wording.points(missing)
    time = wording.duration_down(promise, missing)
    return Cell(f"{at_least}{time}", (points,)) if time else Cell(f"{at_least}{points}")


def shortfall(promise: Promise, view: View) -> float:
    """What the guaranteed share of a view falls short of the promise; zero or less where nothing is missing."""
    return 0.0 if view.figures is None or promise.promised is None else view.figures.guaranteed - promise.promised


def _times(promise: Promise, view: View) -> tuple[Cell, ...]:
    assert promise.promised is not None  # noqa: S101 - the caller looked
    rule = (wording.within(promise, in_short=True),) if wording.is_by_rule(promise) else ()
    promised = Cell(
        "by cut-off" if rule else wording.within(promise), (*rule, f"in {wording.cases(1 - promise.promised_share)}")
    )
    if view.time is None or promise.rests_on_nothing:
        return (promised, *[Cell(wording.NOT_KNOWN)] * 4)
    kept = (view.time.in_guaranteed, view.time.in_independent)
    cases = [_figure(promise, 1 - share, is_known=not view.unknown) for share in kept]
    time = Cell(wording.length(promise, view.time.within_s))
    if view.unknown:
        known = f"the rest takes {wording.length(promise, view.time.within_s)}"
        time = Cell(wording.NOT_KNOWN, (known,) if view.time.within_s > TOLERANCE_S else ())
    return (promised, time, *cases, _missing_time(promise, view))


def is_in_part(promise: Promise) -> bool:
    """Whether a time is promised in a share of the cases, or kept in less than all of them, or nobody knows."""
    kept = [view.time.in_guaranteed for view in (promise.direct, promise.end_to_end) if view.time]
    is_unknown = any(view.unknown for view in (promise.direct, promise.end_to_end))
    return is_unknown or min((promise.promised_share, *kept)) < 1.0 - TOLERANCE


def _missing_time(promise: Promise, view: View) -> Cell:
    found = [f"{'at least ' if view.unknown else ''}{text}" for text in lateness(promise, view)]
    return Cell(found[0], tuple(found[1:])) if found else Cell(wording.NOT_KNOWN if view.unknown else "nothing")


def lateness(promise: Promise, view: View) -> tuple[str, ...]:
    """By how much the steps of a view take longer than promised, and the share of cases that is missing."""
    if view.time is None or promise.promised is None:
        return ()
    late, cases = view.time.within_s - wording.limit(promise, view), promise.promised_share - view.time.in_guaranteed
    late_text = (wording.length(promise, late),) if late > TOLERANCE_S else ()
    return (*late_text, f"{wording.points(cases)} of cases") if cases > TOLERANCE else late_text


def _lines(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
