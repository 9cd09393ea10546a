"""A target of an agreement in; the terms on which it counts out: in which hours, over which window, without what."""

from typing import NamedTuple, TypeAlias

from slamodel.model import Agreement, ShareTarget, TimeTarget, Window

Apart: TypeAlias = tuple[tuple[str, int], ...]
"""By how many seconds the clocks of time zones are ahead of those of one of them, sorted by the zones' names."""


class Terms(NamedTuple):
    """The hours and the window in which something counts, and the maintenance in which it does not.

    `apart` says how far the clocks of all zones are apart at the time of the year that is looked at. It is empty where
    that does not matter.
    """

    hours: str
    window: Window
    excludes: frozenset[str]
    apart: Apart = ()


def terms_of(agreement: Agreement, target: ShareTarget | TimeTarget) -> Terms:
    """The terms of one target: its own hours, else its agreement's; times run on support hours and in any window."""
    hours = agreement.clock_of(target)
    if isinstance(target, ShareTarget):
        return Terms(hours, target.window, frozenset(agreement.excludes))
    return Terms(hours, Window("month"), frozenset())
