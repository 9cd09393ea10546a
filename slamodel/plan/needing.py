"""`SERVICE=NEED`, or `SERVICE/EXISTING=NEW` for an alternative, in; the changes of the needs of that service out."""

from typing import cast

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.edit.needs import Swap, placed, swapped
from slamodel.load import Plain
from slamodel.plan.made import written
from slamodel.plan.named import WishError, parted, service_named, unknown


def more_needs(analysis: Analysis, text: str) -> tuple[Change, ...]:
    """One need more, or an alternative to one that is there."""
    where, need = parted(text, "SERVICE=NEED, or SERVICE/EXISTING=NEW for an alternative")
    service, slash, existing = where.partition("/")
    service_named(analysis, service)
    service_named(analysis, need)
    if not slash:
        return _swapped(analysis, service, Swap(frozenset(), {}, need))
    places = _places(analysis, service, existing)
    return _swapped(analysis, service, Swap(frozenset(), dict.fromkeys(places, need), ""))


def without_need(analysis: Analysis, text: str) -> tuple[Change, ...]:
    """One need less, wherever it stands."""
    service, need = parted(text, "AGREEMENT, or SERVICE=NEED")
    service_named(analysis, service)
    return _swapped(analysis, service, Swap(frozenset(_places(analysis, service, need)), {}, ""))


def _needs(analysis: Analysis, service: str) -> Plain:
    entry = cast("dict[str, Plain]", written(analysis, ("services", service)))
    return entry.get("needs", "")


def _places(analysis: Analysis, service: str, need: str) -> list[str]:
    """Where a service is named among the needs of another."""
    named = [(one.place, _named(one.written)) for one in placed(_needs(analysis, service))]
    found = [place for place, name in named if name == need]
    if not found:
        known = [name for _, name in named if name]
        if not known:
            raise WishError(f"{service} needs nothing")
        raise WishError(f"{service} needs no such service: {unknown('need', need, known)}")
    return found


def _named(need: Plain) -> str:
    """The service of a plain need; empty for a group."""
    return need if isinstance(need, str) else str(need.get("service", "")) if isinstance(need, dict) else ""


def _swapped(analysis: Analysis, service: str, swap: Swap) -> tuple[Change, ...]:
    return (Change(("services", service, "needs"), swapped(_needs(analysis, service), swap) or None),)
