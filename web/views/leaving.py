"""An agreement in; the maintenance that it leaves out, as something to count again, and the change for that, out."""

from collections.abc import Iterable, Iterator

from slamodel.analysis import Analysis
from slamodel.edit import Change
from slamodel.report import wording

from .fields import LeftOut
from .places import entry_of


def left_out(analysis: Analysis, agreement: str, counted: Iterable[str]) -> tuple[LeftOut, ...]:
    """What an agreement itself leaves out; what it takes from another one is changed there."""
    places = [(f"{agreement}/{name}", name) for name in _stated(analysis, agreement)]
    return tuple(LeftOut(place, wording.isolated(name), place in counted) for place, name in places)


def changes(analysis: Analysis, counted: Iterable[str]) -> Iterator[tuple[str, Change]]:
    """The change of each agreement, and the agreement."""
    every = tuple(counted)
    for agreement in dict.fromkeys(place.partition("/")[0] for place in every):
        stated = _stated(analysis, agreement)
        kept = [name for name in stated if f"{agreement}/{name}" not in every]
        if kept != stated:
            yield agreement, Change(("agreements", agreement, "excludes"), [*kept] or None)


def said(analysis: Analysis, counted: Iterable[str]) -> Iterator[str]:
    """Each change in a few words."""
    for place in counted:
        agreement, _, name = place.partition("/")
        found = analysis.landscape.agreements.get(agreement)
        if found is not None and name in _stated(analysis, agreement):
            yield f"{wording.agreement_name(found)} counts {wording.isolated(name)}"


def _stated(analysis: Analysis, agreement: str) -> list[str]:
    found = (entry_of(analysis, ("agreements", agreement)) or {}).get("excludes", [])
    return [str(name) for name in found] if isinstance(found, list) else [str(found)]
