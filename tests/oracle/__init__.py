"""A second opinion, written from the definitions alone: a plain tree goes in, every verdict by brute force comes out.

It shares no line with the engine, so that one slip cannot hide in both.
"""

from datetime import date
from typing import NamedTuple

from . import in_hours
from .availability import Figures, figures
from .reading import SHARES, Model, Promise, promises
from .times import Timing, timing

WORST_FIRST = ("gap", "unknown", "at_risk", "supported")
WHERE = {(False, False): "direct", (False, True): "paper", (True, False): "below", (True, True): None}
COMPOSED = SHARES | {"response", "resolution", "fulfilment", "notification", "rto", "rpo", "latency"}


class Verdict(NamedTuple):
    """What the oracle says of one promise."""

    status: str
    where: str | None
    direct: Figures | Timing
    end_to_end: Figures | Timing


def verdicts(model: Model, as_of: date) -> dict[str, Verdict]:
    """The verdict per target id; metrics that are not composed are left out."""
    return {
        promise.id: verdict(model, as_of, promise) for promise in promises(model, as_of) if promise.metric in COMPOSED
    }


def verdict(model: Model, as_of: date, promise: Promise) -> Verdict:
    """Both views of one promise and what follows from them."""
    direct, end_to_end = (look(model, as_of, promise, end_to_end=deep) for deep in (False, True))
    found = [status_of(view, promise) for view in (direct, end_to_end)]
    carries = (found[0] == "supported", found[1] == "supported")
    return Verdict(min(found, key=WORST_FIRST.index), WHERE[carries], direct, end_to_end)


def look(model: Model, as_of: date, promise: Promise, *, end_to_end: bool) -> Figures | Timing:
    """One view of one promise."""
    if promise.metric not in SHARES:
        return timing(model, as_of, promise, end_to_end=end_to_end)
    answer = in_hours.figures if model.get("calendars") else figures
    return answer(model, as_of, promise, end_to_end=end_to_end)


def status_of(view: Figures | Timing, promise: Promise) -> str:
    """The verdict of one view."""
    if isinstance(view, Figures):
        return view.status(float(1 - promise.level.value))
    return view.status(promise.level)
