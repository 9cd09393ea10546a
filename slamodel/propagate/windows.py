"""Two measuring windows in; how often one fits into the other, and how much of an allowance that comes to, out."""

from math import ceil

from slamodel.model import Landscape, Window

_TOUCHED = {("quarter", "month"): 3, ("year", "month"): 12, ("year", "quarter"): 4}
"""Windows of the calendar that begin together."""
_ROUNDING = 1e-9


def is_longer(landscape: Landscape, one: Window, other: Window) -> bool:
    """Whether the first window lasts longer than the second."""
    return landscape.seconds_in(one) > landscape.seconds_in(other)


def touched(landscape: Landscape, window: Window, by: Window) -> int:
    """How many windows of the first kind, at most, one of the second kind lies in: what is allowed in each adds up.

    Of a longer window it is taken to be one: all that is allowed in a year may fall into one month.
    """
    if window == by or is_longer(landscape, window, by):
        return 1
    fits = ceil(landscape.seconds_in(by) / landscape.seconds_in(window) - _ROUNDING)
    if window.rolling is not None:
        return fits
    return _TOUCHED.get((by.name, window.name), fits + 1)
